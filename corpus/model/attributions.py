"""Attributions: who says what, marked how (PARC 3.0, PolNeAR, PDTB).

>>> claimed = Attribution(
...     id="attribution-1", document_id="d", sources=[{"source_id": "@unspecified"}], cue_ids=["cue-1"],
...     content=[{"start": 0, "end": 9, "text": "It rained"}], type="assertion", mode="indirect",
... )
>>> claimed.sources[0].source_id, claimed.content.surface
('@unspecified', 'It rained')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from corpus.model.annotations import Annotation, Linked, Reference, find, referring
from corpus.model.cues import Cue
from corpus.model.records import Many
from corpus.model.sources import Source
from corpus.model.spans import Span

if TYPE_CHECKING:
    from corpus.model.annotations import Home

AttributionType = Literal["assertion", "belief", "fact", "eventuality"]
AttributionMode = Literal["direct", "mixed", "indirect", "summary", "free_indirect"]
AttributionPolarity = Literal["positive", "negative"]
Determinacy = Literal["determinate", "indeterminate"]


class SourceMention(Linked):
    """One source of an attribution, and the words that name it there."""

    source_id: Reference
    """A source of the document, `@author` or `@unspecified`."""
    span: Span | None = None
    """The noun phrase that names it in this attribution (PolNeAR source span); null where it is implicit."""

    @property
    def source(self) -> Source:
        """The source record."""
        return find(self, "sources", self.source_id, Source)


class Attribution(Annotation):
    """A relation between sources, cues and the content that is attributed."""

    sources: Many[SourceMention] | None = None
    """One or more voices; `@unspecified` where the text leaves it open."""
    cue_ids: Many[Reference] | None = None
    """The cues that mark it; empty where nothing does (free indirect speech)."""
    content: Span | None = None
    """All that is clearly attributed, with complementiser and quotation marks (PolNeAR content)."""
    addressee: Span | None = None
    """Who is spoken to."""
    type: AttributionType | None = None
    """assertion, belief, fact, eventuality (PDTB Comm, PAtt, Ftv, Ctrl)."""
    mode: AttributionMode | None = None
    """direct, mixed, indirect, summary (a noun phrase stands for the content), free_indirect."""
    polarity: AttributionPolarity | None = None
    """negative when the reporting itself is negated (*did not say*)."""
    determinacy: Determinacy | None = None
    """indeterminate when the report is hypothetical or future (PDTB)."""
    parent_id: Reference | None = None
    """The attribution in whose content this one lies."""

    def attach(self, home: Home) -> None:
        """Remember the home, in the source mentions as well."""
        super().attach(home)
        for mention in self.sources or ():
            mention.attach(home)

    @property
    def voices(self) -> tuple[Source, ...]:
        """The source records, `@author` and `@unspecified` included."""
        return tuple(mention.source for mention in self.sources or ())

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The cue records."""
        return tuple(find(self, "cues", cue_id, Cue) for cue_id in self.cue_ids or ())

    @property
    def parent(self) -> Attribution | None:
        """The attribution around this one."""
        if self.parent_id is None:
            return None
        return find(self, "attributions", self.parent_id, Attribution)

    @property
    def children(self) -> tuple[Attribution, ...]:
        """The attributions directly inside this one."""
        return referring(self, "attributions", "parent_id", Attribution)
