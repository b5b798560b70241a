from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import agree
from corpus.agreement.spans import count_most, pair_characters, pair_exact, pair_overlapping, pair_touched
from corpus.model import Span
from tests.agreement.samples import cues, news_of, span

if TYPE_CHECKING:
    from corpus.agreement import Agreement

TEXT = "She may well have said that it might rain, or so they claim."


def spans(*words: str) -> list[Span]:
    return [span(TEXT, one) for one in words]


@st.composite
def drawn_spans(draw: st.DrawFn) -> list[Span]:
    edges = st.lists(st.integers(0, 20), min_size=2, max_size=4, unique=True).map(sorted)
    bounds = draw(st.lists(edges, max_size=6))
    return [Span.of("x" * 20, *zip(one[::2], one[1::2], strict=False)) for one in bounds]


def test_equal_spans_match_whatever_their_order() -> None:
    assert pair_exact(spans("may", "might"), spans("might", "may")) == (2, 2, 2)


def test_a_span_that_is_longer_is_not_equal_but_overlaps() -> None:
    assert pair_exact(spans("may"), spans("may well")) == (0, 1, 1)
    assert pair_overlapping(spans("may"), spans("may well")) == (1, 1, 1)


def test_an_interrupted_span_is_one_span() -> None:
    assert pair_exact(spans("may|have"), spans("may", "have")) == (0, 1, 2)
    assert pair_overlapping(spans("may|have"), spans("may", "have")) == (1, 1, 2)
    assert pair_exact(spans("may|have"), spans("may|have")) == (1, 1, 1)


def test_what_stands_in_the_gap_does_not_overlap() -> None:
    assert pair_overlapping(spans("may|have"), spans("well")) == (0, 1, 1)
    assert pair_characters(spans("may|have"), spans("well")) == (0, 7, 4)


def test_of_equal_spans_as_many_match_as_the_other_side_has() -> None:
    assert pair_exact(spans("may", "may"), spans("may")) == (1, 2, 1)


def test_as_many_pairs_as_possible_are_made() -> None:
    """A greedy search would pair "may well" with "well" and leave the other two alone."""
    assert pair_overlapping(spans("may", "may well"), spans("may well", "well")) == (2, 2, 2)


def test_code_points_count_once_however_often_they_are_marked() -> None:
    assert pair_characters(spans("may well", "may"), spans("may")) == (3, 8, 3)


def test_agr_lets_one_span_answer_for_many() -> None:
    assert pair_touched(spans("She may well have said"), spans("She", "may", "claim")) == (1, 1, 2, 3)


@given(drawn_spans(), drawn_spans())
def test_sides_can_be_exchanged(one: list[Span], other: list[Span]) -> None:
    for match in (pair_exact, pair_overlapping, pair_characters):
        both, first, second = match(one, other)
        assert match(other, one) == (both, second, first)


@given(drawn_spans(), drawn_spans())
def test_what_is_equal_overlaps_and_what_overlaps_is_touched(one: list[Span], other: list[Span]) -> None:
    exact, overlapping, touched = pair_exact(one, other)[0], pair_overlapping(one, other)[0], pair_touched(one, other)
    assert exact <= overlapping <= min(touched[0], touched[2])


@given(drawn_spans())
def test_a_side_agrees_with_itself(one: list[Span]) -> None:
    for match in (pair_exact, pair_overlapping, pair_characters):
        both, first, second = match(one, one)
        assert both == first == second


@given(st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=7))
def test_the_most_pairs_are_the_most(edges: set[tuple[int, int]]) -> None:
    def most(left: frozenset[tuple[int, int]]) -> int:
        return max((1 + most(frozenset(e for e in left if e[0] != edge[0] and e[1] != edge[1])) for edge in left), default=0)

    assert count_most(sorted(edges), 5, 5)[0] == most(frozenset(edges))


def measured(*sets: dict[str, list[str]], measures: list[str]) -> Agreement:
    """Compare sets of cues, given as words by document."""
    marked = {name: {document: cues(*words) for document, words in one.items()} for name, one in zip("abc", sets, strict=False)}
    return agree(news_of({"x": TEXT, "y": TEXT}, marked), sets=list(marked), layer="cues", measures=measures)


def test_precision_and_recall_take_the_first_set_as_the_truth() -> None:
    found = measured({"x": ["may", "might"]}, {"x": ["may"]}, measures=["precision_exact", "recall_exact", "f1_exact"])
    assert [found[name].value for name in ("precision_exact", "recall_exact", "f1_exact")] == [1, 0.5, pytest.approx(2 / 3)]


def test_over_more_than_two_sets_f1_is_the_mean_of_the_pairs() -> None:
    found = measured({"x": ["may"]}, {"x": ["may"]}, {"x": ["might"]}, measures=["f1_exact"])
    assert found["f1_exact"].value == pytest.approx(1 / 3)


def test_a_document_counts_for_the_sets_that_cover_it() -> None:
    found = measured({"x": ["may"], "y": ["may"]}, {"x": ["may"], "y": ["may"]}, {"x": ["may"]}, measures=["f1_exact"])
    assert (found["f1_exact"].value, found["f1_exact"].documents) == (1, 2)


def test_each_set_s_spans_are_counted_once_however_many_pairs_it_is_in() -> None:
    sets = {"x": ["may", "might"]}, {"x": ["may"]}, {"x": ["might"]}
    found = measured(*sets, measures=["f1_paired", "f1_exact", "f1_characters", "agr"])
    assert {one.measure: one.items for one in found} == {"f1_paired": 4, "f1_exact": 4, "f1_characters": 16, "agr": 4}


def test_a_set_that_covers_a_document_and_marks_nothing_there_disagrees() -> None:
    empty = {"x": cues("may"), "y": {"sources": [{}]}}
    news = news_of({"x": TEXT, "y": TEXT}, {"a": {"x": cues("may"), "y": cues("may")}, "b": empty})
    assert agree(news, sets=["a", "b"], layer="cues", measures=["f1_exact"])["f1_exact"].value == pytest.approx(2 / 3)
