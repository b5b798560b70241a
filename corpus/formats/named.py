"""What of a graph is a named entity, for the tools that have a place of their own for those (`doc.ents`, `Entity=`).

In our own labels that are the mentions by name, each with the type of its entity; in others', every span that triggers no event.

>>> from corpus.formats.graph import Annotations, Attribute, Link, Span
>>> ana = Span("m", "mentions", ((0, 3),))
>>> entity = Link("e", "entities")
>>> tie = Link(1, "entity", None, (("Arg1", "m"), ("Arg2", "e")))
>>> named(Annotations("ana", (ana,), (entity, tie), (Attribute(2, "type", "e", "PER"),)))
[Named(start=0, end=3, label='PER', entry='')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Id, Span

MENTIONS, ENTITY, TYPE, FORM, NAME, LINK = "mentions", "entity", "type", "form", "NAM", "link"
"""Our labels, as `schemes/reportedly` writes them."""


class Named(NamedTuple):
    """One named entity: bounds in code points, its type, its entry in a knowledge base."""

    start: int
    end: int
    label: str
    entry: str


def named(one: Annotations) -> list[Named]:
    """Give the entities of one annotator in order, the outermost of those that overlap."""
    entries = {item.target: item.entry for item in reversed(one.normalisations)}
    if any(span.label == MENTIONS for span in one.spans):
        labels, entries = _own(one)
    else:
        triggers = {link.trigger for link in one.links}
        labels = {span.id: span.label for span in one.spans if span.id not in triggers}
    return _outermost((span, labels[span.id], entries.get(span.id, "")) for span in one.spans if labels.get(span.id))


def _own(one: Annotations) -> tuple[dict[Id, str], dict[Id, str]]:
    """Give the type and the knowledge base's entry of each mention by name."""
    types = {item.target: item.value or "" for item in one.attributes if item.label == TYPE}
    forms = {item.target: item.value for item in one.attributes if item.label == FORM}
    links = {note.target: note.text for note in one.notes if note.label == LINK}
    pairs = [
        (link.arguments[0][1], link.arguments[1][1])
        for link in one.links
        if link.label == ENTITY and len(link.arguments) == 2  # noqa: PLR2004 - a pair
    ]
    by_name = [(mention, entity) for mention, entity in pairs if forms.get(mention, NAME) == NAME]
    mentions = {span.id for span in one.spans if span.label == MENTIONS}
    labels = {mention: types[entity] for mention, entity in by_name if mention in mentions and entity in types}
    return labels, {mention: links[entity] for mention, entity in by_name if entity in links}


def _outermost(spans: Iterable[tuple[Span, str, str]]) -> list[Named]:
    found = [(span.fragments[0], label, entry) for span, label, entry in spans if len(span.fragments) == 1]
    made: list[Named] = []
    for (start, end), label, entry in sorted(found, key=lambda one: (one[0][0], -one[0][1])):
        if start < end and (not made or start >= made[-1].end):
            made.append(Named(start, end, label, entry))
    return made
