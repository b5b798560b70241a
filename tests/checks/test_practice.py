"""W401 to W404 and W410 on the cases that annotators ask about (SCHEMA, sections 4 and 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import given, settings

from corpus.checks.practice import check_practice
from corpus.errors import Finding, Place
from corpus.model.reading import Reading
from corpus.testing import corpora

if TYPE_CHECKING:
    from corpus.model import Corpus

Row = dict[str, Any]
RELAY = "Ana told Ben that Cem may come, she said on Monday."
AUTHOR = [{"source_id": "@author"}]
VALUES = ["CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "CTu", "Uu"]


class Build(Protocol):
    def __call__(self, text: str | None, *, profile: Any = ..., **layers: Any) -> Reading: ...


def found_in(reading: Reading) -> list[tuple[str, str | None]]:
    return [(found.code, found.place.annotation_id) for found in check_practice(reading)]


def nested(
    build: Build, *, cues: list[Row] | None = None, parent: str | list[str] = "Ana told Ben that Cem may come", **child: Any
) -> Reading:
    outer = {"id": "outer", "sources": AUTHOR, "cue_ids": [], "content": parent}
    inner = {"id": "inner", "sources": AUTHOR, "cue_ids": [], "content": "that Cem may come", "parent_id": "outer"}
    return build(RELAY, attributions=[outer, inner | child], cues=cues or [])


def test_a_child_inside_its_parents_content_is_good(build: Build) -> None:
    told = {"id": "cue", "span": "told"}
    assert found_in(nested(build, sources=[{"source_id": "s", "span": "Ana"}], cue_ids=["cue"], cues=[told])) == []


@pytest.mark.parametrize(
    "child",
    [
        {"content": "Cem may come, she"},
        {"sources": [{"source_id": "s", "span": "she"}]},
        {"sources": [{"source_id": "@author"}, {"source_id": "s", "span": "she"}]},
        {"cue_ids": ["said"]},
    ],
)
def test_w401_a_part_of_the_child_outside_its_parents_content(build: Build, child: Row) -> None:
    reading = nested(build, cues=[{"id": "said", "span": "said"}], **child)
    assert found_in(reading) == [("W401", "inner")]


def test_w401_a_fragment_in_the_gap_of_its_parents_content(build: Build) -> None:
    assert found_in(nested(build, parent=["Ana", "that Cem may come"], content="told")) == [("W401", "inner")]


def test_a_parent_without_content_contains_what_it_will(build: Build) -> None:
    rows = [{"id": "outer", "sources": AUTHOR}, {"id": "inner", "sources": AUTHOR, "parent_id": "outer", "content": "told"}]
    assert found_in(build(RELAY, profile="import", attributions=rows)) == []


def claimed(
    build: Build,
    *commitments: tuple[str, str | None],
    profile: str = "gold",
    attribution: str | None = "inner",
    parent: str | None = "outer",
    **cue: Any,
) -> Reading:
    """A claim inside two attributions, with commitments of some sources."""
    outer = {"id": "outer", "sources": [{"source_id": "s1"}], "cue_ids": [], "content": "Ana told Ben that Cem may come"}
    inner = {"id": "inner", "sources": [{"source_id": "s2"}], "cue_ids": ["told"], "content": "that Cem may come"}
    told = {"id": "told", "span": "told", "type": "reportive", "engagement": "acknowledge"} | cue
    held = [
        {"id": f"commitment-{source}", "claim_id": "claim", "source_id": source, "value": value}
        for source, value in commitments
    ]
    return build(
        RELAY,
        profile=profile,
        cues=[told],
        attributions=[outer, inner | {"parent_id": parent}],
        claims=[{"id": "claim", "span": "Cem may come", "attribution_id": attribution}],
        commitments=held,
    )


def test_a_claim_with_a_commitment_of_every_voice_around_it_is_good(build: Build) -> None:
    assert found_in(claimed(build, ("s1", "Uu"), ("s2", "PS+"), ("@author", "Uu"))) == []


@pytest.mark.parametrize("missing", ["s1", "s2", "@author"])
def test_w402_a_voice_without_a_commitment(build: Build, missing: str) -> None:
    held = [(source, "Uu") for source in ("s1", "s2", "@author") if source != missing]
    assert found_in(claimed(build, *held)) == [("W402", "claim")]


def test_w402_the_authors_own_claim_without_the_authors_commitment(build: Build) -> None:
    assert found_in(claimed(build, ("s1", "CT+"), attribution=None)) == [("W402", "claim")]


def test_the_authors_own_claim_needs_the_author_alone(build: Build) -> None:
    assert found_in(claimed(build, ("@author", "CT+"), attribution=None)) == []


@pytest.mark.parametrize("profile", ["import", "silver"])
def test_only_gold_sets_must_have_every_commitment(build: Build, profile: str) -> None:
    assert found_in(claimed(build, profile=profile)) == []


@pytest.mark.parametrize("value", VALUES)
def test_w403_an_author_who_is_certain_of_what_a_distancing_cue_reports(build: Build, value: str) -> None:
    expected = [("W403", "commitment-@author")] if value in ("CT+", "CTu") else []
    assert found_in(claimed(build, ("s2", "CT+"), ("@author", value), parent=None, engagement="distance")) == expected


@pytest.mark.parametrize("value", VALUES)
def test_w404_an_author_who_is_uncommitted_to_what_an_endorsing_cue_reports(build: Build, value: str) -> None:
    expected = [("W404", "commitment-@author")] if value == "Uu" else []
    assert found_in(claimed(build, ("s2", "Uu"), ("@author", value), parent=None, engagement="endorse")) == expected


@pytest.mark.parametrize("engagement", ["distance", "endorse"])
def test_a_cue_in_the_voice_of_another_says_nothing_about_the_author(build: Build, engagement: str) -> None:
    for value in VALUES:
        assert found_in(claimed(build, ("@author", value), profile="silver", engagement=engagement)) == []


@pytest.mark.parametrize("engagement", ["distance", "endorse"])
def test_the_commitment_of_another_source_is_its_own(build: Build, engagement: str) -> None:
    for value in VALUES:
        assert found_in(claimed(build, ("s2", value), profile="silver", parent=None, engagement=engagement)) == []


@pytest.mark.parametrize("engagement", ["acknowledge", "deny", None])
def test_other_engagements_leave_the_author_free(build: Build, engagement: str | None) -> None:
    for value in VALUES:
        reading = claimed(build, ("@author", value), profile="silver", parent=None, engagement=engagement)
        assert found_in(reading) == []


def test_a_commitment_without_a_value_is_no_disagreement(build: Build) -> None:
    assert found_in(claimed(build, ("@author", None), profile="import", parent=None, engagement="distance")) == []


@pytest.mark.parametrize("profile", ["import", "silver", "gold"])
@pytest.mark.parametrize("kind", ["reportive", "verification", "epistemic", "doxastic", "booster", "investigation", "negation"])
def test_w410_a_gold_cue_has_the_grade_that_its_type_calls_for(build: Build, profile: str, kind: str) -> None:
    graded = kind not in ("investigation", "negation")
    expected = [("W410", "c")] if graded and profile == "gold" else []
    assert found_in(build("may", profile=profile, cues=[{"id": "c", "span": "may", "type": kind}])) == expected


def test_a_note_is_mentioned_beside_the_warning(build: Build) -> None:
    (found,) = check_practice(build("may", cues=[{"id": "c", "span": "may", "type": "booster", "note": "no grade fits"}]))
    assert found.message.endswith("(explained in its note)")
    assert found.severity == "warning"


def test_references_that_lead_nowhere_are_left_to_the_links(build: Build) -> None:
    rows = [{"id": "a", "sources": AUTHOR, "cue_ids": ["nowhere"], "parent_id": "nowhere"}]
    claim = {"id": "c", "span": "may", "attribution_id": "nowhere"}
    held = {"id": "k", "claim_id": "nowhere", "source_id": "@author", "value": "CT+"}
    assert found_in(build("may", profile="silver", attributions=rows, claims=[claim], commitments=[held])) == []


def test_a_circle_of_parents_is_left_to_the_links(build: Build) -> None:
    rows = [{"id": one, "sources": AUTHOR, "parent_id": other} for one, other in (("a", "b"), ("b", "a"))]
    claim = {"id": "c", "span": "may", "attribution_id": "a"}
    assert found_in(build("may", attributions=rows, claims=[claim])) == [("W402", "c")]


def test_what_may_stand_in_a_line_that_was_not_read_is_not_missed(build: Build) -> None:
    unread = Finding("E003", "error", "expected one JSON object", Place("commitments.jsonl", 1))
    reading = replace(claimed(build), files={("hand", "commitments"): "commitments.jsonl"})
    assert found_in(reading) == [("W402", "claim")]
    assert found_in(replace(reading, findings=(unread,))) == []


@settings(max_examples=30)
@given(corpora())
def test_a_check_of_practice_never_fails_and_finds_warnings_alone(corpus: Corpus) -> None:
    assert all(found.severity == "warning" for found in check_practice(Reading(corpus)))
