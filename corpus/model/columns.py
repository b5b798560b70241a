"""Columns: the Arrow table of each layer, derived from the record's own JSON Schema.

The record class stays the only definition. Its JSON Schema is flattened into columns: each leaf has a dotted path, an
Arrow type, and the constraints that `corpus.model.validity` tests on whole columns.

>>> schema("cues").field("span").type
ListType(list<item: struct<start: int32, end: int32, text: string, digest: string>>)
>>> {column.path: column for column in columns("cues")}["negated"].required
False
>>> labels("commitments")["value"][:3]
('CT+', 'PR+', 'PS+')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

from corpus.model.documents import Document
from corpus.model.layers import LAYERS

HEAD = ("id", "document_id")
TAIL = ("confidence", "source_label", "note", "extras")

SIMPLE_TYPES = {"string": pa.string(), "integer": pa.int32(), "number": pa.float64(), "boolean": pa.bool_()}

DIGEST = "digest"
"""The field of a fragment that only a corpus with withheld texts uses."""
SPAN = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string()), (DIGEST, pa.string())]))
"""The Arrow type of a span."""

JsonSchema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One node of a record: its path, whether it may be null, and what its values may be."""

    path: str
    type: pa.DataType
    required: bool
    labels: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    pattern: str | None = None
    min_length: int = 0
    max_length: int | None = None
    min_items: int = 0
    open: bool = False
    """Whether it is a JSON object of any shape, kept as a string."""


def field_order(layer: str) -> tuple[str, ...]:
    """Give the fields of a layer in the order of keys and columns: id, document, the layer's own, then the rest."""
    fields = LAYERS[layer].model_fields
    own = [name for name in fields if name not in HEAD + TAIL]
    return (*HEAD, *own, *TAIL)


@cache
def schema(layer: str) -> pa.Schema:
    """Give the Arrow schema of a layer's table."""
    top = {column.path: column for column in columns(layer) if "." not in column.path}
    return pa.schema([pa.field(name, top[name].type) for name in field_order(layer)])


@cache
def document_schema() -> pa.Schema:
    """Give the Arrow schema of a table of documents.

    >>> document_schema().field("passages").type
    ListType(list<item: struct<start: int32, end: int32, sha256: string>>)
    """
    described = Document.model_json_schema()
    definitions = described.get("$defs", {})
    found = [_walk(name, node, name in described["required"], definitions)[0] for name, node in described["properties"].items()]
    return pa.schema([pa.field(column.path, column.type) for column in found])


@cache
def columns(layer: str) -> tuple[Column, ...]:
    """Give all nodes of a layer's records, outer before inner."""
    described = LAYERS[layer].model_json_schema()
    definitions = described.get("$defs", {})
    return tuple(
        column
        for name in field_order(layer)
        for column in _walk(name, described["properties"][name], name in described["required"], definitions)
    )


@cache
def labels(layer: str) -> dict[str, tuple[str, ...]]:
    """Give the label set of each column that has one, by dotted path."""
    return {column.path: column.labels for column in columns(layer) if column.labels}


@cache
def span_paths(layer: str) -> tuple[str, ...]:
    """Give the column paths of a layer that hold spans; `item` steps into a list.

    >>> span_paths("attributions")
    ('sources.item.span', 'content', 'addressee')
    """
    return tuple(column.path for column in columns(layer) if column.type == SPAN)


def has_span(layer: str) -> bool:
    """Tell whether the records of a layer stand at a place of their own, by which they are sorted."""
    return "span" in span_paths(layer)


def _walk(path: str, node: JsonSchema, required: bool, definitions: JsonSchema) -> list[Column]:  # noqa: FBT001 - internal
    node = _resolve(node, definitions)
    inner: list[Column] = []
    if node.get("type") == "array":
        inner = _walk(f"{path}.item", node["items"], True, definitions)  # noqa: FBT003 - no nulls in lists
    elif "properties" in node:
        for name, child in node["properties"].items():
            inner += _walk(f"{path}.{name}", child, name in node.get("required", ()), definitions)
    return [_column(path, node, required, inner), *inner]


def _resolve(node: JsonSchema, definitions: JsonSchema) -> JsonSchema:
    """Follow references, and take the one alternative that is not null."""
    if "$ref" in node:
        return _resolve(definitions[node["$ref"].rsplit("/", 1)[1]], definitions)
    if "anyOf" in node:
        (only,) = [option for option in node["anyOf"] if option.get("type") != "null"]
        return _resolve(only, definitions)
    return node


def _column(path: str, node: JsonSchema, required: bool, inner: list[Column]) -> Column:  # noqa: FBT001 - internal
    return Column(
        path=path,
        type=_type(path, node, inner),
        required=required,
        labels=tuple(node.get("enum", ())),
        minimum=node.get("minimum"),
        maximum=node.get("maximum"),
        pattern=node.get("pattern"),
        min_length=node.get("minLength", 0),
        max_length=node.get("maxLength"),
        min_items=node.get("minItems", 0),
        open=_is_open(node),
    )


def _is_open(node: JsonSchema) -> bool:
    return node.get("type") == "object" and "properties" not in node


def _type(path: str, node: JsonSchema, inner: list[Column]) -> pa.DataType:
    if node.get("type") == "array":
        return pa.list_(inner[0].type)
    if "properties" in node:
        depth = path.count(".") + 1
        children = [column for column in inner if column.path.count(".") == depth]
        return pa.struct([(column.path.rsplit(".", 1)[1], column.type) for column in children])
    return pa.string() if _is_open(node) else SIMPLE_TYPES[node["type"]]
