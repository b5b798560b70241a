"""Flattening: one nested column of a table as a flat array, with the row that each value came from.

>>> import pyarrow as pa
>>> table = pa.table({"cue_ids": [["a", "b"], None, [], ["c"]]})
>>> flat = flatten(table, "cue_ids.item")
>>> flat.values.to_pylist(), flat.rows.tolist()
(['a', 'b', 'c'], [0, 0, 3])
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

Integers = NDArray[np.int64]
"""Offsets, counts or row numbers, one per value."""


@dataclass(frozen=True, slots=True)
class Flat:
    """Values of a nested column, and for each the row of the table that holds it."""

    values: pa.Array
    rows: Integers

    def drop_null(self) -> Flat:
        """Leave out the values that are null."""
        if not self.values.null_count:
            return self
        present = self.values.is_valid()
        return Flat(self.values.filter(present), self.rows[as_numpy(present)])


@dataclass(frozen=True, slots=True)
class Fragments:
    """All fragments of one span column: bounds, surfaces or digests, their row, and the span (from 0) that each belongs to."""

    starts: Integers
    ends: Integers
    texts: pa.StringArray
    """Null where the text is withheld."""
    digests: pa.StringArray
    """Null where it is not."""
    rows: Integers
    spans: Integers

    def take(self, places: Integers) -> Fragments:
        """Keep the fragments at these places, in this order."""
        kept = pa.array(places)
        return Fragments(
            starts=self.starts[places],
            ends=self.ends[places],
            texts=self.texts.take(kept),
            digests=self.digests.take(kept),
            rows=self.rows[places],
            spans=self.spans[places],
        )

    @property
    def surfaced(self) -> Integers | None:
        """The places of the fragments that have a surface; None where all have one."""
        return np.flatnonzero(as_numpy(self.texts.is_valid())) if self.texts.null_count else None


def single_array(table: pa.Table, name: str) -> pa.Array:
    """Take a column as one array, whatever its chunks."""
    chunks = table.column(name).chunks
    return chunks[0] if len(chunks) == 1 else table.column(name).combine_chunks()


def flatten(table: pa.Table, path: str) -> Flat:
    """Follow a dotted path into a table; `item` steps into a list, a name into a struct. Nulls on the way vanish."""
    name, *steps = path.split(".")
    flat = Flat(single_array(table, name), np.arange(table.num_rows))
    for step in steps:
        flat = _into_list(flat) if step == "item" else Flat(pc.struct_field(flat.values, step), flat.rows)
    return flat


def fragments(table: pa.Table, path: str) -> Fragments:
    """Flatten a span column into its fragments."""
    spans = flatten(table, path).drop_null()
    counts = list_lengths(spans.values)
    items = spans.values.flatten()
    starts, ends, texts, digests = items.flatten()
    plain = len(items) == len(spans.rows)
    return Fragments(
        starts=as_numpy(starts),
        ends=as_numpy(ends),
        texts=texts,
        digests=digests,
        rows=spans.rows if plain else np.repeat(spans.rows, counts),
        spans=np.arange(len(items)) if plain else np.repeat(np.arange(len(spans.rows)), counts),
    )


def _into_list(flat: Flat) -> Flat:
    present = flat.drop_null()
    return Flat(present.values.flatten(), np.repeat(present.rows, list_lengths(present.values)))


def list_lengths(values: pa.Array) -> Integers:
    """Give the length of each list of an array without nulls."""
    return np.asarray(np.diff(as_numpy(values.offsets)))


def as_numpy(values: pa.Array) -> NDArray[Any]:
    """Give an Arrow array without nulls as numpy."""
    return np.asarray(values.to_numpy(zero_copy_only=False))


def as_arrow(values: Integers) -> pa.Int64Array:
    """Give whole numbers as an Arrow array, without a copy; through `pa.array`, pyarrow would import pandas.

    >>> as_arrow(np.array([2, 1])).to_pylist()
    [2, 1]
    """
    held = np.ascontiguousarray(values, dtype=np.int64)
    return pa.Int64Array.from_buffers(pa.int64(), len(held), [None, pa.py_buffer(held)])


def ranges(firsts: Integers, sizes: Integers) -> Integers:
    """Count on from each number, so many.

    >>> ranges(np.array([5, 0]), np.array([2, 3])).tolist()
    [5, 6, 0, 1, 2]
    """
    ends = np.cumsum(sizes)
    return np.asarray(np.arange(ends[-1] if len(ends) else 0) + np.repeat(firsts - (ends - sizes), sizes))


def true_rows(mask: pa.Array) -> list[int]:
    """Give the numbers of the rows at which a mask without nulls is true.

    >>> true_rows(pa.array([False, True, True]))
    [1, 2]
    """
    if not pc.any(mask).as_py():
        return []
    return [int(row) for row in np.flatnonzero(as_numpy(mask))]


def positions_among(values: pa.Array, options: pa.Array) -> Integers:
    """Give the position of each value among some options, -1 where it is none of them.

    >>> positions_among(pa.array(["b", "c"]), pa.array(["a", "b"])).tolist()
    [1, -1]
    """
    return as_numpy(pc.fill_null(pc.index_in(values, value_set=options), -1)).astype(np.int64)
