"""Columns in the making: values in plain lists, as a layer's table in the end. No object is made per annotation.

>>> spans = SpanColumn()
>>> spans.add(((4, 8),), "Ana says no")
>>> spans.add(None, "Ana says no")
>>> spans.array().to_pylist()
[[{'start': 4, 'end': 8, 'text': 'says'}], None]
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from corpus.model.columns import SPAN, schema
from corpus.model.rows import canonical_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.formats.graph import Fragments


class SpanColumn:
    """Spans, one after the other, some of them null."""

    __slots__ = ("_ends", "_missing", "_sizes", "_starts", "_texts")

    def __init__(self) -> None:
        """Begin with none."""
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._texts: list[str] = []
        self._sizes: list[int] = []
        self._missing = 0

    def add(self, fragments: Fragments | None, text: str) -> None:
        """Add a span of a text, or a null."""
        if fragments is None:
            self._missing += 1
            self._sizes.append(-1)
            return
        for start, end in fragments:
            self._starts.append(start)
            self._ends.append(end)
            self._texts.append(text[start:end])
        self._sizes.append(len(fragments))

    def array(self) -> pa.ListArray:
        """Give them as a column."""
        parts = [pa.array(self._starts, pa.int32()), pa.array(self._ends, pa.int32()), pa.array(self._texts, pa.string())]
        sizes = np.array(self._sizes, dtype=np.int32)
        mask = pa.array(sizes < 0) if self._missing else None
        fields = list(SPAN.value_type)
        return pa.ListArray.from_arrays(
            _offsets(np.maximum(sizes, 0)), pa.StructArray.from_arrays(parts, fields=fields), mask=mask
        )


def list_column(sizes: Sequence[int], items: pa.Array) -> pa.ListArray:
    """Give lists of these sizes over a column of items."""
    return pa.ListArray.from_arrays(_offsets(np.array(sizes, dtype=np.int32)), items)


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


def repeated(values: Sequence[str], counts: Sequence[int]) -> list[str]:
    """Repeat each value so many times.

    >>> repeated(["a", "b"], [2, 1])
    ['a', 'a', 'b']
    """
    made: list[str] = []
    for value, count in zip(values, counts, strict=True):
        made.extend(repeat(value, count))
    return made


def _offsets(sizes: Any) -> pa.Array:
    return pa.array(np.concatenate([[0], np.cumsum(sizes)]), pa.int32())
