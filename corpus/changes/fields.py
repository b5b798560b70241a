"""Fields: in what two versions of one annotation differ, and what each difference means.

>>> before = {"document_id": "d", "id": "cue-1", "span": [{"start": 3, "end": 6, "text": "may"}], "type": "epistemic"}
>>> after = before | {"span": [{"start": 10, "end": 13, "text": "may"}]}
>>> [(one.field, one.kind) for one in fields_that_differ("cues", before, before, after, edited=True)]
[('span', 'moved')]
>>> [(one.field, one.kind) for one in fields_that_differ("cues", before, before, after, edited=False)]
[('span', 'respanned')]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.changes.paths import follow, meanings, shown
from corpus.changes.records import FieldChange
from corpus.model.extras import decode_extras
from corpus.model.rows import without_nulls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.changes.records import AnnotationKind
    from corpus.model.rows import Row


def fields_that_differ(layer: str, old: Row, translated: Row, new: Row, *, edited: bool) -> list[FieldChange]:
    """Give the fields in which two rows differ.

    Args:
        layer: their layer.
        old: the row before, as it stood.
        translated: the same with references in the ids of the newer corpus; these are compared.
        new: the row after.
        edited: whether the text of their document is another: then offsets may differ and mean the same words.
    """
    found = []
    for path, meaning in meanings(layer).items():
        kind = _kind(follow(translated, path), follow(new, path), meaning, edited=edited)
        if kind is not None:
            before, after = _value(follow(old, path), path), _value(follow(new, path), path)
            found.append(FieldChange(field=shown(path), kind=kind, old=before, new=after))
    return found


def _kind(old: Any, new: Any, meaning: AnnotationKind, *, edited: bool) -> AnnotationKind | None:
    if meaning != "respanned":
        return None if old == new else meaning
    if _shape(old, "bounds") == _shape(new, "bounds"):
        return None  # the surface follows from the text
    return "moved" if edited and _is_same_surface(old, new) else "respanned"


def _is_same_surface(old: Any, new: Any) -> bool:
    words = _shape(old, "surface")
    return words == _shape(new, "surface") and None not in set(_leaves(words))


def _shape(value: Any, what: str) -> Any:
    """Give the spans at a path, one or several, as bounds or as surfaces alone; a text that is withheld leaves its digest."""
    if isinstance(value, list):
        return [_shape(one, what) for one in value]
    if isinstance(value, dict):
        return (value["start"], value["end"]) if what == "bounds" else (value.get("text") or value.get("digest"))
    return ()


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, list):
        for one in value:
            yield from _leaves(one)
    else:
        yield value


def _value(value: Any, path: str) -> Any:
    """Give a value as it stands in a file: extras as an object, null left out inside."""
    return decode_extras(value) if path == "extras" and value is not None else without_nulls(value)
