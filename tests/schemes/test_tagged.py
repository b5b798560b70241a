from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.conversion.tables import scheme_module
from corpus.formats.graph import Annotations, Graph, Link, Normalisation, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.schemes import conll2003, ontonotes
from corpus.testing import differences

if TYPE_CHECKING:
    from corpus.model import Corpus

TEXT = "Ana met 5 in Rome."


def decoded(
    scheme: str, *spans: Span, entries: tuple[Normalisation, ...] = (), links: tuple[Link, ...] = ()
) -> tuple[Corpus, ImportReport]:
    ledger = Ledger()
    ledger.take(len(spans) + len(entries) + len(links))
    one = Annotations("import", spans, links, normalisations=entries)
    return scheme_module(scheme).decode([Graph("d", TEXT, (one,))], ledger), ledger.report()


def test_names_are_mentions_with_an_entity_each() -> None:
    news, report = decoded("conll2003", Span(1, "PER", ((0, 3),)), Span("x", "LOC", ((13, 17),)))
    assert [(one.id, one.entity_id, one.form) for one in news.mentions] == [
        ("mention-1", "entity-1", "NAM"),
        ("x", "x-entity", "NAM"),
    ]
    assert report.is_clean


def test_numbers_and_times_of_ontonotes_are_quantities() -> None:
    news, _ = decoded("ontonotes", Span(1, "CARDINAL", ((8, 9),)), Span(2, "LAW", ((13, 17),)))
    assert (news.quantities[0].kind, news.entities[0].type, news.entities[0].source_label) == ("cardinal", "WORK", "LAW")


@pytest.mark.parametrize("scheme", [conll2003, ontonotes])
def test_out_and_in_again_is_the_same(scheme: object) -> None:
    labels = [*scheme.LABELS.entities, *scheme.LABELS.quantities]  # type: ignore[attr-defined]
    spans = [Span(number, label, ((0, 3),)) for number, label in enumerate(labels, 1)]
    name = "conll2003" if scheme is conll2003 else "ontonotes"
    news, _ = decoded(name, *spans, entries=(Normalisation(99, "kb_id", 1, "Q1"),))
    ((graph, losses),) = scheme.encode(news)  # type: ignore[attr-defined]
    assert not losses
    assert sorted(span.label for span in graph.annotations[0].spans) == sorted(labels)
    assert not list(differences(news, scheme.decode([graph], Ledger())))  # type: ignore[attr-defined]


def test_an_entry_that_is_no_wikidata_id_is_kept_in_extras() -> None:
    news, _ = decoded("conll2003", Span(1, "PER", ((0, 3),)), entries=(Normalisation(2, "kb_id", 1, "Ana"),))
    assert (news.entities[0].link, news.entities[0].extras) == (None, {"kb_id": "Ana"})


def test_what_is_no_known_label_is_refused_and_blanks_are_told() -> None:
    spans = (Span(1, "Thing", ((0, 3),)), Span(2, "PER", ((3, 4),)), Span(3, "PER", ((0, 4),)))
    _, report = decoded("conll2003", *spans, links=(Link(4, "x"),))
    assert [entry.code for entry in report.entries] == ["F301", "F302", "F203", "F301"]


def test_of_our_corpus_what_the_labels_cannot_say_is_listed() -> None:
    losses = [loss for _, some in conll2003.encode(corpus.load()) for loss in some]
    assert {"cues", "claims", "entities"} <= {loss.layer for loss in losses}
    assert any(loss.field == "entity_id" for loss in losses)
