"""Spans: where in a text an annotation stands, and what stands there.

Offsets are half-open `[start, end)` in Unicode code points of the exact stored text. Every fragment repeats its surface,
so that an offset can be verified and never has to be believed. Interrupted expressions have several fragments (brat and
BioScope call them discontinuous).

>>> said = Span([Fragment(start=0, end=3, text="She"), Fragment(start=9, end=12, text="no.")])
>>> said.start, said.end, said.surface
(0, 12, 'She no.')
>>> Span.of("He claimed it.", (3, 10)).surface
'claimed'
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from corpus.model.records import Name, Offset, Record

if TYPE_CHECKING:
    from collections.abc import Iterator

EDGE_BLANK = "text must not begin or end with white space"


class Fragment(Record):
    """One stretch of text: half-open code points and the surface that stands there."""

    start: Offset
    """The first code point."""
    end: Offset
    """The code point after the last."""
    text: Name
    """The surface, equal to `text[start:end]` of the document."""

    @model_validator(mode="after")
    def _measures(self) -> Fragment:
        if self.end <= self.start:
            message = "fragment [{start},{end}) is empty or reversed; end must be greater than start"
            raise PydanticCustomError("E104", message, {"start": self.start, "end": self.end})
        if len(self.text) != self.end - self.start:
            message = "fragment [{start},{end}) is {span} code points long, its text {text}"
            context = {"start": self.start, "end": self.end, "span": self.end - self.start, "text": len(self.text)}
            raise PydanticCustomError("E101", message, context)
        if self.text[0].isspace() or self.text[-1].isspace():
            raise PydanticCustomError("E105", EDGE_BLANK)
        return self


class Span(RootModel[Annotated[tuple[Fragment, ...], Field(strict=False, min_length=1)]]):
    """One or more fragments, in order and disjoint; nearly always one."""

    model_config = ConfigDict(frozen=True, strict=True)

    @classmethod
    def of(cls, text: str, *bounds: tuple[int, int]) -> Span:
        """Cut a span out of `text` by half-open code-point bounds.

        Raises:
            pydantic.ValidationError: a bound is out of range, reversed, blank at an edge or out of order.
        """
        return cls(tuple(Fragment(start=start, end=end, text=text[start:end]) for start, end in bounds))

    @model_validator(mode="after")
    def _ordered(self) -> Span:
        fragments = self.root
        for before, after in itertools.pairwise(fragments):
            if after.start < before.end:
                message = "fragment [{start},{end}) starts before the end of the one before it; order them and join overlaps"
                raise PydanticCustomError("E103", message, {"start": after.start, "end": after.end})
        return self

    @property
    def fragments(self) -> tuple[Fragment, ...]:
        """The fragments, in the order of the text."""
        return self.root

    @property
    def start(self) -> int:
        """The first code point of the first fragment."""
        return self.root[0].start

    @property
    def end(self) -> int:
        """The code point after the last fragment."""
        return self.root[-1].end

    @property
    def surface(self) -> str:
        """The fragments' surfaces, joined by one space (as brat writes them)."""
        return " ".join(fragment.text for fragment in self.root)

    def contains(self, other: Span) -> bool:
        """Tell whether each fragment of `other` lies inside a fragment of this span."""
        return all(any(mine.start <= their.start and their.end <= mine.end for mine in self.root) for their in other.root)

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share at least one code point."""
        return any(mine.start < their.end and their.start < mine.end for mine in self.root for their in other.root)

    def __len__(self) -> int:
        """Count the fragments."""
        return len(self.root)

    def __iter__(self) -> Iterator[Fragment]:  # type: ignore[override]  # a span is the sequence of its fragments
        """Go through the fragments."""
        return iter(self.root)

    def __getitem__(self, index: int) -> Fragment:
        """Take one fragment."""
        return self.root[index]

    def __str__(self) -> str:
        """Write the surface."""
        return self.surface
