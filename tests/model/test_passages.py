"""Passages cut a text at its line ends, and are found again in an edited copy of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Document
from corpus.model.passages import SHORTEST, find_passages, line_starts, passages_of

WORDS = st.sampled_from(["It rained.", "She said so.", "\n", "\r\n", "\n\n", "Ω 😀", "x" * 150, "y" * 250])
LONG_TEXTS = st.lists(WORDS, max_size=30).map("".join)
LINES = [f"{number} " + "words " * 40 + "\n" for number in range(6)]


def withheld(text: str) -> Document:
    return Document.of("d", text).model_copy(update={"text": None, "length": len(text), "passages": passages_of(text)})


@given(LONG_TEXTS)
def test_passages_are_all_of_a_text_and_whole_lines_and_none_is_short(text: str) -> None:
    found = passages_of(text)
    assert len(found) != 1
    if found:
        assert "".join(text[one.start : one.end] for one in found) == text
        assert all(one.end - one.start >= SHORTEST for one in found)
        assert {one.start for one in found} <= set(line_starts(text))


@given(LONG_TEXTS)
def test_all_passages_are_found_in_the_text_itself(text: str) -> None:
    document = withheld(text)
    assert sum(length for _, _, length in find_passages(document, text)) == (len(text) if document.passages else 0)


@given(LONG_TEXTS, LONG_TEXTS, LONG_TEXTS)
def test_what_is_found_is_the_same_words_in_the_same_order(text: str, before: str, after: str) -> None:
    edited = before + text[len(text) // 3 :] + after
    old_end = new_end = 0
    for old, new, length in find_passages(withheld(text), edited):
        assert text[old : old + length] == edited[new : new + length]
        assert old >= old_end
        assert new >= new_end
        old_end, new_end = old + length, new + length


def test_a_passage_that_was_moved_backwards_is_left_out_and_the_others_are_kept() -> None:
    text, moved = "".join(LINES), "".join([*LINES[1:], LINES[0]])
    found = find_passages(withheld(text), moved)
    assert [(old, new) for old, new, _ in found] == [(one.start, one.start - len(LINES[0])) for one in passages_of(text)[1:]]


def test_a_passage_that_was_repeated_is_found_where_it_fits_with_the_others() -> None:
    text = "".join(LINES)
    found = find_passages(withheld(text), LINES[3] + text)
    assert [(old, new) for old, new, _ in found] == [(one.start, one.start + len(LINES[3])) for one in passages_of(text)]


def test_the_last_passage_is_found_although_text_was_added_to_its_line() -> None:
    text = "".join(LINES).rstrip("\n")
    assert len(find_passages(withheld(text), text + " More.")) == len(passages_of(text))


def test_passages_that_overlap_in_the_new_text_are_not_both_found() -> None:
    line = "x" * 99 + "\n"
    text = line * 6
    found = find_passages(withheld(text), line * 3)
    assert [(new, length) for _, new, length in found] == [(0, 200)]


@pytest.mark.parametrize("text", ["", "It rained.", "x" * 1000, "It rained.\n" * 30 + "x" * 10])
def test_nothing_is_found_of_a_document_without_passages(text: str) -> None:
    document = Document.of("d", text).model_copy(update={"text": None, "passages": None})
    assert find_passages(document, text) == []


@pytest.mark.parametrize("text", ["", "It rained.\nSo what?\n", "x" * 1000, "x" * 250 + "\n" + "y" * 199])
def test_a_text_of_one_passage_has_none_beside_its_own_hash(text: str) -> None:
    assert passages_of(text) == ()
