r"""Adversarial text: what breaks converters that count bytes, UTF-16 units, graphemes or normalised lines.

>>> from hypothesis import find
>>> find(texts(), lambda text: "\r\n" in text)
'\r\n'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

WORDS = ("She", "said", "it", "may", "not", "rain", "over", "5,000", "Ω", "naïve", "Пётр", "东京")
TRAPS = {
    "a blank": " ",
    "a tab": "\t",
    "a line feed": "\n",
    "blank lines": "\n \n\n",
    "a carriage return and line feed": "\r\n",
    "a lone carriage return": "\r",
    "a form feed": "\f",
    "a file separator, blank to Python alone": "\x1c",
    "a next line": "\x85",
    "a no-break space": "\u00a0",
    "a line separator, which `splitlines` splits at": "\u2028",
    "an ideographic space": "\u3000",
    "a zero-width space, which is not blank": "\u200b",
    "a byte order mark": "\ufeff",
    "a null character": "\x00",
    "an emoji of two UTF-16 units": "😀",
    "a family of emoji joined to one grapheme": "👩\u200d👩\u200d👧",
    "a flag of two letters": "🇻🇪",
    "a letter beyond the basic plane": "𐍈",
    "a combining accent": "e\u0301",
    "a combining accent on nothing": "\u0301",
    "a precomposed letter": "é",
    "a capital whose lower case is longer": "İ",
    "a small letter whose upper case is longer": "ß",
    "right-to-left words": "שלום عليكم",
    "a right-to-left override": "\u202e",
    "straight quotes": "\"'",
    "curly quotes": "“so-called”",
    "a curly apostrophe": "\u2019s",
    "marks that other formats give a meaning": "\\ &amp; <b> # _ | ,;:",
}
"""What to expect in text, by what it is; the keys are for people."""

PIECES = (*WORDS, *TRAPS.values())


def texts(*, min_size: int = 0, max_size: int = 12) -> SearchStrategy[str]:
    """Draw whole texts: words between traps, the empty text and texts of blanks alone among them.

    Args:
        min_size: the smallest number of pieces (words or traps).
        max_size: the largest number of pieces.
    """
    pieces = st.lists(st.sampled_from(PIECES), min_size=min_size, max_size=max_size).map("".join)
    return pieces if min_size else st.one_of(pieces, _any_text)


def names() -> SearchStrategy[str]:
    """Draw strings that are not empty: names, units, notes and labels as other tools write them."""
    return _names


def extras() -> SearchStrategy[dict[str, Any]]:
    """Draw JSON objects as an import may bring them along, null and nested values among them."""
    return _extras


_any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_names = st.lists(st.sampled_from(PIECES), min_size=1, max_size=3).map("".join)
_numbers: SearchStrategy[Any] = st.integers(-(10**20), 10**20) | st.floats(allow_nan=False, allow_infinity=False)
_scalars: SearchStrategy[Any] = st.none() | st.booleans() | _numbers | _names
_values: SearchStrategy[Any] = _scalars | st.lists(_scalars, max_size=2) | st.dictionaries(_names, _scalars, max_size=2)
_extras = st.dictionaries(_names, _values, max_size=3)
