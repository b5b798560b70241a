"""`corpus convert` with the files of annotation tools, both ways, on the corpus that the wheel carries."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import corpus

if TYPE_CHECKING:
    from tests.cli.conftest import Run

SEED = Path(__file__).parents[2] / "annotations"
FORMS = ["doccano", "labelstudio", "prodigy"]


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_our_own_corpus_goes_there_and_comes_back_as_it_was(run: Run, tmp_path: Path, form: str) -> None:
    options = ("--from", "jsonl", "--to", form, "--on-loss", "sidecar")
    assert run("convert", SEED, tmp_path / "there", *options).exit_code == 0
    back = run("convert", tmp_path / "there", tmp_path / "back", "--from", form, "--to", "jsonl")
    assert back.exit_code == 0
    assert "0 quarantined, 0 refused\n" in back.output
    assert corpus.load(tmp_path / "back") == corpus.load(SEED)


@pytest.mark.parametrize("form", FORMS)
def test_what_the_tool_has_no_place_for_stops_the_writing(run: Run, folder: Path, tmp_path: Path, form: str) -> None:
    result = run("convert", folder, tmp_path / "out", "--from", "jsonl", "--to", form)
    assert result.exit_code == 1
    assert "lost: corpus: name: the format has no place for it" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_another_kind_cannot_be_converted(run: Run, tmp_path: Path, form: str) -> None:
    (tmp_path / "in.json").write_text("T1\tPER 0 3\tAna")
    result = run("convert", tmp_path / "in.json", tmp_path / "out", "--from", form, "--to", "jsonl")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'in.json'}: expected JSON objects")
    assert not (tmp_path / "out").exists()


def test_what_cannot_be_read_is_listed_and_kept_word_for_word(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"text": "It may rain", "label": [[3, 6, "cues"]]}\n{"text": "x\n')
    result = run("convert", tmp_path / "in.jsonl", tmp_path / "out", "--from", "doccano", "--to", "prodigy")
    assert result.exit_code == 1
    assert f"{tmp_path / 'in.jsonl'}:2: F101 quarantined" in result.output
    assert json.loads((tmp_path / "out.quarantine.jsonl").read_text())["content"] == '{"text": "x'
    assert json.loads((tmp_path / "out").read_text())["spans"][0]["label"] == "cues"


def test_rejected_answers_stand_in_the_report_word_for_word(run: Run, tmp_path: Path) -> None:
    task = '{"text": "It may rain", "spans": [{"start": 3, "end": 6, "label": "cues"}], "answer": "reject"}'
    (tmp_path / "in.jsonl").write_text(task)
    report = tmp_path / "report.json"
    result = run("convert", tmp_path / "in.jsonl", tmp_path / "out", "--from", "prodigy", "--to", "jsonl", "--report", report)
    assert result.exit_code == 1
    (entry,) = json.loads(report.read_text())["entries"]
    assert (entry["code"], entry["content"]) == ("F110", task)
    assert corpus.load(tmp_path / "out").documents[0].extras["prodigy"]["declined"] == [json.loads(task)]
