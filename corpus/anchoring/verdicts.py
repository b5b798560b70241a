"""Verdicts: what became of each annotation, and what a person has to look at.

======= =====================================================================================================
exact   every span stands at the same offsets with the same words
moved   the same words, at least one of them at other offsets
fuzzy   kept, but something is to be looked at: words that were edited, a field or reference that was left out
lost    not in the new corpus; the review has all of it
======= =====================================================================================================

>>> worst(["exact", "fuzzy", "moved"]), worst([])
('fuzzy', 'exact')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, get_args

from pydantic import Field

from corpus.model.records import Many, Offset, Record, Text

if TYPE_CHECKING:
    from collections.abc import Iterable

Verdict = Literal["exact", "moved", "fuzzy", "lost"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
"""From the best to the worst."""
Score = Annotated[float, Field(ge=0, le=1)]


class Place(Record):
    """A stretch of a text with what stands around it."""

    start: Offset
    """The first code point."""
    end: Offset
    """The code point after the last."""
    text: Text | None = None
    """What stands there; null where the text is withheld."""
    left: Text | None = None
    """What stands to the left of it."""
    right: Text | None = None
    """What stands to the right of it."""
    score: Score | None = None
    """Of a candidate: how well it fits."""


class SpanReview(Record):
    """A span that did not keep its words or its place for certain."""

    path: Text
    """The field, with the number of an item in a list: `sources.0.span`."""
    verdict: Verdict
    """What became of the span."""
    score: Score
    """How well its place fits; of a lost one, how well the best place would."""
    reason: Text
    """Why it is here."""
    old: Many[Place] = ()
    """Its fragments in the old text; empty where the words were found and a rule of the corpus forbids their place."""
    new: Many[Place] = ()
    """Its fragments in the new text; empty where it is lost."""
    candidates: Many[Place] = ()
    """Places of the new text that were weighed and not taken."""


class ReviewItem(Record):
    """One annotation that a person should look at: `fuzzy`, or `lost`."""

    document_id: Text
    """The document."""
    set_id: Text
    """The annotation set."""
    layer: Text
    """The layer."""
    id: Text
    """The annotation."""
    verdict: Verdict
    """`fuzzy` or `lost`."""
    score: Score
    """The lowest score of its spans."""
    reasons: Many[Text]
    """Why it is here, in sentences."""
    spans: Many[SpanReview] = ()
    """Its spans that are neither exact nor moved."""
    annotation: dict[str, Any]
    """The annotation as it was, as its line in the working folder."""


class Carried(NamedTuple):
    """What became of one annotation."""

    set_id: str
    layer: str
    id: str
    verdict: Verdict


def worst(verdicts: Iterable[Verdict]) -> Verdict:
    """Give the worst of some verdicts; without any, nothing was to be carried, and that is exact."""
    return max(verdicts, key=VERDICTS.index, default="exact")
