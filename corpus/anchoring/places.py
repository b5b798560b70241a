"""Places: where one span of the old text stands in the new one, with a verdict, a score and a reason.

A fragment that lies inside an equal block follows the block. One that does not is looked for: first as it is, by its
context, then edited, where the comparison expects it. What fits several places equally well is lost and not guessed.

>>> from corpus.anchoring.alignment import Alignment
>>> old, new = "He reportedly said that. It may rain.", "Today he reportedley said that. It may."
>>> finder = Finder(old, new, Alignment.of([(13, 20, 19)]), threshold=0.7)
>>> finder.find(14, 18, "said")
Found(verdict='moved', start=21, end=25, score=1.0, reason=None, candidates=())
>>> finder.find(3, 13, "reportedly").verdict, finder.find(32, 36, "rain").verdict
('fuzzy', 'lost')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.anchoring.candidates import CONTEXT, Candidate, Sought, candidate, leads, likely, occurrences, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.anchoring.alignment import Alignment
    from corpus.anchoring.verdicts import Verdict

THRESHOLD = 0.8
"""The lowest score of a place that is kept although the words were edited or the surroundings are others."""
KNOWN_SIDE = 0.8
"""How alike one side of the context must be for the same words elsewhere to be taken for the ones that moved."""
KNOWN_AT_ALL = 0.25
"""How alike a side of the context must be for it not to have been rewritten."""
MAINLAND = 24
"""Code points beside a fragment that, being the same, spare a look at its context."""
ANCHOR = 8
"""Code points beside a fragment that, being the same, keep it in its place although letters touch its other side."""
LONG_WORD = 8
"""Code points of a word that is not found inside another by chance."""
TELLING = 40
"""Code points of a surface that needs no context: so many in a row do not come twice by chance."""
SHOWN = 3
"""Candidates that a review names."""

SEVERAL = "several places fit equally well"
TOO_LITTLE = "no place fits well enough"
GONE = "its words are gone"
TEXTLESS = "it does not lie inside a passage that is known to be the same, and without its words it cannot be looked for"
EDITED = "its words were edited"
GROWN = "it stands inside a longer word now"
ISLAND = "the same words, but all around them was rewritten"
ELSEWHERE = "the same words, but in other surroundings"


@dataclass(frozen=True, slots=True)
class Found:
    """What became of one fragment; start and end are None where it is lost."""

    verdict: Verdict
    start: int | None = None
    end: int | None = None
    score: float = 0.0
    reason: str | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds fragments of an old text in a new one.

    Attributes:
        old: the old text; None where it is withheld.
        new: the new text.
        alignment: which passages of the two are the same.
        threshold: the lowest score of a place that is kept as `fuzzy`.
    """

    old: str | None
    new: str
    alignment: Alignment
    threshold: float = THRESHOLD

    def find(self, start: int, end: int, surface: str | None) -> Found:
        """Find one fragment, given by its bounds in the old text and its surface, where that is known."""
        kept = self.alignment.find(start, end)
        region = self.alignment.region(start, end)
        if surface is None:
            return Found("lost", reason=TEXTLESS) if kept is None else _kept(start, kept, end - start)
        sought = Sought.of(self.old or "", (start, end), surface, expected=start if region is None else region[0])
        if kept is not None:
            return self._follow(sought, start, end, kept)
        return self._search(sought, start, region)

    def _follow(self, sought: Sought, start: int, end: int, kept: int) -> Found:
        """Follow the block, unless the words may have met others by chance; where letters touch a word, it keeps its own."""
        size = end - start
        if sought.keeps_words(self.new, kept, kept + size):
            return self._island(sought, start, end, kept) or _kept(start, kept, size)
        if size >= LONG_WORD or self._is_anchored(start, end, kept):
            return _kept(start, kept, size)
        found = candidate(sought, self.new, kept, kept + size)
        has_neighbour = self.alignment.find(start, end + 1) is not None or self.alignment.find(start - 1, end) is not None
        return _fuzzy(found, GROWN) if has_neighbour or found.score >= self.threshold else _lost(TOO_LITTLE, [found])

    def _is_anchored(self, start: int, end: int, kept: int) -> bool:
        """Tell whether all that stands beside a fragment on one side is the same, as far as the text or the eye goes."""
        old, new = self.old or "", self.new
        low, high = max(0, start - ANCHOR), min(len(old), end + ANCHOR)
        at_start, at_end = kept == start, len(new) - kept == len(old) - start
        on_the_left = self.alignment.find(low, end) is not None and (low > 0 or at_start)
        on_the_right = self.alignment.find(start, high) is not None and (high < len(old) or at_end)
        return on_the_left or on_the_right

    def _island(self, sought: Sought, start: int, end: int, kept: int) -> Found | None:
        """Doubt a word that comes more than once where all far and wide was rewritten: it may have met another by chance."""
        if min(len(sought.left), len(sought.right)) < CONTEXT or len(sought.surface) >= TELLING:
            return None
        if any(self.alignment.find(low, low + end - start + MAINLAND) is not None for low in (start, start - MAINLAND)):
            return None
        found = candidate(sought, self.new, kept, kept + end - start)
        if max(found.left, found.right) >= KNOWN_AT_ALL:
            return None
        is_single = self.new.count(sought.surface) == 1 and (self.old or "").count(sought.surface) <= 1
        return None if is_single else _fuzzy(found, ISLAND)

    def _search(self, sought: Sought, start: int, region: tuple[int, int | None] | None) -> Found:
        same = occurrences(sought, self.new)
        known = [one for one in same if len(sought.surface) >= TELLING or max(one.left, one.right) >= KNOWN_SIDE]
        if known:
            return _kept(start, known[0].start, len(sought.surface)) if leads(known) else _lost(SEVERAL, known)
        high = len(self.new) if region is None or region[1] is None else region[1]
        edited = [] if region is None else likely(sought, self.new, (region[0], high))
        return self._judge(ranked([*same, *edited]))

    def _judge(self, candidates: Sequence[Candidate]) -> Found:
        if not candidates:
            return _lost(GONE, ())
        best = candidates[0]
        if best.score < self.threshold:
            return _lost(TOO_LITTLE, candidates)
        if not leads(candidates):
            return _lost(SEVERAL, candidates)
        return _fuzzy(best, EDITED if best.surface < 1 else ELSEWHERE)


def _kept(start: int, kept: int, size: int) -> Found:
    return Found("exact" if start == kept else "moved", kept, kept + size, 1.0)


def _fuzzy(found: Candidate, reason: str) -> Found:
    return Found("fuzzy", found.start, found.end, found.score, reason)


def _lost(reason: str, candidates: Sequence[Candidate]) -> Found:
    best = candidates[0].score if candidates else 0.0
    return Found("lost", score=best, reason=reason, candidates=tuple(candidates[:SHOWN]))
