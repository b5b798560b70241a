from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.agreement import agree
from corpus.agreement.attributes import Paired, label_fields
from corpus.agreement.comparison import Comparison
from corpus.model import LAYERS
from tests.agreement.samples import Layers, news_of, typed

if TYPE_CHECKING:
    from corpus.model import Corpus

TEXT = "She may well have said that it might rain, or so they claim."


def news(*sets: Layers) -> Corpus:
    return news_of({"d": TEXT}, {name: {"d": one} for name, one in zip("abcdef", sets, strict=False)})


def claims(*values: str, scores: tuple[float, ...] = ()) -> Layers:
    """Give commitments of the author to claims at the words of the text."""
    words = TEXT.split()
    pairs = itertools.zip_longest(values, scores)
    return {
        "claims": [{"span": word} for word in words[: len(values)]],
        "commitments": [
            {"claim_id": f"claims-{number}", "source_id": "@author", "value": value, "score": score}
            for number, (value, score) in enumerate(pairs)
        ],
    }


@pytest.mark.parametrize("layer", LAYERS)
def test_every_label_field_is_one_of_the_records(layer: str) -> None:
    assert [
        field for field in label_fields(layer) if not hasattr(LAYERS[layer], field) and field not in LAYERS[layer].model_fields
    ] == []


def test_labels_are_compared_where_places_overlap() -> None:
    one, other = (
        typed(may="epistemic", said="reportive"),
        {"cues": [{"span": "may well", "type": "booster"}, {"span": "said", "type": "reportive"}]},
    )
    found = agree(news(one, other), sets=["a", "b"], layer="cues")
    assert (found["percent", "type"].value, found["percent", "type"].items) == (0.5, 2)


def test_what_only_one_set_has_is_left_out_and_counted() -> None:
    found = agree(news(typed(may="epistemic", said="reportive"), typed(may="epistemic")), sets=["a", "b"], layer="cues")
    assert found["percent", "type"].left_out == {"annotations without a partner": 1}


def test_a_field_that_nobody_filled_is_passed_over() -> None:
    found = agree(news(typed(may="epistemic"), typed(may="epistemic")), sets=["a", "b"], layer="cues")
    assert {one.field for one in found} == {None, "type", "group", "is_hedge"}


def test_what_follows_from_the_labels_is_compared_as_well() -> None:
    found = agree(
        news(
            {"cues": [{"span": "may", "type": "epistemic"}, {"span": "said", "type": "reportive", "engagement": "distance"}]},
            typed(may="doxastic", said="booster"),
        ),
        sets=["a", "b"],
        layer="cues",
    )
    assert (found["percent", "type"].value, found["percent", "group"].value, found["percent", "is_hedge"].value) == (
        0,
        0.5,
        0.5,
    )


def test_whether_a_cue_without_a_kind_is_a_hedge_is_not_known() -> None:
    unlabelled = {"cues": [{"span": "may"}, {"span": "said", "type": "unspecified"}, {"span": "claim", "type": "booster"}]}
    both = news(typed(may="epistemic", said="hedge", claim="epistemic"), unlabelled)
    found = agree(both, sets=["a", "b"], layer="cues")["percent", "is_hedge"]
    assert (found.value, found.items, found.left_out) == (0, 1, {"units with fewer than two values": 2})


def test_whether_a_reporting_cue_without_an_engagement_is_a_hedge_is_not_known() -> None:
    engaged = {"cues": [{"span": "said", "type": "reportive", "engagement": "endorse"}, {"span": "may", "type": "epistemic"}]}
    both = news(engaged, typed(said="reportive", may="epistemic"))
    found = agree(both, sets=["a", "b"], layer="cues")["percent", "is_hedge"]
    assert (found.value, found.items) == (1, 1)


def test_a_constant_label_is_undefined_with_the_agreement_observed() -> None:
    found = agree(news(typed(may="epistemic"), typed(may="epistemic")), sets=["a", "b"], layer="cues")["kappa", "type"]
    assert (found.value, found.observed_agreement) == (None, 1)
    assert found.reason == "all values are the same: chance cannot err"


def test_commitments_are_matched_by_claim_and_source() -> None:
    found = agree(news(claims("CT+", "PS+", "Uu"), claims("CT+", "PR+", "Uu")), sets=["a", "b"], layer="commitments")
    assert found["percent", "value"].value == pytest.approx(2 / 3)
    ordinal, nominal = found["alpha_ordinal", "value"].value, found["alpha", "value"].value
    assert ordinal is not None
    assert nominal is not None
    assert ordinal > nominal


def test_a_value_without_a_place_in_the_order_is_left_out_of_the_order_alone() -> None:
    found = agree(news(claims("CT+", "CTu", "Uu"), claims("CT+", "CTu", "Uu")), sets=["a", "b"], layer="commitments")
    assert found["alpha_ordinal", "value"].left_out["values without a place in the order"] == 2
    assert (found["alpha_ordinal", "value"].items, found["alpha", "value"].items) == (2, 3)


def test_scores_are_compared_as_numbers() -> None:
    one, other = claims("CT+", "CT+", scores=(3.0, -3.0)), claims("CT+", "CT+", scores=(2.5, -3.0))
    found = agree(news(one, other), sets=["a", "b"], layer="commitments")["alpha_interval", "score"]
    assert found.value == pytest.approx(0.99, abs=0.01)
    assert found.settings["level"] == "interval"


def test_more_than_two_sets_are_joined_into_groups() -> None:
    three = news(typed(may="epistemic", said="reportive"), typed(may="epistemic"), typed(may="booster", said="reportive"))
    paired = Paired(Comparison.of(three, ["a", "b", "c"], "cues"))
    assert [sorted(group) for group in paired.groups] == [[0, 1, 2], [0, 2]]
    assert paired.ratings("type").codes.tolist() == [[1, 2], [1, -1], [0, 2]]


def test_a_group_has_at_most_one_annotation_of_each_set() -> None:
    overlapping = news(
        {"cues": [{"span": "may"}, {"span": "well"}]}, {"cues": [{"span": "may well"}]}, {"cues": [{"span": "well"}]}
    )
    (group,) = Paired(Comparison.of(overlapping, ["a", "b", "c"], "cues")).groups
    assert {number: str(getattr(record, "span", "")) for number, record in group.items()} == {
        0: "well",
        1: "may well",
        2: "well",
    }


@given(
    st.permutations("abc"),
    st.lists(st.lists(st.sampled_from(["may", "might", "said", "claim"]), min_size=1, unique=True), min_size=3, max_size=3),
)
def test_the_order_of_the_sets_does_not_matter(order: list[str], words: list[list[str]]) -> None:
    kinds = itertools.cycle(["epistemic", "reportive", "booster"])
    made = news(*(typed(**{word: next(kinds) for word in one}) for one in words))
    one, other = (agree(made, sets=sets, layer="cues") for sets in (["a", "b", "c"], order))
    assert [(found.measure, found.field, _rounded(found.value)) for found in one] == [
        (found.measure, found.field, _rounded(found.value)) for found in other
    ]


def _rounded(value: float | None) -> Any:
    return value if value is None else round(value, 9)
