"""Alignments: which passages of two texts are the same, as equal blocks of code points.

An alignment comes out of a comparison (`align`) or is put together from passages that are known to be equal; whatever it
comes from, it answers two questions: where does a stretch that lies inside one block stand now, and between which points
must one look for a stretch that does not.

>>> same = align("It may rain today.", "Today it may well rain.")
>>> same.find(3, 6), same.find(7, 11)
(9, 18)
>>> same.region(3, 11)
(9, 22)
>>> Alignment.of([(3, 9, 4)]).find(3, 11) is None
True
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from corpus.anchoring.differences import equal_blocks, joined, with_moved_paragraphs
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Block(NamedTuple):
    """A passage that is the same in both texts; in code points."""

    old: int
    """Where it begins in the old text."""
    new: int
    """Where it begins in the new text."""
    length: int
    """How long it is in both."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The equal blocks of two texts, in the order of the old one. Blocks may stand in another order in the new text."""

    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, blocks: Iterable[tuple[int, int, int]]) -> Alignment:
        """Put an alignment together from (old start, new start, length), in any order; neighbours are joined.

        Raises:
            CorpusError: a block is empty or begins before the text, or two overlap in the old text.
        """
        ordered = sorted(Block(*block) for block in blocks)
        for block in ordered:
            if block.length < 1 or block.old < 0 or block.new < 0:
                message = f"expected a block with starts from 0 and a length from 1, found {tuple(block)}"
                raise CorpusError(message)
        for before, after in itertools.pairwise(ordered):
            if after.old < before.old + before.length:
                message = f"expected blocks that do not overlap in the old text, found {tuple(before)} and {tuple(after)}"
                raise CorpusError(message)
        return cls(tuple(Block(*block) for block in joined(ordered)))

    def find(self, start: int, end: int) -> int | None:
        """Tell where the stretch `[start, end)` of the old text begins in the new one, if it lies inside one block."""
        block = self._block_at(start)
        return None if block is None or end > block.old + block.length else start - block.old + block.new

    def region(self, start: int, end: int) -> tuple[int, int | None] | None:
        """Tell between which points of the new text the stretch `[start, end)` must stand, if it still stands in its place.

        Each edge that lies in a block is known exactly; the others reach to the next block, or, as None, to the end of the
        text. Where the blocks around it have changed their order there is no such region.
        """
        first, last = self._block_at(start), self._block_at(end - 1)
        before, after = self._end_before(start), self._start_after(end)
        low = before if first is None else start - first.old + first.new
        high = after if last is None else end - last.old + last.new
        return None if high is not None and high < low else (low, high)

    def images(self, start: int, end: int) -> list[tuple[int, int]]:
        """Give where those parts of the stretch `[start, end)` stand in the new text that lie in blocks."""
        overlapping = [block for block in self.blocks if block.old < end and start < block.old + block.length]
        pairs = [(block, max(start, block.old), min(end, block.old + block.length)) for block in overlapping]
        return [(low - block.old + block.new, high - block.old + block.new) for block, low, high in pairs]

    def _block_at(self, point: int) -> Block | None:
        place = bisect_right(self.blocks, point, key=_old_start) - 1
        if place < 0 or point >= self.blocks[place].old + self.blocks[place].length:
            return None
        return self.blocks[place]

    def _end_before(self, point: int) -> int:
        place = bisect_right(self.blocks, point, key=_old_start) - 1
        return 0 if place < 0 else self.blocks[place].new + self.blocks[place].length

    def _start_after(self, point: int) -> int | None:
        place = bisect_right(self.blocks, point - 1, key=_old_start)
        return None if place == len(self.blocks) else self.blocks[place].new


def align(old: str, new: str) -> Alignment:
    """Compare two texts, and give what is equal: what kept its place, and paragraphs that stand elsewhere now.

    It ends in seconds for texts of some hundred thousand code points, however different they are: stretches that are too
    large to be compared in full are left without blocks.
    """
    return Alignment.of(with_moved_paragraphs(old, new, equal_blocks(old, new)))


def _old_start(block: Block) -> int:
    return block.old
