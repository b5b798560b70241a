"""Columns in the making: values in plain lists, as a layer's table in the end. No object is made per annotation.

>>> pool = SpanPool()
>>> says = pool.add([((4, 8),)], "Ana says no")
>>> pool.column([says, None]).to_pylist()
[[{'start': 4, 'end': 8, 'text': 'says', 'digest': None}], None]
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.model.columns import SPAN, schema
from corpus.model.rows import canonical_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.formats.graph import Fragments


class SpanPool:
    """Spans in the making, each known by its number; columns are taken from them, so that one span may stand in several."""

    __slots__ = ("_ends", "_sizes", "_starts", "_texts")

    def __init__(self) -> None:
        """Begin with none."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._texts: list[str] = []
        self._sizes: list[int] = []

    def __len__(self) -> int:
        """Count the spans."""
        return len(self._sizes)

    def add(self, spans: Sequence[Fragments], text: str) -> int:
        """Add spans of a text; give the number of the first, the others follow."""
        first = len(self._sizes)
        pairs = [pair for fragments in spans for pair in fragments]
        self._starts += [start for start, _ in pairs]
        self._ends += [end for _, end in pairs]
        self._texts += [text[start:end] for start, end in pairs]
        self._sizes += map(len, spans)
        return first

    def column(self, numbers: Sequence[int | None]) -> pa.ListArray:
        """Give the spans with these numbers as a column, null for None."""
        parts = [pa.array(self._starts, pa.int32()), pa.array(self._ends, pa.int32()), pa.array(self._texts, pa.string())]
        digests = pa.nulls(len(self._starts), pa.string())
        fragments = pa.StructArray.from_arrays([*parts, digests], fields=list(SPAN.value_type))
        spans = pa.ListArray.from_arrays(_offsets(self._sizes), fragments)
        return spans.take(pa.array(numbers, pa.int64()))


def list_column(sizes: Sequence[int], items: pa.Array) -> pa.ListArray:
    """Give lists of these sizes over a column of items."""
    return pa.ListArray.from_arrays(_offsets(sizes), items)


def layer_table(layer: str, columns: Mapping[str, Any]) -> pa.Table:
    """Give the table of a layer, in canonical order; columns that are not given are null.

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
    return canonical_table(layer, pa.Table.from_arrays(made, schema=fields))


def _offsets(sizes: Sequence[int]) -> pa.Array:
    return pa.array(accumulate(sizes, initial=0), pa.int32())  # through numpy, pyarrow would import pandas
