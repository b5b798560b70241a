"""Derived columns: what follows from the annotation and is convenient to have beside it.

Beside a `span` stand `start`, `end` and `surface` (its fragments joined by one space); beside a cue's type and
engagement its `group` and whether it `is_hedge`. They are never stored in the working files.

>>> import pyarrow as pa
>>> from corpus.model.rows import table_of
>>> from corpus.model.cues import Cue
>>> table = table_of("cues", [Cue(id="c", document_id="d", span=[{"start": 4, "end": 8, "text": "said"}], type="reportive")])
>>> derive("cues", table).select(["start", "end", "surface", "group", "is_hedge"]).to_pylist()
[{'start': 4, 'end': 8, 'surface': 'said', 'group': 'evidential', 'is_hedge': True}]
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.model.columns import has_span
from corpus.model.cues import CUE_GROUPS, VOUCHING
from corpus.model.flattening import list_lengths, single_array


def derive(layer: str, table: pa.Table) -> pa.Table:
    """Add the derived columns of a layer to its table."""
    if has_span(layer):
        table = _beside_span(table)
    return _beside_cues(table) if layer == "cues" else table


def _beside_span(table: pa.Table) -> pa.Table:
    spans = single_array(table, "span")
    offsets = np.asarray(spans.offsets)
    starts, ends, texts, *_ = spans.values.flatten()
    place = table.column_names.index("span")
    added = {
        "start": starts.take(pa.array(offsets[:-1])),
        "end": ends.take(pa.array(offsets[1:] - 1)),
        "surface": _surfaces(spans, texts),
    }
    for name, values in reversed(added.items()):
        table = table.add_column(place, name, values)
    return table


def _surfaces(spans: pa.ListArray, texts: pa.StringArray) -> pa.StringArray:
    """Join the fragments' surfaces by one space; null where one of them is withheld."""
    if len(spans) and (list_lengths(spans) == 1).all():
        return spans.flatten().field("text")
    return pc.binary_join(pa.ListArray.from_arrays(spans.offsets, texts), " ")


def _beside_cues(table: pa.Table) -> pa.Table:
    types = single_array(table, "type")
    rows = pc.index_in(types, value_set=pa.array(list(CUE_GROUPS)))
    groups = pa.array(list(CUE_GROUPS.values()), type=pa.string()).take(rows)
    vouching = pc.fill_null(pc.is_in(single_array(table, "engagement"), value_set=pa.array(VOUCHING)), False)  # noqa: FBT003
    shifts = pc.and_(pc.equal(groups, "evidential"), pc.invert(vouching))
    is_hedge = pc.fill_null(pc.or_(pc.equal(groups, "hedge"), shifts), False)  # noqa: FBT003 - Arrow takes it by position
    place = table.column_names.index("type") + 1
    return table.add_column(place, "group", groups).add_column(place + 1, "is_hedge", is_hedge)
