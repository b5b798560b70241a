"""BioScope's graphs to a corpus.

>>> from corpus.formats.graph import Annotations, Attribute, Graph, Span
>>> from corpus.formats.reports import Ledger
>>> spans = (Span("X1", "xcope", ((3, 11),)), Span(1, "cue", ((3, 6),)))
>>> attributes = (Attribute(2, "type", 1, "speculation"), Attribute(3, "ref", 1, "X1"))
>>> news = decode([Graph("d", "It may rain.", (Annotations("ana", spans, attributes=attributes),))], Ledger())
>>> news.cues[0].id, news.cues[0].type, news.cues[0].scope.surface
('X1', 'hedge', 'may rain')
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from corpus.errors import Place
from corpus.formats.bioscope.names import CUE, ELEMENTS, PART, SCOPE, SENTENCE
from corpus.formats.bioscope.rules import segments
from corpus.formats.fragments import trimmed
from corpus.formats.graph import Attribute
from corpus.formats.items import by_id, contents
from corpus.model.cues import Cue
from corpus.model.rows import table_of
from corpus.model.sections import Section
from corpus.model.spans import Span as OurSpan
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.bioscope.labels import EXTRAS, REFERENCE, TYPE, TYPES, role_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Fragments, Graph, Id, Item, Span
    from corpus.formats.reports import Ledger
    from corpus.model import Annotation, Corpus, Document


def decode(graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
    """Make a corpus of graphs with BioScope's labels."""
    records: dict[str, dict[str, list[Annotation]]] = {}
    documents: list[Document] = []
    for graph in graphs:
        rest: dict[str, Any] = {}
        for one in graph.annotations:
            reader = _Reader(graph, one, ledger)
            found = records.setdefault(one.annotator, {"cues": [], "sections": []})
            found["cues"] += reader.cues()
            found["sections"] += reader.sections()
            rest[one.annotator] = reader.rest()
        kept: Any = graph.fields.get("extras") or {}
        documents.append(document_of(graph, **({"extras": {**kept, EXTRAS: rest}} if rest else {})))
    tables = {
        annotator: {layer: table_of(layer, some) for layer, some in found.items() if some}
        for annotator, found in records.items()
    }
    return assemble(documents, tables)


class _Reader:
    """What one annotator left in one document."""

    def __init__(self, graph: Graph, given: Annotations, ledger: Ledger) -> None:
        self.graph, self.given, self.ledger = graph, given, ledger
        self.spans: dict[Id, Span] = {one.id: one for one in given.spans if one.label in ELEMENTS}
        self.attributes: dict[Id, dict[str, Attribute]] = defaultdict(dict)
        self.used: set[Id] = set()
        """Spans that became records, and attributes that stand in them."""
        self.taken: set[str] = set()
        self.places: list[Fragments] = []
        self._refuse_strangers()

    def _refuse_strangers(self) -> None:
        known = by_id(self.given)
        for one in self.given.items():
            is_attribute = isinstance(one, Attribute) and one.target in self.spans
            if is_attribute and one.label not in self.attributes[one.target]:  # type: ignore[union-attr]  # an attribute
                self.attributes[one.target][one.label] = one  # type: ignore[union-attr,assignment]
            elif getattr(one, "id", None) not in self.spans:
                expected = f"expected {', '.join(ELEMENTS)} and their attributes, found {one.label}"
                self.ledger.withdraw("F301", expected, self._place(one), contents=contents([one], known))

    def cues(self) -> list[Annotation]:
        """Make a record of each cue, with all its parts."""
        groups: dict[tuple[str | Id, str | None, int], list[Span]] = defaultdict(list)
        kept = [pair for span in self.spans.values() if span.label == SENTENCE for pair in span.fragments]
        sentences = [start for start, _ in segments(self.graph.text, kept)]
        for span in self.spans.values():
            if span.label == CUE and trimmed(span.fragments, self.graph.text):
                reference = self._value(span, REFERENCE)
                sentence = bisect_right(sentences, span.fragments[0][0])
                groups[(span.id, None, 0) if reference is None else (reference, self._value(span, TYPE), sentence)].append(span)
        return [self._cue(parts) for parts in groups.values()]

    def _cue(self, parts: list[Span]) -> Cue:
        first, label = parts[0], self._value(parts[0], TYPE)
        reference = self._value(first, REFERENCE)
        scope = self.spans.get(reference or "")
        scope_place = trimmed(scope.fragments, self.graph.text) if scope is not None and scope.label == SCOPE else ()
        own = self._unique(reference or (first.id if isinstance(first.id, str) else f"cue-{len(self.taken) + 1}"))
        place = trimmed(tuple(pair for part in parts for pair in part.fragments), self.graph.text)
        extras = self._extras(parts, place, own, is_dangling=not scope_place)
        if reference is not None and not scope_place:
            reason = f"the cue refers to the scope {reference}, which is not there; it is kept without scope"
            self.ledger.change("F107", reason, self._place(first))
        if scope_place and scope is not None:
            self.used.add(scope.id)
            extras |= {"scope": scope.fragments} if scope_place != scope.fragments else {}
        if label is not None and label not in TYPES:
            reason = f"expected a cue of type {' or '.join(TYPES)}, found {label}; it stays in source_label alone"
            self.ledger.change("F301", reason, self._place(first))
        self.places += [place, scope_place]
        return Cue(
            id=own,
            document_id=self.graph.document_id,
            span=self._span(place),
            type=TYPES.get(label or ""),  # type: ignore[arg-type]  # one of the labels
            scope=self._span(scope_place) if scope_place else None,
            source_label=label or None,
            extras=_plain(extras) or None,
        )

    def _extras(self, parts: list[Span], place: Fragments, own: str, *, is_dangling: bool) -> dict[str, Any]:
        """Keep what the record does not say: a reference that is not its id, edges, ids and attributes of the parts."""
        reference = self._value(parts[0], REFERENCE)
        made: dict[str, Any] = {}
        if reference is not None and (is_dangling or reference != own):
            made["ref"] = reference
        others = [
            {label: one.value for label, one in self.attributes[part.id].items() if label not in {TYPE, REFERENCE}}
            for part in parts
        ]
        ids = [part.id if isinstance(part.id, str) else None for part in parts]
        places = tuple(pair for part in parts for pair in part.fragments)
        if any(others) or (any(ids) and (reference is not None or ids != [own])) or sorted(places) != list(place):
            made["parts"] = [[name, part.fragments, more] for name, part, more in zip(ids, parts, others, strict=True)]
        for part in parts:
            self.used |= {part.id, *(one.id for one in self.attributes[part.id].values())}
        return made

    def sections(self) -> list[Annotation]:
        """Make a record of each part, where they are in order and no cue crosses one."""
        parts = [one for one in self.spans.values() if one.label == PART]
        places = [trimmed(one.fragments, self.graph.text) for one in parts]
        if not all(places) or not _are_apart(places) or not all(_are_inside(one, places) for one in self.places):
            for part in parts:
                self.ledger.change("F302", "a part that others overlap is kept in the extras alone", self._place(part))
            return []
        return [self._section(number, *one) for number, one in enumerate(zip(parts, places, strict=True), 1)]

    def _section(self, number: int, part: Span, place: Fragments) -> Section:
        label = self._value(part, TYPE)
        extras = {"at": part.fragments} if place != part.fragments else {}
        named = self.attributes[part.id].get(TYPE)
        others = {key: one.value for key, one in self.attributes[part.id].items() if key != TYPE}
        self.used |= {part.id, *(one.id for one in self.attributes[part.id].values())}
        made = {**extras, **({"attributes": others} if others else {}), **({} if label or named is None else {"type": label})}
        return Section(
            id=self._unique(part.id if isinstance(part.id, str) else f"part-{number}"),
            document_id=self.graph.document_id,
            span=self._span(place),
            role=role_of(label),  # type: ignore[arg-type]  # one of the labels
            source_label=label or None,
            extras=_plain(made) or None,
        )

    def rest(self) -> list[Any]:
        """Give what is no record, as JSON values: its kind, then its fields without the line."""
        for span in self.spans.values():
            if span.label == SCOPE and span.id not in self.used:
                self.ledger.change("F303", "the scope has no cue; it is kept in the document's extras", self._place(span))
        items: list[Any] = [*self.spans.values(), *(one for some in self.attributes.values() for one in some.values())]
        return [[type(one).__name__, *_plain(one[:-1])] for one in items if one.id not in self.used]

    def _value(self, span: Span, label: str) -> str | None:
        found = self.attributes[span.id].get(label)
        return found.value if found is not None else None

    def _unique(self, wanted: str) -> str:
        made = wanted or "cue"
        number = 1
        while made in self.taken or made.startswith("@"):
            number += 1
            made = f"{wanted.lstrip('@')}-{number}"
        self.taken.add(made)
        return made

    def _span(self, fragments: Fragments) -> OurSpan:
        return OurSpan.of(self.graph.text, *fragments)

    def _place(self, item: Item) -> Place:
        return Place(
            file=self.given.file, line=item.line or None, set_id=self.given.annotator, document_id=self.graph.document_id
        )


def _are_apart(places: list[Fragments]) -> bool:
    bounds = sorted((place[0][0], place[-1][1]) for place in places)
    return all(before[1] <= after[0] for before, after in pairwise(bounds))


def _are_inside(place: Fragments, sections: list[Fragments]) -> bool:
    """Tell whether a span crosses no section's edge."""
    if not place or not sections:
        return True
    start, end = place[0][0], place[-1][1]
    return any(one[0][0] <= start and end <= one[-1][1] for one in sections)


def _plain(value: Any) -> Any:
    return json.loads(json.dumps(value))  # a tuple becomes a list
