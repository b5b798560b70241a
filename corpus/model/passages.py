r"""Passages: stretches of whole lines by which an edited copy of a withheld text is recognised.

A text is cut at its line ends into passages of at least 200 code points; a short rest joins the one before. Each is hashed:
so much unknown text cannot be guessed word by word. A text that is one passage has none beside its own sha256.

>>> from corpus.model.documents import Document
>>> text = "".join(f"{word} " * 40 + "\n" for word in ("It rained", "She said so", "Nobody knows"))
>>> news = Document.of("d", text).model_copy(update={"text": None, "length": len(text), "passages": passages_of(text)})
>>> [(passage.start, passage.end) for passage in news.passages]
[(0, 401), (401, 882), (882, 1403)]
>>> find_passages(news, text.replace("She", "He"))
[(0, 0, 401), (882, 842, 521)]
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.model.digests import Digest, passage_digest
from corpus.model.records import Offset, Record

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.model.documents import Document

SHORTEST = 200
"""Code points that a passage has at least."""

Block = tuple[int, int, int]
"""Where a passage stood, where it stands now, and its length, in code points."""


class Passage(Record):
    """A stretch of whole lines of a withheld text: half-open code points and a hash."""

    start: Offset
    """The first code point."""
    end: Offset
    """The code point after the last."""
    sha256: Digest
    """Of the words themselves, with a prefix and their number (see `corpus.model.digests.passage_digest`)."""


def passages_of(text: str) -> tuple[Passage, ...]:
    """Cut a text into passages; none where it would be one alone."""
    edges = _edges(text)
    if len(edges) <= 2:  # noqa: PLR2004 - both ends of one passage
        return ()
    return tuple(Passage(start=start, end=end, sha256=passage_digest(text[start:end])) for start, end in pairwise(edges))


def candidates(text: str) -> Iterator[tuple[int, str]]:
    """Give, for each line of a text, where it begins, and the passage that would begin there."""
    starts = line_starts(text)
    ends, place = [*starts[1:], len(text)], 0
    for start in starts:
        while place < len(ends) and ends[place] - start < SHORTEST:
            place += 1
        if place == len(ends):
            return
        yield start, text[start : ends[place]]


def find_passages(document: Document, text: str) -> list[Block]:
    """Find the passages of a document in another text: those that stand there unchanged and in the same order.

    A line has one passage that can begin at it, but for the last of a text, which may be longer; so the time grows with
    the text and no faster.
    """
    passages = document.passages or ()
    wanted = {passage.sha256 for passage in passages}
    found: dict[str, set[int]] = {}
    for start, digest in _digests(text, passages):
        if digest in wanted:
            found.setdefault(digest, set()).add(start)
    places = {digest: sorted(starts, reverse=True) for digest, starts in found.items()}
    pairs = [(one.start, start, one.end - one.start) for one in passages for start in places.get(one.sha256, ())]
    return _apart(_rising(pairs))


def line_starts(text: str) -> list[int]:
    r"""Give where each line begins; a line ends after its `\n`.

    >>> line_starts("a\nb\n")
    [0, 2]
    """
    starts = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
    return starts[:-1] if starts[-1] == len(text) else starts


def _edges(text: str) -> list[int]:
    """Give where passages begin, and the end of the text."""
    edges = [0]
    for end in (*line_starts(text)[1:], len(text)):
        if end - edges[-1] >= SHORTEST:
            edges.append(end)
    return edges if edges[-1] == len(text) else [*(edges[:-1] or [0]), len(text)]


def _digests(text: str, passages: Sequence[Passage]) -> Iterator[tuple[int, str]]:
    for start, passage in candidates(text):
        yield start, passage_digest(passage)
    if passages:
        last = passages[-1].end - passages[-1].start
        for start in line_starts(text):
            if start + last <= len(text):
                yield start, passage_digest(text[start : start + last])


def _rising(pairs: Sequence[Block]) -> list[Block]:
    """Keep the most pairs whose places rise in both texts (Hunt and Szymanski 1977).

    They come in the order of the old text, and for one old place the later new place first, so that only one is kept.
    """
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for number, (_, new, _) in enumerate(pairs):
        rank = bisect_left(tails, new)
        tails[rank:], ends[rank:] = [new, *tails[rank + 1 :]], [number, *ends[rank + 1 :]]
        before.append(ends[rank - 1] if rank else -1)
    kept, number = [], ends[-1] if ends else -1
    while number >= 0:
        kept.append(pairs[number])
        number = before[number]
    return kept[::-1]


def _apart(blocks: Sequence[Block]) -> list[Block]:
    """Leave out what would overlap the one before it in the new text."""
    kept: list[Block] = []
    for block in blocks:
        if not kept or block[1] >= kept[-1][1] + kept[-1][2]:
            kept.append(block)
    return kept
