"""Words: whether a place stands inside one. It needs no tokens, and holds for every script that puts blanks between words.

>>> cuts_word("it may", 4), cuts_word("it may", 3)
(True, False)
"""

from __future__ import annotations

import unicodedata

LAST_SPACED = "\u0dff"
"""No character up to here is of a script without blanks between words; this spares nearly all a look at their names."""
UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
"""How the names of characters begin whose scripts put no blanks between words, so that no cut can be seen."""


def cuts_word(text: str, place: int) -> bool:
    """Tell whether a place, counted in code points, stands inside a word."""
    return 0 < place < len(text) and _is_of_word(text[place - 1]) and _is_of_word(text[place])


def _is_of_word(character: str) -> bool:
    if character > LAST_SPACED and unicodedata.name(character, "").startswith(UNSPACED):
        return False
    return character.isalnum() or unicodedata.category(character).startswith("M")
