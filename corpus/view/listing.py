"""Listings: what a corpus holds, and one document with its annotations, as a table or as plain objects for JSON.

The objects are what `corpus show --format json` prints. Their keys are public: new ones may join, none is renamed.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> news = Corpus(CorpusMetadata(name="n", version="1.0.0", schema_version="1"), [Document.of("d", "It may rain.")])
>>> describe_corpus(news)["documents"]
[{'id': 'd', 'title': None, 'language': None, 'characters': 12, 'annotations': 0}]
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from rich.text import Text

from corpus.model import LAYERS
from corpus.model.rows import object_of
from corpus.view.article import choose
from corpus.view.palette import visible
from corpus.view.tables import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.table import Table

    from corpus.model import AnnotatedDocument, Corpus
    from corpus.view.palette import Palette


def describe_corpus(corpus: Corpus) -> dict[str, Any]:
    """Give name, version, sets and documents, each document with its length and the number of its annotations in all sets."""
    counts = _annotation_counts(corpus)
    return {
        "name": corpus.metadata.name,
        "version": corpus.metadata.version,
        "default_set": corpus.default_set,
        "sets": [record.model_dump(mode="json", exclude_none=True) for record in corpus.sets],
        "documents": [
            {
                "id": document.id,
                "title": document.title,
                "language": document.language,
                "characters": document.size,
                "annotations": counts[document.id],
            }
            for document in corpus.documents
        ],
    }


def describe_document(document: AnnotatedDocument, set_id: str | None, layers: Sequence[str]) -> dict[str, Any]:
    """Give a document, the set, and the records of the chosen layers as they stand in the files.

    Raises:
        UnknownName: a layer is not one of the ten.
    """
    return {
        "document": document.record.model_dump(mode="json", exclude_none=True),
        "set": set_id,
        "layers": {layer: [object_of(row) for row in document.layer(layer).table.to_pylist()] for layer in choose(layers)},
    }


def documents_table(corpus: Corpus, palette: Palette, width: int) -> Table:
    """List the documents of a corpus."""
    names = ["document", "title", "language", "characters", "annotations"]
    rows = [
        [
            Text(visible(row["id"])),
            Text(row["title"] or ""),
            Text(visible(row["language"] or "")),
            Text("" if row["characters"] is None else str(row["characters"])),
            Text(str(row["annotations"])),
        ]
        for row in describe_corpus(corpus)["documents"]
    ]
    return table(f"{corpus.metadata.name} {corpus.metadata.version}", names, rows, palette, width, long="title")


def _annotation_counts(corpus: Corpus) -> Counter[str]:
    counts: Counter[str] = Counter()
    for record in corpus.sets:
        for layer in LAYERS:
            counts.update(corpus.set(record.id).layer(layer).table["document_id"].to_pylist())
    return counts
