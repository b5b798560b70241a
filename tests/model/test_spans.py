from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from corpus.model import Fragment, Span
from corpus.testing import spans

TEXT = "Say “no” 😀 to e\u0301 İ\u2028and go."
ANY = spans(TEXT)


def code_points(span: Span) -> set[int]:
    return {place for fragment in span for place in range(fragment.start, fragment.end)}


@given(ANY)
def test_a_span_is_the_sequence_of_its_fragments(span: Span) -> None:
    assert list(span) == [span[place] for place in range(len(span))] == list(span.fragments)
    assert (span.start, span.end) == (span[0].start, span[-1].end)


@given(ANY)
def test_the_surface_joins_the_fragments_by_one_space(span: Span) -> None:
    assert span.surface == str(span) == " ".join(TEXT[fragment.start : fragment.end] for fragment in span)


@given(ANY)
def test_a_span_is_cut_out_of_its_text_again(span: Span) -> None:
    assert Span.of(TEXT, *((fragment.start, fragment.end) for fragment in span)) == span


@given(ANY, ANY)
def test_spans_overlap_when_they_share_a_code_point(one: Span, other: Span) -> None:
    assert one.overlaps(other) == other.overlaps(one) == bool(code_points(one) & code_points(other))


@given(ANY, ANY)
def test_a_span_that_contains_another_has_all_of_its_code_points(one: Span, other: Span) -> None:
    assert not one.contains(other) or code_points(other) <= code_points(one)


@given(ANY)
def test_a_span_contains_itself(span: Span) -> None:
    assert span.contains(span)


@given(ANY, st.data())
def test_fragments_out_of_order_are_refused(span: Span, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(span))))
    if order == sorted(order):
        assert Span(tuple(span[place] for place in order)) == span
    else:
        with pytest.raises(ValidationError, match="E103"):
            Span(tuple(span[place] for place in order))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 4), (0, 0)])
def test_an_empty_or_reversed_fragment_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValidationError, match="E104"):
        Fragment(start=start, end=end, text="x")


@pytest.mark.parametrize("text", ["x", "xyz", "😀", "e\u0301a"])
def test_a_surface_of_another_length_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="E101"):
        Fragment(start=0, end=2, text=text)


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\r", "\f", "\x1c", "\x85", "\u00a0", "\u2028", "\u3000"])
def test_a_blank_at_an_edge_is_refused(blank: str) -> None:
    for text in (f"{blank}x", f"x{blank}", blank * 2):
        with pytest.raises(ValidationError, match="E105"):
            Fragment(start=0, end=2, text=text)


@pytest.mark.parametrize("unblank", ["\u200b", "\ufeff", "\u0301", "\u00ad", "\x00"])
def test_what_is_invisible_but_not_blank_may_stand_at_an_edge(unblank: str) -> None:
    assert Fragment(start=0, end=2, text=f"{unblank}x").text == f"{unblank}x"


@pytest.mark.parametrize("offset", [-1, 2**31, 0.0, "0", True])
def test_an_offset_is_a_whole_number_that_fits(offset: object) -> None:
    with pytest.raises(ValidationError):
        Fragment.model_validate({"start": offset, "end": 1, "text": "x"})


def test_a_span_has_at_least_one_fragment() -> None:
    with pytest.raises(ValidationError, match="too_short"):
        Span(())
