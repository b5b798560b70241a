"""Claims and commitments: what is said to be so, and how surely each voice says it (FactBank, UDS).

>>> Commitment(id="commitment-1", document_id="d", claim_id="claim-1", source_id="@author", value="Uu").value
'Uu'
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from corpus.model.annotations import Annotation, Reference, find, referring
from corpus.model.attributions import Attribution
from corpus.model.cues import Cue
from corpus.model.quantities import Quantity
from corpus.model.records import Many, Name
from corpus.model.sources import Source
from corpus.model.spans import Span

CommitmentValue = Literal["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]
Score = Annotated[float, Field(ge=-3, le=3)]


class Claim(Annotation):
    """One proposition: a finite clause, a nominalisation, or a noun phrase whose existence is asserted."""

    span: Span
    """The clause or phrase."""
    head: Span | None = None
    """Its predicate (FactBank event)."""
    attribution_id: Reference | None = None
    """The innermost attribution around it; null for the author's own claims."""
    quantity_ids: Many[Reference] | None = None
    """The quantities that it states."""
    cluster: Name | None = None
    """A name shared by all claims of the same proposition."""

    @property
    def attribution(self) -> Attribution | None:
        """The innermost attribution around it."""
        if self.attribution_id is None:
            return None
        return find(self, "attributions", self.attribution_id, Attribution)

    @property
    def quantities(self) -> tuple[Quantity, ...]:
        """The quantities that it states."""
        return tuple(find(self, "quantities", quantity_id, Quantity) for quantity_id in self.quantity_ids or ())

    @property
    def commitments(self) -> tuple[Commitment, ...]:
        """How surely each voice holds it."""
        return referring(self, "commitments", "claim_id", Commitment)


class Commitment(Annotation):
    """How surely one source presents one claim as true; never whether it is true."""

    claim_id: Reference
    """The claim."""
    source_id: Reference
    """Who is committed; `@author` for the text itself."""
    value: CommitmentValue | None = None
    """FactBank: CT certain, PR probable, PS possible, with + or -; CTu certain but polarity unknown; Uu uncommitted."""
    score: Score | None = None
    """On the scale of UDS and CommitmentBank, -3 certainly not to 3 certainly so."""
    judgements: Many[float] | None = None
    """The single judgements behind the score."""
    evidence_ids: Many[Reference] | None = None
    """The cues that it rests on."""

    @property
    def claim(self) -> Claim:
        """The claim."""
        return find(self, "claims", self.claim_id, Claim)

    @property
    def source(self) -> Source:
        """Who is committed."""
        return find(self, "sources", self.source_id, Source)

    @property
    def evidence(self) -> tuple[Cue, ...]:
        """The cues that it rests on."""
        return tuple(find(self, "cues", cue_id, Cue) for cue_id in self.evidence_ids or ())
