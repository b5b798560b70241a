from __future__ import annotations

import importlib.util
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

import corpus
from corpus.conversion import convert, read, write
from corpus.errors import CorpusError, UnknownName
from corpus.formats import webannotation
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Normalisation, Note, Span
from corpus.formats.linked import names_of
from corpus.formats.vocabularies import Vocabulary
from corpus.schemes import reportedly
from corpus.testing import corpora

if TYPE_CHECKING:
    from corpus.model import Corpus

SPEC = importlib.util.spec_from_file_location("written", Path(__file__).with_name("written.py"))
assert SPEC is not None
assert SPEC.loader is not None
written: Any = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(written)


def collections_of(path: Path) -> dict[str, dict[str, Any]]:
    return {file.stem: json.loads(file.read_bytes()) for file in path.glob("*.jsonld")}


def everything() -> Graph:
    spans = (Span("T 1", "Cue", ((2, 6), (7, 9))), Span(1, "Cue", ((2, 6),)), Span("_1", "Source", ((0, 1),)))
    links = (Link("E1", "Event", "T 1", (("a", 1), ("a", "E2"))), Link("E2", "Event", None, (("b", "E1"),)))
    attributes = (Attribute(2, "sure", "E1"), Attribute(3, "type", "T 1", "x"))
    notes = (Note(4, "note", 3, "on a label"),)
    entries = (Normalisation(5, "is", "T 1", "Wikipedia:1", "one"), Normalisation(6, "is", "T 1", "Wikipedia:2"))
    groups = (Group("Equiv", ("T 1", 1)),)
    return Graph("d", "😀 says no", (Annotations("ana", spans, links, attributes, notes, entries, groups, kind="human"),))


def test_everything_in_a_graph_is_said(tmp_path: Path) -> None:
    graph = everything()
    webannotation.write([graph], tmp_path / "out", Vocabulary())
    assert (tmp_path / "out" / "d.txt").read_bytes().decode() == graph.text
    items = written.check_collection(collections_of(tmp_path / "out")["d"], graph.text)
    (one,) = graph.annotations
    assert written.items_of(items) == sorted(written.expected_of(one, names_of(one)), key=repr)
    assert {item["creator"]["type"] for item in items} == {"Person"}


def test_a_group_of_nothing_has_the_text_as_its_target(tmp_path: Path) -> None:
    webannotation.write([Graph("d", "a", (Annotations("ana", groups=(Group("Equiv", ()),)),))], tmp_path / "out", Vocabulary())
    (item,) = written.check_collection(collections_of(tmp_path / "out")["d"], "a")
    assert "type" not in item["creator"]


@pytest.mark.slow
@settings(max_examples=40)
@given(news=corpora())
def test_any_corpus_is_valid_by_the_model_and_says_everything(news: Corpus) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "out")
        write(news, path, format="webannotation", on_loss="report")
        found = collections_of(path)
        for graph, _ in reportedly.encode(news):
            items = written.check_collection(found[graph.document_id], graph.text)
            said = [item for one in graph.annotations for item in written.expected_of(one, names_of(one))]
            assert written.items_of(items) == sorted(said, key=repr)


def test_a_program_is_software(tmp_path: Path) -> None:
    write(corpus.load(), tmp_path / "out", format="webannotation", on_loss="report")
    (made,) = collections_of(tmp_path / "out").values()
    kinds = {(one["creator"]["name"], one["creator"]["type"]) for one in made["first"]["items"]}
    people = {"human": "Person", "model": "Software", "rule": "Software"}
    assert kinds == {(one.id, people[one.annotator.kind]) for one in corpus.load().sets}


@pytest.mark.parametrize("form", ["webannotation", "stam"])
def test_what_is_written_only_is_neither_read_nor_given_a_sidecar(tmp_path: Path, form: str) -> None:
    with pytest.raises(UnknownName, match="written only"):
        read(tmp_path, format=form)
    with pytest.raises(UnknownName, match="written only"):
        convert(tmp_path, tmp_path / "out", source_format=form, target_format="brat")
    with pytest.raises(CorpusError, match="written only"):
        write(corpus.load(), tmp_path / "out", format=form, on_loss="sidecar")
    assert list(tmp_path.iterdir()) == []
