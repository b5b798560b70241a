"""Graphs to Web Annotations; same graphs, same bytes."""

from __future__ import annotations

import hashlib
import json
from itertools import count
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from corpus.formats.capabilities import Capabilities
from corpus.formats.linked import names_of
from corpus.formats.webannotation.selecting import selectors

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Annotations, Graph, Group, Id, Link, Span
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(fields=False)
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
KINDS = {"human": "Person", "model": "Software", "rule": "Software"}
"""What an annotator is called there; where it is not known, nothing is said."""
Values = dict[str, Any]


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - the format needs no labels
    """Write a folder.

    Raises:
        OSError: it cannot be written.
    """
    path.mkdir(exist_ok=True)
    for graph in graphs:
        (path / f"{graph.document_id}.txt").write_bytes(graph.text.encode())
        written = json.dumps(collection(graph), ensure_ascii=False, indent=1)
        (path / f"{graph.document_id}.jsonld").write_bytes(f"{written}\n".encode())


def collection(graph: Graph) -> Values:
    """Give what all annotators left in one document, as an AnnotationCollection with one page.

    >>> from corpus.formats.graph import Graph
    >>> collection(Graph("d", "Ana says no."))["total"]
    0
    """
    source = _source(graph)
    items = [item for one in graph.annotations for item in _Page(graph, one, source).items()]
    own, page = f"{source}#collection", f"{source}#page/1"
    made: Values = {"@context": CONTEXT, "id": own, "type": "AnnotationCollection", "label": graph.document_id}
    first = {"id": page, "type": "AnnotationPage", "partOf": own, "startIndex": 0, "items": items}
    return made | {"total": len(items), "first": first, "last": page}


def _source(graph: Graph) -> str:
    digest = hashlib.sha256(graph.text.encode()).hexdigest()
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{graph.document_id} {digest}')}"


class _Page:
    """The annotations of one annotator in one document."""

    def __init__(self, graph: Graph, given: Annotations, source: str) -> None:
        self.graph, self.given, self.source = graph, given, source
        self.names = names_of(given)
        self.base = f"{source}#annotation/{quote(given.annotator, safe='')}"
        kind = KINDS.get(given.kind or "")
        self.creator = {"id": f"{source}#annotator/{quote(given.annotator, safe='')}"} | ({"type": kind} if kind else {})
        self.creator |= {"name": given.annotator}
        self.further = count(1)

    def items(self) -> Iterator[Values]:
        """Give every annotation, spans first."""
        given = self.given
        for span in given.spans:
            yield self._made(self._iri(span.id), "classifying", self._places(span), [_text(span.label, "classifying")])
        for link in given.links:
            yield from self._link(link)
        for one in given.attributes:
            values = [] if one.value is None else [_text(one.value, "tagging")]
            yield self._on(one.id, "tagging", one.target, [_text(one.label, "classifying"), *values])
        for note in given.notes:
            yield self._on(
                note.id, "commenting", note.target, [_text(note.label, "classifying"), _text(note.text, "commenting")]
            )
        for entry in given.normalisations:
            names = [_text(entry.text, "describing")] if entry.text else []
            bodies = [_text(entry.label, "classifying"), _text(entry.entry, "identifying"), *names]
            yield self._on(entry.id, "identifying", entry.target, bodies)
        yield from map(self._group, given.groups)

    def _made(self, own: str, motivation: str, targets: list[Any], bodies: list[Values]) -> Values:
        return {
            "id": own,
            "type": "Annotation",
            "motivation": motivation,
            "creator": self.creator,
            "body": bodies[0] if len(bodies) == 1 else bodies,
            "target": targets[0] if len(targets) == 1 else targets,
        }

    def _on(self, own: Id, motivation: str, target: Id, bodies: list[Values]) -> Values:
        return self._made(self._iri(own), motivation, [self._iri(target)], bodies)

    def _iri(self, own: Id) -> str:
        return f"{self.base}/{quote(self.names[own], safe='')}"

    def _further_iri(self, of: str) -> str:
        return f"{self.source}#{of}/{quote(self.given.annotator, safe='')}/{next(self.further)}"

    def _places(self, span: Span) -> list[Values]:
        return [
            {"type": "SpecificResource", "source": self.source, "selector": selectors(self.graph.text, start, end)}
            for start, end in span.fragments
        ]

    def _link(self, link: Link) -> Iterator[Values]:
        own = self._iri(link.id)
        place = self.source if link.trigger is None else self._iri(link.trigger)
        yield self._made(own, "classifying", [place], [_text(link.label, "classifying")])
        for role, target in link.arguments:
            played = {"type": "SpecificResource", "source": self._iri(target), "purpose": "linking"}
            yield self._made(self._further_iri("argument"), "linking", [own], [_text(role, "classifying"), played])

    def _group(self, group: Group) -> Values:
        members = [self._iri(member) for member in group.members] or [self.source]
        return self._made(self._further_iri("group"), "linking", members, [_text(group.label, "classifying")])


def _text(value: str, purpose: str) -> Values:
    return {"type": "TextualBody", "value": value, "purpose": purpose, "format": "text/plain"}
