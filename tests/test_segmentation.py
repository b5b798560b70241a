"""Sentences and tokens: offsets that cover a text, cut at lines and sections."""

from __future__ import annotations

import itertools
import logging
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.segmentation import LINE_BREAKS, Segmentation, segment

SEED = Path(__file__).parents[2] / "shared" / "seed" / "000_6b499b955b184096.txt"

PIECES = [
    "He",
    "said",
    ".",
    " ",
    "\n",
    "\r\n",
    "\r",
    "\f",
    "\v",
    "\x85",
    "\u2028",
    "\u2029",
    "\xa0",
    "\t",
    "“",
    "”",
    '"',
    "?",
    "!",
]
PIECES += [
    "U.S.",
    "Lt.",
    "No.",
    "5",
    "•",
    "🚀",
    "e\u0301",
    "\u200d",
    "\u202e",
    "عربي",
    "漢字",
    "1.",
    "'s",
    "http://a.b/c",
    ":-)",
    "\0",
]
TEXTS = st.one_of(st.lists(st.sampled_from(PIECES)).map("".join), st.text())


@st.composite
def texts_with_sections(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    """Draw a text and disjoint sections of it."""
    text = draw(TEXTS)
    edges = sorted(draw(st.sets(st.integers(0, len(text)), max_size=6)))
    return text, list(zip(edges[::2], edges[1::2], strict=False))


def sentences(text: str, language: str = "en") -> list[str]:
    """Give the surfaces of the sentences of a text."""
    return [text[start:end] for start, end in segment(text, language=language).sentences]


def tokens(text: str) -> list[str]:
    """Give the surfaces of the tokens of a text."""
    return [text[start:end] for start, end in segment(text).tokens]


@given(texts_with_sections(), st.sampled_from(["en", "de", "xx"]))
def test_tokens_are_ordered_and_cover_every_code_point_that_is_not_blank(
    drawn: tuple[str, list[tuple[int, int]]], language: str
) -> None:
    text, sections = drawn
    found = segment(text, sections, language=language).tokens
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(found))
    covered = [position for start, end in found for position in range(start, end)]
    assert covered == [position for position, character in enumerate(text) if not character.isspace()]


@given(texts_with_sections())
def test_each_token_lies_in_one_sentence_and_each_sentence_begins_and_ends_with_a_token(
    drawn: tuple[str, list[tuple[int, int]]],
) -> None:
    found = segment(*drawn)
    inside = [[one for one in found.tokens if start <= one[0] and one[1] <= end] for start, end in found.sentences]
    assert tuple(itertools.chain(*inside)) == found.tokens
    assert [(one[0][0], one[-1][1]) for one in inside] == list(found.sentences)


@given(texts_with_sections())
def test_a_sentence_crosses_neither_a_line_break_nor_the_edge_of_a_section(drawn: tuple[str, list[tuple[int, int]]]) -> None:
    text, sections = drawn
    edges = [edge for section in sections for edge in section]
    for start, end in segment(text, sections).sentences:
        assert not set(text[start:end]) & set(LINE_BREAKS)
        assert not any(start < edge < end for edge in edges)


@given(TEXTS)
def test_the_same_text_is_always_cut_at_the_same_places(text: str) -> None:
    assert segment(text) == segment(text)


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r", "\f", "\v", "\x85", "\u2028", "\u2029"])
def test_every_line_break_ends_a_sentence(line_break: str) -> None:
    assert sentences(f"Hot news{line_break}He left") == ["Hot news", "He left"]


def test_a_section_that_begins_inside_a_word_cuts_the_word() -> None:
    assert segment("headline", [(0, 4), (4, 8)]).tokens == ((0, 4), (4, 8))


@pytest.mark.parametrize(
    "expected",
    [
        ["He left.", "She stayed."],
        ["He met Mr. Doe of the U.S. Navy in St. Louis."],
        ["Lt. Col. Doe met Sgt. Roe.", "They left."],
        ["He lives in the U.S.", "The Navy knows."],
        ["It began at 5 p.m.", "It ended."],
        ["Mr. He met Dr. The."],
        ["See No. 5 for more."],
        ["He said no.", "5 agreed."],
        ["She left.", "“We stay,” he said."],
        ["She left.", '"We stay," he said.'],
        ["He said “we stay.”", "She left."],
        ['He said "we stay."', '"Why?" she asked.'],
        ["He left.", "(She stayed.)", "‘Oh!’ they said."],
        ["“Is it?” he asked."],
        ["What?!", "No… maybe."],
        ["1. The first point.", "It holds."],
        ["• Venezuela claims it."],
    ],
)
def test_a_line_of_news_is_cut_into_its_sentences(expected: list[str]) -> None:
    assert sentences(" ".join(expected)) == expected


def test_a_closing_mark_of_another_tradition_stays_with_its_sentence() -> None:
    assert sentences("„Hallo.“ Dann ging er.", "de") == ["„Hallo.“", "Dann ging er."]


def test_a_token_holds_no_blank_whatever_the_blank_is() -> None:
    assert tokens("a\xa0b\u2003 c\td") == ["a", "b", "c", "d"]


def test_a_text_of_blanks_has_no_sentence() -> None:
    assert segment(" \n\t\u2029") == Segmentation([], [])


def test_the_region_of_a_language_tag_does_not_matter() -> None:
    assert segment("He lives in the U.S. Navy.", language="en-GB") == segment("He lives in the U.S. Navy.")


@pytest.mark.parametrize("language", ["qq", "tlh-Latn", "x-private"])
def test_a_language_unknown_to_spacy_is_cut_by_the_rules_for_any_and_the_log_says_so(
    language: str, caplog: pytest.LogCaptureFixture
) -> None:
    from corpus.segmentation import _pipeline

    _pipeline.cache_clear()
    with caplog.at_level(logging.WARNING, "corpus.segmentation"):
        assert segment("He left. She stayed.", language=language).sentences == ((0, 8), (9, 20))
    assert language.partition("-")[0] in caplog.text


def test_segmentations_are_equal_by_what_they_hold() -> None:
    one, same, other = (
        Segmentation([(0, 3)], [(0, 3)]),
        Segmentation([(0, 3)], [(0, 3)]),
        Segmentation([(0, 3)], [(0, 2), (2, 3)]),
    )
    assert one == same
    assert hash(one) == hash(same)
    assert one != other
    assert one != ((0, 3),)
    assert repr(other) == "<Segmentation: 1 sentences, 2 tokens>"


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="the seed article is not beside the checkout")
def test_the_sentences_of_the_seed_article_end_where_its_author_ended_them() -> None:
    text = SEED.read_bytes().decode()
    found = sentences(text)
    assert "• Venezuela claims it has 5,000 Russian Igla-S anti-aircraft missiles across the country." in found
    assert any(one.startswith("“We are certainly looking at land now") for one in found)
    assert any(one.endswith("sovereignty “at any cost.”") for one in found)
    assert all(one[-1] in ".?!”)" for one in found if len(one) > 80 and one != text.split("\n")[0])
