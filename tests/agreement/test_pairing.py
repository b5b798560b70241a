"""Which annotations of two sets are the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from corpus.agreement import Pairing, pair
from corpus.agreement.attributes import label_fields
from corpus.agreement.likeness import hint_fields
from corpus.errors import UnknownName
from corpus.model import LAYERS
from corpus.testing import corpora

if TYPE_CHECKING:
    from collections.abc import Sequence

    from conftest import Layers, Make

    from corpus.model import Annotation, Corpus

SAID = {"id": "said", "span": "said", "type": "reportive"}
ANA = {"entities": [{"id": "ana", "name": "Ana Lovrić"}], "mentions": [{"entity_id": "ana", "span": "Ana Lovrić"}]}


def ids(news: Corpus, layer: str) -> list[tuple[str, str]]:
    return [(one.first.id, one.second.id) for one in pair(news, "a", "b")[layer].pairs]


def keys(records: Sequence[Annotation]) -> list[tuple[str, str]]:
    return sorted((record.document_id, record.id) for record in records)


def everything(pairing: Pairing) -> dict[str, tuple[object, ...]]:
    return {layer: (found.pairs, found.only_first, found.only_second) for layer, found in pairing.layers.items()}


@settings(max_examples=40)
@given(corpora(min_sets=1, min_documents=1))
def test_a_set_pairs_everything_with_itself(news: Corpus) -> None:
    for record in news.sets:
        found = pair(news, record.id, record.id)
        for layer in LAYERS:
            assert [one.first for one in found[layer].pairs] == list(news.set(record.id).layer(layer))
            assert all(one.first == one.second for one in found[layer].pairs)
            assert found[layer].only_first == found[layer].only_second == ()


@settings(max_examples=40)
@given(corpora(min_sets=2, max_sets=2, min_documents=1))
def test_the_other_way_round_the_pairs_are_the_same(news: Corpus) -> None:
    first, second = (record.id for record in news.sets)
    assert everything(pair(news, second, first)) == everything(pair(news, first, second).inverse())
    assert everything(pair(news, first, second)) == everything(pair(news, second, first).inverse())


@settings(max_examples=40)
@given(corpora(min_sets=2, max_sets=2, min_documents=1))
def test_each_annotation_has_at_most_one_partner_in_its_document(news: Corpus) -> None:
    first, second = (record.id for record in news.sets)
    found = pair(news, first, second)
    for layer in LAYERS:
        assert all(one.first.document_id == one.second.document_id for one in found[layer].pairs)
        for name, alone, side in ((first, found[layer].only_first, "first"), (second, found[layer].only_second, "second")):
            records = [*(getattr(one, side) for one in found[layer].pairs), *alone]
            assert keys(records) == keys(news.set(name).layer(layer))


def test_the_same_span_comes_before_a_greater_sum_of_overlaps(make: Make) -> None:
    ferry = [{"id": "exact", "span": "ferry"}, {"id": "wide", "span": "the ferry"}]
    assert ids(make({"cues": ferry}, {"cues": ferry}), "cues") == [("wide", "wide"), ("exact", "exact")]


def test_of_several_overlaps_the_greatest_sum_is_taken(make: Make) -> None:
    first = {"cues": [{"id": "may", "span": "may sink"}]}
    second = {"cues": [{"id": "near", "span": "may"}, {"id": "nearer", "span": "ferry may sink"}]}
    assert ids(make(first, second), "cues") == [("may", "nearer")]


def test_no_label_decides_between_annotations_at_one_place(make: Make) -> None:
    def cues(*kinds: str, names: str) -> Layers:
        return {"cues": [{"id": name, "span": "may", "type": kind} for name, kind in zip(names, kinds, strict=True)]}

    for types in (("epistemic", "booster"), ("booster", "epistemic")):
        assert ids(make(cues("epistemic", "booster", names="12"), cues(*types, names="34")), "cues") == [("1", "3"), ("2", "4")]


@pytest.mark.parametrize("layer", LAYERS)
def test_what_is_measured_gives_no_hint(layer: str) -> None:
    assert set(hint_fields(LAYERS[layer])).isdisjoint(label_fields(layer))


def test_claims_with_heads_apart_are_two_claims(make: Make) -> None:
    first = {"claims": [{"span": "Ana Lovrić said the ferry may sink", "head": "said"}]}
    second = {"claims": [{"span": "the ferry may sink", "head": "sink"}]}
    assert ids(make(first, second), "claims") == []
    second["claims"][0]["head"] = "said the"
    assert ids(make(first, {"claims": [{"span": "the ferry may sink"}]}), "claims") == [("claims-1", "claims-1")]


def test_entities_are_paired_by_the_mentions_that_are(make: Make) -> None:
    first: Layers = {
        "entities": [{"id": "ship", "name": "the ferry"}, {"id": "other", "name": "The minister"}],
        "mentions": [{"id": "1", "entity_id": "ship", "span": "ferry"}, {"id": "2", "entity_id": "ship", "span": "The ferry"}],
    }
    second: Layers = {
        "entities": [{"id": "other", "name": "the ferry"}, {"id": "vessel", "name": "MV Safe"}],
        "mentions": [
            {"id": "1", "entity_id": "vessel", "span": "ferry"},
            {"id": "2", "entity_id": "vessel", "span": "The ferry"},
        ],
    }
    assert ids(make(first, second), "entities") == [("ship", "vessel")]


def test_entities_without_mentions_are_paired_by_name_or_link_whatever_their_type(make: Make) -> None:
    first = {"entities": [{"id": "1", "type": "PER", "name": "Ana"}, {"id": "2", "type": "PER", "link": "Q1", "name": "Iva"}]}
    second = {"entities": [{"id": "3", "type": "PER", "link": "Q1", "name": "I."}, {"id": "4", "type": "ORG", "name": "Ana"}]}
    assert ids(make(first, second), "entities") == [("1", "4"), ("2", "3")]


def test_entities_of_one_type_with_mentions_apart_are_two(make: Make) -> None:
    def entity(words: str | None) -> Layers:
        mentions = [{"entity_id": "e", "span": words}] if words else []
        return {"entities": [{"id": "e", "type": "VEH", "name": "the ferry"}], "mentions": mentions}

    assert ids(make(entity("ferry"), entity("The ferry")), "entities") == []
    assert ids(make(entity("ferry"), entity(None)), "entities") == []
    assert ids(make(entity(None), entity(None)), "entities") == [("e", "e")]


def test_entities_of_one_type_without_name_are_told_by_their_ids_alone(make: Make) -> None:
    def entity(name: str) -> Layers:
        return {"entities": [{"id": name, "type": "PER"}]}

    assert ids(make(entity("x"), entity("y")), "entities") == []
    assert ids(make(entity("x"), entity("x")), "entities") == [("x", "x")]


def test_sources_are_paired_by_their_entity(make: Make) -> None:
    first = ANA | {"sources": [{"id": "her", "entity_id": "ana", "anonymity": "named"}]}
    second = ANA | {"sources": [{"id": "she", "entity_id": "ana"}, {"id": "x", "anonymity": "named"}]}
    assert ids(make(first, second), "sources") == [("her", "she")]


def test_sources_without_entity_are_paired_by_the_words_that_name_them(make: Make) -> None:
    def says(source: str) -> Layers:
        said = {"sources": [{"source_id": source, "span": "The minister"}], "content": "The ferry is safe"}
        return {"sources": [{"id": source}], "attributions": [said]}

    assert ids(make(says("1"), says("2")), "sources") == [("1", "2")]
    assert ids(make(says("1"), says("2")), "attributions") == [("attributions-1", "attributions-1")]


def test_mute_sources_are_paired_by_what_they_say_and_not_by_their_labels(make: Make) -> None:
    def say(**sources: tuple[str, str]) -> Layers:
        said = [{"sources": [{"source_id": name}], "content": content} for name, (_, content) in sources.items()]
        return {"sources": [{"id": name, "anonymity": kind} for name, (kind, _) in sources.items()], "attributions": said}

    first = say(x=("anonymous", "the ferry may sink"), y=("named", "The ferry is safe"))
    second = say(x=("anonymous", "ferry is safe"), y=("named", "the ferry may sink"))
    assert ids(make(first, second), "sources") == [("x", "y"), ("y", "x")]
    assert ids(make(say(x=("named", "it")), say(x=("named", "may sink"))), "sources") == []


def test_a_source_that_words_name_is_no_mute_one(make: Make) -> None:
    def says(**named: str) -> Layers:
        return {
            "sources": [{"id": "x", "anonymity": "named"}],
            "attributions": [{"sources": [{"source_id": "x", **named}], "content": "The ferry is safe"}],
        }

    assert ids(make(says(), says(span="The minister")), "sources") == []


def test_attributions_with_the_same_cue_are_paired_though_their_contents_are_apart(make: Make) -> None:
    def says(content: str) -> Layers:
        said = {"sources": [{"source_id": "@unspecified"}], "cue_ids": ["said"], "content": content}
        return {"cues": [SAID], "attributions": [said]}

    assert ids(make(says("the ferry may sink"), says("it")), "attributions") == [("attributions-1", "attributions-1")]


def test_commitments_are_paired_by_claim_and_source(make: Make) -> None:
    claim = [{"id": "c", "span": "the ferry may sink"}]
    first = {"claims": claim, "commitments": [{"id": "1", "claim_id": "c", "source_id": "@author", "value": "Uu"}]}
    second = {
        "claims": claim,
        "commitments": [
            {"id": "2", "claim_id": "c", "source_id": "@unspecified", "value": "Uu"},
            {"id": "3", "claim_id": "c", "source_id": "@author", "value": "CT+"},
        ],
    }
    assert ids(make(first, second), "commitments") == [("1", "3")]


@pytest.mark.parametrize(
    ("first", "second", "paired"),
    [
        ({"text": "Ferries"}, {"text": "ferries"}, True),
        ({"text": "ferries"}, {"text": "ministers"}, False),
        ({"span": "the ferry may sink"}, {"claim_id": "c"}, True),
        ({"entity_id": "ana"}, {"span": "Ana Lovrić"}, True),
        ({"entity_id": "ana"}, {"entity_id": "ana"}, True),
        ({"entity_id": "ana"}, {"entity_id": "nobody"}, False),
    ],
)
def test_stances_need_two_of_holder_target_and_expression(
    make: Make, first: dict[str, str], second: dict[str, str], *, paired: bool
) -> None:
    def stance(target: dict[str, str]) -> Layers:
        around = ANA | {"claims": [{"id": "c", "span": "the ferry may sink"}]}
        around["entities"] = [*around["entities"], {"id": "nobody", "name": "nobody"}]
        return around | {"stances": [{"holder_id": "@author", "target": target, "expression": "safe"}]}

    news = make(stance(first), stance(second) | {"stances": [{"holder_id": "@author", "target": second}]})
    assert bool(ids(news, "stances")) == paired


def test_a_pairing_tells_what_a_reference_is_called_in_the_other_set(make: Make) -> None:
    news = make({"cues": [SAID]}, {"cues": [SAID | {"id": "says"}, {"id": "may", "span": "may"}]})
    found = pair(news, "a", "b")
    assert found.second_id("cues", "d", "said") == "says"
    assert found.inverse().second_id("cues", "d", "says") == "said"
    assert found.inverse().second_id("cues", "d", "may") is None
    assert found.second_id("sources", "d", "@author") == "@author"


def test_an_unknown_set_is_refused(make: Make) -> None:
    with pytest.raises(UnknownName, match="no annotation set 'z'"):
        pair(make({}), "a", "z")
