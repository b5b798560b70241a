"""NewsMTSC's graphs to a corpus.

>>> from corpus.formats.graph import Annotations, Attribute, Graph, Span
>>> from corpus.formats.reports import Ledger
>>> given = Annotations("ana", (Span("g1", "target", ((0, 3),)),), attributes=(Attribute(1, "polarity", "g1", "2.0"),))
>>> news = decode([Graph("d", "Ana lies.", (given,))], Ledger())
>>> news.stances[0].holder_id, news.stances[0].polarity, news.stances[0].target.entity.mentions[0].id
('@author', 'against', 'g1')
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.errors import Place
from corpus.formats.fragments import trimmed
from corpus.formats.items import by_id, contents
from corpus.formats.newsmtsc.keys import FURTHER_LABEL, POLARITY, TARGET_LABEL
from corpus.model.annotations import AUTHOR
from corpus.model.entities import Entity, Mention
from corpus.model.layers import LAYERS
from corpus.model.rows import table_of
from corpus.model.spans import Span as OurSpan
from corpus.model.stances import Stance
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.newsmtsc.labels import polarity_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Graph, Id, Item, Link, Note, Span
    from corpus.formats.reports import Ledger
    from corpus.model import Annotation, Corpus

PAIR = 2
Records = list[tuple[str, "Annotation"]]


def decode(graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
    """Make a corpus of graphs with NewsMTSC's labels."""
    found: dict[str, dict[str, list[Annotation]]] = {}
    documents = []
    for graph in graphs:
        documents.append(document_of(graph))
        for one in graph.annotations:
            layers = found.setdefault(one.annotator, {})
            for layer, record in _Reader(graph, one, ledger).records():
                layers.setdefault(layer, []).append(record)
    return assemble(
        documents,
        {name: {layer: table_of(layer, some[layer]) for layer in LAYERS if layer in some} for name, some in found.items()},
    )


class _Reader:
    """What one annotator left in one document."""

    def __init__(self, graph: Graph, given: Annotations, ledger: Ledger) -> None:
        self.graph, self.given, self.ledger = graph, given, ledger
        self.spans: dict[Id, Span] = {one.id: one for one in given.spans if trimmed(one.fragments, graph.text)}
        self.targets = [one for one in self.spans.values() if one.label == TARGET_LABEL]
        self.used: set[Id] = set()
        self.taken: set[str] = set()
        self.made: Records = []

    def records(self) -> Records:
        """Make an entity of each target, with its mentions and the stance to it; refuse what is left over."""
        further = self._further()
        for number, target in enumerate(self.targets, 1):
            self._add(number, target, further.get(target.id, []))
        known = by_id(self.given)
        for one in self.given.items():
            if getattr(one, "id", None) not in self.used:
                expected = f"expected targets, a polarity on each, and further mentions tied to one, found {one.label}"
                self.ledger.withdraw("F301", expected, self._place(one), contents=contents([one], known))
        return self.made

    def _further(self) -> dict[Id, list[Link]]:
        """Give the links to further mentions of each target; the first that ties a mention counts."""
        found: dict[Id, list[Link]] = {}
        tied: set[Id] = set()
        known = {one.id for one in self.targets}
        for link in self.given.links:
            targets = [target for _, target in link.arguments]
            if link.label != FURTHER_LABEL or len(targets) != PAIR or targets[0] in tied or targets[1] not in known:
                continue
            if targets[0] in self.spans and self.spans[targets[0]].label == FURTHER_LABEL:
                tied.add(targets[0])
                found.setdefault(targets[1], []).append(link)
        return found

    def _add(self, number: int, target: Span, further: list[Link]) -> None:
        notes = self._notes(target)
        entity = self._unique(f"entity-{number}")
        extras = {one.label: json.loads(one.text) for one in notes} or None
        own = self._unique(target.id if isinstance(target.id, str) else f"mention-{number}")
        document_id = self.graph.document_id
        self.made.append(("entities", Entity(id=entity, document_id=document_id, extras=extras)))
        self._mention(own, target, entity)
        for place, link in enumerate(further, 1):
            self.used.add(link.id)
            self._mention(self._unique(f"mention-{number}-{place}"), self.spans[link.arguments[0][1]], entity)
        for one in self.given.attributes:
            if one.target == target.id and one.label == POLARITY and one.value is not None:
                self.used.add(one.id)
                self._stance(number, entity, one.value, self._place(one))
                break

    def _notes(self, target: Span) -> list[Note]:
        found: dict[str, Note] = {}
        for note in self.given.notes:
            if note.target == target.id and note.label not in found and _is_json(note.text):
                found[note.label] = note
                self.used.add(note.id)
        return list(found.values())

    def _mention(self, own: str, span: Span, entity: str) -> None:
        self.used.add(span.id)
        place = trimmed(span.fragments, self.graph.text)
        extras: Any = None
        if place != span.fragments:
            extras = {"at": [list(pair) for pair in span.fragments]}
            self.ledger.change("F203", "white space was taken from the edges of a mention", self._place(span))
        made = Mention(
            id=own,
            document_id=self.graph.document_id,
            entity_id=entity,
            span=OurSpan.of(self.graph.text, *place),
            source_label=span.label,
            extras=extras,
        )
        self.made.append(("mentions", made))

    def _stance(self, number: int, entity: str, value: str, place: Place) -> None:
        polarity = polarity_of(value)
        if polarity is None:
            self.ledger.change(
                "F301", f"expected a polarity of 2, 4 or 6, found {value}; it stays in source_label alone", place
            )
        made = Stance(
            id=self._unique(f"stance-{number}"),
            document_id=self.graph.document_id,
            holder_id=AUTHOR,
            target={"entity_id": entity},  # type: ignore[arg-type]  # validated
            polarity=polarity,  # type: ignore[arg-type]  # one of the labels
            type="sentiment",
            source_label=value or None,
        )
        self.made.append(("stances", made))

    def _unique(self, wanted: str) -> str:
        base, number = wanted.lstrip("@") or "mention", 1
        made = base
        while made in self.taken:
            number += 1
            made = f"{base}-{number}"
        self.taken.add(made)
        return made

    def _place(self, item: Item) -> Place:
        return Place(
            file=self.given.file, line=item.line or None, set_id=self.given.annotator, document_id=self.graph.document_id
        )


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except (ValueError, RecursionError):
        return False
    return True
