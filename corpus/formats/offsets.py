r"""The offset proof: what the numbers of a file count, found from the surfaces that stand beside them and never assumed.

Tools count code points, UTF-16 units, UTF-8 bytes or graphemes; a line end of two characters as one or two, or one as two; and
the end of a span as the last character or the one after it. The convention under which every surface is what the text says is
the one. Where another unit gives the same places (plain ASCII) the proof is *indifferent*: nobody can tell, nor need to.
Where another fits as well and puts a span elsewhere, it is *ambiguous*: the file does not say where that span lies.

>>> proof = prove("😀 Ana says no", [(((7, 11),), "says")])
>>> str(proof.convention), proof.matched, proof.code_points(7, 11)
('UTF-16 units', 1, (6, 10))
>>> proof = prove("Ana says no", [(((4, 8),), "says")])
>>> proof.is_indifferent, proof.is_ambiguous
(True, False)
>>> prove("😀 aaaa", [(((4, 6),), "aa")]).rival
'UTF-16 units'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.formats.graph import Fragments
    from corpus.model.flattening import Integers

Unit = Literal["code points", "UTF-16 units", "UTF-8 bytes", "graphemes"]
Newline = Literal["as stored", "CRLF as one", "LF as two"]
End = Literal["exclusive", "inclusive"]
Expected = tuple["Fragments", str]
"""The bounds of a span as the file counts them, and the surface that it gives."""


class Convention(NamedTuple):
    """What the offsets of a file count."""

    unit: Unit = "code points"
    newline: Newline = "as stored"
    end: End = "exclusive"

    def __str__(self) -> str:
        """Name the unit, and what is out of the ordinary."""
        others = [
            *([self.newline] if self.newline != "as stored" else []),
            *(["ends inclusive"] if self.end == "inclusive" else []),
        ]
        return ", ".join([self.unit, *others])


TOOLS: tuple[Unit, ...] = ("code points", "UTF-16 units", "UTF-8 bytes")
"""The units that tools count; those that count graphemes are as good as none."""
CONVENTIONS = tuple(Convention(*one) for one in product(get_args(Unit), get_args(Newline), get_args(End)))
"""Every convention that is tried."""


@dataclass(frozen=True)
class Proof:
    """Under which convention the surfaces are what the text says.

    Attributes:
        text: the text.
        spans: the bounds and surfaces that were held against it.
        convention: the one that most surfaces match, the expected one where it is among them.
        misses: the numbers of the spans that do not match under it.
    """

    text: str = field(repr=False)
    spans: Sequence[Expected] = field(repr=False)
    convention: Convention
    misses: tuple[int, ...] = ()

    @property
    def matched(self) -> int:
        """How many surfaces match."""
        return len(self.spans) - len(self.misses)

    @property
    def is_complete(self) -> bool:
        """Whether every surface matches."""
        return not self.misses

    @cached_property
    def alternatives(self) -> tuple[Convention, ...]:
        """The other conventions under which as many surfaces match: the file cannot tell which was meant.

        Graphemes are among them only where the text has one of several code points; hardly any tool counts them.
        """
        clustered = bool((_widths(self.text, "graphemes") == 0).any())
        others = [one for one in CONVENTIONS if one != self.convention and _applies(one, self.text)]
        others = [one for one in others if clustered or one.unit != "graphemes"]
        return tuple(one for one in others if len(_misses(self.text, self.spans, one)) <= len(self.misses))

    @property
    def is_ambiguous(self) -> bool:
        """Whether another unit fits as well and puts a span elsewhere: the file does not say where that one lies."""
        return self.rival is not None

    @cached_property
    def rival(self) -> Unit | None:
        """The unit that makes it ambiguous. Graphemes, which hardly any tool counts, make nothing ambiguous."""
        return next((unit for unit in self._others if self._moves(unit) and self._fits(unit)), None)

    @property
    def is_indifferent(self) -> bool:
        """Whether another unit fits as well and puts every span where it lies: which was meant does not matter."""
        return self._seen > 0 and not self.is_ambiguous and not all(map(self._moves, self._others))

    @property
    def _others(self) -> list[Unit]:
        """The units that may be told apart by a span, none where no character before its end counts differently."""
        return [unit for unit in TOOLS if unit != self.convention.unit]

    @cached_property
    def _last(self) -> int:
        """The number of the last span that matches; what moves any span moves this one."""
        missed = set(self.misses)
        found = (number for number in range(len(self.spans)) if number not in missed)
        return max(found, key=lambda number: self.spans[number][0][-1][1], default=-1)

    @cached_property
    def _seen(self) -> int:
        """How many code points there are up to the end of the last span."""
        return -1 if self._last < 0 else self.code_points(*self.spans[self._last][0][-1])[1]

    def _moves(self, unit: Unit) -> bool:
        """Tell whether a unit puts the last span elsewhere."""
        if self.text.isascii():
            return False
        prefix = self.text[: max(self._seen, 0)]
        return _length(prefix, unit) != _length(prefix, self.convention.unit)

    def _fits(self, unit: Unit) -> bool:
        """Tell whether as many surfaces match; the last span, which hardly ever does, is tried alone before all others."""
        other = self.convention._replace(unit=unit)
        alone = [self.spans[self._last]] if not self.misses else []
        return not _misses(self.text, alone, other) and len(_misses(self.text, self.spans, other)) <= len(self.misses)

    @cached_property
    def _positions(self) -> Integers:
        return positions(self.text, self.convention)

    def code_points(self, start: int, end: int) -> tuple[int, int]:
        """Translate bounds of the file to half-open code points.

        Raises:
            ValueError: a bound is outside the text or inside a character.
        """
        if self.convention == Convention():
            return start, end
        (found,) = _translated(self._positions, [(start, end)], self.convention)
        if found is None:
            message = f"expected bounds between characters of the text, found {start} {end} in {self.convention}"
            raise ValueError(message)
        return found


def prove(text: str, spans: Sequence[Expected], *, expected: Convention | None = None) -> Proof:
    """Find what the offsets of one document count.

    Args:
        text: the text as it is stored.
        spans: bounds as the file gives them, each with its surface: fragments joined by one space, line ends perhaps blanks.
        expected: the convention that is tried first, and kept where another fits as well.
    """
    expected = expected or Convention()
    best = Proof(text, spans, expected, _misses(text, spans, expected))
    for convention in CONVENTIONS if best.misses else ():
        if convention != expected and _applies(convention, text):
            misses = _misses(text, spans, convention)
            if len(misses) < len(best.misses):
                best = Proof(text, spans, convention, misses)
    return best


def positions(text: str, convention: Convention) -> Integers:
    r"""Give the position of each code point of a text, and of its end, as the convention counts.

    >>> positions("a😀\n", Convention("UTF-16 units", "LF as two")).tolist()
    [0, 1, 3, 5]
    """
    widths = _widths(text, convention.unit)
    if convention.newline == "CRLF as one":
        carriage = [place for place in _places(text, "\r") if text.startswith("\n", place + 1)]
        widths[carriage] = 0
    elif convention.newline == "LF as two":
        widths[[place for place in _places(text, "\n") if not (place and text[place - 1] == "\r")]] *= 2
    return np.concatenate([[0], np.cumsum(widths)])


def _length(text: str, unit: Unit) -> int:
    """Count a text."""
    if unit == "UTF-16 units":
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
    if unit == "UTF-8 bytes":
        return len(text.encode("utf-8", "surrogatepass"))
    return int(_widths(text, unit).sum()) if unit == "graphemes" else len(text)


def _widths(text: str, unit: Unit) -> Integers:
    points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
    if unit == "UTF-16 units":
        return 1 + (points > 0xFFFF)  # noqa: PLR2004 - the basic plane
    if unit == "UTF-8 bytes":
        return np.asarray(1 + (points > 0x7F) + (points > 0x7FF) + (points > 0xFFFF), dtype=np.int64)  # noqa: PLR2004 - UTF-8
    widths = np.ones(len(text), dtype=np.int64)
    if unit == "graphemes":
        import regex  # noqa: PLC0415 - seldom needed

        for cluster in regex.finditer(r"\X", text):
            if cluster.group() != "\r\n":  # one cluster, but how line ends count is a question of its own
                widths[cluster.start() : cluster.end() - 1] = 0
    return widths


def _places(text: str, character: str) -> list[int]:
    return [place for place, one in enumerate(text) if one == character] if character in text else []


def _applies(convention: Convention, text: str) -> bool:
    """Tell whether a convention differs from a simpler one on this text, so that it need not be tried twice."""
    return convention.newline == "as stored" or ("\r\n" if convention.newline == "CRLF as one" else "\n") in text


def _misses(text: str, spans: Sequence[Expected], convention: Convention) -> tuple[int, ...]:
    if convention == Convention():
        return tuple(number for number, (bounds, surface) in enumerate(spans) if not matches(text, bounds, surface))
    pairs = [pair for bounds, _ in spans for pair in bounds]
    found = iter(_translated(positions(text, convention), pairs, convention))
    missed = []
    for number, (bounds, surface) in enumerate(spans):
        places = [next(found) for _ in bounds]
        known = tuple([place for place in places if place is not None])
        if len(known) < len(bounds) or not matches(text, known, surface):
            missed.append(number)
    return tuple(missed)


def _translated(places: Integers, pairs: Sequence[tuple[int, int]], convention: Convention) -> list[tuple[int, int] | None]:
    """Give the code points of bounds, none where one is outside the text or inside a character.

    Of several code points at one position (the marks of a grapheme), a bound means the first.
    """
    outside = int(places[-1]) + 2  # and no number too large for numpy
    wanted = np.array([[min(max(bound, -1), outside) for bound in pair] for pair in pairs], dtype=np.int64).reshape(-1, 2)
    wanted[:, 1] += convention.end == "inclusive"
    found = np.minimum(np.searchsorted(places, wanted), len(places) - 1)
    sound = (places[found] == wanted).all(axis=1)
    bounds = zip(found.tolist(), sound.tolist(), strict=True)
    return [(start, end) if is_sound else None for (start, end), is_sound in bounds]


def matches(text: str, bounds: Fragments, surface: str) -> bool:
    r"""Tell whether the text says so at these code points; a line end may stand as a blank, as brat writes it.

    >>> matches("no\nrain", ((0, 7),), "no rain"), matches("no rain", ((0, 9),), "no rain")
    (True, False)
    """
    if any(not 0 <= start <= end <= len(text) for start, end in bounds):
        return False
    said = " ".join([text[start:end] for start, end in bounds])
    return said == surface or folded(said) == folded(surface)


def folded(text: str) -> str:
    """Write each line end as blanks, which tools do where a surface must stand on one line."""
    return text.replace("\r\n", "  ").replace("\n", " ").replace("\r", " ")
