r"""Spans of a text: one or several fragments, in order, disjoint, and never blank at an edge.

>>> from hypothesis import find
>>> find(spans("It may rain."), lambda span: len(span) == 2).surface
'It ma'
>>> can_hold_spans(" \n")
False
"""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from corpus.model import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hypothesis.strategies import SearchStrategy

Bounds = tuple[int, int]
"""Half-open code points."""
CACHED = 256
"""Texts whose places are kept for the next draw."""


@lru_cache(maxsize=CACHED)
def spans(text: str, *, regions: tuple[Bounds, ...] = (), max_fragments: int = 3) -> SearchStrategy[Span]:
    """Draw spans of a text.

    Args:
        text: the text; it must have at least one character that is not blank.
        regions: parts of the text; every span lies inside one of them. Without any, the whole text.
        max_fragments: how many fragments a span may have; half of the spans have one.
    """
    return st.sampled_from(_solid_regions(text, regions)).flatmap(lambda solid: _spans_at(text, solid, max_fragments))


@lru_cache(maxsize=CACHED)
def disjoint_bounds(text: str, *, max_size: int = 3) -> SearchStrategy[tuple[Bounds, ...]]:
    """Draw stretches of a text that do not overlap, in order: the sections of an article, for one."""
    solid = _solid(text, (0, len(text)))
    if not solid:
        return st.just(())
    cuts = st.lists(st.integers(0, len(solid) - 1), max_size=2 * max_size, unique=True).map(sorted)
    return cuts.map(lambda chosen: tuple(_paired(solid, chosen)))


def can_hold_spans(text: str, regions: tuple[Bounds, ...] = ()) -> bool:
    """Tell whether there is anything in the text that a span could stand on."""
    return bool(_solid_regions(text, regions))


def _spans_at(text: str, solid: Sequence[int], max_fragments: int) -> SearchStrategy[Span]:
    index = st.integers(0, len(solid) - 1)
    single = st.lists(index, min_size=2, max_size=2)
    several = st.lists(index, min_size=2, max_size=2 * max_fragments, unique=True) if len(solid) > 1 else single
    indices = single if max_fragments == 1 else st.one_of(single, several)
    return indices.map(lambda chosen: Span.of(text, *_paired(solid, sorted(chosen))))


def _paired(solid: Sequence[int], chosen: Sequence[int]) -> list[Bounds]:
    """Take the first and second, third and fourth ... of some sorted characters as edges, both inclusive."""
    return [(solid[first], solid[last] + 1) for first, last in zip(chosen[::2], chosen[1::2], strict=False)]


@lru_cache(maxsize=CACHED)
def _solid_regions(text: str, regions: tuple[Bounds, ...]) -> list[Sequence[int]]:
    everything = _solid(text, (0, len(text)))
    if not regions:
        return [everything] if everything else []
    inside = [everything[bisect_left(everything, start) : bisect_left(everything, end)] for start, end in regions]
    return [solid for solid in inside if solid]


def _solid(text: str, bounds: Bounds) -> list[int]:
    """Give the characters that a fragment may begin or end with."""
    return [place for place in range(*bounds) if not text[place].isspace()]
