"""Sheets that hold: ids stand once, and what refers to a region finds it.

>>> from corpus.formats.graph import Attribute
>>> from corpus.formats.reports import Ledger
>>> ledger = Ledger()
>>> labels = [Attribute(1, "kind", "r", "person"), Attribute(2, "kind", "x", "city")]
>>> taken = take_sheet(Sheet([Region("r", "who", (0, 3))], attributes=labels), "ana", ledger=ledger, file="d.json")
>>> taken.attributes[0].value, ledger.report().entries[0].reason
('person', 'expected references to what is there, found x; was it left out, or could it not be read?')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from corpus.errors import Place
from corpus.formats.graph import Attribute, Note
from corpus.formats.regions import Region, Relation, Sheet, as_annotations

if TYPE_CHECKING:
    from corpus.formats.graph import Annotations, Id
    from corpus.formats.reports import Ledger

Piece = TypeVar("Piece", Region, Relation, Attribute, Note)
Hanging = TypeVar("Hanging", Relation, Attribute, Note)


def take_sheet(sheet: Sheet, annotator: str, *, ledger: Ledger, file: str) -> Annotations:
    """Give what an annotator left as items, and count them; refuse ids that stand twice and references to nothing."""
    ids: set[Id] = set()
    regions = _unique(sheet.regions, ids, ledger, file)
    known = {one.id for one in regions}
    held = Sheet(
        regions,
        _founded(_unique(sheet.relations, ids, ledger, file), known, ledger, file),
        _founded(_unique(sheet.attributes, ids, ledger, file), known, ledger, file),
        _founded(_unique(sheet.notes, ids, ledger, file), known, ledger, file),
    )
    made = as_annotations(held, annotator, file)
    ledger.take(made.size)
    return made


def _unique(pieces: list[Piece], ids: set[Id], ledger: Ledger, file: str) -> list[Piece]:
    kept: list[Piece] = []
    for one in pieces:
        if one.id in ids:
            reason = f"expected an id of its own, found {one.id} a second time; rename one"
            ledger.refuse("F106", reason, Place(file=file, line=one.line or None))
        else:
            ids.add(one.id)
            kept.append(one)
    return kept


def _founded(pieces: list[Hanging], known: set[Id], ledger: Ledger, file: str) -> list[Hanging]:
    kept: list[Hanging] = []
    for one in pieces:
        ends = (one.source, one.target) if isinstance(one, Relation) else (one.target,)
        missing = [str(end) for end in ends if end not in known]
        if missing:
            reason = (
                f"expected references to what is there, found {', '.join(missing)}; was it left out, or could it not be read?"
            )
            ledger.refuse("F107", reason, Place(file=file, line=one.line or None))
        else:
            kept.append(one)
    return kept
