r"""Differences: how two texts are compared, from coarse to fine, so that the cost stays with what changed.

::

    texts ─► common beginning and end ─► words that stand once in both, four in a row ─► words ─► characters of changed words

Runs of words that stand once in each text fix the comparison (the patience diff of Bram Cohen); the longest common
subsequence is looked for only between them, where it is short, and by characters only where words changed. So a word is not
put together from letters of a sentence that was rewritten, and no table grows with the square of the text.

>>> equal_blocks("She said it may rain.", "She says it will rain.")
[(0, 0, 6), (8, 8, 4), (15, 16, 6)]
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    Compare = Callable[[Sequence[str], Sequence[str]], list[tuple[int, int, int]]]
    """Gives what two sequences have in common, in order and in stretches."""

Triple = tuple[int, int, int]
"""Old start, new start, length."""

TOKEN = re.compile(r"\w+|\W")
PARAGRAPH = re.compile(r"[^\n]+")
RUN = 4
"""Words and marks in a row that fix the comparison where they stand once in each text."""
MOST_CELLS = 1 << 28
"""The largest table of a comparison, in bits: 32 MiB, as for a stretch of 16,000 words and marks that was rewritten."""
MOST_CHARACTERS = 1 << 20
"""The largest product of two changed stretches that are compared by characters."""
SHORTEST_MOVED = 20
"""Code points of the shortest paragraph that is recognised where it stands elsewhere."""


def equal_blocks(old: str, new: str) -> list[Triple]:
    """Give the passages that are equal and in the same order in both texts, as (old start, new start, length)."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    middle = _by_words(old[head : len(old) - tail], new[head : len(new) - tail])
    blocks = [(0, 0, head), *((one + head, other + head, size) for one, other, size in middle)]
    return joined(block for block in [*blocks, (len(old) - tail, len(new) - tail, tail)] if block[2])


def joined(blocks: Iterable[Triple]) -> list[Triple]:
    """Join blocks that follow one another without a gap in both texts.

    >>> joined([(0, 4, 2), (2, 6, 3), (5, 12, 1)])
    [(0, 4, 5), (5, 12, 1)]
    """
    found: list[Triple] = []
    for start, goal, size in blocks:
        if found and (start, goal) == (found[-1][0] + found[-1][2], found[-1][1] + found[-1][2]):
            found[-1] = (*found[-1][:2], found[-1][2] + size)
        else:
            found.append((start, goal, size))
    return found


def with_moved_paragraphs(old: str, new: str, blocks: Sequence[Triple]) -> list[Triple]:
    r"""Give the same blocks and those paragraphs that stand once in each text, at another place in the new one.

    What the blocks had of such a paragraph was a likeness by chance, and is taken back.

    >>> old, new = "It rained all day long.\nShe stayed at home.", "She stayed at home.\nIt rained all day long."
    >>> with_moved_paragraphs(old, new, [(24, 0, 19)])
    [(24, 0, 19), (0, 20, 23)]
    """
    kept = list(blocks)
    for start, end in _paragraphs(old):
        if not any(one <= start and end <= one + size for one, _, size in blocks):
            place = _single_place(old, new, old[start:end])
            if place is not None:
                kept = [piece for block in kept for piece in _without(block, (start, end), (place, place + end - start))]
                kept.append((start, place, end - start))
    return kept


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    return (one.span() for one in PARAGRAPH.finditer(text) if len(one.group().strip()) >= SHORTEST_MOVED)


def _single_place(old: str, new: str, passage: str) -> int | None:
    """Tell where a passage stands that stands once in each text."""
    place = new.find(passage)
    if place < 0 or new.find(passage, place + 1) >= 0 or old.find(passage, old.find(passage) + 1) >= 0:
        return None
    return place


def _without(block: Triple, old: tuple[int, int], new: tuple[int, int]) -> Iterator[Triple]:
    """Cut a stretch of the old text and one of the new text out of a block."""
    start, goal, size = block
    cuts = sorted((max(0, low - first), min(size, high - first)) for first, (low, high) in ((start, old), (goal, new)))
    reached = 0
    for low, high in [*(cut for cut in cuts if cut[0] < cut[1]), (size, size)]:
        if low > reached:
            yield start + reached, goal + reached, low - reached
        reached = max(reached, high)


def _by_words(old: str, new: str) -> Iterator[Triple]:
    """Compare two texts word by word, and changed words by characters."""
    words, others = TOKEN.findall(old), TOKEN.findall(new)
    places, goals = _offsets(words), _offsets(others)
    a = b = 0
    for start, goal, size in [*_by_anchors(words, others), (len(words), len(others), 0)]:
        here, there = places[a], goals[b]
        for one, other, length in _by_characters(old[here : places[start]], new[there : goals[goal]]):
            yield one + here, other + there, length
        a, b = start + size, goal + size
        yield places[start], goals[goal], places[a] - places[start]


def _offsets(words: Sequence[str]) -> list[int]:
    return [0, *itertools.accumulate(len(word) for word in words)]


def _by_anchors(old: Sequence[str], new: Sequence[str]) -> Iterator[Triple]:
    """Compare two sequences: fix what stands once in both, and compare in full between."""
    a = b = 0
    for start, goal in [*_anchors(old, new), (len(old), len(new))]:
        if start < a or goal < b:  # inside what the anchor before it has already reached
            continue
        for one, other, size in _between(old[a:start], new[b:goal], _longest_of_words):
            yield one + a, other + b, size
        reach = _common(old[start : start + RUN], new[goal : goal + RUN])
        if reach:
            yield start, goal, reach
        a, b = start + reach, goal + reach


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give the places of runs that stand once in each sequence, in an order that both have."""
    mine, theirs = _single_runs(old), _single_runs(new)
    return _rising([(place, theirs[run]) for run, place in mine.items() if run in theirs])


def _single_runs(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = [tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1)]
    counts = Counter(runs)
    return {run: place for place, run in enumerate(runs) if counts[run] == 1}


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give the longest part of some pairs, in the order of the first members, in which the second rise as well."""
    lasts: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, goal) in enumerate(pairs):
        slot = bisect_left(lasts, goal)
        before.append(ends[slot - 1] if slot else -1)
        lasts[slot : slot + 1] = [goal]
        ends[slot : slot + 1] = [number]
    found = []
    number = ends[-1] if ends else -1
    while number >= 0:
        found.append(pairs[number])
        number = before[number]
    return found[::-1]


def _between(old: Sequence[str], new: Sequence[str], compare: Compare) -> Iterator[Triple]:
    """Compare two short sequences: common beginning, common end, and the rest in full if it is not too large."""
    head = _common(old, new)
    tail = _common(old[head:][::-1], new[head:][::-1])
    mine, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    yield from [(0, 0, head)] if head else []
    if mine and theirs and len(mine) * len(theirs) <= MOST_CELLS:
        yield from ((one + head, other + head, size) for one, other, size in compare(mine, theirs))
    yield from [(len(old) - tail, len(new) - tail, tail)] if tail else []


def _longest(old: Sequence[str], new: Sequence[str]) -> list[Triple]:
    """Give the longest common subsequence, in stretches."""
    return [(one, other, size) for one, other, size in LCSseq.opcodes(old, new).as_matching_blocks() if size]


def _longest_of_words(old: Sequence[str], new: Sequence[str]) -> list[Triple]:
    """Give the longest common subsequence of words and marks, or of words alone where more of them are in it.

    In a sentence that was rewritten the blanks between the words would else outweigh the words that stayed.
    """
    every = _longest(old, new)
    mine, theirs = ([place for place, word in enumerate(words) if _is_word(word)] for words in (old, new))
    matching = _longest([old[place] for place in mine], [new[place] for place in theirs])
    words = [(mine[one + step], theirs[other + step], 1) for one, other, size in matching for step in range(size)]
    return words if _letters(old, words) > _letters(old, every) else every


def _letters(old: Sequence[str], blocks: Iterable[Triple]) -> int:
    matched = (word for start, _, size in blocks for word in old[start : start + size])
    return sum(len(word) for word in matched if _is_word(word))


def _is_word(token: str) -> bool:
    return token[0].isalnum() or token[0] == "_"


def _by_characters(old: str, new: str) -> Iterator[Triple]:
    """Compare two changed stretches, if they are not too large."""
    if len(old) * len(new) <= MOST_CHARACTERS:
        yield from _between(old, new, _longest)


def _common(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    """Count the members that two sequences begin with alike."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
