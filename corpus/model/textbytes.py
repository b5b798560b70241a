"""Texts end to end as bytes, so that very many surfaces are held against them at once.

Stretches of bytes are taken by Arrow, which is told where each is and copies them as they are: nothing is done in Python for
a surface that fits.

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
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.model.flattening import Integers

    Bytes = NDArray[np.uint8]

CONTINUATION = -0x40
"""A UTF-8 byte whose two highest bits are 10 continues a character; as a signed number it is below this."""
WORD = 8
"""Bytes of a number that some are looked at as."""
PREFIX, INLINE = 4, 12
"""Arrow's layout of a view: the size; then all bytes of a string of no more, else the first few, the buffer, the offset."""
BUFFER_BITS = 30
"""An offset has 31; a buffer begins each gigabyte and is as long as an offset can reach."""
TAILS = np.array([(1 << 8 * kept) - 1 for kept in range(WORD + 1)], dtype="<u8")
"""What to keep of a word of which only so many bytes are wanted."""


@dataclass(frozen=True, slots=True)
class TextBytes:
    """Some texts end to end, with the way from code points to bytes.

    Attributes:
        data: the UTF-8 bytes of all texts, and some zeros.
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
    """Give bytes end to end as numbers, with as many zeros behind them as may be looked at."""
    return np.frombuffer(b"".join([*given, bytes(INLINE)]), dtype=np.uint8)


def words_from(data: Bytes) -> NDArray[np.uint64]:
    """See eight bytes from each byte of padded ones on as one number, the first byte the least; without a copy."""
    return np.ndarray((len(data) - WORD + 1,), dtype="<u8", buffer=data, strides=(1,))


def strings(data: Bytes, begins: Integers, sizes: Integers) -> pa.StringArray:
    """Take stretches of padded bytes, which are UTF-8, as strings; Arrow copies them, told where each is.

    >>> strings(padded(b"may rain"), np.array([4, 0, 0]), np.array([4, 3, 0])).to_pylist()
    ['rain', 'may', '']
    """
    return _views(data, begins, sizes).cast(pa.string())


def _views(data: Bytes, begins: Integers, sizes: Integers) -> pa.StringViewArray:
    words = words_from(data)
    begins, sizes = begins.astype(np.uint64), sizes.astype(np.uint64)
    heads = sizes | (words[begins] & TAILS[np.minimum(sizes, PREFIX)]) << np.uint64(32)
    inline = words[begins + np.uint64(PREFIX)] & TAILS[np.minimum(sizes, INLINE) - np.minimum(sizes, PREFIX)]
    outside = (begins >> np.uint64(BUFFER_BITS)) | (begins & np.uint64((1 << BUFFER_BITS) - 1)) << np.uint64(32)
    views = np.stack([heads, np.where(sizes > INLINE, outside, inline)], axis=1)
    reach = 1 << BUFFER_BITS
    buffers = [pa.py_buffer(data[first : first + 3 * reach]) for first in range(0, len(data), reach)]
    return pa.StringViewArray.from_buffers(pa.string_view(), len(sizes), [None, pa.py_buffer(views), *buffers])


def unequal(data: Bytes, begins: Integers, others: Bytes, other_begins: Integers, sizes: Integers) -> Integers:
    """Give the numbers of those stretches of bytes that are not the same here and there.

    Args:
        data: bytes, padded.
        begins: where each stretch begins in them.
        others: other bytes, padded.
        other_begins: where each stretch begins in those.
        sizes: how many bytes each stretch has.
    """
    here, there = _views(data, begins, sizes), _views(others, other_begins, sizes)
    if here.equals(there):  # which copies nothing
        return np.empty(0, dtype=np.int64)
    different = np.flatnonzero(_bytes(here) != _bytes(there))
    return np.unique(np.searchsorted(np.cumsum(sizes), different, side="right"))


def _bytes(views: pa.StringViewArray) -> Bytes:
    """Give the bytes of all views, end to end."""
    _, ends, taken = views.cast(pa.large_string()).buffers()
    return np.frombuffer(taken, dtype=np.uint8)[: np.frombuffer(ends, dtype=np.int64)[len(views)]]
