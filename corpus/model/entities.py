"""Entities and their mentions (after ACE, OntoNotes and GUM).

>>> Mention(id="mention-1", document_id="d", span=[{"start": 0, "end": 6, "text": "Maduro"}], form="NAM").span.surface
'Maduro'
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from corpus.model.annotations import Annotation, Reference, find, referring
from corpus.model.records import Name
from corpus.model.spans import Span

EntityType = Literal["PER", "ORG", "GPE", "LOC", "FAC", "NORP", "VEH", "WEA", "PROD", "EVENT", "WORK", "MISC"]
MentionForm = Literal["NAM", "NOM", "PRO"]
Specificity = Literal["specific", "generic"]


class Entity(Annotation):
    """Somebody or something that the text speaks of, once per document, however often it is mentioned."""

    type: EntityType | None = None
    """PER person, ORG organisation, GPE geo-political entity, LOC other location, FAC facility, NORP nationality, religious
    or political group, VEH vehicle, WEA weapon, PROD other artefact, EVENT named event, WORK work, law, outlet, MISC."""
    name: Name | None = None
    """The fullest name in the text, or a short description where it has none."""
    link: Annotated[str, StringConstraints(pattern=r"^Q[1-9][0-9]*$")] | None = None
    """Wikidata id."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The mentions of the entity, in the order of the text."""
        return referring(self, "mentions", "entity_id", Mention)


class Mention(Annotation):
    """One expression that refers to an entity."""

    entity_id: Reference | None = None
    """The entity referred to."""
    span: Span
    """The name or head noun group (MUC *min*), without a possessive ending."""
    extent: Span | None = None
    """The full noun phrase with determiner and restrictive modifiers (ACE *extent*); null when equal to `span`."""
    form: MentionForm | None = None
    """NAM name, NOM nominal, PRO pronoun."""
    metonymic_type: EntityType | None = None
    """The type that the mention stands for here, such as ORG for *Washington* as a government."""
    specificity: Specificity | None = None
    """Whether it refers to particular individuals or to a kind."""

    @property
    def entity(self) -> Entity | None:
        """The entity referred to."""
        if self.entity_id is None:
            return None
        return find(self, "entities", self.entity_id, Entity)
