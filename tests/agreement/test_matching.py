"""The best one-to-one pairs, and how much spans have in common."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement.matching import common_length, match, overlap, touching
from corpus.model import Span
from corpus.testing import spans

TEXT = "It may well rain in Spain."
rows = st.integers(0, 4)
likenesses = st.dictionaries(st.tuples(rows, rows), st.floats(0.01, 3), max_size=12)


def total(found: list[tuple[int, int]], likeness: dict[tuple[int, int], float]) -> float:
    return sum(likeness[pair] for pair in found)


@given(likenesses)
def test_no_other_pairs_have_more_in_common(likeness: dict[tuple[int, int], float]) -> None:
    best = max(sum(likeness.get(pair, 0) for pair in enumerate(order)) for order in itertools.permutations(range(5)))
    assert abs(total(match(likeness), likeness) - best) < 1e-9


@given(likenesses)
def test_each_row_has_at_most_one_partner_and_only_a_possible_one(likeness: dict[tuple[int, int], float]) -> None:
    found = match(likeness)
    assert set(found) <= set(likeness)
    assert len({one for one, _ in found}) == len({other for _, other in found}) == len(found)


def test_nothing_to_pair_gives_no_pairs() -> None:
    assert match({}) == []


@given(spans(TEXT), spans(TEXT))
def test_spans_have_in_common_the_code_points_that_both_hold(first: Span, second: Span) -> None:
    held = [{place for part in span for place in range(part.start, part.end)} for span in (first, second)]
    assert common_length(first, second) == len(held[0] & held[1])
    assert (overlap(first, second) == 1) == (held[0] == held[1])


def test_no_span_has_nothing_in_common() -> None:
    assert overlap(None, Span.of(TEXT, (0, 2))) == 0


@given(st.lists(st.none() | spans(TEXT), max_size=6), st.lists(st.none() | spans(TEXT), max_size=6))
def test_all_spans_that_overlap_touch(first: list[Span | None], second: list[Span | None]) -> None:
    found = list(touching(first, second))
    assert len(found) == len(set(found))
    assert {
        (one, other)
        for (one, mine), (other, theirs) in itertools.product(enumerate(first), enumerate(second))
        if mine is not None and theirs is not None and mine.overlaps(theirs)
    } <= set(found)
