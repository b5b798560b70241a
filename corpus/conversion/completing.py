"""Completing: what was read, with what the sidecar beside it keeps, as far as both go together.

The sidecar may be of another file, or what it says may rest on what was taken out since: a document, a set, another record.
Then the file is followed. So a sound file stays sound, whatever lies beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.checks import check_integrity
from corpus.errors import FileError, Place
from corpus.formats.sidecars import SHOWN, apply, key_of, known, read_sidecar, sidecar_of
from corpus.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from corpus.errors import Finding
    from corpus.formats.reports import Known, Ledger
    from corpus.formats.sidecars import Key, Line
    from corpus.model import Corpus

ROUNDS = 8
"""How often lines are left out one by one before none is believed; records do not rest on one another in longer rows."""


def complete(made: Corpus, path: Path, ledger: Ledger) -> Corpus:
    """Add to a sound corpus what the sidecar of a path keeps, and tell of each line that does not fit.

    Raises:
        FileError: the sidecar cannot be read, or makes no record.
        OSError: it cannot be read.
    """
    file = sidecar_of(path)
    lines = read_sidecar(file)
    if not lines:
        return made
    try:
        completed, left = _sound(made, [line for line in lines if line["kind"] != SHOWN])
        items = known(line for line in lines if line["kind"] == SHOWN)
    except ValueError as error:
        raise FileError(str(error), file=str(file)) from error
    for line in left:
        place = Place(file=str(file), set_id=line.get("set"), layer=line["kind"], document_id=line.get("document"))
        named = line.get("id") or line["kind"]
        reason = f"{named}, or what it rests on, was changed since; the file is followed, the sidecar not"
        ledger.change("F401", reason, place)
    _restore(items, left, file, ledger)
    return completed


def _restore(items: Mapping[Known, int], left: Iterable[Line], file: Path, ledger: Ledger) -> None:
    """Take back refusals of what the file only shows, but for documents of which the sidecar could not say everything."""
    changed = {(line.get("set"), line.get("document")) for line in left}
    sound = {key: count for key, count in items.items() if (key[1], key[2]) not in changed}
    for (_, set_id, document_id, content), count in ledger.restore(sound).items():
        reason = f"{content} was shown for a record of the sidecar and has changed since; the record is as the sidecar has it"
        for _ in range(count):
            ledger.change("F401", reason, Place(file=str(file), set_id=set_id, document_id=document_id))


def _sound(made: Corpus, lines: list[Line]) -> tuple[Corpus, list[Line]]:
    """Apply the lines that leave the corpus sound; give the others as well."""
    completed, left = apply(made, lines)
    findings = check_integrity(Reading(completed))
    if not findings:
        return completed, left
    held = lines
    for _ in range(ROUNDS):
        named = {_named(finding) for finding in findings}
        dropped, held = [line for line in held if key_of(line) in named], [line for line in held if key_of(line) not in named]
        completed, left = apply(made, held)
        findings = check_integrity(Reading(completed))
        if not findings:
            applied = {id(line) for line in held} - {id(line) for line in left}
            return completed, [line for line in lines if id(line) not in applied]
        if not dropped:
            break
    return made, lines


def _named(finding: Finding) -> Key:
    """Give the key of the record, document or set that a finding is about, or of the corpus itself."""
    place = finding.place
    if place.layer is not None:
        return place.layer, place.set_id or "", place.document_id or "", place.annotation_id or ""
    if place.document_id is not None:
        return "document", "", place.document_id, ""
    return ("corpus", "", "", "") if place.set_id is None else ("set", place.set_id, "", "")
