from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import FileError
from corpus.formats import prodigy
from corpus.formats.graph import Annotations, Graph, Link, Span
from corpus.formats.vocabularies import Vocabulary
from tests.formats.tools import SHARED, codes, only, placed, read, read_lines

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "😀 Ana Lovrić says no"
TOKENS = [
    {"text": word, "start": start, "end": start + len(word), "id": number}
    for number, (word, start) in enumerate([("😀", 0), ("Ana", 2), ("Lovrić", 6), ("says", 13), ("no", 18)])
]
ANA = {"start": 2, "end": 12, "token_start": 1, "token_end": 2, "label": "PER"}
SAYS = {"start": 13, "end": 17, "token_start": 3, "token_end": 3, "label": "CUE"}


def task(**more: Any) -> dict[str, Any]:
    return {"text": TEXT, "_input_hash": -5, "_task_hash": 6, "tokens": TOKENS, "answer": "accept"} | more


def test_spans_stand_by_their_characters_and_by_tokens_the_last_included(tmp_path: Path) -> None:
    without = {key: ANA[key] for key in ("token_start", "token_end", "label")}
    graphs, report = read_lines("prodigy", tmp_path, task(spans=[ANA]), task(_input_hash=7, spans=[without]))
    assert [placed(one.annotations[0]) for one in graphs] == [[("PER", (2, 12))]] * 2
    assert graphs[0].document_id == "input-fffffffb"
    assert report.offsets == {"code points": 2}


def test_tokens_prove_what_the_offsets_count(tmp_path: Path) -> None:
    moved = [{**one, "start": one["start"] + 1, "end": one["end"] + 1} for one in TOKENS[1:]]
    span = {"start": 3, "end": 13, "label": "PER"}
    graphs, report = read_lines("prodigy", tmp_path, task(tokens=moved, spans=[span]))
    assert placed(only(graphs)) == [("PER", (2, 12))]
    assert (codes(report), report.offsets) == (["F204"], {"UTF-16 units": 1})


def test_a_span_that_its_tokens_contradict_is_quarantined(tmp_path: Path) -> None:
    _, report = read_lines("prodigy", tmp_path, task(spans=[{**ANA, "token_end": 3}, SAYS]))
    assert (codes(report), report.kept) == (["F104"], 1)


def test_a_surface_that_is_not_there_is_quarantined(tmp_path: Path) -> None:
    _, report = read_lines("prodigy", tmp_path, task(spans=[{**ANA, "text": "Bo"}, SAYS]))
    assert (codes(report), report.kept) == (["F104"], 1)


def test_what_else_stands_on_a_span_is_an_attribute(tmp_path: Path) -> None:
    graphs, _ = read_lines("prodigy", tmp_path, task(spans=[{**ANA, "source": "en_core_web_sm", "pattern": 3}]))
    assert [(one.label, one.value) for one in only(graphs).attributes] == [("source", "en_core_web_sm"), ("pattern", "3")]


def test_relations_find_their_spans_by_place_and_label(tmp_path: Path) -> None:
    twin = {**ANA, "label": "ROLE"}
    head, child = {"start": 13, "end": 17, "label": "CUE"}, {"start": 2, "end": 12, "label": "ROLE"}
    relation = {"head": 3, "child": 2, "head_span": head, "child_span": child, "label": "by"}
    graphs, _ = read_lines("prodigy", tmp_path, task(spans=[ANA, twin, SAYS], relations=[relation]))
    one = only(graphs)
    assert one.links[0].arguments == (("Arg1", one.spans[2].id), ("Arg2", one.spans[1].id))


def test_relations_without_spans_are_between_the_spans_around_their_tokens_or_words(tmp_path: Path) -> None:
    relations = [{"head": 3, "child": 2, "label": "by"}, {"head": 3, "child": 4, "label": "obj"}]
    word = {"head": 3, "child": 4, "label": "x", "child_span": {"start": 18, "end": 20, "label": None}}
    graphs, report = read_lines("prodigy", tmp_path, task(spans=[ANA, SAYS], relations=[*relations, word]))
    one = only(graphs)
    labels = {span.id: (span.label, graphs[0].surface(span.fragments)) for span in one.spans}
    assert [[labels[target] for _, target in link.arguments] for link in one.links] == [
        [("CUE", "says"), ("PER", "Ana Lovrić")],
        [("CUE", "says"), ("token", "no")],
        [("CUE", "says"), ("token", "no")],
    ]
    assert report.is_clean


@pytest.mark.parametrize(
    "relation",
    [
        {"head": 99, "child": 1, "label": "by"},
        {"head_span": {"start": 0, "end": 1, "label": "X"}, "child": 1, "label": "by"},
        {"head_span": {"id": "T9"}, "child": 1, "label": "by"},
    ],
)
def test_relations_to_nothing_are_refused(tmp_path: Path, relation: dict[str, Any]) -> None:
    assert codes(read_lines("prodigy", tmp_path, task(spans=[ANA], relations=[relation]))[1]) == ["F107"]


@pytest.mark.parametrize("answer", ["reject", "ignore"])
def test_what_was_not_accepted_is_no_annotation_and_is_kept_word_for_word(tmp_path: Path, answer: str) -> None:
    declined = task(spans=[ANA], answer=answer)
    graphs, report = read_lines("prodigy", tmp_path, declined)
    assert (graphs[0].annotations, codes(report)) == ((), ["F110"])
    assert json.loads(report.entries[0].content or "") == declined
    assert graphs[0].fields["extras"]["prodigy"]["declined"] == [declined]


def test_tasks_about_one_text_are_one_document_and_those_of_one_annotator_one_pass(tmp_path: Path) -> None:
    tasks = [task(spans=[ANA], _annotator_id="ana"), task(spans=[SAYS], _annotator_id="ana"), task(spans=[], _session_id="bo")]
    graphs, _ = read_lines("prodigy", tmp_path, *tasks)
    assert [(one.annotator, placed(one)) for one in graphs[0].annotations] == [
        ("ana", [("PER", (2, 12)), ("CUE", (13, 17))]),
        ("bo", []),
    ]


def test_a_span_of_an_earlier_task_is_not_taken_twice_and_its_relations_are_kept(tmp_path: Path) -> None:
    relation = {"head_span": SAYS, "child_span": ANA, "label": "by"}
    graphs, report = read_lines("prodigy", tmp_path, task(spans=[ANA]), task(spans=[ANA, SAYS], relations=[relation]))
    one = only(graphs)
    assert len(one.spans) == 2
    assert one.links[0].arguments[1][1] == one.spans[0].id
    assert codes(report) == ["F106"]


def test_choices_and_labels_are_links_without_a_place(tmp_path: Path) -> None:
    graphs, report = read_lines(
        "prodigy", tmp_path, task(accept=["NEWS", 2]), task(_input_hash=8, label="SPORT", accept=[None])
    )
    assert [[link.label for link in one.annotations[0].links] for one in graphs] == [["NEWS", "2"], ["SPORT"]]
    assert codes(report) == ["F101"]


def test_a_text_that_nobody_has_seen_has_no_annotator(tmp_path: Path) -> None:
    graphs, _ = read_lines("prodigy", tmp_path, {"text": "Ana", "meta": {"source": "TAG24"}})
    assert (graphs[0].annotations, graphs[0].document_id) == ((), "export-1")
    assert graphs[0].fields == {"extras": {"prodigy": {"meta": {"source": "TAG24"}}}}


@pytest.mark.parametrize("kind", ["image", "html"])
def test_tasks_about_no_text_are_refused(tmp_path: Path, kind: str) -> None:
    _, report = read_lines("prodigy", tmp_path, {kind: "x", "answer": "accept"}, task())
    assert codes(report) == ["F103"]
    assert kind in report.entries[0].reason


@pytest.mark.parametrize(("start", "end"), [(5, 2), (4, 4), (0, 99), (-3, 2)])
def test_bounds_outside_reversed_or_empty_are_quarantined(tmp_path: Path, start: int, end: int) -> None:
    _, report = read_lines("prodigy", tmp_path, task(spans=[{"start": start, "end": end, "label": "X"}, ANA]))
    assert (codes(report), report.kept) == (["F105"], 1)


@pytest.mark.parametrize(
    "span", [None, {"start": 1}, {"start": 0, "end": 1, "label": None}, {"token_start": 99, "token_end": 1, "label": "X"}]
)
def test_what_is_no_span_is_quarantined(tmp_path: Path, span: object) -> None:
    assert codes(read_lines("prodigy", tmp_path, task(spans=[span], relations=[5]))[1]) == ["F101", "F101"]


def test_ids_twice_are_refused(tmp_path: Path) -> None:
    _, report = read_lines("prodigy", tmp_path, task(spans=[{**ANA, "id": "T1"}, {**SAYS, "id": "T1"}]))
    assert codes(report) == ["F106"]


def test_attributes_in_another_shape_are_quarantined(tmp_path: Path) -> None:
    spans = [{**ANA, "attributes": [{"label": "a", "value": 5}], "notes": [7]}]
    assert codes(read_lines("prodigy", tmp_path, task(spans=spans))[1]) == ["F101", "F101"]


def test_we_write_tokens_that_every_span_fits_and_ends_of_relations(tmp_path: Path) -> None:
    spans = (Span("T1", "PER", ((2, 4),)), Span("T2", "CUE", ((13, 17),)))
    graph = Graph("d", TEXT, (Annotations("ana", spans, (Link("R1", "by", None, (("Arg1", "T2"), ("Arg2", "T1"))),)),))
    prodigy.write([graph], tmp_path / "out", Vocabulary())
    made = json.loads((tmp_path / "out").read_text())
    assert [one["text"] for one in made["tokens"]] == ["😀", "An", "a", "Lovrić", "says", "no"]
    assert [(one["token_start"], one["token_end"]) for one in made["spans"]] == [(1, 1), (4, 4)]
    (relation,) = made["relations"]
    assert (relation["head"], relation["child"], relation["head_span"]["label"]) == (4, 1, "CUE")
    assert (made["answer"], made["_annotator_id"], made["_session_id"]) == ("accept", "ana", "ana")


def test_choices_go_out_with_options_to_choose_from_unless_there_are_some(tmp_path: Path) -> None:
    chosen = (Annotations("ana", links=(Link(1, "NEWS"),)),)
    options = {"extras": {"prodigy": {"options": [{"id": "NEWS"}, {"id": "SPORT"}]}}}
    prodigy.write([Graph("d", "x", chosen), Graph("e", "x", chosen, options)], tmp_path / "out", Vocabulary())
    assert [[one["id"] for one in json.loads(line)["options"]] for line in (tmp_path / "out").read_text().splitlines()] == [
        ["NEWS"],
        ["NEWS", "SPORT"],
    ]
    graphs, _ = read("prodigy", tmp_path / "out")
    assert [one.fields for one in graphs] == [{}, options]


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"text": "Ana", "spans"')
    with pytest.raises(FileError, match="expected JSON objects"):
        read("prodigy", tmp_path / "x.jsonl")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs public evaluation data")
def test_a_real_export_is_read_but_for_the_answer_that_was_ignored() -> None:
    path = SHARED / "prodigy" / "news_headlines_ner.jsonl"
    graphs, report = read("prodigy", path)
    tasks = [json.loads(line) for line in path.read_text().splitlines()]
    accepted = [span for one in tasks if one["answer"] == "accept" for span in one.get("spans", ())]
    spans = [span for graph in graphs for one in graph.annotations for span in one.spans]
    assert (len(graphs), len(spans), codes(report)) == (len(tasks), len(accepted), ["F110"])
    assert report.offsets == {"code points": sum(bool(one.get("spans")) for one in tasks if one["answer"] == "accept")}


def test_what_annotators_say_otherwise_of_one_text_is_kept_for_each(tmp_path: Path) -> None:
    tasks = [task(_annotator_id=name, user_input=said) for name, said in (("ana", "one"), ("bob", "two"))]
    graphs, _ = read_lines("prodigy", tmp_path, *tasks)
    kept = graphs[0].fields["extras"]["prodigy"]  # type: ignore[index]  # fields of any kind
    assert kept["user_input"] == "one"
    assert kept["tasks"][1] == {"_task_hash": 6, "_annotator_id": "bob", "user_input": "two"}
    target = tmp_path / "made.jsonl"
    prodigy.write(graphs, target, Vocabulary())
    assert read("prodigy", target)[0][0].fields == graphs[0].fields


def test_a_span_that_was_answered_with_no_is_no_annotation_and_kept(tmp_path: Path) -> None:
    no = {**SAYS, "answer": "reject"}
    graphs, report = read_lines("prodigy", tmp_path, task(_annotator_id="ana", spans=[ANA, no]))
    assert placed(only(graphs)) == [("PER", (2, 12))]
    assert codes(report) == ["F110"]
    assert graphs[0].fields["extras"]["prodigy"]["declined"] == [{"spans": [no], "_annotator_id": "ana"}]  # type: ignore[index]


def test_what_was_declined_before_stays_when_more_is_declined(tmp_path: Path) -> None:
    graphs, _ = read_lines("prodigy", tmp_path, task(answer="reject"), task(spans=[ANA]))
    prodigy.write(graphs, tmp_path / "made.jsonl", Vocabulary())
    first = json.loads((tmp_path / "made.jsonl").read_text())
    graphs, _ = read_lines("prodigy", tmp_path, first, {**first, "answer": "ignore"})
    declined = graphs[0].fields["extras"]["prodigy"]["declined"]  # type: ignore[index]
    assert [one["answer"] for one in declined] == ["reject", "ignore"]
