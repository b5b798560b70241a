"""`corpus attach`: what it makes, what it lists, and every way in which it can be refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.files.folder import read_folder, write_folder
from corpus.release import withhold

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def held(folder: Path, tmp_path: Path) -> Path:
    """The folder without its text."""
    write_folder(withhold(read_folder(folder).corpus), tmp_path / "held")
    return tmp_path / "held"


def test_a_text_is_attached_and_the_folder_is_sound(run: Run, held: Path, folder: Path, tmp_path: Path) -> None:
    result = run("attach", held, folder / "texts", tmp_path / "out")
    assert (result.exit_code, result.output) == (0, f"{tmp_path / 'out'}: 1 text attached, 0 missing\n")
    assert run("check", tmp_path / "out", "--select", "E").exit_code == 0
    assert json.loads((tmp_path / "out" / "hand" / "cues.jsonl").read_text())["span"][0]["text"] == "says"


def test_files_of_no_document_are_counted(run: Run, held: Path, folder: Path, tmp_path: Path) -> None:
    (folder / "texts" / "other.txt").write_text("Other.")
    result = run("attach", held, folder / "texts", tmp_path / "out")
    assert (result.exit_code, result.output) == (0, f"{tmp_path / 'out'}: 1 text attached, 0 missing, 1 file of no document\n")


def test_what_is_missing_is_listed_and_the_rest_is_written(run: Run, held: Path, folder: Path, tmp_path: Path) -> None:
    lost = {"id": "9", "sha256": "0" * 64, "length": 3}
    documents = held / "documents.jsonl"
    documents.write_text(json.dumps(lost) + "\n" + documents.read_text())
    result = run("attach", held, folder / "texts", tmp_path / "out")
    assert result.exit_code == 1
    assert result.output.startswith("9: T101 expected a text with sha256 000")
    assert result.output.endswith(f"{tmp_path / 'out'}: 1 text attached, 1 missing\n")
    assert (tmp_path / "out" / "corpus.json").is_file()


def test_nothing_is_written_where_nothing_fits(run: Run, held: Path, folder: Path, tmp_path: Path) -> None:
    text = folder / "texts" / "rain.txt"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    result = run("attach", held, folder / "texts", tmp_path / "out")
    assert result.exit_code == 1
    assert "with LF for CRLF it would be that text" in result.output
    assert result.output.endswith("nothing was done\n")
    assert not (tmp_path / "out").exists()


def test_a_program_gets_one_object(run: Run, held: Path, folder: Path, tmp_path: Path) -> None:
    result = run("attach", held, folder / "texts", tmp_path / "out", "--format", "json")
    found = json.loads(result.output)
    assert (found["path"], len(found["attached"]), found["strangers"], found["findings"]) == (str(tmp_path / "out"), 1, [], [])


def test_nothing_is_overwritten(run: Run, held: Path, folder: Path) -> None:
    result = run("attach", held, folder / "texts", folder)
    assert (result.exit_code, "nothing is overwritten" in result.stderr) == (2, True)


def test_a_corpus_with_its_texts_is_refused(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("attach", folder, folder / "texts", tmp_path / "out")
    assert (result.exit_code, "nothing to attach" in result.stderr) == (2, True)


@pytest.mark.parametrize("missing", ["corpus", "texts"])
def test_a_path_that_is_not_there_is_an_error(run: Run, held: Path, folder: Path, tmp_path: Path, missing: str) -> None:
    paths = {"corpus": held, "texts": folder / "texts"} | {missing: tmp_path / "nowhere"}
    result = run("attach", paths["corpus"], paths["texts"], tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"error: {tmp_path / 'nowhere'}: ")


def test_a_withheld_corpus_is_shown_by_its_offsets(run: Run, held: Path) -> None:
    listed = json.loads(run("show", held, "--format", "json").output)["documents"][0]
    assert listed["characters"] == 30
    shown = run("show", held, listed["id"], "--layers", "cues,attributions,entities")
    assert shown.exit_code == 0
    assert "The text is withheld" in shown.output


def test_a_copy_with_other_line_ends_is_undone_where_that_is_asked_for(
    run: Run, held: Path, folder: Path, tmp_path: Path
) -> None:
    text = folder / "texts" / "rain.txt"
    text.write_bytes(text.read_bytes().replace(b"\n", b"\r\n"))
    result = run("attach", held, folder / "texts", tmp_path / "out", "--reanchor")
    assert result.exit_code == 0
    assert "T104 taken for the text of" in result.output
    assert not (tmp_path / "out-review.jsonl").exists()


@pytest.mark.slow
def test_what_an_edited_copy_loses_is_in_a_review_beside_it(run: Run, tmp_path: Path) -> None:
    news = corpus.load()
    write_folder(withhold(news), tmp_path / "held")
    edited = (news.documents[0].text or "").replace("openly weighing", "quietly weighing")
    (tmp_path / "copy.txt").write_text(edited, encoding="utf-8", newline="")
    refused = run("attach", tmp_path / "held", tmp_path / "copy.txt", tmp_path / "out")
    assert (refused.exit_code, (tmp_path / "out").exists()) == (1, False)
    result = run("attach", tmp_path / "held", tmp_path / "copy.txt", tmp_path / "out", "--reanchor", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert [one["code"] for one in found["findings"]] == ["T105"]
    items = (tmp_path / "out-review.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(items) == sum(counts["fuzzy"] + counts["lost"] for counts in found["counts"].values())
    assert run("check", tmp_path / "out").exit_code == 0
    again = run(
        "attach", tmp_path / "held", tmp_path / "copy.txt", tmp_path / "other", "--reanchor", "--review", found["review"]
    )
    assert (again.exit_code, (tmp_path / "other").exists()) == (2, False)
    text = run("attach", tmp_path / "held", tmp_path / "copy.txt", tmp_path / "other", "--reanchor")
    assert text.output.endswith(f"{tmp_path / 'other-review.jsonl'}: {len(items)} annotations to review\n")


def test_a_review_without_reanchor_is_refused(run: Run, held: Path, folder: Path, tmp_path: Path) -> None:
    result = run("attach", held, folder / "texts", tmp_path / "out", "--review", tmp_path / "r.jsonl")
    assert result.exit_code == 2
    assert "--review goes with --reanchor" in result.output
