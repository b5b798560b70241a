"""Columns in the making: what is found in many documents as arrays, as a layer's table in the end. No object is made each.

>>> pool = SpanPool.of([((4, 8),), ((0, 3), (9, 11))], ["Ana says no"] * 2)
>>> pool.column(np.array([1, -1])).to_pylist()[1] is None, [part["text"] for part in pool.column(np.array([1])).to_pylist()[0]]
(True, ['Ana', 'no'])
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.model.columns import SPAN, schema
from corpus.model.flattening import as_arrow, as_numpy

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.formats.graph import Fragments
    from corpus.model.flattening import Integers


@dataclass(frozen=True)
class SpanPool:
    """Spans in the making, each known by its number; columns are taken from them, so that one span may stand in several.

    Attributes:
        sizes: how many fragments each has.
        starts: where each fragment of each span starts.
        ends: where it ends.
        texts: its surface.
    """

    sizes: Integers
    starts: Integers
    ends: Integers
    texts: pa.StringArray

    @classmethod
    def of(cls, spans: Sequence[Fragments], texts: Sequence[str]) -> SpanPool:
        """Give spans as a pool, each with the text that it is of."""
        pairs = [(start, end, text[start:end]) for fragments, text in zip(spans, texts, strict=True) for start, end in fragments]
        bounds = np.array([pair[:2] for pair in pairs], dtype=np.int64).reshape(-1, 2)
        sizes = np.array([len(fragments) for fragments in spans], dtype=np.int64)
        return cls(sizes, bounds[:, 0], bounds[:, 1], pa.array([text for _, _, text in pairs], pa.string()))

    @cached_property
    def firsts(self) -> Integers:
        """The number of the first fragment of each."""
        return np.cumsum(self.sizes) - self.sizes

    def __len__(self) -> int:
        """Count the spans."""
        return len(self.sizes)

    def __add__(self, other: SpanPool) -> SpanPool:
        """Put spans behind these."""
        return SpanPool(
            np.append(self.sizes, other.sizes),
            np.append(self.starts, other.starts),
            np.append(self.ends, other.ends),
            pa.concat_arrays([self.texts, other.texts]),
        )

    def column(self, numbers: Integers) -> pa.ListArray:
        """Give the spans with these numbers as a column, null for a negative one."""
        bounds = [as_arrow(column).cast(pa.int32()) for column in (self.starts, self.ends)]
        parts = [*bounds, self.texts, pa.nulls(len(self.texts), pa.string())]
        fragments = pa.StructArray.from_arrays(parts, fields=list(SPAN.value_type))
        return list_column(self.sizes, fragments).take(optional(numbers))


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


def list_column(sizes: Integers, items: pa.Array) -> pa.ListArray:
    """Give lists of these sizes over a column of items."""
    return pa.ListArray.from_arrays(as_arrow(np.append(0, np.cumsum(sizes))).cast(pa.int32()), items)


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
