"""Rows that differ are found in columns as they would be one by one."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.changes.columns import differing
from corpus.model.columns import SPAN

FRAGMENTS = st.fixed_dictionaries({"start": st.integers(0, 2), "end": st.integers(3, 4), "text": st.none()})
SPANS = st.none() | st.lists(FRAGMENTS, max_size=2)
MENTION = pa.struct([("source_id", pa.string()), ("span", SPAN)])
COLUMNS: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.string(): st.none() | st.sampled_from("ab"),
    pa.float64(): st.none() | st.sampled_from([0.0, 0.5]),
    pa.bool_(): st.none() | st.booleans(),
    pa.list_(pa.string()): st.none() | st.lists(st.sampled_from("ab"), max_size=2),
    SPAN: SPANS,
    pa.list_(MENTION): st.none()
    | st.lists(st.fixed_dictionaries({"source_id": st.sampled_from("ab"), "span": SPANS}), max_size=2),
    pa.struct([("entity_id", pa.string()), ("text", pa.string())]): st.none()
    | st.fixed_dictionaries({"entity_id": st.none() | st.just("a"), "text": st.none() | st.sampled_from("ab")}),
}


@pytest.mark.parametrize("kind", COLUMNS, ids=str)
@given(data=st.data())
def test_rows_differ_in_columns_where_they_differ_one_by_one(kind: pa.DataType, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(COLUMNS[kind], COLUMNS[kind]), max_size=5))
    old, new = (pa.table({"column": pa.array([pair[side] for pair in rows], type=kind)}) for side in (0, 1))
    assert differing(old, new).tolist() == [first != second for first, second in rows]


def test_surfaces_are_no_difference() -> None:
    old, new = (pa.table({"span": pa.array([[{"start": 0, "end": 1, "text": text}]], type=SPAN)}) for text in ("a", None))
    assert differing(old, new).tolist() == [False]


def test_a_slice_of_a_table_is_compared_by_its_own_rows() -> None:
    table = pa.table({"ids": [["a"], ["b"], None, ["c", "d"]]})
    assert differing(table.slice(1, 2), table.slice(2, 2)).tolist() == [True, True]
    assert differing(table.slice(1, 3), table.slice(1, 3)).tolist() == [False, False, False]
