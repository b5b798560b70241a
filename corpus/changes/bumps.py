"""Bumps: which number of the version each change calls for, and why.

Major: what a reader relies on is another or gone. Minor: something came. Patch: something was put right. The whole table is in
`docs/changes.md`.

>>> reasons_of(metadata=[FieldChange(field="schema_version", old="1", new="2")])
[('major', 'schema_version changed from 1 to 2')]
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from corpus.changes.records import Bump, DocumentKind, FieldChange
from corpus.errors import counted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.changes.records import AnnotationChange, AnnotationKind, DocumentChange, LayerChange, SetChange

    Reason = tuple[Bump, str]

ORDER: tuple[Bump, ...] = ("major", "minor", "patch", "none")
"""The greatest first."""

OF_DOCUMENTS: dict[DocumentKind, tuple[Bump, str]] = {
    "removed": ("major", "was removed"),
    "renamed": ("major", "has another id"),
    "text_changed": ("major", "has another text"),
    "text_withheld": ("major", "comes without its text"),
    "reassigned": ("major", "is in another split"),
    "added": ("minor", "was added"),
    "text_included": ("minor", "comes with its text"),
    "described": ("patch", "has other metadata"),
}
"""What each change of a document calls for, and how it is said."""

OF_ANNOTATIONS: dict[AnnotationKind, tuple[Bump, str]] = {
    "added": ("minor", "added"),
    "removed": ("patch", "removed"),
    "relabelled": ("patch", "relabelled"),
    "respanned": ("patch", "re-spanned"),
    "relinked": ("patch", "re-linked"),
    "moved": ("patch", "moved with the text"),
    "renamed": ("patch", "renamed"),
    "remarked": ("patch", "remarked"),
}
"""What each change of an annotation calls for, and how it is said."""

MAJOR_METADATA = ("name", "schema_version")
"""Metadata of the corpus that readers rely on; the default set is one too, and is told apart from what names it."""
MAJOR_PROVENANCE = ("guidelines",)
"""Provenance of a set without which its labels may mean something else."""
