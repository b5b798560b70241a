"""Intervals: what the figure would be for other documents of the same kind.

Annotations of one document resemble each other, so documents are resampled, not units: on 22 articles of PolNeAR the
interval of token-level alpha is eight times as wide as resampling tokens would make it. A document drawn twice counts
twice; the counts of each document are weighted so in one matrix product, and nothing is counted again (Efron and
Tibshirani 1993, percentile interval).

>>> import numpy as np
>>> from corpus.agreement.counts import Statistic, ratio
>>> share = Statistic(np.array([[1.0, 2.0]] * 9 + [[2.0, 2.0]]), lambda sums: ratio(sums[:, 0], sums[:, 1]), items=20)
>>> found = interval(share, Resampling(seed=1))
>>> found.bounds
(0.5, 0.65)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.errors import CorpusError, counted

if TYPE_CHECKING:
    from corpus.agreement.counts import Floats, Statistic

AT_ONCE = 10_000_000
"""Weights that are held in memory at a time."""
FEW = 10
"""With fewer documents, a percentile interval is too narrow; the estimate says so."""
HIGHEST_SEED = 2**32 - 1
"""The highest seed that all generators take: gamma draws from NumPy's old one."""
MOST_UNDEFINED = 0.05
"""With a greater share of resamples without a value there is no interval: the rest would not stand for all."""
SAME = 1e-12
"""Figures that differ by less are the same."""
NO_SPREAD = "every resample gives the same figure: no interval, it would have no width"
ONE_DOCUMENT = "one document: no interval for the population"


@dataclass(frozen=True, slots=True)
class Resampling:
    """How intervals are made: how many resamples, from which seed, with which confidence.

    Raises:
        CorpusError: a number of resamples below 0, a seed outside 0 to `HIGHEST_SEED`, or a confidence not between 0 and 1.

    >>> Resampling(confidence=95)
    Traceback (most recent call last):
    corpus.errors.CorpusError: expected a confidence between 0 and 1, such as 0.95, found 95
    """

    resamples: int = 1000
    seed: int = 0
    confidence: float = 0.95

    def __post_init__(self) -> None:
        """Refuse what no interval can be made of."""
        if not _is_whole(self.resamples) or self.resamples < 0:
            message = f"expected a whole number of resamples from 0 (no interval), found {self.resamples!r}"
            raise CorpusError(message)
        if not _is_whole(self.seed) or not 0 <= self.seed <= HIGHEST_SEED:
            message = f"expected a seed from 0 to {HIGHEST_SEED}, found {self.seed!r}"
            raise CorpusError(message)
        if isinstance(self.confidence, bool) or not isinstance(self.confidence, float | int) or not 0 < self.confidence < 1:
            message = f"expected a confidence between 0 and 1, such as 0.95, found {self.confidence!r}"
            raise CorpusError(message)


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Interval:
    """Low and high, or none; and what a reader should know."""

    bounds: tuple[float, float] | None
    notes: tuple[str, ...] = ()


def interval(statistic: Statistic, resampling: Resampling) -> Interval:
    """Resample the documents of a statistic."""
    documents = statistic.documents
    if statistic.value is None or not resampling.resamples:
        return Interval(None)
    if documents == 1:
        return Interval(None, (ONE_DOCUMENT,))
    values = _resampled(statistic, resampling)
    defined = values[np.isfinite(values)]
    if len(defined) < (1 - MOST_UNDEFINED) * len(values):
        return Interval(
            None, (f"no interval: the figure is undefined in {len(values) - len(defined)} of {len(values)} resamples",)
        )
    if np.ptp(defined) < SAME:
        return Interval(None, (NO_SPREAD,))
    tail = 50 * (1 - resampling.confidence)
    low, high = np.percentile(defined, [tail, 100 - tail])
    return Interval((float(low), float(high)), _doubts(documents, len(values) - len(defined)))


def _resampled(statistic: Statistic, resampling: Resampling) -> Floats:
    generator = np.random.default_rng(resampling.seed)
    documents = len(statistic.counts)
    step = max(1, AT_ONCE // documents)
    sizes = [min(step, resampling.resamples - done) for done in range(0, resampling.resamples, step)]
    return np.concatenate([statistic.of(_weights(generator, size, documents)) for size in sizes])


def _weights(generator: np.random.Generator, resamples: int, documents: int) -> Floats:
    """Draw documents with replacement; a row per resample says how often each was drawn."""
    drawn = generator.integers(documents, size=(resamples, documents))
    keys = drawn + documents * np.arange(resamples)[:, None]
    return np.bincount(keys.ravel(), minlength=resamples * documents).reshape(resamples, documents).astype(np.float64)


def _doubts(documents: int, undefined: int) -> tuple[str, ...]:
    few = f"{counted(documents, 'document')}: an interval from so few is too narrow" if documents < FEW else None
    lost = f"left out of the interval: {counted(undefined, 'resample')} without a value" if undefined else None
    return tuple(note for note in (few, lost) if note)
