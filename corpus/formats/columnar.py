"""Items in columns: the spans of a document, and the links over them, as arrays. An item is made when somebody asks for it.

A reader that makes no object per line gives these in place of tuples; a scheme that works on columns takes them as they are,
and any other sees the items.

>>> spans = SpanColumns.of([Span("T1", "Cue", ((4, 8),), 1), Span("T2", "Content", ((0, 3), (9, 11)), 2)])
>>> spans[1], spans == (spans[0], spans[1]), spans.starts.tolist()
(Span(id='T2', label='Content', fragments=((0, 3), (9, 11)), line=2), True, [4, 0, 9])
>>> links, others = LinkColumns.of([Link("E1", "Saying", "T1", (("Said", "T2"),)), Link("R1", "Of", None, (("A", "E1"),))], spans)
>>> links.targets.tolist(), [link.id for link in others], links[0].arguments
([1], ['R1'], (('Said', 'T2'),))
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, chain, pairwise
from typing import TYPE_CHECKING, Any, TypeVar, overload

import numpy as np
import pyarrow as pa

from corpus.formats.graph import Link, Span
from corpus.model.flattening import Integers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.graph import Fragments, Id

Item = TypeVar("Item")


class _Items(Sequence[Item]):
    """Items of a kind, equal to any sequence of the same items."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # equal to a list, so not hashable

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | Sequence[Item]:
        return tuple(self)[place]


@dataclass(frozen=True, eq=False)
class SpanColumns(_Items[Span]):
    """The spans of a document.

    Attributes:
        ids: the id of each, as a string.
        labels: the label of each.
        sizes: how many fragments each has.
        starts: where each fragment of each span starts, in code points.
        ends: where it ends, half-open.
        lines: the physical line of each, 0 where there is none.
    """

    ids: pa.StringArray
    labels: pa.StringArray
    sizes: Integers
    starts: Integers
    ends: Integers
    lines: Integers

    @classmethod
    def of(cls, spans: Sequence[Span]) -> SpanColumns:
        """Give spans in columns: the same object where they are so."""
        if isinstance(spans, cls):
            return spans
        pairs = _integers(chain.from_iterable(pair for span in spans for pair in span.fragments)).reshape(-1, 2)
        return cls(
            pa.array([str(span.id) for span in spans], pa.string()),
            pa.array([span.label for span in spans], pa.string()),
            _integers(len(span.fragments) for span in spans),
            pairs[:, 0],
            pairs[:, 1],
            _integers(span.line for span in spans),
        )

    @classmethod
    def together(cls, parts: Sequence[SpanColumns]) -> SpanColumns:
        """Put the spans of several documents end to end."""
        return cls(
            pa.concat_arrays([part.ids for part in parts]),
            pa.concat_arrays([part.labels for part in parts]),
            *(
                np.concatenate(column)
                for column in zip(*[(part.sizes, part.starts, part.ends, part.lines) for part in parts], strict=True)
            ),
        )

    @cached_property
    def firsts(self) -> Integers:
        """The number of the first fragment of each span."""
        return np.cumsum(self.sizes) - self.sizes

    def fragments(self, number: int) -> Fragments:
        """Give the fragments of one span."""
        these = slice(self.firsts[number], self.firsts[number] + self.sizes[number])
        return tuple(zip(self.starts[these].tolist(), self.ends[these].tolist(), strict=True))

    def __len__(self) -> int:
        """Count the spans."""
        return len(self.sizes)

    def __iter__(self) -> Iterator[Span]:
        """Make the spans."""
        pairs = list(zip(self.starts.tolist(), self.ends.tolist(), strict=True))
        bounds = pairwise(accumulate(self.sizes.tolist(), initial=0))
        fragments = [tuple(pairs[first:last]) for first, last in bounds]
        return map(Span, self.ids.to_pylist(), self.labels.to_pylist(), fragments, self.lines.tolist())


@dataclass(frozen=True, slots=True, eq=False)
class LinkColumns(_Items[Link]):
    """Links of a document of which trigger and arguments are all spans.

    Attributes:
        ids: the id of each, as a string.
        labels: the label of each.
        triggers: the number of the span that triggers each.
        sizes: how many arguments each has.
        roles: the role of each argument of each link.
        targets: the number of the span that plays it.
        lines: the physical line of each, 0 where there is none.
        span_ids: the ids of the document's spans.
    """

    ids: pa.StringArray
    labels: pa.StringArray
    triggers: Integers
    sizes: Integers
    roles: pa.StringArray
    targets: Integers
    lines: Integers
    span_ids: pa.StringArray

    @classmethod
    def of(cls, links: Sequence[Link], spans: Sequence[Span]) -> tuple[LinkColumns, list[Link]]:
        """Give links in columns, and those that are not over the spans alone."""
        if isinstance(links, cls):
            return links, []
        numbers: dict[Id | None, int] = {span.id: number for number, span in enumerate(spans)}
        kept: list[Link] = []
        others: list[Link] = []
        for link in links:
            is_placed = link.trigger in numbers and all(target in numbers for _, target in link.arguments)
            (kept if is_placed else others).append(link)
        made = cls(
            pa.array([str(link.id) for link in kept], pa.string()),
            pa.array([link.label for link in kept], pa.string()),
            _integers(numbers[link.trigger] for link in kept),
            _integers(len(link.arguments) for link in kept),
            pa.array([role for link in kept for role, _ in link.arguments], pa.string()),
            _integers(numbers[target] for link in kept for _, target in link.arguments),
            _integers(link.line for link in kept),
            pa.array([str(span.id) for span in spans], pa.string()),
        )
        return made, others

    @classmethod
    def together(cls, parts: Sequence[LinkColumns]) -> LinkColumns:
        """Put the links of several documents end to end; spans are counted over all of them."""
        counts = [len(part.span_ids) for part in parts]
        firsts = list(accumulate(counts, initial=0))
        return cls(
            pa.concat_arrays([part.ids for part in parts]),
            pa.concat_arrays([part.labels for part in parts]),
            np.concatenate([part.triggers + first for part, first in zip(parts, firsts, strict=False)]),
            np.concatenate([part.sizes for part in parts]),
            pa.concat_arrays([part.roles for part in parts]),
            np.concatenate([part.targets + first for part, first in zip(parts, firsts, strict=False)]),
            np.concatenate([part.lines for part in parts]),
            pa.concat_arrays([part.span_ids for part in parts]),
        )

    def __len__(self) -> int:
        """Count the links."""
        return len(self.sizes)

    def __iter__(self) -> Iterator[Link]:
        """Make the links."""
        names = self.span_ids.to_pylist()
        triggers = [names[number] for number in self.triggers.tolist()]
        targets = [names[number] for number in self.targets.tolist()]
        arguments = list(zip(self.roles.to_pylist(), targets, strict=True))
        bounds = pairwise(accumulate(self.sizes.tolist(), initial=0))
        given = [tuple(arguments[first:last]) for first, last in bounds]
        return map(Link, self.ids.to_pylist(), self.labels.to_pylist(), triggers, given, self.lines.tolist())


def _integers(values: Iterable[Any]) -> Integers:
    return np.fromiter(values, dtype=np.int64)
