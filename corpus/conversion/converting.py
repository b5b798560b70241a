"""Converting: from one format to another, through our records or, where labels need not change, past them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.conversion.importing import import_corpus
from corpus.conversion.tables import FORMATS, OWN_SCHEME, OnLoss, readable_module
from corpus.conversion.writing import refuse_choice, refuse_losses, staged, write, write_graphs
from corpus.errors import CorpusError, counted
from corpus.formats.names import fit_graphs
from corpus.formats.reports import ImportReport, Ledger
from corpus.formats.sidecars import sidecar_of
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from corpus.formats.capabilities import Loss


@dataclass(frozen=True, slots=True)
class Conversion:
    """What came of a conversion."""

    report: ImportReport
    """What came in, and what of it could not be taken."""
    losses: tuple[Loss, ...] = ()
    """What the target itself does not hold."""
    sidecar: Path | None = None
    """The file that keeps it, where one was written."""

    @property
    def is_clean(self) -> bool:
        """Whether everything was taken and is kept."""
        return self.report.is_clean and (not self.losses or self.sidecar is not None)


def convert(
    source: Path | str,
    target: Path | str,
    *,
    source_format: str,
    target_format: str,
    scheme: str | None = None,
    on_loss: OnLoss = "error",
) -> Conversion:
    """Convert files from one format to another.

    Between two formats of others, without a scheme, items pass with the labels that they have. In all other cases, and where a
    sidecar stands beside the source, they become records of ours on the way, and `scheme` says what the labels in the files of
    others mean: in both, if both are of others. A sidecar keeps records, so where one is needed a scheme is needed as well.

    Args:
        source: the file or folder to read.
        target: a file or folder that is not there yet, or an empty folder.
        source_format: `jsonl`, `release`, or one of `corpus.conversion.FORMATS`.
        target_format: `jsonl`, or one of `corpus.conversion.FORMATS`.
        scheme: one of `corpus.conversion.SCHEMES`.
        on_loss: what to do about what the target cannot hold, as in `write`.

    Raises:
        CorpusError: as `read` and `write` raise it; what cannot be taken stops nothing, the report tells it. Also where a
            sidecar is asked for and needed, and there is no scheme.
    """
    are_others = source_format in FORMATS and target_format in FORMATS
    if are_others and scheme is None and not sidecar_of(Path(source)).exists():
        return _pass_on(Path(source), Path(target), (source_format, target_format), on_loss)
    made, report = import_corpus(Path(source), source_format, scheme)
    losses = write(made, target, format=target_format, scheme=scheme, on_loss=on_loss)
    file = sidecar_of(Path(target))
    return Conversion(report, losses, file if file.exists() else None)


def _pass_on(source: Path, target: Path, formats: tuple[str, str], on_loss: OnLoss) -> Conversion:
    refuse_choice(on_loss, formats[1])
    ledger = Ledger()
    graphs = fit_graphs(readable_module(formats[0]).read(source, ledger), ledger)
    with staged(target) as part:
        losses = write_graphs(((graph, []) for graph in graphs), part, form=formats[1], vocabulary=Vocabulary())
        refuse_losses(losses, on_loss)
        _refuse_sidecar(losses, on_loss)
    return Conversion(ledger.report(), tuple(losses))


def _refuse_sidecar(losses: list[Loss], on_loss: OnLoss) -> None:
    """Stop where a sidecar would have to keep labels that nobody has said the meaning of."""
    if losses and on_loss == "sidecar":
        count = counted(len(losses), "item")
        message = (
            f"expected a scheme, because a sidecar keeps records and not labels; found none, and {count} that the target "
            f"cannot hold, such as {losses[0]}. Name the scheme ({OWN_SCHEME} if the labels are ours), or leave out what is "
            "lost (on_loss 'report')"
        )
        raise CorpusError(message)
