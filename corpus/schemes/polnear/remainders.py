"""What PolNeAR's labels cannot say of a record of ours.

>>> row = {"id": "cue-1", "document_id": "d", "type": "epistemic", "source_label": None, "span": [], "note": "sure"}
>>> [field for field, _ in unsaid("cues", row, is_theirs=False, has_id=False)]
['id', 'note', 'type']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model.extras import decode_extras
from corpus.schemes.polnear.labels import CUE, EVENTS, SOURCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model.rows import Row

SAID = {
    "attributions": {"document_id", "id", "sources", "cue_ids", "content", "source_label", "extras"},
    "cues": {"document_id", "id", "span", "type", "source_label"},
    "sources": {"document_id", "id", "source_label"},
}
"""The fields that PolNeAR's files hold, of records that came from there."""
LABELS = {"attributions": EVENTS, "cues": (CUE,), "sources": (SOURCE,)}
KEPT = {"trigger", "contents", "roles", "labels", "at", "parts"}
"""The extras that decoding makes."""


def unsaid(layer: str, row: Row, *, is_theirs: bool, has_id: bool) -> Iterator[tuple[str, str]]:
    """Give the fields that are not null and are lost, each with the reason."""
    nowhere = "PolNeAR has no label for it"
    if not has_id:
        yield "id", "PolNeAR's files number what they hold themselves"
    if is_theirs and row["source_label"] not in LABELS[layer]:
        yield "source_label", nowhere
    for field in sorted(row):
        if row[field] is not None and _is_lost(layer, field, row, is_theirs=is_theirs):
            yield field, nowhere


def _is_lost(layer: str, field: str, row: Row, *, is_theirs: bool) -> bool:
    if field == "source_label":
        return not is_theirs
    if field == "type" and layer == "cues":
        return bool(row[field] != "unspecified")
    if field == "extras" and layer == "attributions":
        return not is_theirs or not decode_extras(row[field]).keys() <= KEPT
    return field not in SAID[layer]
