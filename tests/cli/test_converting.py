from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import corpus

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def brat(tmp_path: Path) -> Path:
    folder = tmp_path / "brat"
    folder.mkdir()
    (folder / "rain.txt").write_text("It may rain.")
    (folder / "rain.ann").write_text("T1\tcues 3 6\tmay\nA1\ttype T1 epistemic\n")
    return folder


def test_a_clean_conversion_prints_counts_and_the_target(run: Run, brat: Path, tmp_path: Path) -> None:
    result = run("convert", brat, tmp_path / "out", "--from", "brat", "--to", "jsonl")
    assert result.exit_code == 0
    assert result.output == f"2 in: 2 kept (0 changed), 0 quarantined, 0 refused\n{tmp_path / 'out'}\n"
    assert corpus.load(tmp_path / "out").cues[0].type == "epistemic"


def test_what_cannot_be_read_is_listed_and_kept_beside(run: Run, brat: Path, tmp_path: Path) -> None:
    (brat / "rain.ann").write_text("hm\n")
    result = run("convert", brat, tmp_path / "out", "--from", "brat", "--to", "jsonl")
    assert result.exit_code == 1
    assert "rain.ann:1: F101 quarantined" in result.output
    assert f"quarantine: {tmp_path / 'out.quarantine.jsonl'}" in result.output
    assert json.loads((tmp_path / "out.quarantine.jsonl").read_text())["content"] == "hm"


def test_what_would_be_lost_is_listed_and_nothing_is_written(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("convert", folder, tmp_path / "out", "--from", "jsonl", "--to", "brat")
    assert result.exit_code == 1
    assert "lost: corpus: name: the format has no place for it" in result.output
    assert result.output.endswith("--on-loss report leaves them out\n")
    assert not (tmp_path / "out").exists()


def test_on_report_the_rest_is_written_and_the_losses_are_listed(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("convert", folder, tmp_path / "out", "--from", "jsonl", "--to", "brat", "--on-loss", "report")
    assert result.exit_code == 1
    assert "lost: corpus: name" in result.output
    assert (tmp_path / "out").is_dir()


def test_a_sidecar_loses_nothing(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("convert", folder, tmp_path / "out", "--from", "jsonl", "--to", "brat", "--on-loss", "sidecar")
    assert result.exit_code == 0
    assert "lost" not in result.output
    assert f"sidecar: {tmp_path / 'out.sidecar.jsonl'}" in result.output
    assert run("convert", tmp_path / "out", tmp_path / "again", "--from", "brat", "--to", "jsonl").exit_code == 0
    assert corpus.load(tmp_path / "again") == corpus.load(folder)


def test_between_formats_of_others_a_sidecar_needs_a_scheme(run: Run, brat: Path, tmp_path: Path) -> None:
    (brat / "rain.ann").write_text("T1\tcues 0 2;3 6\tIt may\nA1\ttype T1 epistemic\n")
    arguments = ("convert", brat, tmp_path / "out", "--from", "brat", "--to", "xmi", "--on-loss", "sidecar")
    refused = run(*arguments)
    assert refused.exit_code == 2
    assert refused.stderr.startswith("error: expected a scheme, because a sidecar keeps records and not labels; found none")
    assert not (tmp_path / "out").exists()
    made = run(*arguments, "--scheme", "reportedly")
    assert (made.exit_code, f"sidecar: {tmp_path / 'out.sidecar.jsonl'}" in made.output) == (0, True)


def test_many_losses_are_cut_short_in_text_alone(run: Run, tmp_path: Path) -> None:
    corpus.write(corpus.load(), tmp_path / "news", format="jsonl")
    arguments = ("convert", tmp_path / "news", tmp_path / "out", "--from", "jsonl", "--to", "brat")
    assert "... and " in run(*arguments).output
    result = run(*arguments, "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert (found["target"], len(found["losses"]) > 20) == (None, True)


def test_the_outcome_as_json_has_report_and_losses(run: Run, brat: Path, tmp_path: Path) -> None:
    result = run("convert", brat, tmp_path / "out", "--from", "brat", "--to", "brat", "--format", "json")
    assert result.exit_code == 0
    found = json.loads(result.output)
    assert (found["report"]["kept"], found["losses"], found["sidecar"], found["quarantine"]) == (2, [], None, None)


def test_the_report_is_written(run: Run, brat: Path, tmp_path: Path) -> None:
    arguments = ("convert", brat, tmp_path / "out", "--from", "brat", "--to", "jsonl", "--report", tmp_path / "report.json")
    assert run(*arguments).exit_code == 0
    assert json.loads((tmp_path / "report.json").read_text())["in"] == 2


@pytest.mark.parametrize("taken", ["report.json", "out.quarantine.jsonl", "out"])
def test_a_file_that_stands_there_is_kept(run: Run, brat: Path, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    arguments = ("convert", brat, tmp_path / "out", "--from", "brat", "--to", "jsonl", "--report", tmp_path / "report.json")
    result = run(*arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")
    assert (tmp_path / taken).read_text() == "mine"


@pytest.mark.parametrize(("source", "target"), [("word", "jsonl"), ("brat", "word"), ("jsonl", "brat")])
def test_what_cannot_be_done_is_said(run: Run, brat: Path, tmp_path: Path, source: str, target: str) -> None:
    result = run("convert", brat, tmp_path / "out", "--from", source, "--to", target)
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_the_folder_that_one_stands_in_is_read(run: Run, brat: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(brat)
    assert run("convert", ".", tmp_path / "out", "--from", "brat", "--to", "jsonl").exit_code == 0
    assert run("convert", tmp_path / "out", ".", "--from", "jsonl", "--to", "brat").exit_code == 2


def test_an_unsound_corpus_is_not_converted(run: Run, broken: Path, tmp_path: Path) -> None:
    result = run("convert", broken, tmp_path / "out", "--from", "jsonl", "--to", "brat")
    assert result.exit_code == 1
    assert " E101 " in result.output
