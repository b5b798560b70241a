from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.release.withholding.phrases import Phrases, words_of
from corpus.testing.texts import names


@pytest.mark.parametrize("text", ["It may RAIN.", "it  may\nrain", "(it–may–rain)", "That it may rain is known."])
def test_a_run_of_words_is_found_whatever_stands_between_and_around_them(text: str) -> None:
    assert Phrases.of(["It may rain"]).find(text) == "it may rain"


@pytest.mark.parametrize("text", ["It may", "rain may it", "it may raindrop", "bit may rain", ""])
def test_other_words_are_not_found(text: str) -> None:
    assert Phrases.of(["It may rain"]).find(text) is None


def test_a_surface_of_one_word_counts_for_nothing_and_a_name_of_one_word_as_it_is_written() -> None:
    phrases = Phrases.of(["may", "US"], names=["US"])
    assert [phrases.find(text) for text in ("it may", "let us see", "the US")] == [None, None, "US"]


def test_a_name_in_a_script_without_blanks_is_found_inside_other_characters() -> None:
    assert Phrases.of([], names=["东京"]).find("在东京都") == "东 京"


def test_letters_are_the_same_however_they_are_composed() -> None:
    assert Phrases.of([], names=["Nicola\u0301s Maduro"]).find("by Nicolás Maduro") is not None


def test_five_words_in_a_row_of_a_text_are_a_quotation_and_four_are_none() -> None:
    phrases = Phrases.of([], texts=["She said that it may rain in Caracas."])
    assert phrases.find("Example: “That it may rain in ...”") == "that it may rain in"
    assert phrases.find("Example: “that it may rain”") is None


@pytest.mark.parametrize("name", ["", "-", "« »", "\u0301"])
def test_what_has_no_letter_and_no_digit_spells_nothing(name: str) -> None:
    assert Phrases.of([name], names=[name]).find(f"a {name} b") is None


@given(st.lists(names(), min_size=1, max_size=3), names(), names())
def test_a_name_is_found_wherever_it_stands_between_blanks(found: list[str], before: str, after: str) -> None:
    phrases = Phrases.of([], names=found)
    for name in found:
        assert (phrases.find(f"{before} \n {name} \n {after}") is not None) or not words_of(name)
