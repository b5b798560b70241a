"""Items in columns: the spans of many documents, and the links over them, as arrays. An item is made when somebody asks for it.

A reader that makes no object per line gives each document windows on such columns in place of tuples; a scheme that works on
columns puts the documents together again, and any other sees the items.

>>> says = Span("T1", "Cue", ((4, 8),), 1), Span("T2", "Content", ((0, 3), (9, 11)), 2)
>>> said = Link("E1", "Saying", "T1", (("Said", "T2"),)), Link("R1", "Of", None, (("A", "E1"),))
>>> columns, others = together([(says, said)])
>>> columns.starts.tolist(), columns.targets.tolist(), [link.id for _, link in others]
([4, 0, 9], [1], ['R1'])
>>> spans, links = windows(columns, np.array([0, 2]), np.array([0, 1]))[0]
>>> spans == says, links[0].arguments
(True, (('Said', 'T2'),))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, TypeVar, overload

import numpy as np
import pyarrow as pa

from corpus.formats.graph import Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.graph import Fragments, Id
    from corpus.model.flattening import Integers

Item = TypeVar("Item", Span, Link)
Document = tuple[Sequence[Span], Sequence[Link]]
POINTING = ("triggers", "targets")
"""The columns that are numbers of spans."""


@dataclass(frozen=True)
class Columns:
    """Spans of some documents, and links of which trigger and arguments are all spans.

    Attributes:
        ids: the id of each span, as a string.
        labels: its label.
        sizes: how many fragments it has.
        starts: where each fragment of each span starts, in code points.
        ends: where it ends, half-open.
        lines: the physical line of each span, 0 where there is none.
        link_ids: the id of each link, as a string.
        link_labels: its label.
        triggers: the number of the span that triggers it.
        link_sizes: how many arguments it has.
        roles: the role of each argument of each link.
        targets: the number of the span that plays it.
        link_lines: the physical line of each link.
    """

    ids: pa.StringArray
    labels: pa.StringArray
    sizes: Integers
    starts: Integers
    ends: Integers
    lines: Integers
    link_ids: pa.StringArray
    link_labels: pa.StringArray
    triggers: Integers
    link_sizes: Integers
    roles: pa.StringArray
    targets: Integers
    link_lines: Integers

    @cached_property
    def firsts(self) -> Integers:
        """The number of the first fragment of each span, and of one behind the last."""
        return np.append(0, np.cumsum(self.sizes))

    @cached_property
    def link_firsts(self) -> Integers:
        """The number of the first argument of each link, and of one behind the last."""
        return np.append(0, np.cumsum(self.link_sizes))

    def fragments(self, number: int) -> Fragments:
        """Give the fragments of one span."""
        these = slice(self.firsts[number], self.firsts[number + 1])
        return tuple(zip(self.starts[these].tolist(), self.ends[these].tolist(), strict=True))

    def cut(self, first: int, last: int, first_link: int, last_link: int) -> Columns:
        """Give some spans and the links over them; the latter count the former from 0."""
        spans, pairs = slice(first, last), slice(self.firsts[first], self.firsts[last])
        links, arguments = slice(first_link, last_link), slice(self.link_firsts[first_link], self.link_firsts[last_link])
        return Columns(
            self.ids[spans],
            self.labels[spans],
            self.sizes[spans],
            self.starts[pairs],
            self.ends[pairs],
            self.lines[spans],
            self.link_ids[links],
            self.link_labels[links],
            self.triggers[links] - first,
            self.link_sizes[links],
            self.roles[arguments],
            self.targets[arguments] - first,
            self.link_lines[links],
        )

    def spans(self) -> Iterator[Span]:
        """Make the spans."""
        pairs = list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))
        fragments = [tuple(pairs[first:last]) for first, last in pairwise(self.firsts.tolist())]
        return map(Span, self.ids.to_pylist(), self.labels.to_pylist(), fragments, self.lines.tolist())

    def links(self) -> Iterator[Link]:
        """Make the links."""
        names = self.ids.to_pylist()
        triggers = [names[number] for number in self.triggers.tolist()]
        pairs = list(zip(self.roles.to_pylist(), [names[number] for number in self.targets.tolist()], strict=True))
        arguments = [tuple(pairs[first:last]) for first, last in pairwise(self.link_firsts.tolist())]
        return map(Link, self.link_ids.to_pylist(), self.link_labels.to_pylist(), triggers, arguments, self.link_lines.tolist())


@dataclass(frozen=True, slots=True)
class _Stretch:
    """What one document has of some columns."""

    columns: Columns
    spans: tuple[int, int]
    links: tuple[int, int]

    def cut(self) -> Columns:
        return self.columns.cut(*self.spans, *self.links)


class _Window(Sequence[Item]):
    """The items of one document in columns; equal to any sequence of the same items."""

    __slots__ = ("stretch",)

    def __init__(self, stretch: _Stretch) -> None:
        self.stretch = stretch

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # equal to a list, so not hashable

    def __repr__(self) -> str:
        return repr(tuple(self))


class SpanWindow(_Window[Span]):
    """The spans of one document in columns."""

    def __len__(self) -> int:
        """Count the spans."""
        first, last = self.stretch.spans
        return last - first

    def __iter__(self) -> Iterator[Span]:
        """Make the spans."""
        return self.stretch.cut().spans()


class LinkWindow(_Window[Link]):
    """The links of one document in columns."""

    def __len__(self) -> int:
        """Count the links."""
        first, last = self.stretch.links
        return last - first

    def __iter__(self) -> Iterator[Link]:
        """Make the links."""
        return self.stretch.cut().links()


def windows(columns: Columns, spans: Integers, links: Integers) -> list[tuple[SpanWindow, LinkWindow]]:
    """Give each document its windows on columns.

    Args:
        columns: the items of all of them.
        spans: the number of the first span of each document, and of one behind the last.
        links: the same of the links.
    """
    bounds = zip(pairwise(spans.tolist()), pairwise(links.tolist()), strict=True)
    stretches = (_Stretch(columns, *pair) for pair in bounds)
    return [(SpanWindow(stretch), LinkWindow(stretch)) for stretch in stretches]


def together(documents: Sequence[Document]) -> tuple[Columns, list[tuple[int, Link]]]:
    """Put the items of several documents end to end.

    Links that are not over spans alone stand apart, with the number of the document. Windows that follow one
    another are not copied.
    """
    parts: list[Columns | _Stretch] = []
    others: list[tuple[int, Link]] = []
    for number, (spans, links) in enumerate(documents):
        if isinstance(spans, SpanWindow) and isinstance(links, LinkWindow) and links.stretch is spans.stretch:
            stretch, before = spans.stretch, parts[-1] if parts else None
            if isinstance(before, _Stretch) and _follows(before, stretch):
                parts[-1] = _Stretch(stretch.columns, (before.spans[0], stretch.spans[1]), (before.links[0], stretch.links[1]))
            else:
                parts.append(stretch)
        else:
            made, left = _columns(spans, links)
            parts.append(made)
            others += [(number, link) for link in left]
    return _joined([part.cut() if isinstance(part, _Stretch) else part for part in parts]), others


def _follows(before: _Stretch, stretch: _Stretch) -> bool:
    ends = before.spans[1], before.links[1]
    return before.columns is stretch.columns and ends == (stretch.spans[0], stretch.links[0])


def _columns(spans: Sequence[Span], links: Sequence[Link]) -> tuple[Columns, list[Link]]:
    """Give the items of one document in columns, and the links that are not over spans alone."""
    numbers: dict[Id | None, int] = {span.id: number for number, span in enumerate(spans)}
    kept: list[Link] = []
    others: list[Link] = []
    for link in links:
        is_placed = link.trigger in numbers and all(target in numbers for _, target in link.arguments)
        (kept if is_placed else others).append(link)
    pairs = _integers(chain.from_iterable(pair for span in spans for pair in span.fragments)).reshape(-1, 2)
    made = Columns(
        pa.array([str(span.id) for span in spans], pa.string()),
        pa.array([span.label for span in spans], pa.string()),
        _integers(len(span.fragments) for span in spans),
        pairs[:, 0],
        pairs[:, 1],
        _integers(span.line for span in spans),
        pa.array([str(link.id) for link in kept], pa.string()),
        pa.array([link.label for link in kept], pa.string()),
        _integers(numbers[link.trigger] for link in kept),
        _integers(len(link.arguments) for link in kept),
        pa.array([role for link in kept for role, _ in link.arguments], pa.string()),
        _integers(numbers[target] for link in kept for _, target in link.arguments),
        _integers(link.line for link in kept),
    )
    return made, others


def _joined(parts: Sequence[Columns]) -> Columns:
    if len(parts) == 1:
        return parts[0]
    firsts = list(accumulate((len(part.sizes) for part in parts), initial=0))[:-1]
    made = []
    for name in (field.name for field in fields(Columns)):
        column = [getattr(part, name) for part in parts]
        if name in POINTING:
            column = [numbers + first for numbers, first in zip(column, firsts, strict=True)]
        made.append(pa.concat_arrays(column) if isinstance(column[0], pa.Array) else np.concatenate(column))
    return Columns(*made)


def _integers(values: Iterable[Any]) -> Integers:
    return np.fromiter(values, dtype=np.int64)
