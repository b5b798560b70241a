"""What a scheme does not say of a corpus, found by reading back what it says: no list of fields can forget one.

>>> from corpus.formats.graph import Graph
>>> from corpus.model import Corpus
>>> from corpus.schemes.assembly import assemble, assumed_metadata
>>> news = assemble([], {})
>>> unsaid(news, Graph("d", ""), lambda graphs, ledger: news)
[]
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.capabilities import Loss
from corpus.formats.reports import Ledger
from corpus.model.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

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
        for layer in LAYERS:
            there = _rows(found, set_id, layer, graph.document_id)
            for own, row in _rows(news, set_id, layer, graph.document_id).items():
                head = (graph.document_id, set_id, layer, own)
                if own not in there:
                    losses.append(Loss(*head, None, NOWHERE))
                else:
                    losses += [
                        Loss(*head, field, _reason(there[own], field)) for field in row if there[own][field] != row[field]
                    ]
    return losses


def _rows(news: Corpus, set_id: str, layer: str, document_id: str) -> Mapping[str, Row]:
    return {row["id"]: row for row in news.set(set_id).layer(layer).of_document(document_id).table.to_pylist()}


def _reason(there: Row, field: str) -> str:
    return NOWHERE if there[field] is None else OTHERWISE
