from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.files.strict_json import KeyTwice, dumps, loads

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
strings = st.text(st.characters(exclude_categories=["Cs"]))
values = st.recursive(scalars | strings, lambda inner: st.lists(inner) | st.dictionaries(strings, inner), max_leaves=10)


@given(values)
def test_what_is_written_is_read_again_on_one_line_of_utf8(value: Any) -> None:
    written = dumps(value)
    assert loads(written) == value
    assert b"\n" not in written.encode()


def test_letters_are_written_as_they_are() -> None:
    assert dumps({"é": "“東京”\u2028"}) == '{"é": "“東京”\u2028"}'


@pytest.mark.parametrize(
    "text", ['{"a": 1, "a": 1}', '{"b": {"a": 1, "a": null}}', '[{"a": 1, "a": 2}]', '{"a": 1, "\\u0061": 2}', '{"": 1, "": 2}']
)
def test_a_key_that_stands_twice_is_refused_at_every_depth(text: str) -> None:
    with pytest.raises(KeyTwice, match="stands twice"):
        loads(text)


def test_the_first_key_that_stands_twice_is_named() -> None:
    with pytest.raises(KeyTwice, match="'b'"):
        loads('{"a": 1, "b": 1, "c": 1, "b": 2, "c": 2}')


@pytest.mark.parametrize("text", ['{"a": 1, "A": 2}', '{"a": {"a": 1}}', '[{"a": 1}, {"a": 2}]', '{"é": 1, "e\u0301": 2}'])
def test_keys_that_only_look_equal_are_accepted(text: str) -> None:
    assert loads(text) == json.loads(text)


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity", '{"a": [NaN]}'])
def test_what_is_no_json_number_is_refused_by_name(text: str) -> None:
    with pytest.raises(ValueError, match=r"(NaN|Infinity) is no JSON number"):
        loads(text)


@pytest.mark.parametrize(
    "text", ["", " ", "{", "{}{}", "{},", "[1,]", "'a'", "01", "+1", ".5", "1.", "0x1", "\ufeff{}", '"\t"', "undefined"]
)
def test_what_is_no_json_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"line 1|BOM"):
        loads(text)


@pytest.mark.parametrize("value", [float("nan"), float("inf"), {"a": [float("-inf")]}])
def test_what_is_no_json_number_is_not_written(value: Any) -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        dumps(value)
