"""What of a graph is a named entity, for tools that have a place of their own for those (`doc.ents`, `Entity=`).

In our own labels that are the mentions by name, each with the type of its entity; in others' every span that triggers no event.

>>> from corpus.formats.graph import Annotations, Attribute, Link, Span
>>> ana = Span("m", "mentions", ((0, 3),))
>>> entity = Link("e", "entities")
>>> tie = Link(1, "entity", None, (("Arg1", "m"), ("Arg2", "e")))
>>> named(Annotations("ana", (ana,), (entity, tie), (Attribute(2, "type", "e", "PER"),)))
[Named(start=0, end=3, label='PER', entry='', id='m', thing='e')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.graph import Annotations, Id, Span

MENTIONS, ENTITY, TYPE, FORM, NAME, LINK = "mentions", "entity", "type", "form", "NAM", "link"
"""Our labels, as `schemes/reportedly` writes them."""


class Named(NamedTuple):
    """One named entity: bounds in code points, type, entry in a knowledge base; its span, and the thing that it names."""

    start: int
    end: int
    label: str
    entry: str
    id: Id
    thing: Id


def named(one: Annotations) -> list[Named]:
    """Give the entities of one annotator in order, the outermost of those that overlap."""
    if any(span.label == MENTIONS for span in one.spans):
        return _outermost(_own(one))
    triggers = {link.trigger for link in one.links}
    entries = {item.target: item.entry for item in reversed(one.normalisations)}
    return _outermost((span, span.label, entries.get(span.id, ""), span.id) for span in one.spans if span.id not in triggers)


def _own(one: Annotations) -> Iterator[tuple[Span, str, str, Id]]:
    """Give the mentions by name whose entity has a type."""
    types = {item.target: item.value or "" for item in one.attributes if item.label == TYPE}
    forms = {item.target: item.value for item in one.attributes if item.label == FORM}
    links = {note.target: note.text for note in one.notes if note.label == LINK}
    entities = {
        link.arguments[0][1]: link.arguments[1][1]
        for link in one.links
        if link.label == ENTITY and len(link.arguments) == 2  # noqa: PLR2004 - a pair
    }
    for span in one.spans:
        entity = entities.get(span.id)
        if span.label == MENTIONS and entity is not None and entity in types and forms.get(span.id, NAME) == NAME:
            yield span, types[entity], links.get(entity, ""), entity


def _outermost(spans: Iterable[tuple[Span, str, str, Id]]) -> list[Named]:
    found = [Named(*span.fragments[0], label, entry, span.id, thing) for span, label, entry, thing in spans if _is_whole(span)]
    made: list[Named] = []
    for one in sorted(found, key=lambda one: (one.start, -one.end)):
        if one.label and (not made or one.start >= made[-1].end):
            made.append(one)
    return made


def _is_whole(span: Span) -> bool:
    return len(span.fragments) == 1 and span.fragments[0][0] < span.fragments[0][1]
