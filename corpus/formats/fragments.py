"""Fragments put right for our model: in order, disjoint, no white space at an edge.

>>> trimmed(((2, 8), (0, 2)), "it is so")
((0, 2), (3, 8))
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.formats.graph import Fragments


def joined(fragments: Fragments) -> Fragments:
    """Put fragments into order and join those that overlap; empty ones vanish.

    >>> joined(((5, 9), (0, 3), (2, 4), (7, 7)))
    ((0, 4), (5, 9))
    """
    if len(fragments) == 1 and fragments[0][0] < fragments[0][1]:
        return fragments
    if all(before[1] <= after[0] for before, after in pairwise(fragments)) and all(start < end for start, end in fragments):
        return fragments
    made: list[tuple[int, int]] = []
    for start, end in sorted(fragments):
        if made and start < made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        elif start < end:
            made.append((start, end))
    return tuple(made)


def trimmed(fragments: Fragments, text: str) -> Fragments:
    """Do the same, and take white space from the edges of each fragment; what is blank vanishes."""
    made = joined(fragments)
    for start, end in made:
        surface = text[start:end]
        if surface != surface.strip():
            bounds = (
                (start + len(part) - len(part.lstrip()), start + len(part.rstrip()), part) for start, part in _parts(made, text)
            )
            return tuple([(first, last) for first, last, part in bounds if part and not part.isspace()])
    return made


def _parts(fragments: Fragments, text: str) -> list[tuple[int, str]]:
    return [(start, text[start:end]) for start, end in fragments]


def without(fragments: Fragments, holes: Fragments, text: str) -> Fragments:
    """Cut holes out of fragments, and trim what is left.

    >>> without(((0, 12),), ((4, 8),), "Ana says not")
    ((0, 3), (9, 12))
    """
    for low, high in holes:
        pieces = [((start, min(end, low)), (max(start, high), end)) for start, end in fragments]
        fragments = tuple([(start, end) for pair in pieces for start, end in pair if start < end])
    return trimmed(fragments, text)
