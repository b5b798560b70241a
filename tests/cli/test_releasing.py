from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.mark.slow
def test_a_release_is_built_and_its_place_is_printed(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("release", folder, tmp_path / "dist", "--version", "2.0.0")
    assert (result.exit_code, result.output) == (0, f"{tmp_path / 'dist' / 'mine-2.0.0'}\n")
    assert (tmp_path / "dist" / "mine-2.0.0" / "manifest.json").is_file()


@pytest.mark.slow
def test_the_text_option_answers_for_a_corpus_that_does_not(run: Run, folder: Path, tmp_path: Path) -> None:
    metadata = folder / "corpus.json"
    metadata.write_text(metadata.read_text().replace(', "text_release": "included"', ""))
    assert run("release", folder, tmp_path / "dist", "--version", "1.0.0").exit_code == 2
    assert run("release", folder, tmp_path / "dist", "--version", "1.0.0", "--text", "included").exit_code == 0


def test_an_unsound_corpus_is_not_released(run: Run, broken: Path, tmp_path: Path) -> None:
    result = run("release", broken, tmp_path / "dist", "--version", "1.0.0")
    assert result.exit_code == 1
    assert " E101 " in result.output
    assert not (tmp_path / "dist").exists()


def test_a_path_that_is_not_there_cannot_be_released(run: Run, tmp_path: Path) -> None:
    result = run("release", tmp_path / "nowhere", tmp_path / "dist", "--version", "1.0.0")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_a_version_must_be_given(run: Run, folder: Path, tmp_path: Path) -> None:
    assert run("release", folder, tmp_path / "dist").exit_code == 2


@pytest.mark.parametrize("version", ["one", "1.0", "01.0.0", "1.0.0-beta", " 1.0.0"])
def test_a_version_that_is_none_is_refused(run: Run, folder: Path, tmp_path: Path, version: str) -> None:
    result = run("release", folder, tmp_path / "dist", "--version", version)
    assert result.exit_code == 2
    assert f"found '{version}'" in " ".join(result.stderr.split())


def test_an_output_that_cannot_be_written_is_an_error(run: Run, folder: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("release", folder, tmp_path / "file" / "dist", "--version", "1.0.0")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_a_release_inside_the_corpus_is_refused_because_it_would_be_taken_for_a_set(run: Run, folder: Path) -> None:
    result = run("release", folder, folder / "dist", "--version", "1.0.0")
    assert result.exit_code == 2
    assert "outside the corpus" in result.stderr
    assert not (folder / "dist").exists()


@pytest.mark.slow
def test_a_release_without_texts_is_built_and_its_owner_is_told_what_quotes_them(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    metadata = folder / "corpus.json"
    metadata.write_text(
        metadata.read_text().replace('"name": "mine"', '"name": "mine", "title": "Ana Šimić says: it may rain"')
    )
    (folder / "CHANGELOG.md").write_text("# 1.0.0\n\nAna Šimić says “it may rain”.\n", encoding="utf-8")
    result = run("release", folder, tmp_path / "dist", "--version", "1.0.0", "--text", "withheld")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'dist' / 'mine-1.0.0'}\n")
    title, log = result.stderr.splitlines()
    assert title == "note: corpus.json: published as it is, though it repeats words of the texts in title"
    assert log.startswith(f"note: {folder / 'CHANGELOG.md'}:3: the change log is left out of the release")
    assert run("verify", tmp_path / "dist" / "mine-1.0.0").exit_code == 0
    assert run("check", tmp_path / "dist" / "mine-1.0.0", "--select", "E").exit_code == 0


@pytest.mark.slow
def test_a_release_says_what_it_was_compared_with_and_is_refused_where_its_version_is_too_small(
    run: Run, folder: Path, tmp_path: Path
) -> None:
    dist = tmp_path / "dist"
    assert run("release", folder, dist, "--version", "1.0.0").stderr == ""
    (folder / "hand" / "cues.jsonl").unlink()
    refused = run("release", folder, dist, "--version", "1.1.0")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr.startswith(
        "error: expected at least 2.0.0 after 1.0.0, found 1.1.0: layer cues of set hand was removed"
    )
    built = run("release", folder, dist, "--version", "2.0.0")
    assert (built.exit_code, built.stdout) == (0, f"{dist / 'mine-2.0.0'}\n")
    assert built.stderr == "note: compared with mine 1.0.0\n"
    assert run("release", folder, dist, "--version", "2.0.0").stderr == ""


@pytest.mark.slow
def test_what_to_compare_with_may_be_given(run: Run, folder: Path, tmp_path: Path) -> None:
    refused = run("release", folder, tmp_path / "dist", "--version", "1.0.0", "--against", folder)
    assert refused.exit_code == 2
    assert "expected at least 1.0.1 after 1.0.0, found 1.0.0" in refused.stderr
    built = run("release", folder, tmp_path / "dist", "--version", "1.0.1", "--against", folder)
    assert (built.exit_code, built.stderr) == (0, "note: compared with mine 1.0.0\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    "words", ["Ana Šimić\nsays it may rain.", "Ana&nbsp;Šimić says it may rain.", "Ana <b>Šimić</b> says it may rain."]
)
def test_a_change_log_is_read_over_its_lines_and_marks(run: Run, folder: Path, tmp_path: Path, words: str) -> None:
    (folder / "CHANGELOG.md").write_text(f"# 1.0.0\n\n{words}\n", encoding="utf-8")
    result = run("release", folder, tmp_path / "dist", "--version", "1.0.0", "--text", "withheld")
    assert result.exit_code == 0
    assert "the change log is left out of the release" in result.stderr
    assert not (tmp_path / "dist" / "mine-1.0.0" / "CHANGELOG.md").exists()
