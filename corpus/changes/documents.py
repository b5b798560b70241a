"""Documents: which document of the newer corpus is which of the older one, and what became of each.

A document is known by its id. One that went and one that came with the same text are one document with another name.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> about = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
>>> before, after = Corpus(about, [Document.of("a", "It rained.")]), Corpus(about, [Document.of("b", "It rained.")])
>>> pair_documents(before, after).now
{'a': 'b'}
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.changes.records import DocumentChange, FieldChange
from corpus.model.splits import split_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from corpus.changes.records import DocumentKind
    from corpus.model import Corpus, Document
    from corpus.model.records import Record

OF_THE_TEXT = {"id", "text", "sha256", "length", "passages"}
"""Fields of a document that follow from its name or its text."""


@dataclass(frozen=True)
class DocumentPairs:
    """The documents that both corpora have.

    Attributes:
        now: the id after, by the id before.
        edited: the ids after of those whose text is another.
    """

    now: Mapping[str, str]
    edited: frozenset[str]


def pair_documents(old: Corpus, new: Corpus) -> DocumentPairs:
    """Find the documents that both corpora have."""
    before, after = ({document.id: document for document in one.documents} for one in (old, new))
    now = {name: name for name in before if name in after} | dict(_renamed(before, after))
    edited = frozenset(other for name, other in now.items() if before[name].sha256 != after[other].sha256)
    return DocumentPairs({name: now[name] for name in before if name in now}, edited)


def _renamed(before: Mapping[str, Document], after: Mapping[str, Document]) -> Iterator[tuple[str, str]]:
    came: dict[str, list[str]] = defaultdict(list)
    for name in after.keys() - before.keys():
        came[after[name].sha256].append(name)
    waiting = {digest: iter(sorted(names)) for digest, names in came.items()}
    for name in sorted(before.keys() - after.keys()):
        other = next(waiting.get(before[name].sha256, iter(())), None)
        if other is not None:
            yield name, other


def document_changes(old: Corpus, new: Corpus, pairs: DocumentPairs) -> tuple[DocumentChange, ...]:
    """Say what became of each document that is not as it was."""
    before, after = ({document.id: document for document in one.documents} for one in (old, new))
    kept = (_change(before[name], after[other], old, new) for name, other in pairs.now.items())
    gone = [DocumentChange(old_id=name, kinds=("removed",)) for name in before if name not in pairs.now]
    come = [DocumentChange(new_id=name, kinds=("added",)) for name in after if name not in pairs.now.values()]
    return tuple(sorted([*gone, *come, *(one for one in kept if one.kinds)], key=lambda one: (one.id, one.old_id or "")))


def _change(before: Document, after: Document, old: Corpus, new: Corpus) -> DocumentChange:
    splits = (split_of(before.group_id, old.metadata.splits), split_of(after.group_id, new.metadata.splits))
    had, has = _has_text(before, old), _has_text(after, new)
    described = field_changes(before, after, besides=OF_THE_TEXT)
    happened: dict[DocumentKind, bool] = {
        "renamed": before.id != after.id,
        "text_changed": before.sha256 != after.sha256,
        "text_withheld": had and not has,
        "text_included": has and not had,
        "reassigned": splits[0] != splits[1],
        "described": bool(described),
    }
    moved = [FieldChange(field="split", old=splits[0], new=splits[1])] if happened["reassigned"] else []
    kinds = tuple(kind for kind, so in happened.items() if so)
    return DocumentChange(old_id=before.id, new_id=after.id, kinds=kinds, fields=(*moved, *described))


def _has_text(document: Document, corpus: Corpus) -> bool:
    """Tell whether readers have the text: a corpus that withholds its texts may hold them still."""
    return document.text is not None and corpus.metadata.text_release != "withheld"


def field_changes(old: Record, new: Record, *, besides: set[str]) -> list[FieldChange]:
    """Give the fields in which two records of one class differ, `besides` some."""
    before, after = _written(old), _written(new)
    names = [name for name in type(new).model_fields if name not in besides]
    return [
        FieldChange(field=name, old=before[name], new=after[name]) for name in names if not _same(before[name], after[name])
    ]


def _written(record: Record) -> dict[str, Any]:
    return record.model_dump(mode="json")


def _same(old: Any, new: Any) -> bool:
    """Tell whether two values are equal, the order of a table's keys included: the splits divide the line in their order."""
    if isinstance(old, dict) and isinstance(new, dict):
        return list(old.items()) == list(new.items())
    return bool(old == new)
