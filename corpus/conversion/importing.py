"""Importing: files of any format to a corpus that holds every rule, with the report of what came in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.checks import check_integrity
from corpus.conversion.completing import complete
from corpus.conversion.settling import settled
from corpus.conversion.tables import OWN_FORMATS, WORKING_FOLDER, readable_module, scheme_module
from corpus.errors import IncompleteImport, UnsoundCorpus
from corpus.files.folder import read_folder
from corpus.files.release import read_release
from corpus.formats.names import fit_graphs
from corpus.formats.reports import ImportReport, Ledger
from corpus.model.layers import LAYERS
from corpus.model.rows import paused_collector

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import Corpus
    from corpus.model.reading import Reading


def read(
    path: Path | str,
    *,
    format: str,  # noqa: A002 - the word for it
    scheme: str | None = None,
    report: Callable[[ImportReport], object] | None = None,
) -> Corpus:
    """Read a corpus from files of any format.

    Args:
        path: the file or folder.
        format: `jsonl` (a working folder), `release`, or one of `corpus.conversion.FORMATS`.
        scheme: what the labels mean, one of `corpus.conversion.SCHEMES`; our own if left out. Our own formats need none.
        report: is called with the report of the import. Without it, anything that cannot be taken stops the import.

    Raises:
        UnknownName: there is no such format or scheme.
        FileError: the path is not what the format needs.
        IncompleteImport: something cannot be taken, and there is no `report`.
        UnsoundCorpus: what was read breaks a rule that is not about one record, or is of ours; it carries every finding.
    """
    made, found = import_corpus(Path(path), format, scheme)
    if report is not None:
        report(found)
    elif not found.is_clean:
        raise IncompleteImport(found)
    return made


def import_corpus(path: Path, form: str, scheme: str | None = None) -> tuple[Corpus, ImportReport]:
    """Read a corpus, and give the report beside it.

    Raises:
        CorpusError: as `read` does, but for what cannot be taken.
    """
    if form in OWN_FORMATS:
        made = _own(read_folder(path) if form == WORKING_FOLDER else read_release(path))
        size = sum(len(made.set(record.id).layer(layer)) for record in made.sets for layer in LAYERS)
        return made, ImportReport(size, size)
    ledger, files, labels = Ledger(), readable_module(form), scheme_module(scheme)
    with paused_collector():
        made = labels.decode(fit_graphs(files.read(path, ledger), ledger), ledger)
    made, findings = settled(made, ledger)
    if findings:
        raise UnsoundCorpus(findings)
    return complete(made, path, ledger), ledger.report()


def _own(reading: Reading) -> Corpus:
    findings = check_integrity(reading)
    if findings:
        raise UnsoundCorpus(findings)
    return reading.corpus
