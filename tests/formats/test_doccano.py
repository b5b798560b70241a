from __future__ import annotations

import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.formats import doccano
from corpus.formats.doccano.keeping import kept_items
from corpus.formats.graph import Annotations, Graph, Link, Span
from corpus.formats.vocabularies import Vocabulary
from tests.formats.tools import SHARED, codes, only, placed, read, read_lines

if TYPE_CHECKING:
    from pathlib import Path

ANA = {"text": "Ana says no", "label": [[0, 3, "PER"]]}


@pytest.mark.parametrize("key", ["label", "labels"])
def test_spans_may_be_lists_under_either_name(tmp_path: Path, key: str) -> None:
    graphs, report = read_lines("doccano", tmp_path, {"text": "Ana says no", key: [[0, 3, "PER"], [4, 8, "CUE"]]})
    assert placed(only(graphs)) == [("PER", (0, 3)), ("CUE", (4, 8))]
    assert (graphs[0].document_id, report.taken) == ("export-1", 2)


def test_entities_and_relations_keep_their_ids(tmp_path: Path) -> None:
    row = {
        "id": 12,
        "text": "Ana says no",
        "entities": [
            {"id": 5, "label": "PER", "start_offset": 0, "end_offset": 3},
            {"id": 6, "label": "CUE", "start_offset": 4, "end_offset": 8},
        ],
        "relations": [{"id": 5, "from_id": 6, "to_id": 5, "type": "by"}],
        "Comments": ["look here"],
        "source": "TAG24",
    }
    graphs, report = read_lines("doccano", tmp_path, row)
    (link,) = only(graphs).links
    assert (link.label, link.arguments) == ("by", (("Arg1", "6"), ("Arg2", "5")))
    assert graphs[0].document_id == "12"
    assert graphs[0].fields == {"extras": {"doccano": {"Comments": ["look here"], "source": "TAG24"}}}
    assert report.kept == 3


def test_the_exports_of_2021_call_the_text_data(tmp_path: Path) -> None:
    graphs, _ = read_lines("doccano", tmp_path, {"id": 1, "data": "Ana", "label": [[0, 3, "PER"]]})
    assert graphs[0].text == "Ana"


def test_older_exports_name_the_user_of_each_annotation(tmp_path: Path) -> None:
    spans = [{"label": 7, "start_offset": 0, "end_offset": 3, "user": user} for user in (1, 2)]
    graphs, _ = read_lines("doccano", tmp_path, {"id": 1, "text": "Ana", "annotations": spans})
    assert [(one.annotator, placed(one)) for one in graphs[0].annotations] == [("1", [("7", (0, 3))]), ("2", [("7", (0, 3))])]


def test_categories_are_links_without_a_place(tmp_path: Path) -> None:
    graphs, _ = read_lines(
        "doccano", tmp_path, {"text": "Ana", "label": ["news", 2], "cats": ["short"]}, {"text": "x", "label": {"label": "y"}}
    )
    assert [[link.label for link in one.annotations[0].links] for one in graphs] == [["news", "2", "short"], ["y"]]


def test_each_file_of_an_export_is_an_annotator(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("ana.jsonl", "bo.jsonl", "admin.jsonl"):
            archive.writestr(name, json.dumps({"id": 1, **ANA}))
    graphs, _ = read("doccano", path)
    assert [one.annotator for one in graphs[0].annotations] == ["import", "ana", "bo"]


def test_rows_without_an_id_are_the_same_text_in_another_file_and_another_one_in_the_same(tmp_path: Path) -> None:
    for name in ("ana", "bo"):
        (tmp_path / f"{name}.jsonl").write_text("\n".join([json.dumps(ANA)] * 2))
    graphs, _ = read("doccano", tmp_path)
    assert [len(one.annotations) for one in graphs] == [2, 2]


def test_an_array_is_read_as_well(tmp_path: Path) -> None:
    (tmp_path / "all.json").write_text(json.dumps([ANA, ANA]))
    assert len(read("doccano", tmp_path / "all.json")[0]) == 2


@pytest.mark.parametrize(
    ("bounds", "surface"),
    [((3, 6), "Ana"), ((2, 5), "Ana")],
)
def test_the_unit_is_the_one_in_which_bounds_fall_between_words(tmp_path: Path, bounds: tuple[int, int], surface: str) -> None:
    graphs, report = read_lines("doccano", tmp_path, {"text": "😀 Ana says", "label": [[*bounds, "PER"]]})
    assert graphs[0].surface(only(graphs).spans[0].fragments) == surface
    assert codes(report) == ["F206"]


def test_where_nothing_tells_the_unit_it_is_utf_16_and_the_report_says_so(tmp_path: Path) -> None:
    graphs, report = read_lines("doccano", tmp_path, {"text": "😀 a b c", "label": [[3, 4, "X"]]})
    assert graphs[0].surface(only(graphs).spans[0].fragments) == "a"
    assert "UTF-16 units were assumed" in report.entries[0].reason


def test_an_emoji_behind_all_spans_makes_no_doubt(tmp_path: Path) -> None:
    assert codes(read_lines("doccano", tmp_path, {"text": "Ana 😀", "label": [[0, 3, "PER"]]})[1]) == []


@pytest.mark.parametrize("bounds", [[0, 99], [3, 1], [1, 1], [-1, 2], [0, 10**30]])
def test_bounds_outside_reversed_or_empty_are_quarantined(tmp_path: Path, bounds: list[int]) -> None:
    graphs, report = read_lines("doccano", tmp_path, {"text": "Ana says", "label": [[*bounds, "PER"], [0, 3, "PER"]]})
    assert (len(only(graphs).spans), codes(report)) == (1, ["F105"])
    assert json.loads(report.quarantined[0].content or "") == [*bounds, "PER"]


@pytest.mark.parametrize("span", [None, True, [0, 3], [0, "3", "PER"], [0, 3, ""], {"label": "PER", "start_offset": 0}])
def test_what_is_no_span_is_quarantined(tmp_path: Path, span: object) -> None:
    _, report = read_lines("doccano", tmp_path, {"text": "Ana says", "label": [span, [0, 3, "PER"]]})
    assert (report.kept, codes(report)) == (1, ["F101"])


def test_ids_twice_and_references_to_nothing_are_refused(tmp_path: Path) -> None:
    twice = [{"id": 1, "label": "X", "start_offset": 0, "end_offset": 3}] * 2
    relations = [{"from_id": 1, "to_id": 9, "type": "of"}, {"from_id": 1, "type": "of"}]
    _, report = read_lines("doccano", tmp_path, {"text": "Ana says", "entities": twice, "relations": relations})
    assert sorted(codes(report)) == ["F101", "F106", "F107"]
    assert report.kept == 1


def test_a_row_without_text_is_quarantined_whole(tmp_path: Path) -> None:
    _, report = read_lines("doccano", tmp_path, ANA, {"label": [[0, 1, "PER"]]})
    assert (codes(report), report.quarantined[0].place.line) == (["F103"], 2)


def test_line_ends_of_windows_stay_in_the_text(tmp_path: Path) -> None:
    graphs, report = read_lines("doccano", tmp_path, {"text": "a\r\nAna", "label": [[3, 6, "PER"]]})
    assert (graphs[0].text, graphs[0].surface(only(graphs).spans[0].fragments), codes(report)) == ("a\r\nAna", "Ana", [])


def test_what_we_wrote_keeps_ids_kinds_and_annotators_also_after_doccano_gave_new_ids(tmp_path: Path) -> None:
    says, event = Span("T1", "cue", ((2, 6),)), Link("E1", "saying", "T1", (("cue", "T1"),))
    pair = Link("R1", "of", None, (("Whole", "T1"), ("Part", "T1")))
    graph = Graph("d", "😀 says", (Annotations("ana", (says,), (event, pair)),))
    doccano.write([graph], tmp_path / "out", Vocabulary())
    row = json.loads((tmp_path / "out").read_text())
    assert [(one["start_offset"], one["end_offset"]) for one in row["entities"]] == [(3, 7), (3, 7)]
    renumbered = {0: 100, 1: 101}
    for entity in row["entities"]:
        entity["id"] = renumbered[entity["id"]]
    for relation in row["relations"]:
        relation["from_id"], relation["to_id"] = renumbered[relation["from_id"]], renumbered[relation["to_id"]]
    row["entities"].append({"id": 102, "label": "new", "start_offset": 0, "end_offset": 2})
    graphs, report = read_lines("doccano", tmp_path, row)
    one = only(graphs)
    assert ({span.id for span in one.spans}, set(one.links)) >= ({"T1", "102"}, set())
    assert [(link.id, link.label, link.trigger, link.arguments) for link in one.links] == [
        ("R1", "of", None, (("Whole", "T1"), ("Part", "T1"))),
        ("E1", "saying", "T1", (("cue", "T1"),)),
    ]
    assert (one.annotator, codes(report)) == ("ana", [])


def test_a_second_row_of_one_annotator_about_one_document_is_refused(tmp_path: Path) -> None:
    doccano.write([Graph("d", "Ana", (Annotations("ana"),))], tmp_path / "out", Vocabulary())
    line = (tmp_path / "out").read_text().strip()
    assert codes(read_lines("doccano", tmp_path, line, line)[1]) == ["F106"]


def test_fields_that_make_no_document_are_refused_and_the_text_is_read(tmp_path: Path) -> None:
    graphs, report = read_lines("doccano", tmp_path, {**ANA, "reportedly": {"id": "d", "document": {"title": 5}}})
    assert (graphs[0].fields, codes(report), report.kept) == ({}, ["F101"], 1)


def test_what_was_kept_in_another_shape_is_nothing() -> None:
    kept = kept_items(
        {"items": [[1], [0, 1, 2, "x", "span"], [0, 1, "a", None, "span"]], "relations": [["a", 1, "b", 2, "c", "d"]]}
    )
    assert not kept.ids


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text("T1\tPER 0 3\tAna\n")
    with pytest.raises(FileError, match="expected JSON objects"):
        read("doccano", tmp_path / "x.jsonl")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs public evaluation data")
def test_real_exports_are_read_but_for_the_row_without_text() -> None:
    graphs, report = read("doccano", SHARED / "doccano")
    assert (len(graphs), report.kept, codes(report)) == (3, 8, ["F103"])
    assert {graph.surface(span.fragments) for graph in graphs for span in graph.annotations[0].spans} >= {
        "Google",
        "Larry Page",
    }


def test_names_of_labels_and_users_are_taken_before_their_numbers(tmp_path: Path) -> None:
    span = {"label": 2, "label_name": "ORG", "start_offset": 0, "end_offset": 3, "user": 1, "user_name": "bo"}
    graphs, _ = read_lines("doccano", tmp_path, {"text": "Ana", "annotations": [span]})
    assert (only(graphs).annotator, placed(only(graphs))) == ("bo", [("ORG", (0, 3))])


def test_what_users_wrote_of_a_whole_text_is_a_category(tmp_path: Path) -> None:
    row = {"text": "Hello", "annotations": [{"text": "Hallo", "user": 1}]}
    assert [link.label for link in only(read_lines("doccano", tmp_path, row)[0]).links] == ["Hallo"]


def test_what_annotators_say_otherwise_of_one_text_is_kept_for_each(tmp_path: Path) -> None:
    (tmp_path / "export").mkdir()
    for name, said in (("ana", "one"), ("bo", "two")):
        row = {"id": 1, **ANA, "Comments": [said]}
        (tmp_path / "export" / f"{name}.jsonl").write_text(json.dumps(row))
    graphs, _ = read("doccano", tmp_path / "export")
    kept = {"Comments": ["one"], "otherwise": [{"annotator": "bo", "Comments": ["two"]}]}
    assert graphs[0].fields == {"extras": {"doccano": kept}}
    doccano.write(graphs, tmp_path / "out", Vocabulary())
    assert read("doccano", tmp_path / "out")[0][0].fields == graphs[0].fields


def test_a_key_of_the_file_may_be_called_as_one_of_ours(tmp_path: Path) -> None:
    rows = [{"id": 1, **ANA, "otherwise": 4, "page": number} for number in (1, 2)]
    graphs, _ = read_lines("doccano", tmp_path, *rows)
    kept = [{"otherwise": 4}, {"annotator": "import", "page": 2}]
    assert graphs[0].fields == {"extras": {"doccano": {"otherwise": kept, "page": 1}}}
