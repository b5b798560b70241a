"""Regions: a graph as annotation tools with a mouse have it, stretches of one piece and arrows between two of them.

A link of two items is an arrow. Any other link (an event, an object such as an entity) is a region of its own kind, and an
arrow from it to each of its arguments, labelled with the role. A span of several fragments is a region for each, tied to the
first by arrows `@part`. So all links and spans survive in tools that know only pairs and whole stretches, and an annotator adds
an argument by drawing an arrow.

>>> from corpus.formats.graph import Annotations, Link, Span
>>> says, ana = Span("T1", "cue", ((4, 8),)), Span("T2", "who", ((0, 3),))
>>> event = Link("E1", "saying", 1, (("by", "T2"),))
>>> sheet = as_regions(Annotations("a", (says, ana, Span(1, "saying", ((4, 8),))), (event,)), "Ana says so")
>>> [(one.label, one.bounds, one.kind) for one in sheet.regions]
[('cue', (4, 8), 'span'), ('who', (0, 3), 'span'), ('saying', (4, 8), 'object')]
>>> [(one.source, one.label, one.target) for one in sheet.relations], as_annotations(sheet, "a").links[0].arguments
([('E1', 'by', 'T2')], (('by', 'T2'),))
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, Literal, NamedTuple

from corpus.formats.capabilities import references
from corpus.formats.fragments import joined
from corpus.formats.graph import Annotations, Attribute, Link, Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.graph import Argument, Id

Kind = Literal["span", "object", "unplaced"]
"""What a region is: a span, a link at its trigger, or a link without a trigger, shown where there is room."""
FIRST, SECOND = "Arg1", "Arg2"
"""The roles of an arrow, unless it says others."""
TRIGGER, PART = "@trigger", "@part"
"""The labels of the arrows from a link to a trigger that is an item of its own, and from a span to its further fragments.
Other labels of arrows that begin so get one more `@`."""


class Region(NamedTuple):
    """A label over one stretch of text, in code points."""

    id: Id
    label: str
    bounds: tuple[int, int]
    kind: Kind = "span"
    line: int = 0


class Relation(NamedTuple):
    """An arrow with a label from one region to another."""

    id: Id
    label: str
    source: Id
    target: Id
    roles: tuple[str, str] = (FIRST, SECOND)
    line: int = 0


@dataclass(slots=True)
class Sheet:
    """What one annotator left in one document."""

    regions: list[Region] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    def ids(self) -> set[Id]:
        """Give the ids of all that is there."""
        found: tuple[Iterable[Region | Relation | Attribute | Note], ...]
        found = (self.regions, self.relations, self.attributes, self.notes)
        return {one.id for some in found for one in some}

    @property
    def categories(self) -> list[Region]:
        """The regions that only say something of the whole document: no place, no arguments, nothing said of them."""
        busy = {end for one in self.relations for end in (one.source, one.target)}
        busy |= {one.target for one in self.attributes} | {one.target for one in self.notes}
        return [one for one in self.regions if one.kind == "unplaced" and isinstance(one.id, int) and one.id not in busy]


def as_regions(given: Annotations, text: str) -> Sheet:
    """Give spans and links as regions and relations; the rest must hang on those."""
    used = Counter(one for item in given.items() for one in references(item))
    links = {link.id: link for link in given.links}
    folded = _folded(given, used)
    placing = _Placing({span.id: span.fragments[0] for span in given.spans}, links, _anywhere(text))
    sheet = Sheet(attributes=list(given.attributes), notes=list(given.notes))
    numbers = free_numbers(one.id for one in given.identified())
    for span in given.spans:
        if span.id not in folded:
            sheet.regions.append(Region(span.id, span.label, span.fragments[0]))
            _add_parts(span, span.id, sheet, numbers)
    for link in given.links:
        if _is_arrow(link, links, used):
            (first, source), (second, target) = link.arguments
            sheet.relations.append(Relation(link.id, _escaped(link.label), source, target, (first, second)))
            continue
        kind: Kind = "unplaced" if link.trigger is None else "object"
        sheet.regions.append(Region(link.id, link.label, placing.of(link.id), kind))
        if link.trigger in folded:
            _add_parts(folded[link.trigger], link.id, sheet, numbers)
        arrows = [(_escaped(role), target) for role, target in link.arguments]
        if link.trigger is not None and link.trigger not in folded:
            arrows.append((TRIGGER, link.trigger))
        sheet.relations += [Relation(next(numbers), label, link.id, target) for label, target in arrows]
    return sheet


def as_annotations(sheet: Sheet, annotator: str, file: str | None = None) -> Annotations:
    """Give regions and relations as spans and links."""
    objects = {one.id for one in sheet.regions if one.kind != "span"}
    parts = _parts(sheet)
    arguments: dict[Id, list[Argument]] = defaultdict(list)
    triggers: dict[Id, Id] = {}
    links: list[Link] = []
    for one in sheet.relations:
        if one.id in parts:
            continue
        if one.source not in objects:
            ends = ((one.roles[0], one.source), (one.roles[1], one.target))
            links.append(Link(one.id, _plain(one.label), None, ends, one.line))
        elif one.label == TRIGGER and one.source not in triggers:
            triggers[one.source] = one.target
        else:
            arguments[one.source].append((_plain(one.label), one.target))
    numbers = free_numbers(sheet.ids())
    spans: list[Span] = []
    further = {part.id for _, part in parts.values()}
    wholes: dict[Id, list[tuple[int, int]]] = defaultdict(list)
    for whole, part in parts.values():
        wholes[whole].append(part.bounds)
    for region in sheet.regions:
        if region.id in further:
            continue
        if region.kind == "span":
            fragments = joined((region.bounds, *wholes[region.id]))
            spans.append(Span(region.id, region.label, fragments, region.line))
            continue
        trigger = triggers.get(region.id)
        if trigger is None and region.kind == "object":
            trigger = next(numbers)
            spans.append(Span(trigger, region.label, joined((region.bounds, *wholes[region.id])), region.line))
        links.append(Link(region.id, region.label, trigger, tuple(arguments[region.id]), region.line))
    return Annotations(annotator, tuple(spans), tuple(links), tuple(sheet.attributes), tuple(sheet.notes), file=file)


def free_numbers(taken: Iterable[Id]) -> Iterator[int]:
    """Give the numbers that no item has."""
    known = set(taken)
    return (number for number in count(1) if number not in known)


def _add_parts(span: Span, whole: Id, sheet: Sheet, numbers: Iterator[int]) -> None:
    for bounds in span.fragments[1:]:
        part = Region(next(numbers), span.label, bounds)
        sheet.regions.append(part)
        sheet.relations.append(Relation(next(numbers), PART, whole, part.id))


def _parts(sheet: Sheet) -> dict[Id, tuple[Id, Region]]:
    """Give for each arrow to a further fragment its whole, and the fragment: of the same label, with nothing else to it."""
    spans = {one.id: one for one in sheet.regions if one.kind == "span"}
    triggered = {one.source for one in sheet.relations if one.label == TRIGGER}
    wholes = {one.id: one for one in sheet.regions if one.kind != "unplaced" and one.id not in triggered}
    ends = Counter(end for one in sheet.relations for end in (one.source, one.target))
    ends.update(one.target for one in sheet.attributes)
    ends.update(one.target for one in sheet.notes)
    return {
        one.id: (one.source, spans[one.target])
        for one in sheet.relations
        if one.label == PART
        and one.source in wholes
        and one.target in spans
        and ends[one.target] == 1
        and wholes[one.source].label == spans[one.target].label
    }


def _escaped(label: str) -> str:
    return f"@{label}" if label.startswith("@") else label


def _plain(label: str) -> str:
    return label[1:] if label.startswith("@@") else label


def _folded(given: Annotations, used: Counter[Id]) -> dict[Id, Span]:
    """Give the triggers that are nothing but the place of their link, and so need no region of their own."""
    spans = {span.id: span for span in given.spans}
    triggers = ((link, spans.get(link.trigger)) for link in given.links if link.trigger is not None)
    return {
        span.id: span
        for link, span in triggers
        if span is not None and isinstance(span.id, int) and span.label == link.label and used[span.id] == 1
    }


def _is_arrow(link: Link, links: dict[Id, Link], used: Counter[Id]) -> bool:
    is_pair = link.trigger is None and len(link.arguments) == 2  # noqa: PLR2004 - a pair
    return is_pair and link.id not in used and link.arguments[0][1] not in links


def _anywhere(text: str) -> tuple[int, int]:
    start = len(text) - len(text.lstrip()) if text.strip() else 0
    return start, min(start + 1, len(text))


class _Placing(NamedTuple):
    """Where links are shown: at their trigger, else at their first argument that stands somewhere, else at the beginning."""

    spans: dict[Id, tuple[int, int]]
    links: dict[Id, Link]
    anywhere: tuple[int, int]

    def of(self, own: Id) -> tuple[int, int]:
        """Give the place of an item."""
        seen, waiting = {own}, [own]
        while waiting:
            one = waiting.pop(0)
            if one in self.spans:
                return self.spans[one]
            link = self.links.get(one)
            further = [] if link is None else [link.trigger, *(target for _, target in link.arguments)]
            waiting += [other for other in further if other is not None and other not in seen]
            seen |= {other for other in further if other is not None}
        return self.anywhere
