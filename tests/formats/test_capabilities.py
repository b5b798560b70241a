from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from corpus.formats.capabilities import Capabilities, Loss, carry
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Normalisation, Note, Span

TEXT = "Ana says that it may rain"
SPANS = (
    Span("s1", "Cue", ((4, 8),)),
    Span("s2", "Content", ((9, 25),)),
    Span("s3", "Split", ((0, 3), (9, 13))),
    Span("s4", "Twin", ((4, 8),)),
)
LINKS = (
    Link("e1", "Saying", "s1", (("Cue", "s1"), ("Content", "s2"), ("Content", "s3"))),
    Link("r1", "Of", None, (("Arg1", "s1"), ("Arg2", "s2"))),
    Link("o1", "Thing"),
)
GRAPH = Graph(
    "d",
    TEXT,
    (
        Annotations(
            "ana",
            SPANS,
            LINKS,
            (Attribute("a1", "Sure", "s1", "yes"), Attribute("a2", "Sure", "r1")),
            (Note("n1", "Why", "a1", "be\x07cause"),),
            (Normalisation("m1", "Reference", "s1", "Wikipedia:1"),),
            (Group("Equiv", ("s1", "s4")),),
        ),
        Annotations("bob", SPANS[:1]),
    ),
    {"title": "News"},
)


def lost(**able: bool | str) -> set[tuple[str | None, str | None]]:
    _, losses = carry(GRAPH, Capabilities(**able))  # type: ignore[arg-type]  # names of capabilities
    return {(loss.set_id, loss.id or loss.field) for loss in losses}


def test_what_can_do_everything_loses_nothing() -> None:
    assert carry(GRAPH, Capabilities()) == (GRAPH, [])


@pytest.mark.parametrize(
    ("able", "ids"),
    [
        ({"fragments": False}, {"s3", "e1"}),
        ({"links": False}, {"e1", "r1", "o1", "a2"}),
        ({"roles": False}, {"e1", "o1"}),
        ({"placeless": False}, {"o1"}),
        ({"attributes": False}, {"a1", "a2", "n1"}),
        ({"link_attributes": False}, {"a2"}),
        ({"notes": False}, {"n1"}),
        ({"normalisations": False}, {"m1"}),
        ({"groups": False}, {"s1"}),
        ({"control_characters": False}, {"n1"}),
        ({"labels": "[A-Z][a-z]+"}, {"r1", "a2"}),
    ],
)
def test_each_inability_loses_its_items_and_what_rests_on_them(able: dict[str, bool | str], ids: set[str]) -> None:
    assert {one for name, one in lost(**able) if name == "ana"} == ids


def test_of_two_spans_at_one_place_the_first_stays() -> None:
    carried, losses = carry(GRAPH, Capabilities(twins=False))
    assert [span.id for span in carried.annotations[0].spans] == ["s1", "s2", "s3"]
    assert [(loss.layer, loss.id) for loss in losses] == [("Twin", "s4"), ("Equiv", "s1")]


def test_of_spans_that_overlap_the_outermost_stays() -> None:
    carried, _ = carry(GRAPH, Capabilities(overlap=False))
    assert [span.id for span in carried.annotations[0].spans] == ["s3"]


def test_a_second_annotator_is_lost_whole() -> None:
    carried, losses = carry(GRAPH, Capabilities(annotators=False))
    assert [one.annotator for one in carried.annotations] == ["ana"]
    assert losses == [Loss("d", "bob", None, None, None, "the format holds one annotator")]


def test_what_is_known_of_a_document_is_lost_by_its_name() -> None:
    carried, (loss,) = carry(GRAPH, Capabilities(fields=False))
    assert (dict(carried.fields), loss.field) == ({}, "title")


def test_a_loss_says_what_and_why() -> None:
    assert str(Loss("d", "ana", "cues", "c1", "extent", "no room")) == "d/ana/cues/c1: extent: no room"
    assert str(Loss(None, None, None, None, "name", "no room")) == "corpus: name: no room"
    assert str(Loss("d", None, None, None, None, "no room")) == "d: no room"


def test_an_item_without_an_id_is_named_by_what_it_rests_on() -> None:
    graph = Graph("d", TEXT, (Annotations("ana", SPANS[:1], attributes=(Attribute(7, "Sure", "s1"),)),))
    _, (loss,) = carry(graph, Capabilities(attributes=False))
    assert (loss.id, loss.field) == ("s1", "Sure")


def test_links_in_a_circle_rest_on_one_another() -> None:
    circle = (Link("e1", "A", "s1", (("Next", "e2"),)), Link("e2", "A", "s1", (("Next", "e1"),)), Link("e3", "A", None, ()))
    graph = Graph("d", TEXT, (Annotations("ana", SPANS[:1], circle),))
    carried, _ = carry(graph, Capabilities(placeless=False))
    assert carried.annotations[0].links == circle[:2]


def test_a_lost_link_takes_those_before_it_along() -> None:
    links = (Link("e1", "A", "s1", (("Of", "o"),)), Link("o", "Thing"))
    graph = Graph("d", TEXT, (Annotations("ana", SPANS[:1], links),))
    carried, losses = carry(graph, Capabilities(placeless=False))
    assert carried.annotations[0].links == ()
    assert [loss.id for loss in losses] == ["o", "e1"]


def test_every_capability_stands_on_the_page() -> None:
    page = (Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    assert [one.name for one in fields(Capabilities) if f"`{one.name}`" not in page] == []


@pytest.mark.parametrize(("placeless", "kept"), [(True, 1), (False, 0)])
def test_a_link_whose_trigger_is_lost_stays_where_it_needs_no_place(placeless: bool, kept: int) -> None:  # noqa: FBT001
    split = Span("1", "verb", ((0, 1), (2, 3)))
    given = Annotations("ana", spans=(split,), links=(Link("2", "event", "1", ()),))
    carried, losses = carry(Graph("d", "a b", (given,)), Capabilities(fragments=False, placeless=placeless))
    assert [link.trigger for link in carried.annotations[0].links] == [None] * kept
    assert [loss.id for loss in losses] == ["1", "2"][: 2 - kept]
