"""What a schema version calls valid is frozen: words may change, meaning needs a new version."""

from __future__ import annotations

import copy
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import FileError, FrozenSchema
from corpus.model import SCHEMA_VERSION, frozen
from corpus.model.frozen import (
    FROZEN,
    freeze_schemas,
    frozen_digests,
    meaning_digest,
    packaged_schemas,
    published_schemas,
    thawed,
    write_schemas,
)
from corpus.model.schemas import schemas

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PUBLISHED = ROOT / "schemas"
VERSIONS = sorted(path.name.removeprefix("v") for path in PUBLISHED.glob("v*"))


def loosened() -> dict[str, Any]:
    changed = copy.deepcopy(schemas())
    changed["cues"]["required"].remove("span")
    return changed


@pytest.fixture
def other_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that calls cues valid which have no span."""
    monkeypatch.setattr(frozen, "schemas", loosened)


@pytest.mark.parametrize("version", VERSIONS)
def test_the_published_schemas_of_each_version_are_what_they_were_frozen_as(version: str) -> None:
    assert meaning_digest(published_schemas(version, PUBLISHED)) == frozen_digests(PUBLISHED).get(version), (
        f"schemas/v{version} is not what version {version} was frozen as; restore it, or, if no package with version {version} "
        "was ever released, run `python scripts/freeze_schema.py --unreleased`"
    )


def test_every_frozen_version_is_published() -> None:
    assert sorted(frozen_digests(PUBLISHED)) == VERSIONS


def test_the_model_is_what_its_version_was_frozen_as() -> None:
    assert SCHEMA_VERSION in frozen_digests(PUBLISHED), "run `python scripts/freeze_schema.py` to freeze the new version"
    assert thawed(PUBLISHED) is None, thawed(PUBLISHED)


@pytest.mark.parametrize(
    "improve",
    [
        lambda one: one["cues"].update(description="Better words.", title="Better", examples=[{}]),
        lambda one: one["cues"]["properties"]["span"].update(description="Better words."),
        lambda one: one["set"]["$defs"]["Annotator"].update({"$comment": "Better words."}),
        lambda one: one["cues"].update(required=one["cues"]["required"][::-1]),
    ],
)
def test_words_and_the_order_of_names_mean_nothing(improve: Callable[[dict[str, Any]], None]) -> None:
    changed = copy.deepcopy(schemas())
    improve(changed)
    assert meaning_digest(changed) == meaning_digest(schemas())


@pytest.mark.parametrize(
    "change",
    [
        lambda one: one.pop("cues"),
        lambda one: one["documents"]["properties"].pop("title"),
        lambda one: one["corpus"]["properties"].pop("description"),
        lambda one: one["cues"]["required"].pop(),
        lambda one: one["set"]["$defs"]["Annotator"]["properties"]["kind"]["enum"].append("crowd"),
        lambda one: one["corpus"]["properties"]["schema_version"].update(const="2"),
        lambda one: one["cues"].update(additionalProperties=True),
    ],
)
def test_whatever_changes_what_is_valid_changes_the_digest(change: Callable[[dict[str, Any]], None]) -> None:
    changed = copy.deepcopy(schemas())
    change(changed)
    assert meaning_digest(changed) != meaning_digest(schemas())


@pytest.mark.usefixtures("other_model")
def test_a_changed_model_is_not_exported_under_a_frozen_version(tmp_path: Path) -> None:
    with pytest.raises(FrozenSchema, match="raise SCHEMA_VERSION"):
        write_schemas(tmp_path / "v1", frozen=PUBLISHED)
    assert list(tmp_path.iterdir()) == []


def test_the_schemas_of_one_version_are_not_written_over_those_of_another(tmp_path: Path) -> None:
    with pytest.raises(FrozenSchema, match="expected a folder v1"):
        write_schemas(tmp_path / "v0")
    assert list(tmp_path.iterdir()) == []


def test_a_version_that_is_not_frozen_is_written(tmp_path: Path) -> None:
    write_schemas(tmp_path / "v1", frozen=tmp_path)
    assert published_schemas("1", tmp_path) == schemas()


def test_a_version_is_frozen_with_its_schemas(tmp_path: Path) -> None:
    (tmp_path / FROZEN).write_text('{"10": "later", "0": "earlier"}')
    digest = freeze_schemas(tmp_path)
    assert list(frozen_digests(tmp_path).items()) == [("0", "earlier"), ("1", digest), ("10", "later")]
    assert meaning_digest(published_schemas("1", tmp_path)) == digest


def test_a_frozen_version_is_frozen_again_as_the_same(tmp_path: Path) -> None:
    assert freeze_schemas(tmp_path) == freeze_schemas(tmp_path)


@pytest.mark.usefixtures("other_model")
def test_a_frozen_version_is_not_frozen_as_something_else_in_silence(tmp_path: Path) -> None:
    shutil.copytree(PUBLISHED, tmp_path / "schemas")
    with pytest.raises(FrozenSchema, match="--unreleased"):
        freeze_schemas(tmp_path / "schemas")
    assert frozen_digests(tmp_path / "schemas") == frozen_digests(PUBLISHED)


@pytest.mark.usefixtures("other_model")
def test_a_version_that_was_never_released_may_be_frozen_anew(tmp_path: Path) -> None:
    shutil.copytree(PUBLISHED, tmp_path / "schemas")
    freeze_schemas(tmp_path / "schemas", unreleased=True)
    assert frozen_digests(tmp_path / "schemas")["1"] == meaning_digest(loosened())


def test_a_version_without_schemas_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="version 7"):
        published_schemas("7", tmp_path)


@pytest.mark.parametrize("written", ["{", "[]"])
def test_digests_that_cannot_be_read_are_an_error(tmp_path: Path, written: str) -> None:
    (tmp_path / FROZEN).write_text(written)
    with pytest.raises(FileError, match=FROZEN):
        frozen_digests(tmp_path)


def test_the_schemas_of_a_checkout_lie_beside_the_package() -> None:
    assert packaged_schemas() == PUBLISHED


@pytest.mark.slow  # starts Python
def test_the_script_freezes_and_refuses(tmp_path: Path) -> None:
    def freeze(*options: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, str(ROOT / "scripts" / "freeze_schema.py"), str(tmp_path), *options]
        return subprocess.run(command, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False)

    assert freeze().returncode == 0
    (tmp_path / FROZEN).write_text(json.dumps({"1": "other"}))
    refused = freeze()
    assert (refused.returncode, refused.stderr.startswith("error: ")) == (2, True)
    assert freeze("--unreleased").returncode == 0
    assert frozen_digests(tmp_path) == frozen_digests(PUBLISHED)
