"""Texts: a folder of them, byte for byte."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.files.texts import read_texts

if TYPE_CHECKING:
    from pathlib import Path


def test_each_text_stands_under_the_id_of_its_document(tmp_path: Path) -> None:
    (tmp_path / "b.v2.txt").write_bytes("naïve 😀".encode())
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / ".hidden").write_bytes(b"\xff")
    assert read_texts(tmp_path) == {"a": "", "b.v2": "naïve 😀"}


def test_line_ends_and_a_byte_order_mark_are_part_of_a_text(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbfa\r\nb\r")
    assert read_texts(tmp_path) == {"a": "\ufeffa\r\nb\r"}


def test_bytes_that_are_no_utf_8_are_named_with_their_place(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes("naïve".encode("latin-1"))
    with pytest.raises(FileError, match=r"a\.txt: expected UTF-8, found byte 0xef at byte 2; save it as UTF-8"):
        read_texts(tmp_path)


def test_something_that_is_no_text_is_not_left_out_in_silence(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    (tmp_path / "a.html").touch()
    with pytest.raises(FileError, match=r"a\.html: expected texts alone"):
        read_texts(tmp_path)


def test_a_folder_without_texts_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"expected texts, .* found none"):
        read_texts(tmp_path)


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    for path, found in ((tmp_path / "a.txt", "found a file"), (tmp_path / "no", "found no such path")):
        with pytest.raises(FileError, match=found):
            read_texts(path)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(OSError, match="where a file should be"):
        read_texts(tmp_path)
