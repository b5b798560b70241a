from __future__ import annotations

import pytest
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


def test_a_second_document_of_a_name_does_not_go_without_a_word_though_it_has_no_items() -> None:
    ledger = Ledger()
    assert len(list(fit_graphs([Graph("d", "x"), Graph("d", "y")], ledger))) == 1
    assert ledger.report().summary() == "1 in: 0 kept (0 changed), 0 quarantined, 1 refused"


@pytest.mark.parametrize("names", [("a b", "a-b"), ("Ana", "ana"), ("x" * 300, "x" * 299)])
def test_two_annotators_that_would_have_one_name_are_told_apart_in_all_documents(names: tuple[str, str]) -> None:
    ledger = Ledger()
    first, second = (Annotations(name) for name in names)
    graphs = list(fit_graphs([Graph("d", "x", (first, second)), Graph("e", "x", (second,))], ledger))
    found = [[one.annotator for one in graph.annotations] for graph in graphs]
    assert len({name.lower() for name in found[0]}) == 2
    assert found[1] == found[0][1:]
    assert all(fit_annotator(name) == name for name in found[0])
    assert [entry.code for entry in ledger.report().entries] == ["F205"]


def test_a_second_pass_of_one_annotator_is_refused() -> None:
    ledger = Ledger()
    ana = Annotations("ana", (Span("T1", "Cue", ((0, 1),)),))
    ledger.take(2)
    (graph,) = fit_graphs([Graph("d", "x", (ana, ana))], ledger)
    assert len(graph.annotations) == 1
    assert ledger.report().entries[-1].code == "F109"
