"""W4xx on the cases that annotators ask about (SCHEMA, sections 4 and 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import given, settings

from corpus.checks.practice import check_practice
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
    build: Build, *commitments: tuple[str, str | None], profile: str = "gold", attribution: str | None = "inner", **cue: Any
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
        attributions=[outer, inner | {"parent_id": "outer"}],
        claims=[{"id": "claim", "span": "Cem may come", "attribution_id": attribution}],
        commitments=held,
    )


def test_a_claim_with_a_commitment_of_every_voice_around_it_is_good(build: Build) -> None:
    assert found_in(claimed(build, ("s1", "Uu"), ("s2", "PS+"), ("@author", "Uu"))) == []


@pytest.mark.parametrize("missing", ["s2", "@author"])
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
    assert found_in(claimed(build, ("s1", "Uu"), ("s2", "CT+"), ("@author", value), engagement="distance")) == expected


@pytest.mark.parametrize("value", VALUES)
def test_w404_an_author_who_is_uncommitted_to_what_an_endorsing_cue_reports(build: Build, value: str) -> None:
    expected = [("W404", "commitment-@author")] if value == "Uu" else []
    assert found_in(claimed(build, ("s1", "Uu"), ("s2", "Uu"), ("@author", value), engagement="endorse")) == expected


@pytest.mark.parametrize("engagement", ["acknowledge", "deny", None])
def test_other_engagements_leave_the_author_free(build: Build, engagement: str | None) -> None:
    for value in VALUES:
        reading = claimed(build, ("@author", value), profile="silver", engagement=engagement)
        assert found_in(reading) == []


def test_a_commitment_without_a_value_is_no_disagreement(build: Build) -> None:
    assert found_in(claimed(build, ("@author", None), profile="import", engagement="distance")) == []


NEGATED = {"id": "cue", "span": "not confirmed", "type": "hedge", "negated": True}


@pytest.mark.parametrize(
    ("negation", "expected"),
    [
        ({"span": "not", "type": "negation"}, []),
        ({"span": "not confirmed", "type": "negation"}, []),
        ({"span": "never", "type": "negation"}, [("W405", "cue")]),
        ({"span": "not", "type": "booster"}, [("W405", "cue")]),
    ],
)
def test_w405_a_negated_cue_overlaps_a_negation_cue(build: Build, negation: Row, expected: list[Any]) -> None:
    rows = [NEGATED, {"id": "negation", **negation}]
    assert found_in(build("It was not confirmed, and never will.", profile="import", cues=rows)) == expected


def test_the_negation_may_stand_in_the_extent_of_the_negated_cue(build: Build) -> None:
    rows = [NEGATED | {"span": "confirmed", "extent": "not confirmed"}, {"id": "n", "span": "not", "type": "negation"}]
    assert found_in(build("It was not confirmed.", profile="import", cues=rows)) == []


def test_w405_a_negated_negation_does_not_count_for_itself(build: Build) -> None:
    rows = [{"id": "n", "span": "not", "type": "negation", "negated": True}]
    assert found_in(build("It was not confirmed.", profile="import", cues=rows)) == [("W405", "n")]


@pytest.mark.parametrize("mode", ["direct", "mixed", "indirect", "summary", None])
@pytest.mark.parametrize(
    ("content", "quoted"),
    [
        ("“Rain”", True),
        ("«Rain»", True),
        ('"Rain"', True),
        ("‘Rain’", True),
        ("„Rain“", True),
        ("“Rain", False),
        ("Rain”", False),
        ("Rain", False),
        (["“Yes,", "rain.”"], True),
        (["“Yes,", "rain"], False),
    ],
)
def test_w406_direct_content_stands_in_quotation_marks(
    build: Build, mode: str | None, content: str | list[str], *, quoted: bool
) -> None:
    text = '“Rain” «Rain» "Rain" ‘Rain’ „Rain“ “Yes, she said, rain.”'
    row = {"id": "a", "sources": AUTHOR, "cue_ids": [], "content": content, "mode": mode}
    expected = [] if quoted or mode != "direct" else [("W406", "a")]
    assert found_in(build(text, profile="import", attributions=[row])) == expected


@pytest.mark.parametrize(
    ("surface", "value", "expected"),
    [
        ("5,000", 5000.0, 0),
        ("5,000", 500.0, 1),
        ("4.5 million", 4.5e6, 0),
        ("4.5 million", 4.5, 1),
        ("twenty-one", 21.0, 0),
        ("two hundred thousand", 2e5, 0),
        ("50%", 50.0, 0),
        ("50%", 0.5, 1),
        ("$1.2bn", 1.2e9, 0),
        ("some", 3.0, 0),  # it says no number, so none is wrong
        ("5,000", None, 0),
    ],
)
def test_w407_a_value_is_what_the_surface_says(build: Build, surface: str, value: float | None, expected: int) -> None:
    row = {"id": "q", "span": surface, "kind": "cardinal", "value": value}
    assert found_in(build(f"over {surface} came", quantities=[row])) == [("W407", "q")] * expected


def test_w407_both_ends_of_a_range_are_what_the_surface_says(build: Build) -> None:
    row = {"id": "q", "span": "4,000 to 5,000", "low": 4000.0, "high": 6000.0}
    assert found_in(build("4,000 to 5,000", quantities=[row])) == [("W407", "q")]


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("it may rain", 0),
        ("it may rai", 1),
        ("t may rain", 1),
        ("t may rai", 2),
        ("may", 0),
        ("Ana’s", 0),
        ("Ana", 0),  # before an apostrophe
        ("cafe", 1),  # a combining accent belongs to its letter
        ("5", 0),
        ("000", 0),  # a comma separates, as far as this check can tell
        ("naïve", 0),
        ("ïve", 1),
        ("so", 0),  # a hyphen ends a word
        ("東", 1),
    ],
)
def test_w408_a_claim_is_whole_words(build: Build, surface: str, expected: int) -> None:
    text = "Ana’s so-called naïve cafe\u0301: “it may rain” 5,000 東京"
    row = {"id": "c", "span": surface}
    assert found_in(build(text, profile="import", claims=[row])) == [("W408", "c")] * expected


@pytest.mark.parametrize(
    ("layer", "row"),
    [
        ("cues", {"span": "may", "scope": "ma"}),
        ("attributions", {"sources": AUTHOR, "content": ["it", "rai"]}),
        ("claims", {"span": "it may rai"}),
    ],
)
def test_w408_scope_content_and_claim_are_looked_at(build: Build, layer: str, row: Row) -> None:
    assert found_in(build("it may rain", profile="import", **{layer: [{"id": "x", **row}]})) == [("W408", "x")]


def test_words_of_a_withheld_text_are_not_judged(build: Build) -> None:
    span = [{"start": 0, "end": 2, "text": "ma"}]
    assert found_in(build(None, profile="import", claims=[{"id": "c", "span": span}])) == []


@pytest.mark.parametrize("layer", ["mentions", "quantities", "cues"])
@pytest.mark.parametrize(
    ("extent", "good"),
    [("not confirmed", True), (["was", "confirmed"], True), ("confirmed", False), ("not", False), (None, True)],
)
def test_w409_an_extent_is_more_than_its_span(build: Build, layer: str, extent: Any, *, good: bool) -> None:
    row = {"id": "x", "span": "confirmed", "extent": extent}
    expected = [] if good else [("W409", "x")]
    assert found_in(build("It was not confirmed.", profile="import", **{layer: [row]})) == expected


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


@settings(max_examples=30)
@given(corpora())
def test_a_check_of_practice_never_fails_and_finds_warnings_alone(corpus: Corpus) -> None:
    assert all(found.severity == "warning" for found in check_practice(Reading(corpus)))
