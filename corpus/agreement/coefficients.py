"""Coefficients of agreement on categories, each from counts per document.

All correct the observed agreement for what chance would give, and differ in what they take chance to be: `kappa` (Cohen
1960) two annotators each with habits of their own; `fleiss` (Fleiss 1971) and `alpha` (Krippendorff 2011) one common habit,
alpha with missing values, small samples and distances between categories; `ac1` (Gwet 2008) random answers to the hard
units alone, so that it does not collapse when one category is nearly everything. With one constant label there is nothing that
chance could get wrong: they are undefined.

Cohen's example (1960), 200 units sorted into three categories by two judges:

>>> table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
>>> rows = [(a, b) for a in range(3) for b in range(3) for _ in range(table[a][b])]
>>> ratings = Ratings.of(list(zip(*rows, strict=True)))
>>> round(cohen_kappa(ratings).value, 3), round(percent_agreement(ratings).value, 2)
(0.492, 0.7)
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np

from corpus.agreement.counts import Statistic, positive, ratio
from corpus.agreement.ratings import FEWEST, Ratings
from corpus.agreement.tallies import agreements, coincidences, contingencies, moments, shares, units
from corpus.errors import Incomparable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from corpus.agreement.counts import Floats

ScaleLevel = Literal["nominal", "ordinal", "interval"]
"""What distances between categories mean: nothing, their order, their difference."""
ONE_VALUE = "units with fewer than two values"


def percent_agreement(ratings: Ratings) -> Statistic:
    """Measure the share of equal pairs of values, averaged over the units that have a pair."""
    counts = np.stack([agreements(ratings), units(ratings, FEWEST)], axis=1)
    return _statistic(ratings, counts, _share, equal=counts)


def cohen_kappa(ratings: Ratings) -> Statistic:
    """Measure the agreement of two annotators beyond what their own distributions of labels would give (Cohen 1960).

    Raises:
        Incomparable: there are more than two annotators.
    """
    if len(ratings.codes) != FEWEST:
        message = f"Cohen's kappa compares two annotators, found {len(ratings.codes)}; for more there are fleiss, alpha and ac1"
        raise Incomparable(message)
    table = contingencies(ratings)
    counts = table.reshape(ratings.document_count, -1)
    return _statistic(ratings, counts, partial(_kappa, size=ratings.size), equal=_diagonal(table))


def fleiss_kappa(ratings: Ratings) -> Statistic:
    """Measure the agreement of any number of annotators, over the units that all of them judged (Fleiss 1971)."""
    whole = ratings.where(ratings.valued == len(ratings.codes))
    counts = np.column_stack([agreements(whole), units(whole, FEWEST), shares(whole)])
    return _statistic(
        whole,
        counts,
        _fleiss,
        equal=counts[:, :2],
        lost={ONE_VALUE: _single(ratings), "units not judged by all": _lost(ratings, whole)},
    )


def krippendorff_alpha(ratings: Ratings, *, level: ScaleLevel = "nominal") -> Statistic:
    """Measure the disagreement within units against that among all pairable values (Krippendorff 2011).

    At level `ordinal` the order of `ratings.categories` counts, at level `interval` their differences.
    """
    if level == "interval":  # scores are nearly all different: a table of them would be as large as their number squared
        equal = np.stack([agreements(ratings, per_value=True), units(ratings, FEWEST, per_value=True)], axis=1)
        return _statistic(ratings, moments(ratings), _alpha_of_moments, equal=equal, settings={"level": level})
    table = coincidences(ratings)
    settings = {"level": level, "categories": tuple(ratings.categories)}
    coefficient = partial(_alpha, size=ratings.size, level=level)
    counts = table.reshape(ratings.document_count, -1)
    return _statistic(ratings, counts, coefficient, equal=_diagonal(table), settings=settings)


def gwet_ac1(ratings: Ratings) -> Statistic:
    """Measure agreement against random answers to hard units (Gwet 2008; missing values as in Gwet 2014).

    Categories that nobody used do not count: with more of them, chance would shrink for no reason in the data.
    """
    counts = np.column_stack([agreements(ratings), units(ratings, FEWEST), units(ratings, 1), shares(ratings)])
    return _statistic(ratings, counts, partial(_ac1, used=len(ratings.occurring)), equal=counts[:, :2])


def _kappa(sums: Floats, size: int) -> Floats:
    table = sums.reshape(-1, size, size)
    total = table.sum(axis=(1, 2))
    observed = np.trace(table, axis1=1, axis2=2) * total
    expected = (table.sum(axis=2) * table.sum(axis=1)).sum(axis=1)
    return ratio(observed - expected, positive(total**2 - expected, total**2))


def _fleiss(sums: Floats) -> Floats:
    number, by_category = sums[:, 1], sums[:, 2:]
    observed = sums[:, 0] * number
    expected = (by_category**2).sum(axis=1)
    return ratio(observed - expected, positive(number**2 - expected, number**2))


def _alpha(sums: Floats, size: int, level: ScaleLevel) -> Floats:
    table = sums.reshape(-1, size, size)
    values = table.sum(axis=2)
    total = values.sum(axis=1)
    if level == "nominal":
        observed = total - np.trace(table, axis1=1, axis2=2)
        expected = positive(total**2 - (values**2).sum(axis=1), total**2)
        return np.asarray(1 - ratio((total - 1) * observed, expected))
    located = _mid_ranks(values)
    observed = (table * (located[:, :, None] - located[:, None, :]) ** 2).sum(axis=(1, 2))
    return _alpha_of_moments(
        np.stack([observed, total, (values * located).sum(axis=1), (values * located**2).sum(axis=1)], axis=1)
    )


def _alpha_of_moments(sums: Floats) -> Floats:
    """Give alpha with squared differences: those within units, and those among all values from their moments."""
    observed, total, added, squares = sums.T
    expected = positive(2 * (total * squares - added**2), total * squares)
    return np.asarray(1 - ratio((total - 1) * observed, expected))


def _mid_ranks(values: Floats) -> Floats:
    """Give the middle rank of each category: ordinal distance is the number of values between two middles."""
    return np.asarray(np.cumsum(values, axis=1) - values / 2)


def _ac1(sums: Floats, used: int) -> Floats:
    observed = ratio(sums[:, 0], sums[:, 1])
    prevalence = ratio(sums[:, 3:], np.broadcast_to(sums[:, 2:3], sums[:, 3:].shape))
    if used < FEWEST:
        return np.full(len(sums), np.nan)
    expected = (prevalence * (1 - prevalence)).sum(axis=1) / (used - 1)
    constant = positive((1 - prevalence**2).min(axis=1), np.ones(len(sums))) == 0
    return np.where(constant, np.nan, (observed - expected) / (1 - expected))


def _diagonal(tables: Floats) -> Floats:
    """Count, per document, what lies on the diagonal of its table, and everything."""
    return np.stack([np.trace(tables, axis1=1, axis2=2), tables.sum(axis=(1, 2))], axis=1)


def _share(sums: Floats) -> Floats:
    return ratio(sums[:, 0], sums[:, 1])


def _statistic(
    ratings: Ratings,
    counts: Floats,
    coefficient: Callable[[Floats], Floats],
    *,
    equal: Floats,
    lost: dict[str, int] | None = None,
    settings: Mapping[str, Any] | None = None,
) -> Statistic:
    """Put together what all coefficients have; `equal` counts, per document, the equal pairs that were used, and all pairs."""
    items = int((ratings.valued >= FEWEST).sum())
    observed = float(_share(equal.sum(axis=0, keepdims=True))[0])
    left_out = {ONE_VALUE: _single(ratings), **(lost or {})}
    return Statistic(
        counts,
        coefficient,
        items=items,
        undefined="no unit has two values" if not items else "all values are the same: chance cannot err",
        left_out={reason: number for reason, number in left_out.items() if number},
        settings={"categories": tuple(ratings.categories)} if settings is None else settings,
        observed=observed if np.isfinite(observed) else None,
    )


def _single(ratings: Ratings) -> int:
    return int((ratings.valued < FEWEST).sum())


def _lost(ratings: Ratings, kept: Ratings) -> int:
    return int((ratings.valued >= FEWEST).sum()) - int(kept.codes.shape[1])
