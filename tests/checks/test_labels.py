from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import given, settings

from corpus.checks.labels import check_labels
from corpus.model import LAYERS
from corpus.model.columns import labels
from corpus.model.profiles import ENGAGED_TYPES, GRADED_TYPES, IMPORT_ONLY_TYPES, MANDATORY
from corpus.model.reading import Reading
from corpus.testing import corpora

if TYPE_CHECKING:
    from corpus.model import Corpus

Row = dict[str, Any]
TYPES = labels("cues")["type"]
DEMANDS = [
    (profile, layer, field)
    for profile, layers in MANDATORY.items()
    for layer, fields in layers.items()
    for field in sorted(fields)
]
OUTSIDE = [
    (profile, layer, field)
    for profile in MANDATORY
    for layer, kind in LAYERS.items()
    for field, described in kind.model_fields.items()
    if not described.is_required() and field not in MANDATORY[profile].get(layer, ())
]


class Build(Protocol):
    def __call__(self, text: str | None, *, profile: Any = ..., **layers: Any) -> Reading: ...


def found_in(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    return [(found.code, found.place.annotation_id, found.place.path) for found in check_labels(reading)]


def cue(**fields: Any) -> Row:
    return {"id": "c", "span": "may", "level": "relational", "negated": False} | fields


@pytest.mark.parametrize("kind", TYPES)
def test_only_reportive_and_verification_cues_may_have_an_engagement(build: Build, kind: str) -> None:
    found = found_in(build("may", profile="import", cues=[cue(type=kind, engagement="distance")]))
    assert found == ([] if kind in ENGAGED_TYPES else [("E301", "c", "engagement")])


@pytest.mark.parametrize("kind", TYPES)
def test_only_epistemic_doxastic_and_booster_cues_may_have_a_strength(build: Build, kind: str) -> None:
    found = found_in(build("may", profile="import", cues=[cue(type=kind, strength="possible")]))
    assert found == ([] if kind in GRADED_TYPES else [("E302", "c", "strength")])


def test_the_types_with_an_engagement_or_a_strength_are_those_of_the_schema() -> None:
    assert set(ENGAGED_TYPES) == {"reportive", "verification"}
    assert set(GRADED_TYPES) == {"epistemic", "doxastic", "booster"}


def test_a_cue_without_a_type_may_have_neither(build: Build) -> None:
    found = found_in(build("may", profile="import", cues=[cue(engagement="deny", strength="certain")]))
    assert found == [("E301", "c", "engagement"), ("E302", "c", "strength")]


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("profile", MANDATORY)
def test_a_type_of_unknown_kind_is_for_imports_alone(build: Build, profile: str, kind: str) -> None:
    expected = [("E304", "c", "type")] if kind in IMPORT_ONLY_TYPES and profile != "import" else []
    assert found_in(build("may", profile=profile, cues=[cue(type=kind)])) == expected


@pytest.mark.parametrize(("profile", "layer", "field"), DEMANDS)
def test_a_field_that_the_profile_demands_may_not_be_null(build: Build, profile: str, layer: str, field: str) -> None:
    row = filled(layer)
    assert found_in(build("may", profile=profile, **{layer: [row]})) == []
    without = {key: value for key, value in row.items() if key != field}
    assert found_in(build("may", profile=profile, **{layer: [without]})) == [("E303", "x", field)]


@pytest.mark.parametrize(("profile", "layer", "field"), OUTSIDE)
def test_a_field_that_the_profile_does_not_demand_may_be_null(build: Build, profile: str, layer: str, field: str) -> None:
    row = {key: value for key, value in filled(layer).items() if key != field}
    assert found_in(build("may", profile=profile, **{layer: [row]})) == []


def test_an_empty_list_is_not_null(build: Build) -> None:
    assert found_in(build("may", attributions=[filled("attributions") | {"cue_ids": []}])) == []


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1.0, 2.0, 0),
        (2.0, 2.0, 0),
        (2.0, 1.0, 1),
        (0.0, -1.0, 1),
        (-2.0, -1.0, 0),
        (None, 1.0, 0),
        (1.0, None, 0),
        (None, None, 0),
    ],
)
def test_a_range_ends_above_its_beginning(build: Build, low: float | None, high: float | None, expected: int) -> None:
    row = {"id": "q", "span": "may", "kind": "cardinal", "low": low, "high": high}
    assert found_in(build("may", quantities=[row])) == [("E305", "q", "low")] * expected


def test_only_the_wrong_ones_of_many_are_reported(build: Build) -> None:
    rows = [
        cue(id=f"c{at}", type="epistemic" if at != 7 else "booster", level=None if at == 3 else "relational") for at in range(9)
    ]
    rows[5] |= {"type": "negation", "strength": "certain"}
    assert sorted(found_in(build("may", cues=rows))) == [("E302", "c5", "strength"), ("E303", "c3", "level")]


@settings(max_examples=40)
@given(corpora())
def test_a_sound_corpus_has_no_finding(corpus: Corpus) -> None:
    assert found_in(Reading(corpus)) == []


FILLED: dict[str, Any] = {
    **dict.fromkeys(("span", "extent", "scope", "content", "head"), "may"),
    **{field: ["one"] for field in ("cue_ids", "quantity_ids", "evidence_ids")},
    **dict.fromkeys(("negated", "is_document", "explicit"), False),
    **dict.fromkeys(("entity_id", "holder_id", "claim_id", "source_id", "name"), "one"),
    "target": {"text": "rain"},
}


def filled(layer: str) -> Row:
    """Give a row in which every field that any profile demands has a value."""
    choices = {field: options[0] for field, options in labels(layer).items() if "." not in field}
    single = {"engagement", "strength"}  # of one type of cue or another, never together
    fields = {
        key: value for key, value in (FILLED | choices).items() if key in LAYERS[layer].model_fields and key not in single
    }
    return {"id": "x"} | fields
