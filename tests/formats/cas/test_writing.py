"""Any graph through a CAS and back: nothing is lost but what the capabilities say, and the library reads what was written."""

from __future__ import annotations

import io
import re
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import cassis
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import FileError
from corpus.formats import cas_json, xmi
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Normalisation, Note, Span
from corpus.formats.vocabularies import Vocabulary
from tests.formats.cas.samples import took

if TYPE_CHECKING:
    from types import ModuleType

    from hypothesis.strategies import DrawFn, SearchStrategy

    from corpus.formats.graph import Identified

KNOWN = "de.tudarmstadt.ukp.dkpro.core.api."
NAMES = (
    f"{KNOWN}syntax.type.dependency.Dependency",
    f"{KNOWN}coref.type.CoreferenceChain",
    "Cue",
    "role",
    "type",
    "target",
    "a-b",
    "_x2D_",
    "c_x",
    "de.x.Token",
    "uima.tcas.Annotation",
    "webanno.custom.Cue",
)
ODD = ("reportedly.Note", "Arg1", "Governor", "é", "", "class", "trigger", "value", "begin", "x_", "😀")
LABELS = st.sampled_from((*NAMES, *ODD))
CHARACTERS = 'ab 😀\n\r\t\x00\x01\ufffe<&"\ufffd'
VALUES = st.text(st.characters(exclude_categories=["Cs"]), max_size=5) | st.just('json:"x"')
PAIRS = (("Arg1", "Arg2"), ("Governor", "Dependent"))


@st.composite
def graphs(draw: DrawFn) -> Graph:
    """Draw a graph of anything that a graph may hold but interrupted spans."""
    text = draw(st.text(st.sampled_from(CHARACTERS), min_size=1, max_size=8))
    numbers = iter(range(1, 1000))

    def ids(most: int) -> list[Any]:
        count = draw(st.integers(0, most))
        return [one if draw(st.booleans()) else f"i{one}" for one, _ in zip(numbers, range(count), strict=False)]

    spans = [Span(own, draw(LABELS), (_bounds(draw, len(text)),)) for own in ids(3)]
    link_ids, attribute_ids = ids(3) if spans else [], ids(3) if spans else []
    things = st.sampled_from([*(span.id for span in spans), *link_ids]) if spans else st.nothing()
    anything = st.sampled_from([*(span.id for span in spans), *link_ids, *attribute_ids]) if spans else st.nothing()
    links = [draw(_links(own, spans, things, anything)) for own in link_ids]
    attributes = [Attribute(own, draw(LABELS), draw(things), draw(st.none() | VALUES)) for own in attribute_ids]
    few = ids(2) if spans else []
    notes = [Note(own, draw(LABELS), draw(anything), draw(VALUES)) for own in few]
    entries = [
        Normalisation(own, draw(LABELS), draw(anything), draw(VALUES), draw(VALUES)) for own in (ids(1) if spans else [])
    ]
    groups = [Group(draw(LABELS), tuple(draw(st.lists(anything, min_size=1, max_size=3)))) for _ in few[:1]]
    rest = (tuple(attributes), tuple(notes), tuple(entries), tuple(groups))
    return Graph("d", text, (Annotations("ana", tuple(spans), tuple(links), *rest),), {"title": draw(VALUES)})


def _bounds(draw: DrawFn, size: int) -> tuple[int, int]:
    start = draw(st.integers(0, size - 1))
    return start, draw(st.integers(start + 1, size))


@st.composite
def _links(draw: DrawFn, own: Any, spans: list[Span], things: SearchStrategy[Any], anything: SearchStrategy[Any]) -> Link:
    if draw(st.booleans()):
        return Link(own, draw(LABELS), None, tuple((role, draw(things)) for role in draw(st.sampled_from(PAIRS))))
    trigger = draw(st.none() | st.sampled_from(spans))
    label = trigger.label if trigger is not None and draw(st.booleans()) else draw(LABELS)
    arguments = [(draw(LABELS), draw(anything)) for _ in range(draw(st.integers(0, 3)))]
    return Link(own, label, None if trigger is None else trigger.id, tuple(arguments))


def shape(graph: Graph) -> tuple[Any, ...]:
    """Give a graph so that numbers do not matter, only what they tie together."""
    (one,) = graph.annotations
    items = list(one.identified())
    names: dict[Any, Any] = {item.id: 0 for item in items}
    for _ in range(5):
        names = {item.id: hash(_named(item, names)) for item in items}
    groups = Counter((group.label, tuple(names[member] for member in group.members)) for group in one.groups)
    return graph.document_id, graph.text, dict(graph.fields), one.annotator, Counter(names.values()), groups


def _named(item: Identified, names: dict[Any, Any]) -> tuple[Any, ...]:
    own = (type(item).__name__, item.id if isinstance(item.id, str) else "", item.label)
    if isinstance(item, Span):
        return (*own, item.fragments)
    if isinstance(item, Link):
        return (*own, names.get(item.trigger), tuple((role, names[one]) for role, one in item.arguments))
    return (*own, names[item.target], *item[3:-1])


@pytest.mark.slow
@pytest.mark.parametrize("form", [xmi, cas_json])
@settings(max_examples=200, deadline=None)
@given(graph=graphs())
def test_any_graph_reads_back_as_it_was(form: ModuleType, graph: Graph) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "there")
        form.write([graph], path, Vocabulary())
        (found,), report = took(form, path)
    assert report.is_clean
    assert not report.entries
    assert shape(found) == shape(graph)


EVENT = Annotations(
    "ana",
    (Span("T1", "Saying", ((4, 8),)), Span("T2", "Person", ((0, 3),))),
    (Link("E1", "Saying", "T1", (("Speaker", "T2"),)), Link("R1", "of", None, (("Arg1", "T1"), ("Arg2", "T2")))),
    (Attribute("A1", "Negation", "E1"), Attribute("A2", "tense", "E1", "past")),
)


def test_the_library_reads_what_was_written(tmp_path: Path) -> None:
    graph = Graph("d", "😀 a says no", (Annotations("ana", (Span("T1", "Cue", ((4, 8),)),)),))
    xmi.write([graph], tmp_path / "x", Vocabulary())
    cas_json.write([graph], tmp_path / "j", Vocabulary())
    types = cassis.load_typesystem(io.BytesIO((tmp_path / "x" / "TypeSystem.xml").read_bytes()))
    for cas in (
        cassis.load_cas_from_xmi(tmp_path / "x" / "ana" / "d.xmi", types),
        cassis.load_cas_from_json((tmp_path / "j" / "ana" / "d.json").read_text()),
    ):
        assert [one.get_covered_text() for one in cas.select("webanno.custom.Cue")] == ["says"]


def test_a_trigger_and_its_event_are_one_annotation_with_features(tmp_path: Path) -> None:
    given = Annotations("ana", EVENT.spans, EVENT.links[:1], EVENT.attributes)
    xmi.write([Graph("d", "Ana says no", (given,))], tmp_path / "x", Vocabulary())
    written = (tmp_path / "x" / "ana" / "d.xmi").read_text()
    assert written.count("<custom:Saying ") == 1
    assert 'tense="past"' in written
    assert 'Negation="true"' in written


def test_a_pair_is_a_relation_that_stands_at_its_dependent(tmp_path: Path) -> None:
    xmi.write([Graph("d", "Ana says no", (EVENT,))], tmp_path / "x", Vocabulary())
    (line,) = [one for one in (tmp_path / "x" / "ana" / "d.xmi").read_text().splitlines() if "<relation:of " in one]
    assert 'begin="0" end="3"' in line


def test_the_same_graphs_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        xmi.write([Graph("d", "Ana says no", (EVENT,))], tmp_path / name, Vocabulary())
    for file in ("TypeSystem.xml", "ana/d.xmi"):
        assert (tmp_path / "a" / file).read_bytes() == (tmp_path / "b" / file).read_bytes()


def test_what_is_new_on_a_layer_of_objects_is_an_object(tmp_path: Path) -> None:
    event = Annotations("ana", (Span(1, "entities", ((0, 3),)),), (Link("e", "entities", 1),))
    xmi.write([Graph("d", "Ana says no", (event,))], tmp_path / "x", Vocabulary())
    file = tmp_path / "x" / "ana" / "d.xmi"
    lines = [one for one in file.read_text().splitlines() if "reportedly:Document" not in one]
    new = '<custom:entities xmi:id="99" sofa="1" begin="4" end="8"/>'
    file.write_text("\n".join([*lines[:2], new, *lines[2:]]))
    (graph,), report = took(xmi, tmp_path / "x")
    assert [link.label for link in graph.annotations[0].links] == ["entities", "entities"]
    assert report.is_clean


def test_a_mark_that_was_damaged_is_passed_over(tmp_path: Path) -> None:
    xmi.write([Graph("d", "Ana says no", (EVENT,), {"title": "T"})], tmp_path / "x", Vocabulary())
    file = tmp_path / "x" / "ana" / "d.xmi"
    file.write_text(file.read_text().replace("{&quot;", "{"))
    (graph,), report = took(xmi, tmp_path / "x")
    assert (graph.document_id, dict(graph.fields)) == ("d", {})
    assert report.is_clean


@pytest.mark.parametrize(
    ("kept", "document"),
    [
        (
            '{"notes": 3, "ids": ["x"], "bare": {}, "link": 3, "trigger": []}',
            '{"fields": [], "characters": [[0], "x", [0, "a"]]}',
        ),
        ("3", '{"fields": {"title": 3, "nonsense": 1}, "characters": [[0, 99999999999]]}'),
        ("[" * 100_000, "[" * 100_000),
    ],
)
def test_what_is_kept_may_be_of_any_shape(kept: str, document: str, tmp_path: Path) -> None:
    xmi.write([Graph("d", "\x01na says no", (EVENT,))], tmp_path / "x", Vocabulary())
    file = tmp_path / "x" / "ana" / "d.xmi"
    written = re.sub(
        r'(<custom:Saying [^>]*kept=")[^"]*', lambda found: found[1] + escape(kept, {'"': "&quot;"}), file.read_text()
    )
    written = re.sub(
        r'(<reportedly:Document [^>]*kept=")[^"]*', lambda found: found[1] + escape(document, {'"': "&quot;"}), written
    )
    file.write_text(written)
    (graph,), report = took(xmi, tmp_path / "x")
    assert len(graph.annotations[0].spans) == 2
    assert report.taken == report.kept


@pytest.mark.parametrize("form", [xmi, cas_json])
def test_nothing_is_overwritten(form: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileError, match="found something in it"):
        form.write([], tmp_path, Vocabulary())


@pytest.mark.parametrize("form", [xmi, cas_json])
def test_without_the_library_a_sentence_says_what_to_install(
    form: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "cassis", None)
    with pytest.raises(FileError, match=r"pip install 'reportedly\[cas\]'"):
        took(form, tmp_path)
    with pytest.raises(FileError, match=r"pip install 'reportedly\[cas\]'"):
        form.write([Graph("d", "Ana")], tmp_path / "there", Vocabulary())


def test_what_fits_no_feature_stands_apart_and_reads_back(tmp_path: Path) -> None:
    spans = (Span("T1", "Saying", ((4, 8),)), Span(2, "Person", ((0, 3),)), Span("T3", "Thing", ((9, 11),)))
    links = (
        Link("E1", "Saying", "T1", (("Speaker", 2),)),
        Link("E2", "Thing", "T3", (("of", "E1"), ("of", "A1"))),
        Link(7, "Saying", "T3", ()),
        Link(8, "near", None, (("Arg1", 9), ("Arg2", 2))),
        Link(9, "object", None, ()),
        Link(10, "Saying", None, (("Governor", 2), ("Dependent", 2))),
    )
    attributes = (Attribute("A1", "tense", "E1", "past"), Attribute(11, "tense", "E1", "present"), Attribute(12, "odd", "T1"))
    notes = (Note(13, "why", "A1", "because"), Note(14, "name", 9, "n"))
    given = Annotations(
        "ana",
        spans,
        links,
        attributes,
        notes,
        (Normalisation("N1", "Reference", 2, "W:1", "Ana"),),
        (Group("Equiv", ("T1", 2)),),
    )
    graph = Graph("d", "Ana says no", (given,))
    for form, name in ((xmi, "x"), (cas_json, "j")):
        form.write([graph], tmp_path / name, Vocabulary())
        (found,), report = took(form, tmp_path / name)
        assert shape(found) == shape(graph)
        assert report.is_clean
