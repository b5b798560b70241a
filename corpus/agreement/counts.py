"""Counts that add up: a row per document, and the figure that follows from any sum of rows.

Every measure here is a function of sums over documents (coincidences, matches, lengths). So the figure of a corpus, of a part
of it, and of a thousand resamples of it differ only in the weights of the rows.

>>> share = Statistic(np.array([[1.0, 2.0], [3.0, 4.0]]), lambda sums: ratio(sums[:, 0], sums[:, 1]), items=6)
>>> round(share.value, 3)
0.667
>>> share.of(np.array([[2.0, 0.0], [0.0, 1.0]])).tolist()
[0.5, 0.75]
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from corpus.agreement.estimates import Setting

Floats = NDArray[np.float64]
"""Counts, which may be shares of one."""
TINY = 1e-12
"""Below this share of its parts a difference of sums is zero."""


@dataclass(frozen=True)
class Statistic:
    """The counts of each document and what is made of their sum.

    Attributes:
        counts: a row per document, a column per count.
        coefficient: gives the figure of each row of sums, NaN where it is undefined.
        items: what was compared, over all documents.
        undefined: why the figure has no value, where it has none.
        left_out: what was left out, by reason.
        settings: what the measure was told.
        observed: of labels, the share of equal pairs among the units that were used, before chance is taken off.
        notes: what a reader should know.
    """

    counts: Floats
    coefficient: Callable[[Floats], Floats]
    items: int
    undefined: str = "nothing to compare"
    left_out: Mapping[str, int] = field(default_factory=dict)
    settings: Mapping[str, Setting | tuple[Setting, ...] | dict[str, Setting]] = field(default_factory=dict)

    observed: float | None = None
    notes: tuple[str, ...] = ()

    @property
    def documents(self) -> int:
        """How many documents bear on the figure: those with anything to count."""
        return int((self.counts != 0).any(axis=1).sum())

    @property
    def value(self) -> float | None:
        """The figure over all documents; None where it is undefined."""
        found = float(self.coefficient(self.counts.sum(axis=0, keepdims=True))[0])
        return found if np.isfinite(found) else None

    def of(self, weights: Floats) -> Floats:
        """Give the figure for each row of document weights, NaN where it is undefined."""
        return self.coefficient(weights @ self.counts)


def ratio(part: Floats, whole: Floats) -> Floats:
    """Divide, with NaN where there is nothing to divide by.

    >>> ratio(np.array([1.0, 0.0]), np.array([2.0, 0.0])).tolist()
    [0.5, nan]
    """
    return np.asarray(np.divide(part, whole, out=np.full(np.shape(part), np.nan), where=whole != 0))


def positive(difference: Floats, scale: Floats) -> Floats:
    """Make zero of a difference of sums that is nothing but rounding."""
    return np.asarray(np.where(difference > TINY * scale, difference, 0.0))
