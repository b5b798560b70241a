from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.cli.conftest import CUE, write

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def newer(folder: Path) -> Path:
    """The sound folder with another label of its cue."""
    newer = folder.parent / "newer"
    shutil.copytree(folder, newer)
    write(newer / "hand" / "cues.jsonl", {**CUE, "type": "verification"})
    return newer


def test_the_same_corpus_has_no_difference(run: Run, folder: Path) -> None:
    result = run("diff", folder, folder)
    assert (result.exit_code, result.output) == (0, "no difference\n")


def test_differences_are_listed_and_end_with_the_version_that_they_call_for(run: Run, folder: Path, newer: Path) -> None:
    result = run("diff", folder, newer)
    assert result.exit_code == 1
    assert "type reportive → verification" in result.output
    assert result.output.splitlines()[-2:] == ["calls for a patch version: 1.0.1 after 1.0.0", "  set hand, cues: 1 relabelled"]


def test_json_has_everything(run: Run, folder: Path, newer: Path) -> None:
    result = run("diff", folder, newer, "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["bump"], found["next_version"], found["reasons"]) == ("patch", "1.0.1", ["set hand, cues: 1 relabelled"])
    assert found["annotations"] == [
        {
            "set_id": "hand",
            "layer": "cues",
            "document_id": "rain",
            "old_id": "cue-1",
            "new_id": "cue-1",
            "kinds": ["relabelled"],
            "label": "verification",
            "surface": "says",
            "fields": [{"field": "type", "kind": "relabelled", "old": "reportive", "new": "verification"}],
        }
    ]
    assert found["counts"] == [{"set_id": "hand", "layer": "cues", "label": "verification", "kind": "relabelled", "number": 1}]


def test_json_of_no_difference_is_empty(run: Run, folder: Path) -> None:
    result = run("diff", folder, folder, "--format", "json")
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {
        "old_version": "1.0.0",
        "new_version": "1.0.0",
        "bump": "none",
        "next_version": "1.0.0",
        "reasons": [],
        **{part: [] for part in ("metadata", "documents", "sets", "layers", "annotations", "counts")},
    }


def test_markdown_goes_into_a_change_log(run: Run, folder: Path, newer: Path) -> None:
    result = run("diff", folder, newer, "--format", "markdown")
    assert (result.exit_code, result.output.splitlines()[0]) == (1, "### Set `hand`")


def test_all_lists_what_is_left_out(run: Run, folder: Path) -> None:
    newer = folder.parent / "newer"
    shutil.copytree(folder, newer)
    write(newer / "hand" / "cues.jsonl", {**CUE, "id": "cue-9"})
    assert "cue-9" not in run("diff", folder, newer).output
    assert "id cue-1 → cue-9" in run("diff", folder, newer, "--all").output


@pytest.mark.parametrize("place", [0, 1])
def test_a_path_that_is_not_there_cannot_be_compared(run: Run, folder: Path, place: int) -> None:
    paths = [folder, folder]
    paths[place] = folder / "nowhere"
    result = run("diff", *paths)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("error: ")


def test_an_unsound_corpus_is_not_compared(run: Run, broken: Path) -> None:
    result = run("diff", broken, broken)
    assert result.exit_code == 1
    assert " E101 " in result.output


@pytest.mark.slow
def test_a_release_is_compared_with_the_folder_that_it_was_built_from(run: Run, folder: Path, tmp_path: Path) -> None:
    run("release", folder, tmp_path / "dist", "--version", "1.0.0")
    assert run("diff", tmp_path / "dist" / "mine-1.0.0", folder).exit_code == 0
