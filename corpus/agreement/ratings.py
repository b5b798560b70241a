"""Ratings: who gave which unit which label, as numbers; what categorical agreement is computed from.

A value may be missing (None): an annotator did not judge that unit. Every unit belongs to a document, because documents
are what a corpus is a sample of.

>>> ratings = Ratings.of([["yes", "no", "no", None], ["yes", "no", "yes", "no"]])
>>> ratings.categories, ratings.codes.tolist()
(('no', 'yes'), [[1, 0, 0, -1], [1, 0, 1, 0]])
>>> ratings.valued.tolist()
[2, 2, 2, 1]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpus.errors import Incomparable
from corpus.model.flattening import Integers, as_numpy

if TYPE_CHECKING:
    from collections.abc import Sequence

Codes = NDArray[np.signedinteger[Any]]
"""Numbers of categories."""
Numbered = tuple[list[Any], Codes, Codes]
"""The labels that occur, and for each value a key into a table of their numbers."""
MISSING = -1
"""The code of a value that was not given."""
NARROW = 1 << 16
"""Whole numbers in so wide a range are numbered by a table."""
FEWEST = 2
"""Values of a unit that can be compared."""


@dataclass(frozen=True)
class Ratings:
    """Labels as numbers.

    Attributes:
        codes: a row per annotator, a column per unit; the number of the category, or `MISSING`.
        categories: the labels, in order.
        documents: the number of each unit's document.
        document_count: how many documents there are, with those that have no unit.
    """

    codes: Codes
    categories: tuple[Any, ...]
    documents: Integers
    document_count: int

    @classmethod
    def of(
        cls,
        values: Sequence[Sequence[Any]],
        *,
        documents: Sequence[int] | Integers | None = None,
        categories: Sequence[Any] | None = None,
        document_count: int | None = None,
    ) -> Ratings:
        """Number some labels: a row per annotator, with None where there is no value.

        Arguments:
            values: a row of labels per annotator, of any one type that can be sorted.
            documents: the number of each unit's document, from 0; left out, all units are of one.
            categories: all labels in their order; left out, those that occur, sorted.
            document_count: how many documents there are; left out, one more than the highest number.

        Raises:
            Incomparable: fewer than two annotators, different numbers of units, or a label that is none of the categories.
        """
        if len(values) < FEWEST:
            message = "expected the labels of at least two annotators, found one; agreement is between annotators"
            raise Incomparable(message)
        if len({len(row) for row in values}) > 1:
            sizes = ", ".join(str(len(row)) for row in values)
            message = f"expected as many values from each annotator (None where there is none), found {sizes}"
            raise Incomparable(message)
        codes, found = _numbered(values, categories)
        places = np.zeros(codes.shape[1], dtype=np.int64) if documents is None else np.asarray(documents, dtype=np.int64)
        if document_count is None:
            document_count = int(places.max()) + 1 if len(places) else 1
        return cls(codes, found, places, document_count)

    @classmethod
    def side_by_side(cls, documents: Sequence[Sequence[Codes | None]], categories: Sequence[Any]) -> Ratings:
        """Put the codes of some documents one after the other: for each, those of every annotator, None without cover."""
        lengths = [max((len(codes) for codes in one if codes is not None), default=0) for one in documents]
        blocks = [
            np.stack([np.full(length, MISSING, dtype=np.int32) if codes is None else codes for codes in one])
            for length, one in zip(lengths, documents, strict=True)
        ]
        numbers = np.repeat(np.arange(len(documents)), lengths)
        return cls(np.concatenate(blocks, axis=1), tuple(categories), numbers, len(documents))

    @property
    def valued(self) -> Integers:
        """How many values each unit has."""
        return np.asarray((self.codes != MISSING).sum(axis=0))

    @property
    def size(self) -> int:
        """How many categories there are."""
        return len(self.categories)

    @property
    def occurring(self) -> tuple[Any, ...]:
        """The categories that occur."""
        present = np.bincount(self.codes.ravel() - MISSING, minlength=self.size + 1)[1:]
        return tuple(category for category, number in zip(self.categories, present, strict=True) if number)

    def where(self, kept: Any) -> Ratings:
        """Keep some of the units; the documents stay."""
        return Ratings(self.codes[:, kept], self.categories, self.documents[kept], self.document_count)

    def pairable(self) -> Ratings:
        """Keep the units with at least two values."""
        kept = self.valued >= FEWEST
        return self if kept.all() else self.where(kept)


def _numbered(values: Sequence[Any], categories: Sequence[Any] | None) -> tuple[Codes, tuple[Any, ...]]:
    found, table, keys = _small_numbers(values) or _any_values(values)
    options = sorted(found) if categories is None else list(categories)
    ranks = {category: rank for rank, category in enumerate(options)}
    unknown = [category for category in found if category not in ranks]
    if unknown:
        message = f"expected one of {', '.join(map(repr, options))}, found {unknown[0]!r}"
        raise Incomparable(message)
    # the last one is what MISSING, -1, leads to
    renumbered = np.array([*(ranks[category] for category in found), MISSING], dtype=np.int32)
    return renumbered[table][keys], tuple(options)


def _small_numbers(values: Sequence[Any]) -> Numbered | None:
    """Number whole numbers that lie close together without hashing them."""
    if not all(isinstance(row, np.ndarray) and row.dtype.kind in "iu" and row.size for row in values):
        return None
    keys = np.stack(values)
    low, high = int(keys.min()), int(keys.max())
    if high - low > NARROW:
        return None
    keys -= low
    present = np.flatnonzero(np.bincount(keys.ravel()))
    table = np.zeros(high - low + 1, dtype=np.int64)
    table[present] = np.arange(len(present))
    return [int(value) + low for value in present], table, keys


def _any_values(values: Sequence[Any]) -> Numbered:
    encoded = pa.concat_arrays(_of_one_type(values)).dictionary_encode()
    found = encoded.dictionary.to_pylist()
    keys = as_numpy(pc.fill_null(encoded.indices, MISSING)).reshape(len(values), -1)
    return found, np.append(np.arange(len(found)), MISSING), keys


def _of_one_type(values: Sequence[Any]) -> list[pa.Array]:
    """Give rows that consist of None alone the type of the others."""
    rows = [pa.array(row, from_pandas=True) for row in values]
    known = next((row.type for row in rows if not pa.types.is_null(row.type)), pa.string())
    return [row.cast(known) if row.type != known else row for row in rows]
