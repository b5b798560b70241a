from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.model import frozen
from corpus.model.frozen import packaged_schemas

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


def test_written_schemas_are_the_models(run: Run, tmp_path: Path) -> None:
    assert run("schema", "--write", tmp_path).exit_code == 0
    assert run("schema", "--check", tmp_path).exit_code == 0


def test_a_changed_schema_is_a_difference(run: Run, tmp_path: Path) -> None:
    run("schema", "--write", tmp_path)
    next(tmp_path.rglob("*.json")).write_text("{}")
    result = run("schema", "--check", tmp_path)
    assert result.exit_code == 1
    assert "1 difference" in result.output


def test_a_folder_that_is_not_there_cannot_be_compared(run: Run, tmp_path: Path) -> None:
    assert run("schema", "--check", tmp_path / "nowhere").exit_code == 2


def test_a_folder_that_cannot_be_made_is_an_error(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    result = run("schema", "--write", tmp_path / "file")
    assert result.exit_code == 2
    assert result.stderr.startswith("error: ")


def test_exactly_one_of_write_and_check_is_asked_for(run: Run, tmp_path: Path) -> None:
    assert run("schema").exit_code == 2
    assert run("schema", "--write", tmp_path, "--check", tmp_path).exit_code == 2


@pytest.fixture
def _thawed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frozen, "schemas", dict)


@pytest.mark.usefixtures("_thawed")
def test_a_frozen_version_is_not_written_with_another_meaning(run: Run, tmp_path: Path) -> None:
    result = run("schema", "--write", tmp_path / "v1")
    assert result.exit_code == 2
    assert "schema version 1 is frozen" in result.stderr
    assert "freeze_schema.py --unreleased" in result.stderr
    assert not (tmp_path / "v1").exists()


@pytest.mark.usefixtures("_thawed")
def test_a_model_that_is_not_what_was_frozen_is_a_difference(run: Run) -> None:
    result = run("schema", "--check", packaged_schemas() / "v1")
    assert result.exit_code == 1
    assert "schema version 1 is frozen" in result.output
    assert "1 difference" in result.output
