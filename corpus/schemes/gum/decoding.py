"""GUM's graphs to a corpus.

>>> from corpus.formats.graph import Annotations, Attribute, Graph, Link, Span
>>> from corpus.formats.reports import Ledger
>>> spans = (Span(1, "person", ((0, 3),)), Span(2, "Source", ((0, 3),)), Span(3, "Content", ((9, 11),)))
>>> said = Link(4, "attribution-positive", None, (("Source", 2), ("Content", 3)))
>>> ana = Annotations("import", spans, (said,), (Attribute(5, "GRP", 1, "7"),))
>>> news = decode([Graph("d", "Ana says no", (ana,))], Ledger())
>>> news.attributions[0].voices[0].entity.id, news.attributions[0].content.surface
('entity-7', 'no')
"""

from __future__ import annotations

from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.errors import Place
from corpus.formats.fragments import trimmed
from corpus.formats.graph import Attribute, Note
from corpus.formats.items import by_id, contents
from corpus.model.annotations import UNSPECIFIED
from corpus.model.layers import LAYERS
from corpus.model.rows import table_of
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.gum.labels import (
    ATTRIBUTIONS,
    CONTENT,
    CUE,
    FIELDS,
    GROUP,
    IDENTITY,
    MINIMUM,
    RELATION,
    SOURCE,
    TYPES,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from corpus.formats.graph import Annotations, Fragments, Graph, Id, Item, Link, Span
    from corpus.formats.reports import Ledger
    from corpus.model import Corpus

Objects = dict[str, list[dict[str, Any]]]
"""The records of each layer as plain values."""


def decode(graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
    """Make a corpus of graphs with GUM's labels; refuse what has others."""
    objects: dict[str, Objects] = {}
    documents = []
    for graph in graphs:
        documents.append(document_of(graph))
        for one in graph.annotations:
            _Decoder(graph, one, ledger, objects.setdefault(one.annotator, defaultdict(list))).add()
    tables = {
        name: {layer: table_of(layer, [LAYERS[layer].model_validate(one) for one in some]) for layer, some in found.items()}
        for name, found in objects.items()
    }
    return assemble(documents, tables)


class _Decoder:
    """The records of one annotator in one document."""

    def __init__(self, graph: Graph, one: Annotations, ledger: Ledger, objects: Objects) -> None:
        self.graph, self.one, self.ledger, self.objects = graph, one, ledger, objects
        self.spans = {span.id: span for span in one.spans}
        self.known = by_id(one)
        self.said: dict[Id, dict[str, Attribute | Note]] = defaultdict(dict)
        told: list[Attribute | Note] = [*one.attributes, *one.notes]
        for item in told:
            self.said[item.target].setdefault(item.label, item)
        self.used: set[int] = set()
        self.taken = {item.id for item in one.identified() if isinstance(item.id, str)}
        self.numbers: dict[str, count[int]] = defaultdict(lambda: count(1))
        self.groups: dict[str, dict[str, Any]] = {}
        self.at: dict[Fragments, str] = {}
        self.voices: dict[str, str] = {}
        self.cues: set[str] = set()

    def add(self) -> None:
        """Make every record; refuse what is in none."""
        least = {
            link.arguments[0][1]: link
            for link in self.one.links
            if link.label == MINIMUM and [role for role, _ in link.arguments] == ["Arg1", "Arg2"]
        }
        for span in self.one.spans:
            if GROUP in self.said[span.id]:
                self._add_mention(span, least.get(span.id))
        for link in self.one.links:
            if link.label in ATTRIBUTIONS:
                self._add_attribution(link)
        for item in self.one.items():
            if id(item) not in self.used:
                reason = f"expected mentions of groups and attributions, found {item.label} of neither"
                self._refuse("F301", reason, item)

    def _add_mention(self, span: Span, least: Link | None) -> None:
        extent = self._span(span)
        if not extent:
            return
        small = self.spans.get(least.arguments[1][1]) if least is not None else None
        words = self._span(small) if small is not None and small.label == MINIMUM else []
        if words and least is not None:
            self._use(least)
        group = self._value(span.id, GROUP) or ""
        entity = self._entity(group, span)
        identity = self._value(span.id, IDENTITY)
        extras = {name: value for name in FIELDS if (value := self._value(span.id, name)) is not None}
        if identity and entity.setdefault("extras", {IDENTITY: identity}) != {IDENTITY: identity}:
            extras[IDENTITY] = identity
        made = {"id": self._name(span.id, "mention"), "entity_id": entity["id"], "span": words or extent}
        made |= {"extent": extent} if words and words != extent else {}
        self._record("mentions", **made, source_label=span.label, **({"extras": extras} if extras else {}))
        self.at.setdefault(self._bounds(extent), entity["id"])

    def _entity(self, group: str, span: Span) -> dict[str, Any]:
        """Give the entity of a group, which the first mention makes."""
        if group not in self.groups:
            kind = {"type": TYPES[span.label]} if span.label in TYPES else {}
            own = self._free(f"entity-{group}")
            self.groups[group] = self._record("entities", id=own, source_label=span.label, **kind)
        return self.groups[group]

    def _add_attribution(self, link: Link) -> None:
        played: dict[str, list[list[dict[str, Any]]]] = defaultdict(list)
        cues = []
        for role, target in link.arguments:
            name, span = role.rstrip("0123456789"), self.spans.get(target)
            if span is None or name not in {SOURCE, CUE, CONTENT}:
                reason = f"expected spans as {SOURCE}, {CUE} and {CONTENT}, found {role}"
                self._refuse("F302", reason, link)
                self.used.add(id(link))
                return
            if found := self._span(span):
                played[name].append(found)
                cues += [self._cue(span, found)] if name == CUE else []
        own = self._name(link.id, "attribution")
        sources: dict[str, list[dict[str, Any]]] = {}
        for words in played[SOURCE]:
            sources[self._source(own, words, sources)] = words
        content = sorted((part for words in played[CONTENT] for part in words), key=lambda part: part["start"])
        relation, polarity = self._value(link.id, RELATION), ATTRIBUTIONS[link.label]
        self._record(
            "attributions",
            id=own,
            sources=[{"source_id": one, "span": words} for one, words in sources.items()] or [{"source_id": UNSPECIFIED}],
            cue_ids=list(dict.fromkeys(cues)),
            source_label=link.label,
            **({"polarity": polarity} if polarity else {}),
            **({"content": content} if content else {}),
            **({"extras": {RELATION: relation}} if relation else {}),
        )
        self._use(link)

    def _cue(self, span: Span, words: list[dict[str, Any]]) -> str:
        own = self._name(span.id, "cue")
        if own not in self.cues:
            self.cues.add(own)
            self._record("cues", id=own, span=words, type="unspecified", source_label=CUE)
        return own

    def _source(self, attribution: str, words: list[dict[str, Any]], others: Container[str]) -> str:
        """Give the source that is named so: that of the entity mentioned there, else one of this attribution alone."""
        entity = self.at.get(self._bounds(words))
        key = entity or attribution
        while self.voices.get(key) in others:
            key += "-"
        if key not in self.voices:
            self.voices[key] = own = self._free(f"source-{key.removeprefix('entity-')}")
            self._record("sources", id=own, source_label=SOURCE, **({"entity_id": entity} if entity else {}))
        return self.voices[key]

    def _record(self, layer: str, **fields: Any) -> dict[str, Any]:
        made = {"document_id": self.graph.document_id, **fields}
        self.objects[layer].append(made)
        return made

    def _span(self, span: Span) -> list[dict[str, Any]]:
        text, fragments = self.graph.text, trimmed(span.fragments, self.graph.text)
        if fragments:
            self._use(span)
            if fragments != span.fragments:
                self.ledger.change("F203", f"{span.label}: white space was taken from its edges", self._place(span))
        return [{"start": start, "end": end, "text": text[start:end]} for start, end in fragments]

    def _bounds(self, words: list[dict[str, Any]]) -> Fragments:
        return tuple((part["start"], part["end"]) for part in words)

    def _value(self, target: Id, label: str) -> str | None:
        item = self.said[target].get(label)
        if item is None:
            return None
        self._use(item)
        return item.text if isinstance(item, Note) else item.value

    def _use(self, *items: Item) -> None:
        self.used.update(map(id, items))

    def _name(self, own: Id, kind: str) -> str:
        return own if isinstance(own, str) else self._free(f"{kind}-{next(self.numbers[kind])}")

    def _free(self, name: str) -> str:
        while name in self.taken:
            name += "-"
        self.taken.add(name)
        return name

    def _refuse(self, code: str, reason: str, item: Item) -> None:
        self.ledger.withdraw(code, reason, self._place(item), contents=contents([item], self.known))

    def _place(self, item: Item) -> Place:
        return Place(file=self.one.file, line=item.line or None, set_id=self.one.annotator, document_id=self.graph.document_id)
