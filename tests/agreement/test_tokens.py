from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.agreement import agree
from corpus.agreement.tokens import label_tokens, token_alpha, whitespace_tokens
from tests.agreement.samples import cues, news_of, span

if TYPE_CHECKING:
    from corpus.model import Document

TEXT = "It may rain, they said."


def test_tokens_are_what_white_space_separates() -> None:
    assert [TEXT[start:end] for start, end in whitespace_tokens(TEXT)] == ["It", "may", "rain,", "they", "said."]


def test_no_text_has_no_tokens() -> None:
    assert whitespace_tokens(" \n") == []
    assert label_tokens([], []).tolist() == []


def test_a_token_has_the_label_of_what_it_touches() -> None:
    assert label_tokens(whitespace_tokens(TEXT), [(span(TEXT, "rain"), 1)]).tolist() == [0, 0, 1, 0, 0]


def test_a_token_that_only_borders_on_a_span_is_outside() -> None:
    assert label_tokens([(0, 2), (2, 4)], [(span("abcd", "ab"), 1)]).tolist() == [1, 0]


def test_every_fragment_of_a_span_is_labelled_and_the_gap_is_not() -> None:
    assert label_tokens(whitespace_tokens(TEXT), [(span(TEXT, "may|said"), 1)]).tolist() == [0, 1, 0, 0, 1]


def test_of_several_spans_the_shortest_gives_the_label() -> None:
    marked = [(span(TEXT, "may"), 2), (span(TEXT, "It may rain"), 1)]
    assert label_tokens(whitespace_tokens(TEXT), marked).tolist() == [1, 2, 1, 0, 0]
    assert label_tokens(whitespace_tokens(TEXT), marked[::-1]).tolist() == [1, 2, 1, 0, 0]


def test_the_same_labels_agree_perfectly() -> None:
    labels = label_tokens(whitespace_tokens(TEXT), [(span(TEXT, "may"), 1)])
    assert token_alpha([[labels, labels]], ["outside", "cue"]).value == pytest.approx(1)


def test_an_annotator_who_does_not_cover_a_document_says_nothing_of_it() -> None:
    labels = label_tokens(whitespace_tokens(TEXT), [(span(TEXT, "may"), 1)])
    assert token_alpha([[labels, None], [labels, labels]], ["outside", "cue"]).items == 5


def test_tokens_may_come_from_the_caller() -> None:
    news = news_of({"d": TEXT}, {"a": {"d": cues("rain")}, "b": {"d": cues("rain,")}})

    def words(_: Document) -> list[tuple[int, int]]:
        return [(0, 2), (3, 6), (7, 11), (11, 12), (13, 17), (18, 22), (22, 23)]

    measures = ["alpha_tokens"]
    blank = agree(news, sets=["a", "b"], layer="cues", measures=measures)["alpha_tokens"]
    given = agree(news, sets=["a", "b"], layer="cues", measures=measures, tokens=words)["alpha_tokens"]
    assert blank.value == pytest.approx(1)
    assert given.value is not None
    assert given.value < 1
    assert (blank.settings["tokens"], given.settings["tokens"]) == ("white space", "given by the caller")
    assert (blank.items, given.items) == (5, 7)
