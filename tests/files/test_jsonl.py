"""A layer's file is read in columns or line by line; whichever way, it must be the same reading of the same bytes."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.files import jsonl
from corpus.files.jsonl import LayerReading, numbered_lines, read_layer, write_layer
from corpus.model import LAYERS
from corpus.model.reading import UNKNOWN
from corpus.model.rows import empty_table, table_of
from corpus.testing import records

CUE = {"id": "c-1", "document_id": "d", "span": [{"start": 3, "end": 6, "text": "may"}], "type": "epistemic"}
LINE = json.dumps(CUE)
OTHER = LINE.replace("c-1", "c-2")


def reading_of(layer: str, data: bytes, *, by_line: bool = False) -> LayerReading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{layer}.jsonl"
        path.write_bytes(data)
        if not by_line:
            return stripped(read_layer(path, layer), folder)
        with patch.object(jsonl, "_read_columns", return_value=None):
            return stripped(read_layer(path, layer), folder)


def stripped(reading: LayerReading, folder: str) -> LayerReading:
    """Leave out the folder, which is another each time."""
    places = [found.place for found in reading.findings]
    assert all(str(place.file).startswith(folder) for place in places)
    findings = tuple((found.code, found.message, found.place.line, found.place.path) for found in reading.findings)
    return LayerReading(reading.table, reading.lines[: reading.table.num_rows], findings, reading.unreadable)  # type: ignore[arg-type]


def assert_same_both_ways(layer: str, data: bytes) -> LayerReading:
    fast, slow = reading_of(layer, data), reading_of(layer, data, by_line=True)
    assert fast.findings == slow.findings
    assert fast.unreadable == slow.unreadable
    assert fast.table.equals(slow.table)
    assert fast.lines.tolist() == slow.lines.tolist()
    return fast


def codes(reading: LayerReading) -> list[Any]:
    return [found[0] for found in reading.findings]  # type: ignore[index]  # as `stripped` leaves them


def with_field(field: str, written: str) -> str:
    return f'{LINE[:-1]}, "{field}": {written}}}'


GOOD = {
    "one line": f"{LINE}\n",
    "two lines": f"{LINE}\n{OTHER}\n",
    "lines out of order": f"{OTHER}\n{LINE}\n",
    "no line feed at the end": f"{LINE}\n{OTHER}",
    "nothing": "",
    "a carriage return before the line feed": f"{LINE}\r\n{OTHER}\r\n",
    "blanks around a line": f"  {LINE}\t\n",
    "blanks inside a line": LINE.replace(":", " :  ") + "\n",
    "keys in another order": json.dumps(dict(reversed(CUE.items()))) + "\n",
    "letters escaped": LINE.replace("may", "m\\u0061y") + "\n",
    "an escaped key": LINE.replace('"type"', '"t\\u0079pe"') + "\n",
    "a pair of surrogates": with_field("note", '"\\ud83d\\ude00"') + "\n",
    "a slash escaped": with_field("note", '"\\/"') + "\n",
    "a null character": with_field("note", '"\\u0000"') + "\n",
    "a line separator, which is no line end": with_field("note", '"\u2028\x85"') + "\n",
    "braces that look like a border of lines": with_field("note", '"}\\n{"') + "\n",
    "null written out": with_field("engagement", "null") + "\n",
    "null in a span field": with_field("scope", "null") + "\n",
    "null in extras": with_field("extras", "null") + "\n",
    "an object in extras": with_field("extras", '{"a": [1, null, {"b": 1e3}]}') + "\n",
    "an empty object in extras": with_field("extras", "{}") + "\n",
    "a number": with_field("confidence", "0.5") + "\n",
    "an integer where a number stands": with_field("confidence", "1") + "\n",
    "minus zero": with_field("confidence", "-0.0") + "\n",
    "minus zero as an integer": with_field("confidence", "-0") + "\n",
    "an exponent": with_field("confidence", "5E-1") + "\n",
    "many digits": with_field("confidence", "0.1000000000000000055511151231257827021181583404541015625") + "\n",
    "a number too small to hold": with_field("confidence", "1e-400") + "\n",
    "a false": with_field("negated", "false") + "\n",
}
BAD = {
    "a key twice": (with_field("type", '"doxastic"'), "E004"),
    "a key twice, equal": (with_field("type", '"epistemic"'), "E004"),
    "a key twice, first null": (LINE.replace('"type"', '"type": null, "type"'), "E004"),
    "a key twice, then null": (with_field("type", "null"), "E004"),
    "a key twice in a fragment": (LINE.replace('"start": 3', '"start": 3, "start": 3'), "E004"),
    "a key twice in a fragment, first null": (LINE.replace('"start": 3', '"start": null, "start": 3'), "E004"),
    "a key twice, once escaped": (with_field("t\\u0079pe", '"epistemic"'), "E004"),
    "a key twice, null twice": (with_field("note", 'null, "note": null'), "E004"),
    "a key twice in extras": (with_field("extras", '{"a": 1, "a": 2}'), "E004"),
    "a blank line": ("", "E003"),
    "a line of blanks": (" \t", "E003"),
    "a line of a carriage return": ("\r", "E003"),
    "a byte order mark": (f"\ufeff{LINE}", "E003"),
    "two objects on one line": (f"{LINE} {OTHER}", "E003"),
    "two objects without a blank": (f"{LINE}{OTHER}", "E003"),
    "two objects and a comma": (f"{LINE},", "E003"),
    "a comma too many": (f"{LINE[:-1]},}}", "E003"),
    "a comma too many in a list": (LINE.replace("}]", "},]"), "E003"),
    "the brace missing": (LINE[:-1], "E003"),
    "a comment": (f"{LINE} // said", "E003"),
    "single quotes": (LINE.replace('"', "'"), "E003"),
    "a tab in a string": (with_field("note", '"\t"'), "E003"),
    "a form feed between": (f"\f{LINE}", "E003"),
    "a no-break space between": (f"\u00a0{LINE}", "E003"),
    "an unknown escape": (with_field("note", '"\\x"'), "E003"),
    "NaN": (with_field("confidence", "NaN"), "E003"),
    "Infinity": (with_field("confidence", "-Infinity"), "E003"),
    "NaN in extras": (with_field("extras", '{"a": NaN}'), "E003"),
    "a leading zero": (with_field("confidence", "01"), "E003"),
    "a plus sign": (with_field("confidence", "+1"), "E003"),
    "a bare point": (with_field("confidence", ".5"), "E003"),
    "deep nesting": (with_field("extras", '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}"), "E003"),
    "a number too large to hold": (with_field("confidence", "1e400"), "E007"),
    "a number too large in extras": (with_field("extras", '{"a": 1e400}'), "E007"),
    "a number as a string": (with_field("confidence", '"0.5"'), "E007"),
    "a number out of bounds": (with_field("confidence", "1.0000000000000002"), "E007"),
    "a bool where a number stands": (with_field("confidence", "true"), "E007"),
    "a number where a bool stands": (with_field("negated", "0"), "E007"),
    "a real offset": (LINE.replace(": 3", ": 3.0"), "E007"),
    "an offset with an exponent": (LINE.replace(": 3", ": 3e0"), "E007"),
    "an offset of minus zero": (LINE.replace('"start": 3, "end": 6', '"start": -0.0, "end": 3'), "E007"),
    "an offset as a string": (LINE.replace(": 3", ': "3"'), "E007"),
    "an offset of 32 bits and one": (LINE.replace(": 3", f": {2**32 + 3}"), "E007"),
    "an offset of 64 bits and one": (LINE.replace(": 3", f": {2**64 + 3}"), "E007"),
    "a negative offset": (LINE.replace(": 3", ": -1"), "E007"),
    "a string in extras": (with_field("extras", '"{}"'), "E007"),
    "a list in extras": (with_field("extras", "[]"), "E007"),
    "a number as an id": (LINE.replace('"c-1"', "1"), "E007"),
    "an empty id": (LINE.replace('"c-1"', '""'), "E007"),
    "a path as a document": (LINE.replace('"d"', '"a/b"'), "E007"),
    "null as an id": (LINE.replace('"c-1"', "null"), "E007"),
    "null as a span": (LINE.replace(json.dumps(CUE["span"]), "null"), "E007"),
    "null as a fragment": (LINE.replace("}]", "}, null]"), "E007"),
    "null as an offset": (LINE.replace(": 3", ": null"), "E007"),
    "an empty span": (LINE.replace(json.dumps(CUE["span"]), "[]"), "E007"),
    "a fragment without its list": (LINE.replace("[{", "{").replace("}]", "}"), "E007"),
    "a list": (f"[{LINE}]", "E003"),
    "a word": ("true", "E003"),
    "null": ("null", "E003"),
    "a span that is missing": ('{"id": "c", "document_id": "d"}', "E006"),
    "an id that is missing": (LINE.replace('"id": "c-1", ', ""), "E006"),
    "a surface that is missing": (LINE.replace(', "text": "may"', ""), "E006"),
    "an unknown field": (with_field("colour", '"red"'), "E005"),
    "an unknown field of null": (with_field("colour", "null"), "E005"),
    "an unknown field in a fragment": (LINE.replace('"may"', '"may", "x": null'), "E005"),
    "a field in capitals": (LINE.replace('"type"', '"Type"'), "E005"),
    "an unknown label": (LINE.replace("epistemic", "Epistemic"), "E008"),
    "an empty label": (LINE.replace("epistemic", ""), "E008"),
    "a lone surrogate": (with_field("note", '"\\ud83d"'), "E009"),
    "surrogates the wrong way round": (with_field("note", '"\\ude00\\ud83d"'), "E009"),
    "a lone surrogate as an id": (LINE.replace("c-1", "\\ud83d"), "E009"),
    "a lone surrogate in a surface": (LINE.replace("may", "m\\ud83dy"), "E009"),
    "a surface too long": (LINE.replace("may", "may "), "E101"),
    "an empty fragment": (LINE.replace('"end": 6', '"end": 3'), "E104"),
    "a reversed fragment": (LINE.replace('"end": 6', '"end": 1'), "E104"),
    "a blank edge": (LINE.replace("may", "ma "), "E105"),
    "fragments out of order": (LINE.replace("}]", '}, {"start": 0, "end": 2, "text": "it"}]'), "E103"),
}
INVALID = {
    "a byte that is no UTF-8": LINE.encode().replace(b"may", b"m\xffy"),
    "a character cut short": LINE.encode().replace(b"may", b"ma\xc3"),
    "Latin-1": LINE.replace("may", "maý").encode("latin-1"),
    "UTF-16": LINE.encode("utf-16-le").replace(b"\n", b""),
    "an overlong slash": LINE.encode().replace(b"may", b"m\xc0\xaf"),
    "a surrogate in bytes": LINE.encode().replace(b"may", b"\xed\xa0\xbd"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_good_file_is_read_whole_whichever_way(name: str) -> None:
    reading = assert_same_both_ways("cues", GOOD[name].encode())
    assert not reading.findings
    assert reading.table.num_rows == len(GOOD[name].removesuffix("\n").split("\n")) - (name == "nothing")


def test_a_plain_file_is_read_in_columns_and_not_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "cues.jsonl"
    path.write_text(f"{LINE}\n{OTHER}\n")
    with patch.object(jsonl, "_read_lines", side_effect=AssertionError):
        assert read_layer(path, "cues").table.num_rows == 2


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_bad_line_is_refused_with_its_number_and_the_others_are_kept(name: str, place: int) -> None:
    line, code = BAD[name]
    lines = [LINE.replace("c-1", "c-0"), OTHER]
    lines.insert(place, line)
    reading = assert_same_both_ways("cues", "".join(f"{one}\n" for one in lines).encode())
    assert set(codes(reading)) == {code}
    assert {found[2] for found in reading.findings} == {place + 1}  # type: ignore[index]  # as `stripped` leaves them
    assert reading.table["id"].to_pylist() == ["c-0", "c-2"]


@pytest.mark.parametrize("name", INVALID)
def test_a_line_that_is_no_utf8_is_refused_and_the_others_are_kept(name: str) -> None:
    reading = assert_same_both_ways("cues", INVALID[name] + b"\n" + OTHER.encode() + b"\n")
    assert set(codes(reading)) <= {"E002", "E003"}
    assert codes(reading)
    assert reading.table["id"].to_pylist() == ["c-2"]


@pytest.mark.parametrize("data", [json.dumps(CUE, indent=2), json.dumps(CUE, indent=2) + "\n", f"[\n{LINE},\n{OTHER}\n]\n"])
def test_an_object_over_several_lines_is_refused_line_by_line(data: str) -> None:
    reading = assert_same_both_ways("cues", data.encode())
    assert set(codes(reading)) <= {"E003", "E007"}
    assert len({found[2] for found in reading.findings}) >= 3  # type: ignore[index]  # as `stripped` leaves them


def test_a_line_that_closes_what_another_opens_does_not_make_a_record() -> None:
    halves = LINE.replace('"d", ', '"d",\n')
    assert codes(assert_same_both_ways("cues", f"{halves}\n{OTHER}{OTHER}\n".encode())) == ["E003"] * 3


def test_rows_keep_the_physical_line_that_they_stood_on() -> None:
    reading = assert_same_both_ways("cues", f"{OTHER}\n\n{LINE}\n".encode())
    assert (reading.table["id"].to_pylist(), reading.lines.tolist()) == (["c-1", "c-2"], [3, 1])


def test_the_ids_of_a_line_that_made_no_record_are_remembered() -> None:
    reading = assert_same_both_ways("cues", f"{LINE.replace('epistemic', 'guess')}\n{OTHER}\n".encode())
    assert reading.unreadable == {("d", "c-1")}


@pytest.mark.parametrize("line", [b"\xff", b"[", b'{"document_id": "d"}', b'{"id": 1, "document_id": "d"}'])
def test_a_line_in_which_no_id_can_be_seen_may_hold_any(line: bytes) -> None:
    assert reading_of("cues", line).unreadable == {UNKNOWN}


def test_ids_are_seen_in_a_line_that_is_no_utf8() -> None:
    assert reading_of("cues", LINE.encode().replace(b"may", b"m\xffy")).unreadable == {("d", "c-1")}


def test_an_empty_file_is_an_empty_layer() -> None:
    assert reading_of("cues", b"").table.equals(empty_table("cues"))


def test_a_file_that_ends_in_two_line_feeds_has_a_blank_line() -> None:
    assert codes(assert_same_both_ways("cues", f"{LINE}\n\n".encode())) == ["E003"]


def test_a_file_of_one_line_feed_has_a_blank_line() -> None:
    assert codes(assert_same_both_ways("cues", b"\n")) == ["E003"]


def test_a_file_that_is_not_there_cannot_be_opened(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"none\.jsonl"):
        read_layer(tmp_path / "none.jsonl", "cues")


def test_lines_are_split_at_line_feeds_alone() -> None:
    data = "a\u2028b\x85c\x0bd\x0ce\rf\ng\r\nh".encode()
    assert [(number, line.decode()) for number, line in numbered_lines(data)] == [
        (1, "a\u2028b\x85c\x0bd\x0ce\rf"),
        (2, "g\r"),
        (3, "h"),
    ]


TEXT = "İt may\u00a0rain,\r\nsay 😀 5,000."
KNOWN = dict.fromkeys(LAYERS, ("id-1", "id-2"))


@settings(max_examples=60)
@given(st.data(), st.sampled_from(list(LAYERS)))
def test_what_is_written_is_read_again_whichever_way(data: st.DataObject, layer: str) -> None:
    table = table_of(layer, data.draw(st.lists(records(layer, TEXT, known=KNOWN), max_size=3)))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "layer.jsonl"
        write_layer(path, table)
        written = path.read_bytes()
        again = Path(folder) / "again.jsonl"
        write_layer(again, read_layer(path, layer).table)
        assert again.read_bytes() == written
    reading = assert_same_both_ways(layer, written)
    assert not reading.findings
    assert reading.table.equals(table)


PIECES = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    '"',
    "\\",
    "\n",
    "\r",
    " ",
    "0",
    "-",
    ".",
    "e9",
    "null",
    "true",
    "NaN",
    "\ufeff",
    "\u2028",
]
PIECES += [
    '"id":',
    '"span":',
    '"start":',
    '"type": null,',
    '"extras": {},',
    '"extras": "{}",',
    "\\ud83d",
    "é",
    "}\n{",
    "}{",
    "/",
]


@st.composite
def mutated(draw: st.DrawFn, lines: list[str]) -> bytes:
    """Cut, repeat or replace a few stretches of a file."""
    data = "".join(f"{line}\n" for line in lines)
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.integers(0, 4)))
        middle = draw(st.sampled_from(["", data[start:end] * 2, *PIECES]))
        data = data[:start] + middle + data[end:]
    encoded = data.encode()
    if draw(st.integers(0, 9)) == 0:
        place = draw(st.integers(0, len(encoded)))
        encoded = encoded[:place] + b"\xff" + encoded[place + 1 :]
    return encoded


@settings(max_examples=250)
@given(st.data(), st.sampled_from(["cues", "attributions", "stances", "quantities", "commitments"]))
def test_a_damaged_file_is_read_the_same_whichever_way(data: st.DataObject, layer: str) -> None:
    drawn = data.draw(st.lists(records(layer, TEXT, known=KNOWN), min_size=1, max_size=2))
    lines = [json.dumps(record.model_dump(exclude_none=True), ensure_ascii=False) for record in drawn]
    assert_same_both_ways(layer, data.draw(mutated(lines)))
