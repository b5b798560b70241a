"""What the arrows of a task can end at: its regions, found by id, by place, or by the word that they are around.

>>> from corpus.formats.regions import Region
>>> ends = Ends([Region("T1", "PER", (0, 8)), Region("T2", "PER", (9, 12))], [(0, 3), (4, 8), (9, 12)])
>>> ends.of_id("T2"), ends.at((9, 12), "PER"), ends.at((9, 12), "ORG"), ends.around((4, 8))
('T2', 'T2', None, 'T1')
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.graph import Id
    from corpus.formats.regions import Region

Bounds = tuple[int, int]


class Ends:
    """The regions of a task, and its words."""

    def __init__(self, regions: Iterable[Region], words: Iterable[Bounds]) -> None:
        """Look at all that is there."""
        self.words = sorted(set(words))
        self.ids: set[Id] = set()
        self.places: dict[Bounds, list[Region]] = defaultdict(list)
        for region in regions:
            self.add(region)

    def add(self, region: Region) -> None:
        """Add a region."""
        self.ids.add(region.id)
        self.places[region.bounds].append(region)

    def of_id(self, own: Id) -> Id | None:
        """Give an id if there is such a region."""
        return own if own in self.ids else None

    def at(self, bounds: Bounds, label: str | None) -> Id | None:
        """Give the first region that stands exactly there, with a label if one is said."""
        here = self.places.get(bounds, ())
        return next((one.id for one in here if label is None or one.label == label), None)

    def around(self, word: Bounds) -> Id | None:
        """Give the region that a word is in, where it is in one alone."""
        found = self._covers.get(word, ())
        return found[0] if len(found) == 1 else None

    @cached_property
    def _covers(self) -> dict[Bounds, list[Id]]:
        """The regions around each word; what is added later is a word itself, and found by its place."""
        found: dict[Bounds, list[Id]] = defaultdict(list)
        for region in chain.from_iterable(self.places.values()):
            for word in self._words_in(region.bounds):
                found[word].append(region.id)
        return found

    def _words_in(self, bounds: Bounds) -> Iterator[Bounds]:
        start, end = bounds
        for number in range(bisect_left(self.words, (start, start)), len(self.words)):
            word = self.words[number]
            if word[0] >= end:
                return
            if word[1] <= end:
                yield word
