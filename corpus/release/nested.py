"""The nested table: one self-contained row per document, with its text and every layer of the default set as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from corpus.model import LAYERS, Document
from corpus.model.extras import encode_extras
from corpus.release.flat import layer_labels, published_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.model import Corpus
    from corpus.segmentation import Segmentation

BOUNDS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
"""The type of sentences and tokens: offsets only."""

BATCH = 256
"""Documents of a row group."""


def nested_labels() -> dict[str, tuple[str, ...]]:
    """Give the label names of all layers' columns, by `layer.column`."""
    return {f"{layer}.{path}": names for layer in LAYERS for path, names in layer_labels(layer).items()}


def nested_tables(corpus: Corpus, ids: Sequence[str], segmentations: Mapping[str, Segmentation]) -> Iterator[pa.Table]:
    """Give the rows of some documents, a row group at a time."""
    view = corpus.set(corpus.default_set) if corpus.default_set is not None else None
    layers = {layer: published_table(corpus, view, layer) for layer in LAYERS}
    documents = {document.id: document for document in corpus.documents}
    for first in range(0, len(ids), BATCH):
        chosen = [documents[one] for one in ids[first : first + BATCH]]
        columns = _own_columns(chosen) | _segments(chosen, segmentations)
        yield pa.table(columns | {layer: _grouped(table, chosen) for layer, table in layers.items()})


def _own_columns(documents: Sequence[Document]) -> dict[str, pa.Array]:
    return {
        name: pa.array([_cell(document, name) for document in documents], type=pa.string()) for name in Document.model_fields
    }


def _cell(document: Document, name: str) -> str | None:
    if name == "extras":
        return None if document.extras is None else encode_extras(document.extras)
    value: str | None = getattr(document, name)
    return value


def _segments(documents: Sequence[Document], segmentations: Mapping[str, Segmentation]) -> dict[str, pa.Array]:
    found = [segmentations.get(document.id) for document in documents]
    sentences = [None if one is None else _bounds(one.sentences) for one in found]
    tokens = [None if one is None else _bounds(one.tokens) for one in found]
    return {"sentences": pa.array(sentences, type=BOUNDS), "tokens": pa.array(tokens, type=BOUNDS)}


def _bounds(pairs: Sequence[tuple[int, int]]) -> list[dict[str, int]]:
    return [{"start": start, "end": end} for start, end in pairs]


def _grouped(table: pa.Table, documents: Sequence[Document]) -> pa.ListArray:
    """Make one list per document from a table in document order; the document's id is not repeated in it."""
    owners = table["document_id"].to_numpy()
    begins = np.searchsorted(owners, [document.id for document in documents], side="left")
    ends = np.searchsorted(owners, [document.id for document in documents], side="right")
    rows = np.concatenate([np.arange(begin, end) for begin, end in zip(begins, ends, strict=True)] or [np.empty(0, int)])
    items = table.drop_columns(["document_id"]).take(pa.array(rows, type=pa.int64())).combine_chunks().to_struct_array()
    offsets = np.concatenate([[0], np.cumsum(ends - begins)])
    return pa.ListArray.from_arrays(pa.array(offsets, type=pa.int32()), items.combine_chunks())
