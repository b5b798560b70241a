"""Annotations as JSON Lines: one annotation a line, sorted, keys in the schema's order, null left out.

A file is read twice as fast as it looks: Arrow parses all lines at once into columns, and `corpus.model.validity` tests
the columns. Only where that says no are the lines read one by one, and every one that makes no record is reported with
its place. Both ways accept exactly the same files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import pyarrow as pa
import pyarrow.json
from pydantic import BaseModel

from corpus.errors import Finding, Place
from corpus.files.filesystem import read_regular
from corpus.files.refusals import Parsed, parse, visible_ids
from corpus.files.strict_json import write_lines
from corpus.model.columns import schema
from corpus.model.flattening import Integers, as_numpy
from corpus.model.layers import LAYERS
from corpus.model.reading import UNKNOWN
from corpus.model.rows import empty_table, object_of, paused_collector, row_of, sort_order
from corpus.model.validity import is_valid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


Kind = TypeVar("Kind", bound=BaseModel)

BLOCK = 1 << 20
"""Bytes that Arrow parses at a time, on as many cores as there are; a longer line is read by itself."""
BATCH = 4096
"""Rows written at a time."""


@dataclass(frozen=True, slots=True)
class LayerReading:
    """One file of a layer: its table in canonical order, the line of each row, and what could not be read."""

    table: pa.Table
    lines: Integers
    findings: tuple[Finding, ...] = ()
    unreadable: frozenset[tuple[str, str]] = frozenset()

    @classmethod
    def none(cls, layer: str, finding: Finding) -> LayerReading:
        """Give what came of a file that could not be read at all."""
        return cls(empty_table(layer), np.empty(0, dtype=np.int64), (finding,), frozenset({UNKNOWN}))


def read_layer(path: Path, layer: str) -> LayerReading:
    """Read a layer's file; each line that makes no record is a finding, none is lost without a word.

    Raises:
        OSError: the file cannot be opened.
    """
    data = read_regular(path)
    table = _read_columns(layer, data)
    findings: tuple[Finding, ...] = ()
    unreadable: frozenset[tuple[str, str]] = frozenset()
    if table is None:
        with paused_collector():
            table, lines, findings, unreadable = _read_lines(layer, data, str(path))
    else:
        lines = np.arange(1, table.num_rows + 1)
    order = sort_order(layer, table)
    return LayerReading(table.take(order).combine_chunks(), lines[as_numpy(order)], findings, unreadable)


def write_layer(path: Path, table: pa.Table) -> None:
    """Write a layer's table, which is in canonical order, a line each."""
    batches = table.to_batches(max_chunksize=BATCH)
    write_lines(path, (object_of(row) for batch in batches for row in batch.to_pylist()))


def _read_columns(layer: str, data: bytes) -> pa.Table | None:
    """Read all lines at once, or give None where any of them is not plainly valid."""
    if not data:
        return empty_table(layer)
    if not data.startswith(b"{") or not _is_utf8(data):
        return None
    data = data if data.endswith(b"\n") else data + b"\n"
    options = pa.json.ParseOptions(explicit_schema=schema(layer), unexpected_field_behavior="error")
    try:
        table = pa.json.read_json(pa.BufferReader(data), pa.json.ReadOptions(block_size=BLOCK), options)
    except (pa.ArrowException, ValueError):
        return None
    plain = table.num_rows == data.count(b"\n") == data.count(b"}\n{") + 1
    has_extras = table.column("extras").null_count < table.num_rows
    table = table.combine_chunks()
    return table if plain and not has_extras and is_valid(layer, table) else None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _read_lines(
    layer: str, data: bytes, file: str
) -> tuple[pa.Table, Integers, tuple[Finding, ...], frozenset[tuple[str, str]]]:
    rows, lines = [], []
    findings: list[Finding] = []
    unreadable: set[tuple[str, str]] = set()
    for place, parsed in parse_lines(data, LAYERS[layer], file):
        findings += parsed.findings
        if parsed.record is None:
            unreadable.add(_key(parsed.value))
        else:
            rows.append(row_of(parsed.record))
            lines.append(place.line)
    table = pa.Table.from_pylist(rows, schema=schema(layer))
    return table, np.array(lines, dtype=np.int64), tuple(findings), frozenset(unreadable)


def parse_lines(data: bytes, kind: type[Kind], file: str) -> Iterator[tuple[Place, Parsed[Kind]]]:
    """Give for each physical line its place, and its record or why it makes none."""
    for number, line in numbered_lines(data):
        place = Place(file=file, line=number)
        try:
            yield place, parse(line.decode(), kind, place)
        except UnicodeDecodeError as error:
            finding = Finding("E002", "error", f"expected UTF-8, found {error}", place)
            yield place, Parsed(None, (finding,), visible_ids(line.decode(errors="replace")))


def numbered_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Give the physical lines of a file with their numbers, split at LF alone.

    `jsonlines` is not used for reading: it drops a byte order mark and takes the last of two equal keys, both in silence.
    """
    yield from enumerate(data.removesuffix(b"\n").split(b"\n") if data else (), 1)


def _key(value: object) -> tuple[str, str]:
    """Give the document and id of a line that makes no record, or `UNKNOWN` where they cannot be seen."""
    key = (value.get("document_id"), value.get("id")) if isinstance(value, dict) else UNKNOWN
    return (key[0], key[1]) if isinstance(key[0], str) and isinstance(key[1], str) else UNKNOWN
