"""The graph: the neutral middle between a file and a corpus.

A format translates between its files and graphs, a scheme between graphs and a corpus; neither knows the other. Items are plain
tuples, because a collection has very many. Places are half-open code points of the stored text, whatever the file counts in.

>>> says = Span("T1", "Cue", ((4, 8),))
>>> said = Link("E1", "Attribution", "T1", (("Cue", "T1"),))
>>> graph = Graph("d", "Ana says no.", (Annotations("ana", spans=(says,), links=(said,)),))
>>> graph.surface(says.fragments), graph.annotations[0].size
('says', 2)
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

Id = str | int
"""The native id of an item; where it has none, a number that ties items of one graph together: a format may give it any id."""
Fragments = tuple[tuple[int, int], ...]
"""Half-open bounds in code points."""
Argument = tuple[str, Id]
"""A role and the id of the item that plays it; one role may stand several times."""


class Span(NamedTuple):
    """A label over one or more stretches of text."""

    id: Id
    label: str
    fragments: Fragments
    line: int = 0


class Link(NamedTuple):
    """A label over other items: a relation, an event (then its `trigger` is a span), or an object without a place."""

    id: Id
    label: str
    trigger: Id | None = None
    arguments: tuple[Argument, ...] = ()
    line: int = 0


class Attribute(NamedTuple):
    """A label on an item, with a value or, where it is only there or not, with none."""

    id: Id
    label: str
    target: Id
    value: str | None = None
    line: int = 0


class Note(NamedTuple):
    """Free text on an item; the label says what the text is."""

    id: Id
    label: str
    target: Id
    text: str
    line: int = 0


class Normalisation(NamedTuple):
    """An item tied to an entry of a resource outside, such as `Wikipedia:64488`."""

    id: Id
    label: str
    target: Id
    entry: str
    text: str = ""
    line: int = 0


class Group(NamedTuple):
    """Items that belong together without order, such as mentions of one thing."""

    label: str
    members: tuple[Id, ...]
    line: int = 0


Identified = Span | Link | Attribute | Note | Normalisation
"""Every item but groups, which have no id."""
Item = Span | Link | Attribute | Note | Normalisation | Group


@dataclass(frozen=True, slots=True)
class Annotations:
    """What one annotator left in one document."""

    annotator: str
    spans: Sequence[Span] = ()
    links: Sequence[Link] = ()
    attributes: tuple[Attribute, ...] = ()
    notes: tuple[Note, ...] = ()
    normalisations: tuple[Normalisation, ...] = ()
    groups: tuple[Group, ...] = ()
    file: str | None = None
    """Where it was read; the `line` of an item is a physical line of this file, from 1."""
    kind: str | None = None
    """What the annotator is, where that is known: human, model or rule."""

    def items(self) -> Iterator[Item]:
        """Go through all items, spans first."""
        yield from self.identified()
        yield from self.groups

    def identified(self) -> Iterator[Identified]:
        """Go through all items that have an id, spans first."""
        yield from self.spans
        yield from self.links
        yield from self.attributes
        yield from self.notes
        yield from self.normalisations

    @property
    def size(self) -> int:
        """How many items there are."""
        return sum(map(len, (self.spans, self.links, self.attributes, self.notes, self.normalisations, self.groups)))


@dataclass(frozen=True, slots=True)
class Graph:
    """One document with what each annotator left in it."""

    document_id: str
    text: str
    annotations: tuple[Annotations, ...] = ()
    fields: Mapping[str, object] = field(default_factory=dict)
    """What is known of the document, under the names of `corpus.Document`: title, publisher, ..."""

    def surface(self, fragments: Fragments) -> str:
        """Give the text of fragments, joined by one space."""
        return " ".join([self.text[start:end] for start, end in fragments])
