"""Layers by name, with their types: `news.cues` is a `Layer[Cue]`.

A corpus, a set and a document all have the ten layers; this is where the ten are spelled out, once.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from corpus.model.annotations import Annotation
    from corpus.model.attributions import Attribution
    from corpus.model.claims import Claim, Commitment
    from corpus.model.collections import Layer
    from corpus.model.cues import Cue
    from corpus.model.entities import Entity, Mention
    from corpus.model.quantities import Quantity
    from corpus.model.sections import Section
    from corpus.model.sources import Source
    from corpus.model.stances import Stance


class LayerAccess(ABC):
    """Something that has the ten layers."""

    @abstractmethod
    def layer(self, name: str) -> Layer[Annotation]:
        """Give a layer by name."""

    @property
    def sections(self) -> Layer[Section]:
        """The parts of the articles."""
        return cast("Layer[Section]", self.layer("sections"))

    @property
    def entities(self) -> Layer[Entity]:
        """Who and what the articles speak of."""
        return cast("Layer[Entity]", self.layer("entities"))

    @property
    def mentions(self) -> Layer[Mention]:
        """The expressions that refer to entities."""
        return cast("Layer[Mention]", self.layer("mentions"))

    @property
    def quantities(self) -> Layer[Quantity]:
        """Numbers, amounts and times."""
        return cast("Layer[Quantity]", self.layer("quantities"))

    @property
    def cues(self) -> Layer[Cue]:
        """The words that hedge, report, verify, boost or negate."""
        return cast("Layer[Cue]", self.layer("cues"))

    @property
    def hedges(self) -> Layer[Cue]:
        """The cues that hedge (`Cue.is_hedge`)."""
        return self.cues.where(is_hedge=True)

    @property
    def sources(self) -> Layer[Source]:
        """The voices, without the reserved `@author` and `@unspecified`."""
        return cast("Layer[Source]", self.layer("sources"))

    @property
    def attributions(self) -> Layer[Attribution]:
        """Who says what, marked how."""
        return cast("Layer[Attribution]", self.layer("attributions"))

    @property
    def claims(self) -> Layer[Claim]:
        """What is said to be so."""
        return cast("Layer[Claim]", self.layer("claims"))

    @property
    def commitments(self) -> Layer[Commitment]:
        """How surely each voice says it."""
        return cast("Layer[Commitment]", self.layer("commitments"))

    @property
    def stances(self) -> Layer[Stance]:
        """Who is for or against what."""
        return cast("Layer[Stance]", self.layer("stances"))
