from __future__ import annotations

import numpy as np
import pytest

from corpus.agreement.ratings import Ratings
from corpus.errors import Incomparable


def test_labels_are_numbered_in_their_order() -> None:
    ratings = Ratings.of([["b", "a"], ["c", "b"]])
    assert (ratings.categories, ratings.codes.tolist()) == (("a", "b", "c"), [[1, 0], [2, 1]])


def test_a_given_order_of_categories_is_kept() -> None:
    ratings = Ratings.of([["low", "high"], ["high", "high"]], categories=["low", "medium", "high"])
    assert (ratings.categories, ratings.codes.tolist()) == (("low", "medium", "high"), [[0, 2], [2, 2]])


def test_what_is_missing_has_no_category() -> None:
    assert Ratings.of([["a", None], [None, None]]).codes.tolist() == [[0, -1], [-1, -1]]


def test_an_annotator_may_have_no_value_at_all() -> None:
    assert Ratings.of([[None, None], [True, False]]).codes.tolist() == [[-1, -1], [1, 0]]


@pytest.mark.parametrize("values", [[[7, 3, 7], [3, 3, 9]], [[-7, 3, 10**9], [3, -7, 10**9]]])
def test_whole_numbers_are_numbered_alike_in_arrays_and_lists(values: list[list[int]]) -> None:
    listed, arrayed = Ratings.of(values), Ratings.of([np.array(row) for row in values])
    assert listed.categories == arrayed.categories
    assert listed.codes.tolist() == arrayed.codes.tolist()


def test_nan_in_an_array_is_missing() -> None:
    assert Ratings.of([np.array([1.0, np.nan]), np.array([np.nan, 2.0])]).codes.tolist() == [[0, -1], [-1, 1]]


def test_the_categories_that_occur_are_known() -> None:
    assert Ratings.of([["a", None], ["a", "a"]], categories=["a", "b"]).occurring == ("a",)


def test_one_annotator_cannot_be_compared() -> None:
    with pytest.raises(Incomparable, match="at least two annotators, found one"):
        Ratings.of([["a"]])


def test_annotators_need_as_many_values_as_each_other() -> None:
    with pytest.raises(Incomparable, match="found 1, 2"):
        Ratings.of([["a"], ["a", "b"]])


def test_a_label_that_is_no_category_is_refused() -> None:
    with pytest.raises(Incomparable, match="found 'maybe'"):
        Ratings.of([["yes"], ["maybe"]], categories=["yes", "no"])


def test_no_units_are_no_mistake() -> None:
    assert Ratings.of([[], []]).codes.shape == (2, 0)
