"""A draft: what stands in the lines of a file, before it is held against the text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.formats.graph import Item, Span


@dataclass(slots=True)
class Draft:
    """Text-bound lines with their surfaces, and all other lines."""

    spans: list[Span] = field(default_factory=list)
    """With the bounds that the file gives."""
    surfaces: list[str] = field(default_factory=list)
    """The surface of each."""
    doubtful: set[int] = field(default_factory=set)
    """The numbers of those that need a second look: the text may say otherwise, or they have several fragments."""
    others: list[Item] = field(default_factory=list)
    """All other items, in the order of the lines."""
