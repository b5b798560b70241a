"""Which annotations of several sets are the same one, and where they differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.agreement.groups import group

if TYPE_CHECKING:
    from conftest import Layers, Make

    from corpus.agreement.groups import Groups
    from corpus.model import Corpus


def members(groups: Groups, layer: str) -> list[dict[str, str]]:
    return [{name: record.id for name, record in one.members.items()} for one in groups if one.layer == layer]


def differences(news: Corpus, layer: str) -> list[list[str]]:
    groups = group(news, [record.id for record in news.sets])
    return [groups.differences(one) for one in groups if one.layer == layer]


def cue(name: str, words: str, **fields: str) -> dict[str, str]:
    return {"id": name, "span": words, **fields}


def test_three_sets_are_joined_over_the_one_that_pairs_with_both(make: Make) -> None:
    news = make({"cues": [cue("1", "may")]}, {"cues": [cue("2", "ferry may sink")]}, {"cues": [cue("3", "sink")]})
    assert members(group(news, ["a", "b", "c"]), "cues") == [{"a": "1", "b": "2", "c": "3"}]


def test_no_set_has_two_annotations_in_one_group(make: Make) -> None:
    news = make(
        {"cues": [cue("1", "the ferry")]},
        {"cues": [cue("2", "ferry may")]},
        {"cues": [cue("3", "the"), cue("4", "may")]},
    )
    found = members(group(news, ["a", "b", "c"]), "cues")
    assert found == [{"a": "1", "b": "2", "c": "3"}, {"c": "4"}]


def test_references_to_one_group_are_equal(make: Make) -> None:
    def says(cue_id: str, other: str) -> Layers:
        said = {"sources": [{"source_id": "@author"}], "cue_ids": [cue_id, other], "content": "the ferry may sink"}
        return {"cues": [cue(cue_id, "said"), cue(other, "may")], "attributions": [said]}

    assert differences(make(says("x", "y"), says("y", "x")), "attributions") == [[]]


def test_fields_that_differ_are_named_and_remarks_are_not_compared(make: Make) -> None:
    first = {"cues": [cue("1", "may", type="epistemic", strength="possible", note="a")]}
    second = {"cues": [cue("2", "may sink", type="epistemic", note="b")]}
    assert differences(make(first, second), "cues") == [["span", "strength"]]


def test_names_of_clusters_are_compared_by_what_they_hold(make: Make) -> None:
    def claims(name: str, other: str | None) -> Layers:
        words = ("Ana Lovrić said", "the ferry may sink", "The ferry is safe")
        clusters = (name, name, other)
        return {"claims": [{"span": span, "cluster": cluster} for span, cluster in zip(words, clusters, strict=True)]}

    assert differences(make(claims("x", "alone"), claims("y", None)), "claims") == [[], [], []]
    assert differences(make(claims("x", "x"), claims("y", None)), "claims") == [[], [], ["cluster"]]


def test_commitments_are_grouped_by_what_claim_and_source_are(make: Make) -> None:
    def commitment(claim: str, name: str) -> Layers:
        return {
            "claims": [{"id": claim, "span": "the ferry may sink"}],
            "commitments": [{"id": name, "claim_id": claim, "source_id": "@author", "value": "Uu"}],
        }

    news = make(commitment("x", "1"), {"claims": [{"span": "the ferry may sink"}]}, commitment("y", "2"))
    assert members(group(news, ["a", "b", "c"]), "commitments") == [{"a": "1", "c": "2"}]
