from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.graph import Annotations, Graph, Span
from corpus.formats.names import fit_annotator, fit_graphs, fit_name
from corpus.formats.reports import Ledger
from corpus.model import Document


@given(st.text())
def test_every_name_becomes_one_that_a_document_may_have(name: str) -> None:
    made = fit_name(name)
    assert Document.of(made, "").id == made
    assert fit_name(made) == made


def test_a_name_of_our_own_folders_is_no_annotator() -> None:
    assert fit_annotator("texts") == "set-texts"


def test_a_document_is_renamed_and_the_report_says_so() -> None:
    ledger = Ledger()
    (graph,) = fit_graphs([Graph("a b", "")], ledger)
    assert graph.document_id == "a-b"
    assert ledger.report().entries[0].code == "F205"


def test_two_documents_that_would_have_one_name_are_not_mixed() -> None:
    ledger = Ledger()
    one = Annotations("ana", (Span("T1", "Cue", ((0, 1),)),))
    ledger.take(2)
    graphs = list(fit_graphs([Graph("a b", "x", (one,)), Graph("a-B", "x", (one,))], ledger))
    assert len(graphs) == 1
    assert (ledger.report().kept, ledger.report().entries[-1].code) == (1, "F109")


def test_two_annotators_that_would_have_one_name_are_not_mixed() -> None:
    ledger = Ledger()
    ledger.take(1)
    ana = (Annotations("a b", (Span("T1", "Cue", ((0, 1),)),)), Annotations("a-b", (Span("T1", "Cue", ((0, 1),)),)))
    ledger.take(1)
    (graph,) = fit_graphs([Graph("d", "x", ana)], ledger)
    assert [one.annotator for one in graph.annotations] == ["a-b"]
    assert re.fullmatch("F109", ledger.report().entries[-1].code)
