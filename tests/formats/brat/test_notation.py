from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.brat.notation import decode, encode

VALUES = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ['"', '""', '"a"', '"a\\nb"', '"\\"a\\""', " a", "\\n"]
)


@given(VALUES)
def test_every_value_comes_back(value: str) -> None:
    assert decode(encode(value)) == value


@given(VALUES)
def test_a_value_stands_in_one_line_without_tabs(value: str) -> None:
    assert not set("\n\t\r\x00") & set(encode(value))


@given(VALUES.filter(lambda value: not set(value) & set("\n\t")))
def test_what_others_wrote_is_written_so_again(written: str) -> None:
    value = decode(written)
    assert written in {encode(value), value}


@pytest.mark.parametrize("plain", ["why not", "C:\\new", "{}", '"', '"quoted"', 'a "b"'])
def test_what_fits_a_line_stands_as_it_is(plain: str) -> None:
    assert (encode(plain), decode(plain)) == (plain, plain)
