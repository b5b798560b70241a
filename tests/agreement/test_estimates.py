from __future__ import annotations

import json

import pytest
from pydantic import ValidationError

from corpus.agreement import Agreement, Estimate
from corpus.errors import UnknownName

FOUND = Agreement(
    estimates=[
        Estimate(measure="f1_exact", layer="cues", value=0.5, interval=(0.25, 0.75)),
        Estimate(measure="alpha", layer="cues", field="type", reason="no unit has two values"),
    ]
)


def test_an_estimate_is_found_by_measure_and_field() -> None:
    assert FOUND["f1_exact"].value == 0.5
    assert FOUND["alpha", "type"].value is None


def test_one_that_was_not_measured_is_named_with_those_that_were() -> None:
    with pytest.raises(UnknownName, match="there are f1_exact, alpha of type"):
        FOUND["kappa", "type"]


def test_an_estimate_reads_as_a_line() -> None:
    assert [str(one) for one in FOUND] == [
        "f1_exact of cues: 0.500 [0.250, 0.750]",
        "alpha of cues.type: undefined (no unit has two values)",
    ]


def test_estimates_become_plain_objects_without_nulls() -> None:
    first, second = json.loads(json.dumps(FOUND.to_objects()))
    assert first["interval"] == [0.25, 0.75]
    assert "value" not in second
    assert len(FOUND) == 2


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_no_figure_is_nan_or_infinite(value: float) -> None:
    with pytest.raises(ValidationError):
        Estimate(measure="alpha", layer="cues", value=value)


def test_an_estimate_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        FOUND["f1_exact"].value = 1.0  # type: ignore[misc]  # that is the point
