r"""Bad files and odd ones: everything is an item or an entry in the report, and nothing raises."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.formats.brat import read
from corpus.formats.reports import ImportReport, Ledger

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.formats.graph import Annotations, Graph

TEXT = "Ana says no.\nBob may stay."


def written(folder: Path, lines: str | bytes, text: str = TEXT, name: str = "d") -> Path:
    (folder / f"{name}.txt").write_bytes(text.encode())
    (folder / f"{name}.ann").write_bytes(lines if isinstance(lines, bytes) else lines.encode())
    return folder


def took(path: Path) -> tuple[list[Graph], ImportReport]:
    ledger = Ledger()
    return list(read(path, ledger)), ledger.report()


def only(path: Path) -> tuple[Annotations, ImportReport]:
    (graph,), report = took(path)
    (found,) = graph.annotations
    return found, report


def codes(report: ImportReport) -> list[str]:
    return [entry.code for entry in report.entries]


def test_every_kind_of_line_is_read(tmp_path: Path) -> None:
    lines = (
        "T1\tSource 0 3\tAna\nT2\tCue 4 8\tsays\nT3\tContent 9 11;13 16\tno Bob\n"
        "E1\tSaying:T2 Source:T1 Content:T3 Content2:T1 Source:T1\nR1\tNear Arg1:T1 Arg2:T3\t\n"
        "A1\tSure E1 Very much\nM1\tNegation E1\nN1\tReference T1 Wikidata:Q1\tAna\n"
        "#1\tAnnotatorNotes E1\twhy\tnot\n*\tEquiv T1 T3\n*\tAlias T1 T2 T3\n"
    )
    found, report = only(written(tmp_path, lines))
    assert report.summary() == "11 in: 11 kept (0 changed), 0 quarantined, 0 refused"
    assert found.spans[2].fragments == ((9, 11), (13, 16))
    assert found.links[0].arguments == (("Source", "T1"), ("Content", "T3"), ("Content2", "T1"), ("Source", "T1"))
    assert found.links[1].arguments == (("Arg1", "T1"), ("Arg2", "T3"))
    assert [(one.label, one.value) for one in found.attributes] == [("Sure", "Very much"), ("Negation", None)]
    assert found.normalisations[0][1:5] == ("Reference", "T1", "Wikidata:Q1", "Ana")
    assert found.notes[0].text == "why\tnot"
    assert [group.members for group in found.groups] == [("T1", "T3"), ("T1", "T2", "T3")]


def test_events_in_a_circle_are_in_order(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tCue 4 8\tsays\nE1\tA:T1 Next:E2\nE2\tA:T1 Next:E1 Self:E2\n"))
    assert report.is_clean
    assert len(found.links) == 2


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("hm", "F101"),
        ("T1 Cue 4 8 says", "F101"),
        ("T1\tCue 4 8", "F101"),
        ("T1\tCue four 8\tsays", "F101"),
        ("T1\tCue 4 8 9\tsays", "F101"),
        ("E1\tA", "F101"),
        ("E1\tA:T9 Of", "F101"),
        ("R1\tNear", "F101"),
        ("R1\tNear Arg1:T1 Arg2", "F101"),
        ("R1\tNear :T1 Arg2:T1", "F101"),
        ("R1\tNear Arg1:T1 Arg2:T1\tmore", "F101"),
        ("A1\tSure", "F101"),
        ("N1\tReference T1\tAna", "F101"),
        ("#1\tNote", "F101"),
        ("*\tEquiv", "F101"),
        ("X1\tSomething T1", "F101"),
        ("T1\tCue 4 8\tsayz", "F108"),
        ("T1\tCue 8 4\tsays", "F108"),
        ("T1\tCue -8 4\tsays", "F108"),
        ("T1\tCue 400 404\tsays", "F108"),
        ("T1\tCue 4 4\t", "F105"),
    ],
)
def test_a_line_that_cannot_be_read_is_kept_word_for_word(tmp_path: Path, line: str, code: str) -> None:
    found, report = only(written(tmp_path, f"\n{line}\n"))
    assert found.size == 0
    (entry,) = report.quarantined
    assert (entry.code, entry.content, entry.place.line) == (code, line, 2)
    assert entry.reason.startswith("expected")


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("T9\tCue 4 8\tsayz", "F104"),
        ("T9\tCue 8 4\tsays", "F105"),
        ("T9\tCue 400 404\tsays", "F105"),
        (f"T9\tCue 4 {10**30}\tsays", "F105"),
        (f"T9\tCue 4 {'9' * 5000}\tsays", "F101"),
        ("T9\tCue 4 8;400 404\tsays", "F105"),
    ],
)
def test_one_wrong_place_among_right_ones_is_quarantined_alone(tmp_path: Path, line: str, code: str) -> None:
    found, report = only(written(tmp_path, f"T1\tCue 4 8\tsays\n{line}\nT3\tSource 0 3\tAna\n"))
    assert [span.id for span in found.spans] == ["T1", "T3"]
    assert [(entry.code, entry.content) for entry in report.quarantined] == [(code, line)]


def test_an_id_that_stands_twice_is_refused_and_the_first_stays(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tCue 4 8\tsays\nT1\tSource 0 3\tAna\nA1\tX T1\nA1\tY T1\n"))
    assert [span.label for span in found.spans] == ["Cue"]
    assert codes(report) == ["F106", "F106"]


def test_references_to_nothing_are_refused_and_what_rests_on_them_too(tmp_path: Path) -> None:
    lines = "T1\tCue 4 8\tsays\nE1\tA:T7\nE2\tA:T1 Of:E1\nE3\tA:T1 Of:E2\nA1\tX E3\n#1\tNote T8\thm\n*\tEquiv T1 T9\nE4\tA:T1\n"
    found, report = only(written(tmp_path, lines))
    assert [link.id for link in found.links] == ["E4"]
    assert codes(report) == ["F107"] * 6
    assert report.kept == 2


def test_fragments_out_of_order_are_sorted_and_told(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tContent 13 16;9 11\tBob no\nT2\tCue 4 6;6 8\tsa ys\n"))
    assert found.spans[0].fragments == ((9, 11), (13, 16))
    assert found.spans[1].fragments == ((4, 6), (6, 8))
    assert (codes(report), report.is_clean) == (["F201"], True)


def test_a_surface_that_a_line_end_has_torn_is_mended(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tContent 9 16\tno.\nBob\nT2\tCue 4 8\tsays\n"))
    assert [span.fragments for span in found.spans] == [((9, 16),), ((4, 8),)]
    assert (codes(report), report.taken, report.is_clean) == (["F202"], 2, True)


def test_a_torn_surface_whose_rest_is_not_there_is_quarantined(tmp_path: Path) -> None:
    _, report = only(written(tmp_path, "T2\tCue 4 8\tsays\nT1\tContent 9 16\tno.\nBo\n"))
    assert codes(report) == ["F101", "F104"]


def test_a_line_end_in_the_text_may_stand_as_a_blank(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tContent 9 16\tno. Bob\n"))
    assert (found.spans[0].fragments, report.entries) == (((9, 16),), ())


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends_of_any_kind_are_read(tmp_path: Path, end: str) -> None:
    found, report = only(written(tmp_path, end.join(["T1\tCue 4 8\tsays", "E1\tA:T1", ""])))
    assert (found.size, report.is_clean) == (2, True)


def test_a_text_with_crlf_that_the_tool_counted_as_one_is_proved(tmp_path: Path) -> None:
    text = TEXT.replace("\n", "\r\n")
    found, report = only(written(tmp_path, "T1\tSource 13 16\tBob\n", text))
    assert found.spans[0].fragments == ((14, 17),)
    assert report.offsets == {"code points, CRLF as one": 1}
    assert codes(report) == ["F204"]


def test_a_file_that_counts_utf_16_is_proved_and_translated(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tCue 7 11\tsays\nT2\tSource 3 6\tAna\n", f"😀 {TEXT}"))
    assert [span.fragments for span in found.spans] == [((6, 10),), ((2, 5),)]
    assert (report.offsets, report.ambiguous) == ({"UTF-16 units": 1}, 0)


def test_an_emoji_before_spans_in_code_points_is_unambiguous(tmp_path: Path) -> None:
    _, report = only(written(tmp_path, "T1\tCue 6 10\tsays\n", f"😀 {TEXT}"))
    assert (report.offsets, report.ambiguous, report.entries) == ({"code points": 1}, 0, ())


def test_the_text_of_another_file_is_not_believed(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tCue 4 8\tsays\nT2\tSource 0 3\tAna\nE1\tA:T1\n", "Quite another text."))
    assert found.size == 0
    assert codes(report) == ["F108", "F108", "F107"]
    assert "0 of 2" in report.entries[0].reason


def test_a_file_without_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "d.ann").write_text("T1\tCue 4 8\tsays\n")
    graphs, report = took(tmp_path)
    assert (graphs, codes(report)) == ([], ["F103"])


@pytest.mark.parametrize("name", ["d.txt", "d.ann"])
def test_a_file_that_is_not_utf_8_is_refused(tmp_path: Path, name: str) -> None:
    written(tmp_path, "T1\tCue 4 8\tsays\n")
    (tmp_path / name).write_bytes("é".encode("latin-1"))
    _, report = took(tmp_path)
    assert codes(report)[0] == "F102"
    assert "byte 0" in report.entries[0].reason


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    (tmp_path / "d.txt").write_text(TEXT)
    os.mkfifo(tmp_path / "d.ann")
    _, report = took(tmp_path)
    assert codes(report) == ["F102"]


def test_two_texts_of_one_name_that_differ_are_refused(tmp_path: Path) -> None:
    for name, text in (("a", TEXT), ("b", "other")):
        (tmp_path / name).mkdir()
        written(tmp_path / name, "", text)
    graphs, report = took(tmp_path)
    assert graphs == []
    assert codes(report)[0] == "F109"


def test_a_path_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such path"):
        list(read(tmp_path / "nowhere", Ledger()))
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match="other things alone"):
        list(read(tmp_path, Ledger()))
    with pytest.raises(FileError, match="a file"):
        list(read(tmp_path / "file", Ledger()))


def test_an_id_note_gives_an_item_its_own_id_back(tmp_path: Path) -> None:
    found, _ = only(written(tmp_path, "T1\tcues 4 8\tsays\nA1\ttype T1 x\n#1\tid T1\tcue-1\n"))
    assert (found.spans[0].id, found.attributes[0].target, found.notes) == ("cue-1", "cue-1", ())


def test_id_notes_that_would_give_two_items_one_id_are_notes(tmp_path: Path) -> None:
    found, _ = only(written(tmp_path, "T1\tcues 4 8\tsays\nT2\tcues 0 3\tAna\n#1\tid T1\tT2\n"))
    assert [span.id for span in found.spans] == ["T1", "T2"]
    assert len(found.notes) == 1


@pytest.mark.parametrize("line", ["* Equiv T1 T1", "*", "*\t", "*\tEquiv"])
def test_an_equivalence_without_its_parts_is_quarantined(tmp_path: Path, line: str) -> None:
    found, report = only(written(tmp_path, f"T1\tCue 4 8\tsays\n{line}\n"))
    assert (found.size, codes(report)) == (1, ["F101"])


def test_a_byte_order_mark_before_the_lines_is_no_part_of_the_first(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "\ufeffT1\tCue 4 8\tsays\n"))
    assert ([span.id for span in found.spans], codes(report)) == (["T1"], [])


def test_lines_may_end_in_carriage_returns_alone(tmp_path: Path) -> None:
    found, report = only(written(tmp_path, "T1\tCue 4 8\tsays\rT2\tSource 0 3\tAna\r"))
    assert ([span.id for span in found.spans], codes(report)) == (["T1", "T2"], [])


@pytest.mark.parametrize(("start", "expected"), [(4, ["F204"]), (5, [])])
def test_offsets_may_count_the_byte_order_mark_of_the_text_or_not(tmp_path: Path, start: int, expected: list[str]) -> None:
    lines = f"T1\tCue {start} {start + 4}\tsays\nT2\tSource {start - 4} {start - 1}\tAna\n"
    found, report = only(written(tmp_path, lines, "\ufeff" + TEXT))
    assert [span.fragments for span in found.spans] == [((5, 9),), ((1, 4),)]
    assert codes(report) == expected


def test_halves_of_shared_tasks_are_refused_with_the_way_out(tmp_path: Path) -> None:
    written(tmp_path, "")
    (tmp_path / "d.a1").write_text("T1\tCue 4 8\tsays\n")
    _, report = took(tmp_path)
    (entry,) = report.entries
    assert (entry.outcome, entry.code) == ("refused", "F102")
    assert "one .ann" in entry.reason


def test_a_long_row_of_links_that_ends_in_nothing_falls_link_by_link(tmp_path: Path) -> None:
    events = "".join(f"E{number}\tSaying:T1 Next:E{number + 1}\n" for number in range(1, 3000))
    found, report = only(written(tmp_path, f"T1\tCue 4 8\tsays\n{events}"))
    assert len(found.links) == 0
    assert [entry.place.line for entry in report.entries] == list(range(2, 3001))
