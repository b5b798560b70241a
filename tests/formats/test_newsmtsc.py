from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from corpus.conversion import convert, read, write
from corpus.errors import FileError
from corpus.formats import newsmtsc
from corpus.formats.capabilities import carry
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.formats.vocabularies import Vocabulary

SHARED = Path(__file__).parents[3] / "shared" / "data" / "newsmtsc" / "train.jsonl"
real = pytest.mark.skipif(not SHARED.exists(), reason="needs public evaluation data beside the checkout")
TARGET = {"Input.gid": "g 1", "from": 0, "to": 3, "mention": "Ana", "polarity": 2.0}
LINE = {"primary_gid": "g 1", "sentence_normalized": "Ana says she lies.", "targets": [TARGET]}


def graphs_of(tmp_path: Path, written: str | bytes) -> tuple[list[Graph], ImportReport]:
    path = tmp_path / "in.jsonl"
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    ledger = Ledger()
    graphs = list(newsmtsc.read(path, ledger))
    return graphs, ledger.report()


def line(**changes: Any) -> str:
    return json.dumps({**LINE, **changes}, ensure_ascii=False) + "\n"


def test_a_target_is_a_span_with_its_polarity_and_further_mentions(tmp_path: Path) -> None:
    target = TARGET | {"further_mentions": [{"from": 9, "to": 12, "mention": "she"}]}
    (graph,), report = graphs_of(tmp_path, line(targets=[target]))
    (one,) = graph.annotations
    assert [(span.id, span.label, graph.surface(span.fragments)) for span in one.spans] == [
        ("g 1", "target", "Ana"),
        (2, "further_mention", "she"),
    ]
    assert [(label.target, label.value) for label in one.attributes] == [("g 1", "2.0")]
    assert one.links[0].arguments == (("Arg1", 2), ("Arg2", "g 1"))
    assert (graph.document_id, report.kept, report.is_clean) == ("g-1", 4, True)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"split": "train"},
        {"targets": []},
        {"targets": [TARGET | {"further_mentions": []}]},
        {"targets": [TARGET | {"polarity": None, "note": ["a", {"b": 1}]}]},
        {"targets": [TARGET, {"from": 0, "to": 3, "mention": "Ana", "polarity": 6}]},
        {"targets": [TARGET | {"further_mentions": [{"from": 9, "to": 12, "mention": "she"}]}]},
    ],
)
def test_what_was_read_is_written_again_byte_for_byte(tmp_path: Path, changes: dict[str, Any]) -> None:
    graphs, report = graphs_of(tmp_path, line(**changes))
    carried = [carry(graph, newsmtsc.CAPABILITIES) for graph in graphs]
    assert (report.is_clean, [losses for _, losses in carried]) == (True, [[]])
    newsmtsc.write([graph for graph, _ in carried], tmp_path / "out.jsonl", Vocabulary())
    assert (tmp_path / "out.jsonl").read_text() == line(**changes)


def test_offsets_are_proved(tmp_path: Path) -> None:
    target = {"from": 3, "to": 6, "mention": "Ana", "polarity": 2.0}
    (graph,), report = graphs_of(tmp_path, line(sentence_normalized="😀 Ana lies.", targets=[target]))
    assert graph.surface(graph.annotations[0].spans[0].fragments) == "Ana"
    assert report.offsets == {"UTF-16 units": 1}


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("text", "F101"),
        ({"from": "0", "to": 3, "mention": "Ana"}, "F101"),
        ({"from": 0, "to": 3}, "F101"),
        (TARGET | {"from": 3, "to": 0}, "F105"),
        (TARGET | {"from": 3, "to": 3, "mention": ""}, "F105"),
        (TARGET | {"from": 0, "to": 99}, "F105"),
        (TARGET | {"from": -1}, "F105"),
        (TARGET | {"from": 10**30, "to": 10**31}, "F105"),
        (TARGET | {"mention": "Bob"}, "F108"),
    ],
)
def test_a_target_that_does_not_stand_there_is_quarantined(tmp_path: Path, target: Any, code: str) -> None:
    _, report = graphs_of(tmp_path, line(targets=[target]))
    assert [(entry.code, entry.outcome) for entry in report.entries] == [(code, "quarantined")]
    assert report.entries[0].content == json.dumps(target)


def test_a_miss_among_matches_is_a_miss_of_its_own(tmp_path: Path) -> None:
    wrong = {"from": 4, "to": 8, "mention": "said"}
    _, report = graphs_of(tmp_path, line(targets=[TARGET, wrong]))
    assert [entry.code for entry in report.entries] == ["F104"]


def test_a_target_whose_id_stands_twice_is_refused(tmp_path: Path) -> None:
    _, report = graphs_of(tmp_path, line(targets=[TARGET, TARGET]))
    assert [entry.code for entry in report.entries] == ["F106"]


@pytest.mark.parametrize(
    "broken",
    [
        '{"a": 1',
        "[]",
        '{"sentence_normalized": 1}',
        '{"sentence_normalized": "a", "targets": {}}',
        '{"sentence_normalized": "a", "sentence_normalized": "b"}',
        '{"sentence_normalized": "a", "x": NaN}',
        '{"sentence_normalized": "\\ud800"}',
        "[" * 100_000,
    ],
)
def test_a_line_that_cannot_be_read_is_quarantined(tmp_path: Path, broken: str) -> None:
    graphs, report = graphs_of(tmp_path, line() + broken + "\r\n")
    assert (len(graphs), [entry.code for entry in report.quarantined]) == (1, ["F101"])
    assert report.quarantined[0].place.line == 2


def test_a_line_in_another_encoding_is_quarantined(tmp_path: Path) -> None:
    _, report = graphs_of(tmp_path, line().encode() + '{"sentence_normalized": "é"}\n'.encode("latin-1"))
    assert [entry.code for entry in report.quarantined] == ["F101"]


@pytest.mark.parametrize("written", ["hm\n", "[]\n", line().encode("utf-16")])
def test_a_file_of_other_lines_is_an_error(tmp_path: Path, written: str | bytes) -> None:
    with pytest.raises(FileError, match="found none"):
        graphs_of(tmp_path, written)


def test_a_path_to_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="found none"):
        list(newsmtsc.read(tmp_path, Ledger()))


def test_names_that_would_be_one_are_told_apart(tmp_path: Path) -> None:
    graphs, _ = graphs_of(tmp_path, line(primary_gid="a b") + line(primary_gid="a/b") + line(primary_gid="x" * 300))
    assert len({graph.document_id for graph in graphs}) == 3
    assert all(len(graph.document_id) <= 200 for graph in graphs)


def test_what_has_no_place_is_lost() -> None:
    spans = (Span(1, "target", ((0, 3),)), Span(2, "further_mention", ((0, 3),)), Span(3, "Cue", ((0, 3),)))
    links = (Link(4, "other", None, (("Arg1", 1), ("Arg2", 1))),)
    attributes = (Attribute(5, "polarity", 1, "high"), Attribute(6, "type", 1, "1"))
    notes = (Note(7, "a", 1, "not JSON"), Note(8, "from", 1, "1"), Note(9, "a", 1, "1"))
    given = Annotations("ana", spans, links, attributes, notes)
    carried, losses = carry(Graph("d", "Ana", (given,)), newsmtsc.CAPABILITIES)
    assert carried.annotations[0].size == 1
    assert len(losses) == 8


@real
@pytest.mark.shared
@pytest.mark.slow
def test_the_sentences_arrive_and_go_out_again(tmp_path: Path) -> None:
    made = convert(SHARED, tmp_path / "ours", source_format="newsmtsc", target_format="jsonl", scheme="newsmtsc")
    news = read(tmp_path / "ours", format="jsonl")
    raw = SHARED.read_text()
    assert made.report.is_clean
    (doubt,) = made.report.entries  # "he" in a sentence with curly quotes: counted in bytes, it is in "when" as well
    assert (doubt.code, doubt.place.line, made.report.plain) == ("F206", 6007, 7757)
    assert (len(news.documents), len(news.entities)) == (raw.count('"primary_gid"'), raw.count('"Input.gid"'))
    assert len(news.mentions) == raw.count('"mention"')
    for number, polarity in {"2.0": "against", "4.0": "neutral", "6.0": "favor"}.items():
        assert sum(one.polarity == polarity for one in news.stances) == raw.count(f'"polarity": {number}')
    assert write(news, tmp_path / "again.jsonl", format="newsmtsc", scheme="newsmtsc") == ()
    assert sorted((tmp_path / "again.jsonl").read_text().split("\n")) == sorted(raw.split("\n"))


def test_a_number_too_large_is_no_json(tmp_path: Path) -> None:
    _, report = graphs_of(tmp_path, line(primary_gid="h") + line().replace("2.0", "1e999"))
    assert [entry.code for entry in report.entries] == ["F101"]


def test_bounds_in_another_unit_are_translated_and_told_of(tmp_path: Path) -> None:
    (graph,), report = graphs_of(tmp_path, line(sentence_normalized="😀 Ana", targets=[TARGET | {"from": 3, "to": 6}]))
    assert graph.annotations[0].spans[0].fragments == ((2, 5),)
    assert [entry.code for entry in report.entries] == ["F204"]


def test_lines_that_say_different_things_of_one_sentence_are_not_mixed(tmp_path: Path) -> None:
    graphs, _ = graphs_of(tmp_path, line(annotator="ana", split="train") + line(annotator="bob", split="test"))
    assert [graph.fields["extras"]["newsmtsc"]["split"] for graph in graphs] == ["train", "test"]  # type: ignore[index]
