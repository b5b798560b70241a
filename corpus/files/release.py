"""A release folder as a corpus: the flat tables of all sets, the texts, and the manifest that vouches for them.

Only the layers' own columns are read; what was derived for the users of the tables is derived again when asked for. Each
file is hashed while it is parsed, and is refused if neither its bytes nor its rows are those of the manifest.
"""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import pyarrow as pa
import pyarrow.compute as pc
from pydantic import BaseModel

from corpus.errors import CorpusError, FileError, Finding, Place, UnsoundCorpus
from corpus.files.filesystem import read_regular
from corpus.files.jsonl import numbered_lines
from corpus.files.layout import METADATA, RELEASED_SETS
from corpus.files.manifest import Manifest, has_same_rows, read_manifest
from corpus.files.refusals import parse, validate
from corpus.files.soundness import object_or_row, sound_rows
from corpus.files.strict_json import write_lines, write_record
from corpus.files.tables import read_table
from corpus.model import LAYERS, RESERVED_SOURCES, AnnotationSet, Corpus, CorpusMetadata, Document
from corpus.model.columns import schema
from corpus.model.documents import WITHHELD_FIELDS
from corpus.model.metadata import SCHEMA_VERSION, is_older
from corpus.model.reading import Reading
from corpus.model.rows import paused_collector
from corpus.model.surfaces import plain_schema
from corpus.model.validity import columns_hold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future

    from corpus.files.manifest import Entry
    from corpus.model.rows import Row

Kind = TypeVar("Kind", bound=BaseModel)

DAMAGED = (CorpusError, ValueError, TypeError, LookupError, RecursionError, OSError)
"""What may come of reading a table that is not what it should be."""
DOCUMENTS = "documents"
"""The config that holds the texts."""


def read_release(release: Path | str) -> Reading:
    """Read a release as a corpus, verified against its manifest.

    Raises:
        FileError: the manifest or a file is missing, or a file is not what the manifest says.
        UnsoundCorpus: the metadata or a document make no record.
    """
    return _Reader(Path(release)).read()


def document_columns(*, withheld: bool) -> list[str]:
    """Give the columns of a release's documents: with what stands in for the texts only where they are withheld."""
    return [name for name in Document.model_fields if withheld or name not in WITHHELD_FIELDS]


def write_metadata(corpus: Corpus, folder: Path) -> None:
    """Write what `read_release` needs beside the tables: the corpus's own metadata and the sets' provenance.

    The sets come first: a folder with metadata alone would look like one to work on.
    """
    write_lines(folder / RELEASED_SETS, (record.model_dump(exclude_none=True) for record in corpus.sets))
    write_record(folder / METADATA, corpus.metadata)


class _Reader:
    """Reads a release's files while a second thread hashes them and tests their columns."""

    def __init__(self, release: Path) -> None:
        self.release = release
        self.manifest: Manifest = read_manifest(release)
        self.entries = {entry.path: entry for entry in self.manifest.files}
        self.digests: list[tuple[Entry, Future[str]]] = []
        self.findings: list[Finding] = []
        self.unreadable: set[tuple[str, str, str]] = set()

    def read(self) -> Reading:
        with paused_collector(), ThreadPoolExecutor(max_workers=1) as self.aside:
            try:
                reading = self._read()
            except DAMAGED as error:
                self._compare_all()  # a file that is not the manifest's is the reason, whatever came of it
                if isinstance(error, CorpusError):
                    raise
                message = f"expected tables that hold a corpus, found {error}; fetch the release again"
                raise FileError(message, file=str(self.release)) from error
            self._compare_all()
        return reading

    def _compare_all(self) -> None:
        for entry, digest in self.digests:
            self._compare(entry, digest.result())

    def _read(self) -> Reading:
        _refuse_other_schema(self.manifest, self.release)
        metadata = self._record(self._bytes(METADATA), CorpusMetadata, METADATA)
        sets = [self._record(line, AnnotationSet, RELEASED_SETS) for _, line in numbered_lines(self._bytes(RELEASED_SETS))]
        documents = self._documents()
        tables: dict[str, dict[str, pa.Table]] = {record.id: {} for record in sets}
        found = [
            (layer, set_id, table, self.aside.submit(_holds, layer, table))
            for layer in LAYERS
            for set_id, table in self._layer(layer)
        ]
        for layer, set_id, table, holds in found:
            if set_id not in tables:
                message = f"expected the sets of {RELEASED_SETS} in the tables of {layer}, found {set_id!r}"
                raise FileError(message, file=str(self.release))
            if not holds.result():
                sound = sound_rows(layer, table, set_id)
                self.findings += sound.findings
                self.unreadable |= {(set_id, *key) for key in sound.refused}
                table = sound.table  # noqa: PLW2901 - what is left of it
            tables[set_id][layer] = table
        return Reading(
            Corpus(metadata, documents, sets, tables),
            tuple(self.findings),
            metadata_file=str(self.release / METADATA),
            unreadable=frozenset(self.unreadable),
        )

    def _bytes(self, path: str) -> bytes:
        """Read a file that the manifest lists, and have its hash computed on the side."""
        entry = self.entries.get(path)
        if entry is None:
            message = f"expected {path} in the manifest, found it nowhere there"
            raise FileError(message, file=str(self.release))
        try:
            data = read_regular(self.release / path)
        except OSError as error:
            message = f"expected this file of the release, found: {error.strerror}; fetch the release again"
            raise FileError(message, file=str(self.release / path)) from error
        self.digests.append((entry, self.aside.submit(_digest, data)))
        return data

    def _compare(self, entry: Entry, digest: str) -> None:
        path = self.release / entry.path
        if digest == entry.sha256 or has_same_rows(path, entry):
            return
        message = f"expected the file with sha256 {entry.sha256[:12]}..., found {digest[:12]}...; fetch the release again"
        raise FileError(message, file=str(path))

    def _record(self, data: bytes, kind: type[Kind], path: str) -> Kind:
        parsed = parse(data.decode(), kind, Place(file=str(self.release / path)))
        if parsed.record is None:
            raise UnsoundCorpus(parsed.findings)
        return parsed.record

    def _tables(self, config: str, columns: list[str]) -> list[pa.Table]:
        return [self._table(entry.path, columns) for entry in self.manifest.tables(config)]

    def _table(self, path: str, columns: list[str]) -> pa.Table:
        try:
            table = read_table(pa.BufferReader(self._bytes(path)), columns)
            return table.select(columns)
        except (pa.ArrowException, KeyError) as error:
            message = f"expected a Parquet file with the columns {', '.join(columns)}: {error}"
            raise FileError(message, file=str(self.release / path)) from error

    def _documents(self) -> list[Document]:
        columns = document_columns(withheld=self.manifest.text == "withheld")
        tables = self._tables(DOCUMENTS, columns)
        documents = [self._document(row) for table in tables for row in table.to_pylist()]
        if self.manifest.text == "included" and any(document.text is None for document in documents):
            message = (
                "expected the texts, which the manifest says are included, found a document without; fetch the release again"
            )
            raise FileError(message, file=str(self.release))
        return documents

    def _document(self, row: Row) -> Document:
        parsed = validate(object_or_row(row), Document, Place(file=str(self.release), layer=DOCUMENTS, document_id=row["id"]))
        if parsed.record is None:
            raise UnsoundCorpus(parsed.findings)
        return parsed.record

    def _layer(self, layer: str) -> Iterator[tuple[str, pa.Table]]:
        """Give the table of each set; several splits are one after the other, and the corpus puts them in order."""
        held = schema(layer) if self.manifest.text == "withheld" else plain_schema(schema(layer))
        wanted = pa.schema([pa.field("set", pa.string()), *held])
        found = [self._cast(table, wanted, layer) for table in self._tables(layer, wanted.names)]
        if not found:
            return
        whole = pa.concat_tables(found).combine_chunks()
        if layer == "sources":
            whole = whole.filter(pc.invert(pc.is_in(whole["id"], value_set=pa.array(RESERVED_SOURCES)))).combine_chunks()
        for set_id, rows in _by_set(whole):
            yield set_id, rows.drop_columns(["set"]).cast(schema(layer))

    def _cast(self, table: pa.Table, wanted: pa.Schema, layer: str) -> pa.Table:
        try:
            return table if table.schema.equals(wanted) else _cast(table, wanted)
        except (pa.ArrowException, TypeError) as error:
            message = f"expected the columns of layer {layer} with their types: {error}"
            raise FileError(message, file=str(self.release)) from error


def _refuse_other_schema(manifest: Manifest, release: Path) -> None:
    """Refuse a release of another schema version; its bytes can be verified all the same."""
    if manifest.schema_version == SCHEMA_VERSION:
        return
    tool = f"reportedly {manifest.tools['reportedly']}, which built it" if "reportedly" in manifest.tools else "what built it"
    remedy = (
        f"load it with {tool}, or take the working folder that it was built from to version {SCHEMA_VERSION} with "
        "`corpus migrate` and build it again"
        if is_older(manifest.schema_version)
        else "install a newer package, which reads it"
    )
    message = (
        f"expected a release of schema version '{SCHEMA_VERSION}', which this package reads, found "
        f"'{manifest.schema_version}'; {remedy}"
    )
    raise FileError(message, file=str(release))


def _holds(layer: str, table: pa.Table) -> bool:
    """Tell whether every row makes a record, but for bounds and surfaces.

    Raises:
        pyarrow.ArrowInvalid: the columns are damaged, or hold strings that are no UTF-8.
    """
    table.validate(full=True)
    return columns_hold(layer, table)


def _cast(table: pa.Table, wanted: pa.Schema) -> pa.Table:
    """Change how the columns are stored, never what they hold: a number is no string, and a fragment has three fields."""
    for field, other in zip(table.schema, wanted, strict=True):
        if _plain(field.type) != _plain(other.type):
            message = f"column {field.name} is {field.type}, not {other.type}"
            raise TypeError(message)
    return table.cast(wanted)


def _plain(kind: pa.DataType) -> object:
    """Describe a type without how it is stored."""
    if pa.types.is_dictionary(kind):
        return _plain(kind.value_type)
    if pa.types.is_struct(kind):
        return {kind.field(place).name: _plain(kind.field(place).type) for place in range(kind.num_fields)}
    if pa.types.is_list(kind) or pa.types.is_large_list(kind) or pa.types.is_fixed_size_list(kind):
        return [_plain(kind.value_type)]
    strings = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view)
    kinds = {"string": strings, "integer": (pa.types.is_integer,), "float": (pa.types.is_floating,)}
    return next((name for name, tests in kinds.items() if any(test(kind) for test in tests)), str(kind))


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _by_set(table: pa.Table) -> Iterator[tuple[str, pa.Table]]:
    sets = pc.unique(table["set"]).to_pylist()
    for set_id in sets:
        yield set_id, table if len(sets) == 1 else table.filter(pc.equal(table["set"], set_id)).combine_chunks()
