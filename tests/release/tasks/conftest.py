"""Small articles by hand: spans are named by their words."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pytest

from corpus.model import Span
from corpus.model.layers import layer_of
from corpus.release.tasks.articles import Article
from corpus.segmentation import segment

if TYPE_CHECKING:
    from corpus.model import Annotation


class Note:
    """A short text that makes spans of its words and an article of annotations."""

    def __init__(self, text: str) -> None:
        """Keep the text."""
        self.text = text

    def span(self, *surfaces: str) -> Span:
        """Find each surface, the second after the first and so on."""
        bounds: list[tuple[int, int]] = []
        for surface in surfaces:
            start = self.text.index(surface, bounds[-1][1] if bounds else 0)
            bounds.append((start, start + len(surface)))
        return Span.of(self.text, *bounds)

    def article(self, *records: Annotation) -> Article:
        """Make an article of document `d`."""
        by_layer: defaultdict[str, list[Annotation]] = defaultdict(list)
        for record in records:
            by_layer[layer_of(type(record))].append(record)
        return Article("d", self.text, segment(self.text), by_layer)


@pytest.fixture
def note() -> type[Note]:
    """Give the maker of small articles."""
    return Note
