"""Phrases: changes in words, for any page or terminal; who prints them escapes and shortens them.

>>> from corpus.changes.records import DocumentChange, FieldChange
>>> one = AnnotationChange(
...     set_id="gold", layer="cues", document_id="d", old_id="cue-1", new_id="cue-1", kinds=["relabelled"],
...     fields=[FieldChange(field="negated", kind="relabelled", old=None, new=False)],
... )
>>> happened(one), differences(one)
('relabelled', ['negated none → no'])
>>> document_phrases(DocumentChange(new_id="note-2", kinds=["added"], annotations=12))
['added, with 12 annotations']
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.changes.records import AnnotationChange, AnnotationKind, DocumentKind, LayerChange
from corpus.errors import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.changes.records import DocumentChange, FieldChange, SetChange

SAID: dict[AnnotationKind, str] = {
    "added": "added",
    "removed": "removed",
    "relabelled": "relabelled",
    "respanned": "re-spanned",
    "relinked": "re-linked",
    "moved": "moved",
    "renamed": "renamed",
    "remarked": "remarked",
}
"""Each kind of change of an annotation in words."""

OF_DOCUMENTS: dict[DocumentKind, str] = {
    "added": "added",
    "removed": "removed",
    "text_changed": "the text is another",
    "text_withheld": "its text is withheld",
    "text_included": "its text is included",
}
"""Those kinds of change of a document that need no more than a word."""


def happened(one: AnnotationChange) -> str:
    """Say what happened to an annotation, all of it."""
    return ", ".join(SAID[kind] for kind in one.kinds)


def differences(one: AnnotationChange, *, arrow: str = "→") -> list[str]:
    """Say what differs in an annotation, field by field; of one that came or went, its label."""
    if one.old_id is None or one.new_id is None:
        return [one.label] if one.label else []
    renamed = [f"id {one.old_id} {arrow} {one.new_id}"] if one.old_id != one.new_id else []
    return [*renamed, *field_phrases(one.fields, arrow=arrow)]


def field_phrases(fields: Iterable[FieldChange], *, arrow: str = "→") -> list[str]:
    """Say of each field what it was and what it is."""
    return [f"{one.field} {written(one.old)} {arrow} {written(one.new)}" for one in fields]


def document_phrases(one: DocumentChange, *, arrow: str = "→") -> list[str]:
    """Say what happened to a document, a phrase for each thing."""
    found = [OF_DOCUMENTS[kind] for kind in one.kinds if kind in OF_DOCUMENTS]
    if one.annotations:
        found = [f"{phrase}, with {counted(one.annotations, 'annotation')}" for phrase in found]
    renamed = [f"renamed, it was {one.old_id}"] if "renamed" in one.kinds else []
    return [*renamed, *found, *field_phrases(one.fields, arrow=arrow)]


def part_phrases(one: SetChange | LayerChange, *, arrow: str = "→") -> list[str]:
    """Say what happened to a set or a layer, a phrase for each thing."""
    if one.kind != "changed":
        return [f"{one.kind}, {counted(one.annotations, 'annotation')}"]
    return [] if isinstance(one, LayerChange) else field_phrases(one.fields, arrow=arrow)


def written(value: Any) -> str:
    """Write a value of a field: a span as its surface and bounds, several values with commas between.

    >>> written([{"start": 3, "end": 6, "text": "may"}]), written(["cue-1", "cue-2"]), written([]), written(None), written(0.5)
    ('“may” [3,6)', 'cue-1, cue-2', 'nothing', 'none', '0.5')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return _listed(value)
    return "none" if value is None else str(value)


def _listed(values: list[Any] | tuple[Any, ...]) -> str:
    if values and isinstance(values[0], dict) and {"start", "end"} <= values[0].keys():
        bounds = "".join(f" [{one['start']},{one['end']})" for one in values)
        words = [one["text"] for one in values if one.get("text") is not None]
        return (f"“{' '.join(words)}”" if words else "") + (bounds if words else bounds.lstrip())
    return ", ".join(written(one) for one in values) or "nothing"
