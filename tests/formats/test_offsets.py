from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.offsets import CONVENTIONS, Convention, folded, matches, positions, prove
from corpus.testing import texts

EMOJI = "😀 Ana says no.\nHe said é."


def counted(text: str, convention: Convention, start: int, end: int) -> tuple[int, int]:
    """Write bounds as a tool of that convention would."""
    places = positions(text, convention)
    last = int(places[end]) - (convention.end == "inclusive")
    return int(places[start]), last


@given(text=texts(min_size=1), data=st.data())
def test_whatever_a_tool_counts_the_proof_gives_back_the_place(text: str, data: st.DataObject) -> None:
    convention = data.draw(st.sampled_from(CONVENTIONS))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    bounds = counted(text, convention, start, end)
    proof = prove(text, [((bounds,), text[start:end])], expected=convention)
    places = positions(text, convention).tolist()
    if all(places.index(places[place]) == place for place in (start, end)):  # not inside a character for that unit
        assert proof.is_complete
        found = proof.code_points(*bounds)
        assert folded(text[found[0] : found[1]]) == folded(text[start:end])


@pytest.mark.parametrize(("bounds", "unit"), [((6, 10), "code points"), ((7, 11), "UTF-16 units"), ((9, 13), "UTF-8 bytes")])
def test_an_emoji_before_the_span_tells_the_units_apart(bounds: tuple[int, int], unit: str) -> None:
    proof = prove(EMOJI, [((bounds,), "says")])
    assert proof.convention.unit == unit
    assert proof.code_points(*bounds) == (6, 10)


def test_graphemes_are_told_apart_from_code_points() -> None:
    text = "👩\u200d👩\u200d👧 says"
    assert prove(text, [(((2, 6),), "says")]).convention.unit == "graphemes"


def test_an_inclusive_end_is_found() -> None:
    proof = prove(EMOJI, [(((6, 9),), "says"), (((2, 4),), "Ana")])
    assert str(proof.convention) == "code points, ends inclusive"
    assert proof.code_points(6, 9) == (6, 10)


@pytest.mark.parametrize(
    ("text", "bounds", "newline"), [("a\r\nb says", (4, 8), "CRLF as one"), ("a\nb says", (5, 9), "LF as two")]
)
def test_line_ends_counted_as_one_or_two_are_found(text: str, bounds: tuple[int, int], newline: str) -> None:
    assert prove(text, [((bounds,), "says")]).convention == Convention("code points", newline)  # type: ignore[arg-type]


def test_plain_text_cannot_tell_and_the_proof_says_so() -> None:
    proof = prove("Ana says no", [(((4, 8),), "says")])
    assert proof.convention == Convention()
    assert proof.is_ambiguous
    assert {one.unit for one in proof.alternatives} == {"UTF-16 units", "UTF-8 bytes"}


def test_without_spans_nothing_is_ambiguous() -> None:
    assert not prove("Ana", []).is_ambiguous


def test_a_text_beyond_the_basic_plane_is_unambiguous_where_a_span_stands_behind_it() -> None:
    assert not prove(EMOJI, [(((18, 22),), "said")]).is_ambiguous
    assert prove("Ana 😀", [(((0, 3),), "Ana")]).is_ambiguous


def test_the_misses_are_listed_under_the_convention_that_fits_best() -> None:
    proof = prove(EMOJI, [(((7, 11),), "says"), (((3, 6),), "Ana"), (((0, 5),), "wrong")])
    assert proof.convention.unit == "UTF-16 units"
    assert (proof.matched, proof.misses, proof.is_complete) == (2, (2,), False)


def test_bounds_inside_a_character_are_refused() -> None:
    proof = prove(EMOJI, [(((7, 11),), "says")])
    with pytest.raises(ValueError, match="between characters"):
        proof.code_points(1, 3)
    with pytest.raises(ValueError, match="between characters"):
        proof.code_points(0, 999)


def test_fragments_are_compared_joined_by_a_blank() -> None:
    assert matches("turn it off", ((0, 4), (8, 11)), "turn off")


def test_a_reversed_place_matches_nothing() -> None:
    assert not matches("turn it off", ((4, 0),), "")
