from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.formats.json_files import read_objects, refuse_taken, write_lines
from corpus.formats.reports import Ledger

if TYPE_CHECKING:
    from pathlib import Path


def values(path: Path, written: bytes) -> tuple[list[object], list[str]]:
    path.write_bytes(written)
    ledger = Ledger()
    found = [(one.value, one.line) for one in read_objects(path, ledger)]
    return found, [f"{entry.place.line} {entry.reason}" for entry in ledger.report().entries]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "d.jsonl"


def test_lines_may_end_in_both_ways_and_some_may_be_blank(file: Path) -> None:
    assert values(file, b'\xef\xbb\xbf{"a": 1}\r\n\r\n{"a": 2}') == ([({"a": 1}, 1), ({"a": 2}, 3)], [])


def test_a_line_separator_inside_a_string_ends_no_line(file: Path) -> None:
    assert values(file, '{"a": "x\u2028y"}\n{"a": 2}'.encode())[0][1] == ({"a": 2}, 2)


def test_an_array_has_its_items_on_their_lines(file: Path) -> None:
    assert values(file, b'\n[\n{"a": 1},\n\n{"a":\n2}]\n') == ([({"a": 1}, 3), ({"a": 2}, 5)], [])


def test_one_object_may_stand_on_many_lines(file: Path) -> None:
    assert values(file, b'\n{\n"a": 1\n}\n') == ([({"a": 1}, 2)], [])


def test_one_object_that_is_no_json_to_us_is_not_taken(file: Path) -> None:
    with pytest.raises(FileError, match="none that can be read"):
        values(file, b'{\n"a": NaN\n}')


def test_an_array_that_breaks_off_between_two_items_is_told_of(file: Path) -> None:
    found, entries = values(file, b'[{"a": 1},\n')
    assert (found, entries[0][:4]) == ([({"a": 1}, 1)], "2 ex")
    assert "breaks off" in entries[0]


def test_what_stands_behind_an_array_is_told_of(file: Path) -> None:
    found, entries = values(file, b'[{"a": 1}]\n[{"a": 2}]\n')
    assert (found, len(entries)) == ([({"a": 1}, 1)], 1)
    assert entries[0] == "2 expected nothing behind the array, found more"


def test_of_a_file_without_any_object_the_first_reason_is_told(file: Path) -> None:
    with pytest.raises(FileError, match="UTF-16"):
        values(file, '{"a": 1}'.encode("utf-16"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"a": 1', "broken"),
        (b'{"a": 1} x', "one object a line"),
        (b'{"a": NaN}', "NaN"),
        (b'{"a": -1e999}', "-1e999"),
        (b'{"a": 1, "a": 2}', "'a' twice"),
        (b'{"a": "\\ud83d"}', "lone surrogate"),
        (b'{"a": "\xe9"}', "bytes that are none"),
        (b"[" * 100_000, "nested too deeply"),
        (b"7", "a JSON object"),
    ],
)
def test_a_line_that_is_none_is_quarantined_and_the_next_is_read(file: Path, line: bytes, reason: str) -> None:
    found, told = values(file, b'{"b": 1}\n' + line + b'\n{"b": 2}')
    assert found == [({"b": 1}, 1), ({"b": 2}, 3)]
    assert len(told) == 1
    assert told[0].startswith("2 ")
    assert reason in told[0]


def test_an_item_of_an_array_that_is_none_is_quarantined_and_the_next_is_read(file: Path) -> None:
    found, told = values(file, b'[{"a": NaN},\n{"a": 2}, 7]')
    assert (found, len(told)) == ([({"a": 2}, 2)], 2)


def test_of_a_truncated_array_the_whole_items_are_read(file: Path) -> None:
    found, told = values(file, b'[{"a": 1},\n{"a": "x')
    assert (found, len(told)) == ([({"a": 1}, 1)], 1)


@pytest.mark.parametrize("written", [b"", b" \n", b"[ ]\n"])
def test_a_file_of_nothing_has_nothing(file: Path, written: bytes) -> None:
    assert values(file, written) == ([], [])


@pytest.mark.parametrize("written", [b"<xml/>", b'{"a": 1', b"\xff\xfe{\x00}\x00", b"\x00\x01"])
def test_a_file_without_an_object_is_none_of_this_kind(file: Path, written: bytes) -> None:
    with pytest.raises(FileError, match="none that can be read"):
        values(file, written)


def test_a_file_of_a_folder_in_utf_16_is_refused_and_the_others_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes('{"a": 1}'.encode("utf-16"))
    (tmp_path / "b.json").write_bytes(b'{"a": 2}')
    ledger = Ledger()
    assert [one.value for one in read_objects(tmp_path, ledger)] == [{"a": 2}]
    assert [entry.code for entry in ledger.report().entries] == ["F102"]


def test_what_is_quarantined_can_be_written(file: Path) -> None:
    file.write_bytes(b'{"b": 1}\n{"a": "\xe9"}')
    ledger = Ledger()
    list(read_objects(file, ledger))
    assert ledger.report().entries[0].content == '{"a": "\\xe9"}'
    assert ledger.report().to_json().encode()


def test_nothing_is_written_over(file: Path) -> None:
    write_lines([{"a": "é"}], file)
    assert file.read_bytes() == '{"a": "é"}\n'.encode()
    with pytest.raises(FileError, match="something there"):
        write_lines([], file)


def test_a_link_to_nothing_is_something(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(FileError, match="something there"):
        refuse_taken(tmp_path / "link")
