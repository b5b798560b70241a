from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.checks.numerals import AMBIGUOUS, SCALES, WORDS, readings
from corpus.testing import texts

PLAIN = {
    "5,000": 5000.0,
    "7,421,000.5": 7421000.5,
    "10 000": 10000.0,
    "1\u00a0000\u00a0000": 1e6,
    "12.5": 12.5,
    "8%": 8.0,
    "40 per cent": 40.0,
    "$1.2bn": 1.2e9,
    "US$1.2 billion": 1.2e9,
    "€4.5 mn": 4.5e6,
    "4.5 million": 4.5e6,
    "eight": 8.0,
    "zero": 0.0,
    "Twenty-One": 21.0,
    "ninety nine": 99.0,
    "two hundred and five": 205.0,
    "two hundred fifty": 250.0,
    "five thousand two hundred": 5200.0,
    "two thousand and five": 2005.0,
    "seventy-five thousand": 75000.0,
    "a hundred and fifty thousand": 150000.0,
    "a dozen": 12.0,
    "two dozen": 24.0,
    "half a dozen": 6.0,
    "a million": 1e6,
    "half a million": 5e5,
    "one and a half million": 1.5e6,
    "one-and-a-half": 1.5,
    "two and a quarter": 2.25,
    "2½": 2.5,
    "1 ¾ million": 1.75e6,
    "2 1/2": 2.5,
    "third": 3.0,
    "the 3rd": 3.0,
    "twenty-first": 21.0,
    "thirteenth": 13.0,
    "fiftieth": 50.0,
    "the 1990s": 1990.0,
    "6,000 meters": 6000.0,
    "5 km": 5.0,
    "no fewer than 5,000": 5000.0,
    "15,000-strong": 15000.0,
}
PIECES = [*WORDS, *SCALES, *AMBIGUOUS, "a", "an", "and", "in", "/", "-", "½", "²", "2", "0", "5,000"]


@pytest.mark.parametrize("surface", PLAIN)
def test_a_surface_that_says_one_number_is_read_as_it_alone(surface: str) -> None:
    assert readings(surface) == [PLAIN[surface]]


@pytest.mark.parametrize(
    ("surface", "said"),
    [
        ("4-5", [4.0, 5.0]),
        ("4,000–5,000", [4000.0, 5000.0]),
        ("4 to 5 million", [4e6, 5e6]),
        ("$4-5bn", [4e9, 5e9]),
        ("$1m-$2m", [1e6, 2e6]),
        ("five or six hundred", [500.0, 600.0]),
        ("between two and a dozen", [2.0, 12.0]),
        ("ten to fifteen", [10.0, 15.0]),
        ("£3m", [3e6]),
        ("3 m", [3.0]),
        ("two-thirds", [2 / 3]),
        ("three quarters", [0.75]),
        ("a third", [1 / 3]),
        ("3/4", [0.75]),
        ("a quarter of a million", [250000.0]),
        ("one in five", [0.2]),
        ("nine out of ten", [0.9]),
        ("-5", [-5.0]),
        ("\u22125 degrees", [-5.0]),
        ("minus five", [-5.0]),
    ],
)
def test_a_surface_that_is_open_between_several_has_all_of_them(surface: str, said: list[float]) -> None:
    assert set(said) <= set(readings(surface))


@pytest.mark.parametrize(
    "surface",
    ["", "Wednesday", "the past weeks", "millions", "hundreds of thousands", "dozens", "a few thousand", "several hundred",
     "a m", "an hour", "twice", "+", "and", "plushalf"],
)  # fmt: skip
def test_a_surface_without_a_number_that_can_be_read_says_none(surface: str) -> None:
    assert readings(surface) == []


def test_a_number_too_large_to_hold_is_left_out() -> None:
    assert readings("9" * 5000) == readings(f"{'9' * 5000}½") == readings(f"{'9' * 308} million") == []


def test_no_reading_stands_twice() -> None:
    assert readings("fifty-fifty, 50") == [50.0]


@given(
    texts()
    | st.lists(
        st.sampled_from([*WORDS, *SCALES, *AMBIGUOUS, *["a", "an", "and", "half", "/", "-", "½", "2", "0", "5,000", "²", "in"]])
    ).map(" ".join)
)
def test_any_surface_is_read_without_fail_and_into_numbers_alone(surface: str) -> None:
    assert all(isinstance(number, float) and math.isfinite(number) for number in readings(surface))


@given(st.integers(0, 10**12))
def test_digits_say_what_they_say_however_they_are_grouped(number: int) -> None:
    assert readings(f"{number}") == readings(f"{number:,}") == [float(number)]
