"""Where a fragment stands, said twice: by position, and by the words with what stands around them.

>>> from corpus.formats.webannotation.selecting import selectors
>>> position, quote = selectors("Ana says no.", 4, 8)
>>> position["start"], position["end"], quote["prefix"], quote["exact"], quote["suffix"]
(4, 8, 'Ana ', 'says', ' no.')
"""

from __future__ import annotations

from typing import Any

AROUND = 32
"""How many code points before and after a quote are given, so that it is found again if the text moves."""


def selectors(text: str, start: int, end: int) -> list[dict[str, Any]]:
    """Give the selectors of one stretch of text; each selects the same."""
    position = {"type": "TextPositionSelector", "start": start, "end": end}
    quote = {"type": "TextQuoteSelector", "exact": text[start:end]}
    before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return [position, quote | ({"prefix": before} if before else {}) | ({"suffix": after} if after else {})]
