from __future__ import annotations

import pytest

import corpus
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Note, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.model import LAYERS, Corpus
from corpus.model.columns import labels
from corpus.schemes.reportedly import decode, encode, vocabulary
from corpus.schemes.reportedly.fields import PLACED, fields
from corpus.testing import differences

TEXT = "Ana says that Bob may stay."
CUE = Span("T1", "cues", ((4, 8),))


def decoded(*items: Span | Link | Attribute | Note | Group, text: str = TEXT) -> tuple[Corpus, ImportReport]:
    kinds = [tuple(one for one in items if isinstance(one, kind)) for kind in (Span, Link, Attribute, Note)]
    groups = tuple(one for one in items if isinstance(one, Group))
    ledger = Ledger()
    ledger.take(len(items))
    found = Annotations("ana", *kinds, (), groups)  # type: ignore[arg-type]  # by kind
    return decode([Graph("d", text, (found,))], ledger), ledger.report()


def test_the_packaged_corpus_is_the_same_through_a_graph() -> None:
    news = corpus.load()
    graphs = [graph for graph, _ in encode(news)]
    ledger = Ledger()
    ledger.take(sum(one.size for graph in graphs for one in graph.annotations))
    found = decode(graphs, ledger)
    assert ledger.report().is_clean
    assert not [one for one in differences(news, found) if not one.startswith(("metadata", "sets"))]


def test_the_vocabulary_has_every_layer_field_and_label() -> None:
    words = vocabulary()
    links = {link.label: link for link in words.links}
    assert {*words.spans, *links} >= set(LAYERS)
    for layer in LAYERS:
        for field in fields(layer):
            if field.kind == "label":
                (one,) = [attribute for attribute in words.attributes if attribute.label == field.role]
                assert set(one.values) >= set(labels(layer)[field.name])
            elif field.kind in {"span", "reference"} and layer in PLACED:
                assert layer in links[field.role].roles[0].targets
            elif field.kind in {"span", "reference"}:
                assert field.role in {role.name for role in links[layer].roles}


def test_a_person_may_draw_an_attribution_without_any_ids_of_ours() -> None:
    news, report = decoded(
        CUE,
        Span("T2", "sources", ((0, 3),)),
        Span("T3", "attributions", ((4, 8),)),
        Span("T4", "content", ((9, 26),)),
        Link("E1", "sources", "T2"),
        Link("E2", "attributions", "T3", (("source", "E1"), ("cue", "T1"), ("content", "T4"))),
        Attribute("A1", "type", "T1", "reportive"),
        Attribute("A2", "mode", "E2", "indirect"),
    )
    (said,) = news.attributions
    assert (said.id, said.voices[0].id, said.cues[0].type, str(said.content)) == ("E2", "E1", "reportive", "that Bob may stay")
    assert report.is_clean


def test_repeated_roles_may_be_numbered_as_brat_does() -> None:
    other = Span("T5", "cues", ((18, 21),))
    said = Link("E2", "attributions", "T3", (("cue", "T1"), ("cue2", "T5")))
    news, _ = decoded(CUE, other, Span("T3", "attributions", ((4, 8),)), said)
    assert news.attributions[0].cue_ids == ("T1", "T5")


def test_an_item_without_an_id_gets_one() -> None:
    news, _ = decoded(Span(1, "cues", ((4, 8),)), Span("cues-1", "cues", ((18, 21),)))
    assert len({cue.id for cue in news.cues}) == 2


def test_a_comment_becomes_the_note_where_there_is_none() -> None:
    news, _ = decoded(CUE, Note("#1", "AnnotatorNotes", "T1", "sure"))
    assert news.cues[0].note == "sure"
    news, report = decoded(CUE, Note("#1", "AnnotatorNotes", "T1", "hm"), Note("#2", "note", "T1", "sure"))
    assert (news.cues[0].note, [entry.code for entry in report.entries]) == ("sure", ["F303"])


@pytest.mark.parametrize(
    ("items", "codes"),
    [
        ((Span("T2", "Person", ((0, 3),)),), ["F301"]),
        ((Span("T2", "extent", ((0, 3),)),), ["F303"]),
        ((Span("T2", "entities", ((0, 3),)),), ["F303"]),
        ((Attribute("A1", "colour", "T1", "red"),), ["F303"]),
        ((Group("Equiv", ("T1",)),), ["F301"]),
        ((Attribute("A1", "type", "T1", "red"),), ["F302", "F302"]),
        ((Attribute("A1", "negated", "T1", "perhaps"),), ["F302", "F302"]),
        ((Note("#1", "confidence", "T1", "much"),), ["F302", "F302"]),
        ((Note("#1", "extras", "T1", "[]"),), ["F302", "F302"]),
        ((Attribute("A1", "type", "T1", "booster"), Attribute("A2", "type", "T1", "hedge")), ["F302"] * 3),
        (
            (Span("T2", "scope", ((0, 3),)), Link("R1", "extent", None, (("Arg1", "T1"), ("Arg2", "T2")))),
            ["F302"] * 2 + ["F303"],
        ),
        ((Link("E1", "commitments", None, (("claim", "T1"),)),), ["F302"]),
        ((Link("E1", "stances", None, ()),), ["F302"]),
        ((Link("E1", "attributions", None, (("cue", "E9"),)),), ["F302"]),
    ],
)
def test_what_makes_no_record_is_refused_with_all_that_is_said_of_it(
    items: tuple[Span | Link | Attribute | Note | Group, ...], codes: list[str]
) -> None:
    _, report = decoded(CUE, *items)
    assert [entry.code for entry in report.entries] == codes
    assert all(entry.reason.count("expected") == 1 for entry in report.entries)


def test_what_rests_on_a_refused_record_is_refused_as_well_each_item_by_itself() -> None:
    items = (
        Attribute("A1", "type", "T1", "nonsense"),
        Link("E1", "attributions", "T2", (("cue", "T1"),)),
        Span("T2", "attributions", ((4, 8),)),
        Attribute("A2", "polarity", "E1", "positive"),
    )
    news, report = decoded(CUE, *items)
    assert (len(news.cues), len(news.attributions), report.kept) == (0, 0, 0)
    assert [(entry.code, entry.content) for entry in report.entries if "cues" not in entry.reason.split()[0]] == [
        ("F302", '{"Attribute": "polarity", "on": ["attributions", "E1"], "value": "positive"}'),
        ("F302", '{"Link": "attributions", "trigger": ["attributions", [[4, 8]]], "arguments": [["cue", ["cues", [[4, 8]]]]]}'),
        ("F302", '{"Span": "attributions", "at": [[4, 8]]}'),
    ]
    assert report.entries[-1].reason == ("attributions E1: expected references to records, found T1 of cues, which is refused")


def test_white_space_at_an_edge_is_taken_and_told() -> None:
    news, report = decoded(Span("T1", "cues", ((3, 9),)))
    assert (str(news.cues[0].span), [entry.code for entry in report.entries]) == ("says", ["F203"])


def test_a_blank_span_makes_no_record() -> None:
    _, report = decoded(Span("T1", "cues", ((3, 4),)))
    assert [entry.outcome for entry in report.entries] == ["changed", "refused"]
