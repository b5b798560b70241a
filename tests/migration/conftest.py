"""The invented versions, and ways to read what was written."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from corpus.migration import migrate
from corpus.model.layers import LAYERS
from tests.migration.versions import STEPS, all_versions

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.migration import Migration


class Migrate(Protocol):
    """Migrates between the invented versions."""

    def __call__(self, path: Path, out: Path, *, to: str) -> Migration: ...


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the schemas of the versions 0 to 3."""
    return all_versions(tmp_path_factory.mktemp("schemas"))


@pytest.fixture(scope="session")
def move(versions: Path) -> Migrate:
    return partial(migrate, steps=STEPS, schemas=versions)


def objects(path: Path) -> list[dict[str, Any]]:
    """Read a file of objects, one a line, with nothing of the package."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line] if path.exists() else []


def everything(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def kinds_of(folder: Path) -> dict[Path, str]:
    """Name the files of a corpus that hold objects, with their kinds, by a rule of the tests' own."""
    found = {folder / "corpus.json": "corpus", folder / "documents.jsonl": "documents"}
    for made in folder.glob("*/set.json"):
        found[made] = "set"
        found |= {path: path.stem for path in made.parent.glob("*.jsonl") if path.stem in (*LAYERS, "times")}
    return found
