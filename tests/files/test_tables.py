"""The content hash is of what a table says: the same however its columns are stored, another as soon as a value is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.files.tables import ContentHash, content_hash
from corpus.model import LAYERS
from corpus.testing import corpora

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.model import Corpus

FRAGMENT = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
PLAIN = pa.schema(
    [
        ("id", pa.string()),
        ("span", pa.list_(FRAGMENT)),
        ("score", pa.float64()),
        ("negated", pa.bool_()),
        ("number", pa.int32()),
    ]
)
STRINGS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.none() | STRINGS,
            "span": st.none()
            | st.lists(
                st.none()
                | st.fixed_dictionaries({"start": st.none() | st.integers(0, 99), "end": st.integers(0, 99), "text": STRINGS}),
                max_size=2,
            ),
            "score": st.none() | st.floats(allow_nan=False, allow_infinity=False),
            "negated": st.none() | st.booleans(),
            "number": st.none() | st.integers(-(2**31), 2**31 - 1),
        }
    ),
    min_size=1,
    max_size=5,
)


def hashed(table: pa.Table) -> str:
    hasher = ContentHash()
    hasher.update(table)
    return hasher.hexdigest()


def wide(kind: pa.DataType) -> pa.DataType:
    """Give a type that holds the same and is stored otherwise."""
    if pa.types.is_struct(kind):
        return pa.struct([kind.field(place).with_type(wide(kind.field(place).type)) for place in range(kind.num_fields)])
    if pa.types.is_list(kind):
        return pa.large_list(pa.field("element", wide(kind.value_type)))
    return {pa.string(): pa.large_string(), pa.int32(): pa.int64()}.get(kind, kind)


@given(ROWS, st.data())
def test_the_hash_does_not_depend_on_how_columns_are_stored(rows: list[dict[str, Any]], data: st.DataObject) -> None:
    table = pa.Table.from_pylist(rows, schema=PLAIN)
    widened = table.cast(pa.schema([field.with_type(wide(field.type)) for field in table.schema]))
    encoded = table.set_column(0, "id", table["id"].dictionary_encode())
    shuffled = table.select(data.draw(st.permutations(table.column_names)))
    with_nulls = table.append_column("nothing", pa.nulls(len(table), pa.string()))
    assert {hashed(one) for one in (widened, encoded, shuffled, with_nulls)} == {hashed(table)}


@given(ROWS, st.integers(1, 3))
def test_the_hash_does_not_depend_on_chunks_and_row_groups(rows: list[dict[str, Any]], group: int) -> None:
    table = pa.Table.from_pylist(rows, schema=PLAIN)
    chunked = pa.concat_tables([table.slice(start, group) for start in range(0, len(table), group)])
    sink = pa.BufferOutputStream()
    pq.write_table(chunked, sink, row_group_size=group, use_dictionary=False, compression="none", version="1.0")
    assert hashed(chunked) == content_hash(pa.BufferReader(sink.getvalue())) == hashed(table)


@given(ROWS, ROWS)
def test_other_rows_have_another_hash(rows: list[dict[str, Any]], other: list[dict[str, Any]]) -> None:
    one, two = (pa.Table.from_pylist(drawn, schema=PLAIN) for drawn in (rows, other))
    same = [json.dumps(row) for row in one.to_pylist()] == [json.dumps(row) for row in two.to_pylist()]
    if same or hashed(one) != hashed(two):
        return
    assert without_nulls(one.to_pylist()) == without_nulls(two.to_pylist())


def without_nulls(value: Any) -> Any:
    """Leave null fields of objects out, as the hash does."""
    if isinstance(value, dict):
        return {name: without_nulls(held) for name, held in value.items() if held is not None}
    return [without_nulls(held) for held in value] if isinstance(value, list) else value


@pytest.mark.slow  # draws whole corpora
@given(corpora(max_documents=2, max_sets=1))
def test_the_layers_of_any_corpus_keep_their_hash_when_they_are_stored_otherwise(drawn: Corpus) -> None:
    for record in drawn.sets:
        for layer in LAYERS:
            table = drawn.set(record.id).layer(layer).table
            assert hashed(table.cast(pa.schema([field.with_type(wide(field.type)) for field in table.schema]))) == hashed(table)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ([0.0], [-0.0]),
        ([0.0], [0]),
        ([1.0], [1]),
        (["1"], [1]),
        ([0.1], [0.1 + 2**-56]),
        ([[1]], [[1, None]]),
        ([[]], [None]),
        ([""], [None]),
        (["é"], ["e\u0301"]),
        (["a", "b"], ["b", "a"]),
        (["a"], ["a", None]),
    ],
)
def test_values_that_are_not_the_same_have_another_hash(one: list[Any], other: list[Any]) -> None:
    assert hashed(pa.table({"value": one})) != hashed(pa.table({"value": other}))


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_in_json_has_no_hash(number: float) -> None:
    with pytest.raises(ValueError, match="JSON"):
        hashed(pa.table({"value": [1.0, number]}))


def test_two_columns_of_one_name_have_no_hash() -> None:
    table = pa.Table.from_arrays([pa.array(["forged"]), pa.array(["true"])], names=["text", "text"])
    with pytest.raises(ValueError, match="two columns have the same name"):
        hashed(table)


def test_bytes_and_broken_strings_have_no_hash(tmp_path: Path) -> None:
    broken = pa.Array.from_buffers(pa.string(), 1, [None, pa.array([0, 1], pa.int32()).buffers()[1], pa.py_buffer(b"\xff")])
    pq.write_table(pa.table({"value": broken}), tmp_path / "broken.parquet")
    with pytest.raises(UnicodeDecodeError):
        content_hash(tmp_path / "broken.parquet")
    with pytest.raises(TypeError):
        hashed(pa.table({"value": [b"bytes"]}))
