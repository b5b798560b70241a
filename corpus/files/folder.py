"""The working folder: how a corpus lies on disk while people work on it.

::

    annotations/
      corpus.json            name, version, rights, default set, splits
      documents.jsonl        one document a line, without its text
      texts/<document>.txt   the texts, byte for byte
      <set>/set.json         who or what made the set
      <set>/<layer>.jsonl    one annotation a line

Reading gives all that is readable, and a finding with file and line for each thing that is not. Writing what was read
gives the same bytes.
"""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from pydantic import BaseModel

from corpus.errors import FileError, Finding, Place
from corpus.files.jsonl import parse_lines, read_layer, write_layer
from corpus.files.refusals import parse
from corpus.files.strict_json import write_lines, write_record
from corpus.model import LAYERS, SCHEMA_VERSION, AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
from corpus.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

    from corpus.model.flattening import Integers
    from corpus.model.reading import Key

Kind = TypeVar("Kind", bound=BaseModel)

METADATA = "corpus.json"
DOCUMENTS = "documents.jsonl"
TEXTS = "texts"
SET = "set.json"
ADJUDICATION = "adjudication.jsonl"
OTHER_FILES = (ADJUDICATION,)
"""Files of a set that are no layer and may stand there."""


def is_working_folder(path: Path) -> bool:
    """Tell whether a folder holds a corpus to work on."""
    return (path / METADATA).is_file()


def read_folder(path: Path | str) -> Reading:
    """Read a working folder.

    Raises:
        FileError: the path is no folder with a `corpus.json`.
        OSError: a file in it cannot be opened.
    """
    path = Path(path)
    if not is_working_folder(path):
        message = f"expected a folder with a {METADATA}, found {'no such path' if not path.exists() else 'none'}"
        raise FileError(message, file=str(path))
    return _Reader(path).read()


def write_folder(corpus: Corpus, path: Path | str) -> None:
    """Write a corpus as a working folder; files of ours that stand there are replaced, others are left alone.

    Raises:
        FileError: a set or a text that stands there is not in the corpus; nothing is written then.
        OSError: the folder cannot be written.
    """
    path = Path(path)
    _refuse_leftovers(corpus, path)
    (path / TEXTS).mkdir(parents=True, exist_ok=True)
    write_record(path / METADATA, corpus.metadata)
    write_lines(path / DOCUMENTS, (_document_object(document) for document in corpus.documents))
    for document in corpus.documents:
        if document.text is not None:
            (path / TEXTS / f"{document.id}.txt").write_bytes(document.text.encode())
    for record in corpus.sets:
        _write_set(path / record.id, record, corpus)


def write_set(corpus: Corpus, set_id: str, path: Path | str, *, beside: Mapping[str, Iterable[object]] | None = None) -> None:
    """Add one set of a corpus to a working folder: it appears complete or not at all, and no other file is touched.

    Args:
        corpus: the corpus that has the set.
        set_id: the set.
        path: the working folder.
        beside: other files of the set, each with the objects of its lines.

    Raises:
        FileError: the path is no working folder, or something of that name stands there.
        UnknownName: the corpus has no such set.
        OSError: the set cannot be written.
    """
    path = Path(path)
    if not is_working_folder(path):
        message = f"expected a working folder, with a {METADATA}; found none"
        raise FileError(message, file=str(path))
    if (path / set_id).exists():
        message = "expected nothing, found something of that name; a set is never overwritten"
        raise FileError(message, file=str(path / set_id))
    record = corpus.set(set_id).record
    with tempfile.TemporaryDirectory(prefix=".", dir=path) as made:
        folder = Path(made) / set_id
        _write_set(folder, record, corpus)
        for name, lines in (beside or {}).items():
            write_lines(folder / name, lines)
        folder.rename(path / set_id)


def _refuse_leftovers(corpus: Corpus, path: Path) -> None:
    """Refuse a folder that would hold more than was written into it; what stands there is not ours to remove."""
    sets = {record.id for record in corpus.sets}
    strangers = [file.parent for file in path.glob(f"*/{SET}") if file.parent.name not in sets]
    strangers += [file for file in path.glob(f"{TEXTS}/*.txt") if file.stem not in corpus]
    if strangers:
        message = "expected nothing that the corpus does not have, found this; remove it or write to another folder"
        raise FileError(message, file=str(min(strangers)))


def _write_set(folder: Path, record: AnnotationSet, corpus: Corpus) -> None:
    folder.mkdir(exist_ok=True)
    write_record(folder / SET, record)
    for layer in LAYERS:
        table = corpus.set(record.id).layer(layer).table
        if table.num_rows:
            write_layer(folder / f"{layer}.jsonl", table)
        else:
            (folder / f"{layer}.jsonl").unlink(missing_ok=True)


def _document_object(document: Document) -> dict[str, object]:
    return document.model_dump(exclude={"text"}, exclude_none=True)


class _Reader:
    """Collects records and findings while it goes through a folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.findings: list[Finding] = []
        self.places: dict[str, Place] = {}
        self.unreadable_documents: set[str] = set()

    def read(self) -> Reading:
        metadata = self._object(self.path / METADATA, CorpusMetadata) or CorpusMetadata(
            name="unreadable", version="0.0.0", schema_version=SCHEMA_VERSION
        )
        documents = list(self._documents())
        self._report_stray_texts({document.id for document in documents} | self.unreadable_documents)
        return self._sets(metadata, documents)

    def _object(self, path: Path, kind: type[Kind]) -> Kind | None:
        place = Place(file=str(path))
        try:
            text = path.read_bytes().decode()
        except FileNotFoundError:
            self._refuse("E001", f"expected a file {path.name}, found none; add it", place)
            return None
        except UnicodeDecodeError as error:
            self._refuse("E002", f"expected UTF-8, found {error}", place)
            return None
        parsed = parse(text, kind, place)
        self.findings += parsed.findings
        return parsed.record

    def _refuse(self, code: str, message: str, place: Place) -> None:
        self.findings.append(Finding(code, "error", message, place))

    def _documents(self) -> Iterator[Document]:
        path = self.path / DOCUMENTS
        if not path.is_file():
            self._refuse("E001", f"expected a file {DOCUMENTS}, found none; add it", Place(file=str(path)))
            self.unreadable_documents |= {text.stem for text in (self.path / TEXTS).glob("*.txt")}
            return
        for place, parsed in parse_lines(path.read_bytes(), Document, str(path)):
            self.findings += parsed.findings
            if parsed.record is None and isinstance(parsed.value, dict):
                self.unreadable_documents.add(str(parsed.value.get("id", "")))
            if parsed.record is not None and self._is_new(parsed.record, place):
                yield self._with_text(parsed.record, place)

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
        try:
            return document.model_copy(update={"text": path.read_bytes().decode()})
        except FileNotFoundError:
            self._refuse("E001", f"expected the text of {document.id!r} in {path}, found no such file", place)
        except UnicodeDecodeError as error:
            self._refuse("E002", f"expected UTF-8, found {error}", Place(file=str(path), document_id=document.id))
        return document

    def _report_stray_texts(self, known: set[str]) -> None:
        for path in sorted((self.path / TEXTS).glob("*")):
            if path.suffix != ".txt" or path.stem not in known:
                message = (
                    f"expected the text of a document in {DOCUMENTS}, found {path.name}; add the document or remove the file"
                )
                self._refuse("E010", message, Place(file=str(path)))

    def _sets(self, metadata: CorpusMetadata, documents: list[Document]) -> Reading:
        sets: list[AnnotationSet] = []
        tables: dict[str, dict[str, pa.Table]] = {}
        files: dict[Key, str] = {}
        lines: dict[Key, Integers] = {}
        unreadable: set[tuple[str, str, str]] = set()
        for folder in sorted(path for path in self.path.iterdir() if path.is_dir() and path.name != TEXTS):
            if folder.name.startswith("."):
                continue
            record = self._set(folder)
            sets.append(record)
            tables[record.id] = {}
            for layer, path in self._layer_files(folder):
                found = read_layer(path, layer)
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

    def _layer_files(self, folder: Path) -> Iterator[tuple[str, Path]]:
        for path in sorted(folder.glob("*.jsonl")):
            if path.stem in LAYERS:
                yield path.stem, path
            elif path.name not in OTHER_FILES:
                message = f"expected a file named after a layer ({', '.join(LAYERS)}), found {path.name}; rename or remove it"
                self._refuse("E010", message, Place(file=str(path)))
