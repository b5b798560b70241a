"""All texts of a corpus end to end, so that the surfaces of a column are compared with them all at once.

>>> import pyarrow as pa
>>> from corpus.model import Document
>>> index = TextIndex.of([Document.of("a", "It may rain."), Document.of("b", "Ω it may")])
>>> differing(index.bytes_of(index.firsts[[0, 1]] + [3, 2]), pa.array(["may", "is"]), index.texts.data).tolist()
[1]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.model.textbytes import TextBytes, padded, unequal
from corpus.model.validity import string_buffers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa
    from numpy.typing import NDArray

    from corpus.model import Document
    from corpus.model.flattening import Integers


@dataclass(frozen=True)
class TextIndex:
    """All texts of a corpus end to end, with what is known of each document.

    Attributes:
        ids: the documents' ids, in order.
        texts: the texts; an empty one where it is withheld.
        firsts: the code point, counted over all texts, at which each document begins.
        lengths: code points of each document; -1 where nobody knows.
        readable: whether the text of each document is there.
        (These three end with an entry for a document that is not in the corpus, which index -1 reaches.)
    """

    ids: tuple[str, ...]
    texts: TextBytes
    firsts: Integers
    lengths: Integers
    readable: NDArray[np.bool_]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> TextIndex:
        """Index the texts of some documents."""
        texts = TextBytes.of([document.text or "" for document in documents])
        stated = [-1 if document.size is None else document.size for document in documents]
        return cls(
            ids=tuple(document.id for document in documents),
            texts=texts,
            firsts=np.append(texts.firsts, 0),
            lengths=np.array([*stated, -1], dtype=np.int64),
            readable=np.array([*(document.text is not None for document in documents), False]),
        )

    def bytes_of(self, points: Integers) -> Integers:
        """Give the byte at which each code point (counted over all texts) begins."""
        return self.texts.bytes_of(points)


def differing(begins: Integers, texts: pa.StringArray, data: NDArray[np.uint8]) -> Integers:
    """Give those of some surfaces whose bytes are not those of the text from `begins` on."""
    bounds, surfaces = string_buffers(texts)
    own = padded(surfaces[bounds[0] : bounds[-1]].tobytes())
    return unequal(data, begins, own, bounds[:-1] - bounds[0], np.diff(bounds))
