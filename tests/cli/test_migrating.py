from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

import pytest

import corpus.migration
from tests.cli.conftest import CUE, write
from tests.migration.versions import STEPS, all_versions

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the new corpus goes, in a world with versions that never were."""
    known = partial(corpus.migration.migrate, steps=STEPS, schemas=all_versions(tmp_path / "schemas"))
    monkeypatch.setattr(corpus.migration, "migrate", known)
    return tmp_path / "new"


def test_a_corpus_of_the_version_that_is_read_is_left_alone(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("migrate", folder, tmp_path / "new")
    assert (result.exit_code, result.output) == (0, f"{folder}: already of schema version 1; nothing was written\n")
    assert not (tmp_path / "new").exists()


def test_what_was_carried_whole_is_counted(run: Run, folder: Path, out: Path) -> None:
    result = run("migrate", folder, out, "--to", "2")
    assert result.exit_code == 0
    rows = [line.split() for line in result.output.splitlines()]
    assert rows[0] == ["kind", "found", "carried", "changed", "uncarried", "written"]
    assert ["cues", "1", "1", "0", "0", "1"] in rows
    assert ["documents", "1", "0", "1", "0", "1"] in rows
    assert result.output.splitlines()[-1] == f"{out}: schema version 1 became 2"


def test_what_was_not_carried_is_named_with_its_place(run: Run, folder: Path, out: Path) -> None:
    write(folder / "hand" / "cues.jsonl", {**CUE, "scope": CUE["span"]})
    result = run("migrate", folder, out, "--to", "2")
    assert result.exit_code == 1
    assert result.output.splitlines()[0] == "hand/cues.jsonl:1: scope not carried: version 2 has no scopes of cues"
    assert result.output.splitlines()[-1] == (
        f"{out}: schema version 1 became 2; 1 item could not be carried, see {out}-uncarried.jsonl"
    )


def test_references_to_what_was_not_carried_are_named(run: Run, folder: Path, out: Path) -> None:
    write(folder / "hand" / "entities.jsonl", {"id": "e", "document_id": "rain", "colour": "red"})
    write(folder / "hand" / "sources.jsonl", {"id": "s", "document_id": "rain", "entity_id": "e"})
    result = run("migrate", folder, out, "--to", "2")
    assert result.exit_code == 1
    assert "hand/sources.jsonl:1: entity_id refers to 'e', which was not carried" in result.output


def test_the_report_for_a_program_has_all_of_it(run: Run, folder: Path, out: Path) -> None:
    write(folder / "hand" / "entities.jsonl", {"id": "e", "document_id": "rain", "colour": "red"})
    write(folder / "hand" / "sources.jsonl", {"id": "s", "document_id": "rain", "entity_id": "e"})
    result = run("migrate", folder, out, "--to", "2", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.output)
    assert {key: found[key] for key in ("path", "from", "to", "out", "uncarried_file")} == {
        "path": str(folder),
        "from": "1",
        "to": "2",
        "out": str(out),
        "uncarried_file": f"{out}-uncarried.jsonl",
    }
    assert found["counts"]["entities"] == {"found": 1, "carried": 0, "changed": 0, "uncarried": 1, "written": 0}
    assert found["uncarried"][0].keys() == {"file", "line", "kind", "reason"}
    assert found["dangling"] == [{"file": "hand/sources.jsonl", "line": 1, "path": "entity_id", "reference": "e"}]


def test_a_version_that_is_not_there_is_an_error_that_names_those_that_are(run: Run, folder: Path, tmp_path: Path) -> None:
    result = run("migrate", folder, tmp_path / "new", "--to", "99")
    assert result.exit_code == 2
    assert "found '99'; the versions with schemas here are 1" in result.stderr


def test_a_path_that_is_no_working_folder_is_an_error(run: Run, tmp_path: Path) -> None:
    result = run("migrate", tmp_path / "nowhere", tmp_path / "new")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_a_place_that_is_taken_is_an_error(run: Run, folder: Path, out: Path) -> None:
    out.mkdir()
    assert run("migrate", folder, out, "--to", "2").exit_code == 2
