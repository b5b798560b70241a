"""Numerals: every number that a piece of English may be read as saying, in digits or in words.

Small on purpose: it only has to tell whether a quantity's value is among the readings. Where a surface is open between
several (*4 to 5 million*, *5m*) it gives them all; what it cannot read, it leaves out.

>>> readings("4.5 million"), readings("no fewer than 5,000"), readings("twenty-one"), readings("Wednesday")
([4500000.0], [5000.0], [21.0], [])
>>> readings("4 to 5 million"), readings("two dozen"), readings("between four and five")
([4.0, 5000000.0, 4000000.0], [24.0], [4.0, 5.0])
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

WORDS: dict[str, float] = {**BELOW_TWENTY, **TENS, **ORDINALS, "half": 0.5}
SCALES: dict[str, float] = {
    "hundred": 1e2,
    "dozen": 12,
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
AMBIGUOUS = ("k", "m", "b")
"""Letters that may be a scale or a unit."""
SMALL_SCALES = ("hundred", "dozen")
"""Scales after which a number may go on (*two hundred and five*)."""
TOKEN = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|[a-z]+")
NEGATIVE = re.compile(r"^\W*[-\u2212]\d|\bminus\b")


def readings(surface: str) -> list[float]:
    """Give the numbers that a surface may say, those of the plainest reading first."""
    lowered = surface.lower()
    tokens = TOKEN.findall(lowered)
    found = _plain(tokens)
    scales = [SCALES[token] for token in tokens if token in SCALES]
    found += [number * scale for number in found if number < min(scales, default=0) for scale in scales]
    if any(token in AMBIGUOUS for token in tokens):
        found += [value for token in tokens if (value := _value(token)) is not None]
    if NEGATIVE.search(lowered):
        found = [-number for number in found] + found
    return list(dict.fromkeys(found))


def _plain(tokens: list[str]) -> list[float]:
    """Read number words and scales from left to right; a number ends where the next word cannot belong to it."""
    found: list[float] = []
    total = group = 0.0
    is_open = False
    for token in [*tokens, ""]:
        value = _value(token)
        if is_open and token in SCALES:
            total, group = _scaled(total, group, token)
        elif is_open and value is not None and token in WORDS and _goes_on(total, group, value):
            group += value
        elif is_open and not (token == "and" and _may_go_on(total, group)):  # noqa: S105 - a word, not a secret
            found.append(total + group)
            total, group, is_open = 0.0, value or 0.0, value is not None
        elif value is not None:
            group, is_open = value, True
    return found


def _value(token: str) -> float | None:
    if token[:1].isdigit():
        return float(re.sub(r"[^\d.]", "", token))
    return WORDS.get(token)


def _may_go_on(total: float, group: float) -> bool:
    """*And* stands inside a number only after hundred, thousand and the like."""
    return (total > 0 and group == 0) or (group >= SCALES["hundred"] and group % SCALES["hundred"] == 0)


def _goes_on(total: float, group: float, value: float) -> bool:
    """Units follow tens (*twenty-one*), and anything below a hundred follows a hundred or a larger scale."""
    follows_tens = group % SCALES["hundred"] in TENS.values() and 0 < value < min(TENS.values()) // 2
    return follows_tens or _may_go_on(total, group)


def _scaled(total: float, group: float, scale: str) -> tuple[float, float]:
    """A hundred or a dozen multiplies what it follows and waits for more; the larger scales close a group."""
    if scale in SMALL_SCALES:
        return total, group * SCALES[scale]
    return total + group * SCALES[scale], 0.0
