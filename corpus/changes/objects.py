"""Objects: changes as plain objects for JSON, whole and never cut. Their keys are public: new ones may join, none is renamed.

>>> from corpus.changes.records import Changes
>>> list(to_object(Changes(old_version="1.0.0", new_version="1.1.0")))[:5]
['old_version', 'new_version', 'bump', 'next_version', 'reasons']
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.changes.versions import next_version

if TYPE_CHECKING:
    from corpus.changes.records import Changes

PARTS = ("metadata", "documents", "sets", "layers", "annotations", "counts")


def to_object(changes: Changes) -> dict[str, Any]:
    """Give all changes as one plain object; `next_version` is the least after the older corpus's that they call for."""
    head = {
        "old_version": changes.old_version,
        "new_version": changes.new_version,
        "bump": changes.bump,
        "next_version": next_version(changes.old_version, changes.bump),
        "reasons": list(changes.reasons),
    }
    return head | {part: [one.model_dump(mode="json") for one in getattr(changes, part)] for part in PARTS}
