"""PolNeAR's graphs to a corpus: straight into columns, without an object per annotation.

>>> from corpus.formats.graph import Annotations, Graph, Link, Span
>>> from corpus.formats.reports import Ledger
>>> spans = (Span("T1", "Cue", ((4, 8),)), Span("T2", "Content", ((9, 11),)), Span("T3", "Attribution-no-source", ((4, 8),)))
>>> event = Link("E1", "Attribution-no-source", "T3", (("Cue", "T1"), ("Content", "T2")))
>>> news = decode([Graph("d", "Ana says no", (Annotations("ana", spans=spans, links=(event,)),))], Ledger())
>>> news.attributions[0].sources[0].source_id, news.attributions[0].content.surface, news.cues[0].type
('@unspecified', 'no', 'unspecified')
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.formats.graph import Span
from corpus.formats.shards import in_shards
from corpus.model.flattening import as_arrow
from corpus.schemes.assembly import assemble, document_of
from corpus.schemes.polnear.events import read_events
from corpus.schemes.polnear.labels import EXTRAS
from corpus.schemes.polnear.tables import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.formats.graph import Graph
    from corpus.formats.reports import Ledger
    from corpus.model import Corpus, Document
    from corpus.schemes.polnear.events import Events, Pass

    Loose = dict[str, dict[str, list[Any]]]
    """What belongs to no attribution, by document and annotator."""

SHARD = 60_000
"""Items that are made into tables together."""


def decode(graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
    """Make a corpus of graphs with PolNeAR's labels."""
    documents: list[Document] = []
    parts: dict[str, dict[str, list[pa.Table]]] = defaultdict(lambda: defaultdict(list))
    for shard in in_shards(graphs, _size, most=SHARD):
        loose: Loose = defaultdict(dict)
        for annotator, passes in _by_annotator(shard).items():
            events, layers = read_events(passes, ledger), parts[annotator]
            for layer, table in tables_of(events, passes, ledger).items():
                layers[layer].append(table)
            for document_id, items in _loose(events, passes):
                loose[document_id][annotator] = items
        documents += [_document(graph, loose.get(graph.document_id)) for graph in shard]
    return assemble(documents, {annotator: _whole(layers) for annotator, layers in parts.items()})


def _whole(layers: dict[str, list[pa.Table]]) -> dict[str, pa.Table]:
    """Give each layer in one piece; its parts go as soon as it is made."""
    return {layer: pa.concat_tables(layers.pop(layer)).combine_chunks() for layer in list(layers)}


def _size(graph: Graph) -> int:
    return 1 + sum(one.size for one in graph.annotations)


def _by_annotator(shard: Sequence[Graph]) -> dict[str, list[Pass]]:
    passes: dict[str, list[Pass]] = {}
    for graph in shard:
        for one in graph.annotations:
            passes.setdefault(one.annotator, []).append((graph, one))
    return passes


def _document(graph: Graph, loose: dict[str, list[Any]] | None) -> Document:
    """Make a document; an annotator who found nothing in it stands there with nothing."""
    if not loose:
        return document_of(graph)
    kept: Any = graph.fields.get("extras") or {}
    left = {one.annotator: loose[one.annotator] for one in graph.annotations if one.annotator in loose}
    return document_of(graph, extras={**kept, EXTRAS: left})


def _loose(events: Events, passes: Sequence[Pass]) -> Iterator[tuple[str, list[Any]]]:
    """Give what belongs to no attribution, by document, as JSON values: the kind, then the fields without the line."""
    spans = _loose_spans(events)
    for number, (graph, one) in enumerate(passes):
        others = (*one.attributes, *one.notes, *one.normalisations, *one.groups)
        items = [*sorted(spans.get(number, ()), key=lambda span: (span.line, span.id)), *others]
        if items or not len(one.links):
            yield graph.document_id, [[type(item).__name__, *_plain(item)] for item in items]


def _loose_spans(events: Events) -> dict[int, list[Span]]:
    """Give the spans that belong to no event, by the number of their document."""
    spans, unused = events.spans, events.unused
    names = zip(*(column.take(as_arrow(unused)).to_pylist() for column in (spans.ids, spans.labels)), strict=True)
    found: dict[int, list[Span]] = {}
    for number, owner, (own, label) in zip(unused.tolist(), events.span_owners[unused].tolist(), names, strict=True):
        made = Span(own, label, spans.fragments(number), int(spans.lines[number]))
        found.setdefault(owner, []).append(made)
    return found


def _plain(item: tuple[Any, ...]) -> list[Any]:
    """Give the fields without the line, as lists."""
    return [_listed(value) for value in item[:-1]]


def _listed(value: Any) -> Any:
    return [_listed(one) for one in value] if isinstance(value, tuple) else value
