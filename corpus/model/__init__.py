"""What a corpus is: frozen pydantic records, their columns, and the corpus that holds them. No files, no spaCy."""

from corpus.model.access import LayerAccess
from corpus.model.annotations import AUTHOR, RESERVED_SOURCES, UNSPECIFIED, Annotation
from corpus.model.attributions import Attribution, SourceMention
from corpus.model.claims import Claim, Commitment
from corpus.model.collections import Layer
from corpus.model.corpus import Corpus
from corpus.model.cues import Cue
from corpus.model.documents import Document
from corpus.model.entities import Entity, Mention
from corpus.model.layers import LAYERS
from corpus.model.metadata import SCHEMA_VERSION, CorpusMetadata
from corpus.model.quantities import Quantity
from corpus.model.sections import Section
from corpus.model.sets import AnnotationSet, Annotator
from corpus.model.sources import Source
from corpus.model.spans import Fragment, Span
from corpus.model.stances import Stance, Target
from corpus.model.views import AnnotatedDocument, SetView

__all__ = [
    "AUTHOR",
    "LAYERS",
    "RESERVED_SOURCES",
    "SCHEMA_VERSION",
    "UNSPECIFIED",
    "AnnotatedDocument",
    "Annotation",
    "AnnotationSet",
    "Annotator",
    "Attribution",
    "Claim",
    "Commitment",
    "Corpus",
    "CorpusMetadata",
    "Cue",
    "Document",
    "Entity",
    "Fragment",
    "Layer",
    "LayerAccess",
    "Mention",
    "Quantity",
    "Section",
    "SetView",
    "Source",
    "SourceMention",
    "Span",
    "Stance",
    "Target",
]
