"""Cues: the words that hedge, report, verify, boost or negate, each annotated once and pointed at by all that use it.

The *group* of a cue and whether it `is_hedge` follow from its type and engagement, and so are never annotated. A cue is a
hedge when it lowers the author's commitment or shifts it to another voice: the plausibility and attribution shields of
Prince, Frader and Bosk (1982).

>>> claims = Cue(id="cue-1", document_id="d", span=[{"start": 10, "end": 16, "text": "claims"}],
...              type="reportive", engagement="distance")
>>> claims.group, claims.is_hedge
('evidential', True)
>>> claims.model_copy(update={"engagement": "endorse"}).is_hedge
False
"""

from __future__ import annotations

from typing import Literal

from corpus.model.annotations import Annotation, find
from corpus.model.sources import Source
from corpus.model.spans import Span

CueType = Literal[
    "epistemic",
    "doxastic",
    "investigation",
    "conditional",
    "approximator",
    "vagueness",
    "reportive",
    "verification",
    "booster",
    "negation",
    "hedge",
    "unspecified",
]
CueGroup = Literal["hedge", "evidential", "booster", "polarity"]
Level = Literal["propositional", "relational"]
Engagement = Literal["acknowledge", "distance", "endorse", "deny"]
Strength = Literal["certain", "probable", "possible"]

CUE_GROUPS: dict[str, CueGroup] = {
    "epistemic": "hedge",
    "doxastic": "hedge",
    "investigation": "hedge",
    "conditional": "hedge",
    "approximator": "hedge",
    "vagueness": "hedge",
    "reportive": "evidential",
    "verification": "evidential",
    "booster": "booster",
    "negation": "polarity",
    "hedge": "hedge",
}
"""The group of each cue type; `unspecified` has none."""

VOUCHING = ("endorse", "deny")
"""Engagements with which the current voice takes a side, so that an evidential cue is no hedge."""


class Cue(Annotation):
    """An expression that changes how surely, or in whose voice, something is said."""

    span: Span
    """The smallest expression that carries the label (BioScope keyword)."""
    extent: Span | None = None
    """With verb group, particles, *as/for/by* (PolNeAR); null when equal to `span`."""
    type: CueType | None = None
    """epistemic, doxastic, investigation, conditional, approximator, vagueness; reportive, verification; booster; negation.
    `hedge` and `unspecified` are for imports whose kind is not known."""
    level: Level | None = None
    """propositional (scopes over a clause or nominalisation) or relational (modifies a noun or quantity); Hyland 1998."""
    engagement: Engagement | None = None
    """Of reportive and verification cues (Martin and White 2005): acknowledge, distance, endorse, deny."""
    strength: Strength | None = None
    """Of epistemic, doxastic and booster cues: certain, probable, possible."""
    negated: bool | None = None
    """Whether the cue itself is negated (*not independently verified*)."""
    scope: Span | None = None
    """The largest constituent affected, without the clause-final stop (BioScope)."""

    @property
    def group(self) -> CueGroup | None:
        """hedge, evidential, booster or polarity, from the type; null for `unspecified`."""
        return CUE_GROUPS.get(self.type or "")

    @property
    def is_hedge(self) -> bool:
        """Whether the cue lowers the author's commitment or shifts it to somebody else."""
        return self.group == "hedge" or (self.group == "evidential" and self.engagement not in VOUCHING)

    @property
    def voice(self) -> tuple[Source, ...]:
        """The sources in whose voice the cue speaks: those of the innermost attribution around it, else the author."""
        ids = self.home.voice_ids(self.id)
        return tuple(find(self, "sources", source_id, Source) for source_id in ids)
