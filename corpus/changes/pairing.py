"""Pairing: two versions of a set, layer by layer, as pairs of rows that may differ, and rows without a partner.

Most rows of two versions are equal. They are taken out in whole columns; only what is left becomes Python objects, is matched
document by document, and compared.

>>> from corpus.model import Cue, Span
>>> from corpus.model.rows import table_of
>>> may, rain = (Span.of("It may rain.", bounds) for bounds in [(3, 6), (7, 11)])
>>> before = [Cue(id="cue-1", document_id="d", span=may)]
>>> after = [*before, Cue(id="cue-2", document_id="d", span=rain)]
>>> found, _ = pair_layers({"cues": table_of("cues", before)}, {"cues": table_of("cues", after)})
>>> found["cues"].pairs, [row["id"] for row in found["cues"].come]
((), ['cue-2'])
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.changes.columns import differing
from corpus.changes.matching import match
from corpus.changes.renames import Renames
from corpus.changes.signatures import signature
from corpus.changes.witnesses import named_at
from corpus.model.flattening import as_numpy, positions_among
from corpus.model.layers import LAYERS, REFERENCES
from corpus.model.rows import empty_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.changes.columns import Mask
    from corpus.changes.matching import Known
    from corpus.changes.renames import Address
    from corpus.model.flattening import Integers
    from corpus.model.rows import Row

    Tables = Mapping[str, pa.Table]


@dataclass(frozen=True)
class LayerRows:
    """What may differ in one layer: matched rows, before and after, and rows that have no partner."""

    pairs: tuple[tuple[Row, Row], ...] = ()
    gone: tuple[Row, ...] = ()
    come: tuple[Row, ...] = ()

    @property
    def renamed(self) -> dict[Address, str | None]:
        """The ids before that stand for something else now; one that stood for nothing and now does is among them."""
        found: dict[Address, str | None] = {_address(old): new["id"] for old, new in self.pairs}
        found |= {_address(row): None for row in self.gone}
        came = (*(new for _, new in self.pairs), *self.come)
        found |= {_address(row): None for row in came if _address(row) not in found}
        return {address: name for address, name in found.items() if name != address[1]}


@dataclass(frozen=True)
class Versions:
    """Two versions of a set, with the documents of the newer one's names, and those whose text was edited."""

    old: Tables
    new: Tables
    edited: frozenset[str]

    def tables(self, layer: str) -> tuple[pa.Table, pa.Table]:
        """Give the tables of one layer, before and after."""
        return self.old.get(layer, empty_table(layer)), self.new.get(layer, empty_table(layer))


def pair_layers(old: Tables, new: Tables, *, edited: Iterable[str] = ()) -> tuple[dict[str, LayerRows], Renames]:
    """Pair all layers, each after those that it refers to, and give the renames that came of it.

    Both sides have the same document ids; `edited` names the documents whose text is another.
    """
    versions, renames = Versions(old, new, frozenset(edited)), Renames({})
    found: dict[str, LayerRows] = {}
    for layer in LAYERS:
        found[layer] = _pair_layer(layer, versions, renames)
        renames = renames.with_layer(layer, found[layer].renamed)
        found[layer] = _with_own_references(layer, found[layer], versions, renames)
    return found, renames


def _pair_layer(layer: str, versions: Versions, renames: Renames) -> LayerRows:
    old, new = versions.tables(layer)
    partner = _settled(layer, versions, renames)
    settled = np.flatnonzero(partner >= 0)
    left_old, left_new = _without(old, settled), _without(new, partner[settled])
    gone, come = left_old.to_pylist(), left_new.to_pylist()
    if not gone or not come:
        return LayerRows((), tuple(gone), tuple(come))
    known_old = _known(layer, [renames.translated(layer, row) for row in gone], gone, versions.edited, versions.old)
    known_new = _known(layer, come, come, versions.edited, versions.new)
    return _paired(gone, come, list(_matched(known_old, known_new, (_by_document(gone), _by_document(come)))))


def _matched(
    old: list[Known], new: list[Known], documents: tuple[dict[str, list[int]], dict[str, list[int]]]
) -> Iterator[tuple[int, int]]:
    """Match document by document, and give the numbers of the rows."""
    before, after = documents
    for document_id, rows in before.items():
        others = after.get(document_id, [])
        for first, second in match([old[row] for row in rows], [new[row] for row in others]):
            yield rows[first], others[second]


def _paired(gone: list[Row], come: list[Row], numbers: list[tuple[int, int]]) -> LayerRows:
    first, second = {one for one, _ in numbers}, {other for _, other in numbers}
    return LayerRows(
        pairs=tuple((gone[one], come[other]) for one, other in numbers),
        gone=tuple(row for number, row in enumerate(gone) if number not in first),
        come=tuple(row for number, row in enumerate(come) if number not in second),
    )


def _settled(layer: str, versions: Versions, renames: Renames) -> Integers:
    """Give for each older row the newer one that is equal to it, field by field and in what it refers to, or -1."""
    old, new = versions.tables(layer)
    partner = positions_among(_addresses(old), _addresses(new))
    common = np.flatnonzero(partner >= 0)
    left, right = old.take(pa.array(common)), new.take(pa.array(partner[common]))
    open_rows = differing(left, right) | renames.concerned(layer, left) | _is_in(left["document_id"], versions.edited)
    partner[common[open_rows]] = -1
    return partner


def _with_own_references(layer: str, found: LayerRows, versions: Versions, renames: Renames) -> LayerRows:
    """Add equal rows that refer to an id of their own layer which stands for something else now."""
    if layer not in REFERENCES.get(layer, {}).values() or not renames.of_layer[layer]:
        return found
    old, new = versions.tables(layer)
    paired = {_address(row) for row in (*(one for one, _ in found.pairs), *found.gone)}
    suspects = old.filter(pa.array(renames.concerned(layer, old))).to_pylist()
    rows = [row for row in suspects if _address(row) not in paired]
    equal = {_address(row): row for row in new.filter(_is_in(new["id"], {row["id"] for row in rows})).to_pylist()}
    return replace(found, pairs=(*found.pairs, *((row, equal[_address(row)]) for row in rows)))


def _known(layer: str, rows: list[Row], written: list[Row], edited: frozenset[str], tables: Tables) -> list[Known]:
    """Give id and signature of each row; `written` are the same rows with the ids of their own corpus."""
    names = named_at(layer, written, tables)
    return [
        (
            row["id"],
            signature(layer, row, words=row["document_id"] in edited, named_at=names.get((row["document_id"], row["id"]), ())),
        )
        for row in rows
    ]


def _address(row: Row) -> Address:
    return (row["document_id"], row["id"])


def _by_document(rows: list[Row]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(list)
    for number, row in enumerate(rows):
        found[row["document_id"]].append(number)
    return found


def _addresses(table: pa.Table) -> pa.Array:
    joined = pc.binary_join_element_wise(table["document_id"], table["id"], "/")
    return joined.combine_chunks()


def _without(table: pa.Table, rows: Integers) -> pa.Table:
    keep = np.ones(table.num_rows, dtype=np.bool_)
    keep[rows] = False
    return table.filter(pa.array(keep))


def _is_in(values: pa.ChunkedArray, options: Iterable[str]) -> Mask:
    return as_numpy(pc.is_in(values, value_set=pa.array(sorted(options), type=pa.string()))).astype(np.bool_)
