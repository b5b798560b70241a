"""Validity of whole columns: does every row of a table make a record?

This is the record classes' own rule in columns, a hundred times faster than making the records; it answers only yes or
no. Where it says no, the records are made one by one, and pydantic names the row, the field and the reason. A property
test holds the two to the same verdict.

>>> import pyarrow as pa
>>> from corpus.model.columns import schema
>>> row = {"id": "cue-1", "document_id": "d", "span": [{"start": 0, "end": 2, "text": "if"}], "type": "conditional"}
>>> is_valid("cues", pa.Table.from_pylist([row], schema=schema("cues")))
True
>>> is_valid("cues", pa.Table.from_pylist([row | {"type": "guess"}], schema=schema("cues")))
False
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.model.columns import DIGEST, Column, columns, span_paths
from corpus.model.extras import decode_extras
from corpus.model.flattening import Fragments, Integers, as_numpy, flatten, fragments, list_lengths

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

ASCII = 0x80
"""UTF-8 bytes below this are whole characters."""
ASCII_BLANKS = np.array([chr(byte).isspace() if byte < ASCII else False for byte in range(256)])
WIDE_BLANKS = [chr(point).encode() for point in range(ASCII, 0x10000) if chr(point).isspace()]
"""White space of several bytes; there is none behind the basic plane."""


def is_valid(layer: str, table: pa.Table) -> bool:
    """Tell whether each row of the table makes a record of the layer."""
    return columns_hold(layer, table) and all(_fragments_hold(fragments(table, path)) for path in span_paths(layer))


def columns_hold(layer: str, table: pa.Table) -> bool:
    """Tell the same, but for bounds and surfaces, which `corpus.checks.texts` tests against the text itself."""
    inner = tuple(f"{path}." for path in span_paths(layer))
    return (
        all(_column_holds(column, table) for column in columns(layer) if not column.path.startswith(inner))
        and all(_fragments_are_whole(layer, table, path) for path in span_paths(layer))
        and (layer != "stances" or _targets_hold(table))
    )


def _column_holds(column: Column, table: pa.Table) -> bool:
    values = flatten(table, column.path).values
    nulls = values.null_count
    if column.required and nulls:
        return False
    if nulls:
        values = values.drop_null()
    return not len(values) or all(_tests(column, values))


def _tests(column: Column, values: pa.Array) -> Iterator[bool]:
    if column.labels:
        yield bool(pc.all(pc.is_in(values, value_set=pa.array(column.labels))).as_py())
    if column.pattern:
        yield _all_match(column, values)
    if column.min_length:
        yield bool(pc.min(pc.binary_length(values)).as_py() >= column.min_length)
    if column.min_items:
        yield bool(list_lengths(values).min() >= column.min_items)
    if pa.types.is_floating(column.type):
        yield _all_within(column, values)
    if column.open:
        yield all(_is_decodable(value) for value in values.to_pylist())


def _all_match(column: Column, values: pa.Array) -> bool:
    distinct = values.dictionary_encode().dictionary
    fits = pc.all(pc.match_substring_regex(distinct, column.pattern)).as_py()
    return bool(fits and (column.max_length is None or pc.max(pc.utf8_length(distinct)).as_py() <= column.max_length))


def _all_within(column: Column, values: pa.Array) -> bool:
    numbers = as_numpy(values)
    low = -np.inf if column.minimum is None else column.minimum
    high = np.inf if column.maximum is None else column.maximum
    return bool(np.isfinite(numbers).all() and (numbers >= low).all() and (numbers <= high).all())


def _is_decodable(value: str) -> bool:
    try:
        decode_extras(value)
    except ValueError:
        return False
    return True


def _fragments_are_whole(layer: str, table: pa.Table, path: str) -> bool:
    """Tell whether each fragment has its bounds and exactly one of surface and digest."""
    items = flatten(table, path).drop_null().values.flatten()
    starts, ends, texts, digests = items.flatten()
    if items.null_count or starts.null_count or ends.null_count:
        return False
    if digests.null_count == len(digests):
        return not texts.null_count
    column = next(one for one in columns(layer) if one.path == f"{path}.item.{DIGEST}")
    return _column_holds(column, table) and not pc.any(pc.equal(texts.is_valid(), digests.is_valid())).as_py()


def _fragments_hold(found: Fragments) -> bool:
    if not len(found.starts):
        return True
    bounded = found.starts.min() >= 0 and (found.ends > found.starts).all()
    return bool(bounded) and not len(disordered(found)) and _surfaces_hold(found)


def _surfaces_hold(found: Fragments) -> bool:
    if found.surfaced is not None:
        found = found.take(found.surfaced)
    measured = bool((as_numpy(pc.utf8_length(found.texts)) == found.ends - found.starts).all())
    return measured and not len(blank_edged(found.texts))


def disordered(found: Fragments) -> Integers:
    """Give the fragments that start before the end of the one before them in the same span."""
    same_span = found.spans[1:] == found.spans[:-1]
    return np.flatnonzero(same_span & (found.starts[1:] < found.ends[:-1])) + 1


def blank_edged(texts: pa.StringArray) -> Integers:
    """Give the surfaces that are empty, or begin or end with white space as Python's `str.isspace` knows it."""
    if not len(texts):
        return np.empty(0, dtype=np.int64)
    bounds, data = string_buffers(texts)
    return blank_edges(data, bounds[:-1].astype(np.int64), bounds[1:].astype(np.int64))


def blank_edges(data: NDArray[np.uint8], begins: Integers, ends: Integers) -> Integers:
    """Give the stretches of bytes that are empty, or begin or end with white space."""
    filled = ends > begins
    if not filled.all():
        return np.flatnonzero(~filled)
    first, last = data[begins], data[ends - 1]
    blank = ASCII_BLANKS[first] | ASCII_BLANKS[last]
    unclear = np.flatnonzero(((first >= ASCII) | (last >= ASCII)) & ~blank)
    wide = _are_wide(data, begins[unclear], ends[unclear])
    return np.sort(np.concatenate([np.flatnonzero(blank), unclear[wide]]))


def _are_wide(data: NDArray[np.uint8], begins: Integers, ends: Integers) -> NDArray[np.bool_]:
    """Tell which stretches begin or end with white space of several bytes."""
    found = np.zeros(len(begins), dtype=bool)
    for blank in WIDE_BLANKS:
        for edges, steps in ((begins, range(len(blank))), (ends, range(-len(blank), 0))):
            same = ends - begins >= len(blank)
            for byte, step in zip(blank, steps, strict=True):
                same[same] = data[edges[same] + step] == byte
            found |= same
    return found


def string_buffers(texts: pa.StringArray) -> tuple[NDArray[np.int32], NDArray[np.uint8]]:
    """Give the byte offsets (one more than there are strings) and the bytes of a string array without nulls."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int32)[texts.offset : texts.offset + len(texts) + 1]
    return bounds, np.frombuffer(data or b"", dtype=np.uint8)


def _targets_hold(table: pa.Table) -> bool:
    given = flatten(table, "target").values.flatten()
    return bool((np.sum([as_numpy(field.is_valid()) for field in given], axis=0) == 1).all())
