from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_a_sound_corpus_is_clean(run: Run, folder: Path) -> None:
    result = run("check", folder)
    assert (result.exit_code, result.output) == (0, f"{folder}: 0 errors, 0 warnings\n")


def test_an_error_is_found_at_its_line(run: Run, broken: Path) -> None:
    result = run("check", broken)
    assert result.exit_code == 1
    first, last = result.output.splitlines()
    assert first.startswith(f"{broken / 'hand' / 'cues.jsonl'}:1: E101 ")
    assert last == f"{broken}: 1 error, 0 warnings"


def test_a_warning_is_a_finding_too(run: Run, doubtful: Path) -> None:
    result = run("check", doubtful)
    assert result.exit_code == 1
    assert " W408 " in result.output
    assert result.output.endswith(": 0 errors, 1 warning\n")


def test_a_path_that_is_not_there_cannot_be_checked(run: Run, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'nowhere'}: ")


def test_one_path_that_cannot_be_opened_does_not_stop_the_others(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("check", tmp_path / "nowhere", folder)
    assert result.exit_code == 2
    assert f"{folder}: 0 errors" in result.output


def test_the_worst_verdict_counts(run: Run, folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "other")
    (tmp_path / "other" / "documents.jsonl").write_text("{\n")
    assert run("check", folder, tmp_path / "other", folder).exit_code == 1


def test_selected_codes_alone_are_reported(run: Run, broken: Path) -> None:
    assert run("check", broken, "--select", "E2,W4").exit_code == 0
    assert run("check", broken, "--select", "E101").exit_code == 1


def test_codes_may_be_selected_one_by_one(run: Run, broken: Path) -> None:
    assert run("check", broken, "--select", "W4", "--select", "E1").exit_code == 1


def test_a_code_that_is_none_is_bad_usage(run: Run, folder: Path) -> None:
    result = run("check", folder, folder, "--select", "X9")
    assert result.exit_code == 2
    assert result.stderr.count("error: no check code begins with 'X9'") == 1


def test_json_lists_each_path(run: Run, broken: Path, tmp_path: Path) -> None:
    result = run("check", broken, tmp_path / "nowhere", "--format", "json")
    listed = json.loads(result.stdout)
    assert (listed["errors"], listed["warnings"]) == (1, 0)
    found, missing = listed["results"]
    assert (found["path"], found["errors"], found["findings"][0]["code"]) == (str(broken), 1, "E101")
    assert list(missing) == ["path", "error"]


def test_json_of_a_sound_corpus_has_no_findings(run: Run, folder: Path) -> None:
    listed = json.loads(run("check", folder, "--format", "json").stdout)
    assert listed["results"] == [{"path": str(folder), "errors": 0, "warnings": 0, "findings": []}]


def test_github_gets_workflow_commands(run: Run, broken: Path) -> None:
    result = run("check", broken, "--format", "github")
    assert result.exit_code == 1
    assert result.output.startswith("::error file=")


def test_what_a_file_says_cannot_steer_the_terminal(run: Run, folder: Path) -> None:
    (folder / "hand" / "cues.jsonl").write_text('{"id": "a", "document_id": "rain", "\\u001b[2J": 1}\n')
    result = run("check", folder)
    assert result.exit_code == 1
    assert "\x1b" not in result.output


@pytest.fixture
def release(run: Run, folder: Path, tmp_path: Path) -> Path:
    result = run("release", folder, tmp_path / "dist", "--version", "1.0.0")
    assert result.exit_code == 0
    return tmp_path / "dist" / "mine-1.0.0"


@pytest.mark.slow
def test_a_release_as_published_is_clean(run: Run, release: Path) -> None:
    result = run("verify", release)
    assert (result.exit_code, result.output) == (0, f"{release}: 0 errors, 0 warnings\n")


@pytest.mark.slow
def test_a_release_can_be_checked_like_a_folder(run: Run, release: Path) -> None:
    assert run("check", release).exit_code == 0


@pytest.mark.slow
def test_a_changed_file_is_found(run: Run, release: Path) -> None:
    (release / "README.md").write_text("changed")
    result = run("verify", release)
    assert result.exit_code == 1
    assert "README.md" in result.output


@pytest.mark.slow
def test_a_missing_file_is_found(run: Run, release: Path) -> None:
    (release / "croissant.json").unlink()
    listed = json.loads(run("verify", release, "--format", "json").stdout)
    assert [found["code"] for found in listed["results"][0]["findings"]] == ["R101"]


def test_a_folder_that_is_no_release_cannot_be_verified(run: Run, folder: Path) -> None:
    result = run("verify", folder)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
