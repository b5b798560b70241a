from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def pair(folder: Path) -> Path:
    """The sound folder with a second set that is like the first, and a third that has no cues."""
    for name in ("other", "empty"):
        shutil.copytree(folder / "hand", folder / name)
        record = json.loads((folder / "hand" / "set.json").read_text())
        (folder / name / "set.json").write_text(json.dumps(record | {"id": name}))
    (folder / "empty" / "cues.jsonl").unlink()
    return folder


def test_agreement_is_a_table(run: Run, pair: Path) -> None:
    result = run("agree", pair, "--sets", "hand,other", "--layer", "cues")
    assert result.exit_code == 0
    head, first, *_, last = result.output.splitlines()
    assert head.split() == ["measure", "of", "value", "interval", "items", "documents", "remarks"]
    assert first.split()[:3] == ["f1_paired", "cues", "1.000"]
    assert last.strip() == "one document: no interval for the population"


def test_a_constant_label_is_undefined_and_no_crash(run: Run, pair: Path) -> None:
    result = run("agree", pair, "--sets", "hand,other", "--layer", "cues", "--measures", "kappa")
    assert result.exit_code == 0
    assert "undefined" in result.output


def test_json_has_every_estimate(run: Run, pair: Path) -> None:
    result = run(
        "agree", pair, "--sets", "hand, other", "--layer", "cues", "--measures", "f1_exact,percent", "--format", "json"
    )
    found = json.loads(result.stdout)
    assert (found["path"], found["sets"]) == (str(pair), ["hand", "other"])
    assert {one["measure"] for one in found["estimates"]} == {"f1_exact", "percent"}
    assert found["estimates"][0]["notes"] == ["one document: no interval for the population"]


@pytest.mark.parametrize(("form", "start"), [("latex", "\\begin{tabular}"), ("markdown", "| measure |")])
def test_a_paper_gets_its_table(run: Run, pair: Path, form: str, start: str) -> None:
    assert run("agree", pair, "--sets", "hand,other", "--layer", "cues", "--format", form).output.startswith(start)


@pytest.mark.parametrize(
    ("sets", "layer", "sentence"),
    [
        ("hand", "cues", "expected at least two sets to compare, found one: hand"),
        ("hand,hand", "cues", "expected different sets to compare"),
        ("hand,nobody", "cues", "no annotation set 'nobody'"),
        ("hand,other", "hints", "no layer 'hints'"),
        ("hand,empty", "cues", "expected annotations of layer cues in the common documents, found none in empty"),
        ("hand,other", "claims", "expected annotations of layer claims in the common documents, found none in hand"),
    ],
)
def test_what_cannot_be_compared_is_refused_with_a_sentence(run: Run, pair: Path, sets: str, layer: str, sentence: str) -> None:
    result = run("agree", pair, "--sets", sets, "--layer", layer)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"error: {sentence}")
    assert result.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("measure", "sentence"),
    [("f2", "no measure 'f2'"), ("f1_triple", "expected measures that apply"), (",", "expected at least one measure")],
)
def test_a_measure_that_is_none_is_refused(run: Run, pair: Path, measure: str, sentence: str) -> None:
    result = run("agree", pair, "--sets", "hand,other", "--layer", "cues", "--measures", measure)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_seed_that_no_generator_takes_is_refused(run: Run, pair: Path) -> None:
    result = run("agree", pair, "--sets", "hand,other", "--layer", "cues", "--seed", 2**32)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "4294967295" in result.stderr


def test_a_path_that_is_not_there_cannot_be_measured(run: Run, tmp_path: Path) -> None:
    assert run("agree", tmp_path / "nowhere", "--sets", "a,b", "--layer", "cues").exit_code == 2


def test_an_unsound_corpus_is_not_measured(run: Run, broken: Path) -> None:
    result = run("agree", broken, "--sets", "hand,other", "--layer", "cues")
    assert result.exit_code == 1
    assert "E101" in result.output
