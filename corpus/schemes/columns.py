"""Columns in the making: what is found in many documents as arrays, as a layer's table in the end. No object is made each.

>>> texts = TextBytes.of(["Ana says no"])
>>> pool = SpanPool.of([((4, 8),), ((0, 3), (9, 11))], [0, 0], texts)
>>> pool.column(np.array([1, -1]))[0].as_py()[1]
{'start': 9, 'end': 11, 'text': 'no', 'digest': None}
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.model.columns import SPAN, schema
from corpus.model.flattening import as_arrow, as_numpy, ranges
from corpus.model.textbytes import TextBytes, strings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from numpy.typing import NDArray

    from corpus.formats.graph import Fragments
    from corpus.model.flattening import Integers


@dataclass(frozen=True)
class SpanPool:
    """Spans in the making, each known by its number; columns are taken from them, so that one span may stand in several.

    Attributes:
        texts: the texts.
        owners: the number of the text that each fragment is of.
        sizes: how many fragments each span has.
        starts: where each fragment of each span starts.
        ends: where it ends.
    """

    texts: TextBytes
    owners: Integers
    sizes: Integers
    starts: Integers
    ends: Integers

    @classmethod
    def of(cls, spans: Sequence[Fragments], owners: Sequence[int], texts: TextBytes) -> SpanPool:
        """Give spans as a pool, each with the number of the text that it is of."""
        sizes = np.array([len(fragments) for fragments in spans], dtype=np.int64)
        bounds = np.array([pair for fragments in spans for pair in fragments], dtype=np.int64).reshape(-1, 2)
        return cls(texts, np.repeat(np.array(owners, dtype=np.int64), sizes), sizes, bounds[:, 0], bounds[:, 1])

    @cached_property
    def firsts(self) -> Integers:
        """The number of the first fragment of each."""
        return np.cumsum(self.sizes) - self.sizes

    @cached_property
    def stretches(self) -> tuple[Integers, Integers]:
        """Where the bytes of each fragment begin and end in those of the texts."""
        first = self.texts.firsts[self.owners]
        return self.texts.bytes_of(first + self.starts), self.texts.bytes_of(first + self.ends)

    def __len__(self) -> int:
        """Count the spans."""
        return len(self.sizes)

    def __add__(self, other: SpanPool) -> SpanPool:
        """Put spans of the same texts behind these."""
        names = ("owners", "sizes", "starts", "ends")
        return SpanPool(self.texts, *(np.append(getattr(self, name), getattr(other, name)) for name in names))

    def column(self, numbers: Integers) -> pa.ListArray:
        """Give the spans with these numbers as a column, null for a negative one."""
        sizes = np.where(numbers < 0, 0, self.sizes[numbers]) if len(self) else np.zeros_like(numbers)
        chosen = ranges(self.firsts[numbers] if len(self) else sizes, sizes)
        begins, ends = (places[chosen] for places in self.stretches)
        bounds = [as_arrow(column[chosen]).cast(pa.int32()) for column in (self.starts, self.ends)]
        parts = [*bounds, strings(self.texts.data, begins, ends - begins), pa.nulls(len(chosen), pa.string())]
        fragments = pa.StructArray.from_arrays(parts, fields=list(SPAN.value_type))
        return list_column(sizes, fragments, nulls=numbers < 0)


def optional(numbers: Integers) -> pa.Int64Array:
    """Give numbers as an Arrow array, null for negative ones.

    >>> optional(np.array([3, -1])).to_pylist()
    [3, None]
    """
    given = as_arrow(numbers)
    return pc.if_else(pc.less(given, 0), None, given) if (numbers < 0).any() else given


def in_order(documents: Integers, ids: pa.StringArray, starts: Integers | None = None) -> Integers:
    """Give the canonical order of rows to be, so that no table has to be sorted: document, start, id.

    Args:
        documents: where the document of each comes in the order of their ids.
        ids: the id of each.
        starts: where the span of each starts, if the layer has one.

    >>> in_order(np.array([1, 0, 0]), pa.array(["a", "c", "b"])).tolist()
    [2, 1, 0]
    """
    keys = {"document": as_arrow(documents), **({} if starts is None else {"start": as_arrow(starts)}), "id": ids}
    return as_numpy(pc.sort_indices(pa.table(keys), sort_keys=[(key, "ascending") for key in keys])).astype(np.int64)


def list_column(sizes: Integers, items: pa.Array, *, nulls: NDArray[np.bool_] | None = None) -> pa.ListArray:
    """Give lists of these sizes over a column of items; where it is said, null."""
    offsets = as_arrow(np.append(0, np.cumsum(sizes))).cast(pa.int32())
    return pa.ListArray.from_arrays(offsets, items, mask=None if nulls is None else pa.array(nulls))


def layer_table(layer: str, columns: Mapping[str, Any]) -> pa.Table:
    """Give the table of a layer; columns that are not given are null.

    A column that is a string has this value in every row.
    """
    fields = schema(layer)
    count = len(columns["id"])
    made = []
    for field in fields:
        given = columns.get(field.name)
        if given is None:
            made.append(pa.nulls(count, field.type))
        elif isinstance(given, str):
            made.append(pa.repeat(given, count))
        else:
            made.append(given if isinstance(given, pa.Array) else pa.array(given, field.type))
    return pa.Table.from_arrays(made, schema=fields)
