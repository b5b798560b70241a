"""What a view is: a table's columns and labels, and how the rows of one article are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from corpus.model.columns import SPAN
from corpus.model.surfaces import plain_type

if TYPE_CHECKING:
    from corpus.model import Annotation
    from corpus.release.tasks.articles import Article

Row = dict[str, Any]
Labels = Mapping[str, tuple[str, ...]]
"""The names of each label column, by dotted path (lists add nothing to a path)."""

TEXT, NUMBER, TRUTH = pa.string(), pa.int32(), pa.bool_()
TEXTS, NUMBERS = pa.list_(TEXT), pa.list_(NUMBER)
FRAGMENTS = plain_type(SPAN)
"""`list<struct<start, end, text>>`."""
PLACE = [("start", NUMBER), ("end", NUMBER)]
"""Half-open code points of the document."""


class Made(NamedTuple):
    """The rows of one article in the order of its text, and why which number of annotations is in none of them."""

    rows: list[Row]
    dropped: Mapping[str, int]


@dataclass(frozen=True)
class View:
    """A ready view of a corpus.

    Attributes:
        name: the config's name.
        schema: the columns.
        labels: the names of each label column.
        choose: gives the annotations of an article that the view is to hold.
        make: gives the rows of an article.
    """

    name: str
    schema: pa.Schema
    labels: Labels
    choose: Callable[[Article], Sequence[Annotation]]
    make: Callable[[Article], Made]
