"""What a scheme cannot say, found by reading back: a record that comes back otherwise is lost in the fields that differ.

>>> row = {"document_id": "d", "id": "m", "form": "NAM", "note": None}
>>> [loss.field for loss in lost("mentions", row, {**row, "form": None}, "ana", "no place")]
['form']
>>> lost("mentions", row, None, "ana", "no place")[0].field is None
True

>>> from corpus.formats.graph import Graph
>>> from corpus.schemes.assembly import assemble
>>> news = assemble([], {})
>>> unsaid(news, Graph("d", ""), lambda graphs, ledger: news)
[]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Loss
from corpus.formats.reports import Ledger
from corpus.model.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from corpus.formats.graph import Graph
    from corpus.model import Corpus
    from corpus.model.rows import Row

NOWHERE = "the scheme has no label for it"
OTHERWISE = "the scheme says it otherwise"


def unsaid(news: Corpus, graph: Graph, decode: Callable[[Iterable[Graph], Ledger], Corpus]) -> list[Loss]:
    """Give what is lost of a document in its graph: whole records, or the fields that read back otherwise."""
    losses: list[Loss] = []
    found = decode([graph], Ledger())
    for set_id in (one.annotator for one in graph.annotations):
        before, after = (rows_of(one, graph.document_id, set_id) for one in (news, found))
        for layer in LAYERS:
            there = {row["id"]: row for row in after[layer]}
            for own, row in ((row["id"], row) for row in before[layer]):
                head = (graph.document_id, set_id, layer, own)
                if own not in there:
                    losses.append(Loss(*head, None, NOWHERE))
                else:
                    losses += [
                        Loss(*head, field, _reason(there[own], field)) for field in row if there[own][field] != row[field]
                    ]
    return losses


def _reason(there: Row, field: str) -> str:
    return NOWHERE if there[field] is None else OTHERWISE


def lost(layer: str, row: Row, found: Row | None, set_id: str, reason: str) -> list[Loss]:
    """Give the losses of one record: its fields that read back otherwise, or all of it."""
    fields = [None] if found is None else [field for field in sorted(row) if _listed(row[field]) != _listed(found[field])]
    return [Loss(row["document_id"], set_id, layer, row["id"], field, reason) for field in fields]


def rows_of(news: Corpus, document_id: str, set_id: str) -> dict[str, list[Row]]:
    """Give the rows of one document in one set, by layer."""
    view = news.set(set_id)
    found = {layer: view.layer(layer) for layer in LAYERS}
    return {layer: some.of_document(document_id).table.to_pylist() if len(some) else [] for layer, some in found.items()}


def _listed(value: Any) -> Any:
    """Give fragments of a record as those of a row."""
    return list(value) if isinstance(value, tuple) else value
