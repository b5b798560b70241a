"""Bounds: from UTF-16 units, which a CAS counts, to code points.

There are no surfaces that would prove it. But a file may give its own length (the end of its document annotation); where that
is the length in code points and not in UTF-16 units, the tool that wrote it counted code points.

>>> str(Bounds.of("😀 hi", (5,)).convention), str(Bounds.of("😀 hi", (4,)).convention)
('UTF-16 units', 'code points')
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.formats.offsets import Convention, Proof, positions

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from corpus.formats.cas.structures import Structure

UNITS = Convention("UTF-16 units")


class Misplaced(ValueError):
    """Bounds that hold no text; the message says what was expected."""

    def __init__(self, message: str, *, is_outside: bool) -> None:
        """Keep whether they are numbers at all."""
        super().__init__(message)
        self.is_outside = is_outside


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the bounds in a file mean in one text."""

    text: str = field(repr=False)
    convention: Convention
    places: Mapping[int, int] = field(repr=False)

    @classmethod
    def of(cls, text: str, ends: Collection[int] = ()) -> Bounds:
        """Take what CAS defines, unless the file's own length says otherwise."""
        units = len(text.encode("utf-16-le")) // 2
        counts_points = bool(ends) and units not in ends and len(text) in ends
        convention = Convention() if counts_points else UNITS
        found = positions(text, convention).tolist()
        return cls(text, convention, {unit: place for place, unit in enumerate(found)})

    @property
    def proof(self) -> Proof:
        """What to tell the ledger: the convention, proved by no surface."""
        return Proof(self.text, (), self.convention)

    def code_points(self, one: Structure) -> tuple[int, int]:
        """Translate the bounds of an annotation.

        Raises:
            Misplaced: they are no numbers, outside the text, inside a character, reversed or empty.
        """
        written = f"{one.values.get('begin')} {one.values.get('end')}"
        try:
            begin, end = int(str(one.values["begin"])), int(str(one.values["end"]))
        except (ValueError, LookupError) as error:
            message = f"expected two numbers as begin and end, found {written}"
            raise Misplaced(message, is_outside=False) from error
        start, stop = self.places.get(begin), self.places.get(end)
        if start is None or stop is None:
            size = max(self.places)
            message = f"expected bounds between characters, within {size} {self.convention}; found {written}"
            raise Misplaced(message, is_outside=True)
        if start >= stop:
            message = f"expected at least one character, the start before the end; found {written}"
            raise Misplaced(message, is_outside=True)
        return start, stop
