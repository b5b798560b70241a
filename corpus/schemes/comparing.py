"""What a scheme cannot say, found by reading back: a record that comes back otherwise is lost in the fields that differ.

>>> row = {"document_id": "d", "id": "m", "form": "NAM", "note": None}
>>> [loss.field for loss in lost("mentions", row, {**row, "form": None}, "ana", "no place")]
['form']
>>> lost("mentions", row, None, "ana", "no place")[0].field is None
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Loss
from corpus.model.layers import LAYERS

if TYPE_CHECKING:
    from corpus.model import Corpus, Document
    from corpus.model.rows import Row


def lost(layer: str, row: Row, found: Row | None, set_id: str, reason: str) -> list[Loss]:
    """Give the losses of one record: its fields that read back otherwise, or all of it."""
    fields = [None] if found is None else [field for field in sorted(row) if _listed(row[field]) != _listed(found[field])]
    return [Loss(row["document_id"], set_id, layer, row["id"], field, reason) for field in fields]


def rows_of(news: Corpus, document: Document, set_id: str) -> dict[str, list[Row]]:
    """Give the rows of one document in one set, by layer."""
    view = news.set(set_id)
    found = {layer: view.layer(layer) for layer in LAYERS}
    return {layer: some.of_document(document.id).table.to_pylist() if len(some) else [] for layer, some in found.items()}


def _listed(value: Any) -> Any:
    """Give fragments of a record as those of a row."""
    return list(value) if isinstance(value, tuple) else value
