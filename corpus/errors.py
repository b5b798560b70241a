"""Every error the library raises, one family under `CorpusError`.

::

    CorpusError (ValueError)
    ├── FileError          a file is missing, unreadable or not what it should be
    ├── UnsoundCorpus      the data break a rule; carries every finding, not only the first
    ├── UnfitDecisions     the decisions of a work list do not fit; carries every finding
    ├── IncompleteImport   a file holds what could not be taken; carries the report of the import
    ├── LossyTarget        a format or scheme cannot hold all of a corpus; carries every loss
    ├── UnknownName        a set, layer, document or annotation that is not there
    ├── Incomparable       annotations were to be compared that have nothing in common
    ├── Unattached         a record was asked for its neighbours but belongs to no corpus
    ├── FrozenSchema       the model is no longer what its schema version was frozen as
    ├── MigrationError     a corpus cannot be taken to another schema version
    └── ReleaseError       a release cannot be built or published, or one that stands there is another or damaged

Bad data are *findings* (stable code, severity, place, one sentence), collected and shown together; an exception
carries them all, so that a person repairs a file in one go.

>>> print(Finding("E101", "error", "surface is 'claim', the text says 'claims'", Place(file="cues.jsonl", line=7)))
cues.jsonl:7: E101 surface is 'claim', the text says 'claims'
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where something is: a file and physical line (from 1), a record, or both."""

    file: str | None = None
    line: int | None = None
    set_id: str | None = None
    layer: str | None = None
    document_id: str | None = None
    annotation_id: str | None = None
    path: str | None = None

    def __str__(self) -> str:
        """Write `file:line: path` and, where there is no line, the record's own address."""
        record = "/".join(part for part in (self.set_id, self.layer, self.document_id, self.annotation_id) if part is not None)
        where = f"{self.file}:{self.line}" if self.line is not None else (self.file or record)
        return f"{where}: {self.path}" if self.path else where


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (`error`) or against good practice (`warning`), with its stable code."""

    code: str
    severity: Severity
    message: str
    place: Place = field(default_factory=Place)

    def __str__(self) -> str:
        """Write the finding as a compiler would: `place: CODE message`."""
        where, path = str(replace(self.place, path=None)), self.place.path
        what = f"{self.code} {path}: {self.message}" if path else f"{self.code} {self.message}"
        return f"{where}: {what}" if where else what


def counted(number: int, noun: str) -> str:
    """Write a number with its noun.

    >>> counted(1, "error"), counted(2, "error")
    ('1 error', '2 errors')
    """
    return f"{number} {noun}{'' if number == 1 else 's'}"


class CorpusError(ValueError):
    """The root of the family; a `ValueError`, so that generic code catches it."""


class FileError(CorpusError):
    """A file is missing, unreadable, or not what it should be.

    Attributes:
        file: the path as it was given.
        line: the physical line, counted from 1, if one line is to blame.
    """

    def __init__(self, message: str, *, file: str | None = None, line: int | None = None) -> None:
        """Keep the place beside the sentence."""
        self.file, self.line = file, line
        where = str(Place(file=file, line=line)) if file is not None else ""
        super().__init__(f"{where}: {message}" if where else message)


class UnsoundCorpus(CorpusError):
    r"""The data break a rule; `findings` holds everything that was found.

    >>> str(UnsoundCorpus([Finding("E102", "error", "the hash differs", Place(document_id="d"))]))
    '1 error\n  d: E102 the hash differs'
    """

    shown = 20

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep all findings; the message lists the first twenty and counts the rest."""
        self.findings = tuple(findings)
        count = len(self.findings)
        lines = [counted(count, "error"), *(f"  {found}" for found in self.findings[: self.shown])]
        if count > self.shown:
            lines.append(f"  ... and {count - self.shown} more; `corpus check` lists them all")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[UnsoundCorpus], tuple[tuple[Finding, ...]]]:
        """Survive pickling, as between processes."""
        return type(self), (self.findings,)


class UnfitDecisions(CorpusError):
    r"""The decisions of a work list do not fit its items, or one another; `findings` holds every reason.

    >>> str(UnfitDecisions([Finding("A101", "error", "cues-001: expected a decision", Place(file="list.jsonl", line=1))]))
    '1 decision does not fit\n  list.jsonl:1: A101 cues-001: expected a decision'
    """

    shown = 50

    def __init__(self, findings: Sequence[Finding]) -> None:
        """Keep all findings; the message lists the first fifty and counts the rest."""
        self.findings = tuple(findings)
        count = len(self.findings)
        head = f"{counted(count, 'decision')} {'does' if count == 1 else 'do'} not fit"
        lines = [head, *(f"  {found}" for found in self.findings[: self.shown])]
        super().__init__("\n".join([*lines, *([f"  ... and {count - self.shown} more"] if count > self.shown else [])]))

    def __reduce__(self) -> tuple[type[UnfitDecisions], tuple[tuple[Finding, ...]]]:
        """Survive pickling, as between processes."""
        return type(self), (self.findings,)


class IncompleteImport(CorpusError):
    """A file holds what could not be taken; `report` (a `corpus.formats.reports.ImportReport`) says what and why."""

    shown = 20

    def __init__(self, report: Any) -> None:
        """Keep the report; the message lists the first twenty of its entries."""
        self.report = report
        advice = "give report= a function that takes the report, to go on with what was kept"
        super().__init__(f"{report.lost_to_text(limit=self.shown)}\n{advice}")

    def __reduce__(self) -> tuple[type[IncompleteImport], tuple[Any]]:
        """Survive pickling, as between processes."""
        return type(self), (self.report,)


class LossyTarget(CorpusError):
    """A format or scheme cannot hold all of a corpus; `losses` (`corpus.formats.capabilities.Loss`) says what, and why."""

    shown = 20

    def __init__(self, losses: Sequence[Any]) -> None:
        """Keep the losses; the message lists the first twenty and counts the rest."""
        self.losses = tuple(losses)
        count = len(self.losses)
        lines = [
            f"{counted(count, 'thing')} the target cannot hold; nothing was written",
            *(f"  {one}" for one in self.losses[: self.shown]),
        ]
        if count > self.shown:
            lines.append(f"  ... and {count - self.shown} more")
        lines.append("choose on_loss 'sidecar' to keep them in a file beside it, or 'report' to leave them out")
        super().__init__("\n".join(lines))

    def __reduce__(self) -> tuple[type[LossyTarget], tuple[tuple[Any, ...]]]:
        """Survive pickling, as between processes."""
        return type(self), (self.losses,)


class UnknownName(CorpusError, LookupError):
    """A set, layer, document or annotation was asked for that is not there."""


class Incomparable(CorpusError):
    """Annotations were to be compared that have nothing in common: a figure would mean nothing."""


class Unattached(CorpusError):
    """A record was asked for its neighbours but belongs to no corpus."""


class FrozenSchema(CorpusError):
    """The model is no longer what its schema version was frozen as."""


class MigrationError(CorpusError):
    """A corpus cannot be taken to another schema version: no such version, or no steps that lead there."""


class ReleaseError(CorpusError):
    """A release cannot be built or published, or one that stands in its place is another or damaged."""
