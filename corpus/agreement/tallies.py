"""Tallies of ratings: per document, who crossed whom how often. All are sums, so that documents can be weighted afterwards.

>>> ratings = Ratings.of([["yes", "no", "no", None], ["yes", "no", "yes", "no"]])
>>> contingencies(ratings)[0].tolist(), coincidences(ratings)[0].tolist()
([[1.0, 1.0], [0.0, 1.0]], [[2.0, 1.0], [1.0, 2.0]])
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.agreement.ratings import MISSING, Codes, Ratings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.agreement.counts import Floats
    from corpus.model.flattening import Integers


@dataclass(frozen=True, slots=True)
class JudgedByBoth:
    """The units that two annotators judged: document and both codes of each, and how many values the unit has."""

    documents: Integers
    first: Codes
    second: Codes
    valued: Integers | int


def contingencies(ratings: Ratings) -> Floats:
    """Cross the labels of two annotators: a matrix per document, rows the first's and columns the second's."""
    (pair,) = _pairs(ratings)
    return _crossed(ratings, pair, 1.0)


def coincidences(ratings: Ratings) -> Floats:
    """Count the pairs of values within each unit, both ways round: a matrix per document (Krippendorff 2011).

    Each pair of a unit with m values counts 1/(m - 1), so that each value counts once; a unit with one value counts nothing.
    """
    found = np.zeros((ratings.document_count, ratings.size, ratings.size))
    for pair in _pairs(ratings):
        found += _crossed(ratings, pair, 1 / (pair.valued - 1))
    return np.asarray(found + found.transpose(0, 2, 1))


def moments(ratings: Ratings) -> Floats:
    """Sum, per document, what squared differences of numbers need: differences within units, number, sum, sum of squares.

    Each value of a unit that has two counts once. Numbers are taken from their mean, so that no digits are lost.
    """
    numbers, pairable = np.array([*ratings.categories, 0.0], dtype=np.float64), ratings.pairable()  # MISSING leads to the last
    given = pairable.codes != MISSING
    middle = numbers[pairable.codes][given].mean() if given.any() else 0.0
    located = np.where(given, numbers[pairable.codes] - middle, 0.0)
    within = np.zeros(ratings.document_count)
    for pair in _pairs(pairable):
        squares = (numbers[pair.first] - numbers[pair.second]) ** 2 * 2 / (pair.valued - 1)
        within += np.bincount(pair.documents, weights=squares, minlength=ratings.document_count)
    by_unit = [given.sum(axis=0), located.sum(axis=0), (located**2).sum(axis=0)]
    sums = [np.bincount(pairable.documents, weights=one, minlength=ratings.document_count) for one in by_unit]
    return np.column_stack([within, *sums])


def agreements(ratings: Ratings, *, per_value: bool = False) -> Floats:
    """Sum, per document, the share of equal pairs of values of each unit that has a pair; times its values if wished."""
    found = np.zeros(ratings.document_count)
    for pair in _pairs(ratings):
        equal = pair.first == pair.second
        shares = 2 / ((pair.valued - 1) * (1 if per_value else pair.valued))
        weights = equal.astype(np.float64) * shares
        found += np.bincount(pair.documents, weights=weights, minlength=ratings.document_count)
    return found


def shares(ratings: Ratings) -> Floats:
    """Sum, per document and category, the share of each unit's values that are of the category."""
    valued = np.maximum(ratings.valued, 1)
    found = np.zeros(ratings.document_count * ratings.size)
    for codes in ratings.codes:
        kept = np.flatnonzero(codes != MISSING)
        keys = ratings.documents[kept] * ratings.size + codes[kept]
        found += np.bincount(keys, weights=1 / valued[kept], minlength=len(found))
    return found.reshape(ratings.document_count, ratings.size)


def units(ratings: Ratings, fewest: int, *, per_value: bool = False) -> Floats:
    """Count, per document, the units with at least so many values, or these values."""
    valued = ratings.valued
    kept = valued >= fewest
    weights = valued[kept] if per_value else None
    return np.bincount(ratings.documents[kept], weights=weights, minlength=ratings.document_count).astype(np.float64)


def _pairs(ratings: Ratings) -> Iterator[JudgedByBoth]:
    if not (ratings.codes == MISSING).any():
        for first, second in itertools.combinations(ratings.codes, 2):
            yield JudgedByBoth(ratings.documents, first, second, len(ratings.codes))
        return
    valued = ratings.valued
    for first, second in itertools.combinations(ratings.codes, 2):
        both = np.flatnonzero((first != MISSING) & (second != MISSING))
        yield JudgedByBoth(ratings.documents[both], first[both], second[both], valued[both])


def _crossed(ratings: Ratings, pair: JudgedByBoth, weights: Floats | float) -> Floats:
    size = ratings.size
    keys = pair.first * size + pair.second
    if ratings.document_count > 1:
        keys = keys + pair.documents * size**2
    length = ratings.document_count * size**2
    if isinstance(weights, float):  # the same for all, and NumPy counts whole numbers faster
        return (np.bincount(keys, minlength=length) * np.float64(weights)).reshape(ratings.document_count, size, size)
    found = np.asarray(np.bincount(keys, weights=weights, minlength=length), dtype=np.float64)
    return found.reshape(ratings.document_count, size, size)
