"""A corpus to graphs.

>>> from corpus.model import Annotation, Corpus, Cue, Document, Span
>>> from corpus.model.rows import table_of
>>> from corpus.schemes.assembly import assumed_metadata, assumed_set
>>> cue = Cue(id="cue-1", document_id="d", span=Span.of("It may rain.", (3, 6)), type="epistemic")
>>> tables = {"ana": {"cues": table_of("cues", [cue])}}
>>> news = Corpus(assumed_metadata(), [Document.of("d", "It may rain.")], [assumed_set("ana")], tables)
>>> (graph, losses), = encode(news)
>>> [(one.id, one.label, one.fragments) for one in graph.annotations[0].spans], graph.annotations[0].attributes[0].value
([('cue-1', 'cues', ((3, 6),))], 'epistemic')
"""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span
from corpus.model.annotations import RESERVED_SOURCES
from corpus.model.layers import LAYERS
from corpus.schemes.assembly import document_fields, sets_of_documents
from corpus.schemes.reportedly.fields import EMPTY, FIRST, PLACED, SECOND, SOURCE, TARGET, fields
from corpus.schemes.reportedly.places import Places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.capabilities import Loss
    from corpus.formats.graph import Argument, Fragments, Id
    from corpus.model import Corpus, Document
    from corpus.model.rows import Row


def encode(news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph; our own labels lose nothing."""
    sets = sets_of_documents(news)
    for document in news.documents:
        made = tuple(_annotations(news, document, set_id) for set_id in sets[document.id])
        yield Graph(document.id, document.text or "", made, document_fields(document)), []


def _annotations(news: Corpus, document: Document, set_id: str) -> Annotations:
    view = news.set(set_id)
    rows = {layer: view.layer(layer).of_document(document.id).table.to_pylist() for layer in LAYERS}
    encoder = _Encoder(rows, document.text or "")
    for layer, found in rows.items():
        for row in found:
            encoder.add(layer, row)
    return encoder.annotations(set_id, view.record.maker)


class _Encoder:
    """The items of one document in one set, in the making."""

    def __init__(self, rows: dict[str, list[Row]], text: str) -> None:
        self.places = Places(rows, text)
        self.numbers = count(1)
        self.spans: list[Span] = []
        self.links: list[Link] = []
        self.attributes: list[Attribute] = []
        self.notes: list[Note] = []
        self.reserved: set[str] = set()

    def annotations(self, set_id: str, kind: str | None) -> Annotations:
        """Give what was added."""
        parts = (tuple(self.spans), tuple(self.links), tuple(self.attributes), tuple(self.notes))
        return Annotations(set_id, *parts, kind=kind)

    def add(self, layer: str, row: Row) -> None:
        """Add a record: itself, then what it holds."""
        if layer in PLACED:
            self.spans.append(Span(row["id"], layer, bounds(row["span"])))
            for role, target in self._arguments(layer, row):
                self.links.append(Link(next(self.numbers), role, None, ((FIRST, row["id"]), (SECOND, target))))
        else:
            arguments = tuple(self._arguments(layer, row))
            self._add_object(row["id"], layer, arguments)
        self._describe(layer, row)

    def _add_object(self, own: str, layer: str, arguments: tuple[Argument, ...]) -> None:
        """Add a record without a span, shown where the text gives it a place."""
        place = self.places.of(layer, own)
        trigger = None if place is None else self._span(layer, place)
        self.links.append(Link(own, layer, trigger, arguments))

    def _span(self, label: str, fragments: Fragments) -> int:
        number = next(self.numbers)
        self.spans.append(Span(number, label, fragments))
        return number

    def _arguments(self, layer: str, row: Row) -> Iterator[Argument]:
        if layer == "attributions":
            for mention in row["sources"] or ():
                yield SOURCE, self._source_mention(mention)
        if layer == "stances":
            yield from self._target(row["target"])
        for field in fields(layer):
            value = row[field.name]
            if value is None:
                continue
            if field.kind == "span":
                yield field.role, self._span(field.role, bounds(value))
            elif field.kind == "reference":
                yield from ((field.role, self._known(one)) for one in (value if field.many else [value]))

    def _source_mention(self, mention: Row) -> Id:
        """Give the source itself, or the words that name it, tied to it."""
        source = self._known(mention["source_id"])
        if mention["span"] is None:
            return source
        words = self._span(SOURCE, bounds(mention["span"]))
        self.links.append(Link(next(self.numbers), SOURCE, None, ((FIRST, words), (SECOND, source))))
        return words

    def _target(self, target: Row) -> Iterator[Argument]:
        if target["span"] is not None:
            yield TARGET, self._span(TARGET, bounds(target["span"]))
        reference = target["entity_id"] or target["claim_id"]
        if reference is not None:
            yield TARGET, reference

    def _known(self, reference: str) -> str:
        """Give a reference; the two sources that every document has are added where somebody refers to them."""
        if reference in RESERVED_SOURCES and reference not in self.reserved:
            self.reserved.add(reference)
            self._add_object(reference, "sources", ())
        return reference

    def _describe(self, layer: str, row: Row) -> None:
        own = row["id"]
        for field in fields(layer):
            value = row[field.name]
            if value is None or field.kind == "span":
                continue
            if field.kind == "reference":
                if value == []:
                    self._attribute(field.role, own, EMPTY)
            elif field.kind in {"label", "truth"}:
                self._attribute(field.role, own, value if isinstance(value, str) else json.dumps(value))
            else:
                self._note(field.role, own, value if isinstance(value, str) else json.dumps(value))
        if layer == "attributions" and row["sources"] == []:
            self._attribute(SOURCE, own, EMPTY)
        if layer == "stances" and row["target"]["text"] is not None:
            self._note(TARGET, own, row["target"]["text"])

    def _attribute(self, label: str, target: str, value: str) -> None:
        self.attributes.append(Attribute(next(self.numbers), label, target, value))

    def _note(self, label: str, target: str, text: str) -> None:
        self.notes.append(Note(next(self.numbers), label, target, text))


def bounds(span: Any) -> Fragments:
    """Give the fragments of a span in a row."""
    return tuple([(fragment["start"], fragment["end"]) for fragment in span])
