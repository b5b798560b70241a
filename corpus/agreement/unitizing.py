"""Unitizing: Krippendorff's alpha over a continuum, which counts the gaps as well.

Of the two definitions we compute the later, by Krippendorff, Mathet, Bouvry and Widlöcher (2016), because the
first (1995) does not behave as expected with more than two annotators, as its author says there. Every code point is a place
at which each annotator marks a unit or leaves a gap; coincidences are counted over code points, and what chance would give
excludes a unit meeting itself, because a unit moves as a whole. Units of one code point make it the alpha of code points.

The continuum is a partition, so that units of one annotator cannot overlap: the outermost wins, and what it covers is
left out and counted. The fragments of an interrupted span are units of their own.

>>> from corpus.model import Span
>>> text = "It may or may not rain."
>>> segments = [segment(len(text), [(Span.of(text, (3, 6)), 1), (Span.of(text, bounds), 1)]) for bounds in [(10, 13), (10, 17)]]
>>> round(unitizing_alpha([segments], ["gap", "unit"]).value, 3)
0.636
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from corpus.agreement.counts import Statistic, positive, ratio
from corpus.agreement.places import length
from corpus.agreement.ratings import Codes, Ratings
from corpus.agreement.tallies import coincidences

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.agreement.counts import Floats
    from corpus.model import Span

GAP = 0
"""The code of what is not marked."""
NESTED = "spans inside or across a longer one"


@dataclass(frozen=True, slots=True)
class Segments:
    """What one annotator made of one document.

    Attributes:
        codes: the category of each code point; `GAP` where nothing is marked.
        squares: per category, the sum of the squared lengths of its units.
        dropped: how many spans were left out for a longer one.
    """

    codes: Codes
    squares: dict[int, int]
    dropped: int


def segment(size: int, spans: Iterable[tuple[Span, int]]) -> Segments:
    """Lay spans, each with the number of its category from 1 on, over so many code points; the longest first."""
    codes = np.full(size, GAP, dtype=np.int32)
    squares: dict[int, int] = {}
    dropped = 0
    for span, category in sorted(spans, key=lambda one: (-length(one[0]), one[0].start, one[1])):
        if any(codes[fragment.start : fragment.end].any() for fragment in span):
            dropped += 1
            continue
        for fragment in span:
            codes[fragment.start : fragment.end] = category
            squares[category] = squares.get(category, 0) + (fragment.end - fragment.start) ** 2
    return Segments(codes, squares, dropped)


def unitizing_alpha(documents: Sequence[Sequence[Segments | None]], categories: Sequence[str]) -> Statistic:
    """Measure the alpha of some documents: for each, the segments of every annotator, None where one does not cover it.

    `categories` names the codes, the gap first. With one category beside the gap it is the agreement on boundaries alone.
    """
    size = len(categories)
    codes = [[None if one is None else one.codes for one in annotators] for annotators in documents]
    ratings = Ratings.side_by_side(codes, categories)
    matrices = coincidences(ratings).reshape(len(documents), -1)
    corrections = np.array([_squares(annotators, size) for annotators in documents])
    return Statistic(
        np.column_stack([matrices, corrections]),
        partial(_alpha, size=size),
        items=ratings.codes.shape[1],
        undefined="nothing is marked, or everything",
        left_out=_left_out(documents),
        settings={"categories": tuple(categories), "unit": "code point", "definition": "Krippendorff et al. 2016"},
    )


def _alpha(sums: Floats, size: int) -> Floats:
    matrix, squares = sums[:, : size**2].reshape(-1, size, size), sums[:, size**2 :]
    values = matrix.sum(axis=2)
    total = values.sum(axis=1)
    observed = total - np.trace(matrix, axis1=1, axis2=2)
    expected = positive(total**2 - (values**2).sum(axis=1), total**2)
    pairable = total - ratio(squares.sum(axis=1), total)
    return np.asarray(1 - ratio(observed * pairable, expected))


def _squares(annotators: Sequence[Segments | None], size: int) -> list[float]:
    """Sum the squared lengths of the units of each category; a gap can be broken anywhere, so its code points are its units."""
    present = [one for one in annotators if one is not None]
    gaps = sum(int((one.codes == GAP).sum()) for one in present)
    return [float(gaps), *(float(sum(one.squares.get(category, 0) for one in present)) for category in range(1, size))]


def _left_out(documents: Sequence[Sequence[Segments | None]]) -> dict[str, int]:
    dropped = sum(one.dropped for annotators in documents for one in annotators if one is not None)
    return {NESTED: dropped} if dropped else {}
