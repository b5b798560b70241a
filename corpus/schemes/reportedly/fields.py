"""The fields of each layer as the graph has them, derived from the records: their role, and how their values stand.

>>> [(one.role, one.kind) for one in fields("claims")][:4]
[('head', 'span'), ('attribution', 'reference'), ('quantity', 'reference'), ('cluster', 'text')]
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal

import pyarrow as pa

from corpus.model.columns import SPAN, Column, columns, has_span
from corpus.model.layers import LAYERS, REFERENCES

FieldKind = Literal["span", "reference", "label", "truth", "text", "number", "list"]
HEAD = ("id", "document_id", "span")
OWN_WAYS = {"attributions": "sources", "stances": "target"}
"""The two fields that are records themselves; encoding and decoding have a function for each."""
SOURCE, TARGET = "source", "target"
"""Their roles."""
FIRST, SECOND = "Arg1", "Arg2"
"""The roles of a pair: the record, and what its field holds."""
EMPTY = "none"
"""The value of an attribute that says of a list of references that it is empty."""
PLACED = tuple(layer for layer in LAYERS if has_span(layer))
"""The layers whose records have a span of their own."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, its role in the graph, how its values stand, and whether there may be several."""

    name: str
    role: str
    kind: FieldKind
    many: bool = False


@cache
def fields(layer: str) -> tuple[Field, ...]:
    """Give the fields of a layer, but for its head and for those with a way of their own."""
    left_out = (*HEAD, OWN_WAYS.get(layer))
    top = [column for column in columns(layer) if "." not in column.path and column.path not in left_out]
    return tuple(_field(layer, column) for column in top)


def _field(layer: str, column: Column) -> Field:
    name, references = column.path, REFERENCES.get(layer, {})
    if name in references or f"{name}.item" in references:
        return Field(name, name.removesuffix("_ids").removesuffix("_id"), "reference", many=name not in references)
    return Field(name, name, _kind(column))


def _kind(column: Column) -> FieldKind:
    if column.type == SPAN:
        return "span"
    if column.labels:
        return "label"
    simple: dict[pa.DataType, FieldKind] = {pa.bool_(): "truth", pa.float64(): "number", pa.string(): "text"}
    return simple.get(column.type, "list")


@cache
def roles() -> frozenset[str]:
    """Give the roles that name a span or a pair: what is no layer and yet a label of spans and links."""
    named = {field.role for layer in LAYERS for field in fields(layer) if field.kind in {"span", "reference"}}
    return frozenset(named | {SOURCE, TARGET})
