from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import corpus
from corpus.conversion import write
from corpus.formats import stam
from corpus.formats.capabilities import carry
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Note, Span
from corpus.formats.vocabularies import Vocabulary
from corpus.schemes import reportedly
from corpus.testing import corpora

if TYPE_CHECKING:
    from corpus.model import Corpus

Said = dict[str, Any]


def everything() -> Graph:
    spans = (Span("T1", "Cue", ((2, 6), (7, 9))), Span(1, "Cue", ((2, 6),)))
    links = (Link("E1", "Event", "T1", (("a", 1), ("a", "E2"))), Link("E2", "Event"))
    attributes = (Attribute(2, "sure", "E1"), Attribute(3, "type", "T1", "x"))
    notes = (Note(4, "note", 5, "on a note"), Note(5, "note", 3, "on a label"))
    return Graph("d", "😀 says no", (Annotations("ana", spans, links, attributes, notes, groups=(Group("Equiv", ("T1", 1)),)),))


def loaded(path: Path) -> Any:
    return pytest.importorskip("stam", reason="needs the reference implementation of STAM").AnnotationStore(file=str(path))


def data_of(annotation: Any) -> Said:
    return {one.key().id(): one.value().get() for one in annotation}


def test_the_reference_implementation_reads_everything(tmp_path: Path) -> None:
    stam.write([everything()], tmp_path / "out.json", Vocabulary())
    store = loaded(tmp_path / "out.json")
    found = {one.id(): one for one in store.annotations()}
    assert len(found) == everything().annotations[0].size
    assert [str(one) for one in found["d/ana/T1"].textselections()] == ["says", "no"]
    assert [(one.begin(), one.end()) for one in found["d/ana/T1"].textselections()] == [(2, 6), (7, 9)]
    assert data_of(found["d/ana/E1"])["roles"] is not None
    assert [one.id() for one in found["d/ana/E1"].annotations_in_targets()] != []
    assert data_of(found["d/ana/_3"])["value"] == "x"


def test_an_annotation_stands_after_those_that_it_points_at(tmp_path: Path) -> None:
    stam.write([everything()], tmp_path / "out.json", Vocabulary())
    seen: set[str] = set()
    for one in json.loads((tmp_path / "out.json").read_bytes())["annotations"]:
        assert set(pointed_at(one["target"])) <= seen
        seen.add(one["@id"])


def pointed_at(target: Said) -> list[str]:
    if target["@type"] == "AnnotationSelector":
        return [target["annotation"]]
    return [one for part in target.get("selectors", ()) for one in pointed_at(part)]


def test_links_in_a_circle_and_links_over_labels_are_lost() -> None:
    links = (Link("E1", "x", None, (("a", "E1"),)), Link("E2", "x", None, (("a", "E1"),)), Link("E3", "x", None, (("a", 1),)))
    given = Annotations("ana", (Span("T1", "y", ((0, 1),)),), links, (Attribute(1, "a", "T1"),))
    carried, losses = carry(Graph("d", "a", (given,)), stam.CAPABILITIES)
    assert carried.annotations[0].links == ()
    assert {loss.id for loss in losses} >= {"E1", "E2", "E3"}


@pytest.mark.slow
@settings(max_examples=40)
@given(news=corpora())
def test_any_corpus_is_read_with_the_text_of_each_selection(news: Corpus) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        write(news, path, format="stam", on_loss="report")
        store = loaded(path)
        found = {one.id(): one for one in store.annotations()}
        for graph, _ in reportedly.encode(news):
            for one in graph.annotations:
                for span in one.spans:
                    name = span.id if isinstance(span.id, str) else f"_{span.id}"
                    selections = found[f"{graph.document_id}/{one.annotator}/{name}"].textselections()
                    assert [str(part) for part in selections] == [graph.text[start:end] for start, end in span.fragments]


def test_the_packaged_corpus_is_read_with_all_its_annotations(tmp_path: Path) -> None:
    write(corpus.load(), tmp_path / "out", format="stam", on_loss="report")
    graphs = [graph for graph, _ in reportedly.encode(corpus.load())]
    store = loaded(tmp_path / "out")
    assert store.annotations_len() == sum(one.size for graph in graphs for one in graph.annotations)
