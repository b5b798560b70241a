"""Any graph goes through the formats of tools with a mouse: fragments, shared triggers, links of links, circles."""

from __future__ import annotations

import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.conversion.tables import format_module
from corpus.formats.capabilities import carry
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Normalisation, Note, Span
from corpus.formats.reports import Ledger
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from corpus.formats.graph import Id, Item

FORMS = ["doccano", "labelstudio", "prodigy"]
TEXT = "😀 Ana says\r\nno, e\u0301 may"
LABELS = st.sampled_from(["cue", "@trigger", "@part", "saying", "Arg1", "a b:c", "@@x", "é"])
VALUES = st.sampled_from([None, "", "yes", " two\nlines ", "cue"])
TEXTS = st.sampled_from(["", "so", "\x00\u2028"])


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Draw graphs of spans, links of anything, and labels on those."""
    numbers = draw(st.permutations(range(1, 12)))
    ids: list[Id] = [one if draw(st.booleans()) else f"T{one}" for one in numbers]
    known = iter(ids)
    edges = st.sampled_from([2, 4]).flatmap(
        lambda size: st.lists(st.integers(0, len(TEXT)), min_size=size, max_size=size, unique=True).map(sorted)
    )
    fragments = edges.map(lambda found: tuple(zip(found[::2], found[1::2], strict=True)))
    spans = [Span(next(known), draw(LABELS), draw(fragments)) for _ in range(draw(st.integers(0, 3)))]
    own = [next(known) for _ in range(draw(st.integers(0, 3)))]
    ends = [span.id for span in spans] + own
    triggers = st.none() | st.sampled_from([span.id for span in spans] or [None])
    arguments = st.lists(st.tuples(LABELS, st.sampled_from(ends)), max_size=3).map(tuple) if ends else st.just(())
    links = [Link(one, draw(LABELS), draw(triggers), draw(arguments)) for one in own]
    attributes = [Attribute(next(known), draw(LABELS), draw(st.sampled_from(ends)), draw(VALUES)) for _ in ends[:2]]
    notes = [Note(next(known), draw(LABELS), draw(st.sampled_from(ends)), draw(TEXTS)) for _ in ends[:2]]
    return Graph("d", TEXT, (Annotations("ana", tuple(spans), tuple(links), tuple(attributes), tuple(notes)),))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=150, deadline=None)
@given(graph=graphs())
def test_what_a_format_carries_of_a_graph_comes_back(form: str, graph: Graph) -> None:
    assert_carried(form, graph)


@pytest.mark.parametrize("form", FORMS)
def test_two_events_of_one_trigger_and_a_circle_of_events_come_back(form: str) -> None:
    span = Span("T1", "cause", ((2, 5),))
    links = (
        Link("E1", "cause", "T1", (("Theme", "E2"), ("Theme", "T1"))),
        Link("E2", "cause", "T1", (("Theme", "E1"),)),
        Link("R1", "of", None, (("Whole", "E1"), ("Part", "R2"))),
        Link("R2", "of", None, (("Arg1", "T1"), ("Arg2", "T1"))),
    )
    assert_carried(form, Graph("d", TEXT, (Annotations("ana", (span,), links),)))


@pytest.mark.parametrize("form", FORMS)
def test_an_event_at_two_places_comes_back_also_where_its_trigger_is_used_elsewhere(form: str) -> None:
    spans = (Span(1, "turn", ((2, 5), (6, 10))), Span(2, "turn", ((2, 5), (6, 10))))
    links = (Link("E1", "turn", 1), Link("E2", "turn", 2, (("of", 2),)))
    assert_carried(form, Graph("d", TEXT, (Annotations("ana", spans, links),)))


@pytest.mark.parametrize("form", FORMS)
def test_what_hangs_on_a_label_is_declared_lost(form: str) -> None:
    span = Span("T1", "cue", ((2, 5),))
    further = (Note("#1", "why", "A1", "so"), Note("#2", "why", "N1", "so"))
    rest = (Normalisation("N1", "Reference", "T1", "Wikipedia:1"),), (Group("Equiv", ("T1", "T1")),)
    kinds = Annotations("ana", (span,), (), (Attribute("A1", "type", "T1", "yes"),), further, *rest)
    lost = [loss.id for loss in carry(Graph("d", TEXT, (kinds,)), format_module(form).CAPABILITIES)[1]]
    assert {"#1", "#2", "N1", "T1"} <= set(lost)


def assert_carried(form: str, graph: Graph) -> None:
    files, ledger = format_module(form), Ledger()
    wanted, _ = carry(graph, files.CAPABILITIES)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "made")
        files.write([wanted], path, Vocabulary())
        (found,) = files.read(path, ledger)
    assert ledger.report().is_clean
    assert (found.document_id, found.text, dict(found.fields)) == (wanted.document_id, wanted.text, dict(wanted.fields))
    assert [one.annotator for one in found.annotations] == [one.annotator for one in wanted.annotations]
    for one, other in zip(wanted.annotations, found.annotations, strict=True):
        assert Counter(shapes(one).values()) == Counter(shapes(other).values())
        named = {own: shape for own, shape in shapes(one).items() if isinstance(own, str)}
        assert named.items() <= shapes(other).items()


def shapes(given: Annotations) -> dict[Id, Any]:
    """Write each item without ids, by what it rests on, a few steps deep."""
    items = {item.id: item for item in given.identified()}
    return {own: shape(item, items, 4) for own, item in items.items()}


def shape(item: Item, items: dict[Id, Item], depth: int) -> Any:
    def of(one: Id) -> Any:
        return shape(items[one], items, depth - 1) if depth else items[one].label

    if isinstance(item, Span):
        return ("span", item.label, item.fragments)
    if isinstance(item, Link):
        trigger = None if item.trigger is None else of(item.trigger)
        return ("link", item.label, trigger, tuple((role, of(target)) for role, target in item.arguments))
    return (type(item).__name__, item.label, of(item.target), item[3])
