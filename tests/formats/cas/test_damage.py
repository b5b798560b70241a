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

from corpus.conversion import read
from corpus.conversion.tables import format_module
from corpus.errors import CorpusError
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from corpus.formats.reports import ImportReport

INSERTED = (
    b"\t",
    b"\n",
    b" ",
    b'"',
    b"<",
    b"/>",
    b"&",
    b"&#1;",
    b"{",
    b"]",
    b",",
    b"null",
    b"-1",
    b"9" * 40,
    b"\xff",
    b"\x00",
    b"3",
)
FILES = {"xmi": "ana/d.xmi", "cas-json": "ana/d.json", "inception": ""}
GIVEN = Annotations(
    "ana",
    (Span("cue", "cues", ((3, 6),)), Span(1, "entities", ((0, 2),)), Span(2, "scope", ((3, 11),))),
    (
        Link("e", "entities", 1),
        Link(3, "scope", None, (("Arg1", "cue"), ("Arg2", 2))),
        Link("x", "stances", None, (("a", "e"),)),
    ),
    (Attribute(4, "type", "cue", "epistemic"), Attribute("A1", "odd", "e")),
    (Note(5, "name", "e", "It"),),
)


@cache
def whole(form: str) -> tuple[bytes, bytes]:
    """Give the file and the type system of a small document."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "there")
        format_module(form).write([Graph("d", "It may rain. 😀", (GIVEN,))], path, Vocabulary())
        types = path / "TypeSystem.xml"
        return (path / FILES[form]).read_bytes(), types.read_bytes() if types.exists() else b""


@st.composite
def damaged(draw: st.DrawFn, written: bytes) -> bytes:
    """Draw the same bytes with a few of them gone and others put in."""
    for _ in range(draw(st.integers(1, 4))):
        place = draw(st.integers(0, len(written)))
        written = written[:place] + draw(st.sampled_from(INSERTED)) + written[place + draw(st.integers(0, 4)) :]
    return written


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(FILES))
@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_damaged_files_never_raise_anything_else_and_the_report_balances(form: str, data: st.DataObject) -> None:
    written, types = whole(form)
    reports: list[ImportReport] = []
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(CorpusError):
        path = Path(folder, "there", FILES[form])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.draw(damaged(written)))
        if types:
            Path(folder, "there", "TypeSystem.xml").write_bytes(data.draw(st.just(types) | damaged(types)))
        read(Path(folder, "there"), format=form, report=reports.append)
    assert all(one.taken == one.kept + one.counts["quarantined"] + one.counts["refused"] for one in reports)
