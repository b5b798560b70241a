"""`corpus adjudicate`: the list, the decisions, the new set, and every way in which it can be refused."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Run

    Fill = Callable[..., Path]

SETS = ("--sets", "hand,other")
DECIDED = {"decision": "hand", "reason": "it is said", "decided_by": {"name": "me", "kind": "human"}}


@pytest.fixture
def pair(folder: Path) -> Path:
    """The folder with a second set, which has another label and another cue."""
    (folder / "other").mkdir()
    record = json.loads((folder / "hand" / "set.json").read_text())
    (folder / "other" / "set.json").write_text(json.dumps(record | {"id": "other"}))
    (folder / "other" / "sections.jsonl").write_bytes((folder / "hand" / "sections.jsonl").read_bytes())
    cue = json.loads((folder / "hand" / "cues.jsonl").read_text())
    may = {"id": "cue-2", "document_id": "rain", "span": [{"start": 19, "end": 22, "text": "may"}], "type": "epistemic"}
    lines = [cue | {"type": "verification"}, may]
    (folder / "other" / "cues.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    return folder


@pytest.fixture
def fill(pair: Path, run: Run, tmp_path: Path) -> Fill:
    """Writes the list and fills its lines, each with some changes."""

    def filled(*changes: dict[str, Any]) -> Path:
        path = tmp_path / "list.jsonl"
        assert run("adjudicate", pair, *SETS, "--worklist", path).exit_code == 0
        lines = [json.loads(line) | DECIDED for line in path.read_text().splitlines()]
        path.write_text("".join(json.dumps(line | change) + "\n" for line, change in zip(lines, changes, strict=False)))
        return path

    return filled


def test_the_list_is_counted_by_layer(pair: Path, run: Run, tmp_path: Path) -> None:
    result = run("adjudicate", pair, *SETS, "--worklist", tmp_path / "list.jsonl")
    assert result.exit_code == 0
    assert result.stdout == f"{tmp_path / 'list.jsonl'}: 2 items to decide (cues 2)\n"
    items = [json.loads(line) for line in (tmp_path / "list.jsonl").read_text().splitlines()]
    assert [(item["item"], item["kind"], item["differs"], item["decision"]) for item in items] == [
        ("cues-001", "difference", ["type"], None),
        ("cues-002", "missing", [], None),
    ]


def test_the_list_as_json_is_counted_as_well(pair: Path, run: Run, tmp_path: Path) -> None:
    result = run("adjudicate", pair, *SETS, "--worklist", tmp_path / "list.jsonl", "--format", "json")
    assert json.loads(result.stdout) == {"worklist": str(tmp_path / "list.jsonl"), "items": {"cues": 2}}


def test_sets_that_agree_leave_nothing_to_decide(pair: Path, run: Run, tmp_path: Path) -> None:
    (pair / "other" / "cues.jsonl").write_bytes((pair / "hand" / "cues.jsonl").read_bytes())
    result = run("adjudicate", pair, *SETS, "--worklist", tmp_path / "list.jsonl")
    assert (result.exit_code, result.stdout) == (0, f"{tmp_path / 'list.jsonl'}: 0 items to decide\n")


def test_a_filled_list_makes_a_set_and_stays_beside_it(pair: Path, run: Run, fill: Fill) -> None:
    path = fill({}, {"decision": "other"})
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--apply", path)
    assert (result.exit_code, result.stdout) == (0, "gold: 1 agreed, 2 decided, 0 open, 0 notices\n")
    cues = [json.loads(line) for line in (pair / "gold" / "cues.jsonl").read_text().splitlines()]
    assert [(cue["id"], cue["type"]) for cue in cues] == [("cue-001", "reportive"), ("cue-002", "epistemic")]
    assert len((pair / "gold" / "adjudication.jsonl").read_text().splitlines()) == 2
    assert run("check", pair, "--select", "E").exit_code == 0


def test_a_majority_without_one_is_left_open_and_said(pair: Path, run: Run) -> None:
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--policy", "majority")
    assert result.exit_code == 1
    assert result.stdout == (
        "cues-001: open, no majority; see gold/adjudication.jsonl\ngold: 1 agreed, 1 decided, 1 open, 0 notices\n"
    )


def test_the_outcome_as_json_lists_what_is_open_and_what_was_left_out(pair: Path, run: Run) -> None:
    for name, confidence in (("hand", 0.25), ("other", 0.5)):
        section = json.loads((pair / name / "sections.jsonl").read_text())
        (pair / name / "sections.jsonl").write_text(json.dumps(section | {"confidence": confidence}) + "\n")
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--policy", "majority", "--format", "json")
    assert json.loads(result.stdout) == {
        "set": "gold",
        "agreed": {"sections": 1},
        "decided": 1,
        "open": ["cues-001"],
        "notices": [
            {
                "code": "A204",
                "message": "left out: 0.5, which another set has",
                "place": {
                    "set_id": "hand",
                    "layer": "sections",
                    "document_id": "rain",
                    "annotation_id": "section-1",
                    "path": "confidence",
                },
            }
        ],
    }


def test_decisions_that_do_not_fit_are_all_listed_by_line(pair: Path, run: Run, fill: Fill) -> None:
    path = fill({"reason": None}, {"decision": None})
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--apply", path)
    assert result.exit_code == 2
    assert f"{path}:1: A104 cues-001: expected a reason, found none" in result.stderr
    assert f"{path}:2: A101 cues-002: expected a decision, found none" in result.stderr
    assert not (pair / "gold").exists()


def test_a_policy_decides_what_the_list_leaves_open(pair: Path, run: Run, fill: Fill) -> None:
    path = fill({"decision": "other"}, {"decision": None})
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--apply", path, "--policy", "first")
    assert (result.exit_code, result.stdout) == (0, "gold: 1 agreed, 2 decided, 0 open, 0 notices\n")


def test_a_list_of_other_annotations_is_refused(pair: Path, run: Run, fill: Fill) -> None:
    path = fill({}, {"decision": "none"})
    cue = json.loads((pair / "hand" / "cues.jsonl").read_text())
    (pair / "hand" / "cues.jsonl").write_text(json.dumps(cue | {"level": "relational"}) + "\n")
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--apply", path)
    assert result.exit_code == 2
    assert f"{path}:1: A105 cues-001" in result.stderr


def test_broken_json_is_refused_by_line(pair: Path, run: Run, fill: Fill) -> None:
    path = fill({}, {})
    path.write_text(path.read_text() + "{\n")
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--apply", path)
    assert result.exit_code == 2
    assert f"{path}:3: E003 expected one JSON object" in result.stderr


def test_a_set_that_would_break_a_rule_is_not_written(pair: Path, run: Run, fill: Fill) -> None:
    record = {"span": [{"start": 10, "end": 14, "text": "says"}], "type": "negation", "engagement": "deny"}
    path = fill({"decision": "edited", "record": record}, {"decision": "none"})
    result = run("adjudicate", pair, *SETS, "--out", "gold", "--apply", path)
    assert result.exit_code == 1
    assert "E301" in result.stdout
    assert "decided in cues-001" in result.stdout
    assert not (pair / "gold").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--sets", "hand,nobody"), "no annotation set 'nobody'"),
        (("--sets", "hand,hand"), "expected different sets, found 'hand' twice"),
        (("--sets", "hand"), "expected two sets or more"),
    ],
)
def test_sets_that_cannot_be_compared_are_refused(pair: Path, run: Run, arguments: tuple[str, ...], message: str) -> None:
    result = run("adjudicate", pair, *arguments, "--out", "gold", "--policy", "first")
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_set_that_is_there_is_never_overwritten(pair: Path, run: Run) -> None:
    result = run("adjudicate", pair, *SETS, "--out", "hand", "--policy", "first")
    assert result.exit_code == 2
    assert "a set is never overwritten" in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--out", "gold"),
        ("--policy", "first"),
        ("--worklist", "x.jsonl", "--out", "gold"),
        ("--worklist", "x", "--policy", "first"),
    ],
)
def test_list_and_set_are_two_errands(pair: Path, run: Run, arguments: tuple[str, ...]) -> None:
    result = run("adjudicate", pair, *SETS, *arguments)
    assert result.exit_code == 2
    assert "expected either" in result.stderr
