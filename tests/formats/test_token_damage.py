"""Whatever stands in files of tokens: an entry in the report or an error of ours, never anything else."""

from __future__ import annotations

import contextlib
import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.conversion import read, write
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus.formats.reports import ImportReport

FORMATS = ("conll", "conllu", "docbin")
INSERTED = (
    b"\t",
    b"\n",
    b" ",
    b"-",
    b"(",
    b")",
    b"|",
    b"=",
    b"9" * 40,
    b"\xff",
    b"\x00",
    b"\r\n",
    "😀".encode(),
    b"B-",
    b"1.1\t",
)
GUM = (
    b"# newdoc id = d\n# global.Entity = GRP-etype-infstat-minspan-identity\n# text = Ana may go\n"
    b"1\tAna\t_\t_\t_\t_\t_\t_\t_\tDiscourse=attribution-positive:1->2:0:sem-atsrc-1-_+lex-indwd-2-_|Entity=(1-person-new-1-Ana)\n"
    b"2-3\tmayn't\t_\t_\t_\t_\t_\t_\t_\t_\n2\tmay\t_\t_\t_\t_\t_\t_\t_\tDiscourse=ROOT:2:0|Entity=(2-event-new-1,2\n"
    b"2.1\tx\t_\t_\t_\t_\t_\t_\t_\t_\n3\tn't\t_\t_\t_\t_\t_\t_\t_\tEntity=2)|SpaceAfter=No\n\n"
)


@cache
def whole(form: str) -> bytes:
    """Give a file with annotations in every layer, as we write it."""
    with tempfile.TemporaryDirectory() as folder:
        write(corpus.load(), Path(folder, "out"), format=form, on_loss="report")
        return Path(folder, "out").read_bytes()


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMATS)
@settings(max_examples=40)
@given(data=st.data())
def test_damage_never_raises_anything_else_and_the_report_balances(form: str, data: st.DataObject) -> None:
    written = GUM if form == "conllu" and data.draw(st.booleans()) else whole(form)
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(written)))
        written = written[:place] + data.draw(st.sampled_from(INSERTED)) + written[place + data.draw(st.integers(0, 3)) :]
    reports = read_as(form, written[: data.draw(st.sampled_from([len(written), len(written) // 2]))])
    assert all(one.taken == one.kept + one.counts["quarantined"] + one.counts["refused"] for one in reports)


@pytest.mark.parametrize("form", FORMATS)
@given(written=st.binary(max_size=80) | st.text(st.characters(exclude_categories=["Cs"]), max_size=80).map(str.encode))
def test_bytes_of_any_kind_never_raise_anything_else(form: str, written: bytes) -> None:
    read_as(form, written)


def read_as(form: str, written: bytes) -> list[ImportReport]:
    reports: list[ImportReport] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CorpusError):
        path = Path(folder, "d")
        path.write_bytes(written)
        read(path, format=form, scheme="gum" if form == "conllu" else None, report=reports.append)
    return reports
