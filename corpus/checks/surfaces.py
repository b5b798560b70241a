"""All texts of a corpus end to end, so that the surfaces of a column are compared with them all at once.

Eight bytes are compared at a time; nothing is done for a surface that fits.

>>> import pyarrow as pa
>>> from corpus.model import Document
>>> index = TextIndex.of([Document.of("a", "It may rain."), Document.of("b", "Ω it may")])
>>> unequal(index.bytes_of(index.firsts[[0, 1]] + [3, 2]), pa.array(["may", "is"]), index.data).tolist()
[1]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.model.validity import string_buffers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from corpus.model import Document
    from corpus.model.flattening import Integers

CONTINUATION = -0x40
"""A UTF-8 byte whose two highest bits are 10 continues a character; as a signed number it is below this."""
WORD = 8
"""Bytes compared at a time."""
TAILS = np.array([(1 << 8 * kept) - 1 for kept in range(WORD + 1)], dtype="<u8")
"""What to keep of a word of which only so many bytes belong to the surface."""


@dataclass(frozen=True)
class TextIndex:
    """All texts of a corpus end to end, with the way from a document's code points to bytes.

    Attributes:
        ids: the documents' ids, in order.
        data: the UTF-8 bytes of all texts, and `WORD` zeros.
        firsts: the code point, counted over all texts, at which each document begins.
        lengths: code points of each document; -1 where nobody knows.
        readable: whether the text of each document is there.
        (These three end with an entry for a document that is not in the corpus, which index -1 reaches.)
        extras: for each byte that continues a character, the code point (counted over all texts) that begins after it. Kept
            instead of a place for every code point: they are few, and memory that is not touched costs no time.
    """

    ids: tuple[str, ...]
    data: NDArray[np.uint8]
    firsts: Integers
    lengths: Integers
    readable: NDArray[np.bool_]
    extras: Integers

    @classmethod
    def of(cls, documents: Sequence[Document]) -> TextIndex:
        """Index the texts of some documents."""
        lengths = np.array([len(document.text or "") for document in documents], dtype=np.int64)
        stated = [-1 if document.size is None else document.size for document in documents]
        encoded = b"".join([*((document.text or "").encode() for document in documents), bytes(WORD)])
        data = np.frombuffer(encoded, dtype=np.uint8)
        continuing = np.flatnonzero(data.view(np.int8) < CONTINUATION)
        return cls(
            ids=tuple(document.id for document in documents),
            data=data,
            firsts=np.append(np.cumsum(lengths) - lengths, 0),
            lengths=np.array([*stated, -1], dtype=np.int64),
            readable=np.array([*(document.text is not None for document in documents), False]),
            extras=continuing - np.arange(len(continuing)),
        )

    def bytes_of(self, points: Integers) -> Integers:
        """Give the byte at which each code point (counted over all texts) begins."""
        return points + np.searchsorted(self.extras, points, side="right")


def unequal(begins: Integers, texts: pa.StringArray, data: NDArray[np.uint8]) -> Integers:
    """Give those of some surfaces whose bytes are not those of the text from `begins` on."""
    bounds, surfaces = string_buffers(texts)
    if len(bounds) <= 1:
        return np.empty(0, dtype=np.int64)
    sizes = np.diff(bounds)
    words = -(-sizes // WORD)
    ends = np.cumsum(words, dtype=np.int64)
    steps = np.arange(0, WORD * ends[-1], WORD)
    offsets = WORD * (ends - words)
    own = np.append(surfaces[bounds[0] : bounds[-1]], np.zeros(WORD, dtype=np.uint8))
    different = _words(data)[np.repeat(begins - offsets, words) + steps]
    different ^= _words(own)[np.repeat(bounds[:-1] - bounds[0] - offsets, words) + steps]
    different[ends - 1] &= TAILS[sizes - WORD * (words - 1)]
    if not different.any():
        return np.empty(0, dtype=np.int64)
    return np.flatnonzero(np.logical_or.reduceat(different != 0, ends - words))


def _words(data: NDArray[np.uint8]) -> NDArray[np.uint64]:
    """See eight bytes from each byte on as one number, without a copy."""
    return np.ndarray((len(data) - WORD + 1,), dtype="<u8", buffer=data, strides=(1,))
