"""Pieces of Markdown: whatever stands in the data stays text."""

from __future__ import annotations

import pytest

from corpus.release.markdown import code, count, fence, own, prose, table


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("`a`", r"\`a\`"),
        ("two\nlines\u2028and\x00more", "two lines and more"),
        ("<script> & $x$", r"\<script\> \& \$x\$"),
        ("snake_case and _emphasis_", r"snake_case and \_emphasis\_"),
        ("- a", r"\- a"),
        ("+ a", r"\+ a"),
        ("1. a", r"1\. a"),
        ("12) a", r"12\) a"),
        ("# a", r"\# a"),
        ("2025 was", "2025 was"),
        ("0.71", "0.71"),
        (" ", ""),
    ],
)
def test_prose_is_never_taken_for_markup(text: str, written: str) -> None:
    assert prose(text) == written


def test_our_own_sentences_keep_their_markdown_but_break_no_table() -> None:
    assert own("a `b` |\nc") == r"a `b` \| c"


def test_code_with_ticks_in_it_is_held_by_more_ticks() -> None:
    assert code("a`b|c") == r"`` a`b\|c ``"


def test_a_fence_is_longer_than_any_in_it() -> None:
    assert fence("````", "sh") == "`````sh\n````\n`````"


def test_a_table_sets_numbers_to_the_right() -> None:
    assert table(["a", "n"], [["x", 1]], right=["n"]) == "| a | n |\n| --- | ---: |\n| x | 1 |"


def test_one_is_singular() -> None:
    assert [count(number, "entry", "entries") for number in (0, 1, 2)] == ["0 entries", "1 entry", "2 entries"]
