"""A line is carried whole or not at all, and only to where the new version has a place for it."""

from __future__ import annotations

import json
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

import pytest

from corpus.migration import Carried, Step, carry, leave, move
from corpus.migration.fates import fate_of
from corpus.migration.lines import Line
from corpus.migration.published import Published, versions_of
from tests.migration.versions import FROM_1, FROM_2

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from corpus.migration.fates import Fate

CUE: dict[str, Any] = {"id": "c", "document_id": "d", "span": [{"start": 0, "end": 2, "text": "if"}]}
SECTION = {**CUE, "id": "s"}


@pytest.fixture
def published(versions: Path) -> list[Published]:
    return [Published.of(version, versions) for version in ("1", "2")]


def line(kind: str, value: object) -> Line:
    return Line(PurePosixPath("mine", f"{kind}.jsonl"), 1, kind, json.dumps(value).encode())


def fate(published: list[Published], make: Callable[[Any], Carried], *, kind: str = "cues", value: object = CUE) -> Fate:
    return fate_of(line(kind, value), [Step("1", "2", {kind: make})], published)


def test_one_object_may_become_several(published: list[Published]) -> None:
    found = fate(published, lambda cue: Carried((("cues", cue), ("claims", {**cue, "id": "claim"}))))
    assert [(kind, value["id"]) for kind, value in found.placed] == [("cues", "c"), ("claims", "claim")]
    assert not found.is_unchanged


def test_of_several_all_must_be_valid(published: list[Published]) -> None:
    found = fate(published, lambda cue: Carried((("cues", cue), ("claims", {"id": "claim"}))))
    assert found.placed == ()
    assert found.reason is not None
    assert found.reason.startswith("it would not be valid in version 2: ")


def test_a_change_that_makes_the_same_is_none(published: list[Published]) -> None:
    assert fate(published, carry).is_unchanged


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda cue: move(cue, to="opinions"), "version 2 has no opinions"),
        (lambda cue: move(cue, to="documents"), "makes documents of it, which cannot be"),
        (lambda _: Carried(), "makes nothing of it"),
        (lambda cue: carry({**cue, "note": {1, 2}}), "note: {1, 2} is not valid"),
        (lambda cue: carry({**cue, "extras": {"a": {1, 2}}}), "not JSON serializable"),
        (lambda cue: carry({**cue, "confidence": float("inf")}), ""),
    ],
)
def test_what_a_step_may_not_make_is_left_behind(
    published: list[Published], make: Callable[[Any], Carried], reason: str
) -> None:
    found = fate(published, make)
    assert found.placed == ()
    assert reason in (found.reason or "")


def test_a_set_stays_a_set(published: list[Published]) -> None:
    about = {"id": "mine", "role": "raw", "annotator": {"name": "a", "kind": "rule"}, "profile": "import"}
    found = fate(published, lambda value: move(value, to="cues"), kind="set", value=about)
    assert found.reason == "the step from version 1 to 2 makes cues of it, which cannot be"


def test_what_the_first_step_leaves_the_second_does_not_see(versions: Path) -> None:
    published = [Published.of(version, versions) for version in ("1", "2", "3")]
    steps = [Step("1", "2", {"cues": lambda _: leave("gone")}), Step("2", "3", {"cues": lambda _: pytest.fail("seen")})]
    assert fate_of(line("cues", CUE), steps, published).reason == "gone"


def test_losses_of_all_steps_are_kept(versions: Path) -> None:
    published = [Published.of(version, versions) for version in ("1", "2", "3")]
    found = fate_of(line("cues", {**CUE, "scope": CUE["span"]}), [FROM_1, FROM_2], published)
    assert [(one.lost, one.value) for one in found.uncarried()] == [("scope", CUE["span"])]
    assert found.placed == (("cues", CUE),)


def test_a_kind_that_the_next_version_lacks_is_left_behind(versions: Path) -> None:
    published = [Published.of(version, versions) for version in ("2", "3")]
    stance = {"id": "s", "document_id": "d", "holder_id": "@author", "target": {"text": "it"}}
    assert "version 3 has no stances" in str(fate_of(line("stances", stance), [Step("2", "3")], published).reason)


def test_the_versions_are_listed_as_numbers(tmp_path: Path) -> None:
    for name in ("v10", "v9", "guidelines", "vx"):
        (tmp_path / name).mkdir()
    (tmp_path / "v8").write_text("")
    assert versions_of(tmp_path) == ["9", "10"]
