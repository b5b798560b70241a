r"""Scanning: bytes of many lines as columns of places and numbers, without an object per line.

A line is known by its marks: line ends, tabs, blanks, colons and semicolons are what divides its parts.

>>> lines = Lines.of([b"T12\tCue 4 80\tsays", b"E1\n"])
>>> lines.files.tolist(), lines.numbers.tolist(), lines.begins.tolist()
([0, 1, 1], [1, 1, 2], [0, 18, 21])
>>> lines.marks[lines.firsts].tolist(), lines.mark(3).tolist()
([3, 20, 21], [9, 10, 10])
>>> numbers(lines.data, np.array([1, 8]), np.array([3, 9]))
(array([12,  4]), array([ True,  True]))
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from corpus.model.textbytes import WORD, padded, words_from

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.model.flattening import Integers
    from corpus.model.textbytes import Bytes

    Verdicts = NDArray[np.bool_]

TAB, LINE_END, BLANK, COLON, SEMICOLON = b"\t\n :;"
ZERO = ord("0")
ZEROS, SIXES, HIGH = (np.uint64(byte * 0x0101_0101_0101_0101) for byte in (ZERO, 0x06, 0xF0))
"""The digit 0 eight times; what makes ten of four bits overflow; the bits that digits have in common."""
STEPS = tuple(
    (np.uint64((base << bits) + 1), np.uint64(mask), np.uint64(bits))
    for base, bits, mask in ((10, 8, 0x00FF_00FF_00FF_00FF), (100, 16, 0x0000_FFFF_0000_FFFF), (10_000, 32, 0xFFFF_FFFF))
)
"""Neighbours of so many bits make one number: the first times the base, and the second."""
FILE_BITS = 32


@dataclass(frozen=True)
class Lines:
    """Physical lines of some files, which stand end to end.

    Attributes:
        data: the bytes of all files.
        marks: where a character stands that divides parts of a line: white space, a control, a colon or a semicolon.
        kinds: which character each is.
        begins: where each line begins.
        firsts: the number of the first mark of each line.
        lasts: the number of its last mark, which is its line end.
        files: the number of the file that it stands in.
        numbers: its number in that file, from 1.
    """

    data: Bytes
    marks: Integers
    kinds: Bytes
    begins: Integers
    firsts: Integers
    lasts: Integers
    files: Integers
    numbers: Integers

    @classmethod
    def of(cls, files: Sequence[bytes]) -> Lines:
        """Find the lines of some files; each ends with a line, which is empty where the file ends with a line end."""
        data = padded(*(part for file in files for part in (file, b"\n")))
        marks = np.flatnonzero((data <= BLANK) | (data == COLON) | (data == SEMICOLON))
        kinds = data[marks]
        lasts = np.flatnonzero(kinds == LINE_END)
        begins = np.append(0, marks[lasts[:-1]] + 1)
        sizes = np.array([len(file) + 1 for file in files], dtype=np.int64)
        tops = np.searchsorted(begins, np.cumsum(sizes) - sizes)
        owners = np.repeat(np.arange(len(files)), np.diff(tops, append=len(begins)))
        own = np.arange(len(begins)) - tops[owners] + 1
        return cls(data, marks, kinds, begins, np.append(0, lasts[:-1] + 1), lasts, owners, own)

    def __len__(self) -> int:
        """Count them."""
        return len(self.begins)

    @cached_property
    def ends(self) -> Integers:
        """Where the line end of each stands."""
        return self.marks[self.lasts]

    def mark(self, number: int) -> Bytes:
        """Tell which character a mark of each line is, counted from 0; where a line has fewer, the line end."""
        return self.kinds[np.minimum(self.firsts + number, self.lasts)]

    def take(self, places: Integers | Verdicts) -> Lines:
        """Keep some lines."""
        columns = (self.begins, self.firsts, self.lasts, self.files, self.numbers)
        return Lines(self.data, self.marks, self.kinds, *(column[places] for column in columns))


def numbers(data: Bytes, begins: Integers, ends: Integers) -> tuple[Integers, Verdicts]:
    """Read decimal numbers of one to eight digits; tell which stretches are such numbers.

    The digits of a number are the bytes of one word, and neighbours are put together: digits, pairs, fours.
    """
    widths = ends - begins
    sound = (widths >= 1) & (widths <= WORD)
    missing = (8 * (WORD - np.where(sound, widths, 1))).astype(np.uint64)
    words = (words_from(data)[begins] << missing) | (ZEROS >> (8 * WORD - missing)) * (missing > 0)
    sound &= ((words & HIGH) == ZEROS) & (((words + SIXES) & HIGH) == ZEROS)
    words = words - ZEROS
    for factor, mask, shift in STEPS:
        words = ((words * factor) >> shift) & mask
    return words.astype(np.int64), sound


def own_numbers(data: Bytes, begins: Integers, ends: Integers, letter: str) -> tuple[Integers, Verdicts]:
    """Read ids of a letter and a number that begins with no zero."""
    values, sound = numbers(data, begins + 1, ends)
    return values, sound & (data[begins] == ord(letter)) & (data[begins + 1] != ZERO)


def keys(files: Integers, numbers: Integers) -> Integers:
    """Make file and number one number."""
    return (files << FILE_BITS) + numbers
