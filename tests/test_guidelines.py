"""The annotation guidelines say everything that an annotator can choose, with examples that stand in the article."""

import re
from pathlib import Path

import pytest

import corpus
from corpus.model.columns import labels
from corpus.model.layers import LAYERS

GUIDELINES = Path(__file__).parents[1] / "schemas" / "guidelines"
LISTED = re.compile(r"^- ((?:`[^`]+`,? ?)+):", re.MULTILINE)
EXAMPLE = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


def _listed(layer: str) -> set[str]:
    heads = LISTED.findall((GUIDELINES / f"{layer}.md").read_text(encoding="utf-8"))
    return {label for head in heads for label in re.findall(r"`([^`]+)`", head)}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_label_of_a_layer_is_explained_in_its_guideline(layer: str) -> None:
    possible = {label for vocabulary in labels(layer).values() for label in vocabulary}
    assert possible - _listed(layer) == set()


@pytest.mark.parametrize("page", sorted(path.name for path in GUIDELINES.glob("*.md") if path.name != "README.md"))
def test_every_example_stands_in_the_article(page: str) -> None:
    text = " ".join((corpus.load()["maduro-igla-s"].text or "").split())
    written = (GUIDELINES / page).read_text(encoding="utf-8")
    parts = [" ".join(part.split()) for example in EXAMPLE.findall(written) for part in example.split("…")]
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize("layer", LAYERS)
def test_each_guideline_has_hard_cases_and_the_scheme_that_it_follows(layer: str) -> None:
    written = (GUIDELINES / f"{layer}.md").read_text(encoding="utf-8")
    assert "## Hard cases" in written
    assert "Follows:" in written
