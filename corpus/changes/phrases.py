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
from itertools import takewhile
from typing import TYPE_CHECKING, Any

from corpus.changes.records import AnnotationChange, AnnotationKind, DocumentKind, LayerChange
from corpus.errors import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.changes.records import DocumentChange, FieldChange, SetChange

LONG, CONTEXT = 60, 20
"""Characters of a value that is shown whole, and of what is shown around a difference in a longer one."""

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
    fields = [field for field in one.fields if one.is_quiet or field.kind != "moved"]
    return [*renamed, *field_phrases(fields, arrow=arrow)]


def field_phrases(fields: Iterable[FieldChange], *, arrow: str = "→") -> list[str]:
    """Say of each field what it was and what it is."""
    return [f"{one.field} {f' {arrow} '.join(_apart(*_both(one.old, one.new)))}" for one in fields]


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


def _both(old: Any, new: Any) -> tuple[str, str]:
    """Write two values, spans by their words; where the words are the same, or withheld, by their bounds."""
    first, second = written(old), written(new)
    return (written(old, by_words=False), written(new, by_words=False)) if first == second else (first, second)


def _apart(old: str, new: str) -> tuple[str, str]:
    """Leave out what two long values have in common at both ends, but for a few characters.

    >>> _apart("a" * 90 + "b", "a" * 90 + "c")
    ('…aaaaaaaaaaaaaaaaaaaab', '…aaaaaaaaaaaaaaaaaaaac')
    """
    if max(len(old), len(new)) <= LONG:
        return old, new
    same = _common(old, new)
    start = max(same - CONTEXT, 0)
    cut = max(_common(old[same:][::-1], new[same:][::-1]) - CONTEXT, 0)
    first, second = (f"{'…' * bool(start)}{one[start : len(one) - cut]}{'…' * bool(cut)}" for one in (old, new))
    return first, second


def _common(first: str, second: str) -> int:
    """Count the characters that two strings have in common at their beginning."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(first, second, strict=False)))


def written(value: Any, *, by_words: bool = True) -> str:
    """Write a value of a field: a span by its words or its bounds, several values with commas between.

    >>> written([{"start": 3, "end": 6, "text": "may"}]), written([{"start": 3, "end": 6, "text": "may"}], by_words=False)
    ('“may”', '[3,6)')
    >>> written(["cue-1", "cue-2"]), written([]), written(None), written(0.5), written(True)
    ('cue-1, cue-2', 'nothing', 'none', '0.5', 'yes')
    """
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list | tuple):
        return _listed(value, by_words=by_words)
    return "none" if value is None else str(value)


def _listed(values: Sequence[Any], *, by_words: bool) -> str:
    if not values or not isinstance(values[0], dict) or not {"start", "end"} <= values[0].keys():
        return ", ".join(written(one, by_words=by_words) for one in values) or "nothing"
    words = [one.get("text") for one in values]
    if by_words and None not in words:
        return f"“{' '.join(words)}”"
    return " ".join(f"[{one['start']},{one['end']})" for one in values)
