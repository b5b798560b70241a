"""Numerals: the numbers that a piece of English says, in digits or in words.

Small on purpose: it only has to tell whether a quantity's value is among them. What it cannot read, it leaves out.

>>> numbers_in("4.5 million"), numbers_in("no fewer than 5,000"), numbers_in("twenty-one")
([4500000.0], [5000.0], [21.0])
>>> numbers_in("$1.2bn to $1.5bn"), numbers_in("Wednesday")
([1200000000.0, 1500000000.0], [])
"""

from __future__ import annotations

import re

BELOW_TWENTY = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17,
    "eighteen": 18, "nineteen": 19,
}  # fmt: skip
TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12,
}  # fmt: skip

WORDS: dict[str, float] = {**BELOW_TWENTY, **TENS, **ORDINALS, "dozen": 12, "half": 0.5}
SCALES: dict[str, float] = {
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "m": 1e6,
    "mn": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
}
LINKING = ("and",)
"""Words that may stand inside a number."""
TOKEN = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|[A-Za-z]+")


def numbers_in(surface: str) -> list[float]:
    """Give the numbers that a surface says, in its order."""
    found: list[float] = []
    total = group = 0.0
    is_open = False
    for token in [*TOKEN.findall(surface.lower().replace("-", " ")), ""]:
        value = _value(token)
        if value is not None and (not is_open or token in WORDS):
            group, is_open = (group + value if is_open else value), True
        elif token in SCALES and is_open:
            total, group = _scaled(total, group, SCALES[token])
        elif is_open and token not in LINKING:
            found.append(total + group)
            total, group, is_open = 0.0, value or 0.0, value is not None
    return found


def _value(token: str) -> float | None:
    if token[:1].isdigit():
        return float(token.replace(",", ""))
    return WORDS.get(token)


def _scaled(total: float, group: float, scale: float) -> tuple[float, float]:
    """A hundred multiplies what it follows and waits for more; the larger scales close a group."""
    return (total, group * scale) if scale == SCALES["hundred"] else (total + group * scale, 0.0)
