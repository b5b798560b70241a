from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.view.marks import Mark
from corpus.view.palette import STYLES, Palette
from corpus.view.paragraphs import lines, paragraph

PLAIN = Palette(colour=False)
TEXT = "He said they may go."


def test_nested_marks_open_outer_first_and_close_inner_first() -> None:
    marks = [Mark(8, 16, "hedge", "hedge"), Mark(8, 19, "content", None, (1,)), Mark(8, 12, "mention", "PER")]
    assert paragraph(TEXT, marks, PLAIN).plain == "He said «{[they|PER] may|hedge} go»¹."


def test_crossing_marks_keep_their_own_brackets() -> None:
    marks = [Mark(3, 12, "mention", "X"), Mark(8, 16, "hedge", "hedge")]
    assert paragraph(TEXT, marks, PLAIN).plain == "He [said {they|X] may|hedge} go."


def test_marks_with_equal_bounds_nest() -> None:
    marks = [Mark(0, 2, "mention", "PER"), Mark(0, 2, "source", None, (1,)), Mark(0, 2, "content", None, (2,))]
    assert paragraph(TEXT, marks, PLAIN).plain.startswith("«*[He|PER]*¹»² said")


def test_the_innermost_colour_wins_and_the_underline_stays() -> None:
    marks = [Mark(8, 19, "content", None, (1,)), Mark(8, 16, "mention", "X"), Mark(13, 16, "hedge", "hedge")]
    shown = paragraph(TEXT, marks, Palette())
    at = shown.plain.index("may")
    (style,) = [span.style for span in shown.spans if span.start == at < span.end]
    assert style == STYLES["content"] + STYLES["mention"] + STYLES["hedge"]


def test_a_mark_that_begins_in_another_line_is_not_opened_again() -> None:
    assert paragraph("ab\ncd", [Mark(0, 5, "content", None, (1,))], PLAIN, (3, 5)).plain == "cd»¹"


def test_a_mark_elsewhere_changes_nothing() -> None:
    assert paragraph("ab\ncd", [Mark(0, 2, "mention", "X")], PLAIN, (3, 5)).plain == "cd"


def test_control_characters_of_a_text_cannot_steer_the_terminal() -> None:
    assert "\x1b" not in paragraph("a\x1b[2Jb", [], PLAIN).plain


def test_only_line_feeds_end_a_line() -> None:
    assert list(lines("a\u2028b\x0cc\r\nd")) == [(0, 5), (7, 8)]


@pytest.mark.parametrize("text", ["", "\n", " \n\t\n"])
def test_a_blank_text_has_no_lines(text: str) -> None:
    assert list(lines(text)) == []


KINDS = st.sampled_from(sorted(STYLES))
MARKS = st.lists(st.builds(lambda at, length, kind: Mark(at, at + length, kind), st.integers(0, 30), st.integers(1, 30), KINDS))


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), max_size=40), MARKS)
def test_in_colour_marks_without_numbers_add_guillemets_alone(text: str, marks: list[Mark]) -> None:
    bare = [mark for mark in marks if mark.kind != "content"]
    assert paragraph(text, bare, Palette()).plain == text
