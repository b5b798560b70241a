from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from corpus.agreement.bootstrap import NO_SPREAD, ONE_DOCUMENT, Resampling, interval
from corpus.agreement.coefficients import cohen_kappa, fleiss_kappa, gwet_ac1, krippendorff_alpha, percent_agreement
from corpus.agreement.counts import Statistic, ratio
from corpus.agreement.ratings import Ratings
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Callable


def share(*documents: tuple[float, float]) -> Statistic:
    return Statistic(np.array(documents), lambda sums: ratio(sums[:, 0], sums[:, 1]), items=1)


def noisy(documents: int, units: int = 20) -> Ratings:
    generator = np.random.default_rng(7)
    truth = generator.integers(3, size=documents * units)
    rows = [np.where(generator.random(truth.shape) < 0.3, generator.integers(3, size=truth.shape), truth) for _ in range(2)]
    return Ratings.of(rows, documents=np.repeat(np.arange(documents), units))


def test_the_figure_lies_inside_its_interval() -> None:
    statistic = krippendorff_alpha(noisy(30))
    bounds = interval(statistic, Resampling()).bounds
    assert bounds is not None
    assert statistic.value is not None
    assert bounds[0] < statistic.value < bounds[1]


def test_the_same_seed_gives_the_same_interval() -> None:
    statistic = krippendorff_alpha(noisy(30))
    assert interval(statistic, Resampling(seed=3)) == interval(statistic, Resampling(seed=3))
    assert interval(statistic, Resampling(seed=3)) != interval(statistic, Resampling(seed=4))


def test_one_document_has_no_interval_and_says_why() -> None:
    found = interval(krippendorff_alpha(noisy(1)), Resampling())
    assert (found.bounds, found.notes) == (None, (ONE_DOCUMENT,))


def test_documents_without_anything_to_count_are_no_documents() -> None:
    found = interval(share((1, 2), (0, 0), (0, 0)), Resampling())
    assert (found.bounds, found.notes) == (None, (ONE_DOCUMENT,))


def test_few_documents_have_an_interval_with_a_warning() -> None:
    found = interval(share((1, 2), (2, 2), (0, 2)), Resampling())
    assert found.bounds is not None
    assert found.notes == ("3 documents: an interval from so few is too narrow",)


def test_many_documents_have_an_interval_without_one() -> None:
    assert interval(krippendorff_alpha(noisy(30)), Resampling()).notes == ()


def test_perfect_agreement_has_no_interval_of_no_width() -> None:
    ratings = Ratings.of([["a", "b"] * 20] * 2, documents=[*range(20)] * 2)
    assert interval(percent_agreement(ratings), Resampling()).notes == (NO_SPREAD,)


def test_an_undefined_figure_has_no_interval() -> None:
    assert interval(share((0, 0), (0, 0)), Resampling()).bounds is None


@pytest.mark.parametrize("coefficient", [cohen_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1])
def test_a_figure_that_most_resamples_lack_has_no_interval(coefficient: Callable[[Ratings], Statistic]) -> None:
    constant = [["a"] * 20, ["a"] * 20]
    constant[0][0] = constant[1][0] = "b"
    found = interval(coefficient(Ratings.of(constant, documents=[*range(20)])), Resampling())
    assert found.bounds is None
    assert "undefined in" in found.notes[0]


def test_no_resamples_make_no_interval() -> None:
    assert interval(krippendorff_alpha(noisy(30)), Resampling(resamples=0)).bounds is None


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"resamples": -1}, "expected a whole number of resamples from 0"),
        ({"resamples": 10.5}, "expected a whole number of resamples from 0"),
        ({"seed": -1}, "expected a seed from 0 to 4294967295, found -1"),
        ({"seed": 2**32}, "expected a seed from 0 to 4294967295, found 4294967296"),
        ({"seed": True}, "expected a seed from 0"),
        ({"confidence": 95}, "expected a confidence between 0 and 1, such as 0.95, found 95"),
        ({"confidence": float("nan")}, "expected a confidence between 0 and 1"),
        ({"confidence": "high"}, "expected a confidence between 0 and 1"),
    ],
)
def test_what_no_interval_can_be_made_of_is_refused(options: dict[str, Any], sentence: str) -> None:
    with pytest.raises(CorpusError, match=sentence):
        Resampling(**options)


def test_documents_not_units_are_resampled() -> None:
    ratings = noisy(20)
    blocks = Ratings(ratings.codes.repeat(20, axis=1), ratings.categories, ratings.documents.repeat(20), 20)
    few, many = (interval(percent_agreement(one), Resampling()).bounds for one in (ratings, blocks))
    assert few == pytest.approx(many)  # twenty times as many units of the same documents say no more


def test_weights_are_drawn_in_portions_that_memory_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    statistic = krippendorff_alpha(noisy(30))
    monkeypatch.setattr("corpus.agreement.bootstrap.AT_ONCE", 1)
    one_by_one = interval(statistic, Resampling(resamples=50))
    monkeypatch.undo()
    assert one_by_one == interval(statistic, Resampling(resamples=50))


def test_the_interval_covers_what_it_should() -> None:
    """Of 200 samples of 40 documents, the interval holds the population's share in about 95%."""
    generator = np.random.default_rng(11)
    hits = 0
    for seed in range(200):
        rates = generator.beta(4, 2, size=40)
        counts = np.stack([generator.binomial(25, rates), np.full(40, 25)], axis=1).astype(float)
        bounds = interval(share(*map(tuple, counts)), Resampling(resamples=400, seed=seed)).bounds
        assert bounds is not None
        hits += bounds[0] <= 4 / 6 <= bounds[1]
    assert hits >= 180
