"""Witnesses: where the text names an entity or a source, which have no span of their own.

>>> from corpus.model import Mention, Span
>>> from corpus.model.rows import table_of
>>> ana = Mention(id="mention-1", document_id="d", entity_id="entity-1", span=Span.of("Ana left.", (0, 3)))
>>> found = named_at("entities", [{"document_id": "d", "id": "entity-1"}], {"mentions": table_of("mentions", [ana])})
>>> [fragment["text"] for span in found["d", "entity-1"] for fragment in span]
['Ana']
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.changes.paths import follow
from corpus.model.flattening import as_numpy, flatten

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.changes.renames import Address
    from corpus.model.rows import Row

NAMING = {
    "entities": ("mentions", "entity_id", "span"),
    "sources": ("attributions", "sources.item.source_id", "sources.item.span"),
}
"""For each layer the one that names it, with the path of the reference and that of the words."""


def named_at(layer: str, rows: Iterable[Row], tables: Mapping[str, pa.Table]) -> Mapping[Address, list[Any]]:
    """Give the spans that name each of some entities or sources; of other layers, none."""
    if layer not in NAMING or NAMING[layer][0] not in tables:
        return {}
    other, reference, words = NAMING[layer]
    found: dict[Address, list[Any]] = defaultdict(list)
    for row in _referring(tables[other], reference, {row["id"] for row in rows}).to_pylist():
        for name, span in zip(
            _listed(follow(row, reference), ".item" in reference), _listed(follow(row, words), ".item" in words), strict=True
        ):
            if span is not None:
                found[row["document_id"], name].append(span)
    return found


def _listed(value: Any, many: bool) -> list[Any]:  # noqa: FBT001 - internal
    return (value or []) if many else [value]


def _referring(table: pa.Table, path: str, ids: set[str]) -> pa.Table:
    references = flatten(table, path)
    hits = as_numpy(pc.is_in(references.values, value_set=pa.array(sorted(ids), type=pa.string())))
    return table.take(pa.array(np.unique(references.rows[hits])))
