from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.fragments import joined, trimmed, without
from corpus.model import Span
from corpus.testing import texts

BOUNDS = st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=4).map(tuple)


@given(BOUNDS)
def test_joined_fragments_cover_the_same_characters_in_order(bounds: tuple[tuple[int, int], ...]) -> None:
    made = joined(bounds)
    assert {place for start, end in made for place in range(start, end)} == {
        place for start, end in bounds for place in range(start, end)
    }
    assert all(before[1] <= after[0] for before, after in pairwise(made))


@given(texts(min_size=1), BOUNDS)
def test_trimmed_fragments_make_a_span_of_ours_or_nothing(text: str, bounds: tuple[tuple[int, int], ...]) -> None:
    inside = tuple((min(start, len(text)), min(end, len(text))) for start, end in bounds)
    made = trimmed(inside, text)
    if made:
        assert Span.of(text, *made).start == made[0][0]


def test_fragments_in_order_stay_the_same_object() -> None:
    bounds = ((0, 2), (3, 4))
    assert joined(bounds) is bounds


def test_a_hole_at_the_edge_shortens() -> None:
    assert without(((0, 11),), ((0, 3),), "Ana says no") == ((4, 11),)
