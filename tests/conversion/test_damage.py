"""Whatever stands in the files: an entry in the report or an error of ours, never anything else."""

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
from corpus.conversion import SCHEMES, read, write
from corpus.errors import CorpusError

if TYPE_CHECKING:
    from corpus.formats.reports import ImportReport


@cache
def whole() -> tuple[bytes, list[bytes]]:
    """Give text and lines of a document with annotations in every layer."""
    with tempfile.TemporaryDirectory() as folder:
        write(corpus.load(), Path(folder, "out"), format="brat", on_loss="report")
        (text,), (lines,) = (list(Path(folder, "out", "gold").glob(f"*.{ending}")) for ending in ("txt", "ann"))
        return text.read_bytes(), lines.read_bytes().split(b"\n")


INSERTED = (b"\t", b"\n", b" ", b":", b";", b"T1", b"E1", b"-", b"9" * 40, b"\xff", b"\x00", b'"', b"\r\n", "😀".encode())


@pytest.mark.slow
@pytest.mark.parametrize("scheme", sorted(SCHEMES))
@settings(max_examples=40)
@given(data=st.data())
def test_damaged_lines_never_raise_anything_else_and_the_report_balances(scheme: str, data: st.DataObject) -> None:
    text, kept = whole()
    start = data.draw(st.integers(0, len(kept) - 40))
    lines = b"\n".join([*kept[:60], *kept[start : start + 40]])
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(lines)))
        gone = data.draw(st.integers(0, 3))
        lines = lines[:place] + data.draw(st.sampled_from(INSERTED)) + lines[place + gone :]
    reports: list[ImportReport] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CorpusError):
        Path(folder, "d.txt").write_bytes(text)
        Path(folder, "d.ann").write_bytes(lines)
        read(folder, format="brat", scheme=scheme, report=reports.append)
    assert all(one.taken == one.kept + one.counts["quarantined"] + one.counts["refused"] for one in reports)


@settings(max_examples=100)
@given(
    text=st.binary(max_size=30),
    lines=st.binary(max_size=60) | st.text(st.characters(exclude_categories=["Cs"]), max_size=60).map(str.encode),
)
def test_bytes_of_any_kind_never_raise_anything_else(text: bytes, lines: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CorpusError):
        Path(folder, "d.txt").write_bytes(text)
        Path(folder, "d.ann").write_bytes(lines)
        read(folder, format="brat")
