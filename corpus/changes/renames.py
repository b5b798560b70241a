"""Renames: what the ids of the older corpus are called in the newer one, so that references are compared by what they mean.

Only ids that stand for something else now are held; every other is called what it was.

>>> renames = Renames({"cues": {("d", "cue-1"): "cue-7", ("d", "cue-2"): None}})
>>> row = {"document_id": "d", "claim_id": "claim-1", "source_id": "@author", "evidence_ids": ["cue-1", "cue-3"]}
>>> renames.translated("commitments", row)["evidence_ids"]
['cue-7', 'cue-3']
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.changes.paths import replaced
from corpus.model.flattening import as_numpy, flatten
from corpus.model.layers import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.changes.columns import Mask
    from corpus.model.rows import Row

Address = tuple[str, str]
"""A document and the id of an annotation of it, in one layer."""

GONE = "\0"
"""Stands before an id that is no more; no id of the newer corpus begins so, and so the two are never equal."""


@dataclass(frozen=True)
class Renames:
    """For each layer the ids that stand for something else now: the new one, or None where it is gone."""

    of_layer: Mapping[str, Mapping[Address, str | None]]

    def with_layer(self, layer: str, renamed: Mapping[Address, str | None]) -> Renames:
        """Give the same with those of one more layer."""
        return Renames({**self.of_layer, layer: renamed})

    def translated(self, layer: str, row: Row) -> Row:
        """Give a row of the older corpus with its references in the ids of the newer one."""
        for path, target in REFERENCES.get(layer, {}).items():
            row = replaced(row, path, partial(_called, self.of_layer.get(target, {}), row["document_id"]))
        return row

    def concerned(self, layer: str, table: pa.Table) -> Mask:
        """Tell of each row of a layer whether it may refer to an id that stands for something else now."""
        found = np.zeros(table.num_rows, dtype=np.bool_)
        for path, target in REFERENCES.get(layer, {}).items():
            ids = pa.array(sorted({name for _, name in self.of_layer.get(target, {})}), type=pa.string())
            if len(ids):
                references = flatten(table, path)
                found[references.rows[as_numpy(pc.is_in(references.values, value_set=ids))]] = True
        return found


def _called(renamed: Mapping[Address, str | None], document_id: str, name: str) -> str:
    now = renamed.get((document_id, name), name)
    return GONE + name if now is None else now
