"""Writing: a corpus to files of any format, whole or not at all, with a list of what they do not hold."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, get_args

from corpus.checks import check_integrity
from corpus.conversion.importing import import_corpus
from corpus.conversion.tables import WORKING_FOLDER, WRITTEN_ONLY, OnLoss, format_module, scheme_module
from corpus.errors import CorpusError, FileError, LossyTarget, UnknownName, UnsoundCorpus
from corpus.files.folder import write_folder
from corpus.formats.capabilities import Loss, carry
from corpus.formats.sidecars import difference, shown, sidecar_of, write_sidecar
from corpus.model.reading import Reading
from corpus.schemes.assembly import assumed_metadata, assumed_set, sets_of_documents

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pydantic import BaseModel

    from corpus.formats.graph import Graph
    from corpus.formats.vocabularies import Vocabulary
    from corpus.model import Corpus


def write(
    news: Corpus,
    path: Path | str,
    *,
    format: str,  # noqa: A002 - the word for it
    scheme: str | None = None,
    on_loss: OnLoss = "error",
) -> tuple[Loss, ...]:
    """Write a corpus to files of any format; they appear whole or not at all.

    Args:
        news: the corpus.
        path: a file or folder that is not there yet, or an empty folder.
        format: `jsonl` (a working folder), or one of `corpus.conversion.FORMATS`.
        scheme: the labels to write, one of `corpus.conversion.SCHEMES`; our own if left out.
        on_loss: what to do about what the target cannot hold: stop (`error`), leave it out (`report`), or keep it in
            `<path>.sidecar.jsonl`, with which it reads back as it was (`sidecar`).

    Returns:
        What the target itself does not hold.

    Raises:
        UnknownName: there is no such format, scheme or `on_loss`.
        FileError: something stands at the path.
        LossyTarget: the target cannot hold everything, and `on_loss` is `error`; nothing is written.
        UnsoundCorpus: the corpus breaks a rule.
        CorpusError: a text is withheld, or a sidecar is asked for beside a format that is written only.
    """
    path = Path(path)
    refuse_choice(on_loss, format)
    _refuse_unfit(news)
    if format == WORKING_FOLDER:
        with staged(path) as part:
            write_folder(news, part)
        return ()
    labels, missing = scheme_module(scheme), []
    with staged(path) as part:
        losses = (*_unsaid(news), *write_graphs(labels.encode(news), part, form=format, vocabulary=labels.vocabulary()))
        refuse_losses(losses, on_loss)
        if on_loss == "sidecar":
            found, report = import_corpus(part, format, scheme)
            missing = [*difference(found, news), *shown(report.entries)]
    write_sidecar(missing, sidecar_of(path))
    return losses


def write_graphs(encoded: Iterable[tuple[Graph, list[Loss]]], path: Path, *, form: str, vocabulary: Vocabulary) -> list[Loss]:
    """Write what the format can carry of each graph; give what it cannot, after what was lost before."""
    files = format_module(form)
    losses: list[Loss] = []

    def carried() -> Iterator[Graph]:
        for graph, lost in encoded:
            kept, more = carry(graph, files.CAPABILITIES)
            losses.extend([*lost, *more])
            yield kept

    files.write(carried(), path, vocabulary)
    return losses


@contextmanager
def staged(path: Path) -> Iterator[Path]:
    """Give a place beside the target, of the same name, to write to; it becomes the target once everything has been written.

    Raises:
        FileError: something stands at the target, or a sidecar of it.
        OSError: it cannot be written or put in place.
    """
    path = path.resolve()
    for taken in (path, sidecar_of(path)):
        if taken.is_symlink() or (taken.exists() and not (taken.is_dir() and not any(taken.iterdir()))):
            message = "expected no such path, or an empty folder; found something there. Choose another"
            raise FileError(message, file=str(taken))
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".", dir=path.parent) as folder:
        part = Path(folder, path.name)
        yield part
        if path.is_dir():
            path.rmdir()
        part.rename(path)


def refuse_losses(losses: Iterable[Loss], on_loss: OnLoss) -> None:
    """Stop where something would be lost and nobody said that it may.

    Raises:
        LossyTarget: so it is.
    """
    losses = list(losses)
    if losses and on_loss == "error":
        raise LossyTarget(losses)


def refuse_choice(on_loss: str, form: str) -> None:
    """Stop where that is no way to deal with losses, or none for this format.

    Raises:
        UnknownName: it is no way at all.
        CorpusError: a sidecar is asked for beside a format that is written only.
    """
    if on_loss not in get_args(OnLoss):
        message = f"no way {on_loss!r} to deal with losses; there are {', '.join(get_args(OnLoss))}"
        raise UnknownName(message)
    if on_loss == "sidecar" and form in WRITTEN_ONLY:
        message = f"expected a format that can be read back, found {form}, which is written only; write it on_loss='report'"
        raise CorpusError(message)


def _refuse_unfit(news: Corpus) -> None:
    findings = check_integrity(Reading(news))
    if findings:
        raise UnsoundCorpus(findings)
    withheld = [document.id for document in news.documents if document.text is None]
    if withheld:
        message = f"expected documents with their text, found {len(withheld)} without it, such as {withheld[0]}"
        raise CorpusError(message)


def _unsaid(news: Corpus) -> Iterator[Loss]:
    """Give what no format says: the corpus's own metadata, and how each set was made."""
    nowhere = "the format has no place for it"
    for name in _differing(news.metadata, assumed_metadata()):
        yield Loss(None, None, None, None, name, nowhere)
    annotated = {set_id for sets in sets_of_documents(news).values() for set_id in sets}
    for record in news.sets:
        if record.id not in annotated:
            yield Loss(None, record.id, None, None, None, "it has no annotations, so no file names it")
            continue
        for name in _differing(record, assumed_set(record.id)):
            yield Loss(None, record.id, None, None, name, nowhere)


def _differing(record: BaseModel, assumed: BaseModel) -> list[str]:
    return [name for name in type(record).model_fields if getattr(record, name) != getattr(assumed, name)]
