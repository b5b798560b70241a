"""Readers of working folders: every record that can be read, and a finding for each line or file that cannot."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from corpus.errors import Finding, Place
from corpus.files.filesystem import files_below, read_regular
from corpus.files.jsonl import LayerReading, parse_lines, read_layer
from corpus.files.layout import DOCUMENTS, LAYER_FILES, METADATA, OTHER_FILES, SET, TEXTS
from corpus.files.refusals import parse
from corpus.model import LAYERS, SCHEMA_VERSION, AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
from corpus.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pyarrow as pa

    from corpus.model.flattening import Integers
    from corpus.model.reading import Key

Kind = TypeVar("Kind", bound=BaseModel)

MOVE = "rename it, or move it out of the corpus"
JSON_SUFFIXES = (".json", ".jsonl", ".ndjson")


class FolderReader:
    """Collects records and findings while it goes through a folder."""

    def __init__(self, path: Path) -> None:
        """Start at a folder with a `corpus.json`."""
        self.path = path
        self.findings: list[Finding] = []
        self.places: dict[str, Place] = {}
        self.unreadable_documents: set[str] = set()

    def read(self) -> Reading:
        """Read all of it, or the metadata alone where they are of another schema: what is valid there is another question."""
        metadata = self._object(self.path / METADATA, CorpusMetadata) or CorpusMetadata(
            name="unreadable", version="0.0.0", schema_version=SCHEMA_VERSION
        )
        if any(found.code == "E011" for found in self.findings):
            return Reading(Corpus(metadata), tuple(self.findings), metadata_file=str(self.path / METADATA))
        documents = list(self._documents())
        known = {document.id for document in documents} | self.unreadable_documents
        self._report_strays(self.path / TEXTS, {f"{one}.txt" for one in known}, f"the text of a document in {DOCUMENTS}")
        self._report_strays(self.path, {METADATA, DOCUMENTS}, f"{METADATA} and {DOCUMENTS}")
        return self._sets(metadata, documents)

    def _object(self, path: Path, kind: type[Kind]) -> Kind | None:
        text = self._text(path, f"expected a file {path.name}, found none; add it", Place(file=str(path)))
        if text is None:
            return None
        parsed = parse(text, kind, Place(file=str(path)))
        self.findings += parsed.findings
        return parsed.record

    def _text(self, path: Path, missing: str, asking: Place) -> str | None:
        """Read a file as UTF-8, or give None and a finding: at the file, or, where there is none, at what asks for it."""
        data = self._bytes(path, missing, asking)
        try:
            return None if data is None else data.decode()
        except UnicodeDecodeError as error:
            self._refuse("E002", f"expected UTF-8, found {error}", Place(file=str(path), document_id=asking.document_id))
            return None

    def _bytes(self, path: Path, missing: str, asking: Place) -> bytes | None:
        try:
            return read_regular(path)
        except FileNotFoundError:
            self._refuse("E001", missing, asking)
        except OSError as error:
            self._refuse("E001", f"expected a file that can be read, found: {error.strerror}", Place(file=str(path)))
        return None

    def _refuse(self, code: str, message: str, place: Place) -> None:
        self.findings.append(Finding(code, "error", message, place))

    def _documents(self) -> Iterator[Document]:
        path = self.path / DOCUMENTS
        data = self._bytes(path, f"expected a file {DOCUMENTS}, found none; add it", Place(file=str(path)))
        if data is None:
            self._expect_any_document()
            return
        for place, parsed in parse_lines(data, Document, str(path)):
            self.findings += parsed.findings
            if parsed.record is None:
                self._expect_document(parsed.value)
            elif self._is_new(parsed.record, place):
                yield self._with_text(parsed.record, place)

    def _expect_document(self, value: object) -> None:
        """Remember a document whose line could not be read, so that what belongs to it is not reported as well."""
        found = value.get("id") if isinstance(value, dict) else None
        if isinstance(found, str):
            self.unreadable_documents.add(found)
        else:
            self._expect_any_document()

    def _expect_any_document(self) -> None:
        self.unreadable_documents |= {text.stem for text in (self.path / TEXTS).glob("*.txt")}

    def _is_new(self, document: Document, place: Place) -> bool:
        if document.text is not None:
            message = f"expected the text in {TEXTS}/{document.id}.txt alone, found it here as well; remove it here"
            self._refuse("E005", message, Place(file=place.file, line=place.line, path="text"))
        if document.id in self.places:
            first = self.places[document.id].line
            self._refuse("E201", f"document id {document.id!r} already stands in line {first}; rename one", place)
            return False
        self.places[document.id] = Place(file=place.file, line=place.line, document_id=document.id)
        return True

    def _with_text(self, document: Document, place: Place) -> Document:
        path = self.path / TEXTS / f"{document.id}.txt"
        if document.length is not None and not path.exists():
            return document  # its text is withheld
        missing = f"expected the text of {document.id!r} in {path}, found no such file"
        text = self._text(path, missing, replace(place, document_id=document.id))
        return document if text is None else document.model_copy(update={"text": text})

    def _report_strays(self, folder: Path, known: set[str], expected: str) -> None:
        """Report files that belong to nothing, so that no annotation and no text is left out without a word."""
        for path in sorted(folder.iterdir()) if folder.is_dir() else ():
            is_stray = path.name not in known and not path.name.startswith(".") and not path.is_dir()
            if is_stray and (folder.name == TEXTS or _seems_ours(path)):
                self._refuse("E010", f"expected {expected}, found {path.name}; {MOVE}", Place(file=str(path)))

    def _sets(self, metadata: CorpusMetadata, documents: list[Document]) -> Reading:
        sets: list[AnnotationSet] = []
        tables: dict[str, dict[str, pa.Table]] = {}
        files: dict[Key, str] = {}
        lines: dict[Key, Integers] = {}
        unreadable: set[tuple[str, str, str]] = set()
        for folder in sorted(path for path in self.path.iterdir() if path.is_dir() and path.name != TEXTS):
            found_files = self._files_of(folder)
            if found_files is None:
                continue
            record = self._set(folder)
            sets.append(record)
            tables[record.id] = {}
            for layer, path in self._layer_files(folder, found_files):
                found = self._layer(path, layer)
                self.findings += found.findings
                tables[record.id][layer] = found.table
                files[record.id, layer] = str(path)
                lines[record.id, layer] = found.lines
                unreadable |= {(record.id, *key) for key in found.unreadable}
        return Reading(
            corpus=Corpus(metadata, documents, sets, tables),
            findings=tuple(self.findings),
            files=files,
            lines=lines,
            document_places=self.places,
            metadata_file=str(self.path / METADATA),
            set_files={record.id: str(self.path / record.id / SET) for record in sets},
            unreadable=frozenset(unreadable),
            unreadable_documents=frozenset(self.unreadable_documents),
        )

    def _set(self, folder: Path) -> AnnotationSet:
        record = self._object(folder / SET, AnnotationSet)
        if record is None:
            nobody = Annotator(name="unreadable", kind="rule")
            return AnnotationSet.model_construct(id=folder.name, role="raw", annotator=nobody, profile="import")
        if record.id != folder.name:
            message = f"expected the folder's name {folder.name!r}, found {record.id!r}; rename one"
            self._refuse("E007", message, Place(file=str(folder / SET), path="id"))
            return record.model_copy(update={"id": folder.name})
        return record

    def _files_of(self, folder: Path) -> list[Path] | None:
        """List the files of a set's folder; a folder in which nothing seems ours is none."""
        try:
            found = files_below(folder)
        except OSError as error:
            self._refuse(
                "E001", f"expected a folder that can be listed, found: {error.strerror}", Place(file=str(error.filename))
            )
            return []
        is_hidden = folder.name.startswith(".")
        return None if is_hidden or not any(path == folder / SET or _seems_ours(path) for path in found) else found

    def _layer_files(self, folder: Path, found: list[Path]) -> Iterator[tuple[str, Path]]:
        for path in found:
            name = path.relative_to(folder).as_posix()
            if name in LAYER_FILES:
                yield LAYER_FILES[name], path
            elif name not in OTHER_FILES and _seems_ours(path):
                message = f"expected a file named after a layer ({', '.join(LAYERS)}), found {name}; {MOVE}"
                self._refuse("E010", message, Place(file=str(path)))

    def _layer(self, path: Path, layer: str) -> LayerReading:
        try:
            return read_layer(path, layer)
        except OSError as error:
            message = f"expected a file that can be read, found: {error.strerror}"
            return LayerReading.none(layer, Finding("E001", "error", message, Place(file=str(path))))


def _seems_ours(path: Path) -> bool:
    """Tell whether a file looks as if it held annotations, so that it is not left out without a word."""
    name = path.name.lower()
    return not name.startswith(".") and (path.suffix.lower() in JSON_SUFFIXES or name.split(".")[0] in LAYERS)
