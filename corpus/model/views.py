"""Views of a corpus: one annotation set with its ten layers, and one document with the annotations of a set."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.errors import Finding, Place, UnsoundCorpus
from corpus.model.access import LayerAccess
from corpus.model.annotations import RESERVED_SOURCES
from corpus.model.collections import Layer
from corpus.model.layers import LAYERS, kind_of
from corpus.model.rows import canonical_table, empty_table
from corpus.model.sources import Source
from corpus.model.voices import voice_ids

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.model.annotations import Annotation, Home
    from corpus.model.attributions import Attribution
    from corpus.model.documents import Document
    from corpus.model.sets import AnnotationSet


class SetView(LayerAccess):
    """One annotation set of a corpus: its provenance (`record`) and its ten layers."""

    def __init__(self, record: AnnotationSet, tables: Mapping[str, pa.Table]) -> None:
        """Wrap the tables of one set, put in canonical order; a layer that is not there is empty.

        Raises:
            UnknownName: a table belongs to no layer.
            UnsoundCorpus: a table is not one of its layer.
        """
        self.record = record
        self._tables = {name: _table_of(record.id, name, table) for name, table in tables.items()}
        self._layers: dict[str, Layer[Annotation]] = {}
        self._homes: dict[str, DocumentHome] = {}

    def layer(self, name: str) -> Layer[Annotation]:
        """Give a layer by name.

        Raises:
            UnknownName: there is no such layer.
        """
        kind = kind_of(name)
        if name not in self._layers:
            table = self._tables.get(name)
            self._layers[name] = Layer(name, kind, empty_table(name) if table is None else table, self)
        return self._layers[name]

    @property
    def size(self) -> int:
        """The number of annotations in all layers."""
        return sum(len(self.layer(name)) for name in LAYERS)

    def home_of(self, document_id: str) -> Home:
        """Give the home of a document's records in this set."""
        if document_id not in self._homes:
            self._homes[document_id] = DocumentHome(self, document_id)
        return self._homes[document_id]

    def __getstate__(self) -> dict[str, Any]:
        """Survive pickling without what was made from the tables."""
        return {"record": self.record, "_tables": self._tables, "_layers": {}, "_homes": {}}

    def __repr__(self) -> str:
        """Say what it is and how much."""
        return f"<AnnotationSet {self.record.id}: {self.size} annotations>"


def _table_of(set_id: str, layer: str, table: pa.Table) -> pa.Table:
    kind_of(layer)
    try:
        return canonical_table(layer, table)
    except (pa.ArrowException, KeyError) as error:
        message = f"expected a table with the columns of layer {layer}: {error}"
        raise UnsoundCorpus([Finding("E007", "error", message, Place(set_id=set_id, layer=layer))]) from error


class DocumentHome:
    """Answers the questions of a document's records in one set (see `corpus.model.annotations.Home`)."""

    def __init__(self, view: SetView, document_id: str) -> None:
        """Remember whom to ask."""
        self._view = view
        self._document_id = document_id
        self._referring: dict[tuple[str, str], dict[str, list[Annotation]]] = {}

    @cached_property
    def _attributions(self) -> list[Attribution]:
        return list(self._view.attributions.of_document(self._document_id))

    def find(self, layer: str, annotation_id: str) -> Annotation:
        """Give one record of a layer; the reserved sources exist in every document."""
        if layer == "sources" and annotation_id in RESERVED_SOURCES:
            source = Source.reserved(annotation_id, self._document_id)
            source.attach(self)
            return source
        return self._view.layer(layer)[self._document_id, annotation_id]

    def referring(self, layer: str, field: str, annotation_id: str) -> tuple[Annotation, ...]:
        """Give the records of a layer whose `field` holds that id."""
        if (layer, field) not in self._referring:
            index: dict[str, list[Annotation]] = {}
            for record in self._view.layer(layer).of_document(self._document_id):
                index.setdefault(getattr(record, field), []).append(record)
            self._referring[layer, field] = index
        return tuple(self._referring[layer, field].get(annotation_id, ()))

    def voice_ids(self, cue_id: str) -> tuple[str, ...]:
        """Give the source ids in whose voice a cue speaks."""
        return voice_ids(self._view.cues[self._document_id, cue_id], self._attributions)


class AnnotatedDocument(LayerAccess):
    """A document with the annotations of one set."""

    def __init__(self, record: Document, view: SetView) -> None:
        """Put a document and a set side by side."""
        self.record = record
        self._view = view

    @property
    def id(self) -> str:
        """The document's id."""
        return self.record.id

    @property
    def text(self) -> str | None:
        """The exact text; None where a release withholds it."""
        return self.record.text

    def layer(self, name: str) -> Layer[Annotation]:
        """Give the document's part of a layer."""
        return self._view.layer(name).of_document(self.id)

    def __repr__(self) -> str:
        """Say what it is."""
        return f"<AnnotatedDocument {self.id}: {self.record.title or ''}>"
