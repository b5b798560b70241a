"""Bumps: which number of the version each change calls for, and why.

Major: what a reader relies on is another or gone. Minor: something came. Patch: something was put right. The whole table is in
`docs/changes.md`.

>>> from corpus.changes.records import Changes, FieldChange
>>> licence = FieldChange(field="licence", old="MIT", new="CC0-1.0")
>>> changed = Changes(old_version="1.0.0", new_version="1.0.0", metadata=[licence])
>>> with_bump(changed).bump, with_bump(changed).reasons
('patch', ('metadata of the corpus changed: licence',))
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from corpus.changes.phrases import SAID
from corpus.changes.records import KINDS, Bump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.changes.records import AnnotationKind, Changes, DocumentChange, DocumentKind, SetChange

    Reason = tuple[Bump, str]

ORDER: tuple[Bump, ...] = ("major", "minor", "patch", "none")
"""The greatest first."""

OF_DOCUMENTS: dict[DocumentKind, tuple[Bump, str]] = {
    "removed": ("major", "was removed"),
    "renamed": ("major", "was renamed"),
    "text_changed": ("major", "has another text"),
    "text_withheld": ("major", "comes without its text"),
    "reassigned": ("major", "is in another split"),
    "added": ("minor", "was added"),
    "text_included": ("minor", "comes with its text"),
    "described": ("patch", "has other metadata"),
}
"""What each change of a document calls for, and how it is said."""

ADDED: AnnotationKind = "added"
"""The one change of a single annotation that calls for more than a patch."""

MAJOR_METADATA = ("name", "schema_version")
"""Metadata that readers rely on; on the default set they rely too, but it may be the same although the metadata name it now."""
MAJOR_PROVENANCE = ("guidelines",)
"""Provenance of a set without which its labels may mean something else."""


def with_bump(changes: Changes, *, default_sets: tuple[str | None, str | None] = (None, None)) -> Changes:
    """Give changes with the bump that they call for, and the reasons for it.

    `default_sets` are the sets behind `news.cues` before and after.
    """
    found = [*_of_metadata(changes, default_sets), *_of_documents(changes), *_of_sets(changes), *_of_annotations(changes)]
    bump = min((one for one, _ in found), key=ORDER.index, default="none")
    return changes.model_copy(update={"bump": bump, "reasons": tuple(reason for one, reason in found if one == bump)})


def _of_metadata(changes: Changes, default_sets: tuple[str | None, str | None]) -> Iterator[Reason]:
    before, after = default_sets
    if before is not None and before != after:
        yield "major", f"the default set was {before} and is {after or 'none'}"
    major = [field for field in changes.metadata if field.field in MAJOR_METADATA]
    for field in major:
        yield "major", f"the corpus's {field.field} was {field.old} and is {field.new}"
    others = [field.field for field in changes.metadata if field not in major]
    if others:
        yield "patch", f"metadata of the corpus changed: {', '.join(others)}"


def _of_documents(changes: Changes) -> Iterator[Reason]:
    for one in changes.documents:
        for kind in one.kinds:
            bump, said = OF_DOCUMENTS[kind]
            yield bump, f"document {one.id} {said}{_more(one, kind)}"


def _more(one: DocumentChange, kind: DocumentKind) -> str:
    if kind == "renamed":
        return f", it was {one.old_id}"
    if kind == "reassigned":
        return "".join(f": {field.new}, it was in {field.old}" for field in one.fields if field.field == "split")
    return f": {', '.join(one.described)}" if kind == "described" else ""


def _of_sets(changes: Changes) -> Iterator[Reason]:
    for one in changes.sets:
        if one.kind != "changed":
            yield "major" if one.kind == "removed" else "minor", f"set {one.set_id} was {one.kind}"
        else:
            yield from _of_provenance(one)
    for layer in changes.layers:
        yield (
            "major" if layer.kind == "removed" else "minor",
            f"layer {layer.layer} of set {layer.set_id} was {layer.kind}",
        )


def _of_provenance(one: SetChange) -> Iterator[Reason]:
    major = [field for field in one.fields if field.field in MAJOR_PROVENANCE]
    for field in major:
        was, now = field.old or "none", field.new or "none"
        yield "major", f"{field.field} of set {one.set_id} were {was} and are {now}: its labels may mean something else"
    others = [field.field for field in one.fields if field not in major]
    if others:
        yield "patch", f"provenance of set {one.set_id} changed: {', '.join(others)}"


def _of_annotations(changes: Changes) -> Iterator[Reason]:
    counts = Counter((one.set_id, one.layer, kind) for one in changes.annotations for kind in one.kinds)
    for set_id, layer in dict.fromkeys((one.set_id, one.layer) for one in changes.annotations):
        said = {kind: f"{counts[set_id, layer, kind]} {SAID[kind]}" for kind in KINDS if counts[set_id, layer, kind]}
        where = f"set {set_id}, {layer}"
        if ADDED in said:
            yield "minor", f"{where}: {said.pop(ADDED)}"
        if said:
            yield "patch", f"{where}: {', '.join(said.values())}"
