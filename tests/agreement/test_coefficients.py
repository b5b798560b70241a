"""Coefficients against what was published by hand, against other libraries, and against what must hold of any of them."""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Any

import krippendorff
import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from corpus.agreement.coefficients import cohen_kappa, fleiss_kappa, gwet_ac1, krippendorff_alpha, percent_agreement
from corpus.agreement.ratings import Ratings
from corpus.errors import Incomparable
from tests.agreement.samples import drawn_ratings

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.agreement.coefficients import ScaleLevel
    from corpus.agreement.counts import Statistic

GWET = Path(__file__).parents[3] / "shared" / "data" / "agreement" / "gwet"
SYMMETRIC = [percent_agreement, fleiss_kappa, krippendorff_alpha, gwet_ac1]
COEFFICIENTS = [*SYMMETRIC, cohen_kappa]

COHEN = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
"""Cohen (1960): 200 units, two judges; .70 agree, .41 would by chance, kappa is .492."""

FLEISS_1971 = [
    (0, 0, 0, 6, 0), (0, 3, 0, 0, 3), (0, 1, 4, 0, 1), (0, 0, 0, 0, 6), (0, 3, 0, 3, 0), (2, 0, 4, 0, 0), (0, 0, 4, 0, 2),
    (2, 0, 3, 1, 0), (2, 0, 0, 4, 0), (0, 0, 0, 0, 6), (1, 0, 0, 5, 0), (1, 1, 0, 4, 0), (0, 3, 3, 0, 0), (1, 0, 0, 5, 0),
    (0, 2, 0, 3, 1), (0, 0, 5, 0, 1), (3, 0, 0, 1, 2), (5, 1, 0, 0, 0), (0, 2, 0, 4, 0), (1, 0, 2, 0, 3), (0, 0, 0, 0, 6),
    (0, 1, 0, 5, 0), (0, 2, 0, 1, 3), (2, 0, 0, 4, 0), (1, 0, 0, 4, 1), (0, 5, 0, 1, 0), (4, 0, 0, 0, 2), (0, 2, 0, 4, 0),
    (1, 0, 5, 0, 0), (0, 0, 0, 0, 6),
]  # fmt: skip
"""Fleiss (1971): 30 patients, how many of six psychiatrists gave each of five diagnoses."""

KRIPPENDORFF_2011 = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
"""Krippendorff (2011), example C: four observers, twelve units, missing values."""


def of_table(table: list[list[int]]) -> Ratings:
    rows = [pair for (one, row) in enumerate(table) for other, number in enumerate(row) for pair in [(one, other)] * number]
    return Ratings.of(list(zip(*rows, strict=True)))


def test_kappa_is_cohens() -> None:
    assert percent_agreement(of_table(COHEN)).value == pytest.approx(0.70)
    assert cohen_kappa(of_table(COHEN)).value == pytest.approx(0.492, abs=5e-4)


def test_kappa_of_many_is_fleiss() -> None:
    diagnoses = [[category for category, number in enumerate(row) for _ in range(number)] for row in FLEISS_1971]
    ratings = Ratings.of(list(zip(*diagnoses, strict=True)))
    assert percent_agreement(ratings).value == pytest.approx(0.556, abs=5e-4)
    assert fleiss_kappa(ratings).value == pytest.approx(0.430, abs=5e-4)


@pytest.mark.parametrize(("level", "alpha"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_alpha_is_krippendorffs_with_missing_values(level: ScaleLevel, alpha: float) -> None:
    assert krippendorff_alpha(Ratings.of(KRIPPENDORFF_2011), level=level).value == pytest.approx(alpha, abs=5e-4)


@pytest.mark.parametrize(
    ("first", "second", "alpha"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
    ids=["binary, example A", "nominal, example B"],
)
def test_alpha_of_two_observers_is_krippendorffs(first: str, second: str, alpha: float) -> None:
    assert krippendorff_alpha(Ratings.of([list(first), list(second)])).value == pytest.approx(alpha, abs=5e-4)


@pytest.mark.shared
@pytest.mark.skipif(not GWET.exists(), reason="the figures of irrCAC are not beside the checkout")
@pytest.mark.parametrize("name", ["fixture_01_paradox_2x2", "fixture_04_likert_4x4"])
def test_ac1_is_that_of_another_implementation(name: str) -> None:
    fixture = json.loads((GWET / f"{name}.json").read_bytes())
    (case,) = [one for one in fixture["cases"] if one["measure"] == "AC1"]
    ratings = of_table(fixture["table"])
    assert percent_agreement(ratings).value == pytest.approx(case["pa"])
    assert gwet_ac1(ratings).value == pytest.approx(case["coefficient"], abs=5e-6)


@given(drawn_ratings(), st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_is_that_of_another_library(ratings: Ratings, level: ScaleLevel) -> None:
    numbered = Ratings(ratings.codes, (1, 2, 4), ratings.documents, ratings.document_count)
    ours = krippendorff_alpha(numbered, level=level).value
    assume(ours is not None)
    values = np.where(ratings.codes < 0, np.nan, np.array([1, 2, 4])[ratings.codes])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        theirs = krippendorff.alpha(reliability_data=values, value_domain=[1, 2, 4], level_of_measurement=level)
    assert ours == pytest.approx(theirs, abs=1e-9)


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_perfect_agreement_is_one(coefficient: Callable[[Ratings], Statistic]) -> None:
    assert coefficient(Ratings.of([["a", "b", "b"], ["a", "b", "b"]])).value == pytest.approx(1)


@pytest.mark.parametrize("coefficient", [cohen_kappa, fleiss_kappa, krippendorff_alpha, gwet_ac1])
@pytest.mark.parametrize("categories", [None, ["yes", "no"]])
def test_one_constant_label_is_undefined(coefficient: Callable[[Ratings], Statistic], categories: list[str] | None) -> None:
    found = coefficient(Ratings.of([["no"] * 3, ["no"] * 3], categories=categories))
    assert (found.value, found.undefined) == (None, "all values are the same: chance cannot err")


def test_percent_agreement_of_a_constant_label_is_still_given() -> None:
    assert percent_agreement(Ratings.of([["no"] * 3, ["no"] * 3])).value == 1


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_nothing_in_common_is_undefined(coefficient: Callable[[Ratings], Statistic]) -> None:
    found = coefficient(Ratings.of([["a", None], [None, "b"]]))
    assert (found.value, found.items, found.undefined) == (None, 0, "no unit has two values")
    assert found.left_out["units with fewer than two values"] == 2


@pytest.mark.parametrize("coefficient", COEFFICIENTS)
def test_no_units_are_undefined(coefficient: Callable[[Ratings], Statistic]) -> None:
    assert coefficient(Ratings.of([[], []], categories=["a", "b"])).value is None


def test_annotators_that_never_agree_are_below_chance() -> None:
    assert cohen_kappa(Ratings.of([["a", "b"], ["b", "a"]])).value == -1


def test_annotators_with_one_label_each_agree_no_more_than_by_chance() -> None:
    assert cohen_kappa(Ratings.of([["a", "a"], ["b", "b"]])).value == 0


def test_kappa_is_of_two_annotators() -> None:
    with pytest.raises(Incomparable, match="compares two annotators, found 3"):
        cohen_kappa(Ratings.of([["a"], ["a"], ["a"]]))


def test_fleiss_leaves_out_what_not_all_judged_and_counts_it() -> None:
    found = fleiss_kappa(Ratings.of([["a", "b", "a"], ["a", "b", "b"], ["a", "b", None]]))
    assert (found.value, found.items) == (1, 2)
    assert found.left_out == {"units not judged by all": 1}


def test_ordinal_alpha_forgives_neighbours() -> None:
    near, far = (
        [["low", "medium", "high"], ["medium", "medium", "high"]],
        [["low", "medium", "high"], ["high", "medium", "high"]],
    )
    scale = ["low", "medium", "high"]
    one, other = (krippendorff_alpha(Ratings.of(rows, categories=scale), level="ordinal").value for rows in (near, far))
    assert one is not None
    assert other is not None
    assert one > other


@given(drawn_ratings(), st.randoms(use_true_random=False))
def test_the_order_of_annotators_does_not_matter(ratings: Ratings, random: Any) -> None:
    order = list(range(len(ratings.codes)))
    random.shuffle(order)
    shuffled = Ratings(ratings.codes[order], ratings.categories, ratings.documents, ratings.document_count)
    for coefficient in SYMMETRIC:
        assert coefficient(shuffled).value == pytest.approx(coefficient(ratings).value)


@given(drawn_ratings(annotators=2), st.randoms(use_true_random=False))
def test_the_order_of_units_does_not_matter(ratings: Ratings, random: Any) -> None:
    order = list(range(ratings.codes.shape[1]))
    random.shuffle(order)
    for coefficient in COEFFICIENTS:
        assert coefficient(ratings.where(order)).value == pytest.approx(coefficient(ratings).value)


@given(drawn_ratings(annotators=2))
def test_doubling_all_documents_changes_nothing(ratings: Ratings) -> None:
    doubled = Ratings(
        np.tile(ratings.codes, 2),
        ratings.categories,
        np.concatenate([ratings.documents, ratings.documents + ratings.document_count]),
        2 * ratings.document_count,
    )
    for coefficient in set(COEFFICIENTS) - {krippendorff_alpha}:  # whose correction for small samples gets smaller
        assert coefficient(doubled).value == pytest.approx(coefficient(ratings).value)


@given(drawn_ratings(annotators=2, missing=False))
def test_weights_of_one_give_the_figure_itself(ratings: Ratings) -> None:
    for coefficient in COEFFICIENTS:
        found = coefficient(ratings)
        (weighted,) = found.of(np.ones((1, ratings.document_count)))
        assert (None if np.isnan(weighted) else weighted) == pytest.approx(found.value)


@given(drawn_ratings(annotators=2, missing=False), st.lists(st.integers(0, 2), min_size=4, max_size=4))
def test_a_document_of_weight_two_counts_as_if_it_stood_there_twice(ratings: Ratings, weights: list[int]) -> None:
    again = ratings.where(np.repeat(np.arange(ratings.codes.shape[1]), np.array(weights)[ratings.documents]))
    for coefficient in set(COEFFICIENTS) - {gwet_ac1}:  # which counts the categories in use, and keeps them over resamples
        (weighted,) = coefficient(ratings).of(np.array([weights], dtype=float))
        assert (None if np.isnan(weighted) else weighted) == pytest.approx(coefficient(again).value)


@pytest.mark.parametrize(
    ("coefficient", "observed"),
    [(fleiss_kappa, 1.0), (gwet_ac1, 2 / 3), (krippendorff_alpha, 6 / 8)],
    ids=["units that all judged", "each unit once", "each value once"],
)
def test_the_agreement_observed_is_of_the_units_that_were_used(
    coefficient: Callable[[Ratings], Statistic], observed: float
) -> None:
    assert coefficient(Ratings.of([["a", "b", "a"], ["a", "b", "b"], ["a", "b", None]])).observed == pytest.approx(observed)


def test_interval_alpha_needs_no_table_of_all_scores() -> None:
    scores = np.random.default_rng(3).normal(size=(2, 1000))
    found = krippendorff_alpha(Ratings.of(scores, documents=[*range(1000)]), level="interval")
    assert found.counts.shape == (1000, 4)
    assert found.settings == {"level": "interval"}
