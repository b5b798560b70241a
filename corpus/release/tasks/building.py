"""Builds the ready views: documents are taken a few at a time, so that memory does not grow with the corpus.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
>>> news = Corpus(metadata, [Document.of("d", "It may rain.")])
>>> [(task.name, task.table.num_rows) for task in build_tasks(news, segment_corpus(news))][:2]
[('ner', 0), ('cue_tagging', 0)]
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow as pa

from corpus.model.flattening import fragments
from corpus.model.rows import empty_table, paused_collector, records_of
from corpus.release.tasks.articles import Article
from corpus.release.tasks.attributions import ATTRIBUTION_SPANS
from corpus.release.tasks.factuality import FACTUALITY
from corpus.release.tasks.hedging import HEDGED_SENTENCES
from corpus.release.tasks.stances import STANCE_PAIRS
from corpus.release.tasks.tagging import CUE_TAGGING, NER
from corpus.release.tasks.views import Labels, Made, View
from corpus.segmentation import Bounds, Segmentation, segment

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.model import Annotation, Corpus, Document

VIEWS = (NER, CUE_TAGGING, HEDGED_SENTENCES, STANCE_PAIRS, ATTRIBUTION_SPANS, FACTUALITY)
"""The views, in the order of a release."""

LAYERS_READ = ("entities", "mentions", "cues", "sources", "attributions", "claims", "commitments", "stances")
"""The layers that the views are made from."""

WITHHELD = "text withheld"
"""Why annotations of a document without text are in no view."""

BATCH = 32
"""Documents whose records are in memory at a time."""


@dataclass(frozen=True)
class Task:
    """One ready view.

    Attributes:
        name: the config's name.
        table: its rows, by document and place.
        labels: the names of each label column, by dotted path (lists add nothing to a path).
        dropped: how many annotations are in no row, by reason.
    """

    name: str
    table: pa.Table
    labels: Labels
    dropped: Mapping[str, int] = field(default_factory=dict)


def build_tasks(corpus: Corpus, segmentations: Mapping[str, Segmentation]) -> tuple[Task, ...]:
    """Derive all views from the default set of a sound corpus; `segmentations` maps document id to sentences and tokens.

    A view is empty where the default set has nothing for it: that nobody annotated cues does not mean that no sentence
    hedges. A document whose text is withheld has no rows; its annotations are counted as dropped.

    Raises:
        UnknownName: a reference leads nowhere; `corpus.check` finds it beforehand.
        KeyError: a document with a text has no segmentation.
    """
    parts = []
    for documents in _batches(corpus.documents):
        with paused_collector():
            articles = _articles(corpus, documents, segmentations)
            parts.append({view.name: _make_part(view, documents, articles) for view in VIEWS})
    return tuple(_join_parts(view, [part[view.name] for part in parts]) for view in VIEWS)


def segment_corpus(corpus: Corpus) -> dict[str, Segmentation]:
    """Find the sentences and tokens of every document that has a text, cut at the default set's sections.

    A document's language is its own, else the corpus's, else English.
    """
    sections: defaultdict[str, list[Bounds]] = defaultdict(list)
    table = _table(corpus, "sections")
    found, owners = fragments(table, "span"), table["document_id"].to_pylist()
    for row, start, end in zip(found.rows.tolist(), found.starts.tolist(), found.ends.tolist(), strict=True):
        sections[owners[row]].append((start, end))
    return {
        one.id: segment(one.text, sections[one.id], language=one.language or corpus.metadata.language or "en")
        for one in corpus.documents
        if one.text is not None
    }


class _Part(NamedTuple):
    """A view of some documents, and how many annotations it was to hold."""

    table: pa.Table
    dropped: Mapping[str, int]
    chosen: int


def _make_part(view: View, documents: Sequence[Document], articles: Sequence[Article]) -> _Part:
    made = [_make(view, document, article) for document, article in zip(documents, articles, strict=True)]
    rows = [row for one in made for row in one.rows]
    dropped = sum((Counter(one.dropped) for one in made), Counter[str]())
    return _Part(pa.Table.from_pylist(rows, view.schema), dropped, sum(len(view.choose(article)) for article in articles))


def _make(view: View, document: Document, article: Article) -> Made:
    if document.text is None:
        lost = len(view.choose(article))
        return Made([], {WITHHELD: lost})
    return view.make(article)


def _join_parts(view: View, parts: Sequence[_Part]) -> Task:
    tables = [part.table for part in parts] if any(part.chosen for part in parts) else []
    dropped = sum((Counter(part.dropped) for part in parts), Counter[str]())
    table = pa.concat_tables(tables).combine_chunks() if tables else view.schema.empty_table()
    return Task(view.name, table, view.labels, dict(sorted(dropped.items())))


def _batches(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    return (documents[first : first + BATCH] for first in range(0, len(documents), BATCH))


def _articles(corpus: Corpus, documents: Sequence[Document], segmentations: Mapping[str, Segmentation]) -> list[Article]:
    records = {layer: _records(corpus, layer, documents) for layer in LAYERS_READ}
    return [
        Article(
            one.id,
            one.text or "",
            Segmentation((), ()) if one.text is None else segmentations[one.id],
            {layer: found.get(one.id, ()) for layer, found in records.items()},
        )
        for one in documents
    ]


def _records(corpus: Corpus, layer: str, documents: Sequence[Document]) -> Mapping[str, Sequence[Annotation]]:
    """Make the records of neighbouring documents; a layer's rows stand in the order of the documents."""
    table = _table(corpus, layer)
    owners = table["document_id"].to_numpy()
    first = int(np.searchsorted(owners, documents[0].id, side="left"))
    after = int(np.searchsorted(owners, documents[-1].id, side="right"))
    found: defaultdict[str, list[Annotation]] = defaultdict(list)
    for record in records_of(layer, table.slice(first, after - first)):
        found[record.document_id].append(record)
    return found


def _table(corpus: Corpus, layer: str) -> pa.Table:
    """Give a layer of the default set; without a default set there is nothing to derive from."""
    if corpus.default_set is None:
        return empty_table(layer)
    return corpus.set(corpus.default_set).layer(layer).table
