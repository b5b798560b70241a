"""The records and the columns must agree on every row, or a file would be read or refused by accident."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import LAYERS
from corpus.model.columns import labels, schema
from corpus.model.rows import object_of, records_of, row_of
from corpus.model.validity import is_valid
from corpus.testing import records

TEXT = "İt may\u00a0rain,\r\nsay 😀 5,000."
KNOWN = dict.fromkeys(LAYERS, ("id-1", "id-2"))
ODD_STRINGS = [
    *("", " ", "a", "d", "@author", " a", "a ", "a\n", "\ufeffa", "\u00a0a", "a\u2028", "\x1ca", "a\x85", "\u3000", "\u200ba"),
    *("İ", "é", "e\u0301", "😀", "a\x00", "Q1", "Q0", "Q01", "Q1\n", "Q1٣", "q1", "..", "-a", "a/b", "a" * 200, "a" * 201),
    *("{}", "[]", "1", "null", "{", '{"a":1}', '{"a":1,"a":2}', ' {"a": 1}', "[" * 3000),
    *("0" * 32, "f" * 31 + "0", "F" * 32, "0" * 31, "0" * 32 + "\n"),
    *('{"a":NaN}', '{"a":Infinity}', '{"a":"\\ud800"}', '{"a":1e999}'),
]
ODD_NUMBERS = [0.0, -0.0, 1.0, 1.5, -3.0, 3.0, 3.0000000000000004, -1e-300, float("nan"), float("inf"), float("-inf"), 1e308]
ODD_OFFSETS = [0, 1, 2, 3, 4, 7, 25, 26, -1, -(2**31), 2**31 - 1]

Row = dict[str, Any]


def odd_values(kind: pa.DataType, choices: tuple[str, ...] = ()) -> st.SearchStrategy[Any]:
    """Draw anything that an Arrow type can hold, null at every depth."""
    if pa.types.is_list(kind):
        some = st.lists(odd_values(kind.value_type), max_size=3)
    elif pa.types.is_struct(kind):
        some = st.fixed_dictionaries({field.name: odd_values(field.type) for field in kind})
    elif pa.types.is_string(kind):
        some = st.sampled_from([*choices, *ODD_STRINGS]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=3)
    elif pa.types.is_boolean(kind):
        some = st.booleans()
    else:
        some = st.sampled_from(ODD_NUMBERS if pa.types.is_floating(kind) else ODD_OFFSETS)
    return st.none() | some


@st.composite
def mutated(draw: st.DrawFn, kind: pa.DataType, value: Any) -> Any:
    """Change a value at one place, at any depth."""
    if value and pa.types.is_list(kind) and draw(st.booleans()):
        place = draw(st.integers(0, len(value) - 1))
        return [*value[:place], draw(mutated(kind.value_type, value[place])), *value[place + 1 :]]
    if value and pa.types.is_struct(kind) and draw(st.booleans()):
        field = draw(st.sampled_from(list(kind)))
        return value | {field.name: draw(mutated(field.type, value[field.name]))}
    return draw(odd_values(kind))


@st.composite
def odd_rows(draw: st.DrawFn, layer: str) -> Row:
    """Draw a row of a layer with up to two things changed, most often to something invalid."""
    row = row_of(draw(records(layer, TEXT, known=KNOWN)))
    for _ in range(draw(st.integers(0, 2))):
        field = draw(st.sampled_from(list(schema(layer))))
        choices = labels(layer).get(field.name, ())
        changed = draw(odd_values(field.type, choices)) if choices else draw(mutated(field.type, row[field.name]))
        row |= {field.name: changed}
    return row


def makes_records(layer: str, table: pa.Table) -> bool:
    try:
        records_of(layer, table)
    except ValueError:
        return False
    return True


def makes_objects(layer: str, table: pa.Table) -> bool:
    try:
        for row in table.to_pylist():
            LAYERS[layer].model_validate(object_of(row))
    except ValueError:
        return False
    return True


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_columns_are_valid_exactly_when_every_row_makes_a_record(layer: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(odd_rows(layer), min_size=1, max_size=2))
    table = pa.Table.from_pylist(rows, schema=schema(layer))
    assert is_valid(layer, table) == makes_records(layer, table)


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_a_row_makes_a_record_exactly_when_its_json_object_does(layer: str, data: st.DataObject) -> None:
    table = pa.Table.from_pylist([data.draw(odd_rows(layer))], schema=schema(layer))
    assert makes_records(layer, table) == makes_objects(layer, table)


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_validity_is_of_the_rows_of_a_slice_alone(layer: str, data: st.DataObject) -> None:
    rows = data.draw(st.lists(odd_rows(layer), min_size=3, max_size=3))
    table = pa.Table.from_pylist(rows, schema=schema(layer))
    assert is_valid(layer, table.slice(1, 1)) == makes_records(layer, table.slice(1, 1))


@pytest.mark.parametrize("layer", LAYERS)
def test_a_table_without_rows_is_valid(layer: str) -> None:
    assert is_valid(layer, schema(layer).empty_table())
