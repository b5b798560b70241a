"""Graphs to a corpus; whatever makes no record, or belongs to none, is refused and counted.

>>> from corpus.formats.graph import Annotations, Attribute, Graph, Span
>>> from corpus.formats.reports import Ledger
>>> found = Annotations("ana", (Span("T1", "cues", ((3, 6),)),), attributes=(Attribute("A1", "type", "T1", "epistemic"),))
>>> decode([Graph("d", "It may rain.", (found,))], Ledger()).cues[0].type
'epistemic'
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from corpus.model.layers import LAYERS
from corpus.model.rows import table_of
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.reportedly.records import Decoder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Graph
    from corpus.formats.reports import Ledger
    from corpus.model import Annotation, Corpus


def decode(graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
    """Make a corpus of graphs with our own labels."""
    found: dict[str, dict[str, list[Annotation]]] = {}
    documents = []
    for graph in graphs:
        documents.append(document_of(graph))
        for one in graph.annotations:
            layers = found.setdefault(one.annotator, defaultdict(list))
            for layer, record in Decoder(graph, one, ledger).records():
                layers[layer].append(record)
    return assemble(documents, {annotator: _tables(layers) for annotator, layers in found.items()})


def _tables(layers: dict[str, list[Annotation]]) -> dict[str, Any]:
    return {layer: table_of(layer, layers[layer]) for layer in LAYERS if layers[layer]}
