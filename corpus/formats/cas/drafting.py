"""Drafting: which feature structures a graph becomes, before any library is asked.

A trigger and its link become one annotation where nothing tells them apart; a pair becomes a relation with Governor and
Dependent, where both have a place; everything else, and what does not fit features, becomes a structure without a place.

>>> from corpus.formats.graph import Annotations, Attribute, Graph, Link, Span
>>> cue, event = Span(1, "Saying", ((4, 8),)), Link(2, "Saying", 1, (("Speaker", 3),))
>>> one = Annotations("ana", (cue, Span(3, "Person", ((0, 3),))), (event,), (Attribute(4, "certain", 2, "yes"),))
>>> saying, person = Drafting(one, {}).drafts()
>>> saying.type, saying.place, saying.values["certain"], saying.arguments == [("Speaker", person)]
('webanno.custom.Saying', (4, 8), 'yes', True)
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from corpus.formats.capabilities import references
from corpus.formats.cas.names import DEPENDENT, GOVERNOR, LINK_ID, OWN, SPAN_ID, TRIGGER, feature_of, type_of
from corpus.formats.graph import Attribute, Link, Note

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Id, Normalisation, Span

Kind = Literal["span", "pair", "relation", "object"]
PAIRS: dict[tuple[str, ...], Kind] = {("Arg1", "Arg2"): "relation", (GOVERNOR, DEPENDENT): "pair"}
BUILT_IN = "uima."
ANNOTATION = "uima.tcas.Annotation"


@dataclass(eq=False, slots=True)
class Draft:
    """A feature structure to be."""

    type: str
    kind: Kind
    place: tuple[int, int] | None = None
    values: dict[str, str] = field(default_factory=dict)
    references: dict[str, Draft] = field(default_factory=dict)
    members: list[Draft] | None = None
    arguments: list[tuple[str, Draft]] | None = None
    """The slots: roles and who plays them."""
    kept: dict[str, Any] = field(default_factory=dict)
    """What a CAS has no place for."""

    @property
    def has_place(self) -> bool:
        """Whether it is an annotation."""
        return self.kind != "object"

    def bounds(self) -> tuple[int, int]:
        """Give where it stands: a relation where its Dependent stands, as INCEpTION has it."""
        if self.place is not None:
            return self.place
        ends = (self.references.get(name) for name in (DEPENDENT, GOVERNOR))
        return next((one.place for one in ends if one is not None and one.place is not None), (0, 0))


class Drafting:
    """The drafts of what one annotator left in a document."""

    def __init__(self, given: Annotations, kinds: dict[str, Kind]) -> None:
        """Count what refers to what.

        Args:
            given: the items.
            kinds: the kind of each type that was used before; new ones are added, so that no type is of two kinds.
        """
        self._given, self._kinds = given, kinds
        self._links = {link.id: link for link in given.links}
        self._spans = {span.id: span for span in given.spans}
        self._triggers = Counter(link.trigger for link in given.links if link.trigger is not None)
        self._led_to = Counter(one for item in given.items() for one in _led_to(item))
        self._drafts: dict[Id, Draft] = {}
        self._made: list[Draft] = []

    def drafts(self) -> list[Draft]:
        """Give all of them."""
        merged = {link.trigger: link for link in self._given.links if self._is_one_thing(link)}
        for span in self._given.spans:
            self._add_span(span, merged.get(span.id))
        links = [link for link in self._given.links if link.id not in self._drafts]
        self._add_links(links)
        labels: tuple[Attribute | Note, ...] = (*self._given.attributes, *self._given.notes)
        for one in labels:
            self._add_label(one)
        for entry in self._given.normalisations:
            self._add_own("Normalisation", entry, {"label": entry.label, "entry": entry.entry, "text": entry.text})
        for group in self._given.groups:
            self._add_own("Group", None, {"label": group.label}).members = []
        self._tie(merged, links)
        return self._made

    def _is_one_thing(self, link: Link) -> bool:
        """Tell whether a link and its trigger can be one annotation: nothing may refer to both."""
        span = self._spans.get(link.trigger) if link.trigger is not None else None
        if span is None or span.label != link.label or self._triggers[span.id] > 1:
            return False
        return not self._led_to[span.id] or (not self._led_to[link.id] and bool(link.arguments))

    def _add_span(self, span: Span, link: Link | None) -> None:
        draft = self._add(span.id, span.label, "span")
        draft.place = span.fragments[0]
        if link is None or self._led_to[span.id]:
            if isinstance(span.id, str):
                draft.values[SPAN_ID] = span.id
            if link is not None:
                draft.kept |= {"link": link.id} if isinstance(link.id, str) else {}
                self._drafts[link.id] = draft
            return
        draft.values[LINK_ID] = link.id if isinstance(link.id, str) else ""
        draft.kept |= {TRIGGER: span.id} if isinstance(span.id, str) else {}
        self._drafts[link.id] = draft

    def _add_links(self, links: list[Link]) -> None:
        pairs = {link.id: kind for link in links if (kind := self._pair_kind(link)) is not None}
        apart = set(pairs)
        while apart:  # a pair of something without a place is no relation, and neither is a pair of that
            apart = {
                one for one in pairs if any(not self._will_have_place(end, pairs) for _, end in self._links[one].arguments)
            }
            for one in apart:
                del pairs[one]
        for link in links:
            draft = self._add(link.id, link.label, pairs.get(link.id, "object"))
            if isinstance(link.id, str):
                draft.values[LINK_ID] = link.id

    def _pair_kind(self, link: Link) -> Kind | None:
        kind = PAIRS.get(tuple(role for role, _ in link.arguments)) if link.trigger is None else None
        return None if kind == "pair" and self._kinds.get(type_of(link.label, "pair"), "pair") != "pair" else kind

    def _will_have_place(self, end: Id, pairs: dict[Id, Kind]) -> bool:
        return end in self._spans or end in pairs or (end in self._drafts and self._drafts[end].has_place)

    def _add(self, own: Id, label: str, kind: Kind) -> Draft:
        draft = Draft(self._type(label, kind), kind)
        self._made.append(draft)
        self._drafts[own] = draft
        return draft

    def _type(self, label: str, kind: Kind) -> str:
        """Give a type that is of this kind everywhere; UIMA's own can hold nothing further."""
        plain = type_of(label, kind)
        is_free = self._kinds.get(plain, kind) == kind and not plain.startswith(BUILT_IN)
        made = plain if is_free else type_of(label, kind, plain=False)
        self._kinds[made] = kind
        return made

    def _add_label(self, one: Attribute | Note) -> None:
        """Make a feature of it where it fits: one of its name on an item, to which nothing refers."""
        target = self._drafts.get(one.target)
        value = one.text if isinstance(one, Note) else one.value
        feature = feature_of(one.label)
        if target is None or feature in target.values or self._led_to[one.id] or _is_own(target):
            words = {"label": one.label, **({"text" if isinstance(one, Note) else "value": value} if value is not None else {})}
            self._add_own(type(one).__name__, one, words)
            return
        target.values[feature] = "true" if value is None else value
        if isinstance(one, Note):
            target.kept.setdefault("notes", []).append(one.label)
        elif value is None:
            target.kept.setdefault("bare", []).append(one.label)
        if isinstance(one.id, str):
            target.kept.setdefault("ids", {})[one.label] = one.id

    def _add_own(self, name: str, one: Attribute | Note | Normalisation | None, values: dict[str, str]) -> Draft:
        """Make a structure of our own type."""
        draft = Draft(f"{OWN}{name}", "object", values=values)
        if one is not None:
            self._drafts[one.id] = draft
            draft.values |= {"id": one.id} if isinstance(one.id, str) else {}
        self._made.append(draft)
        return draft

    def _tie(self, merged: dict[Id | None, Link], links: list[Link]) -> None:
        """Let references lead to drafts, now that all are there."""
        for link in (*merged.values(), *links):
            self._tie_link(link, is_merged=merged.get(link.trigger) is link)
        labels: Iterable[Attribute | Note | Normalisation] = (
            *self._given.attributes,
            *self._given.notes,
            *self._given.normalisations,
        )
        for one in labels:
            if one.id in self._drafts:
                self._drafts[one.id].references["target"] = self._drafts[one.target]
        groups = [draft for draft in self._made if draft.members is not None]
        for draft, group in zip(groups, self._given.groups, strict=True):
            draft.members = [self._drafts[one] for one in group.members]

    def _tie_link(self, link: Link, *, is_merged: bool) -> None:
        draft = self._drafts[link.id]
        found = [(role, self._drafts[one]) for role, one in link.arguments]
        if draft.kind in {"pair", "relation"}:
            draft.references |= zip((GOVERNOR, DEPENDENT), (one for _, one in found), strict=True)
            return
        draft.arguments = found or None
        if link.trigger is not None and not is_merged:
            draft.references[TRIGGER] = self._drafts[link.trigger]


def _led_to(item: Any) -> Iterable[Id]:
    """Give what an item refers to; that a link has a trigger counts elsewhere."""
    return [one for _, one in item.arguments] if isinstance(item, Link) else references(item)


def _is_own(draft: Draft) -> bool:
    return draft.type.startswith(OWN)


def kept_value(draft: Draft) -> str | None:
    """Give what is kept as JSON.

    >>> kept_value(Draft("t", "span", kept={"bare": ["Negation"]}))
    '{"bare": ["Negation"]}'
    """
    return json.dumps(draft.kept, sort_keys=True) if draft.kept else None
