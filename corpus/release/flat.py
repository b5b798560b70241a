"""Flat tables: one row per annotation of every set, with the derived columns beside it.

The reserved sources get a row in every set and document, so that each `source_id` joins; cues say in whose voice they
speak (`voice_ids`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pyarrow as pa
import pyarrow.compute as pc

from corpus.model import RESERVED_SOURCES, Corpus, Source
from corpus.model.columns import labels
from corpus.model.cues import CUE_GROUPS
from corpus.model.derivation import derive
from corpus.model.rows import empty_table, records_of, row_of, sort_table
from corpus.model.surfaces import without_digests
from corpus.model.voices import voice_ids

if TYPE_CHECKING:
    from corpus.model import Attribution, Cue, SetView

BATCH = 4096
"""Cues made into records at a time."""
HEDGES = "hedges"
"""The config of the cues that hedge."""


def flat_table(corpus: Corpus, layer: str) -> pa.Table:
    """Give a layer's rows of all sets, by set, document, start and id."""
    parts = [_with_set(record.id, _published(corpus, corpus.set(record.id), layer)) for record in corpus.sets]
    return pa.concat_tables(parts or [_with_set("", _published(corpus, None, layer))])


def _published(corpus: Corpus, view: SetView | None, layer: str) -> pa.Table:
    """Give a layer of one set as it is published: with derived columns, reserved sources and voices."""
    table = empty_table(layer) if view is None else view.layer(layer).table
    if layer == "sources" and view is not None:
        table = sort_table(layer, pa.concat_tables([table, _reserved(corpus)]))
    table = derive(layer, table)
    if corpus.metadata.text_release != "withheld":
        table = without_digests(table)
    return table.append_column("voice_ids", _voices(view)) if layer == "cues" else table


def layer_labels(layer: str) -> dict[str, tuple[str, ...]]:
    """Give the label names of a published layer's columns; lists add nothing to a path."""
    found = {path.replace(".item", ""): names for path, names in labels(layer).items()}
    return found | {"group": tuple(dict.fromkeys(CUE_GROUPS.values()))} if layer == "cues" else found


def of_set(flat: pa.Table, set_id: str | None) -> pa.Table:
    """Give one set's rows of a flat table; of no set, no rows."""
    return flat.filter(pc.equal(flat["set"], set_id or "")).drop_columns(["set"])


def hedges_of(cues: pa.Table) -> pa.Table:
    """Keep the cues that hedge."""
    return cues.filter(cues["is_hedge"])


def _with_set(set_id: str, table: pa.Table) -> pa.Table:
    return table.add_column(0, "set", pa.array([set_id] * table.num_rows, type=pa.string()))


def _reserved(corpus: Corpus) -> pa.Table:
    sources = (Source.reserved(one, document.id) for document in corpus.documents for one in RESERVED_SOURCES)
    return pa.Table.from_pylist([row_of(source) for source in sources], schema=empty_table("sources").schema)


def _voices(view: SetView | None) -> pa.Array:
    """Give the voices of all cues of a set; the records made for it are not kept, there may be very many."""
    type_ = pa.list_(pa.string())
    if view is None:
        return pa.array([], type=type_)
    by_document: dict[str, list[Attribution]] = {}
    for attribution in cast("list[Attribution]", records_of("attributions", view.attributions.table)):
        by_document.setdefault(attribution.document_id, []).append(attribution)
    batches = (pa.Table.from_batches([batch]) for batch in view.cues.table.to_batches(BATCH))
    cues = (cast("Cue", cue) for batch in batches for cue in records_of("cues", batch))
    return pa.array([voice_ids(cue, by_document.get(cue.document_id, ())) for cue in cues], type=type_)
