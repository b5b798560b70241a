"""XMI of other tools, good and bad: everything is an item or an entry in the report, and nothing raises."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.formats import xmi as form
from corpus.formats.cas import tracing
from corpus.formats.graph import Annotations, Attribute, Link, Span
from tests.formats.cas.samples import ANNOTATION, CUES, HEAD, STRING, TOP, cue, put, took, type_system, xmi

if TYPE_CHECKING:
    from pathlib import Path

BOMB = '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
SLOTS = {
    "EvLink": {"super": TOP, "role": STRING, "target": ANNOTATION},
    "Ev": {"args": "uima.cas.FSArray"},
    **CUES,
}
PAIRS = {"Rel": {"Governor": "webanno.custom.Cue", "Dependent": "webanno.custom.Cue", "kind": STRING}, **CUES}


def only(graphs: list[object]) -> Annotations:
    (graph,) = graphs
    (one,) = graph.annotations  # type: ignore[attr-defined]
    assert isinstance(one, Annotations)
    return one


def codes(report: object) -> list[str]:
    return [entry.code for entry in report.entries]  # type: ignore[attr-defined]


def test_an_annotation_is_a_span_and_its_primitive_features_are_attributes(tmp_path: Path) -> None:
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8, 'certainty="high" hedged="true"')), CUES))
    one = only(graphs)
    assert one.spans == (Span(2, "Cue", ((4, 8),), 2),)
    assert [item[1:4] for item in one.attributes] == [("certainty", 2, "high"), ("hedged", 2, "true")]
    assert report.is_clean


def test_offsets_are_utf_16_units(tmp_path: Path) -> None:
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 7, 11), text="😀 Ana says no"), CUES))
    assert graphs[0].surface(only(graphs).spans[0].fragments) == "says"
    assert report.offsets == {"UTF-16 units": 1}


def test_a_file_that_takes_the_text_to_be_as_long_as_its_code_points_counts_these(tmp_path: Path) -> None:
    whole = '<tcas:DocumentAnnotation xmi:id="9" sofa="1" begin="0" end="13" language="en"/>'
    graphs, report = took(form, put(tmp_path, xmi(whole, cue(2, 6, 10), text="😀 Ana says no"), CUES))
    assert graphs[0].surface(only(graphs).spans[-1].fragments) == "says"
    assert codes(report) == ["F204"]
    assert graphs[0].fields == {"language": "en"}


@pytest.mark.parametrize(
    ("begin", "end", "code"),
    [(4, 99, "F105"), (8, 4, "F105"), (4, 4, "F105"), (-1, 4, "F105"), ("x", 4, "F101"), (10**5000, 4, "F101")],
    ids=["outside", "reversed", "empty", "negative", "no number", "endless"],
)
def test_bounds_that_hold_no_text_are_quarantined(tmp_path: Path, begin: object, end: object, code: str) -> None:
    written = xmi(cue(2, f"{begin}" if isinstance(begin, str) else _endless(begin), end), cue(3, 4, 8))
    graphs, report = took(form, put(tmp_path, written, CUES))
    assert [span.id for span in only(graphs).spans] == [3]
    (entry,) = report.entries
    assert (entry.outcome, entry.code, entry.place.line) == ("quarantined", code, 2)
    assert entry.content is not None
    assert entry.content.startswith("<webanno.custom.Cue")


def _endless(number: object) -> str:
    return "9" * 5000 if isinstance(number, int) and number > 10**9 else str(number)


def test_bounds_inside_a_character_are_quarantined(tmp_path: Path) -> None:
    _, report = took(form, put(tmp_path, xmi(cue(2, 1, 4), text="😀 Ana"), CUES))
    assert codes(report) == ["F105"]


def test_a_type_that_nobody_defined_is_quarantined(tmp_path: Path) -> None:
    graphs, report = took(form, put(tmp_path, xmi('<custom:Odd xmi:id="2" sofa="1" begin="0" end="3"/>', cue(3, 4, 8)), CUES))
    assert [span.id for span in only(graphs).spans] == [3]
    assert "webanno.custom.Odd" in report.entries[0].reason


def test_without_a_type_system_those_of_uima_and_dkpro_are_known(tmp_path: Path) -> None:
    graphs, report = took(form, put(tmp_path, xmi('<tcas:Annotation xmi:id="2" sofa="1" begin="0" end="3"/>', cue(3, 4, 8))))
    assert [span.label for span in only(graphs).spans] == ["uima.tcas.Annotation"]
    assert codes(report) == ["F101"]


def test_a_feature_that_the_type_does_not_have_is_quarantined_alone(tmp_path: Path) -> None:
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8, 'mood="glad"')), CUES))
    assert len(only(graphs).spans) == 1
    assert report.entries[0].content == "webanno.custom.Cue/mood: glad"


def test_an_id_that_stands_twice_is_refused(tmp_path: Path) -> None:
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8), cue(2, 0, 3)), CUES))
    assert only(graphs).spans[0].fragments == ((4, 8),)
    assert codes(report) == ["F106"]


def test_an_id_that_is_no_number_is_quarantined(tmp_path: Path) -> None:
    _, report = took(form, put(tmp_path, xmi('<custom:Cue xmi:id="x" sofa="1" begin="0" end="3"/>'), CUES))
    assert [(entry.outcome, entry.code) for entry in report.entries] == [("quarantined", "F101")]


def test_a_relation_is_a_link_of_governor_and_dependent(tmp_path: Path) -> None:
    relation = '<custom:Rel xmi:id="4" sofa="1" begin="0" end="3" Governor="3" Dependent="2" kind="k"/>'
    graphs, _ = took(form, put(tmp_path, xmi(cue(2, 0, 3), cue(3, 4, 8), relation), PAIRS))
    one = only(graphs)
    assert one.links == (Link(4, "Rel", None, (("Governor", 3), ("Dependent", 2)), 4),)
    assert len(one.spans) == 2
    assert one.attributes[0][1:4] == ("kind", 4, "k")


@pytest.mark.parametrize("ends", ['Governor="3"', 'Governor="3" Dependent="77"', ""], ids=["half", "dangling", "none"])
def test_a_relation_that_leads_nowhere_is_refused(tmp_path: Path, ends: str) -> None:
    relation = f'<custom:Rel xmi:id="4" sofa="1" begin="0" end="3" {ends}/>'
    graphs, report = took(form, put(tmp_path, xmi(cue(3, 4, 8), relation), PAIRS))
    assert not only(graphs).links
    assert codes(report) == ["F107"]


def test_what_rests_on_something_unreadable_is_refused_and_named_as_in_the_file(tmp_path: Path) -> None:
    relation = '<custom:Rel xmi:id="4" sofa="1" begin="0" end="3" Governor="3" Dependent="77" kind="k"/>'
    graphs, report = took(form, put(tmp_path, xmi(cue(3, 4, 8), relation), PAIRS))
    assert codes(report) == ["F107", "F107"]
    assert "found 77;" in report.entries[0].reason
    assert report.taken == report.kept + 2
    assert not only(graphs).attributes


def test_slots_are_the_arguments_of_a_link_with_their_roles(tmp_path: Path) -> None:
    elements = (
        cue(2, 0, 3),
        cue(3, 9, 11),
        '<custom:EvLink xmi:id="4" role="who" target="2"/>',
        '<custom:EvLink xmi:id="5" role="who" target="3"/>',
        '<custom:EvLink xmi:id="6" target="3"/>',
        '<custom:Ev xmi:id="7" sofa="1" begin="4" end="8" args="4 5 6"/>',
    )
    one = only(took(form, put(tmp_path, xmi(*elements), SLOTS))[0])
    (link,) = one.links
    assert (link.label, link.trigger, link.arguments) == ("Ev", 7, (("who", 2), ("who", 3), ("args", 3)))


def test_an_empty_slot_costs_the_link_and_not_the_span(tmp_path: Path) -> None:
    elements = ('<custom:EvLink xmi:id="4" role="who"/>', '<custom:Ev xmi:id="7" sofa="1" begin="4" end="8" args="4"/>')
    graphs, report = took(form, put(tmp_path, xmi(*elements), SLOTS))
    assert [span.id for span in only(graphs).spans] == [7]
    assert codes(report) == ["F107"]


def test_references_stand_in_features_arrays_and_lists(tmp_path: Path) -> None:
    types = {"Ev": {"one": "webanno.custom.Cue", "many": "uima.cas.FSArray", "list": "uima.cas.FSList", "any": TOP}, **CUES}
    elements = (
        cue(2, 0, 3),
        cue(3, 9, 11),
        '<custom:Ev xmi:id="4" sofa="1" begin="4" end="8" one="2" many="2 3" list="3" any="8"/>',
        '<cas:FSArray xmi:id="8" elements="3 2"/>',
    )
    one = only(took(form, put(tmp_path, xmi(*elements), types))[0])
    roles = [("one", 2), ("many", 2), ("many", 3), ("list", 3), ("any", 3), ("any", 2)]
    assert sorted(one.links[0].arguments) == sorted(roles)


def test_lists_in_circles_come_to_an_end(tmp_path: Path) -> None:
    types = {"Ev": {"list": TOP}, **CUES}
    elements = (
        cue(2, 0, 3),
        '<custom:Ev xmi:id="4" sofa="1" begin="4" end="8" list="5"/>',
        '<cas:NonEmptyFSList xmi:id="5" head="2" tail="6"/>',
        '<cas:NonEmptyFSList xmi:id="6" head="2" tail="5"/>',
    )
    one = only(took(form, put(tmp_path, xmi(*elements), types))[0])
    assert one.links[0].arguments == (("list", 2), ("list", 2))


def test_links_in_circles_are_kept(tmp_path: Path) -> None:
    types = {"Ev": {"next": "webanno.custom.Ev"}}
    elements = [f'<custom:Ev xmi:id="{one}" sofa="1" begin="4" end="8" next="{two}"/>' for one, two in ((2, 3), (3, 2), (4, 4))]
    graphs, report = took(form, put(tmp_path, xmi(*elements), types))
    assert len(only(graphs).links) == 3
    assert report.is_clean


def test_arrays_of_strings_are_several_attributes(tmp_path: Path) -> None:
    words = '<custom:Cue xmi:id="2" sofa="1" begin="4" end="8"><words>says so</words><words>yes</words></custom:Cue>'
    one = only(took(form, put(tmp_path, xmi(words), CUES))[0])
    assert [item.value for item in one.attributes] == ["says so", "yes"]


def test_what_has_no_place_is_a_link_without_a_trigger(tmp_path: Path) -> None:
    types = {
        "Chain": {"super": "uima.cas.AnnotationBase", "first": ANNOTATION},
        "Thing": {"super": TOP, "name": STRING},
        **CUES,
    }
    elements = (
        cue(2, 4, 8),
        '<custom:Chain xmi:id="3" sofa="1" first="2"/>',
        '<custom:Thing xmi:id="4" name="n"/>',
    )
    one = only(took(form, put(tmp_path, xmi(*elements), types))[0])
    assert [item[:4] for item in one.links] == [(3, "Chain", None, (("first", 2),)), (4, "Thing", None, ())]
    assert one.attributes[0][1:4] == ("name", 4, "n")


@pytest.mark.parametrize("head", [BOMB, OUTSIDE], ids=["a bomb of entities", "an entity from outside"])
def test_a_doctype_is_refused_before_anything_is_read(tmp_path: Path, head: str) -> None:
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8), text="&amp;", head=head), CUES))
    assert not graphs
    assert "DOCTYPE" in report.entries[0].reason


def test_a_doctype_in_a_type_system_is_refused(tmp_path: Path) -> None:
    _, report = took(form, put(tmp_path, xmi(cue(2, 4, 8)), OUTSIDE + type_system(CUES)))
    assert codes(report) == ["F102", "F101"]
    assert "DOCTYPE" in report.entries[0].reason


@pytest.mark.parametrize(
    "written",
    [
        type_system({"A": {"super": "no.such.Type"}}),
        type_system({"A": {"super": "webanno.custom.B"}, "B": {"super": "webanno.custom.A"}}),
        type_system(CUES)[:-30],
        type_system({"A": {"f": "no.such.Type"}}),
    ],
    ids=["a parent that is missing", "parents in a circle", "cut off", "a range that is missing"],
)
def test_a_type_system_that_contradicts_itself_is_refused(tmp_path: Path, written: str) -> None:
    _, report = took(form, put(tmp_path, xmi(), written))
    assert codes(report) == ["F102"]


@pytest.mark.parametrize(
    "written",
    [
        xmi(cue(2, 4, 8))[:-20].encode(),
        xmi(cue(2, 4, 8)).encode("utf-16"),
        b"<?xml version='1.0' encoding='UTF-8'?>" + xmi(text="\xe9").encode("latin-1"),
        b"<?xml version='1.0' encoding='no-such'?><a/>",
        b"<other/>",
        b"",
        xmi('<custom:Cue xmi:id="2"><words><b/></words></custom:Cue>').encode(),
        xmi(text="\x01").encode(),
    ],
    ids=[
        "cut off",
        "UTF-16 it is not",
        "Latin-1",
        "an encoding nobody knows",
        "another root",
        "empty",
        "too deep",
        "a control",
    ],
)
def test_a_file_that_is_no_xmi_is_refused_and_the_others_are_read(tmp_path: Path, written: bytes) -> None:
    put(tmp_path, written, CUES, "bad.xmi")
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8))))
    assert [graph.document_id for graph in graphs if graph.document_id != "bad"] == ["d"]
    assert len(graphs) + len(report.entries) == 2


def test_arrays_of_values_may_stand_apart(tmp_path: Path) -> None:
    numbers = '<cas:FloatArray xmi:id="7" elements="1.5 NaN"/><cas:BooleanArray xmi:id="8" elements="true false"/>'
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8), numbers), CUES))
    assert only(graphs).size == 1
    assert report.is_clean


def test_a_child_that_is_no_feature_is_quarantined(tmp_path: Path) -> None:
    element = cue(2, 4, 8).replace("/>", "><words>a</words><hm>b</hm></custom:Cue>")
    graphs, report = took(form, put(tmp_path, xmi(element), CUES))
    assert [item.value for item in only(graphs).attributes] == ["a"]
    assert [(entry.code, entry.content) for entry in report.entries] == [("F101", "webanno.custom.Cue/hm: b")]


def test_elements_are_a_feature_like_others_of_what_is_no_array(tmp_path: Path) -> None:
    types = {"Cue": {"elements": STRING, "other": ANNOTATION}}
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8, 'elements="x" other="3"'), cue(3, 0, 3, 'elements="y"')), types))
    assert [link.arguments for link in only(graphs).links] == [(("other", 3),)]
    assert [item.value for item in only(graphs).attributes] == ["x", "y"]
    assert report.is_clean
    _, report = took(form, put(tmp_path, xmi(cue(2, 4, 8, 'elements="3"')), CUES))
    assert codes(report) == ["F101"]


def test_a_place_of_an_array_may_hold_nothing(tmp_path: Path) -> None:
    types = {"Cue": {"others": "uima.cas.FSArray"}}
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 4, 8, 'others="0 3 0"'), cue(3, 0, 3)), types))
    assert [link.arguments for link in only(graphs).links] == [(("others", 3),)]
    assert report.is_clean


def test_a_reference_to_nothing_is_never_one_to_an_item_without_an_id(tmp_path: Path) -> None:
    types = {"Cue": {"other": ANNOTATION, "certainty": STRING}}
    _, report = took(form, put(tmp_path, xmi(cue(2, 4, 8, 'certainty="x" other="3"')), types))
    assert codes(report) == ["F107"]


def test_arrays_that_very_many_share_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tracing, "MOST", 10)
    types = {"Cue": {"others": "uima.cas.FSArray"}}
    shared = type_system(types).replace("</featureD", "<multipleReferencesAllowed>true</multipleReferencesAllowed></featureD")
    written = xmi(*[cue(2 + one, 4, 8, 'others="9"') for one in range(5)], '<cas:FSArray xmi:id="9" elements="2 3 4"/>')
    _, report = took(form, put(tmp_path, written, shared))
    assert codes(report) == ["F102"]


def test_an_id_below_zero_is_quarantined(tmp_path: Path) -> None:
    _, report = took(form, put(tmp_path, xmi(cue(-2, 4, 8)), CUES))
    assert codes(report) == ["F101"]


def test_an_annotation_of_no_text_is_refused(tmp_path: Path) -> None:
    sofa = '<cas:Sofa xmi:id="5" sofaNum="2" sofaID="other" sofaURI="file:///x"/>'
    elements = (sofa, cue(2, 4, 8).replace('sofa="1"', 'sofa="5"'), cue(3, 4, 8).replace('sofa="1"', 'sofa="6"'))
    _, report = took(form, put(tmp_path, xmi(*elements), CUES))
    assert codes(report) == ["F103", "F107"]


def test_each_view_with_a_text_is_a_document(tmp_path: Path) -> None:
    sofa = '<cas:Sofa xmi:id="5" sofaNum="2" sofaID="target" sofaString="Ana dit non"/>'
    graphs, _ = took(form, put(tmp_path, xmi(sofa, cue(2, 4, 7).replace('sofa="1"', 'sofa="5"')), CUES))
    assert [(graph.document_id, graph.text) for graph in graphs] == [("d-target", "Ana dit non"), ("d", "Ana says no")]


def test_control_characters_of_xml_1_1_are_read(tmp_path: Path) -> None:
    head = '<?xml version="1.1" encoding="UTF-8"?>'
    graphs, report = took(form, put(tmp_path, xmi(cue(2, 2, 5, 'certainty="a&#x1F;b"'), text="&#1;\ue000Ana", head=head), CUES))
    assert graphs[0].text == "\x01\ue000Ana"
    assert only(graphs).attributes[0].value == "a\x1fb"
    assert report.is_clean


def test_line_ends_and_control_references_stay_as_they_are(tmp_path: Path) -> None:
    graphs, _ = took(form, put(tmp_path, xmi(cue(2, 5, 8), text="Ana&#13;&#10;so"), CUES))
    assert graphs[0].text == "Ana\r\nso"


def test_annotators_are_folders(tmp_path: Path) -> None:
    for name in ("ana/d.xmi", "bob/d.xmi"):
        put(tmp_path, xmi(cue(2, 4, 8)), CUES, name)
    (graph,) = took(form, tmp_path)[0]
    assert [one.annotator for one in graph.annotations] == ["ana", "bob"]


def test_folders_with_different_texts_are_documents(tmp_path: Path) -> None:
    for name, text in (("ana/d.xmi", "Ana says no"), ("bob/d.xmi", "Bob says no")):
        put(tmp_path, xmi(cue(2, 4, 8), text=text), CUES, name)
    graphs, report = took(form, tmp_path)
    assert [graph.document_id for graph in graphs] == ["ana-d", "bob-d"]
    assert codes(report) == ["F205", "F205"]


def test_the_nearest_type_system_counts(tmp_path: Path) -> None:
    put(tmp_path, xmi(cue(2, 4, 8)), CUES, "a/d.xmi")
    put(tmp_path, xmi('<custom:Other xmi:id="2" sofa="1" begin="0" end="3"/>'), None, "a/b/e.xmi")
    put(tmp_path, type_system({"Other": {}}), None, "a/b/e-typesystem.xml")
    put(tmp_path, type_system({"Third": {}}), None, "a/b/f-typesystem.xml")
    assert took(form, tmp_path)[1].is_clean


def test_one_file_is_read_with_the_type_system_beside_it(tmp_path: Path) -> None:
    put(tmp_path, xmi(cue(2, 4, 8)), CUES)
    graphs, report = took(form, tmp_path / "d.xmi")
    assert len(only(graphs).spans) == 1
    assert report.is_clean


def test_xmi_under_another_ending_is_found(tmp_path: Path) -> None:
    put(tmp_path, xmi(cue(2, 4, 8)), CUES, "d.xml")
    assert [graph.document_id for graph in took(form, tmp_path)[0]] == ["d"]


def test_one_file_that_is_no_xmi_is_an_error(tmp_path: Path) -> None:
    put(tmp_path, xmi()[:-5])
    with pytest.raises(FileError, match="is the file whole"):
        took(form, tmp_path / "d.xmi")


@pytest.mark.parametrize("path", ["", "nothing.xmi"])
def test_no_xmi_at_all_is_an_error(tmp_path: Path, path: str) -> None:
    (tmp_path / "notes.txt").write_text("hm")
    with pytest.raises(FileError, match="expected"):
        took(form, tmp_path / path)


def test_a_file_without_any_text_is_refused(tmp_path: Path) -> None:
    _, report = took(form, put(tmp_path, f"{HEAD}</xmi:XMI>", CUES))
    assert codes(report) == ["F103"]
    elsewhere = '<cas:Sofa xmi:id="5" sofaNum="1" sofaID="_InitialView" sofaURI="file:///x"/>'
    assert codes(took(form, put(tmp_path, f"{HEAD}{elsewhere}</xmi:XMI>"))[1]) == ["F103"]


def test_an_attribute_of_the_file_is_word_for_word(tmp_path: Path) -> None:
    (item,) = only(took(form, put(tmp_path, xmi(cue(2, 4, 8, 'certainty="&lt;b&gt; json:&quot;x&quot;"')), CUES))[0]).attributes
    assert isinstance(item, Attribute)
    assert item.value == '<b> json:"x"'


def test_a_relation_that_refers_to_more_has_a_link_for_that(tmp_path: Path) -> None:
    types = {"Rel": {"Governor": ANNOTATION, "Dependent": ANNOTATION, "third": ANNOTATION}, **CUES}
    relation = '<custom:Rel xmi:id="4" sofa="1" begin="0" end="3" Governor="3" Dependent="2" third="2"/>'
    one = only(took(form, put(tmp_path, xmi(cue(2, 0, 3), cue(3, 4, 8), relation), types))[0])
    assert one.links[1].arguments == (("of", 4), ("third", 2))


def test_private_characters_that_are_all_in_use_leave_no_room_for_controls(tmp_path: Path) -> None:
    every = "".join(chr(code) for code in range(0xE000, 0xF900, 16))
    head = '<?xml version="1.1" encoding="UTF-8"?>'
    _, report = took(form, put(tmp_path, xmi(text=f"{every}&#1;", head=head), CUES))
    assert codes(report) == ["F102"]


def test_long_text_between_elements_costs_little(tmp_path: Path) -> None:
    graphs, report = took(form, put(tmp_path, xmi(" x\n" * 2_000_000, cue(2, 4, 8)), CUES))
    assert len(only(graphs).spans) == 1
    assert report.is_clean
