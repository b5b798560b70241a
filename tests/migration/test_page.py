"""The step that docs/migration.md shows runs, and does what the page says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from corpus.migration import Loss

PAGE = (Path(__file__).parents[2] / "docs" / "migration.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def step() -> Any:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 - our own page
    return names["STEP"]


def test_the_step_of_the_page_carries_moves_and_leaves(step: Any) -> None:
    cue = step.transform("cues", {"id": "a", "type": "booster", "scope": []})
    assert cue.placed == (("cues", {"id": "a", "type": "emphatic"}),)
    assert cue.losses == (Loss("scope", [], "version 2 has no scopes of cues"),)
    assert step.transform("cues", {"id": "a"}).placed == (("cues", {"id": "a"}),)
    assert step.transform("quantities", {"kind": "date"}).placed == (("times", {"kind": "date"}),)
    assert step.transform("sections", {"role": "boilerplate"}).reason == "version 2 has no boilerplate"
