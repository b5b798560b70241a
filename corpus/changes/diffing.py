"""Diffing: what changed between two corpora, and which version number that calls for.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> about = CorpusMetadata(name="mine", version="1.0.0", schema_version="1")
>>> before, after = Corpus(about), Corpus(about, [Document.of("d", "It rained.")])
>>> diff(before, after).bump, diff(before, after).reasons
('minor', ('document d was added',))
>>> diff(after, after).is_empty
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.changes.annotations import annotation_changes
from corpus.changes.bumps import with_bump
from corpus.changes.documents import document_changes, field_changes, pair_documents
from corpus.changes.records import Changes, SetChange
from corpus.model.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.changes.records import DocumentChange
    from corpus.model import Corpus

VERSION = "version"
"""The one field of the metadata that is no difference by itself: it is what a diff says something about."""


def diff(old: Corpus, new: Corpus) -> Changes:
    """Say what changed from an older corpus to a newer one: documents, sets, layers, metadata, and single annotations.

    Annotations are matched by id, and where ids changed by place, words and meaning; references are compared by what
    they refer to. Both corpora should be sound, as `corpus.load` gives them. How annotations are matched, what each kind
    of change means and which version it calls for: `docs/changes.md`.
    """
    documents = pair_documents(old, new)
    common = [record.id for record in new.sets if record.id in {other.id for other in old.sets}]
    found = [annotation_changes(old.set(set_id), new.set(set_id), documents) for set_id in common]
    changes = Changes(
        old_version=old.metadata.version,
        new_version=new.metadata.version,
        metadata=tuple(field_changes(old.metadata, new.metadata, besides={VERSION})),
        documents=tuple(_with_sizes(document_changes(old, new, documents), (old, new), common)),
        sets=tuple(sorted(_set_changes(old, new), key=lambda one: one.set_id)),
        layers=tuple(layer for one in found for layer in one.layers),
        annotations=tuple(annotation for one in found for annotation in one.annotations),
    )
    return with_bump(changes, default_sets=(old.default_set, new.default_set))


def _set_changes(old: Corpus, new: Corpus) -> Iterator[SetChange]:
    before, after = ({record.id: record for record in one.sets} for one in (old, new))
    for set_id in before.keys() - after.keys():
        yield SetChange(set_id=set_id, kind="removed", annotations=old.set(set_id).size)
    for set_id in after.keys() - before.keys():
        yield SetChange(set_id=set_id, kind="added", annotations=new.set(set_id).size)
    for set_id in before.keys() & after.keys():
        fields = field_changes(before[set_id], after[set_id], besides={"id"})
        if fields:
            yield SetChange(set_id=set_id, kind="changed", fields=tuple(fields))


def _with_sizes(
    changes: Iterable[DocumentChange], corpora: tuple[Corpus, Corpus], sets: Sequence[str]
) -> Iterator[DocumentChange]:
    """Put beside documents that came or went the number of annotations that came or went with them."""
    for one in changes:
        side = {"removed": corpora[0], "added": corpora[1]}.get(one.kinds[0])
        yield one if side is None else one.model_copy(update={"annotations": _size(side, one.id, sets)})


def _size(corpus: Corpus, document_id: str, sets: Sequence[str]) -> int:
    return sum(len(corpus.set(set_id).layer(layer).of_document(document_id)) for set_id in sets for layer in LAYERS)
