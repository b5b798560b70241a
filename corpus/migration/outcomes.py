"""What came of a migration: how many objects were carried, changed or left behind, and each that was, with its place.

>>> Count(found=3, carried=1, changed=1, uncarried=1, written=2).is_complete
True
"""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Count:
    """Objects of one kind of file: found in the old corpus, what became of each, and how many the new corpus has."""

    found: int = 0
    carried: int = 0
    changed: int = 0
    uncarried: int = 0
    written: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether every object found is accounted for."""
        return self.found == self.carried + self.changed + self.uncarried


@dataclass(frozen=True, slots=True)
class Uncarried:
    """Something that the new version does not hold: a whole object, or one field of an object that was carried."""

    file: str
    """Relative to the old corpus."""
    line: int | None
    kind: str
    reason: str
    raw: bytes = field(repr=False)
    """The line, or the file, as it stood in the old corpus."""
    lost: str | None = None
    """The field that was lost; None where it is the whole object."""
    value: Any = None
    """What the field held."""

    def __str__(self) -> str:
        """Write it as a compiler would."""
        what = "not carried" if self.lost is None else f"{self.lost} not carried"
        return f"{place_of(self.file, self.line)}: {what}: {self.reason}"

    def to_object(self) -> dict[str, Any]:
        """Give it as JSON: where, what and why."""
        fields = {"file": self.file, "line": self.line, "kind": self.kind, "field": self.lost, "reason": self.reason}
        return {name: value for name, value in fields.items() if value is not None}

    def to_line(self) -> dict[str, Any]:
        """Give it as it is kept beside the new corpus: with the line word for word, in base64 where it is no UTF-8."""
        lost = {} if self.lost is None else {"value": self.value}
        try:
            return self.to_object() | lost | {"verbatim": self.raw.decode()}
        except UnicodeDecodeError:
            return self.to_object() | lost | {"base64": base64.b64encode(self.raw).decode()}


@dataclass(frozen=True, slots=True)
class Dangling:
    """An object that was carried and refers to one that was not, so that the new corpus will not load until it is repaired."""

    file: str
    line: int | None
    path: str
    """The field with the reference."""
    reference: str
    """What it refers to."""

    def __str__(self) -> str:
        """Write it as a compiler would."""
        return f"{place_of(self.file, self.line)}: {self.path} refers to {self.reference!r}, which was not carried"

    def to_object(self) -> dict[str, Any]:
        """Give it as JSON."""
        return {name: value for name, value in asdict(self).items() if value is not None}


@dataclass(frozen=True, slots=True)
class Migration:
    """What came of taking a corpus to another version of the schema."""

    old: str
    """The version that it had."""
    new: str
    """The version that it was to have."""
    out: Path | None = None
    """The new working folder; None where the corpus had the version already, and nothing was written."""
    uncarried_file: Path | None = None
    """What could not be carried, word for word; None where all was."""
    counts: Mapping[str, Count] = field(default_factory=dict)
    """By kind of file: `corpus`, `documents`, `set` and the layers."""
    uncarried: tuple[Uncarried, ...] = ()
    dangling: tuple[Dangling, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether nothing was left behind."""
        return not self.uncarried

    def to_object(self) -> dict[str, Any]:
        """Give the report as JSON."""
        return {
            "from": self.old,
            "to": self.new,
            "out": None if self.out is None else str(self.out),
            "uncarried_file": None if self.uncarried_file is None else str(self.uncarried_file),
            "counts": {kind: asdict(count) for kind, count in self.counts.items()},
            "uncarried": [one.to_object() for one in self.uncarried],
            "dangling": [one.to_object() for one in self.dangling],
        }


def place_of(file: str, line: int | None) -> str:
    """Write a place as `file:line`, or the file alone where it is one object."""
    return file if line is None else f"{file}:{line}"
