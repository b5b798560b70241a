r"""Attaching: a corpus whose texts are withheld, and texts that the user has, become one corpus, verified.

A text belongs to the document that has its sha256, whatever its file is called. Surfaces are put back where the digests
say that they are the words that were annotated. What is missing, and what is nearly a document's text and why it is not,
are findings: T101 a document has no text, T102 a file is another version of a document's text, T103 a file is not UTF-8.
Where that is asked for, such versions are taken: T104 one that becomes the text once something is undone, T105 an edited one,
to which annotations were carried as far as its passages are unchanged.

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

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.attaching.editions import carry_to
from corpus.attaching.sorting import sort_files
from corpus.checks import check_integrity, check_reading
from corpus.errors import CorpusError, FileError, UnsoundCorpus
from corpus.files.filesystem import files_below, read_regular
from corpus.model import LAYERS, Corpus
from corpus.model.columns import schema, span_paths
from corpus.model.reading import Reading
from corpus.model.rewriting import rewrite
from corpus.model.rows import paused_collector
from corpus.model.surfaces import has_digests

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.anchoring import ReviewItem
    from corpus.anchoring.gathering import Counts, Gathered
    from corpus.errors import Finding
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
        findings: a document without a text, a file that is nearly one, and what was taken although it is another version.
        strangers: files that belong to no document and, where any document lacks its text, resemble none.
        counts: where a text was an edited one, by layer, how many annotations got each verdict.
        review: annotations of edited texts that a person should look at.
    """

    corpus: Corpus
    attached: tuple[str, ...]
    findings: tuple[Finding, ...]
    strangers: tuple[str, ...]
    counts: Counts = field(default_factory=dict)
    review: tuple[ReviewItem, ...] = ()


def attach(corpus: Corpus, texts: Path | str, *, reanchor: bool = False) -> Corpus:
    """Give a corpus whose texts are withheld with the texts of a folder, or of one file; names and depth do not matter.

    Documents whose text is not there stay without (`document.text` is None); `attach_texts` says which, and why. With
    `reanchor` other versions of a text are taken too: see there.

    Raises:
        UnsoundCorpus: no text is that of a document, or the words of one are not those that were annotated.
        CorpusError: the corpus withholds no text.
        FileError: there is nothing at that path.
        OSError: a file cannot be read.
    """
    return attach_texts(corpus, read_texts(texts), reanchor=reanchor).corpus


def attach_texts(corpus: Corpus, files: Files, *, reanchor: bool = False) -> Attachment:
    """Attach texts, given as bytes by the name of their file, and say what is missing.

    Args:
        corpus: the corpus; it is left as it is.
        files: the bytes of each file.
        reanchor: take other versions of a text too. One that becomes the text once line ends, marks or blanks are undone is
            undone and verified like the text itself; to an edited one annotations are carried as far as they lie in passages
            that are unchanged, and it becomes the document's text. The others are lost, and in the review.

    Raises:
        UnsoundCorpus: no text is that of a document, or the words of one are not those that were annotated.
        CorpusError: the corpus withholds no text.
    """
    wanted = [document for document in corpus.documents if document.text is None]
    if not wanted:
        message = "expected a corpus whose texts are withheld, found one that has them all; there is nothing to attach"
        raise CorpusError(message)
    files_of = sort_files(corpus, files, reanchor=reanchor)
    if not files_of.whole and not files_of.edited:
        raise UnsoundCorpus(files_of.findings)
    joined, carried = _joined(corpus, files_of.whole, files_of.edited)
    return Attachment(
        corpus=joined,
        attached=tuple(document.id for document in wanted if document.id in files_of.whole | files_of.edited),
        findings=files_of.findings,
        strangers=files_of.strangers,
        counts=carried.counts(corpus) if files_of.edited else {},
        review=tuple(carried.review),
    )


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


def _joined(corpus: Corpus, whole: Texts, edited: Texts) -> tuple[Corpus, Gathered]:
    """Put texts and surfaces into a corpus, once every digest has been verified of which the text is the document's."""
    documents = [_with_text(document, whole.get(document.id)) for document in corpus.documents]
    _refuse(check_reading(Reading(Corpus(corpus.metadata, documents, corpus.sets, _tables(corpus))), prefixes=["E1"]).errors)
    carried = carry_to(corpus, edited)
    moved = carried.corpus(corpus, edited)
    texts = {**whole, **edited}
    with paused_collector():
        tables = {
            one: {layer: _surfaced(layer, table, texts) for layer, table in layers.items()}
            for one, layers in _tables(moved).items()
        }
    documents = [_with_text(document, whole.get(document.id)) for document in moved.documents]
    joined = Corpus(corpus.metadata, documents, corpus.sets, tables)
    _refuse(check_integrity(Reading(joined)))
    return joined, carried


def _tables(corpus: Corpus) -> dict[str, dict[str, pa.Table]]:
    return {one.id: {layer: corpus.set(one.id).layer(layer).table for layer in LAYERS} for one in corpus.sets}


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
