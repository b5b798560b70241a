"""Rows: a table's rows as records, and records as a table.

>>> from corpus.model.cues import Cue
>>> may = Cue(id="cue-1", document_id="d", span=[{"start": 0, "end": 3, "text": "may"}], type="epistemic")
>>> table = table_of("cues", [may])
>>> records_of("cues", table) == [may]
True
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any, cast

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import TypeAdapter

from corpus.model.columns import has_span, schema
from corpus.model.extras import decode_extras, encode_extras
from corpus.model.layers import LAYERS, kind_of
from corpus.model.surfaces import has_digests, without_digests

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.model.annotations import Annotation
    from corpus.model.documents import Document

Row = dict[str, Any]


def records_of(layer: str, table: pa.Table) -> list[Annotation]:
    """Make the records of a table.

    Raises:
        ValueError: a row makes no record (`pydantic.ValidationError`, or extras that are no JSON object).
    """
    with paused_collector():
        rows = (table if has_digests(layer, table) else without_digests(table)).to_pylist()
        for row in rows:
            if row["extras"] is not None:
                row["extras"] = decode_extras(row["extras"])
        return _adapter(layer).validate_python(rows, strict=False)


def sound_records(layer: str, table: pa.Table) -> dict[int, Annotation]:
    """Make the records of those rows that make one, by row number; `corpus.checks` says what is wrong with the others."""
    try:
        return dict(enumerate(records_of(layer, table)))
    except ValueError:
        return {row: one for row in range(table.num_rows) for one in _record_or_none(layer, table.slice(row, 1))}


def _record_or_none(layer: str, row: pa.Table) -> list[Annotation]:
    try:
        return records_of(layer, row)
    except ValueError:
        return []


def table_of(layer: str, records: Iterable[Annotation]) -> pa.Table:
    """Put records into a table of their layer, in canonical order.

    Raises:
        UnknownName: there is no such layer.
        TypeError: a record is one of another layer.
    """
    records, kind = list(records), kind_of(layer)
    strangers = [record for record in records if not isinstance(record, kind)]
    if strangers:
        message = f"expected records of layer {layer}, found a {type(strangers[0]).__name__}"
        raise TypeError(message)
    return sort_table(layer, pa.Table.from_pylist([row_of(record) for record in records], schema=schema(layer)))


def empty_table(layer: str) -> pa.Table:
    """Give a layer's table without rows."""
    return schema(layer).empty_table()


def row_of(record: Annotation | Document) -> Row:
    """Give the row of a record: its fields, with extras as a JSON string."""
    row = record.model_dump()
    if row["extras"] is not None:
        row["extras"] = encode_extras(row["extras"])
    return row


def object_of(row: Row) -> Row:
    """Give the JSON object of a row: null left out at every depth, extras an object again."""
    kept = cast("Row", without_nulls(row))
    if "extras" in kept:
        kept["extras"] = decode_extras(kept["extras"])
    return kept


def without_nulls(value: Any) -> Any:
    """Leave null out of objects, at every depth; an empty list stays.

    >>> without_nulls({"a": None, "b": [{"c": None}], "d": []})
    {'b': [{}], 'd': []}
    """
    if isinstance(value, dict):
        return {key: without_nulls(item) for key, item in value.items() if item is not None}
    return [without_nulls(item) for item in value] if isinstance(value, list | tuple) else value


def sort_order(layer: str, table: pa.Table) -> pa.Array:
    """Give the row numbers in canonical order: document, start (where the layer has a span), id."""
    keys = {"document_id": table["document_id"], "id": table["id"]}
    if has_span(layer):
        keys["start"] = starts(table)
    order = [(name, "ascending") for name in ("document_id", "start", "id") if name in keys]
    return pc.sort_indices(pa.table(keys), sort_keys=order)


def sort_table(layer: str, table: pa.Table) -> pa.Table:
    """Put a table into canonical order, in one chunk."""
    return table.take(sort_order(layer, table)).combine_chunks()


def canonical_table(layer: str, table: pa.Table) -> pa.Table:
    """Give a table with its layer's columns and in canonical order: the same table where it is so.

    Raises:
        pyarrow.ArrowException, KeyError: it is no table of that layer.
    """
    wanted = schema(layer)
    if not table.schema.equals(wanted):
        table = table.select(wanted.names).cast(wanted)
    return table if _is_sorted(layer, table) else sort_table(layer, table)


def _is_sorted(layer: str, table: pa.Table) -> bool:
    if table.num_rows < 2:  # noqa: PLR2004 - one row is in order
        return True
    keys = [table["document_id"], *([starts(table)] if has_span(layer) else []), table["id"]]
    pairs = [(key.slice(0, table.num_rows - 1).combine_chunks(), key.slice(1).combine_chunks()) for key in keys]
    ordered = pc.less_equal(*pairs[-1])
    for before, after in reversed(pairs[:-1]):
        ordered = pc.or_kleene(pc.less(before, after), pc.and_kleene(pc.equal(before, after), ordered))
    return bool(pc.all(ordered, skip_nulls=False).as_py())


def starts(table: pa.Table) -> pa.ChunkedArray:
    """Give the start of each row's `span`."""
    return pc.struct_field(pc.list_element(table["span"], 0), "start")


@contextmanager
def paused_collector() -> Iterator[None]:
    """Pause the cyclic garbage collector while very many objects are made; it would look at them all, again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


@cache
def _adapter(layer: str) -> TypeAdapter[list[Annotation]]:
    return TypeAdapter(list[LAYERS[layer]])  # type: ignore[valid-type]  # the class is looked up
