"""The corpus: documents, annotation sets, and a layer of annotations per set and kind.

>>> from corpus.model import CorpusMetadata, Document
>>> news = Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [Document.of("d", "It may rain.")])
>>> len(news), news["d"].text, len(news.documents)
(1, 'It may rain.', 1)
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.errors import Finding, Place, UnknownName, UnsoundCorpus, counted
from corpus.model.access import LayerAccess
from corpus.model.layers import LAYERS
from corpus.model.metadata import CorpusMetadata
from corpus.model.sets import AnnotationSet, Annotator
from corpus.model.views import AnnotatedDocument, SetView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pyarrow as pa

    from corpus.model.annotations import Annotation
    from corpus.model.collections import Layer
    from corpus.model.documents import Document

SHOWN = 20
"""Ids named in a message."""
NO_SET = AnnotationSet(id="none", role="raw", annotator=Annotator(name="nobody", kind="rule"), profile="import")
"""Stands in where a corpus has no set at all, so that its layers are empty rather than missing."""


def _refuse_twins(documents: tuple[Document, ...], sets: tuple[AnnotationSet, ...]) -> None:
    """Refuse ids that stand twice: one of the two would hide the other."""
    places = [Place(document_id=document.id) for document in documents] + [Place(set_id=record.id) for record in sets]
    message = "expected an id of its own, found it twice; rename one"
    twins = [Finding("E201", "error", message, place) for place, number in Counter(places).items() if number > 1]
    if twins:
        raise UnsoundCorpus(twins)


class Corpus(LayerAccess):
    """Documents, annotation sets and their layers. `news.cues` is the default set's layer, `news.set(...).cues` another's."""

    def __init__(
        self,
        metadata: CorpusMetadata,
        documents: Iterable[Document] = (),
        sets: Iterable[AnnotationSet] = (),
        tables: Mapping[str, Mapping[str, pa.Table]] | None = None,
    ) -> None:
        """Put a corpus together from parts that were validated; `tables` maps set id to layer to table.

        Raises:
            UnsoundCorpus: two documents or two sets have one id, or a table is not one of its layer.
            UnknownName: a table belongs to no set or layer.
        """
        documents, sets = tuple(documents), tuple(sets)
        _refuse_twins(documents, sets)
        self.metadata = metadata
        self.documents = tuple(sorted(documents, key=lambda document: document.id))
        self._by_id = {document.id: document for document in self.documents}
        tables = tables or {}
        views = [SetView(record, tables.get(record.id, {})) for record in sorted(sets, key=lambda record: record.id)]
        self._views = {view.record.id: view for view in views}
        for stranger in tables.keys() - self._views.keys():
            self.set(stranger)

    @property
    def sets(self) -> tuple[AnnotationSet, ...]:
        """The provenance of each annotation set, by id."""
        return tuple(view.record for view in self._views.values())

    @property
    def default_set(self) -> str | None:
        """The id of the set behind `news.cues`: the one that the metadata name, else the only one."""
        if self.metadata.default_set in self._views:
            return self.metadata.default_set
        return next(iter(self._views)) if len(self._views) == 1 else None

    def set(self, set_id: str) -> SetView:
        """Give one annotation set.

        Raises:
            UnknownName: there is no such set.
        """
        if set_id not in self._views:
            message = f"no annotation set {set_id!r}; the corpus has {', '.join(self._views) or 'none'}"
            raise UnknownName(message)
        return self._views[set_id]

    def layer(self, name: str) -> Layer[Annotation]:
        """Give a layer of the default set.

        Raises:
            UnknownName: there is no such layer, or several sets and no default.
        """
        return self._default_view.layer(name)

    @property
    def _default_view(self) -> SetView:
        if self.default_set is not None:
            return self._views[self.default_set]
        if not self._views:
            return SetView(NO_SET, {})
        message = (
            f"the corpus has several sets ({', '.join(self._views)}) and no `default_set`; choose one with .set(...) or --set"
        )
        raise UnknownName(message)

    def with_metadata(self, **changes: object) -> Corpus:
        """Give the same corpus with some of its metadata changed.

        Raises:
            pydantic.ValidationError: a change makes no metadata.
        """
        metadata = CorpusMetadata.model_validate(self.metadata.model_dump() | changes)
        tables = {one.id: {name: self.set(one.id).layer(name).table for name in LAYERS} for one in self.sets}
        return Corpus(metadata, self.documents, self.sets, tables)

    def document(self, document_id: str, set_id: str | None = None) -> AnnotatedDocument:
        """Give a document with the annotations of a set, by default the default set's.

        Raises:
            UnknownName: there is no such document or set, or several sets and no default.
        """
        if document_id not in self._by_id:
            ids = ", ".join(list(self._by_id)[:SHOWN]) + (", ..." if len(self) > SHOWN else "")
            message = f"no document {document_id!r} in {self.metadata.name}; it has {ids or 'none'}"
            raise UnknownName(message)
        return AnnotatedDocument(self._by_id[document_id], self._default_view if set_id is None else self.set(set_id))

    def __getitem__(self, document_id: str) -> AnnotatedDocument:
        """Give a document with the annotations of the default set.

        Raises:
            UnknownName: there is no such document, or several sets and no default.
        """
        return self.document(document_id)

    def __iter__(self) -> Iterator[AnnotatedDocument]:
        """Go through the documents with the annotations of the default set.

        Raises:
            UnknownName: there are several sets and no default.
        """
        return (self[document.id] for document in self.documents)

    def __len__(self) -> int:
        """Count the documents."""
        return len(self.documents)

    def __contains__(self, document_id: object) -> bool:
        """Tell whether there is a document of that id."""
        return document_id in self._by_id

    def __eq__(self, other: object) -> bool:
        """Tell whether metadata, documents, sets and every row of every layer are the same."""
        if not isinstance(other, Corpus):
            return NotImplemented
        same_parts = (self.metadata, self.documents, self.sets) == (other.metadata, other.documents, other.sets)
        return same_parts and all(
            self.set(one.id).layer(name) == other.set(one.id).layer(name) for one in self.sets for name in LAYERS
        )

    __hash__ = None  # type: ignore[assignment]  # equal by content, so not hashable

    def __repr__(self) -> str:
        """Say what it is and how much."""
        size = sum(view.size for view in self._views.values())
        held = f"{counted(len(self), 'document')}, {counted(size, 'annotation')}"
        return f"<Corpus {self.metadata.name} {self.metadata.version}: {held}>"
