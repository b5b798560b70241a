"""Annotations: what became of each one of a set that both corpora have.

>>> from corpus.changes.documents import DocumentPairs
>>> from corpus.model import AnnotationSet, Annotator, Cue, SetView, Span
>>> from corpus.model.rows import table_of
>>> gold = AnnotationSet(id="gold", role="raw", annotator=Annotator(name="me", kind="human"), profile="silver")
>>> def version(engagement):
...     cue = Cue(id="cue-1", document_id="d", span=Span.of("He claims", (3, 9)), type="reportive", engagement=engagement)
...     return SetView(gold, {"cues": table_of("cues", [cue])})
>>> found = annotation_changes(version("acknowledge"), version("distance"), DocumentPairs({"d": "d"}, frozenset()))
>>> [(one.surface, one.kinds, one.fields[0].field, one.fields[0].new) for one in found.annotations]
[('claims', ('relabelled',), 'engagement', 'distance')]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from corpus.changes.fields import fields_that_differ
from corpus.changes.pairing import pair_layers
from corpus.changes.paths import label_names
from corpus.changes.records import KINDS, AnnotationChange, LayerChange
from corpus.changes.wording import place_of, words_of
from corpus.model.layers import LAYERS
from corpus.model.rows import sort_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.changes.documents import DocumentPairs
    from corpus.changes.pairing import LayerRows
    from corpus.changes.records import AnnotationKind, FieldChange
    from corpus.changes.renames import Renames
    from corpus.model import SetView
    from corpus.model.rows import Row

    Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class SetDifference:
    """What differs in one set: layers that came or went as a whole, and single annotations."""

    layers: tuple[LayerChange, ...]
    annotations: tuple[AnnotationChange, ...]


@dataclass(frozen=True)
class _Compared:
    """One annotation before and after, and the fields in which the two differ."""

    old: Row | None
    new: Row | None
    fields: tuple[FieldChange, ...] = ()

    @property
    def row(self) -> Row:
        return self.new or self.old or {}

    @property
    def kinds(self) -> tuple[AnnotationKind, ...]:
        if self.old is None or self.new is None:
            return ("removed",) if self.new is None else ("added",)
        found = {field.kind for field in self.fields} | ({"renamed"} if self.old["id"] != self.new["id"] else set())
        return tuple(kind for kind in KINDS if kind in found)


def annotation_changes(old: SetView, new: SetView, documents: DocumentPairs) -> SetDifference:
    """Compare two versions of a set in the documents that both corpora have."""
    before, after = _in_common(old, documents.now), _in_common(new, {now: now for now in documents.now.values()})
    found, renames = pair_layers(before, after, edited=documents.edited)
    layers = {layer: _whole(layer, (old, new), (before, after)) for layer in found}
    annotations = [
        _change(new.record.id, layer, one, words)
        for layer, rows in found.items()
        if layers[layer] is None
        for one, words in _worded(_differing(layer, rows, renames, documents.edited), (before, after))
    ]
    return SetDifference(tuple(one for one in layers.values() if one is not None), tuple(annotations))


def _in_common(view: SetView, now: Mapping[str, str]) -> Tables:
    """Give the tables of a set without other documents, and with the names that the documents have now."""
    return {layer: _renamed(layer, view.layer(layer).table, now) for layer in LAYERS}


def _renamed(layer: str, table: pa.Table, now: Mapping[str, str]) -> pa.Table:
    before, after = (pa.array(list(names), type=pa.string()) for names in (now.keys(), now.values()))
    rows = pc.index_in(table["document_id"], value_set=before)
    if rows.null_count:
        table, rows = table.filter(rows.is_valid()), rows.drop_null()
    if before.equals(after):
        return table
    names = after.take(rows.combine_chunks())
    return sort_table(layer, table.set_column(table.column_names.index("document_id"), "document_id", names))


def _whole(layer: str, views: tuple[SetView, SetView], common: tuple[Tables, Tables]) -> LayerChange | None:
    """Say that a layer came or went as a whole, where it did: there is none of it in any document of the other corpus."""
    set_id = views[1].record.id
    (old, new), (before, after) = (len(view.layer(layer)) for view in views), (tables[layer].num_rows for tables in common)
    if not new and before:
        return LayerChange(set_id=set_id, layer=layer, kind="removed", annotations=before)
    return LayerChange(set_id=set_id, layer=layer, kind="added", annotations=after) if not old and after else None


def _differing(layer: str, rows: LayerRows, renames: Renames, edited: frozenset[str]) -> list[_Compared]:
    """Compare the pairs, leave out those that are the same after all, and put all into the order of the text."""
    pairs = (
        _Compared(
            old, new, tuple(fields_that_differ(layer, old, renames.translated(layer, old), new, edited=_is_in(new, edited)))
        )
        for old, new in rows.pairs
    )
    found = [
        *(_Compared(row, None) for row in rows.gone),
        *(_Compared(None, row) for row in rows.come),
        *(one for one in pairs if one.kinds),
    ]
    return sorted(found, key=lambda one: (one.row["document_id"], place_of(one.row), one.row["id"]))


def _is_in(row: Row, documents: frozenset[str]) -> bool:
    return row["document_id"] in documents


def _worded(compared: list[_Compared], tables: tuple[Tables, Tables]) -> Iterable[tuple[_Compared, str | None]]:
    """Put beside each the words that it stands for."""
    found: dict[int, str | None] = {}
    for side, of_side in enumerate(tables):
        numbers = [number for number, one in enumerate(compared) if (one.new is not None) == bool(side)]
        found |= dict(zip(numbers, words_of([compared[number].row for number in numbers], of_side), strict=True))
    return ((one, found[number]) for number, one in enumerate(compared))


def _change(set_id: str, layer: str, one: _Compared, words: str | None) -> AnnotationChange:
    return AnnotationChange(
        set_id=set_id,
        layer=layer,
        document_id=one.row["document_id"],
        old_id=None if one.old is None else one.old["id"],
        new_id=None if one.new is None else one.new["id"],
        kinds=one.kinds,
        label=next((one.row[name] for name in label_names(layer)[:1]), None),
        surface=words,
        fields=one.fields,
    )
