"""The base of every annotation, and how a record finds its neighbours.

A record that came out of a corpus knows its *home* (its document in its set), so `attribution.cues` are the cue records
themselves; a record made
by hand has no home, and asking raises `Unattached` with a sentence. The home is no field: it is neither compared nor
written.
"""

from __future__ import annotations

from typing import Annotated, Protocol, TypeVar

from pydantic import Field

from corpus.errors import Unattached
from corpus.model.documents import DocumentId
from corpus.model.extras import Extras
from corpus.model.records import Name, Record, Text

AUTHOR = "@author"
"""The reserved id of the voice of the text itself."""
UNSPECIFIED = "@unspecified"
"""The reserved id of a voice that the text leaves open (*reportedly*, passives)."""
RESERVED_SOURCES = (AUTHOR, UNSPECIFIED)

AnnotationId = Name
"""Unique within a set and document, across all layers."""
Reference = Name
"""The id of another annotation of the same set and document."""


class Home(Protocol):
    """What a record may ask of the document and set that it belongs to."""

    def find(self, layer: str, annotation_id: str) -> Annotation:
        """Give one record of a layer."""

    def referring(self, layer: str, field: str, annotation_id: str) -> tuple[Annotation, ...]:
        """Give the records of a layer whose `field` holds that id."""

    def voice_ids(self, cue_id: str) -> tuple[str, ...]:
        """Give the source ids in whose voice a cue speaks."""


class Linked(Record):
    """A record, or a part of one, that holds references to other records."""

    __slots__ = ("_home",)

    def attach(self, home: Home) -> None:
        """Remember who answers for the references; a corpus does this, users need not."""
        object.__setattr__(self, "_home", home)

    @property
    def home(self) -> Home:
        """The document and set that the record belongs to.

        Raises:
            Unattached: the record was made by hand and belongs to no corpus.
        """
        home: Home | None = getattr(self, "_home", None)
        if home is None:
            message = f"this {type(self).__name__} belongs to no corpus, so it cannot look up other records; take it from one"
            raise Unattached(message)
        return home


class Annotation(Linked):
    """What all annotations share: an id, a document, and the rest that an annotator or an import may add."""

    id: AnnotationId
    """Unique within the set and document, across all layers."""
    document_id: DocumentId
    """The document that it stands in."""
    confidence: Annotated[float, Field(ge=0, le=1)] | None = None
    """The annotator's own confidence, 0 to 1."""
    source_label: Text | None = None
    """The native label of an import, verbatim."""
    note: Text | None = None
    """Why it was decided so, for people."""
    extras: Extras | None = None
    """What an import brought along that has no field here."""


Kind = TypeVar("Kind", bound=Annotation)


def find(record: Linked, layer: str, annotation_id: str, kind: type[Kind]) -> Kind:
    """Look up one neighbour of a record, with its type.

    Raises:
        Unattached: the record belongs to no corpus.
        UnknownName: the layer has no such annotation.
    """
    found = record.home.find(layer, annotation_id)
    if not isinstance(found, kind):
        message = f"{layer}/{annotation_id} is a {type(found).__name__}, not a {kind.__name__}"
        raise TypeError(message)
    return found


def referring(record: Annotation, layer: str, field: str, kind: type[Kind]) -> tuple[Kind, ...]:
    """Look up the records of a layer that point at this one.

    Raises:
        Unattached: the record belongs to no corpus.
    """
    found = record.home.referring(layer, field, record.id)
    return tuple(other for other in found if isinstance(other, kind))
