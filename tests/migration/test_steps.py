"""A step says what becomes of an object, and never touches the one that it was given."""

from __future__ import annotations

import pytest

from corpus.errors import MigrationError
from corpus.migration import Carried, Loss, Step, carry, leave, move
from corpus.migration.steps import chain_of

VERSIONS = ["1", "2", "3"]


def test_what_has_no_function_is_carried_as_it_is() -> None:
    assert Step("1", "2").transform("cues", {"id": "a"}) == Carried((("cues", {"id": "a"}),))


def test_an_object_is_carried_with_its_losses_or_moved_or_left() -> None:
    loss = Loss("scope", [1], "gone")
    assert Step("1", "2", {"cues": lambda cue: carry(cue, loss)}).transform("cues", {}) == Carried((("cues", {}),), (loss,))
    assert Step("1", "2", {"cues": lambda cue: move(cue, to="times")}).transform("cues", {}).placed == (("times", {}),)
    assert Step("1", "2", {"cues": lambda _: leave("gone")}).transform("cues", {}).reason == "gone"


def test_the_object_that_was_given_stays_as_it_was() -> None:
    given = {"span": [{"start": 1}]}
    Step("1", "2", {"cues": lambda cue: carry({"popped": cue["span"][0].pop("start")})}).transform("cues", given)
    assert given == {"span": [{"start": 1}]}


def test_a_function_that_fails_leaves_the_object_behind_with_what_went_wrong() -> None:
    found = Step("1", "2", {"cues": lambda cue: carry({"level": cue["level"]})}).transform("cues", {})
    assert found.placed == ()
    assert found.reason == "the step from version 1 to 2 cannot take it: KeyError: 'level'"


@pytest.mark.parametrize(
    ("kind", "value", "number"),
    [("corpus", {}, "2"), ("corpus", {"schema_version": "1"}, "2"), ("set", {"schema_version": "1"}, "2"), ("set", {}, None)],
)
@pytest.mark.parametrize("step", [Step("1", "2"), Step("1", "2", {"corpus": carry, "set": carry})])
def test_the_version_is_written_where_it_stands(step: Step, kind: str, value: dict[str, str], number: str | None) -> None:
    assert step.transform(kind, value).placed[0][1].get("schema_version") == number


def test_a_chain_has_the_steps_in_their_order() -> None:
    first, second = Step("1", "2"), Step("2", "3")
    assert chain_of([second, first], "1", "3", versions=VERSIONS) == (first, second)
    assert chain_of([second, first], "2", "2", versions=VERSIONS) == ()


@pytest.mark.parametrize(("old", "hope"), [("0", False), ("9", True), ("one", True)])
def test_only_a_version_that_is_not_older_lets_hope_for_a_newer_package(old: str, *, hope: bool) -> None:
    with pytest.raises(MigrationError) as refused:
        chain_of([], old, "1", versions=VERSIONS)
    assert ("a newer package may know it" in str(refused.value)) == hope


@pytest.mark.parametrize("steps", [[], [Step("2", "3")], [Step("1", "2"), Step("2", "1")]])
def test_where_no_steps_lead_it_says_which_there_are(steps: list[Step]) -> None:
    with pytest.raises(MigrationError, match="no steps lead from schema version 1 to 3"):
        chain_of(steps, "1", "3", versions=VERSIONS)
