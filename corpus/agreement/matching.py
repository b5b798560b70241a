"""Matching: the best one-to-one pairs, given how like one another any two are.

The pairs are those with the greatest total likeness (Kuhn 1955), found apart for each group of rows that have anything to
do with one another, so that a long document costs little more than a short one.

>>> match({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.8})
[(0, 1), (1, 0)]
>>> match({(0, 0): 0.9, (0, 1): 0.3, (1, 0): 0.3})
[(0, 0)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import linear_sum_assignment
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from corpus.agreement.places import length

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.model import Span

Rows = tuple[int, int]
"""The number of one row of the first and of one row of the second."""
Likeness = dict[Rows, float]
"""How like one another two rows are, more than 0; rows that may not be paired are left out."""


def match(likeness: Mapping[Rows, float]) -> list[Rows]:
    """Give the one-to-one pairs with the greatest total likeness, in the order of the first rows."""
    return sorted(found for group in _groups(likeness) for found in _match_group(group, likeness))


def _groups(likeness: Mapping[Rows, float]) -> Iterator[list[Rows]]:
    """Part the possible pairs into groups that share no row."""
    if not likeness:
        return
    possible = sorted(likeness)
    first, second = np.array(possible).T
    second = second + first.max() + 1
    size = int(second.max()) + 1
    _, labels = connected_components(coo_array((np.ones(len(possible)), (first, second)), shape=(size, size)), directed=False)
    groups: dict[int, list[Rows]] = {}
    for label, rows in zip(labels[first], possible, strict=True):
        groups.setdefault(int(label), []).append(rows)
    yield from groups.values()


def _match_group(group: list[Rows], likeness: Mapping[Rows, float]) -> list[Rows]:
    if len(group) == 1:
        return group
    firsts, seconds = (sorted(set(rows)) for rows in zip(*group, strict=True))
    table = np.array([[likeness.get((first, second), 0.0) for second in seconds] for first in firsts])
    chosen = zip(*linear_sum_assignment(table, maximize=True), strict=True)
    return [(firsts[row], seconds[column]) for row, column in chosen if table[row, column] > 0]


def common_length(first: Span, second: Span) -> int:
    """Count the code points that two spans share.

    >>> from corpus.model import Span
    >>> common_length(Span.of("It may rain.", (0, 6)), Span.of("It may rain.", (3, 11)))
    3
    """
    return sum(max(0, min(mine.end, their.end) - max(mine.start, their.start)) for mine in first for their in second)


def overlap(first: Span | None, second: Span | None) -> float:
    """Give the share of two spans that is common to both, 0 to 1 (Dice 1945).

    >>> from corpus.model import Span
    >>> overlap(Span.of("It may rain.", (0, 6)), Span.of("It may rain.", (3, 11)))
    0.42857142857142855
    """
    if first is None or second is None:
        return 0.0
    return 2 * common_length(first, second) / (length(first) + length(second))


def touching(first: Sequence[Span | None], second: Sequence[Span | None]) -> Iterator[Rows]:
    """Give the rows whose spans, from start to end, have something in common; a sweep over the text, no comparison of all."""
    placed = [
        (span.start, side, row, span.end)
        for side, spans in enumerate((first, second))
        for row, span in enumerate(spans)
        if span is not None
    ]
    open_rows: tuple[list[tuple[int, int]], list[tuple[int, int]]] = ([], [])
    for start, side, row, end in sorted(placed):
        others = open_rows[1 - side]
        others[:] = [(other_end, other) for other_end, other in others if other_end > start]
        yield from ((row, other) if side == 0 else (other, row) for _, other in others)
        open_rows[side].append((end, row))
