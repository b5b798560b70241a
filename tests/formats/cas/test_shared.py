"""Real files of other tools: every one of them imports, and the report balances."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.formats import cas_json, xmi
from tests.formats.cas.samples import took

SHARED = Path(__file__).parents[4] / "shared" / "data" / "formats" / "cas"
pytestmark = [pytest.mark.shared, pytest.mark.skipif(not SHARED.is_dir(), reason="needs the evaluation data")]
FOLDERS = sorted(SHARED.iterdir()) if SHARED.is_dir() else []


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_json_imports_whole(folder: Path) -> None:
    (graph,), report = took(cas_json, folder)
    assert report.is_clean
    assert {span.label for span in graph.annotations[0].spans} == {"uima.tcas.Annotation", "uima.tcas.DocumentAnnotation"}


@pytest.mark.parametrize("folder", FOLDERS, ids=[folder.name for folder in FOLDERS])
def test_xmi_imports_or_says_that_its_text_is_missing(folder: Path) -> None:
    graphs, report = took(xmi, folder)
    assert report.taken == report.kept + report.counts["refused"]
    assert {entry.code for entry in report.entries} == (set() if graphs else {"F103"})


def test_the_same_document_in_both_formats_is_the_same() -> None:
    folder = next(one for one in FOLDERS if "Chinese" in one.name)
    (first,), _ = took(xmi, folder)
    (second,), _ = took(cas_json, folder)
    assert first.text == second.text
    spans = [{span[1:3] for span in graph.annotations[0].spans} for graph in (first, second)]
    assert spans[0] == spans[1]
