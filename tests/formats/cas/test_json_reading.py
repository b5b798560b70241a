"""CAS JSON of other tools, good and bad: everything is an item or an entry in the report, and nothing raises."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import FileError
from corpus.formats import cas_json as form
from tests.formats.cas.samples import put, took

if TYPE_CHECKING:
    from pathlib import Path

SOFA = {"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaNum": 1, "sofaID": "_InitialView", "sofaString": "😀 Ana says no"}
CUE = {"%NAME": "webanno.custom.Cue", "%SUPER_TYPE": "uima.tcas.Annotation"}
TYPES = {
    "webanno.custom.Cue": {
        **CUE,
        "certainty": {"%NAME": "certainty", "%RANGE": "webanno.custom.Certainty"},
        "weight": {"%NAME": "weight", "%RANGE": "uima.cas.Double"},
        "next": {"%NAME": "next", "%RANGE": "webanno.custom.Cue"},
        "words": {"%NAME": "words", "%RANGE": "uima.cas.String[]"},
        "others": {"%NAME": "others", "%RANGE": "webanno.custom.Cue[]"},
    },
    "webanno.custom.Certainty": {"%NAME": "webanno.custom.Certainty", "%SUPER_TYPE": "uima.cas.String"},
}


def cue(number: Any, begin: Any = 7, end: Any = 11, **more: Any) -> dict[str, Any]:
    return {"%ID": number, "%TYPE": "webanno.custom.Cue", "@sofa": 1, "begin": begin, "end": end, **more}


def cas(*structures: Any, **more: Any) -> str:
    views = {"_InitialView": {"%SOFA": 1, "%MEMBERS": [2]}}
    return json.dumps({"%TYPES": TYPES, "%FEATURE_STRUCTURES": [*structures, SOFA], "%VIEWS": views, **more})


def test_features_are_attributes_and_references_a_link(tmp_path: Path) -> None:
    arrays = ({"%ID": 8, "%TYPE": "uima.cas.StringArray", "%ELEMENTS": ["a", "b"]},)
    own = cue(2, certainty="high", weight=0.5, **{"@next": 3, "@words": 8, "@others": 9})
    others = {"%ID": 9, "%TYPE": "webanno.custom.Cue[]", "%ELEMENTS": [3, 2]}
    (graph,), report = took(form, put(tmp_path, cas(own, cue(3, 3, 6), *arrays, others), name="d.json"))
    (one,) = graph.annotations
    assert [graph.surface(span.fragments) for span in one.spans] == ["says", "Ana"]
    assert {item[1:4] for item in one.attributes} == {
        ("certainty", 2, "high"),
        ("weight", 2, "0.5"),
        ("words", 2, "a"),
        ("words", 2, "b"),
    }
    assert one.links[0].arguments == (("next", 3), ("others", 3), ("others", 2))
    assert report.is_clean


def test_numbers_that_json_does_not_know_are_values(tmp_path: Path) -> None:
    (graph,), _ = took(form, put(tmp_path, cas(cue(2, **{"#weight": "NaN"})), name="d.json"))
    assert graph.annotations[0].attributes[0][1:4] == ("weight", 2, "NaN")


def test_an_empty_cas_has_no_structures(tmp_path: Path) -> None:
    written = json.dumps({"%TYPES": {}, "%VIEWS": {"_InitialView": {"%SOFA": 1, "%MEMBERS": []}}})
    graphs, report = took(form, put(tmp_path, written, name="d.json"))
    assert not graphs
    assert [entry.code for entry in report.entries] == ["F103"]


def test_structures_may_be_an_object_by_ids(tmp_path: Path) -> None:
    found = {"1": {key: value for key, value in SOFA.items() if key != "%ID"}, "2": cue(None)}
    written = json.dumps({"%TYPES": TYPES, "%FEATURE_STRUCTURES": found})
    (graph,), report = took(form, put(tmp_path, written, name="d.json"))
    assert graph.annotations[0].spans[0].id == 2
    assert report.is_clean


@pytest.mark.parametrize(
    ("structure", "code"),
    [
        (cue(2, 7, 99), "F105"),
        (cue(2, 7, 7), "F105"),
        (cue(2, 11, 7), "F105"),
        (cue(2, 1, 7), "F105"),
        (cue(2, "x", 7), "F101"),
        (cue(2, None, 7), "F101"),
        (cue("x"), "F101"),
        (cue(-2), "F101"),
        (cue(True), "F101"),  # noqa: FBT003 - what a file may say
        (cue(None), "F101"),
        ({"%ID": 2}, "F101"),
        ({"%ID": 2, "%TYPE": 3}, "F101"),
        ("no object", "F101"),
        (cue(2, mood="glad"), "F101"),
        (cue(2, certainty={"a": 1}), "F101"),
        (cue(2, certainty="\ud800"), "F101"),
        ({"%ID": 2, "%TYPE": "uima.cas.Sofa", "sofaID": "x", "sofaString": "\ud800"}, "F101"),
        ({**cue(2), "@sofa": "x"}, "F101"),
        ({**cue(2), "%TYPE": "no.such.Type"}, "F101"),
        ({**cue(2), "@sofa": 7}, "F107"),
        (cue(2, **{"@next": 77}), "F107"),
        (cue(1), "F106"),
        ({"%ID": 2, "%TYPE": "uima.cas.Sofa", "sofaID": "x", "sofaString": 3}, "F101"),
    ],
)
def test_a_bad_structure_costs_itself_alone(tmp_path: Path, structure: Any, code: str) -> None:
    (graph,), report = took(form, put(tmp_path, cas(structure, cue(3, 3, 6)), name="d.json"))
    assert 3 in {span.id for span in graph.annotations[0].spans}
    assert [entry.code for entry in report.entries] == [code]


def test_a_view_that_makes_no_sense_is_quarantined(tmp_path: Path) -> None:
    written = cas(cue(2), **{"%VIEWS": {"a": [1], "b": {"%SOFA": "x"}}})
    _, report = took(form, put(tmp_path, written, name="d.json"))
    assert [entry.code for entry in report.entries] == ["F101", "F101"]


@pytest.mark.parametrize(
    "written",
    [cas(cue(2))[:-9].encode(), b"[1]", b"{}", b'{"%FEATURE_STRUCTURES": 3}', b"\xff\xfe", b"[" * 100_000],
    ids=["cut off", "a list", "empty", "no structures", "no UTF-8", "too deep"],
)
def test_a_file_that_is_no_cas_is_refused_and_an_error_where_it_was_named(tmp_path: Path, written: bytes) -> None:
    put(tmp_path, written, name="bad.json")
    graphs, report = took(form, put(tmp_path, cas(cue(2)), name="d.json"))
    assert [graph.document_id for graph in graphs] == ["d"]
    assert [entry.code for entry in report.entries] == ["F102"]
    with pytest.raises(FileError, match="expected"):
        took(form, tmp_path / "bad.json")


def test_types_that_make_no_sense_are_left_out(tmp_path: Path) -> None:
    _, report = took(
        form, put(tmp_path, cas(cue(2), **{"%TYPES": {"webanno.custom.Cue": 3, "x": {"%SUPER_TYPE": []}}}), name="d.json")
    )
    assert [entry.code for entry in report.entries] == ["F101"]


def test_types_in_a_circle_come_to_an_end(tmp_path: Path) -> None:
    types = {"webanno.custom.Cue": {"%SUPER_TYPE": "b"}, "b": {"%SUPER_TYPE": "webanno.custom.Cue"}}
    _, report = took(form, put(tmp_path, cas(cue(2), **{"%TYPES": types}), name="d.json"))
    assert report.taken == report.kept + len(report.entries)


def test_no_json_at_all_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("hm")
    with pytest.raises(FileError, match=r"expected \.json files"):
        took(form, tmp_path)
