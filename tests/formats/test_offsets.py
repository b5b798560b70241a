from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.offsets import CONVENTIONS, Convention, Expected, Proof, folded, matches, positions, prove
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
    assert (proof.is_indifferent, proof.is_ambiguous) == (True, False)
    assert {one.unit for one in proof.alternatives} == {"UTF-16 units", "UTF-8 bytes"}


def standing(text: str, *spans: Expected) -> str:
    proof = prove(text, spans)
    return "ambiguous" if proof.is_ambiguous else "indifferent" if proof.is_indifferent else "proved"


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("Ana", [], "proved"),
        ("Ana", [(((0, 3),), "Bob")], "proved"),
        ("naïve Ana", [(((6, 9),), "Ana")], "indifferent"),
        ("Ana 😀", [(((0, 3),), "Ana")], "indifferent"),
        ("😀 Ana", [(((2, 5),), "Ana")], "proved"),
        ("😀 Ana", [(((3, 6),), "Ana")], "proved"),
        ("😀 aaaaaa", [(((4, 6),), "aa")], "ambiguous"),
        ("😀 aaaaaa", [(((4, 6),), "aa"), (((2, 8),), "aaaaaa")], "proved"),
        ("😀 aaaaaa", [(((4, 6),), "aa"), (((0, 1),), "wrong")], "ambiguous"),
        ("é aaaa", [(((4, 5),), "a")], "ambiguous"),
        ("Ana é Ana", [(((0, 3),), "Ana"), (((6, 9),), "Ana")], "indifferent"),
        ("é aaaaaa", [(((7, 9),), "aa"), (((3, 9),), "aaaaaa")], "proved"),
        ("👩\u200d👩\u200d👧 says", [(((2, 6),), "says")], "proved"),
        ("e\u0301 aaaaaa", [(((2, 5),), "aaa")], "proved"),
    ],
)
def test_what_the_surfaces_cannot_tell_matters_only_where_a_span_would_lie_elsewhere(
    text: str, spans: list[Expected], expected: str
) -> None:
    assert standing(text, *spans) == expected


@given(st.text(st.sampled_from("aé😀\n"), min_size=1, max_size=12), st.data())
def test_a_file_is_ambiguous_where_some_unit_that_fits_puts_a_span_elsewhere(text: str, data: st.DataObject) -> None:
    starts = data.draw(st.lists(st.integers(0, len(text) - 1), min_size=1, max_size=4))
    spans: list[Expected] = [(((start, start + 1),), text[start]) for start in starts]
    proof = prove(text, spans)
    fitting = [Proof(text, spans, one) for one in proof.alternatives if one == Convention(one.unit) and one.unit != "graphemes"]
    places = [[one.code_points(*bounds[0]) for bounds, _ in spans] for one in (proof, *fitting)]
    assert proof.is_ambiguous == any(one != places[0] for one in places)
    assert proof.is_indifferent == (bool(fitting) and all(one == places[0] for one in places))


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
