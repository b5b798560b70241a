"""What a scheme cannot say, found by reading back: a record that comes back otherwise is lost in the fields that differ.

Documents are encoded and read back in batches, because making a corpus of one document costs as much as of a hundred.

>>> from corpus.formats.graph import Annotations, Graph
>>> from corpus.model import Cue, Document, Span
>>> from corpus.model.rows import table_of
>>> from corpus.schemes.assembly import assemble
>>> cue = Cue(id="c", document_id="d", span=Span.of("It may rain.", (3, 6)), type="epistemic")
>>> news = assemble([Document.of("d", "It may rain.")], {"ana": {"cues": table_of("cues", [cue])}})
>>> said = cue.model_copy(update={"type": None})
>>> told = assemble(news.documents, {"ana": {"cues": table_of("cues", [said])}})
>>> (_, losses), = encoded(news, lambda set_id, rows: Annotations(set_id), lambda graphs, ledger: told)
>>> print(losses[0])
d/ana/cues/c: type: the scheme has no label for it
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from corpus.formats.capabilities import Loss
from corpus.formats.graph import Graph
from corpus.formats.reports import Ledger
from corpus.model.layers import LAYERS
from corpus.schemes.assembly import document_fields, sets_of_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from corpus.formats.graph import Annotations
    from corpus.model import Corpus, Document
    from corpus.model.rows import Row

    Rows = Mapping[str, list[Row]]
    """The rows of a document in a set, by layer; no layer is missing."""

BATCH = 256
"""How many documents are read back at a time."""
NOWHERE = "the scheme has no label for it"
OTHERWISE = "the scheme says it otherwise"


def encoded(
    news: Corpus,
    annotate: Callable[[str, Rows], Annotations],
    decode: Callable[[Iterable[Graph], Ledger], Corpus],
    *,
    nowhere: str = NOWHERE,
) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph, with what its labels do not say.

    Args:
        news: the corpus.
        annotate: makes the items of a set in a document of its rows.
        decode: makes a corpus of graphs again.
        nowhere: what is said of a record or field that does not come back at all.
    """
    sets, documents = sets_of_documents(news), iter(news.documents)
    while batch := list(islice(documents, BATCH)):
        before = _rows(news, batch)
        graphs = [_graph(news, document, sets[document.id], before, annotate) for document in batch]
        after = _rows(decode([replace(graph, fields={}) for graph in graphs], Ledger()), batch)
        for graph in graphs:
            keys = [(graph.document_id, one.annotator) for one in graph.annotations]
            yield graph, [loss for key in keys for loss in _losses(key, before[key], after[key], nowhere)]


def _graph(
    news: Corpus,
    document: Document,
    sets: list[str],
    rows: Mapping[tuple[str, str], Rows],
    annotate: Callable[[str, Rows], Annotations],
) -> Graph:
    made = (replace(annotate(own, rows[document.id, own]), kind=news.set(own).record.maker) for own in sets)
    return Graph(document.id, document.text or "", tuple(made), document_fields(document))


def _rows(news: Corpus, documents: Sequence[Document]) -> Mapping[tuple[str, str], Rows]:
    """Give the rows of some documents, by document and set."""
    wanted = pa.array([document.id for document in documents], pa.string())
    found: dict[tuple[str, str], Rows] = defaultdict(lambda: {layer: [] for layer in LAYERS})
    for record in news.sets:
        for layer in LAYERS:
            table = news.set(record.id).layer(layer).table
            for row in table.filter(pc.is_in(table["document_id"], value_set=wanted)).to_pylist() if len(table) else ():
                found[row["document_id"], record.id][layer].append(row)
    return found


def _losses(key: tuple[str, str], before: Rows, after: Rows, nowhere: str) -> Iterator[Loss]:
    """Give what is lost: whole records, or the fields that read back otherwise."""
    for layer, rows in before.items():
        there = {row["id"]: row for row in after[layer]}
        for row in rows:
            head, found = (*key, layer, row["id"]), there.get(row["id"])
            if found is None:
                yield Loss(*head, None, nowhere)
            elif found != row:
                for field in row:
                    if found[field] != row[field]:
                        yield Loss(*head, field, nowhere if found[field] is None else OTHERWISE)


def rows_of(news: Corpus, document_id: str, set_id: str) -> dict[str, list[Row]]:
    """Give the rows of one document in one set, by layer."""
    view = news.set(set_id)
    found = {layer: view.layer(layer) for layer in LAYERS}
    return {layer: some.of_document(document_id).table.to_pylist() if len(some) else [] for layer, some in found.items()}
