"""How corpora change: what differs between two of them in an annotator's terms, and which version that calls for."""

from corpus.changes.diffing import diff
from corpus.changes.records import (
    AnnotationChange,
    Bump,
    Changes,
    Count,
    DocumentChange,
    FieldChange,
    LayerChange,
    SetChange,
)
from corpus.changes.versions import is_enough, next_version

__all__ = [
    "AnnotationChange",
    "Bump",
    "Changes",
    "Count",
    "DocumentChange",
    "FieldChange",
    "LayerChange",
    "SetChange",
    "diff",
    "is_enough",
    "next_version",
]
