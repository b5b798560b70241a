"""E2xx: is every id unique, and does every reference point at something of the right kind? Tested on whole columns.

An annotation's key is its document and its id, two small integers made one. In the sorted keys of a set, equal neighbours
are ids that stand twice, and all references of a column are found at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.checks.names import check_names
from corpus.errors import Finding
from corpus.model.annotations import RESERVED_SOURCES
from corpus.model.flattening import (
    Flat,
    Integers,
    as_arrow,
    as_numpy,
    flatten,
    list_lengths,
    positions_among,
    single_array,
    true_rows,
)
from corpus.model.layers import LAYERS, REFERENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model.reading import Reading
    from corpus.model.views import SetView

NOWHERE = -1
AnnotationKey = tuple[str, str]
"""A document's id and an annotation's."""


@dataclass(frozen=True)
class KeyIndex:
    """Where each id of a set stands: keys are document number times the number of ids, plus the id's number."""

    documents: dict[str, Integers]
    """The number of each row's document, by layer."""
    ids: pa.Array
    keys: dict[str, Integers]
    sorted_keys: Integers
    layers: Integers

    @classmethod
    def of(cls, view: SetView) -> KeyIndex:
        """Index all annotations of a set."""
        tables = {layer: view.layer(layer).table for layer in LAYERS}
        numbers, _ = _encode({layer: single_array(table, "document_id") for layer, table in tables.items()})
        own, ids = _encode({layer: single_array(table, "id") for layer, table in tables.items()})
        keys = {layer: numbers[layer] * len(ids) + own[layer] for layer in tables}
        every = np.concatenate(list(keys.values()))
        owners = np.repeat(np.arange(len(keys)), [len(one) for one in keys.values()])
        order = np.argsort(every, kind="stable")
        return cls(numbers, ids, keys, every[order], owners[order])

    def layer_numbers(self, keys: Integers) -> Integers:
        """Give for each key the number of the layer that it stands in, or `NOWHERE`; the set is not empty."""
        slots = np.minimum(np.searchsorted(self.sorted_keys, keys), len(self.sorted_keys) - 1)
        return np.where((self.sorted_keys[slots] == keys) & (keys >= 0), self.layers[slots], NOWHERE)


def check_links(reading: Reading) -> Iterator[Finding]:
    """Check ids, documents, references, sources, parents and commitments of every set."""
    yield from check_names(reading)
    known = pa.array([document.id for document in reading.corpus.documents], type=pa.string())
    for record in reading.corpus.sets:
        view = reading.corpus.set(record.id)
        index = KeyIndex.of(view)
        yield from _check_documents(reading, record.id, view, known)
        yield from _check_unique(reading, record.id, index)
        yield from _check_reserved(reading, record.id, view)
        for layer, targets in REFERENCES.items():
            for path, target in targets.items():
                yield from _check_references(reading, record.id, layer, path, target, index)
        yield from _check_repeated(reading, record.id, view)
        yield from _check_sourced(reading, record.id, view)
        yield from _check_parents(reading, record.id, view, index)
        yield from _check_commitments(reading, record.id, view, index)


def _encode(columns: dict[str, pa.Array]) -> tuple[dict[str, Integers], pa.Array]:
    """Number the distinct strings of several columns, and give each row's number and the strings."""
    encoded = pa.chunked_array(list(columns.values()), pa.string()).combine_chunks().dictionary_encode()
    ends = np.cumsum([len(column) for column in columns.values()])
    numbers = as_numpy(encoded.indices).astype(np.int64)
    return dict(zip(columns, np.split(numbers, ends[:-1]), strict=True)), encoded.dictionary


def _keys(documents: Integers, ids: pa.Array, all_ids: pa.Array) -> Integers:
    """Give each row's key; one with an id that no annotation has is negative."""
    numbers = positions_among(ids, all_ids)
    return np.where(numbers >= 0, documents * len(all_ids) + numbers, NOWHERE)


def _check_documents(reading: Reading, set_id: str, view: SetView, known: pa.Array) -> Iterator[Finding]:
    for layer in LAYERS:
        documents = view.layer(layer).table["document_id"]
        for row in true_rows(pc.invert(pc.is_in(documents, value_set=known))):
            found = documents[row].as_py()
            if found not in reading.unreadable_documents:
                message = f"expected a document of the corpus, found {found!r}; correct it or add the document"
                yield Finding("E207", "error", message, reading.place(set_id, layer, row, path="document_id"))


def _check_unique(reading: Reading, set_id: str, index: KeyIndex) -> Iterator[Finding]:
    twice = np.unique(index.sorted_keys[1:][index.sorted_keys[1:] == index.sorted_keys[:-1]])
    if not len(twice):
        return
    seen: dict[int, str] = {}
    for layer, keys in index.keys.items():
        for row in np.flatnonzero(np.isin(keys, twice)):
            place, key = reading.place(set_id, layer, int(row), path="id"), int(keys[row])
            if key in seen:
                message = f"expected an id of its own, found {place.annotation_id!r} again (first: {seen[key]}); rename one"
                yield Finding("E201", "error", message, place)
            seen.setdefault(key, f"{place.file}:{place.line}" if place.file else layer)


def _check_reserved(reading: Reading, set_id: str, view: SetView) -> Iterator[Finding]:
    for layer in LAYERS:
        ids = view.layer(layer).table["id"]
        for row in true_rows(pc.is_in(ids, value_set=pa.array(RESERVED_SOURCES))):
            message = f"{ids[row].as_py()!r} exists in every document without being annotated; remove the line"
            yield Finding("E208", "error", message, reading.place(set_id, layer, row, path="id"))


def _check_references(reading: Reading, set_id: str, layer: str, path: str, target: str, index: KeyIndex) -> Iterator[Finding]:
    table = reading.corpus.set(set_id).layer(layer).table
    references = flatten(table, path).drop_null()
    if not len(references.rows):
        return
    numbers = index.layer_numbers(_keys(index.documents[layer][references.rows], references.values, index.ids))
    wrong = numbers != list(LAYERS).index(target)
    if target == "sources":
        wrong &= ~as_numpy(pc.is_in(references.values, value_set=pa.array(RESERVED_SOURCES)))
    for bad in np.flatnonzero(wrong):
        yield from _explain(reading, set_id, (layer, path, target), references, int(bad), int(numbers[bad]))


def _explain(
    reading: Reading, set_id: str, link: tuple[str, str, str], references: Flat, bad: int, number: int
) -> Iterator[Finding]:
    layer, path, target = link
    found = references.values[bad].as_py()
    place = reading.place(set_id, layer, int(references.rows[bad]), path=path)
    if number != NOWHERE:
        message = f"expected an id of layer {target}, found {found!r} of layer {list(LAYERS)[number]}"
        yield Finding("E203", "error", message, place)
    elif not reading.may_hold(set_id, str(place.document_id), found):
        message = f"expected an id of layer {target} in the same set and document, found {found!r}, which is nowhere there"
        yield Finding("E202", "error", message, place)


def _check_repeated(reading: Reading, set_id: str, view: SetView) -> Iterator[Finding]:
    """Check that no list of references holds one twice."""
    for layer, targets in REFERENCES.items():
        for path in (path for path in targets if ".item" in path):
            found = flatten(view.layer(layer).table, path).drop_null()
            for row in _rows_with_twins(found, view.layer(layer).table, path):
                message = "expected each reference once, found one twice; remove it"
                yield Finding("E209", "error", message, reading.place(set_id, layer, row, path=path))


def _rows_with_twins(found: Flat, table: pa.Table, path: str) -> list[int]:
    several = np.flatnonzero(found.rows[1:] == found.rows[:-1]) + 1
    neighbours = np.union1d(several, several - 1)  # in rows with one value none stands twice
    values = found.values.take(as_arrow(neighbours))
    pairs = pa.table({"row": as_arrow(found.rows[neighbours]), "value": values.dictionary_encode().indices})
    if pairs.group_by(["row", "value"]).aggregate([]).num_rows == pairs.num_rows:
        return []
    column = path.split(".", maxsplit=1)[0]  # the same source may be named in two places, so whole items are compared
    rows = sorted(set(found.rows.tolist()))
    lists = table[column].take(pa.array(rows)).to_pylist()
    return [row for row, items in zip(rows, lists, strict=True) if any(items.count(item) > 1 for item in items)]


def _check_sourced(reading: Reading, set_id: str, view: SetView) -> Iterator[Finding]:
    sources = single_array(view.attributions.table, "sources")
    counts = np.zeros(len(sources), dtype=np.int64)
    counts[as_numpy(sources.is_valid())] = list_lengths(sources.drop_null())
    for row in np.flatnonzero(counts == 0):
        message = "expected at least one source, found none; where the text leaves it open write @unspecified"
        yield Finding("E204", "error", message, reading.place(set_id, "attributions", int(row), path="sources"))


def _check_parents(reading: Reading, set_id: str, view: SetView, index: KeyIndex) -> Iterator[Finding]:
    table = view.attributions.table
    parent_ids = flatten(table, "parent_id").drop_null()
    parent_keys = _keys(index.documents["attributions"][parent_ids.rows], parent_ids.values, index.ids)
    # only what has a parent and is one can stand in a circle
    rows = parent_ids.rows[np.isin(index.keys["attributions"][parent_ids.rows], parent_keys)].tolist()
    columns = table.select(["document_id", "id", "parent_id"]).take(pa.array(rows, type=pa.int64())).to_pylist()
    keys = [(one["document_id"], one["id"]) for one in columns]
    circles = _in_circles({key: (key[0], one["parent_id"]) for key, one in zip(keys, columns, strict=True)})
    for row, key in zip(rows, keys, strict=True):
        if key in circles:
            message = "expected parents that end at an attribution without one, found a circle back to this one"
            yield Finding("E205", "error", message, reading.place(set_id, "attributions", row, path="parent_id"))


def _in_circles(parents: dict[AnnotationKey, AnnotationKey]) -> set[AnnotationKey]:
    """Give what stands in a circle; each chain is walked once, up to where another has been."""
    found: set[AnnotationKey] = set()
    seen: set[AnnotationKey] = set()
    for start in parents:
        chain: dict[AnnotationKey, None] = {}
        here = start
        while here in parents and here not in seen:
            seen.add(here)
            chain[here] = None
            here = parents[here]
        if here in chain:
            found |= set(list(chain)[list(chain).index(here) :])
    return found


def _check_commitments(reading: Reading, set_id: str, view: SetView, index: KeyIndex) -> Iterator[Finding]:
    table = view.commitments.table.select(["document_id", "claim_id", "source_id"])
    claims = _keys(index.documents["commitments"], table["claim_id"], index.ids)
    sources = positions_among(table["source_id"], pc.unique(table["source_id"]))
    pairs = pa.table({"claim": claims, "source": sources})
    if pairs.group_by(pairs.column_names).aggregate([]).num_rows == pairs.num_rows:
        return
    seen: set[tuple[str, str, str]] = set()
    for row, one in enumerate(table.to_pylist()):
        key = (one["document_id"], one["claim_id"], one["source_id"])
        if key in seen:
            message = f"expected one commitment of {key[2]!r} to {key[1]!r}, found another; keep one"
            yield Finding("E206", "error", message, reading.place(set_id, "commitments", row, path="source_id"))
        seen.add(key)
