"""Numerals: every number that a piece of English may be read as saying, in digits or in words.

Small on purpose: it only has to tell whether a quantity's value is among the readings. Where a surface is open between
several (*4 to 5 million*, *5m*) it gives them all; what it cannot read, it leaves out.

>>> readings("4.5 million"), readings("no fewer than 5,000"), readings("twenty-one"), readings("Wednesday")
([4500000.0], [5000.0], [21.0], [])
>>> readings("4 to 5 million"), readings("a dozen"), readings("between four and five")
([4.0, 5000000.0, 4000000.0], [12.0], [4.0, 5.0])
>>> readings("one and a half million"), readings("2½"), readings("two-thirds")[-1] == 2 / 3
([1500000.0], [2.5], True)
"""

from __future__ import annotations

import itertools
import math
import re
import unicodedata

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
    **{f"{word}th": value for word, value in BELOW_TWENTY.items() if word.endswith("teen")},
    **{f"{word[:-1]}ieth": value for word, value in TENS.items()},
}  # fmt: skip
PARTS = {"half": 2, "halve": 2, "quarter": 4, **{word: at for word, at in ORDINALS.items() if word not in ("first", "second")}}
"""What a whole is divided into."""

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
LONGEST = 200
"""Code points of a surface that is still read."""
AMBIGUOUS = ("k", "m", "b")
"""Letters that may be a scale or a unit."""
SMALL_SCALES = ("hundred", "dozen")
"""Scales after which a number may go on (*two hundred and five*)."""
TOKEN = re.compile(r"\d{1,3}(?:[,\u00a0\u202f ]\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?|[a-z]+")
NEGATIVE = re.compile(r"^\W*[-\u2212]\d|\bminus\b")
AND_PART = re.compile(r"\W+and\W+an?\W+(half|quarter)\b")
"""*two and a half*: the part belongs to the number before it, also when a scale follows."""
ADDED = {"plushalf": 0.5, "plusquarter": 0.25}
"""What *and a half* is made before the words are read; no English word looks like it."""
MIXED = re.compile(r"(\d+)[\s-](\d)/([1-9]\d*)")
GLYPH = re.compile(r"(\d*)\s?([\u00bc-\u00be\u2150-\u215e])")
FRACTION = re.compile(rf"\b(\d+|[a-z]+)\W({'|'.join(PARTS)})s?\b|\b(\d+)\s?[/\u2044]\s?(\d+)\b")
RATIO = re.compile(r"\b(\d+|[a-z]+) (?:in|out of)(?: every)? (\d+|[a-z]+)\b")


def readings(surface: str) -> list[float]:
    """Give the numbers that a surface may say, those of the plainest reading first; none where it is too long for a number."""
    if len(surface) > LONGEST:
        return []
    lowered = _spelled(surface.lower())
    tokens = TOKEN.findall(lowered)
    found = _plain(tokens) + _fractions(lowered)
    scales = [SCALES[token] for token in tokens if token in SCALES]
    if len(found) > 1:  # the scale of *4 to 5 million* belongs to both
        found += [number * scale for number in found if number < min(scales, default=0) for scale in scales]
    if any(token in AMBIGUOUS for token in tokens):
        found += [value for token in tokens if (value := _value(token)) is not None]
    if NEGATIVE.search(lowered):
        found = [-number for number in found] + found
    return [number for number in dict.fromkeys(found) if math.isfinite(number)]


def _spelled(lowered: str) -> str:
    """Write *2½* and *2 1/2* as 2.5, and *and a half* as one word."""
    lowered = GLYPH.sub(lambda found: f"{float(found[1] or 0) + unicodedata.numeric(found[2])}", lowered)
    lowered = MIXED.sub(lambda found: f"{float(found[1]) + float(found[2]) / float(found[3])}", lowered)
    return AND_PART.sub(r" plus\1", lowered)


def _plain(tokens: list[str]) -> list[float]:
    """Read number words and scales from left to right; a number ends where the next word cannot belong to it."""
    found: list[float] = []
    total = group = 0.0
    is_open = False
    for token, after in itertools.pairwise([*tokens, "", ""]):
        value = 1.0 if _is_one(token, after) else _value(token)
        if is_open and token in SCALES:
            total, group = _scaled(total, group, token)
        elif is_open and token in ADDED:
            group += ADDED[token]
        elif is_open and value is not None and token in WORDS and _goes_on(total, group, value):
            group += value
        elif is_open and not _is_link(token, after, total, group):
            found.append(total + group)
            total, group, is_open = 0.0, value or 0.0, value is not None
        elif not is_open and value is not None:
            group, is_open = value, True
    return found


def _is_one(token: str, after: str) -> bool:
    """*A dozen* is one dozen; *a few* is no number, and *a m* no million."""
    return token in ("a", "an") and after in SCALES and after not in AMBIGUOUS


def _is_link(token: str, after: str, total: float, group: float) -> bool:
    """Tell whether a word without a value stands inside a number: *two hundred and five*, *half a million*."""
    return (token == "and" and _may_go_on(total, group)) or (group == WORDS["half"] and _is_one(token, after))  # noqa: S105


def _fractions(lowered: str) -> list[float]:
    """Give the fractions and ratios: *two-thirds*, *a quarter*, *3/4*, *one in five*."""
    found = [(one[1] or one[3], one[2] or one[4]) for one in FRACTION.finditer(lowered)]
    found += [(one[1], one[2]) for one in RATIO.finditer(lowered)]
    values = [(_count(above), PARTS.get(below) or _value(below)) for above, below in found]
    return [above / below for above, below in values if above is not None and below]


def _count(word: str) -> float | None:
    return 1.0 if word in ("a", "an") else _value(word)


def _value(token: str) -> float | None:
    if token[:1].isdigit():
        return float(re.sub(r"[^\d.]", "", token))
    return float(WORDS[token]) if token in WORDS else None


def _may_go_on(total: float, group: float) -> bool:
    """*And* stands inside a number only after hundred, thousand and the like."""
    return (total > 0 and group == 0) or (group >= SCALES["hundred"] and group % SCALES["hundred"] == 0)


def _goes_on(total: float, group: float, value: float) -> bool:
    """Units follow tens (*twenty-one*), and anything below a hundred follows a hundred or a larger scale."""
    follows_tens = group % SCALES["hundred"] in TENS.values() and 0 < value < BELOW_TWENTY["ten"]
    return follows_tens or _may_go_on(total, group)


def _scaled(total: float, group: float, scale: str) -> tuple[float, float]:
    """A hundred or a dozen multiplies what it follows and waits for more; the larger scales close a group."""
    if scale in SMALL_SCALES:
        return total, group * SCALES[scale]
    return total + group * SCALES[scale], 0.0
