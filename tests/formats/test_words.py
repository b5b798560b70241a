from __future__ import annotations

from corpus.formats.words import rebuilt, sentences, words


def test_words_are_cut_at_places() -> None:
    assert words("post-war", [4, 5, 0, 8]) == [(0, 4), (4, 5), (5, 8)]


def test_sentences_end_with_a_stop_before_a_capital_and_never_inside_a_span() -> None:
    text = "“No.” Ana left. so? Yes"
    found = [text[one[0][0] : one[-1][1]] for one in sentences(text, words(text), [])]
    assert found == ["“No.”", "Ana left. so?", "Yes"]
    assert len(sentences(text, words(text), [(0, 23)])) == 1


def test_a_text_of_words_and_lines_is_the_same_rebuilt() -> None:
    assert rebuilt("Ana left\nBob stayed") == "Ana left\nBob stayed"
