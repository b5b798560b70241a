from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from corpus.errors import FileError
from corpus.formats import labelstudio
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span
from corpus.formats.vocabularies import Vocabulary
from corpus.model import LAYERS
from corpus.model.columns import labels
from corpus.schemes.reportedly import vocabulary
from tests.formats.tools import SHARED, codes, only, placed, read, read_lines

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.formats.reports import ImportReport

TEXT = "😀 Ana says\n\nno"


def region(own: str = "a", start: Any = 2, end: Any = 5, text: str | None = "Ana", **more: Any) -> dict[str, Any]:
    value = {"start": start, "end": end, **({} if text is None else {"text": text}), "labels": more.pop("labels", ["PER"])}
    return {"id": own, "from_name": "label", "to_name": "text", "type": "labels", "value": value, **more}


def said(kind: str, name: str, own: str = "a", **value: Any) -> dict[str, Any]:
    return {"id": own, "from_name": name, "to_name": "text", "type": kind, "value": value}


def task(*results: Any, text: str = TEXT, **more: Any) -> dict[str, Any]:
    return {"id": 1, "data": {"text": text}, "annotations": [{"id": 9, "completed_by": 3, "result": list(results)}]} | more


def read_task(folder: Path, *results: Any, **more: Any) -> tuple[Annotations, ImportReport]:
    graphs, report = read_lines("labelstudio", folder, task(*results, **more))
    return only(graphs), report


def test_regions_are_spans_and_what_shares_their_id_is_said_of_them(tmp_path: Path) -> None:
    place = {"start": 2, "end": 5, "text": "Ana"}
    results = [
        said("choices", "sex", choices=["female", "known"], **place),
        region(meta={"text": ["sure?"]}, score=0.5, origin="manual"),
        said("taxonomy", "kind", taxonomy=[["person", "speaker"]], **place),
        said("number", "age", number=41, **place),
        said("rating", "stars", rating=4, **place),
        said("textarea", "why", start=2, end=5, text=["one", "two"]),
    ]
    one, report = read_task(tmp_path, *results)
    assert placed(one) == [("PER", (2, 5))]
    assert {(item.label, item.value) for item in one.attributes} == {
        ("sex", "female"),
        ("sex", "known"),
        ("kind", "person/speaker"),
        ("age", "41"),
        ("stars", "4"),
        ("score", "0.5"),
    }
    assert [(note.label, note.text) for note in one.notes] == [("AnnotatorNotes", "sure?"), ("why", "one"), ("why", "two")]
    assert {item.target for item in (*one.attributes, *one.notes)} == {"a"}
    assert (one.annotator, report.kept, report.is_clean) == ("3", 10, True)


def test_a_region_with_two_labels_is_two_spans(tmp_path: Path) -> None:
    one, report = read_task(tmp_path, region(labels=["PER", "ROLE"]), region(from_name="other", labels=["X"]))
    assert [(span.id == "a", span.label) for span in one.spans] == [(True, "PER"), (False, "ROLE"), (False, "X")]
    assert report.is_clean


def test_relations_have_no_control_and_point_either_way(tmp_path: Path) -> None:
    says = region("b", 6, 10, "says", labels=["CUE"])
    arrow = {"from_id": "a", "to_id": "b", "type": "relation"}
    arrows = [{**arrow, "labels": ["of", "by"]}, {**arrow, "direction": "left"}, {**arrow, "direction": "bi", "labels": []}]
    one, _ = read_task(tmp_path, *arrows, region(), says)
    assert [(link.label, link.arguments) for link in one.links] == [
        ("of", (("Arg1", "a"), ("Arg2", "b"))),
        ("by", (("Arg1", "a"), ("Arg2", "b"))),
        ("relation", (("Arg1", "b"), ("Arg2", "a"))),
        ("relation", (("Arg", "a"), ("Arg", "b"))),
    ]


def test_offsets_of_before_october_2021_are_proved_to_be_utf_16(tmp_path: Path) -> None:
    one, report = read_task(tmp_path, region(start=3, end=6))
    assert (placed(one), codes(report), report.offsets) == ([("PER", (2, 5))], ["F204"], {"UTF-16 units": 1})


def test_without_a_surface_code_points_are_assumed_and_the_report_says_so(tmp_path: Path) -> None:
    one, report = read_task(tmp_path, region(text=None))
    assert (placed(one), codes(report)) == ([("PER", (2, 5))], ["F206"])


@pytest.mark.parametrize("surface", ["says no", "says\\n\\nno", "says  no"])
def test_surfaces_in_which_white_space_was_folded_are_forgiven(tmp_path: Path, surface: str) -> None:
    one, report = read_task(tmp_path, region(start=7, end=15, text=surface))
    assert (placed(one), codes(report)) == ([("PER", (6, 14))], ["F204"])


def test_a_surface_that_is_not_there_is_quarantined(tmp_path: Path) -> None:
    _, report = read_task(tmp_path, region("b", text="Bo"), region())
    assert (codes(report), report.kept) == (["F104"], 1)
    assert json.loads(report.quarantined[0].content or "")["id"] == "b"


def test_of_a_text_that_is_another_nothing_is_believed(tmp_path: Path) -> None:
    _, report = read_task(tmp_path, region(), region("b", 6, 10, "says"), text="Something else altogether")
    assert (codes(report), report.kept) == (["F108", "F108"], 0)


@pytest.mark.parametrize(("start", "end"), [(5, 2), (2, 2), (0, 99), (-4, 2), (0, 10**30)])
def test_bounds_outside_reversed_or_empty_are_quarantined(tmp_path: Path, start: int, end: int) -> None:
    _, report = read_task(tmp_path, region("b", start, end, None), region())
    assert (codes(report), report.kept) == (["F105"], 1)


@pytest.mark.parametrize(
    "result",
    [
        None,
        {"type": "rectanglelabels", "value": {"x": 1}},
        region(start="/div[1]/text()[1]", end="/div[1]/text()[1]"),
        region(labels=[5]),
        {"type": "relation", "from_id": "a"},
        said("choices", "", choices=["x"]),
    ],
)
def test_what_is_no_result_about_a_text_is_quarantined(tmp_path: Path, result: Any) -> None:
    assert codes(read_task(tmp_path, result)[1]) == ["F101"]


def test_ids_twice_and_references_to_nothing_are_refused(tmp_path: Path) -> None:
    arrow = {"type": "relation", "from_id": "a", "to_id": "z", "labels": ["of"]}
    stray = said("choices", "sex", "z", start=0, end=1, choices=["x"])
    _, report = read_task(tmp_path, region(), region(), arrow, stray)
    assert (sorted(codes(report)), report.kept) == (["F106", "F107", "F107"], 1)


def test_what_is_said_of_the_whole_task_is_a_link_without_a_place(tmp_path: Path) -> None:
    one, _ = read_task(tmp_path, said("choices", "topic", "x", choices=["news"]), said("textarea", "why", "y", text=["so"]))
    assert [(link.label, link.trigger, link.arguments) for link in one.links] == [("topic", None, ()), ("why", None, ())]
    assert (one.attributes[0].value, one.notes[0].text) == ("news", "so")


def test_each_annotation_and_prediction_is_an_annotator(tmp_path: Path) -> None:
    annotations = [
        {"completed_by": {"id": 2, "email": "ana@example.org"}, "result": [region()], "lead_time": 2.5},
        {"completed_by": "bo@example.org", "result": []},
        {"completed_by": "bo@example.org", "result": []},
        {"result": []},
    ]
    predictions = [{"model_version": "m1", "result": []}, {"result": []}]
    graphs, _ = read_lines("labelstudio", tmp_path, task(annotations=annotations, predictions=predictions))
    names = ["ana-example.org", "bo-example.org", "bo-example.org-2", "import", "m1", "predictions"]
    assert [one.annotator for one in graphs[0].annotations] == names
    kept = graphs[0].fields["extras"]["labelstudio"]
    assert kept == {"id": 1, "annotators": {"ana@example.org": {"lead_time": 2.5}}}


def test_completions_are_annotations_of_before_2021(tmp_path: Path) -> None:
    graphs, _ = read_lines("labelstudio", tmp_path, {"data": {"text": TEXT}, "completions": [{"result": [region()]}]})
    assert placed(only(graphs)) == [("PER", (2, 5))]


def test_what_was_cancelled_or_is_a_draft_is_no_annotation_and_is_kept_word_for_word(tmp_path: Path) -> None:
    cancelled = {"was_cancelled": True, "result": [region()], "completed_by": 3}
    graphs, report = read_lines("labelstudio", tmp_path, task(annotations=[cancelled], drafts=[{"result": [region()]}, 7]))
    assert (graphs[0].annotations, codes(report)) == ((), ["F110", "F110"])
    assert graphs[0].fields["extras"]["labelstudio"]["declined"] == [cancelled, {"result": [region()]}]


def test_a_storage_target_writes_a_file_per_annotation_with_its_task_inside(tmp_path: Path) -> None:
    for number in (1, 2):
        about = {"id": 7, "data": {"text": TEXT}}
        (tmp_path / f"{number}.json").write_text(
            json.dumps({"id": 5, "completed_by": number, "result": [region()], "task": about})
        )
    graphs, _ = read("labelstudio", tmp_path)
    assert [(one.document_id, [each.annotator for each in one.annotations]) for one in graphs] == [("7", ["1", "2"])]


def test_the_minimal_export_has_a_row_per_annotation(tmp_path: Path) -> None:
    row = {"id": 7, "text": TEXT, "label": [{"start": 2, "end": 5, "text": "Ana", "labels": ["PER"]}], "annotation_id": 5}
    topic = {"topic": {"choices": ["a", "b"]}, "url": "https://example.org"}
    graphs, _ = read_lines("labelstudio", tmp_path, {**row, "annotator": 1}, {**row, **topic, "annotator": 2})
    assert [(one.annotator, placed(one), len(one.links)) for one in graphs[0].annotations] == [
        ("1", [("PER", (2, 5))], 0),
        ("2", [("PER", (2, 5))], 1),
    ]
    assert graphs[0].fields["extras"]["labelstudio"]["data"] == {"url": "https://example.org"}


def test_the_text_is_what_the_surfaces_stand_in(tmp_path: Path) -> None:
    data = {"text": "A headline", "body": TEXT}
    graphs, _ = read_lines("labelstudio", tmp_path, task(region(), data=data))
    assert graphs[0].text == TEXT
    assert graphs[0].fields["extras"]["labelstudio"]["data"] == {"text": "A headline"}


def test_of_a_page_the_visible_text_is_the_text_and_the_page_is_kept(tmp_path: Path) -> None:
    page = "<html><style>b{}</style><p>Ana &amp; Bo</p></html>"
    value = {
        "start": "/p[1]",
        "end": "/p[1]",
        "globalOffsets": {"start": 6, "end": 8},
        "text": "Bo",
        "hypertextlabels": ["PER"],
    }
    result = {"id": "a", "from_name": "label", "type": "hypertextlabels", "value": value}
    graphs, _ = read_lines("labelstudio", tmp_path, task(result, data={"html": page}))
    assert (graphs[0].text, placed(only(graphs))) == ("Ana & Bo", [("PER", (6, 8))])
    assert graphs[0].fields["extras"]["labelstudio"]["data"] == {"html": page}


def test_a_task_without_a_text_is_refused(tmp_path: Path) -> None:
    assert codes(read_lines("labelstudio", tmp_path, {"data": {"image": 5}}, {"x": 1})[1]) == ["F103", "F103"]


@pytest.mark.parametrize(
    "address", ["https://example.org/1.jpg", "/data/upload/1.jpg", "s3://bucket/1.txt", "data:image/png;base64,x"]
)
def test_the_address_of_an_image_is_no_text(tmp_path: Path, address: str) -> None:
    box = {"id": "a", "type": "rectanglelabels", "value": {"x": 1}}
    _, report = read_lines(
        "labelstudio", tmp_path, task(box, data={"image": address}), task(region(), data={"u": address, "t": TEXT})
    )
    assert (codes(report), report.kept) == (["F103"], 1)


def test_a_list_of_texts_to_be_labelled_has_no_annotators(tmp_path: Path) -> None:
    graphs, _ = read_lines("labelstudio", tmp_path, {"text": "Ana", "source": "TAG24"})
    assert (graphs[0].text, graphs[0].annotations) == ("Ana", ())


def test_a_truncated_file_keeps_its_whole_tasks_and_one_of_another_kind_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text(json.dumps([task(region()), task()])[:-30])
    graphs, report = read("labelstudio", path)
    assert (len(graphs), codes(report)) == (1, ["F101"])
    path.write_text("<View/>")
    with pytest.raises(FileError, match="expected JSON objects"):
        read("labelstudio", path)


SPANS = (Span("T1", "cue", ((2, 5),)), Span(1, "saying", ((6, 10),)))
LINKS = (Link("E1", "saying", 1, (("by", "T1"),)), Link("R1", "of", None, (("Whole", "T1"), ("Part", "T1"))))
GRAPH = Graph(
    "d", TEXT, (Annotations("ana", SPANS, LINKS, (Attribute("A1", "type", "E1", "x\x00"),), (Note(3, "why", "T1", "so"),)),)
)


def test_tasks_are_written_as_predictions_of_each_annotator(tmp_path: Path) -> None:
    labelstudio.write([GRAPH], tmp_path / "out.json", Vocabulary())
    (made,) = json.loads((tmp_path / "out.json").read_text())
    assert made["data"]["text"] == TEXT
    (prediction,) = made["predictions"]
    assert prediction["model_version"] == "ana"
    assert [(one["type"], one.get("from_name")) for one in prediction["result"]] == [
        ("labels", "label"),
        ("labels", "reportedly-objects"),
        ("choices", "saying.type"),
        ("textarea", "cue.why"),
        ("relation", None),
        ("relation", None),
    ]
    assert prediction["result"][0]["value"] == {"start": 2, "end": 5, "text": "Ana", "labels": ["cue"]}


def test_an_annotator_adds_an_argument_by_drawing_an_arrow(tmp_path: Path) -> None:
    labelstudio.write([GRAPH], tmp_path / "out.json", Vocabulary())
    (made,) = json.loads((tmp_path / "out.json").read_text())
    made["predictions"][0]["result"].append(
        {"type": "relation", "from_id": "E1", "to_id": "T1", "direction": "right", "labels": ["about"]}
    )
    graphs, _ = read_lines("labelstudio", tmp_path, made)
    assert {link.id: link.arguments for link in only(graphs).links}["E1"] == (("by", "T1"), ("about", "T1"))


def test_a_text_of_ours_that_looks_like_an_address_is_a_text(tmp_path: Path) -> None:
    labelstudio.write(
        [Graph("d", "/r/news", (Annotations("ana", (Span("T1", "cue", ((3, 7),)),)),))], tmp_path / "o", Vocabulary()
    )
    assert placed(only(read("labelstudio", tmp_path / "o")[0])) == [("cue", (3, 7))]


def test_a_name_that_a_native_id_has_is_not_given_again(tmp_path: Path) -> None:
    spans = (Span("region-1", "cue", ((2, 5),)), Span(1, "cue", ((6, 10),)))
    labelstudio.write([Graph("d", TEXT, (Annotations("ana", spans),))], tmp_path / "out.json", Vocabulary())
    assert [span.id for span in only(read("labelstudio", tmp_path / "out.json")[0]).spans] == ["region-1", "region-1-"]


def test_the_configuration_has_the_labels_that_were_written(tmp_path: Path) -> None:
    labelstudio.write([GRAPH], tmp_path / "out", Vocabulary())
    view = ET.fromstring((tmp_path / "out" / "config.xml").read_text())  # noqa: S314 - our own file
    assert [one.get("value") for one in view.iter("Label")] == ["cue", "saying"]
    assert [one.get("value") for one in view.iter("Relation")] == ["by", "of"]
    assert [one.get("name") for one in view.iter("TextArea")] == ["cue.why"]
    assert not list(view.iter("Choice"))


def test_the_configuration_of_our_schema_has_every_layer_and_every_label_of_the_records(tmp_path: Path) -> None:
    labelstudio.write([], tmp_path / "out", vocabulary())
    view = ET.fromstring((tmp_path / "out" / "config.xml").read_text())  # noqa: S314 - our own file
    offered = {one.get("value") for group in view.iter("Labels") for one in group.iter("Label")}
    assert set(LAYERS) < offered
    choices = {one.get("name"): tuple(each.get("value") for each in one) for one in view.iter("Choices")}
    for layer in LAYERS:
        for path, values in labels(layer).items():
            if "." not in path:
                assert choices[f"{layer}.{path}"] == values
    names = [one.get("name") for one in view.iter() if one.get("name")]
    assert len(names) == len(set(names))


def test_nothing_is_written_over(tmp_path: Path) -> None:
    for name in ("out.json", "out"):
        (tmp_path / name).write_text("mine")
        with pytest.raises(FileError, match="something there"):
            labelstudio.write([], tmp_path / name, Vocabulary())


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs public evaluation data")
def test_a_real_annotation_and_a_real_prediction_are_read() -> None:
    graphs, report = read("labelstudio", SHARED / "labelstudio")
    surfaces = [graph.surface(one.spans[0].fragments) for graph in graphs for one in graph.annotations]
    assert (surfaces, report.offsets, report.is_clean) == (["February 22"] * 2, {"code points": 2}, True)


def test_predictions_that_are_only_named_by_their_numbers_stay_with_the_document(tmp_path: Path) -> None:
    graphs, report = read_lines("labelstudio", tmp_path, task(region(), predictions=[7], drafts=[3]))
    assert report.is_clean
    assert {key: graphs[0].fields["extras"]["labelstudio"][key] for key in ("predictions", "drafts")} == {
        "predictions": [7],
        "drafts": [3],
    }
    target = tmp_path / "made.json"
    labelstudio.write(graphs, target, Vocabulary())
    assert read("labelstudio", target)[0][0].fields == graphs[0].fields


@pytest.mark.parametrize("strange", [["x"], [{"completed_by": 1, "result": {"a": 1}}], "x", [[]]])
def test_what_stands_where_an_annotation_should_is_told_of(tmp_path: Path, strange: Any) -> None:
    _, report = read_lines("labelstudio", tmp_path, task(annotations=strange))
    assert codes(report) == ["F101"]


def test_one_annotation_may_stand_without_its_list(tmp_path: Path) -> None:
    graphs, report = read_lines("labelstudio", tmp_path, task(annotations={"completed_by": 1, "result": [region()]}))
    assert placed(only(graphs)) == [("PER", (2, 5))]
    assert report.is_clean


def test_what_rows_of_json_min_say_otherwise_of_one_task_is_kept_for_each(tmp_path: Path) -> None:
    rows = [{"id": 1, "text": "Ana", "mood": mood, "annotator": who} for who, mood in ((1, "good"), (2, "bad"))]
    graphs, _ = read_lines("labelstudio", tmp_path, *rows)
    kept = {"data": {"mood": "good"}, "otherwise": [{"annotators": ["2"], "data": {"mood": "bad"}}]}
    assert graphs[0].fields == {"extras": {"labelstudio": kept}}
    labelstudio.write(graphs, tmp_path / "made.json", Vocabulary())
    assert read("labelstudio", tmp_path / "made.json")[0][0].fields == graphs[0].fields


def test_the_annotator_of_a_row_of_json_min_may_be_an_object(tmp_path: Path) -> None:
    row = {"id": 1, "text": "Ana", "label": [{"start": 0, "end": 3, "labels": ["PER"]}], "annotation_id": 5}
    graphs, _ = read_lines("labelstudio", tmp_path, {**row, "annotator": {"id": 7, "email": "ana@x.org"}})
    assert only(graphs).annotator == "ana-x.org"


def page(*results: Any, markup: str) -> dict[str, Any]:
    return {"id": 1, "data": {"page": markup}, "annotations": [{"completed_by": 3, "result": list(results)}]}


def seen(start: int, end: int, text: str) -> dict[str, Any]:
    value = {"start": "/p[1]/text()[1]", "end": "/p[1]/text()[1]", "startOffset": 0, "endOffset": 3, "text": text}
    value |= {"globalOffsets": {"start": start, "end": end}, "hypertextlabels": ["PER"]}
    return {"id": f"r{start}", "from_name": "label", "to_name": "page", "type": "hypertextlabels", "value": value}


@pytest.mark.parametrize(
    ("markup", "regions", "text"),
    [
        ("<p>no<br>Ana</p>", [seen(3, 6, "Ana")], "no\nAna"),
        ("<html><head>\n<title>Rain</title></head>\n<body>\n <p>Ana</p></body></html>", [seen(2, 5, "Ana")], "\n Ana"),
        ("<head><title>Rain</title></head><p>Ana</p>", [seen(4, 7, "Ana")], "RainAna"),
        ("<p>Ana</p><p>says</p>", [seen(0, 7, "Ana\\n\\nsays")], "Anasays"),
    ],
)
def test_what_is_seen_of_a_page_is_counted_as_label_studio_does(
    tmp_path: Path, markup: str, regions: list[Any], text: str
) -> None:
    graphs, report = read_lines("labelstudio", tmp_path, page(*regions, markup=markup))
    assert (graphs[0].text, report.kept, codes(report)) == (text, 1, [])


def test_a_surface_of_nothing_proves_nothing(tmp_path: Path) -> None:
    one, report = read_task(tmp_path, region("a", 2, 5, ""), text="no Ana")
    assert (placed(one), codes(report)) == ([("PER", (2, 5))], [])


def test_labels_of_pages_had_another_key_once(tmp_path: Path) -> None:
    old = seen(0, 3, "Ana")
    old["value"]["htmllabels"] = old["value"].pop("hypertextlabels")
    graphs, _ = read_lines("labelstudio", tmp_path, page(old, markup="<p>Ana</p>"))
    assert placed(only(graphs)) == [("PER", (0, 3))]
