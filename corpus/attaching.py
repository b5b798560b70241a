r"""Attaching: a corpus whose texts are withheld, and texts that the user has, become one corpus, verified.

A text belongs to the document that has its sha256, whatever its file is called. Surfaces are put back where the digests
say that they are the words that were annotated. What is missing, and what is nearly a document's text and why it is not,
are findings: T101 a document has no text, T102 a file is another version of a document's text, T103 a file is not UTF-8.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> withheld = Document.of("d", "It rained.").model_copy(update={"text": None, "length": 10})
>>> news = Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [withheld])
>>> attach_texts(news, {"rain.txt": b"It rained."}).corpus["d"].text
'It rained.'
>>> attach_texts(news, {"rain.txt": b"It rained.\n"})
Traceback (most recent call last):
...
corpus.errors.UnsoundCorpus: 2 errors
  d: T101 expected a text with sha256 8b38b558e4df5eb3a70f60edea988d448559dfdded9b7ca08d9ba7f6c5ac71a8 among ...
  rain.txt: T102 expected the text of d, found another; without the line feed at its end it would be that text
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.checks import check_integrity, check_reading
from corpus.checks.report import ordered
from corpus.errors import CorpusError, FileError, Finding, Place, UnsoundCorpus
from corpus.files.filesystem import files_below, read_regular
from corpus.model import LAYERS, Corpus
from corpus.model.columns import schema, span_paths
from corpus.model.digests import text_digest
from corpus.model.reading import Reading
from corpus.model.rewriting import rewrite
from corpus.model.rows import paused_collector
from corpus.model.surfaces import has_digests
from corpus.model.versions import Likeness, Likenesses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.model import Document
    from corpus.model.rows import Row

    Files = Mapping[str, bytes]
    Texts = Mapping[str, str]


@dataclass(frozen=True)
class Attachment:
    """What came of attaching.

    Attributes:
        corpus: the corpus with the texts that were found.
        attached: the ids of the documents that have their text by it.
        findings: a document without a text, and a file that is nearly one.
        strangers: files that belong to no document and, where any document lacks its text, resemble none.
    """

    corpus: Corpus
    attached: tuple[str, ...]
    findings: tuple[Finding, ...]
    strangers: tuple[str, ...]


def attach(corpus: Corpus, texts: Path | str) -> Corpus:
    """Give a corpus whose texts are withheld with the texts of a folder, or of one file; names and depth do not matter.

    Documents whose text is not there stay without (`document.text` is None); `attach_texts` says which, and why.

    Raises:
        UnsoundCorpus: no text is that of a document, or the words of one are not those that were annotated.
        CorpusError: the corpus withholds no text.
        FileError: there is nothing at that path.
        OSError: a file cannot be read.
    """
    return attach_texts(corpus, read_texts(texts)).corpus


def attach_texts(corpus: Corpus, files: Files) -> Attachment:
    """Attach texts, given as bytes by the name of their file, and say what is missing.

    Raises:
        UnsoundCorpus: no text is that of a document, or the words of one are not those that were annotated.
        CorpusError: the corpus withholds no text.
    """
    wanted = [document for document in corpus.documents if document.text is None]
    if not wanted:
        message = "expected a corpus whose texts are withheld, found one that has them all; there is nothing to attach"
        raise CorpusError(message)
    decoded, undecodable = _decoded(files)
    by_hash = {text_digest(text): text for text in decoded.values()}
    found = {document.id: by_hash[document.sha256] for document in wanted if document.sha256 in by_hash}
    missing = [document for document in wanted if document.id not in found]
    hashes = {document.sha256 for document in corpus.documents}
    known = Likenesses.of(missing)
    likely = {
        name: known.find(text, called=Path(name).stem) for name, text in decoded.items() if text_digest(text) not in hashes
    }
    findings = [_missing(document) for document in missing]
    if missing:
        findings += [_unlike(name, likeness) for name, likeness in likely.items() if likeness is not None]
        findings += [_unreadable(name, error) for name, error in undecodable.items()]
    if not found:
        raise UnsoundCorpus(ordered(findings))
    named = {finding.place.file for finding in findings}
    strangers = tuple(name for name in sorted({*likely, *undecodable}) if name not in named)
    return Attachment(_joined(corpus, found), tuple(found), tuple(ordered(findings)), strangers)


def read_texts(path: Path | str) -> dict[str, bytes]:
    """Read a file, or all files of a folder at any depth, without those whose names begin with a dot.

    Raises:
        FileError: there is nothing at that path.
        OSError: a file cannot be read.
    """
    path = Path(path)
    if not path.exists():
        message = "expected a file or folder of texts, found no such path"
        raise FileError(message, file=str(path))
    files = files_below(path) if path.is_dir() else [path]
    shown = [file for file in files if not any(part.startswith(".") for part in file.relative_to(path).parts)]
    return {str(file): read_regular(file) for file in shown if file.is_file()}


def _decoded(files: Files) -> tuple[dict[str, str], dict[str, UnicodeDecodeError]]:
    texts: dict[str, str] = {}
    errors: dict[str, UnicodeDecodeError] = {}
    for name, data in files.items():
        try:
            texts[name] = data.decode()
        except UnicodeDecodeError as error:
            errors[name] = error
    return texts, errors


def _missing(document: Document) -> Finding:
    where = f"; it was found at {document.url}" if document.url else ""
    message = f"expected a text with sha256 {document.sha256} among the files, found none{where}"
    return Finding("T101", "error", message, Place(document_id=document.id))


def _unlike(name: str, likeness: Likeness) -> Finding:
    message = f"expected the text of {likeness.document_id}, found another; {likeness}"
    return Finding("T102", "error", message, Place(file=name))


def _unreadable(name: str, error: UnicodeDecodeError) -> Finding:
    message = f"expected UTF-8, found {error}; save the file as UTF-8, or move it away if it is no text"
    return Finding("T103", "error", message, Place(file=name))


def _joined(corpus: Corpus, texts: Texts) -> Corpus:
    """Put texts and surfaces into a corpus, once every digest has been verified."""
    documents = [_with_text(document, texts.get(document.id)) for document in corpus.documents]
    tables = {one.id: {layer: corpus.set(one.id).layer(layer).table for layer in LAYERS} for one in corpus.sets}
    _refuse(check_reading(Reading(Corpus(corpus.metadata, documents, corpus.sets, tables)), prefixes=["E1"]).errors)
    with paused_collector():
        surfaced = {
            one: {layer: _surfaced(layer, table, texts) for layer, table in layers.items()} for one, layers in tables.items()
        }
    joined = Corpus(corpus.metadata, documents, corpus.sets, surfaced)
    _refuse(check_integrity(Reading(joined)))
    return joined


def _refuse(findings: Sequence[Finding]) -> None:
    if findings:
        raise UnsoundCorpus(findings)


def _with_text(document: Document, text: str | None) -> Document:
    if text is None:
        return document
    return document.model_copy(update={"text": text, "length": None, "passages": None})


def _surfaced(layer: str, table: pa.Table, texts: Texts) -> pa.Table:
    if not has_digests(layer, table):
        return table
    return pa.Table.from_pylist([_surfaced_row(layer, row, texts) for row in table.to_pylist()], schema=schema(layer))


def _surfaced_row(layer: str, row: Row, texts: Texts) -> Row:
    text = texts.get(row["document_id"])
    if text is None:
        return row
    for path in span_paths(layer):
        row = rewrite(row, path, lambda span: list(_fragments(span, text)))
    return row


def _fragments(span: Sequence[Row], text: str) -> Iterator[Row]:
    for fragment in span:
        surface = text[fragment["start"] : fragment["end"]]
        yield fragment if fragment["digest"] is None else {**fragment, "text": surface, "digest": None}
