from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.checks import check_integrity
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.model.reading import Reading
from corpus.schemes.newsmtsc import decode, encode

if TYPE_CHECKING:
    from corpus.model import Corpus

TEXT = "Ana says she lies."
TARGET = Span("g 1", "target", ((0, 3),))
TIE = Link(3, "further_mention", None, (("Arg1", 2), ("Arg2", "g 1")))
FURTHER = Span(2, "further_mention", ((9, 12),))


def decoded(given: Annotations) -> tuple[Corpus, ImportReport]:
    ledger = Ledger()
    ledger.take(given.size)
    news = decode([Graph("d", TEXT, (given,))], ledger)
    assert not check_integrity(Reading(news))
    return news, ledger.report()


def test_a_target_is_an_entity_with_its_mentions_and_the_stance_to_it() -> None:
    polarity = (Attribute(1, "polarity", "g 1", "6.0"),)
    news, report = decoded(Annotations("ana", (TARGET, FURTHER), (TIE,), polarity))
    (stance,) = news.stances
    assert (stance.holder_id, stance.type, stance.polarity, stance.source_label) == ("@author", "sentiment", "favor", "6.0")
    assert stance.target.entity is not None
    assert [(one.id, one.span.surface, one.source_label) for one in stance.target.entity.mentions] == [
        ("g 1", "Ana", "target"),
        ("mention-1-1", "she", "further_mention"),
    ]
    assert report.entries == ()


def test_a_number_of_no_polarity_stays_in_the_source_label() -> None:
    news, report = decoded(Annotations("ana", (TARGET,), attributes=(Attribute(1, "polarity", "g 1", "5.0"),)))
    assert (news.stances[0].polarity, news.stances[0].source_label) == (None, "5.0")
    assert [(entry.code, entry.outcome) for entry in report.entries] == [("F301", "changed")]


def test_what_belongs_to_no_target_is_refused() -> None:
    stray = (Attribute(1, "type", "g 1", "x"), Attribute(4, "polarity", "g 1", "2.0"), Attribute(5, "polarity", "g 1", "4.0"))
    spans = (TARGET, FURTHER, Span(6, "Cue", ((4, 8),)))
    twice = (TIE, Link(7, "further_mention", None, (("Arg1", 2), ("Arg2", "g 1"))), Link(8, "x", None, ()))
    news, report = decoded(
        Annotations("ana", spans, twice, stray, (Note(9, "a", "g 1", "no JSON"), Note(10, "b", "g 1", "[1]")))
    )
    assert [entry.code for entry in report.entries] == ["F301"] * 6
    assert (len(news.mentions), news.stances[0].polarity, news.entities[0].extras) == (2, "against", {"b": [1]})


def test_white_space_at_the_edge_of_a_mention_is_taken_and_goes_out_again() -> None:
    news, report = decoded(Annotations("ana", (Span("g", "target", ((0, 4),)),)))
    assert (news.mentions[0].span.surface, [entry.code for entry in report.entries]) == ("Ana", ["F203"])
    ((graph, losses),) = encode(news)
    assert (graph.annotations[0].spans[0].fragments, losses) == (((0, 4),), [])


def test_many_targets_go_out_in_their_order() -> None:
    targets = tuple(Span(f"g{number}" if number % 3 else number, "target", ((0, 3),)) for number in range(40, 20, -1))
    polarities = tuple(Attribute(100 + place, "polarity", one.id, "4.0") for place, one in enumerate(targets))
    news, _ = decoded(Annotations("ana", targets, attributes=polarities))
    ((graph, losses),) = encode(news)
    wanted = [one.id if isinstance(one.id, str) else None for one in targets]
    assert [one.id if isinstance(one.id, str) else None for one in graph.annotations[0].spans] == wanted
    assert losses == []
