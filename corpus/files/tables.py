"""Parquet tables: written the same every time, and hashed twice.

The same pyarrow writes the same bytes for the same rows; another version may not. So each table has two hashes: of its
bytes, and of its rows as canonical JSON, which does not depend on what wrote them.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from corpus.model.rows import without_nulls

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

ROW_GROUP = 65_536
"""Rows of a flat table that are written, and can be read, at a time."""
HASH_BATCH = 4096
"""Rows turned into Python objects at a time when a table is hashed."""
CANONICAL = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
CHUNK = 1 << 20
"""Bytes read at a time when a file is hashed."""


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: rows, and their bytes in memory."""

    rows: int
    memory: int
    content_sha256: str


def write_table(path: Path, schema: pa.Schema, tables: Iterable[pa.Table], *, row_group: int = ROW_GROUP) -> Written:
    """Write tables one after the other into one Parquet file, in row groups, hashing the rows on the way.

    Raises:
        OSError: the file cannot be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    rows = memory = 0
    hasher = ContentHash()
    with pq.ParquetWriter(path, schema, compression="zstd", compression_level=3, version="2.6") as writer:
        for table in tables:
            writer.write_table(table, row_group_size=row_group)
            hasher.update(table)
            rows, memory = rows + table.num_rows, memory + table.nbytes
    return Written(rows, memory, hasher.hexdigest())


def read_table(source: Path | pa.BufferReader, columns: list[str] | None = None) -> pa.Table:
    """Read a Parquet file. `ParquetFile` does not import pandas, as `pyarrow.parquet.read_table` does."""
    with pq.ParquetFile(source) as file:
        return file.read(columns=columns)


class ContentHash:
    """sha256 of rows as canonical JSON: one object a line, keys sorted, null left out, no blanks.

    How the columns are stored does not count: 32 or 64 bits, dictionaries, row groups, a column that is null throughout. An
    integer and a float do differ, and so do 0.0 and -0.0.
    """

    def __init__(self) -> None:
        """Begin with no rows."""
        self._digest = hashlib.sha256()

    def update(self, table: pa.Table) -> None:
        """Add the rows of a table.

        Raises:
            ValueError: two columns have one name, so that a row is no object; or NaN, infinity or bytes that are no UTF-8.
            TypeError: a value that JSON cannot write.
        """
        if len(set(table.column_names)) < table.num_columns:
            message = "two columns have the same name, and readers differ in which one they take"
            raise ValueError(message)
        for batch in table.to_batches(max_chunksize=HASH_BATCH):
            lines = "".join(f"{CANONICAL.encode(without_nulls(row))}\n" for row in batch.to_pylist())
            self._digest.update(lines.encode())

    def hexdigest(self) -> str:
        """Give the hash of all rows so far."""
        return self._digest.hexdigest()


def content_hash(path: Path) -> str:
    """Hash the rows of a Parquet file.

    Raises:
        OSError, ValueError, TypeError: it is no such file, or its rows cannot be written as JSON.
    """
    hasher = ContentHash()
    with pq.ParquetFile(path) as file:
        for group in range(file.num_row_groups):
            hasher.update(file.read_row_group(group))
    return hasher.hexdigest()


def count_rows(path: Path) -> int | None:
    """Count the rows of a Parquet file, or give None where it is none."""
    try:
        return int(pq.read_metadata(path).num_rows)
    except (OSError, ValueError):
        return None


def file_hash(path: Path) -> str:
    """Hash the bytes of a file."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
