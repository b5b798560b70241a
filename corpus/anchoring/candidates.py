"""Candidates: places of the new text where a stretch of the old one may stand now, and how well each fits.

A place fits by its *surface* (how alike the words are) and by its *context* (how alike what stands to the left and right of
it is); how near it is to where the comparison of the texts expects it decides only between places that fit alike.

>>> sought = Sought.of("He may go. It may rain.", (14, 17), "may", expected=14)
>>> [(one.start, round(one.context, 1)) for one in occurrences(sought, "So he may go. It may well rain.")]
[(17, 0.5), (6, 0.0)]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from corpus.anchoring.words import solid
from corpus.model.words import cuts_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Bounds = tuple[int, int]
"""Half-open code points."""

CONTEXT = 48
"""Code points that are compared on each side."""
CHANCE = 0.5
"""How alike two stretches of unrelated prose are, letter by letter; what counts is what goes beyond it."""
CONTEXT_SHARE = 0.4
"""The context's part of the score; the rest is the surface's."""
SHORT = 20
"""Code points up to which a surface needs its context in full; a longer one can do with less of it."""
NEARNESS_SHARE = 0.2
"""What nearness adds to the rank of a place, at most."""
NEAR = 200
"""Code points from the expected place at which nearness is half."""
CLEAR = 0.1
"""By how much the best place must lead."""
MOST_OCCURRENCES = 40
"""Occurrences that are compared in full; of more, those whose neighbours agree furthest."""
LONGEST_SOUGHT = 2000
"""The longest surface that is looked for letter by letter around its place."""


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for: a surface, what stood around it, and where it is expected.

    Attributes:
        surface: the words.
        left: what stood to the left; empty at the beginning of the text, and where the old text is withheld.
        right: what stood to the right.
        whole_start: whether the first word was whole.
        whole_end: whether the last word was whole.
        expected: the place of the new text that is to be expected.
    """

    surface: str
    left: str
    right: str
    whole_start: bool
    whole_end: bool
    expected: int

    @classmethod
    def of(cls, old: str, bounds: Bounds, surface: str, *, expected: int) -> Sought:
        """Take what stands around a stretch of the old text."""
        start, end = bounds
        return cls(
            surface=surface,
            left=old[max(0, start - CONTEXT) : start],
            right=old[end : end + CONTEXT],
            whole_start=not cuts_word(old, start),
            whole_end=not cuts_word(old, end),
            expected=expected,
        )

    def keeps_words(self, new: str, start: int, end: int) -> bool:
        """Tell whether the words at the edges are whole at a place of the new text, if they were."""
        return not ((self.whole_start and cuts_word(new, start)) or (self.whole_end and cuts_word(new, end)))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place of the new text, and how well it fits: everything from 0 to 1."""

    start: int
    end: int
    surface: float
    left: float
    right: float
    nearness: float

    @property
    def context(self) -> float:
        """How alike the surroundings are."""
        return (self.left + self.right) / 2

    @property
    def score(self) -> float:
        """How well the place fits. Context that is missing tells less against a surface the longer it is."""
        least = CONTEXT_SHARE * min(1, SHORT / (self.end - self.start))
        return round(max((1 - share) * self.surface + share * self.context for share in (least, CONTEXT_SHARE)), 4)

    @property
    def rank(self) -> float:
        """The score, and a little more for what is near."""
        return self.score + NEARNESS_SHARE * self.nearness

    def overlaps(self, other: Candidate) -> bool:
        """Tell whether the two places share a code point."""
        return self.start < other.end and other.start < self.end


def candidate(sought: Sought, new: str, start: int, end: int) -> Candidate:
    """Judge one place of the new text."""
    return Candidate(
        start=start,
        end=end,
        surface=Indel.normalized_similarity(sought.surface, new[start:end]),
        left=_likeness(sought.left, new[max(0, start - CONTEXT) : start]),
        right=_likeness(sought.right, new[end : end + CONTEXT]),
        nearness=NEAR / (NEAR + abs(start - sought.expected)),
    )


def occurrences(sought: Sought, new: str) -> list[Candidate]:
    """Give the places where the very surface stands, as whole words if it was, the best first."""
    size = len(sought.surface)
    starts = [start for start in _starts(new, sought.surface) if sought.keeps_words(new, start, start + size)]
    if len(starts) > MOST_OCCURRENCES:
        starts.sort(key=lambda start: (-_agreement(sought, new, start), abs(start - sought.expected)))
    return ranked(candidate(sought, new, start, start + size) for start in starts[:MOST_OCCURRENCES])


def likely(sought: Sought, new: str, region: Bounds) -> list[Candidate]:
    """Give the places in or around a region where an edited surface may stand, the best first."""
    found = []
    for place in (region, _most_alike(sought, new, region)):
        shaped = place and solid(new, place, whole_start=sought.whole_start, whole_end=sought.whole_end)
        if shaped:
            found.append(candidate(sought, new, *shaped))
    return ranked(found)


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Put candidates in order, the best first; one place stands once."""
    return sorted(dict.fromkeys(candidates), key=lambda one: (-one.rank, one.start, one.end))


def leads(candidates: Sequence[Candidate]) -> bool:
    """Tell whether the first of some ranked candidates is clearly the best; those that overlap it are no rivals."""
    rivals = [one for one in candidates[1:] if not one.overlaps(candidates[0])]
    return not rivals or candidates[0].rank - rivals[0].rank >= CLEAR


def _likeness(old: str, new: str) -> float:
    """Compare two contexts; an end of a text is like an end of a text and like nothing else."""
    if not old or not new:
        return float(old == new)
    return max(0.0, (Indel.normalized_similarity(old, new) - CHANCE) / (1 - CHANCE))


def _starts(text: str, surface: str) -> Iterator[int]:
    place = text.find(surface)
    while place >= 0:
        yield place
        place = text.find(surface, place + 1)


def _agreement(sought: Sought, new: str, start: int) -> int:
    """Count the neighbours on both sides that agree without a gap."""
    end = start + len(sought.surface)
    left = zip(sought.left[::-1], new[max(0, start - CONTEXT) : start][::-1], strict=False)
    right = zip(sought.right, new[end : end + CONTEXT], strict=False)
    return sum(next((count for count, (a, b) in enumerate(side) if a != b), CONTEXT) for side in (left, right))


def _most_alike(sought: Sought, new: str, region: Bounds) -> Bounds | None:
    """Look around a region for the stretch that is most like the surface, letter by letter."""
    size = len(sought.surface)
    if size > LONGEST_SOUGHT or region[1] - region[0] > 2 * LONGEST_SOUGHT:
        return None
    low = max(0, region[0] - size)
    found = fuzz.partial_ratio_alignment(sought.surface, new[low : region[1] + size])
    return None if found is None else (low + found.dest_start, low + found.dest_end)
