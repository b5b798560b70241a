"""Withholding: a corpus without the words of its texts, which who has the texts can put back and verify.

Offsets, labels and references stay. In place of a surface stands a keyed digest, in place of a text its length and the
hashes of its passages; names that spell words become numbers; what else repeats words is left out.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
>>> document = withhold(Corpus(metadata, [Document.of("rain-in-may", "It may rain.", title="Rain")])).documents[0]
>>> document.id, document.text, document.title, document.length
('document-b213e54d6dcf', None, None, 12)
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.errors import ReleaseError
from corpus.model import LAYERS, RESERVED_SOURCES, Corpus
from corpus.model.columns import schema, span_paths
from corpus.model.digests import surface_digest, surface_key
from corpus.model.layers import REFERENCES
from corpus.model.passages import passages_of
from corpus.model.rewriting import rewrite
from corpus.model.rows import paused_collector, sort_table
from corpus.release.withholding.renaming import GroupNames, annotation_names, document_names
from corpus.release.withholding.words import ALWAYS_WITHHELD, NUMBERED, WITHHELD, Sieve, free_fields, phrases_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.model import AnnotationSet, Document
    from corpus.model.rows import Row
    from corpus.release.withholding.phrases import Phrases
    from corpus.release.withholding.renaming import Names

    Rows = dict[str, list[Row]]

OWN_WORDS = ("title", "description", "citation", "text_rights", "text_release_reason", "homepage")
"""Fields of the metadata in which the owner speaks of the corpus; they stay, whatever they say."""


@dataclass(frozen=True)
class Withheld:
    """A corpus without the words of its texts, and what became of the original.

    Attributes:
        corpus: what may be published.
        documents: the new id of each document, by its old one.
        phrases: the words that nothing published may repeat.
        dropped: how many values were left out because they repeat words of the texts, by field.
        spoken: fields of the metadata that repeat such words and stay, because the owner wrote them for publication.
    """

    corpus: Corpus
    documents: Mapping[str, str]
    phrases: Phrases
    dropped: Mapping[str, int]
    spoken: tuple[str, ...]


def withhold(corpus: Corpus) -> Corpus:
    """Give a sound corpus without the words of its texts; `corpus.attach` puts them back where they are known.

    What is lost for good: titles, authors, notes, extras, the names and links of entities, and every id, group, cluster
    or target that spells words.

    Raises:
        ReleaseError: a field without which there is no record repeats words of the texts, a reference points at nothing, or
            surfaces stand in a document whose text is not there to hide them with.
    """
    return withhold_words(corpus).corpus


def withhold_words(corpus: Corpus) -> Withheld:
    """Do what `withhold` does, and say what became of the original.

    Raises:
        ReleaseError: as `withhold` does.
    """
    with paused_collector():
        return _Withholding(corpus).result()


class _Withholding:
    """One corpus on its way; its names and numbers are kept apart here."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.sieve = Sieve(phrases_of(corpus))
        self.names = document_names({document.id: document.sha256 for document in corpus.documents})
        self.keys = {one.id: surface_key(one.text) for one in corpus.documents if one.text is not None}
        self.numbers: dict[str, dict[str, str]] = {}
        self.groups = GroupNames(corpus.metadata.splits)

    def result(self) -> Withheld:
        renamed = sorted(self.corpus.documents, key=lambda document: self.names[document.id])
        documents = [self._document(document) for document in renamed]
        sets = [self._set(record) for record in self.corpus.sets]
        tables = {record.id: self._tables(record.id) for record in self.corpus.sets}
        about = self.corpus.metadata.model_copy(update={"text_release": "withheld"})
        spoken = (name for name in OWN_WORDS if self.sieve.phrases.find(getattr(about, name) or ""))
        made = Corpus(about, documents, sets, tables)
        return Withheld(made, self.names, self.sieve.phrases, dict(sorted(self.sieve.dropped.items())), tuple(spoken))

    def _document(self, document: Document) -> Document:
        hidden: dict[str, Any] = dict.fromkeys(("text", "title", "author", "note", "extras"))
        if document.text is not None:
            hidden |= {"length": len(document.text), "passages": passages_of(document.text)}
        kept = {
            "rights": self.sieve.keep("rights", document.rights),
            "group": self.groups.name(document, self.names[document.id]),
        }
        return document.model_copy(update={"id": self.names[document.id], **hidden, **kept})

    def _set(self, record: AnnotationSet) -> AnnotationSet:
        maker = record.annotator
        self.sieve.require("the id of a set", record.id)
        self.sieve.require(f"the annotator's name in set {record.id}", maker.name)
        kept = {name: self.sieve.keep(name, getattr(record, name)) for name in ("guidelines", "note")}
        version = self.sieve.keep("version", maker.version)
        return record.model_copy(update={**kept, "annotator": maker.model_copy(update={"version": version})})

    def _tables(self, set_id: str) -> dict[str, pa.Table]:
        rows: Rows = {layer: self.corpus.set(set_id).layer(layer).table.to_pylist() for layer in LAYERS}
        names = annotation_names(rows, self.keys)
        made = {layer: [self._row(layer, row, names) for row in found] for layer, found in rows.items()}
        tables = {layer: sort_table(layer, pa.Table.from_pylist(found, schema(layer))) for layer, found in made.items()}
        return {layer: self._with_numbers(layer, table) for layer, table in tables.items()}

    def _row(self, layer: str, row: Row, names: Names) -> Row:
        owner = row["document_id"]
        for path in span_paths(layer):
            row = rewrite(row, path, partial(self._span, owner))
        for path in REFERENCES.get(layer, {}):
            row = rewrite(row, path, partial(_renamed, names, owner))
        for path in free_fields(layer):
            row = rewrite(row, path, partial(self.sieve.keep, path))
        gone = dict.fromkeys((*ALWAYS_WITHHELD, *WITHHELD.get(layer, ())))
        return {**row, **gone, "id": names[owner, row["id"]], "document_id": self.names[owner]}

    def _span(self, document_id: str, span: list[Row]) -> list[Row]:
        return [fragment if fragment["text"] is None else self._fragment(document_id, fragment) for fragment in span]

    def _fragment(self, document_id: str, fragment: Row) -> Row:
        if document_id not in self.keys:
            message = f"expected the text of {document_id}, with which its surfaces are withheld, found none; attach it first"
            raise ReleaseError(message)
        digest = surface_digest(self.keys[document_id], fragment["start"], fragment["end"], fragment["text"])
        return {**fragment, "text": None, "digest": digest}

    def _with_numbers(self, layer: str, table: pa.Table) -> pa.Table:
        """Number names in the order of the withheld corpus, so that the order of the original does not show."""
        if layer not in NUMBERED:
            return table
        path, word = NUMBERED[layer]
        rows = [rewrite(row, path, partial(self._number, word)) for row in table.to_pylist()]
        return pa.Table.from_pylist(rows, schema(layer))

    def _number(self, word: str, name: str | None) -> str | None:
        if name is None:
            return None
        known = self.numbers.setdefault(word, {})
        return known.setdefault(name, f"{word}-{len(known) + 1}")


def _renamed(names: Names, document_id: str, reference: str) -> str:
    if reference in RESERVED_SOURCES:
        return reference
    if (document_id, reference) not in names:
        message = f"expected an annotation {reference!r} in document {document_id}, found none; check the corpus first"
        raise ReleaseError(message)
    return names[document_id, reference]
