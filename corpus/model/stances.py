"""Stances: who is for or against what, and how openly (MPQA, SemEval-2016 task 6, NewsMTSC).

>>> Stance(id="stance-1", document_id="d", holder_id="@author", target={"text": "the strikes"}, polarity="against").target.text
'the strikes'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from corpus.model.annotations import Annotation, Linked, Reference, find
from corpus.model.attributions import Attribution
from corpus.model.claims import Claim
from corpus.model.entities import Entity
from corpus.model.records import Name
from corpus.model.sources import Source
from corpus.model.spans import Span

if TYPE_CHECKING:
    from corpus.model.annotations import Home

StancePolarity = Literal["favor", "against", "neutral", "mixed"]
StanceType = Literal["sentiment", "position", "agreement"]
Intensity = Literal["low", "medium", "high"]


class Target(Linked):
    """What a stance is about: exactly one of an entity, a claim, a span or a text."""

    entity_id: Reference | None = None
    """An entity of the document."""
    claim_id: Reference | None = None
    """A claim of the document."""
    span: Span | None = None
    """Words of the document that are neither."""
    text: Name | None = None
    """A target that the document does not name (SemEval-2016, VAST)."""

    @model_validator(mode="after")
    def _single(self) -> Target:
        given = [name for name in type(self).model_fields if getattr(self, name) is not None]
        if len(given) != 1:
            message = "a target is exactly one of entity_id, claim_id, span, text; found {found}"
            raise PydanticCustomError("target", message, {"found": ", ".join(given) or "none"})
        return self

    @property
    def entity(self) -> Entity | None:
        """The entity, where the target is one."""
        return None if self.entity_id is None else find(self, "entities", self.entity_id, Entity)

    @property
    def claim(self) -> Claim | None:
        """The claim, where the target is one."""
        return None if self.claim_id is None else find(self, "claims", self.claim_id, Claim)


class Stance(Annotation):
    """One source's attitude to one target."""

    holder_id: Reference
    """The source that holds it; `@author` for the text itself."""
    target: Annotated[Target, Field(strict=False)]
    """What it is about."""
    polarity: StancePolarity | None = None
    """favor, against, neutral, mixed."""
    type: StanceType | None = None
    """sentiment (towards an entity), position (on a proposal or action), agreement (with a claim)."""
    expression: Span | None = None
    """The smallest phrase that would remove the stance if removed (MPQA)."""
    intensity: Intensity | None = None
    """low, medium, high."""
    explicit: bool | None = None
    """Whether the words themselves express it, rather than behaviour or inference."""
    attribution_id: Reference | None = None
    """The attribution that reports it."""

    def attach(self, home: Home) -> None:
        """Remember the home, in the target as well."""
        super().attach(home)
        self.target.attach(home)

    @property
    def holder(self) -> Source:
        """The source that holds it."""
        return find(self, "sources", self.holder_id, Source)

    @property
    def attribution(self) -> Attribution | None:
        """The attribution that reports it."""
        if self.attribution_id is None:
            return None
        return find(self, "attributions", self.attribution_id, Attribution)
