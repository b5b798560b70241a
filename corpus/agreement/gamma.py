"""Gamma: units aligned and compared at once, place and category (Mathet, Widlöcher and Métivier 2015).

Computed by pygamma-agreement, the extra `gamma`; it is imported when it is called. Chance is estimated from random
continua, so the seed belongs to the result; NumPy's global generator, which pygamma-agreement draws from, is put back
afterwards. Gamma does not add up over documents: each document has its own, and the value is their mean. A document
that one set alone marks has none, because nothing can be aligned there; so it is left out, which flatters the figure: the
other measures count it as disagreement. Units must be continuous: an interrupted span stands from its first to its last
code point.

::

    gamma([[[Unit(1, 5, "a")], [Unit(2, 6, "a")]]]).value
"""

from __future__ import annotations

import logging
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

import numpy as np

from corpus.agreement.counts import Statistic, ratio
from corpus.agreement.ratings import FEWEST
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

NEEDS_EXTRA = "gamma needs pygamma-agreement; install it with: pip install 'reportedly[gamma]'"
ONE_MARKS = "documents that one set alone marks"
NONE_MARKS = "documents that no set marks"
FLATTERED = "documents that one set alone marks have no gamma: without them the figure is higher than the sets deserve"


@dataclass(frozen=True, slots=True)
class Unit:
    """A stretch of text with a category."""

    start: int
    end: int
    category: str


@dataclass(frozen=True, slots=True)
class GammaSettings:
    """What gamma depends on: weights of place (`alpha`) and category (`beta`), the price of a unit without partner, chance."""

    alpha: float = 1.0
    beta: float = 1.0
    delta_empty: float = 1.0
    samples: int = 30
    seed: int = 0


DEFAULTS = GammaSettings()


def gamma(documents: Sequence[Sequence[Sequence[Unit] | None]], *, settings: GammaSettings = DEFAULTS) -> Statistic:
    """Measure gamma per document, from the units of each annotator (None without cover), and average.

    Raises:
        CorpusError: pygamma-agreement is not installed.
    """
    library = _library()
    found = [_disorders(annotators, library, settings) for annotators in documents]
    counts = np.array([[0.0, 0.0] if one is None else [_gamma(*one), 1.0] for one in found])
    left_out = _left_out(documents)
    return Statistic(
        counts,
        lambda sums: ratio(sums[:, 0], sums[:, 1]),
        items=sum(len(units or ()) for annotators in documents if _marking(annotators) >= FEWEST for units in annotators),
        undefined="no document in which two sets have units",
        left_out=left_out,
        settings={
            **{f"gamma_{name}": value for name, value in asdict(settings).items()},
            "pygamma-agreement": version("pygamma-agreement"),
            "observed_disorder": tuple(None if one is None else one[0] for one in found),
            "expected_disorder": tuple(None if one is None else one[1] for one in found),
        },
        notes=(FLATTERED,) if ONE_MARKS in left_out else (),
    )


def _marking(annotators: Sequence[Sequence[Unit] | None]) -> int:
    """Count the annotators that have units in a document."""
    return sum(bool(units) for units in annotators)


def _left_out(documents: Sequence[Sequence[Sequence[Unit] | None]]) -> dict[str, int]:
    marking = [_marking(annotators) for annotators in documents]
    counted = {ONE_MARKS: marking.count(1), NONE_MARKS: marking.count(0)}
    return {reason: number for reason, number in counted.items() if number}


def _gamma(observed: float, expected: float) -> float:
    return 1 - observed / expected if observed else 1.0


def _library() -> Any:
    try:
        import pygamma_agreement  # noqa: PLC0415 - seconds to import, and an extra
    except ImportError:
        raise CorpusError(NEEDS_EXTRA) from None
    return pygamma_agreement


def _disorders(
    annotators: Sequence[Sequence[Unit] | None], library: Any, settings: GammaSettings
) -> tuple[float, float] | None:
    """Give the observed and the expected disorder of one document; None unless at least two annotators have units there."""
    if _marking(annotators) < FEWEST:
        return None
    continuum = _continuum(annotators, library)
    weights = {"alpha": settings.alpha, "beta": settings.beta, "delta_empty": settings.delta_empty}
    with _seeded(settings.seed), _silent():
        found = continuum.compute_gamma(library.CombinedCategoricalDissimilarity(**weights), n_samples=settings.samples)
    return float(found.observed_disorder), float(found.expected_disorder)


def _continuum(annotators: Sequence[Sequence[Unit] | None], library: Any) -> Any:
    continuum = library.Continuum()
    for number, units in enumerate(annotators):
        if units is not None:
            continuum.add_annotator(str(number))
        for unit in units or ():
            continuum.add(str(number), library.continuum.Segment(unit.start, unit.end), unit.category)
    return continuum


@contextmanager
def _seeded(seed: int) -> Iterator[None]:
    """Seed NumPy's global generator for a while."""
    before = np.random.get_state()  # noqa: NPY002 - it is the one that pygamma-agreement draws from
    np.random.seed(seed)  # noqa: NPY002 - the same
    try:
        yield
    finally:
        np.random.set_state(before)  # noqa: NPY002 - the same


@contextmanager
def _silent() -> Iterator[None]:
    """Keep pygamma-agreement from warning of its solver, once per sample, and from configuring logging as it does."""
    root, before, nowhere = logging.getLogger(), logging.root.manager.disable, logging.NullHandler()
    root.addHandler(nowhere)
    logging.disable(logging.WARNING)
    try:
        yield
    finally:
        logging.disable(before)
        root.removeHandler(nowhere)
