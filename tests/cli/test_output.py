from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

from rich.text import Text

from corpus.cli.output import complain, draw, progress, write, write_json

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


def in_ascii(monkeypatch: pytest.MonkeyPatch, show: Callable[[], None]) -> bytes:
    raw = io.BytesIO()
    with monkeypatch.context() as patched, io.TextIOWrapper(raw, encoding="ascii") as stream:
        patched.setattr(sys, "stdout", stream)
        show()
        return raw.getvalue()


def test_a_character_that_the_encoding_lacks_becomes_a_question_mark(monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_ascii(monkeypatch, lambda: write("Šimić")) == b"?imi?\n"


def test_json_is_escaped_where_the_encoding_lacks_characters(monkeypatch: pytest.MonkeyPatch) -> None:
    assert json.loads(in_ascii(monkeypatch, lambda: write_json("Šimić"))) == "Šimić"


def test_json_is_readable_where_it_can_be(capsys: pytest.CaptureFixture[str]) -> None:
    write_json("Šimić")
    assert capsys.readouterr().out == '"Šimić"\n'


def test_what_is_drawn_has_no_blanks_at_the_ends_of_lines(capsys: pytest.CaptureFixture[str]) -> None:
    draw(lambda _console: Text("a   \nb "))
    assert capsys.readouterr().out == "a\nb\n"


def test_a_complaint_goes_to_standard_error(capsys: pytest.CaptureFixture[str]) -> None:
    complain("no \x1b[2J")
    assert capsys.readouterr() == ("", "error: no ␛[2J\n")


def test_progress_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("working") as tell:
        tell("one")
    assert capsys.readouterr() == ("", "")


def test_progress_names_the_step_in_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    with progress("working") as tell:
        tell("[red]one")
    assert "working: [red]one" in terminal.getvalue()
    assert capsys.readouterr().out == ""
