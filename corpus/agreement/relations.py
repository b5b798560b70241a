"""Relations: do two sets have the same attributions, source, cue and content together?

An attribution counts as one thing: it is matched as a whole or not at all. Strictly, all spans of all three arguments are
equal; relaxed, each argument of the one overlaps that of the other, and they are paired one to one, as many as possible.
An argument that neither has (an implicit source) is the same; one that only one of them has is not.

>>> from corpus.model import Span
>>> text = "He said that it may rain."
>>> one = Triple.of([Span.of(text, (0, 2))], [Span.of(text, (3, 7))], [Span.of(text, (8, 24))])
>>> other = Triple.of([Span.of(text, (0, 2))], [Span.of(text, (3, 7))], [Span.of(text, (13, 24))])
>>> match_exactly([one], [other]), match_overlapping([one], [other])
((0, 1, 1), (1, 1, 1))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.agreement.places import Bounds, bounds, cue_spans, present, source_spans
from corpus.agreement.spans import Side, agr, count_equal, count_most, count_touched, pairwise

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus.agreement.comparison import Comparison
    from corpus.agreement.counts import Statistic
    from corpus.model import Span

Argument = tuple[Bounds, ...]
"""The spans of one argument, in the order of the text."""


@dataclass(frozen=True, slots=True)
class Triple:
    """What an attribution relates."""

    source: Argument
    cue: Argument
    content: Argument

    @classmethod
    def of(cls, source: Iterable[Span], cue: Iterable[Span], content: Iterable[Span]) -> Triple:
        """Take the offsets of some spans."""
        return cls(*(tuple(sorted({bounds(span) for span in spans})) for spans in (source, cue, content)))

    @classmethod
    def of_record(cls, attribution: Any) -> Triple:
        """Take the arguments of an attribution."""
        return cls.of(source_spans(attribution), cue_spans(attribution), present(attribution.content))

    def overlaps(self, other: Triple) -> bool:
        """Tell whether each argument has code points in common with the other's, or neither has the argument."""
        return _overlap(self.source, other.source) and _overlap(self.cue, other.cue) and _overlap(self.content, other.content)

    def touches(self, other: Triple) -> bool:
        """Tell whether any of the one has a code point in common with any of the other."""
        mine, theirs = self.source + self.cue + self.content, other.source + other.cue + other.content
        return bool(mine and theirs) and _overlap(mine, theirs)


def relation_agreement(compared: Comparison, matching: str, side: Side = "f1") -> Statistic:
    """Measure how far the attributions of the sets are the same; over more than two sets the mean of all pairs."""
    return pairwise(compared, _triples(compared), MATCHES[matching], side)


def relation_agr(compared: Comparison) -> Statistic:
    """Measure the share of attributions that any attribution of the other side overlaps, in whatever argument."""
    return agr(compared, _triples(compared), match_anywhere)


def match_exactly(first: Sequence[Triple], second: Sequence[Triple]) -> tuple[int, int, int]:
    """Count equal triples, and those of both sides."""
    return count_equal(first, second)


def match_anywhere(first: Sequence[Triple], second: Sequence[Triple]) -> tuple[int, int, int, int]:
    """Count the triples of each side that have any code point in common with one of the other, and all of that side."""
    return count_touched(_edges(first, second, Triple.touches), len(first), len(second))


def match_overlapping(first: Sequence[Triple], second: Sequence[Triple]) -> tuple[int, int, int]:
    """Count the most pairs of triples that overlap in every argument, and the triples of both sides."""
    return count_most(_edges(first, second, Triple.overlaps), len(first), len(second))


MATCHES: dict[str, Callable[[Sequence[Triple], Sequence[Triple]], tuple[int, int, int]]] = {
    "triple": match_exactly,
    "triple_overlap": match_overlapping,
}
"""How attributions are matched."""


def _triples(compared: Comparison) -> list[list[list[Triple]]]:
    """Give the attributions by set, then by document."""
    return [
        [[Triple.of_record(record) for record in compared.records[set_id][document.id]] for document in compared.documents]
        for set_id in compared.sets
    ]


def _edges(
    first: Sequence[Triple], second: Sequence[Triple], matches: Callable[[Triple, Triple], bool]
) -> list[tuple[int, int]]:
    return [(row, column) for row, one in enumerate(first) for column, other in enumerate(second) if matches(one, other)]


def _overlap(first: Argument, second: Argument) -> bool:
    if not first or not second:
        return not first and not second
    return any(
        start < their_end and their_start < end
        for span in first
        for start, end in span
        for their_span in second
        for their_start, their_end in their_span
    )
