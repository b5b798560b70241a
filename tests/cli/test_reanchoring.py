"""`corpus reanchor`: the new folder, its review, and every way in which it can be refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run

    Edit = Callable[[str], Path]

TEXT = "Ana Šimić says “it may rain”.\n"


@pytest.fixture
def edit(tmp_path: Path) -> Edit:
    """Puts an edited text of the one document into a folder."""

    def edited(text: str) -> Path:
        (tmp_path / "new").mkdir(exist_ok=True)
        (tmp_path / "new" / "rain.txt").write_text(text, encoding="utf-8", newline="")
        return tmp_path / "new"

    return edited


def test_what_only_moved_is_done(folder: Path, run: Run, edit: Edit, tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = run("reanchor", folder, edit(f"Today. {TEXT}"), out)
    assert result.exit_code == 0
    assert [line.split() for line in result.stdout.splitlines() if line.strip()][:1] == [
        ["layer", "exact", "moved", "fuzzy", "lost"]
    ]
    assert ["cues", "0", "1", "0", "0"] in [line.split() for line in result.stdout.splitlines()]
    assert result.stdout.endswith(f"{out}: written; 0 annotations to review in {out}-review.jsonl\n")
    assert (tmp_path / "out-review.jsonl").read_bytes() == b""
    assert run("check", out, "--select", "E").exit_code == 0


def test_what_is_fuzzy_or_lost_is_to_be_reviewed(folder: Path, run: Run, edit: Edit, tmp_path: Path) -> None:
    review = tmp_path / "review.jsonl"
    result = run("reanchor", folder, edit(TEXT.replace("says", "")), tmp_path / "out", "--review", review)
    assert result.exit_code == 1
    items = [json.loads(line) for line in review.read_text(encoding="utf-8").splitlines()]
    assert [(item["layer"], item["verdict"]) for item in items] == [("sections", "fuzzy"), ("cues", "lost")]
    assert not (tmp_path / "out" / "hand" / "cues.jsonl").exists()
    assert run("check", tmp_path / "out", "--select", "E").exit_code == 0


def test_as_json_it_is_one_object(folder: Path, run: Run, edit: Edit, tmp_path: Path) -> None:
    result = run("reanchor", folder, edit(TEXT.replace("says", "")), tmp_path / "out", "--format", "json")
    found = json.loads(result.stdout)
    assert (found["out"], found["review"]) == (str(tmp_path / "out"), str(tmp_path / "out-review.jsonl"))
    assert found["counts"]["cues"] == {"exact": 0, "moved": 0, "fuzzy": 0, "lost": 1}
    assert [item["id"] for item in found["items"]] == ["section-1", "cue-1"]


def test_the_threshold_decides_what_is_kept(folder: Path, run: Run, edit: Edit, tmp_path: Path) -> None:
    text = TEXT.replace("says", "sais")
    for threshold, verdict in (("0.5", "fuzzy"), ("1", "lost")):
        result = run("reanchor", folder, edit(text), tmp_path / threshold, "--threshold", threshold, "--format", "json")
        assert json.loads(result.stdout)["counts"]["cues"][verdict] == 1


def test_a_corpus_with_errors_is_listed_and_nothing_written(broken: Path, run: Run, edit: Edit, tmp_path: Path) -> None:
    result = run("reanchor", broken, edit(TEXT), tmp_path / "out")
    assert result.exit_code == 1
    assert "E101" in result.stdout
    assert not (tmp_path / "out").exists()


def test_a_text_that_is_not_utf_8_is_named_with_the_byte(folder: Path, run: Run, edit: Edit, tmp_path: Path) -> None:
    (edit("") / "rain.txt").write_bytes(b"caf\xe9")
    result = run("reanchor", folder, tmp_path / "new", tmp_path / "out")
    assert result.exit_code == 2
    assert "rain.txt: expected UTF-8, found byte 0xe9 at byte 3" in result.stderr


def test_texts_of_no_document_are_refused(folder: Path, run: Run, edit: Edit, tmp_path: Path) -> None:
    (edit(TEXT) / "snow.txt").touch()
    result = run("reanchor", folder, tmp_path / "new", tmp_path / "out")
    assert result.exit_code == 2
    assert "found texts of no document: snow" in result.stderr


def test_a_place_that_is_taken_is_refused_before_anything_is_read(run: Run, folder: Path) -> None:
    result = run("reanchor", "nowhere", "nowhere", folder)
    assert result.exit_code == 2
    assert "expected nothing or an empty folder, found something" in result.stderr


@pytest.mark.parametrize("threshold", ["2", "-1", "nan"])
def test_a_threshold_that_is_no_share_is_refused(folder: Path, run: Run, edit: Edit, tmp_path: Path, threshold: str) -> None:
    result = run("reanchor", folder, edit(TEXT), tmp_path / "out", "--threshold", threshold)
    assert result.exit_code == 2
    assert "expected a threshold from 0 to 1" in result.stderr
