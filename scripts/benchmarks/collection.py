"""A collection to measure on: the packaged article many times over, under many document ids."""

from __future__ import annotations

import pyarrow as pa

import corpus
from corpus.model import LAYERS, Corpus


def many(annotations: int) -> Corpus:
    """Copy the packaged corpus until it has at least so many annotations."""
    one = corpus.load()
    document = one.documents[0]
    tables = {layer: one.layer(layer).table for layer in LAYERS}
    copies = -(-annotations // sum(table.num_rows for table in tables.values()))
    ids = [f"{document.id}-{number:05}" for number in range(copies)]
    documents = [document.model_copy(update={"id": one_id}) for one_id in ids]
    copied = {
        layer: pa.concat_tables([_renamed(table, one_id) for one_id in ids]).combine_chunks() for layer, table in tables.items()
    }
    return Corpus(one.metadata, documents, one.sets, {one.sets[0].id: copied})


def _renamed(table: pa.Table, document_id: str) -> pa.Table:
    place = table.column_names.index("document_id")
    return table.set_column(place, "document_id", pa.array([document_id] * table.num_rows, type=pa.string()))
