"""Spans: where in a text an annotation stands, and what stands there.

Offsets are half-open `[start, end)` in Unicode code points of the exact stored text. Every fragment repeats its surface,
so that an offset can be verified and never has to be believed; where the text is withheld, a keyed digest stands in for it.
Interrupted expressions have several fragments (brat and BioScope call them discontinuous).

>>> said = Span([Fragment(start=0, end=3, text="She"), Fragment(start=9, end=12, text="no.")])
>>> said.start, said.end, said.surface
(0, 12, 'She no.')
>>> Span.of("He claimed it.", (3, 10)).surface
'claimed'
>>> withheld = Span([Fragment(start=3, end=10, digest="3f" * 16)])
>>> withheld.surface, str(withheld)
(None, '[3,10)')
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Annotated

from pydantic import ConfigDict, Field, RootModel, model_validator
from pydantic_core import PydanticCustomError

from corpus.model.digests import SurfaceDigest
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
    text: Name | None = None
    """The surface, equal to `text[start:end]` of the document; null where the text is withheld."""
    digest: SurfaceDigest | None = None
    """Stands in for a surface that is withheld (see `corpus.model.digests.surface_digest`); else null."""

    @model_validator(mode="after")
    def _measures(self) -> Fragment:
        if self.end <= self.start:
            message = "fragment [{start},{end}) is empty or reversed; end must be greater than start"
            raise PydanticCustomError("E104", message, {"start": self.start, "end": self.end})
        if self.text is None:
            return self._without_text()
        if self.digest is not None:
            message = "expected exactly one of text and digest in fragment [{start},{end}), found both; remove the digest"
            raise PydanticCustomError("E005", message, {"start": self.start, "end": self.end})
        if len(self.text) != self.end - self.start:
            message = "fragment [{start},{end}) is {span} code points long, its text {text}"
            context = {"start": self.start, "end": self.end, "span": self.end - self.start, "text": len(self.text)}
            raise PydanticCustomError("E101", message, context)
        if self.text[0].isspace() or self.text[-1].isspace():
            raise PydanticCustomError("E105", EDGE_BLANK)
        return self

    def _without_text(self) -> Fragment:
        if self.digest is None:
            message = "expected exactly one of text and digest in fragment [{start},{end}), found neither; add the text"
            raise PydanticCustomError("E006", message, {"start": self.start, "end": self.end})
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
    def surface(self) -> str | None:
        """The fragments' surfaces, joined by one space (as brat writes them); None where one of them is withheld."""
        texts = [fragment.text for fragment in self.root if fragment.text is not None]
        return " ".join(texts) if len(texts) == len(self.root) else None

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
        """Write the surface, or the bounds where it is withheld."""
        surface = self.surface
        return " ".join(f"[{one.start},{one.end})" for one in self.root) if surface is None else surface
