"""The change log of a release: what differs from the one before, as a section to paste below its heading.

Documents first, then the corpus's own metadata, then set by set and layer by layer. Few changes of a layer are listed one by
one, with the words concerned; many are counted by label. Annotations that only moved with their text or have another id are
counted.

>>> from corpus.changes import Changes, DocumentChange
>>> note = DocumentChange(new_id="note-2", kinds=["added"], annotations=12)
>>> print(to_markdown(Changes(old_version="1.0.0", new_version="1.0.0", bump="minor", documents=[note])))
### Documents
<BLANKLINE>
- `note-2`: added, with 12 annotations
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.changes.phrases import SAID, differences, document_phrases, field_phrases, happened, part_phrases
from corpus.changes.records import KINDS, QUIET
from corpus.model.layers import LAYERS
from corpus.release.markdown import bullets, code, prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.changes import AnnotationChange, Changes

FEW = 30
"""So many changes of a layer, and more, are counted and not listed."""
LONGEST = 80
"""Characters of words or of a value; the middle of longer ones is left out."""


def to_markdown(changes: Changes) -> str:
    """Write changes as sections of Markdown, to go below the heading of a version."""
    documents = [f"{code(one.id)}: {_phrases(document_phrases(one))}" for one in changes.documents]
    parts = [
        ("### Documents", documents),
        ("### About the corpus", [_phrases([phrase]) for phrase in field_phrases(changes.metadata)]),
        *((f"### Set {code(set_id)}", list(_of_set(changes, set_id))) for set_id in _sets(changes)),
    ]
    return "\n\n".join(f"{head}\n\n{bullets(items)}" for head, items in parts if items) or "Nothing changed."


def _sets(changes: Changes) -> list[str]:
    found = ([one.set_id for one in part] for part in (changes.sets, changes.layers, changes.annotations))
    return sorted({set_id for ids in found for set_id in ids})


def _of_set(changes: Changes, set_id: str) -> Iterator[str]:
    yield from (_phrases([phrase]) for one in changes.sets if one.set_id == set_id for phrase in part_phrases(one))
    several = len({one.document_id for one in changes.annotations}) > 1
    for layer in LAYERS:
        whole = [one for one in changes.layers if (one.set_id, one.layer) == (set_id, layer)]
        single = [one for one in changes.annotations if (one.set_id, one.layer) == (set_id, layer)]
        yield from (f"**{layer}**: {_phrases(part_phrases(one))}" for one in whole)
        if single:
            yield f"**{layer}**: {_counted(single)}" + "".join(f"\n  - {line}" for line in _listed(single, several=several))


def _counted(single: Sequence[AnnotationChange]) -> str:
    """Count the changes of a layer by kind, and by label where they are not listed."""
    parts = []
    for kind in KINDS:
        labels = Counter(one.label for one in single if kind in one.kinds)
        if labels:
            by_label = ", ".join(f"{number:,} {label or 'without'}" for label, number in labels.most_common())
            detail = f" ({by_label})" if _are_many(single) and kind not in QUIET and set(labels) != {None} else ""
            parts.append(f"{labels.total():,} {SAID[kind]}{detail}")
    return ", ".join(parts)


def _listed(single: Sequence[AnnotationChange], *, several: bool) -> Iterable[str]:
    for one in () if _are_many(single) else _loud(single):
        place = f"({f'{code(one.document_id)}, ' if several else ''}{code(one.id)})"
        words = f" “{prose(_short(one.surface))}”" if one.surface else ""
        differs = _phrases(differences(one))
        yield f"{happened(one)}{words} {place}{f': {differs}' if differs else ''}"


def _loud(single: Iterable[AnnotationChange]) -> list[AnnotationChange]:
    return [one for one in single if not one.is_quiet]


def _are_many(single: Iterable[AnnotationChange]) -> bool:
    return len(_loud(single)) >= FEW


def _phrases(phrases: Iterable[str]) -> str:
    return prose("; ".join(_short(phrase) for phrase in phrases))


def _short(text: str) -> str:
    if len(text) <= 2 * LONGEST:
        return text
    return f"{text[:LONGEST].rstrip()} … {text[-LONGEST:].lstrip()}"
