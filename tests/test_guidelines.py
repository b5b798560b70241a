"""The annotation guidelines say everything that an annotator can choose, with examples that stand in the article.

Every label has an anchor, so that it can be cited, and an example of what it is and of what it is not; the examples agree with
the adjudicated set, and what that set cites can be found.
"""

import re
from functools import cache
from pathlib import Path
from typing import Any

import jsonlines
import pytest

import corpus
from corpus.model.columns import labels
from corpus.model.layers import LAYERS

ROOT = Path(__file__).parents[1]
GUIDELINES = ROOT / "schemas" / "guidelines"
GOLD = ROOT / "annotations" / "gold"

LISTED = re.compile(r'^- ((?:<a id="[^"]+"></a>`[^`]+`(?:, )?)+):', re.MULTILINE)
"""The head of a bullet that explains labels or fields, each behind its anchor."""

BULLET = re.compile(r"^- .*(?:\n  .*)*", re.MULTILINE)
LABEL = re.compile(r'<a id="([^"]+)"></a>`([^`]+)`')
ANCHOR = re.compile(r'<a id="([^"]+)"></a>')
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
RULE = re.compile(r'^(?:- )?(?:<a id="([^"]+)"></a>)?\*\*([^*]+)\*\*', re.MULTILINE)
LINK = re.compile(r"\]\((\w+\.md)?(?:#([^)]+))?\)")
CITED = re.compile(r"`(\w+\.md)#([^`]+)`")
EXAMPLE = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")
NEGATIVE = re.compile(r"(?<=[\s(])(?:Not|nor|never) (?!in the article)")
MADE_UP = re.compile(r"“[^”]+”")

PAGES = sorted(path.name for path in GUIDELINES.glob("*.md") if path.name != "README.md")
VALUES = [(layer, field, label) for layer in LAYERS for field, known in labels(layer).items() for label in known]
RESERVED = {("sources", "anonymity", "author"), ("sources", "anonymity", "unspecified")}
"""Labels of the two sources that exist without being annotated."""


@cache
def _page(name: str) -> str:
    return (GUIDELINES / name).read_text(encoding="utf-8")


@cache
def _article() -> str:
    return corpus.load()["maduro-igla-s"].text or ""


@cache
def _gold(layer: str) -> dict[str, dict[str, Any]]:
    with jsonlines.open(GOLD / f"{layer}.jsonl") as lines:
        return {record["id"]: record for record in lines}


def _slug(heading: str) -> str:
    """Give the anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _anchors(page: str) -> list[str]:
    return ANCHOR.findall(_page(page)) + [_slug(heading) for heading in HEADING.findall(_page(page))]


def _listed(layer: str) -> set[str]:
    heads = LISTED.findall(_page(f"{layer}.md"))
    return {label for head in heads for _, label in LABEL.findall(head)}


@cache
def _explained(layer: str) -> dict[str, str]:
    """Give the bullet of each anchor that stands at the head of one, on one line and without the anchors."""
    bullets: dict[str, str] = {}
    for bullet in BULLET.findall(_page(f"{layer}.md")):
        if head := LISTED.match(bullet):
            text = " ".join(ANCHOR.sub("", bullet).split())
            bullets |= {anchor: text for anchor, _ in LABEL.findall(head[1])}
    return bullets


def _bullet(layer: str, field: str, label: str) -> str:
    explained = _explained(layer)
    return explained.get(f"{field}-{label}") or explained[label]


def _examples(text: str) -> list[str]:
    return EXAMPLE.findall(text) + MADE_UP.findall(EXAMPLE.sub("", text))


def _parts(text: str) -> list[str]:
    return [part for example in EXAMPLE.findall(text) for part in " ".join(example.split()).split(" … ")]


def _spans(layer: str, field: str, label: str) -> list[tuple[int, int]]:
    """Give where the adjudicated set has a label: the places of the records, and of what they point at."""
    ids = {key for key, record in _gold(layer).items() if record.get(field) == label}
    records = [_gold(layer)[key] for key in ids]
    if layer == "entities":
        records = [mention for mention in _gold("mentions").values() if mention["entity_id"] in ids]
    if layer == "sources":
        heard = [voice for report in _gold("attributions").values() for voice in report["sources"]]
        entities = {record["entity_id"] for record in records if "entity_id" in record}
        records = [voice for voice in heard if voice["source_id"] in ids]
        records += [mention for mention in _gold("mentions").values() if mention["entity_id"] in entities]
    if layer == "attributions":
        cues = [_gold("cues")[cue] for record in records for cue in record["cue_ids"]]
        records += [voice for record in records for voice in record["sources"]] + cues
    if layer == "commitments":
        records = [_gold("claims")[record["claim_id"]] for record in records]
    if layer == "stances":
        targets = [record["target"] for record in records]
        records += targets + [_gold("claims")[target["claim_id"]] for target in targets if "claim_id" in target]
    fields = ("span", "extent", "content", "expression")
    return [
        (fragment["start"], fragment["end"]) for record in records for name in fields for fragment in record.get(name) or ()
    ]


@pytest.mark.parametrize("layer", LAYERS)
def test_every_label_of_a_layer_is_explained_in_its_guideline(layer: str) -> None:
    possible = {label for vocabulary in labels(layer).values() for label in vocabulary}
    assert possible - _listed(layer) == set()


@pytest.mark.parametrize(("layer", "field", "label"), VALUES)
def test_every_label_has_exactly_one_anchor(layer: str, field: str, label: str) -> None:
    anchors = [anchor for anchor in ANCHOR.findall(_page(f"{layer}.md")) if anchor in {label, f"{field}-{label}"}]
    assert len(anchors) == 1
    assert (anchors[0], label) in LABEL.findall(_page(f"{layer}.md"))


@pytest.mark.parametrize("page", PAGES)
def test_anchors_of_a_page_are_unique(page: str) -> None:
    anchors = _anchors(page)
    assert sorted(anchors) == sorted(set(anchors))


@pytest.mark.parametrize("page", PAGES)
def test_a_rule_in_bold_has_its_words_for_an_anchor(page: str) -> None:
    assert [(anchor, rule) for anchor, rule in RULE.findall(_page(page)) if anchor != _slug(rule)] == []


@pytest.mark.parametrize("page", ["README.md", *PAGES])
def test_links_and_citations_between_the_guidelines_resolve(page: str) -> None:
    links = [(name or page, anchor) for name, anchor in LINK.findall(_page(page)) if name or anchor]
    links += CITED.findall(_page(page))
    assert [link for link in links if link[1] and link[1] not in _anchors(link[0])] == []
    assert [name for name, _ in links if not (GUIDELINES / name).is_file()] == []


def test_what_the_adjudication_cites_is_an_anchor_or_a_heading() -> None:
    with jsonlines.open(GOLD / "adjudication.jsonl") as decisions:
        cited = sorted({decision["guideline"] for decision in decisions if decision.get("guideline")})
    assert cited
    pages = {reference: reference.partition("#")[0] + ".md" for reference in cited}
    assert [reference for reference in cited if pages[reference] not in PAGES] == []
    assert [reference for reference in cited if reference.partition("#")[2] not in _anchors(pages[reference])] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_example_stands_in_the_article(page: str) -> None:
    text = " ".join(_article().split())
    written = _page(page)
    parts = [" ".join(part.split()) for example in EXAMPLE.findall(written) for part in example.split("…")]
    assert [part for part in parts if part not in text] == []


@pytest.mark.parametrize(("layer", "field", "label"), VALUES)
def test_every_label_has_an_example_of_what_it_is_and_of_what_it_is_not(layer: str, field: str, label: str) -> None:
    positive, *negative = NEGATIVE.split(_bullet(layer, field, label))
    assert _examples(positive)
    assert any(_examples(text) for text in negative)


@pytest.mark.parametrize(("layer", "field", "label"), VALUES)
def test_what_is_made_up_says_so(layer: str, field: str, label: str) -> None:
    bullet = _bullet(layer, field, label)
    quoted = MADE_UP.findall(EXAMPLE.sub("", bullet.partition(": ")[2]))
    assert not quoted or "made up" in bullet.lower()


@pytest.mark.parametrize(("layer", "field", "label"), [value for value in VALUES if value not in RESERVED])
def test_the_examples_of_a_label_have_it_in_the_adjudicated_set(layer: str, field: str, label: str) -> None:
    text = _article()
    spans = _spans(layer, field, label)
    for part in _parts(NEGATIVE.split(_bullet(layer, field, label))[0]):
        pattern = re.compile(r"\s+".join(re.escape(word) for word in part.split()))
        places = [match.span() for match in pattern.finditer(text)]
        assert any(start < end and first < last for start, last in places for first, end in spans), part


@pytest.mark.parametrize("layer", LAYERS)
def test_each_guideline_has_hard_cases_and_the_scheme_that_it_follows(layer: str) -> None:
    written = _page(f"{layer}.md")
    assert "## Hard cases" in written
    assert "Follows:" in written
