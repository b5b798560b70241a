"""Texts end to end as bytes, so that very many surfaces are held against them at once.

Eight bytes are compared at a time; nothing is done for a surface that fits.

>>> import numpy as np
>>> texts = TextBytes.of(["It may rain.", "Ω it may"])
>>> texts.bytes_of(texts.firsts + [3, 2]).tolist()
[3, 15]
>>> surfaces = padded(b"mayis")
>>> unequal(texts.data, np.array([3, 15]), surfaces, np.array([0, 3]), np.array([3, 2])).tolist()
[1]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.model.flattening import Integers

    Bytes = NDArray[np.uint8]

CONTINUATION = -0x40
"""A UTF-8 byte whose two highest bits are 10 continues a character; as a signed number it is below this."""
WORD = 8
"""Bytes compared at a time."""
TAILS = np.array([(1 << 8 * kept) - 1 for kept in range(WORD + 1)], dtype="<u8")
"""What to keep of a word of which only so many bytes belong to the surface."""


@dataclass(frozen=True, slots=True)
class TextBytes:
    """Some texts end to end, with the way from code points to bytes.

    Attributes:
        data: the UTF-8 bytes of all texts, and `WORD` zeros.
        firsts: the code point, counted over all texts, at which each begins.
        lengths: code points of each text.
        extras: for each byte that continues a character, the code point (counted over all texts) that begins after it. Kept
            instead of a place for every code point: they are few, and memory that is not touched costs no time.
    """

    data: Bytes
    firsts: Integers
    lengths: Integers
    extras: Integers

    @classmethod
    def of(cls, texts: Sequence[str]) -> TextBytes:
        """Lay some texts end to end."""
        lengths = np.array([len(text) for text in texts], dtype=np.int64)
        data = padded(*(text.encode() for text in texts))
        continuing = np.flatnonzero(data.view(np.int8) < CONTINUATION)
        return cls(data, np.cumsum(lengths) - lengths, lengths, continuing - np.arange(len(continuing)))

    def bytes_of(self, points: Integers) -> Integers:
        """Give the byte at which each code point (counted over all texts) begins."""
        return points + np.searchsorted(self.extras, points, side="right")


def padded(*given: bytes) -> Bytes:
    """Give bytes end to end as numbers, with as many zeros behind them as a comparison may look at."""
    return np.frombuffer(b"".join([*given, bytes(WORD)]), dtype=np.uint8)


def unequal(data: Bytes, begins: Integers, others: Bytes, other_begins: Integers, sizes: Integers) -> Integers:
    """Give the numbers of those stretches of bytes that are not the same here and there.

    Args:
        data: bytes, padded.
        begins: where each stretch begins in them.
        others: other bytes, padded.
        other_begins: where each stretch begins in those.
        sizes: how many bytes each stretch has; at least one.
    """
    if not len(sizes):
        return np.empty(0, dtype=np.int64)
    words = -(-sizes // WORD)
    ends = np.cumsum(words, dtype=np.int64)
    steps = np.arange(0, WORD * ends[-1], WORD)
    offsets = WORD * (ends - words)
    different = words_from(data)[np.repeat(begins - offsets, words) + steps]
    different ^= words_from(others)[np.repeat(other_begins - offsets, words) + steps]
    different[ends - 1] &= TAILS[sizes - WORD * (words - 1)]
    if not different.any():
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.logical_or.reduceat(different != 0, ends - words))


def words_from(data: Bytes) -> NDArray[np.uint64]:
    """See eight bytes from each byte of padded ones on as one number, the first byte the least; without a copy."""
    return np.ndarray((len(data) - WORD + 1,), dtype="<u8", buffer=data, strides=(1,))
