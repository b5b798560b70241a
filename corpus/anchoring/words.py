"""Words: how a stretch becomes one that a span may have.

>>> solid("it maybe rains", (2, 6), whole_start=True, whole_end=True)
(3, 8)
"""

from __future__ import annotations

from corpus.model.words import cuts_word


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
