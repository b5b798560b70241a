"""Capabilities: what a format can carry; from them losses follow in the same way for every format.

>>> from corpus.formats.graph import Annotations, Graph, Span
>>> split = Graph("d", "turn it off", (Annotations("ana", spans=(Span("1", "verb", ((0, 4), (8, 11))),)),))
>>> carried, losses = carry(split, Capabilities(fragments=False))
>>> carried.annotations[0].spans, losses[0].reason
((), 'the format has no interrupted spans')
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from corpus.formats.graph import Annotations, Attribute, Fragments, Graph, Group, Id, Item, Link, Normalisation, Note, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

RESTING = "it rests on what is lost: "
Kind = TypeVar("Kind", Span, Link, Attribute, Note, Normalisation, Group)


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What a format can carry; all of it, unless it says otherwise."""

    fragments: bool = True
    """Spans of several fragments."""
    overlap: bool = True
    """Spans that overlap or nest."""
    twins: bool = True
    """Two spans at the same place."""
    links: bool = True
    """Items over other items: relations and events."""
    roles: bool = True
    """Links of any number of arguments with any roles; without it only pairs, without a trigger."""
    placeless: bool = True
    """Links that are no pair and stand at no place (no trigger): objects such as an entity."""
    attributes: bool = True
    """Labels on items."""
    link_attributes: bool = True
    """Labels and notes on links too, not on spans alone."""
    further_labels: bool = True
    """Labels and notes on labels and notes, not on spans and links alone."""
    notes: bool = True
    """Free text on items."""
    normalisations: bool = True
    """Entries of resources outside."""
    groups: bool = True
    """Items that belong together without order."""
    annotators: bool = True
    """What several annotators left in one document."""
    fields: bool = True
    """What is known of a document besides its text."""
    ids: bool = True
    """The ids of items."""
    control_characters: bool = True
    """Control characters in texts and values, which XML has no way to write."""
    words: bool = True
    """Texts as they are and spans anywhere in them; without it, only words, and spans of whole words."""
    labels: str = ""
    """A regular expression that labels and roles must match, if not any will do."""
    unfit: Callable[[Graph, Annotations], Mapping[Id, str]] | None = None
    """A rule of the format's own: the ids of items that have no place in its files, each with the reason."""


class Loss(NamedTuple):
    """One thing that a target cannot hold."""

    document_id: str | None
    set_id: str | None
    layer: str | None
    id: str | None
    field: str | None
    reason: str

    def __str__(self) -> str:
        """Write the address and the reason."""
        where = "/".join(part for part in self[:4] if part is not None) or "corpus"
        return f"{where}: {self.field}: {self.reason}" if self.field else f"{where}: {self.reason}"


def carry(graph: Graph, able: Capabilities) -> tuple[Graph, list[Loss]]:
    """Give the part of a graph that a format can carry, and what is lost; what rests on something lost is lost as well."""
    losses: list[Loss] = []
    if able == Capabilities():
        return graph, losses
    kept = graph.annotations
    if graph.fields and not able.fields:
        losses += [Loss(graph.document_id, None, None, None, name, "the format has no place for it") for name in graph.fields]
    if not able.annotators and len(kept) > 1:
        losses += [
            Loss(graph.document_id, one.annotator, None, None, None, "the format holds one annotator") for one in kept[1:]
        ]
        kept = kept[:1]
    carried = tuple(_carried(graph, one, able, losses) for one in kept)
    made = replace(graph, annotations=carried, fields=graph.fields if able.fields else {})
    if not able.words:
        from corpus.formats.words import whole  # noqa: PLC0415 - it builds on losses

        made, more = whole(made)
        losses += more
    return made, losses


def _carried(graph: Graph, given: Annotations, able: Capabilities, losses: list[Loss]) -> Annotations:
    lost: dict[Id, str] = {}
    unfit = {} if able.unfit is None else able.unfit(graph, given)

    def keep(items: Sequence[Kind], reason: Callable[[Kind], str | None]) -> tuple[Kind, ...]:
        kept: list[Kind] = []
        for one in items:
            why = reason(one) or _own_rule(one, unfit) or _unfounded(one, lost) or _unwritable(one, able)
            if why is None:
                kept.append(one)
                continue
            losses.append(_loss(graph, given, one, why))
            if not isinstance(one, Group):
                lost[one.id] = why
        return tuple(kept)

    links = {link.id for link in given.links}
    placed = {one.id for one in given.spans} | links
    labels = {one.id for one in given.identified()} - placed

    def reason_on(target: Id, *, carried: bool) -> str | None:
        is_further = target in labels and not able.further_labels
        return "the format has labels on spans and links alone" if is_further else _reason_on(target, links, able, carried)

    spans = keep(given.spans, _span_rule(given.spans, able))
    return replace(
        given,
        spans=spans,
        links=_settled(_displaced(given.links, lost, able), lambda some: keep(some, lambda one: _link_reason(one, able))),
        attributes=keep(given.attributes, lambda one: reason_on(one.target, carried=able.attributes)),
        notes=keep(given.notes, lambda one: reason_on(one.target, carried=able.notes)),
        normalisations=keep(
            given.normalisations, lambda _: None if able.normalisations else "the format has no normalisations"
        ),
        groups=keep(given.groups, lambda _: None if able.groups else "the format has no groups"),
    )


def _displaced(links: Sequence[Link], lost: dict[Id, str], able: Capabilities) -> Sequence[Link]:
    """Let a link whose trigger is lost stand at no place, where the format has that; the trigger alone is lost then."""
    if not (able.placeless and able.roles):
        return links
    return tuple([link._replace(trigger=None) if link.trigger in lost else link for link in links])


def _settled(links: Sequence[Link], keep: Callable[[Sequence[Link]], tuple[Link, ...]]) -> tuple[Link, ...]:
    """Keep links until none of them rests on one that is lost; links may point at later ones, and in circles.

    Each round goes the other way, so that a row of links that rest on one another falls at once, whichever way it points.
    """
    places = {link.id: place for place, link in enumerate(links)}
    while len(kept := keep(links)) < len(links):
        links = kept[::-1]
    return tuple(sorted(kept, key=lambda link: places[link.id]))


def _span_rule(spans: Iterable[Span], able: Capabilities) -> Callable[[Span], str | None]:
    counts = Counter(span.fragments for span in spans) if not able.twins else Counter()
    seen: set[Fragments] = set()
    hidden = set() if able.overlap else _overlapping(list(spans))

    def reason(span: Span) -> str | None:
        if not able.fragments and len(span.fragments) > 1:
            return "the format has no interrupted spans"
        if counts[span.fragments] > 1:
            if span.fragments in seen:
                return "the format has one span at one place"
            seen.add(span.fragments)
        return "the format has no spans that overlap" if span.id in hidden else None

    return reason


def _overlapping(spans: list[Span]) -> set[Id]:
    """Name spans to leave out so that none overlap: the outermost, else the first, stays."""
    order = sorted(
        (start, -end, place)
        for place, span in enumerate(spans)
        for start, end in [(span.fragments[0][0], span.fragments[-1][1])]
    )
    hidden: set[Id] = set()
    reach = -1
    for start, negative_end, place in order:
        if start < reach:
            hidden.add(spans[place].id)
        else:
            reach = -negative_end
    return hidden


def _link_reason(link: Link, able: Capabilities) -> str | None:
    if not able.links:
        return "the format has no links"
    is_pair = len(link.arguments) == 2 and link.trigger is None  # noqa: PLR2004 - a pair
    if not able.roles and not is_pair:
        return "the format has links of two items alone"
    if not able.placeless and not is_pair and link.trigger is None:
        return "the format needs a place in the text for it"
    return None


def _reason_on(target: Id, links: set[Id], able: Capabilities, carried: bool) -> str | None:  # noqa: FBT001 - internal
    if not carried:
        return "the format has no such labels"
    return "the format has no labels on links" if target in links and not able.link_attributes else None


def _own_rule(item: Item, unfit: Mapping[Id, str]) -> str | None:
    return None if isinstance(item, Group) else unfit.get(item.id)


def _unfounded(item: Item, lost: dict[Id, str]) -> str | None:
    if not lost:
        return None
    missing = next((one for one in references(item) if one in lost), None)
    return None if missing is None else f"{RESTING}{lost[missing].removeprefix(RESTING)}"


def references(item: Item) -> list[Id]:
    """Give the ids of the items that an item rests on."""
    if isinstance(item, Link):
        targets = [target for _, target in item.arguments]
        return targets if item.trigger is None else [*targets, item.trigger]
    if isinstance(item, Group):
        return list(item.members)
    return [] if isinstance(item, Span) else [item.target]


def _unwritable(item: Item, able: Capabilities) -> str | None:
    if able.labels and not all(re.fullmatch(able.labels, one) for one in _labels(item)):
        return "the format has no such labels; it has those that match " + able.labels
    if able.control_characters:
        return None
    written = [part for part in item if isinstance(part, str)]
    is_plain = all(character >= " " or character in "\t\n\r" for part in written for character in part)
    return None if is_plain else "the format cannot write its control characters"


def _labels(item: Item) -> tuple[str, ...]:
    return (item.label, *(role for role, _ in item.arguments)) if isinstance(item, Link) else (item.label,)


def _loss(graph: Graph, given: Annotations, item: Item, reason: str) -> Loss:
    """Say what is lost by the nearest id that a person can look up."""
    own = None if isinstance(item, Group) else item.id
    names = [one for one in (own, *references(item)) if isinstance(one, str)]
    field = None if isinstance(own, str) else item.label
    return Loss(graph.document_id, given.annotator, item.label, names[0] if names else None, field, reason)
