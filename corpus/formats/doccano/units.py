"""What doccano's offsets count: there are no surfaces, so only how likely the bounds are can tell.

A bound is unlikely where it is outside the text, inside a character, on a blank or in the middle of a word.

>>> text = "😀 Ana says no"
>>> likely(text, [(3, 6)])
(Convention(unit='UTF-16 units', newline='as stored', end='exclusive'),)
>>> [one.unit for one in likely("Ana says no", [(0, 3)])]
['UTF-16 units', 'graphemes', 'code points']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.offsets import Convention, Proof

if TYPE_CHECKING:
    from collections.abc import Sequence

EXPECTED = Convention("UTF-16 units")
UNITS = (EXPECTED, Convention("graphemes"), Convention())
"""As likely as doccano writes them: its own, those of a project that says so, those of files made by scripts."""


LARGEST = 2**31
"""No text is so long."""


def likely(text: str, bounds: Sequence[tuple[int, int]]) -> tuple[Convention, ...]:
    """Give the units under which the fewest bounds are unlikely, the likeliest first."""
    faults = {unit: _faults(Proof(text, (), unit), bounds) for unit in UNITS}
    return tuple(unit for unit in UNITS if faults[unit] == min(faults.values()))


def _faults(proof: Proof, bounds: Sequence[tuple[int, int]]) -> int:
    return sum(_is_unlikely(proof, start, end) for start, end in bounds)


def _is_unlikely(proof: Proof, start: int, end: int) -> bool:
    text = proof.text
    if not 0 <= start < end <= LARGEST:
        return True
    try:
        first, last = proof.code_points(start, end)
    except ValueError:
        return True
    if not 0 <= first < last <= len(text) or text[first].isspace() or text[last - 1].isspace():
        return True
    return _is_inside(text, first) or _is_inside(text, last)


def _is_inside(text: str, place: int) -> bool:
    """Tell whether a place is between two letters or digits of a script that writes blanks between words."""
    return 0 < place < len(text) and all(one.isalnum() and ord(one) < 0x2E80 for one in text[place - 1 : place + 1])  # noqa: PLR2004 - CJK
