"""A corpus from what an import found: documents and sets with only what the files say, and nothing made up.

>>> from corpus.formats.graph import Annotations, Graph
>>> news = assemble([document_of(Graph("d", "It rained."))], {"ana": {}})
>>> news.sets[0].role, news.sets[0].annotator.name
('import', 'ana')
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pyarrow.compute as pc
from pydantic import ValidationError

from corpus.model.corpus import Corpus
from corpus.model.documents import Document
from corpus.model.layers import LAYERS
from corpus.model.metadata import SCHEMA_VERSION, CorpusMetadata
from corpus.model.sets import UNKNOWN_MAKER, AnnotationSet, Annotator

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyarrow as pa

    from corpus.formats.graph import Graph

HEAD = frozenset({"id", "text", "sha256"})
"""The fields of a document that its graph gives."""
NAME = "imported"
"""What an imported corpus is called until somebody names it."""


def assumed_metadata() -> CorpusMetadata:
    """Give what is said of a corpus whose files say nothing."""
    return CorpusMetadata(name=NAME, version="0.1.0", schema_version=SCHEMA_VERSION)


def assumed_set(annotator: str) -> AnnotationSet:
    """Give what is said of a set whose files give no more than the annotator's name; that a person made it nobody has said."""
    importer = Annotator(name=annotator, kind="rule")
    return AnnotationSet(id=annotator, role="import", annotator=importer, profile="import", note=UNKNOWN_MAKER)


def document_of(graph: Graph, **fields: Any) -> Document:
    """Make the document of a graph; what other tools know of it and no field of ours takes goes into its extras.

    >>> from corpus.formats.graph import Graph
    >>> rain = document_of(Graph("d", "It rained.", fields={"title": "Rain", "published": "last week", "page": 7}))
    >>> rain.title, rain.extras
    ('Rain', {'published': 'last week', 'page': 7})
    """
    given = {**graph.fields, **fields}
    if HEAD.isdisjoint(given):
        with suppress(ValidationError):
            return Document.of(graph.document_id, graph.text, **given)
    fitting = {name: value for name, value in given.items() if name not in HEAD and _fits(name, value)}
    rest = {name: value for name, value in given.items() if name not in fitting}
    fitting["extras"] = {**(fitting.get("extras") or {}), **rest}
    return Document.of(graph.document_id, graph.text, **fitting)


def _fits(name: str, value: Any) -> bool:
    try:
        Document.of("d", "", **{name: value})
    except ValidationError:
        return False
    return True


def assemble(documents: Iterable[Document], tables: Mapping[str, Mapping[str, pa.Table]]) -> Corpus:
    """Put an imported corpus together; each key of `tables` is an annotator."""
    return Corpus(assumed_metadata(), documents, [assumed_set(annotator) for annotator in tables], tables)


def document_fields(document: Document) -> dict[str, object]:
    """Give what is known of a document besides its text."""
    return document.model_dump(exclude={"id", "text", "sha256"}, exclude_none=True)


def sets_of_documents(news: Corpus) -> dict[str, list[str]]:
    """Give for each document the sets that have been over it; a set that is alone has been over all of them.

    A set has been over a document where it has annotations in it, or where the document's extras keep something of the set:
    what belongs to no record, or that nothing was found.
    """
    sets = [record.id for record in news.sets]
    if len(sets) == 1:
        return {document.id: sets for document in news.documents}
    found: dict[str, set[str]] = {document.id: _named(document) for document in news.documents}
    for set_id in sets:
        layers = (news.set(set_id).layer(layer) for layer in LAYERS)
        for document_id in {own for layer in layers for own in pc.unique(layer.table["document_id"]).to_pylist()}:
            found[document_id].add(set_id)
    return {document_id: [set_id for set_id in sets if set_id in named] for document_id, named in found.items()}


def _named(document: Document) -> set[str]:
    """Give the names under which the extras keep anything by set."""
    return {name for kept in (document.extras or {}).values() if isinstance(kept, dict) for name in kept}
