"""The nested table: one self-contained row per document, with its text and every layer of the default set as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from corpus.files.release import document_columns
from corpus.model import LAYERS, Document
from corpus.model.columns import document_schema
from corpus.model.rows import row_of
from corpus.release.flat import layer_labels

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.segmentation import Segmentation

BOUNDS = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
"""The type of sentences and tokens: offsets only."""

BATCH = 256
"""Documents of a row group."""


def nested_labels() -> dict[str, tuple[str, ...]]:
    """Give the label names of all layers' columns, by `layer.column`."""
    return {f"{layer}.{path}": names for layer in LAYERS for path, names in layer_labels(layer).items()}


def nested_tables(
    documents: Sequence[Document],
    layers: Mapping[str, pa.Table],
    segmentations: Mapping[str, Segmentation],
    *,
    withheld: bool = False,
) -> Iterator[pa.Table]:
    """Give the rows of some documents, a row group at a time.

    Args:
        documents: the documents, in order.
        layers: the default set's rows of the flat tables.
        segmentations: the sentences and tokens of each document; null where there are none.
        withheld: whether the texts are, so that there are columns for what stands in for them.
    """
    names = document_columns(withheld=withheld)
    for first in range(0, len(documents), BATCH):
        chosen = documents[first : first + BATCH]
        columns = _own_columns(chosen, names) | _segments(chosen, segmentations)
        yield pa.table(columns | {layer: _grouped(table, chosen) for layer, table in layers.items()})


def _own_columns(documents: Sequence[Document], names: Sequence[str]) -> dict[str, pa.Array]:
    rows = [row_of(document) for document in documents]
    return {name: pa.array([row[name] for row in rows], type=document_schema().field(name).type) for name in names}


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
