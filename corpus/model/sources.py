"""Sources: the voices of a text (PolNeAR, PARC), its author among them.

`@author` and `@unspecified` exist in every document without being annotated; `Source.reserved` makes their records.

>>> Source.reserved("@author", "d").anonymity
'author'
"""

from __future__ import annotations

from typing import Literal

from corpus.model.annotations import AUTHOR, Annotation, Reference, find
from corpus.model.entities import Entity

Anonymity = Literal["author", "named", "described", "collective", "anonymous", "unspecified"]
Official = Literal["political", "nonpolitical", "none"]


class Source(Annotation):
    """A voice to which content is attributed."""

    anonymity: Anonymity | None = None
    """author, named (*Maduro*), described (*a Navy officer*), collective (*experts*), anonymous (*a source who asked not to be
    named*), unspecified (left open)."""
    official: Official | None = None
    """Whether it speaks for an office: political, nonpolitical (military, courts, agencies), none."""
    is_document: bool | None = None
    """Whether it is an artefact (report, data, photo) standing for its absent maker."""
    entity_id: Reference | None = None
    """The entity that speaks."""

    @classmethod
    def reserved(cls, source_id: str, document_id: str) -> Source:
        """Make the record of `@author` or `@unspecified`."""
        anonymity: Anonymity = "author" if source_id == AUTHOR else "unspecified"
        return cls(id=source_id, document_id=document_id, anonymity=anonymity, is_document=False)

    @property
    def entity(self) -> Entity | None:
        """The entity that speaks."""
        if self.entity_id is None:
            return None
        return find(self, "entities", self.entity_id, Entity)
