"""Schemes of labels alone, such as `PER` and `DATE`: a span is a mention by name, with an entity of its own, or a quantity.

>>> from corpus.formats.graph import Annotations, Graph, Span
>>> from corpus.formats.reports import Ledger
>>> labels = Labels(entities={"LOC": "LOC"}, types={"GPE": "LOC", "LOC": "LOC"})
>>> graph = Graph("d", "So to Rome", (Annotations("ana", (Span(1, "LOC", ((6, 10),)),)),))
>>> news = decode([graph], Ledger(), labels)
>>> news.mentions[0].entity.type, news.mentions[0].form, news.mentions[0].source_label
('LOC', 'NAM', 'LOC')
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.errors import Place
from corpus.formats.fragments import trimmed
from corpus.formats.graph import Annotations, Normalisation, Span
from corpus.formats.items import by_id, contents
from corpus.model.entities import Entity, Mention
from corpus.model.quantities import Quantity
from corpus.model.rows import table_of
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.comparing import encoded
from corpus.schemes.reportedly.encoding import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from corpus.formats.capabilities import Loss
    from corpus.formats.graph import Fragments, Graph, Item
    from corpus.formats.reports import Ledger
    from corpus.model import Corpus
    from corpus.schemes.comparing import Rows

ENTRY = "kb_id"
"""The label of entries in a knowledge base, spaCy's word for them."""
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Labels:
    """What the labels of a scheme are with us, and the other way round."""

    entities: Mapping[str, str]
    """Our type of each label."""
    types: Mapping[str, str]
    """The label of each type of ours."""
    quantities: Mapping[str, str] = field(default_factory=dict)
    """Our kind of each label."""
    kinds: Mapping[str, str] = field(default_factory=dict)
    """The label of each kind of ours."""


def decode(graphs: Iterable[Graph], ledger: Ledger, labels: Labels) -> Corpus:
    """Make a corpus of graphs with these labels; refuse what has others."""
    records: dict[str, dict[str, list[Any]]] = {}
    documents = []
    for graph in graphs:
        documents.append(document_of(graph))
        for one in graph.annotations:
            layers = records.setdefault(one.annotator, {"entities": [], "mentions": [], "quantities": []})
            _Decoder(graph, one, ledger, labels).add_to(layers)
    tables = {
        name: {layer: table_of(layer, found) for layer, found in layers.items() if found} for name, layers in records.items()
    }
    return assemble(documents, tables)


class _Decoder:
    """The records of one annotator in one document."""

    def __init__(self, graph: Graph, one: Annotations, ledger: Ledger, labels: Labels) -> None:
        self.graph, self.one, self.ledger, self.labels = graph, one, ledger, labels
        self.taken = {span.id for span in one.spans if isinstance(span.id, str)}
        self.entries = {item.target: item.entry for item in reversed(one.normalisations)}
        self.entities: set[Any] = set()
        self.known = by_id(one)

    def add_to(self, layers: dict[str, list[Any]]) -> None:
        """Make a record of each span; refuse everything else."""
        for number, span in enumerate(self.one.spans, 1):
            fragments = trimmed(span.fragments, self.graph.text)
            if span.label not in {*self.labels.entities, *self.labels.quantities}:
                known = ", ".join([*self.labels.entities, *self.labels.quantities])
                self._refuse("F301", span, f"expected one of {known}, found {span.label}; choose another scheme")
            elif not fragments:
                self._refuse("F302", span, f"{span.label}: expected text, found blanks alone")
            else:
                if fragments != span.fragments:
                    self.ledger.change("F203", f"{span.label}: white space was taken from its edges", self._place(span))
                self._add(layers, span, number, fragments)
        for item in self.one.items():
            is_entry = isinstance(item, Normalisation) and item.label == ENTRY and item.target in self.entities
            if not isinstance(item, Span) and not (is_entry and item.entry == self.entries[item.target]):  # type: ignore[union-attr]
                self._refuse("F301", item, f"expected labelled spans alone, found {type(item).__name__} {item.label}")

    def _add(self, layers: dict[str, list[Any]], span: Span, number: int, fragments: Fragments) -> None:
        text = self.graph.text
        made = [{"start": start, "end": end, "text": text[start:end]} for start, end in fragments]
        head = {"document_id": self.graph.document_id, "source_label": span.label}
        if span.label in self.labels.quantities:
            own = self._name(span, "quantity", number)
            layers["quantities"].append(Quantity(id=own, span=made, kind=self.labels.quantities[span.label], **head))  # type: ignore[arg-type]
            return
        own = self._name(span, "mention", number)
        known = f"entity-{own.removeprefix('mention-')}" if own.startswith("mention-") else f"{own}-entity"
        entity: dict[str, Any] = {
            "id": self._free(known),
            "type": self.labels.entities[span.label],
            **self._entry(span),
            **head,
        }
        layers["entities"].append(Entity(**entity))
        layers["mentions"].append(Mention(id=own, entity_id=entity["id"], span=made, form="NAM", **head))  # type: ignore[arg-type]
        self.entities.add(span.id)

    def _entry(self, span: Span) -> dict[str, Any]:
        entry = self.entries.get(span.id)
        if entry is None:
            return {}
        return {"link": entry} if _WIKIDATA.fullmatch(entry) else {"extras": {ENTRY: entry}}

    def _name(self, span: Span, kind: str, number: int) -> str:
        return span.id if isinstance(span.id, str) else self._free(f"{kind}-{number}")

    def _free(self, name: str) -> str:
        while name in self.taken:
            name += "-"
        self.taken.add(name)
        return name

    def _refuse(self, code: str, item: Item, reason: str) -> None:
        self.ledger.withdraw(code, reason, self._place(item), contents=contents([item], self.known))

    def _place(self, item: Item) -> Place:
        return Place(file=self.one.file, line=item.line or None, set_id=self.one.annotator, document_id=self.graph.document_id)


def encode(news: Corpus, labels: Labels) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph: mentions by name whose entity has a type that there is a label for, and quantities."""
    return encoded(news, partial(_annotations, labels=labels), partial(decode, labels=labels))


def _annotations(set_id: str, rows: Rows, labels: Labels) -> Annotations:
    entities = {row["id"]: row for row in rows["entities"]}
    spans: list[Span] = []
    entries: list[Normalisation] = []
    for row in rows["mentions"]:
        entity = entities.get(row["entity_id"], {})
        label = _label(row["source_label"], entity.get("type"), labels.entities, labels.types)
        if label is not None and row["form"] in ("NAM", None):
            spans.append(Span(row["id"], label, bounds(row["span"])))
            if entity["link"] is not None:
                entries.append(Normalisation(len(entries) + 1, ENTRY, row["id"], entity["link"]))
    for row in rows["quantities"]:
        label = _label(row["source_label"], row["kind"], labels.quantities, labels.kinds)
        if label is not None:
            spans.append(Span(row["id"], label, bounds(row["extent"] or row["span"])))
    spans.sort(key=lambda span: span.fragments)
    return Annotations(set_id, tuple(spans), normalisations=tuple(entries))


def _label(native: str | None, ours: str | None, meaning: Mapping[str, str], labels: Mapping[str, str]) -> str | None:
    """Give the native label where it still means the same, else the one for ours."""
    return native if native is not None and meaning.get(native, "") == ours else labels.get(ours or "")
