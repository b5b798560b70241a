"""Words: whole ones, and stretches without blanks at their edges."""

from __future__ import annotations

import pytest

from corpus.anchoring.words import solid
from corpus.model.words import cuts_word


@pytest.mark.parametrize(("text", "place"), [("maybe", 3), ("5000", 1), ("e\u0301t", 1), ("naïve", 3)])
def test_a_place_between_letters_digits_and_their_marks_cuts_a_word(text: str, place: int) -> None:
    assert cuts_word(text, place)


@pytest.mark.parametrize(("text", "place"), [("it rains", 2), ("it", 0), ("it", 2), ("US’s", 2), ("东京", 1), ("", 0)])
def test_edges_of_words_and_of_texts_cut_none_nor_does_a_script_without_blanks(text: str, place: int) -> None:
    assert not cuts_word(text, place)


def test_a_stretch_of_blanks_is_nothing() -> None:
    assert solid("a \n b", (1, 4), whole_start=True, whole_end=True) is None


def test_words_are_completed_only_where_it_is_asked_for() -> None:
    assert solid("maybe rainy ", (1, 9), whole_start=False, whole_end=True) == (1, 11)
    assert solid("maybe rainy ", (1, 9), whole_start=True, whole_end=False) == (0, 9)
