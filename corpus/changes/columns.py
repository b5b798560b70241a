"""Columns: which rows of two tables differ, found without a Python object for any of them.

Surfaces are left out: where the text is the same they follow from the bounds, and a release without texts has none.

>>> import pyarrow as pa
>>> before = pa.table({"id": ["a", "b"], "cue_ids": [["c"], ["c", "d"]]})
>>> after = pa.table({"id": ["a", "b"], "cue_ids": [["c"], ["c", "e"]]})
>>> differing(before, after).tolist()
[False, True]
"""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from corpus.model.flattening import as_numpy, single_array

Mask = NDArray[np.bool_]
"""A truth value for each row."""

BOUNDS = ("start", "end")


def differing(old: pa.Table, new: pa.Table) -> Mask:
    """Tell of each row of two tables of equal length and columns whether it differs, surfaces aside."""
    found = np.zeros(old.num_rows, dtype=np.bool_)
    for name in old.column_names:
        found |= _differ(single_array(old, name), single_array(new, name))
    return found


def _differ(old: pa.Array, new: pa.Array) -> Mask:
    if pa.types.is_list(old.type):
        return _lists_differ(old, new)
    null = as_numpy(old.is_valid()) != as_numpy(new.is_valid())
    if pa.types.is_struct(old.type):
        names = [field.name for field in old.type]
        for name in BOUNDS if set(BOUNDS) <= set(names) else names:
            null = null | _differ(pc.struct_field(old, name), pc.struct_field(new, name))
        return np.asarray(null)
    return np.asarray(null | as_numpy(pc.fill_null(pc.not_equal(old, new), False)))  # noqa: FBT003 - Arrow takes it by position


def _lists_differ(old: pa.ListArray, new: pa.ListArray) -> Mask:
    found = _lengths(old) != _lengths(new)
    alike = np.flatnonzero(~found)
    old, new = (one.take(pa.array(alike)) for one in (old, new))
    inner = _differ(pc.list_flatten(old), pc.list_flatten(new))
    found[alike[as_numpy(pc.list_parent_indices(old))[inner]]] = True
    return np.asarray(found)


def _lengths(lists: pa.ListArray) -> NDArray[np.int64]:
    return as_numpy(pc.fill_null(pc.list_value_length(lists), -1)).astype(np.int64)
