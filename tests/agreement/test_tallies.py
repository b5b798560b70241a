from __future__ import annotations

import numpy as np
from hypothesis import given

from corpus.agreement.ratings import Ratings
from corpus.agreement.tallies import agreements, coincidences, contingencies, moments, shares, units
from tests.agreement.samples import drawn_ratings


def test_a_matrix_per_document() -> None:
    ratings = Ratings.of([["a", "b", "b"], ["a", "a", "b"]], documents=[0, 0, 2])
    assert contingencies(ratings).tolist() == [[[1, 0], [1, 0]], [[0, 0], [0, 0]], [[0, 0], [0, 1]]]


def test_a_value_counts_once_however_many_it_is_paired_with() -> None:
    three = Ratings.of([["a", "a"], ["a", "b"], ["b", None]])
    assert coincidences(three)[0].tolist() == [[1, 2], [2, 0]]
    assert coincidences(three).sum() == 5


def test_a_unit_with_one_value_counts_for_no_pair() -> None:
    alone = Ratings.of([["a"], [None]])
    assert coincidences(alone).sum() == agreements(alone).sum() == units(alone, 2).sum() == 0
    assert units(alone, 1).tolist() == [1]
    assert shares(alone).tolist() == [[1]]


@given(drawn_ratings())
def test_the_documents_add_up_to_the_whole(ratings: Ratings) -> None:
    whole = Ratings(ratings.codes, ratings.categories, np.zeros_like(ratings.documents), 1)
    for tally in (coincidences, agreements, shares):
        assert np.allclose(tally(ratings).sum(axis=0), tally(whole)[0])


@given(drawn_ratings())
def test_each_pairable_value_is_counted_once(ratings: Ratings) -> None:
    assert np.isclose(coincidences(ratings).sum(), ratings.pairable().valued.sum())


@given(drawn_ratings())
def test_coincidences_are_symmetric(ratings: Ratings) -> None:
    found = coincidences(ratings)
    assert np.allclose(found, found.transpose(0, 2, 1))


def test_moments_are_taken_from_the_mean_of_the_values_that_have_a_pair() -> None:
    ratings = Ratings.of([[1.0, 5.0, 9.0], [3.0, 7.0, None]], documents=[0, 1, 1])
    assert moments(ratings).tolist() == [[8, 2, -4, 10], [8, 2, 4, 10]]


@given(drawn_ratings())
def test_equal_pairs_weighted_by_their_values_are_the_diagonal_of_the_coincidences(ratings: Ratings) -> None:
    diagonal = np.trace(coincidences(ratings), axis1=1, axis2=2)
    assert np.allclose(agreements(ratings, per_value=True), diagonal)
    assert np.allclose(units(ratings, 2, per_value=True), coincidences(ratings).sum(axis=(1, 2)))
