"""Gathering: documents that were carried to other texts, put together as a corpus again, with the verdicts counted."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from corpus.anchoring.verdicts import VERDICTS
from corpus.model import LAYERS, Corpus, Document
from corpus.model.columns import schema
from corpus.model.documents import WITHHELD_FIELDS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.anchoring.carrying import CarriedDocument
    from corpus.anchoring.verdicts import ReviewItem, Verdict

Counts = dict[str, dict["Verdict", int]]
"""By layer, how many annotations got each verdict."""


@dataclass
class Gathered:
    """What came of the documents so far; rows become columns at once, which take far less memory."""

    tables: dict[tuple[str, str], list[pa.Table]] = field(default_factory=dict)
    verdicts: Counter[tuple[str, Verdict]] = field(default_factory=Counter)
    review: list[ReviewItem] = field(default_factory=list)

    def add(self, one: CarriedDocument) -> None:
        """Add a document."""
        for (set_id, layer), rows in one.rows.items():
            if rows:
                self.tables.setdefault((set_id, layer), []).append(pa.Table.from_pylist(rows, schema=schema(layer)))
        self.verdicts.update((carried.layer, carried.verdict) for carried in one.carried)
        self.review += one.review

    def corpus(self, before: Corpus, texts: Mapping[str, str]) -> Corpus:
        """Give the corpus with the new texts of the documents that were added, and what was kept of their annotations."""
        documents = [_edited(document, texts) for document in before.documents]
        edited = pa.array(list(texts), type=pa.string())
        tables = {
            record.id: {
                layer: _table(before.set(record.id).layer(layer).table, edited, self.tables.get((record.id, layer), []))
                for layer in LAYERS
            }
            for record in before.sets
        }
        return Corpus(before.metadata, documents, before.sets, tables)

    def counts(self, before: Corpus) -> Counts:
        """Count the verdicts by layer; annotations of other documents are exact."""
        sizes = {layer: sum(len(before.set(record.id).layer(layer)) for record in before.sets) for layer in LAYERS}
        counts = {layer: {verdict: self.verdicts[layer, verdict] for verdict in VERDICTS} for layer in LAYERS if sizes[layer]}
        for layer, found in counts.items():
            found["exact"] += sizes[layer] - sum(found.values())
        return counts


def _edited(document: Document, texts: Mapping[str, str]) -> Document:
    if document.id not in texts:
        return document
    fields = document.model_dump(exclude={"id", "text", "sha256", *WITHHELD_FIELDS})
    return Document.of(document.id, texts[document.id], **fields)


def _table(before: pa.Table, edited: pa.Array, carried: Sequence[pa.Table]) -> pa.Table:
    rest = before.filter(pc.invert(pc.is_in(before["document_id"], value_set=edited)))
    return pa.concat_tables([rest, *carried]).combine_chunks()
