from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from corpus.model import LAYERS

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run, Start

UTF8 = {"PYTHONIOENCODING": "utf-8"}


def test_a_document_is_shown_with_its_marks(run: Run, folder: Path) -> None:
    result = run("show", folder, "rain")
    assert result.exit_code == 0
    assert "body  Ana Šimić {says|evidential} “it may rain”." in result.output


def test_layers_are_chosen_with_commas(run: Run, folder: Path) -> None:
    assert "{says" not in run("show", folder, "rain", "--layers", "mentions, quantities").output


def test_another_set_is_chosen_by_its_id(run: Run, folder: Path) -> None:
    assert "set hand by a (rule)" in run("show", folder, "rain", "--set", "hand").output


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["hail"], "no document 'hail' in mine; it has rain"),
        (["rain", "--set", "other"], "no annotation set 'other'; the corpus has hand"),
        (["rain", "--layers", "hedges"], "no layer 'hedges'; the layers are sections, "),
    ],
)
def test_what_is_not_there_is_said_with_what_there_is(run: Run, folder: Path, arguments: list[str], reason: str) -> None:
    result = run("show", folder, *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {reason}")


def test_a_path_that_is_not_there_cannot_be_shown(run: Run, tmp_path: Path) -> None:
    assert run("show", tmp_path / "nowhere", "rain").exit_code == 2


def test_an_unsound_corpus_gives_its_findings(run: Run, broken: Path) -> None:
    result = run("show", broken, "rain")
    assert result.exit_code == 1
    assert " E101 " in result.output
    assert result.output.endswith("1 error; nothing was done\n")


def test_a_path_alone_lists_its_documents(run: Run, folder: Path) -> None:
    result = run("show", folder)
    assert result.exit_code == 0
    assert "[red]Rain[/red]" in result.output


def test_documents_are_listed_as_json(run: Run, folder: Path) -> None:
    listed = json.loads(run("show", folder, "--format", "json").stdout)
    assert [document["id"] for document in listed["documents"]] == ["rain"]


def test_json_holds_every_layer(run: Run, folder: Path) -> None:
    shown = json.loads(run("show", folder, "rain", "--format", "json").stdout)
    assert list(shown) == ["document", "set", "layers"]
    assert list(shown["layers"]) == list(LAYERS)
    assert shown["layers"]["cues"][0]["span"] == [{"start": 10, "end": 14, "text": "says"}]


def test_json_holds_the_chosen_layers_alone(run: Run, folder: Path) -> None:
    shown = json.loads(run("show", folder, "rain", "--layers", "cues", "--format", "json").stdout)
    assert list(shown["layers"]) == ["cues"]


def test_no_arguments_list_the_packaged_corpus(run: Run) -> None:
    result = run("show")
    assert result.exit_code == 0
    assert "maduro-igla-s" in result.output


def test_a_document_alone_is_taken_from_the_packaged_corpus(run: Run) -> None:
    result = run("show", "maduro-igla-s")
    assert result.exit_code == 0
    assert result.output.startswith("maduro-igla-s")


def test_colours_can_be_forced(start: Start, folder: Path) -> None:
    done = start("show", folder, "rain", FORCE_COLOR="1", TERM="xterm", **UTF8)
    assert b"\x1b[1;35msays\x1b[0m" in done.stdout
    assert b"{says" not in done.stdout


def test_no_color_shows_brackets(start: Start, folder: Path) -> None:
    done = start("show", folder, "rain", FORCE_COLOR="1", NO_COLOR="1", TERM="xterm", **UTF8)
    assert b"{says|evidential}" in re.sub(rb"\x1b\[[0-9;]*m", b"", done.stdout)
    assert not re.search(rb"\x1b\[[0-9;]*3[0-7]m", done.stdout)


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_terminal_that_lacks_characters_gets_what_it_can_show(start: Start, folder: Path, encoding: str, form: str) -> None:
    done = start("show", folder, "rain", "--format", form, PYTHONIOENCODING=encoding)
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"rain" in done.stdout


def test_json_loses_nothing_on_an_ascii_terminal(start: Start, folder: Path) -> None:
    shown = json.loads(start("show", folder, "rain", "--format", "json", PYTHONIOENCODING="ascii").stdout)
    assert shown["document"]["text"].startswith("Ana Šimić")


def test_a_pipe_that_is_closed_early_is_no_error(start: Start, folder: Path, closed_pipe: int) -> None:
    done = start("show", folder, "rain", stdout=closed_pipe)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_closed_pipe_leaves_the_verdict_as_it_is(start: Start, broken: Path, closed_pipe: int) -> None:
    done = start("check", broken, stdout=closed_pipe)
    assert (done.returncode, done.stderr) == (1, b"")
