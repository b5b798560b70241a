from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement.coefficients import krippendorff_alpha
from corpus.agreement.ratings import Ratings
from corpus.agreement.unitizing import Segments, segment, unitizing_alpha
from corpus.model import Span

TEXT = "x" * 40
Units = list[tuple[int, int]]


def laid(*units: tuple[int, int], category: int = 1) -> Segments:
    return segment(len(TEXT), [(Span.of(TEXT, one), category) for one in units])


def alpha(*annotators: Segments, categories: int = 1) -> float | None:
    return unitizing_alpha([annotators], ["gap", *map(str, range(categories))]).value


def by_hand(first: Units, second: Units, size: int) -> float:
    """Work out the definition of 2016 with loops: coincidences are lengths of intersections."""
    partitions = [cut(units, size) for units in (first, second)]
    observed = sum(
        max(0, min(end, their_end) - max(start, their_start))
        for start, end, marked in partitions[0]
        for their_start, their_end, theirs in partitions[1]
        if marked != theirs
    )
    marked = sum(end - start for part in partitions for start, end, kind in part if kind)
    total = 2 * size
    squares = sum((end - start) ** 2 if kind else end - start for part in partitions for start, end, kind in part)
    expected = 2 * marked * (total - marked) / (total - squares / total)
    return 1 - 2 * observed / expected


def cut(units: Units, size: int) -> list[tuple[int, int, bool]]:
    parts, place = [], 0
    for start, end in sorted(units):
        parts += [(place, start, False), (start, end, True)]
        place = end
    return [*parts, (place, size, False)]


@st.composite
def drawn_units(draw: st.DrawFn) -> Units:
    edges = sorted(draw(st.sets(st.integers(0, 39), min_size=2, max_size=8)))
    return list(zip(edges[::2], edges[1::2], strict=False))


@given(drawn_units(), drawn_units())
def test_it_is_what_the_definition_gives_by_hand(first: Units, second: Units) -> None:
    assert alpha(laid(*first), laid(*second)) == pytest.approx(by_hand(first, second, len(TEXT)))


@given(drawn_units(), drawn_units())
def test_annotators_can_be_exchanged(first: Units, second: Units) -> None:
    assert alpha(laid(*first), laid(*second)) == pytest.approx(alpha(laid(*second), laid(*first)))


@given(drawn_units())
def test_the_same_units_agree_perfectly(units: Units) -> None:
    assert alpha(laid(*units), laid(*units), laid(*units)) == pytest.approx(1)


@given(st.sets(st.integers(0, 19)), st.sets(st.integers(0, 19), min_size=1))
def test_units_of_one_code_point_make_it_the_alpha_of_code_points(first: set[int], second: set[int]) -> None:
    one, other = (laid(*((2 * place, 2 * place + 1) for place in places)) for places in (first, second))
    assert alpha(one, other) == pytest.approx(krippendorff_alpha(Ratings.of([one.codes, other.codes])).value)


def test_longer_units_are_worth_less_chance() -> None:
    """The same code points are hit less often by chance when they move as one."""
    whole, parts = laid((5, 15)), laid(*((place, place + 1) for place in range(5, 15)))
    shifted, others = laid((8, 18)), laid(*((place, place + 1) for place in range(8, 18)))
    one, other = alpha(whole, shifted), alpha(parts, others)
    assert one is not None
    assert other is not None
    assert one != other


def test_labels_count_where_there_are_several() -> None:
    same, different = (
        alpha(laid((0, 9)), laid((0, 9)), categories=2),
        alpha(laid((0, 9)), laid((0, 9), category=2), categories=2),
    )
    assert same == pytest.approx(1)
    assert different is not None
    assert different < 0.5  # they still agree on the gap


def test_of_units_inside_one_another_the_outermost_stays_and_the_others_are_counted() -> None:
    nested = laid((5, 15), (6, 8), (14, 20))
    assert (nested.codes.sum(), nested.dropped) == (10, 2)
    found = unitizing_alpha([[nested, laid((5, 15))]], ["gap", "unit"])
    assert (found.value, found.left_out) == (pytest.approx(1), {"spans inside or across a longer one": 2})


def test_nothing_marked_is_undefined() -> None:
    found = unitizing_alpha([[laid(), laid()]], ["gap", "unit"])
    assert (found.value, found.undefined) == (None, "nothing is marked, or everything")


def test_an_annotator_who_does_not_cover_a_document_says_nothing_of_it() -> None:
    first, second = laid((5, 15)), laid((8, 15))
    both = unitizing_alpha([[first, second, None]], ["gap", "unit"]).value
    assert both == pytest.approx(unitizing_alpha([[first, second]], ["gap", "unit"]).value)


def test_documents_of_any_length_stand_side_by_side() -> None:
    empty = segment(0, [])
    found = unitizing_alpha([[laid((5, 15)), laid((5, 15))], [empty, empty]], ["gap", "unit"])
    assert found.value == pytest.approx(1)
    assert np.shape(found.counts)[0] == 2
