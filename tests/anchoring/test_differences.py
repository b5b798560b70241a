"""Differences: what a comparison holds on to, and what it takes back."""

from __future__ import annotations

from corpus.anchoring.differences import equal_blocks, with_moved_paragraphs


def kept(old: str, new: str) -> list[str]:
    return [old[start : start + size] for start, _, size in equal_blocks(old, new)]


def test_several_edits_leave_everything_between_them_equal() -> None:
    old = "On Monday the minister said that it may rain in the north. On Tuesday she said that it would not rain there."
    new = old.replace("Monday", "Sunday").replace("would not", "will")
    assert "day the minister said that it may rain in the north. On Tuesday she said that it w" in "|".join(kept(old, new))


def test_a_deleted_sentence_takes_nothing_from_the_others() -> None:
    first, second, third = "The US said no. ", "The US said that the sea is calm. ", "The US said yes."
    assert "".join(kept(first + second + third, first + third)) == first + third
    assert len(kept(first + second + third, first + third)) == 2


def test_a_word_that_stayed_outweighs_the_blanks_of_a_sentence_that_was_rewritten() -> None:
    found = kept("Photos of Venezuela and its ministers surfaced.", "She assured that all of them in Venezuela agree.")
    assert any("Venezuela" in passage for passage in found)


def test_blanks_and_marks_hold_equal_words_in_their_places() -> None:
    assert equal_blocks("x ab ab ab y", "x aꙮb ab aꙮb y") == [(0, 0, 3), (3, 4, 6), (9, 11, 3)]


def test_of_a_paragraph_that_moved_nothing_stays_where_it_was() -> None:
    moved = "It rained all day long in Caracas."
    old, new = f"{moved}\nShe said no.", f"She said no.\n{moved}"
    blocks = with_moved_paragraphs(old, new, [(0, 3, 2), (len(moved), 12, 1)])
    assert blocks == [(len(moved), 12, 1), (0, 13, len(moved))]
