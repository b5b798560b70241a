"""Words: whether an edge cuts one, and how a stretch becomes one that a span may have.

>>> cuts_word("it may", 4), cuts_word("it may", 3)
(True, False)
>>> solid("it maybe rains", (2, 6), whole_start=True, whole_end=True)
(3, 8)
"""

from __future__ import annotations

import unicodedata

LAST_SPACED = "\u0dff"
"""Scripts that write without blanks between words come after this character."""
UNSPACED = ("THAI", "LAO", "MYANMAR", "KHMER", "HIRAGANA", "KATAKANA", "CJK")
"""How the names of their characters begin; there a word has no edges that could be seen."""


def cuts_word(text: str, place: int) -> bool:
    """Tell whether a place stands inside a word."""
    return 0 < place < len(text) and _is_of_word(text[place - 1]) and _is_of_word(text[place])


def solid(text: str, bounds: tuple[int, int], *, whole_start: bool, whole_end: bool) -> tuple[int, int] | None:
    """Take the blanks off the edges of a stretch, and complete the words at its edges; None where nothing is left.

    Args:
        text: the text.
        bounds: the stretch, in half-open code points.
        whole_start: whether the word at the start is completed.
        whole_end: whether the word at the end is completed.
    """
    start, end = bounds
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start == end:
        return None
    while whole_start and cuts_word(text, start):
        start -= 1
    while whole_end and cuts_word(text, end):
        end += 1
    return start, end


def _is_of_word(character: str) -> bool:
    if character > LAST_SPACED and unicodedata.name(character, "").startswith(UNSPACED):
        return False
    return character.isalnum() or unicodedata.category(character).startswith("M")
