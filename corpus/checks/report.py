"""The report of a check: its findings, counted, and as text, JSON or GitHub annotations.

>>> from corpus.errors import Finding, Place
>>> report = Report((Finding("W408", "warning", "the content cuts a word", Place(file="claims.jsonl", line=2)),))
>>> print(report.to_text())
claims.jsonl:2: W408 the content cuts a word
0 errors, 1 warning
>>> print(report.to_github())
::warning file=claims.jsonl,line=2,title=W408::the content cuts a word
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import counted

if TYPE_CHECKING:
    from corpus.errors import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found, in a stable order: by file and line, then by record, then by code."""

    findings: tuple[Finding, ...] = ()

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What breaks a rule."""
        return tuple(found for found in self.findings if found.severity == "error")

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """What is against good practice."""
        return tuple(found for found in self.findings if found.severity == "warning")

    @property
    def counts(self) -> dict[str, int]:
        """How often each code was found."""
        return dict(sorted(Counter(found.code for found in self.findings).items()))

    def summary(self) -> str:
        """Count errors and warnings in words."""
        return f"{counted(len(self.errors), 'error')}, {counted(len(self.warnings), 'warning')}"

    def to_text(self) -> str:
        """Write one line per finding as a compiler would, and the count."""
        return "\n".join([*(str(found) for found in self.findings), self.summary()])

    def to_objects(self) -> dict[str, Any]:
        """Give the report as plain objects: `errors`, `warnings`, and `findings` with code, severity, message and place."""
        return {
            "errors": len(self.errors),
            "warnings": len(self.warnings),
            "findings": [_as_object(found) for found in self.findings],
        }

    def to_json(self) -> str:
        """Write the report as one JSON object."""
        return json.dumps(self.to_objects(), ensure_ascii=False, indent=2)

    def to_github(self) -> str:
        """Write workflow commands that GitHub shows beside the lines of a change."""
        return "\n".join(_as_command(found) for found in self.findings)


def ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    """Put findings into the report's order."""
    return tuple(sorted(findings, key=_rank))


def _rank(found: Finding) -> tuple[str | int, ...]:
    place = found.place
    parts = (place.set_id, place.layer, place.document_id, place.annotation_id, place.path)
    return (place.file or "", place.line or 0, *(part or "" for part in parts), found.code, found.message)


def _as_object(found: Finding) -> dict[str, Any]:
    place = {key: value for key, value in asdict(found.place).items() if value is not None}
    return {"code": found.code, "severity": found.severity, "message": found.message, "place": place}


def _as_command(found: Finding) -> str:
    """Escape as the workflow commands ask for: percent, line ends, and in properties colon and comma."""
    place = found.place
    parts = {"file": place.file, "line": place.line, "title": found.code}
    where = ",".join(f"{key}={_escape(str(value), ':,')}" for key, value in parts.items() if value is not None)
    message = ": ".join(part for part in (place.path if place.file else str(place), found.message) if part)
    return f"::{found.severity} {where}::{_escape(message)}"


def _escape(text: str, also: str = "") -> str:
    for character in f"%\r\n{also}":
        text = text.replace(character, f"%{ord(character):02X}")
    return text
