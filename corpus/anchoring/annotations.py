"""Annotations: one row carried to the new text, span by span and reference by reference.

The spans are found wherever the record keeps them; the annotation's verdict is the worst of theirs. A field that is lost is
left out where the annotation can do without it, and is lost with it where it cannot.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.anchoring.fields import demanded, is_missing, replaced
from corpus.anchoring.places import SHOWN, Found
from corpus.anchoring.verdicts import Place, SpanReview, Verdict, worst
from corpus.model.columns import span_paths
from corpus.model.layers import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from corpus.anchoring.places import Finder
    from corpus.model.rows import Row
    from corpus.model.sets import Profile

MARGIN = 32
"""Code points to each side that a review shows."""
OUT_OF_ORDER = "its parts no longer stand in their order"
CERTAIN = ("exact", "moved")


@dataclass
class CarriedRow:
    """One annotation on its way.

    Attributes:
        layer: its layer.
        profile: what its set claims to be, and so which fields it cannot do without.
        before: the row as it was.
        row: the row as it is now.
        verdicts: what became of each span, and of what was left out.
        score: the lowest score of its spans.
        reasons: why a person should look at it.
        spans: the spans that a person should look at.
    """

    layer: str
    profile: Profile
    before: Row
    row: Row
    verdicts: list[Verdict] = field(default_factory=list)
    score: float = 1.0
    reasons: list[str] = field(default_factory=list)
    spans: list[SpanReview] = field(default_factory=list)

    @classmethod
    def of(cls, layer: str, profile: Profile, row: Row) -> CarriedRow:
        """Begin with an annotation as it is."""
        return cls(layer, profile, row, dict(row))

    @property
    def verdict(self) -> Verdict:
        """What became of it so far."""
        return worst(self.verdicts)

    @property
    def is_lost(self) -> bool:
        """Whether it cannot be kept."""
        return self.verdict == "lost"

    def lose(self, reason: str) -> None:
        """Give it up."""
        self.verdicts.append("lost")
        self.reasons.append(reason)

    def carry_spans(self, finder: Finder) -> None:
        """Find every span; one that is lost is left out of the row."""
        for path in span_paths(self.layer):
            self._replace(path, lambda place, span: self._carried(finder, place, span))

    def keep_spans(self, finder: Finder, holds: Callable[[Sequence[Row]], bool], reason: str) -> None:
        """Leave out the spans that do not hold a rule; the review shows where they would stand."""
        for path in span_paths(self.layer):
            self._replace(path, lambda place, span: span if holds(span) else self._refuse(finder, place, span, reason))

    def restore(self, finder: Finder, span: list[Row], reason: str) -> None:
        """Keep an annotation that has nothing but its `span`, with another one, whatever became of it before."""
        self.row["span"] = span
        self.verdicts = ["fuzzy"]
        self.reasons = [f"span: {reason}"]
        old = tuple(_old_place(finder, part) for part in self.before["span"])
        new = tuple(place_of(finder.new, part["start"], part["end"]) for part in span)
        self.spans = [SpanReview(path="span", verdict="fuzzy", score=self.score, reason=reason, old=old, new=new)]

    def drop_references(self, lost: Mapping[str, Collection[str]]) -> None:
        """Leave out the references to annotations that are lost, whose ids are given by layer."""
        for path, target in REFERENCES.get(self.layer, {}).items():
            if target in lost:
                self._replace(path, partial(self._unless_lost, target, lost[target]))

    def _replace(self, path: str, replace: Callable[[str, Any], Any]) -> None:
        name = path.split(".", maxsplit=1)[0]
        if is_missing(name, self.row[name]):
            return
        self.row[name] = replaced(self.layer, self.row, path, replace)
        if is_missing(name, self.row[name]) and self._needs(name):
            self.verdicts.append("lost")

    def _needs(self, name: str) -> bool:
        return name == "sources" or name in demanded(self.layer, self.profile)

    def _unless_lost(self, target: str, lost: Collection[str], place: str, found: str) -> str | None:
        if found not in lost:
            return found
        self._leave_out(f"{place} pointed at {target}/{found}, which is lost")
        return None

    def _leave_out(self, reason: str) -> None:
        self.verdicts.append("fuzzy")
        self.reasons.append(reason)

    def _refuse(self, finder: Finder, place: str, span: Sequence[Row], reason: str) -> None:
        there = tuple(place_of(finder.new, part["start"], part["end"]) for part in span)
        self.spans.append(SpanReview(path=place, verdict="lost", score=self.score, reason=reason, candidates=there))
        self._leave_out(f"{place} is lost: {reason}")

    def _carried(self, finder: Finder, place: str, span: Sequence[Row]) -> list[Row] | None:
        found = _in_order([finder.find(part["start"], part["end"], part["text"]) for part in span])
        verdict = worst(one.verdict for one in found)
        if verdict not in CERTAIN:
            self._review(finder, place, span, found)
        self.score = min(self.score, *(one.score for one in found))
        if verdict != "lost":
            self.verdicts.append(verdict)
            return [_fragment(finder, one) for one in found]
        return None

    def _review(self, finder: Finder, place: str, span: Sequence[Row], found: Sequence[Found]) -> None:
        verdict = worst(one.verdict for one in found)
        reason = next(one.reason for one in found if one.verdict == verdict) or ""
        kept = [one for one in found if verdict != "lost" and one.start is not None and one.end is not None]
        review = SpanReview(
            path=place,
            verdict=verdict,
            score=min(one.score for one in found),
            reason=reason,
            old=tuple(_old_place(finder, part) for part in span),
            new=tuple(place_of(finder.new, one.start or 0, one.end or 0) for one in kept),
            candidates=tuple(
                place_of(finder.new, other.start, other.end, score=other.score) for one in found for other in one.candidates
            )[: SHOWN * len(found)],
        )
        self.spans.append(review)
        if verdict == "lost":
            self._leave_out(f"{place} is lost: {reason}")
        else:
            self.reasons.append(f"{place}: {reason}")


def place_of(text: str, start: int, end: int, *, score: float | None = None) -> Place:
    """Show a stretch of a text with what stands around it."""
    left, right = text[max(0, start - MARGIN) : start], text[end : end + MARGIN]
    return Place(start=start, end=end, text=text[start:end], left=left, right=right, score=score)


def _old_place(finder: Finder, part: Row) -> Place:
    if finder.old is None:
        return Place(start=part["start"], end=part["end"], text=part["text"])
    return place_of(finder.old, part["start"], part["end"])


def _in_order(found: Sequence[Found]) -> Sequence[Found]:
    """Hold the parts of a span to their order; where one is lost or stands before the one before it, all are lost."""
    reached = 0
    for one in found:
        if one.start is None or one.end is None:
            return found
        if one.start < reached:
            return [Found("lost", score=other.score, reason=OUT_OF_ORDER) for other in found]
        reached = one.end
    return found


def _fragment(finder: Finder, found: Found) -> Row:
    """Give the fragment where it stands now, with its words, also where those of the old text are withheld."""
    return {"start": found.start, "end": found.end, "text": finder.new[found.start : found.end]}
