"""Changes: what differs between two corpora, in the terms of an annotator.

Documents, sets, layers, metadata and single annotations each have a record of their own. A document, set or layer that came or
went says how many annotations came or went with it; these are not listed one by one.

>>> change = AnnotationChange(
...     set_id="gold", layer="cues", document_id="d", old_id="cue-1", new_id="cue-1", kinds=["relabelled"], label="reportive",
...     surface="claims", fields=[FieldChange(field="engagement", kind="relabelled", old="acknowledge", new="distance")],
... )
>>> found = Changes(old_version="1.0.0", new_version="1.0.0", bump="patch", annotations=[change])
>>> found.is_empty, found.counts
(False, (Count(set_id='gold', layer='cues', label='reportive', kind='relabelled', number=1),))
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Literal, get_args

from pydantic import Field

from corpus.model.records import Many, Name, Record

Bump = Literal["major", "minor", "patch", "none"]
"""Which of the three numbers of a version must go up, or none of them."""

AnnotationKind = Literal["added", "removed", "relabelled", "respanned", "relinked", "moved", "renamed", "remarked"]
"""What may have happened to an annotation; several things may have happened to one."""
KINDS: tuple[AnnotationKind, ...] = get_args(AnnotationKind)
QUIET: frozenset[AnnotationKind] = frozenset({"moved", "renamed"})
"""What leaves an annotation as it was: its text was edited around it, or it has another id."""

DocumentKind = Literal[
    "added", "removed", "renamed", "text_changed", "text_withheld", "text_included", "reassigned", "described"
]
"""What may have happened to a document; `reassigned` is to another split, `described` in its metadata."""

PartKind = Literal["added", "removed", "changed"]
"""What may have happened to a set or a layer; a set is `changed` in its provenance."""


class FieldChange(Record):
    """One field with its value before and after; null is none."""

    field: Name
    """Its path, such as `engagement` or `sources.source_id`."""
    kind: AnnotationKind | None = None
    """The kind of change that it makes in an annotation; null in a document, a set or the corpus's metadata."""
    old: Any = None
    """The value before: a label, the ids of references, the fragments of a span."""
    new: Any = None
    """The value after."""


class DocumentChange(Record):
    """One document that came, went or differs."""

    old_id: Name | None = None
    """Its id before; null where it was added."""
    new_id: Name | None = None
    """Its id after; null where it was removed."""
    kinds: Many[DocumentKind]
    """All that happened to it."""
    fields: Many[FieldChange] = ()
    """Its metadata that changed, and `split` where it is another."""
    annotations: int = 0
    """The annotations, in all sets that both corpora have, that came or went with it."""

    @property
    def id(self) -> str:
        """Its id now, or the last one that it had."""
        return self.new_id or self.old_id or ""

    @property
    def described(self) -> tuple[str, ...]:
        """The names of its metadata that changed."""
        return tuple(field.field for field in self.fields if field.field != "split")


class SetChange(Record):
    """One annotation set that came, went or has other provenance."""

    set_id: Name
    """The set."""
    kind: PartKind
    """What happened to it."""
    fields: Many[FieldChange] = ()
    """The provenance that changed."""
    annotations: int = 0
    """The annotations that came or went with it."""


class LayerChange(Record):
    """One layer of a set that had nothing before, or has nothing any more."""

    set_id: Name
    """The set."""
    layer: Name
    """The layer."""
    kind: PartKind
    """What happened to it: added or removed."""
    annotations: int
    """The annotations that came or went with it."""


class AnnotationChange(Record):
    """One annotation that came, went or differs."""

    set_id: Name
    """Its set."""
    layer: Name
    """Its layer."""
    document_id: Name
    """Its document, by the id that it has now."""
    old_id: Name | None = None
    """Its id before; null where it was added."""
    new_id: Name | None = None
    """Its id after; null where it was removed."""
    kinds: Many[AnnotationKind]
    """All that happened to it."""
    label: Name | None = None
    """Its first label now, or the last one that it had: a cue's type, a commitment's value."""
    surface: Name | None = None
    """The words that it stands for, of the claim or entity that it is about where it has no words of its own."""
    fields: Many[FieldChange] = ()
    """Each field that differs."""

    @property
    def id(self) -> str:
        """Its id now, or the last one that it had."""
        return self.new_id or self.old_id or ""

    @property
    def is_quiet(self) -> bool:
        """Whether it is as it was, its place and id aside; long lists for people leave it out."""
        return QUIET.issuperset(self.kinds)


class Count(Record):
    """How many annotations of one set, layer and label changed in one way."""

    set_id: Name
    layer: Name
    label: Name | None
    kind: AnnotationKind
    number: int


class Changes(Record):
    """All that differs between an older and a newer corpus, and which number of the version it calls for."""

    old_version: Name
    """The version of the older corpus."""
    new_version: Name
    """The version that the newer one gives itself; no difference by itself."""
    bump: Bump = "none"
    """The greatest that any change calls for."""
    reasons: Many[Name] = ()
    """A sentence for each thing that calls for that bump."""
    metadata: Many[FieldChange] = ()
    """The corpus's own metadata that changed."""
    documents: Many[DocumentChange] = ()
    """Documents, by id."""
    sets: Many[SetChange] = ()
    """Annotation sets, by id."""
    layers: Many[LayerChange] = ()
    """Layers that came or went as a whole, by set."""
    annotations: Many[AnnotationChange] = Field(default=(), repr=False)
    """Single annotations: by set, layer, document and place."""

    @property
    def is_empty(self) -> bool:
        """Whether the two corpora are the same, their version aside."""
        return not (self.metadata or self.documents or self.sets or self.layers or self.annotations)

    @property
    def counts(self) -> tuple[Count, ...]:
        """The single annotations, counted by set, layer, label and kind."""
        found = Counter((one.set_id, one.layer, one.label, kind) for one in self.annotations for kind in one.kinds)
        return tuple(
            Count(set_id=set_id, layer=layer, label=label, kind=kind, number=number)
            for (set_id, layer, label, kind), number in found.items()
        )

    def with_kind(self, kind: AnnotationKind) -> tuple[AnnotationChange, ...]:
        """Give the annotations to which one thing happened, whatever else did."""
        return tuple(one for one in self.annotations if kind in one.kinds)
