from __future__ import annotations

import re
from pathlib import Path

import pytest

from corpus.agreement import MEASURES
from corpus.agreement.measures import chosen
from corpus.errors import UnknownName

PAGE = (Path(__file__).parents[2] / "docs" / "agreement.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_stands_in_the_docs(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_the_example_of_the_page_gives_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    (example,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(compile(example, "agreement.md", "exec"), {})  # noqa: S102 - our own page
    printed = capsys.readouterr().out.splitlines()
    said = re.findall(r"^print\(.*\)  # (.+)$", example, re.MULTILINE)
    assert len(said) == 2
    assert printed[:2] == said


def test_two_sets_have_kappa_and_many_have_fleiss() -> None:
    two, three = chosen(None, sets=2), chosen(None, sets=3)
    assert {"kappa", "precision_exact"} <= two.keys()
    assert "fleiss" in three.keys() - two.keys()
    assert not {"kappa", "precision_exact"} & three.keys()


def test_gamma_is_measured_only_when_it_is_asked_for() -> None:
    assert "gamma" not in chosen(None, sets=2)
    assert list(chosen(["gamma"], sets=2)) == ["gamma"]


def test_a_measure_that_is_none_is_named_with_those_that_are() -> None:
    with pytest.raises(UnknownName, match="no measure 'f2'; the measures are f1_paired, "):
        chosen(["f2"], sets=2)
