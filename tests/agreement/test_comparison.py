from __future__ import annotations

import pytest
from hypothesis import given, settings

from corpus.agreement import pair
from corpus.agreement.comparison import Comparison
from corpus.errors import Incomparable, UnknownName
from corpus.loading import load
from corpus.model import LAYERS, Corpus
from corpus.testing import corpora
from tests.agreement.samples import Layers, cues, news_of

TEXTS = {"x": "It may rain.", "y": "They said so.", "z": "It may be."}
COVER = {
    "a": {"x": cues("may"), "y": cues("said")},
    "b": {"x": cues("may")},
    "c": {"z": cues("may")},
    "d": {"x": {"sources": [{}]}},
}


def test_the_documents_are_those_that_two_sets_cover() -> None:
    compared = Comparison.of(news_of(TEXTS, COVER), ["a", "b"], "cues")
    assert [document.id for document in compared.documents] == ["x"]
    assert compared.left_out == {"documents that fewer than two sets cover": 1}


def test_a_document_is_covered_by_annotations_of_any_layer() -> None:
    read = {**COVER, "d": {"x": {"sources": [{}]}, "y": cues("said")}}
    compared = Comparison.of(news_of(TEXTS, read), ["a", "d"], "cues")
    assert [document.id for document in compared.documents] == ["x", "y"]
    assert compared.left_out == {}


@pytest.mark.parametrize(
    ("sets", "layer", "sentence"),
    [
        ([], "cues", "at least two sets to compare, found none"),
        (["a"], "cues", "at least two sets to compare, found one: a"),
        (["a", "a"], "cues", "found one of them twice: a, a"),
        (["a", "b"], "claims", "annotations of layer claims in the common documents, found none in a, b"),
        (["a", "c"], "cues", "found none that a shares with another"),
        (["a", "b", "c"], "cues", "found none that c shares with another"),
    ],
)
def test_what_has_nothing_in_common_is_refused_with_a_sentence(sets: list[str], layer: str, sentence: str) -> None:
    with pytest.raises(Incomparable, match=sentence):
        Comparison.of(news_of(TEXTS, COVER), sets, layer)


def test_a_set_with_nothing_of_the_layer_in_the_common_documents_is_silent() -> None:
    apart = {"a": {"x": cues("may")}, "b": {"x": {"sources": [{}]}, "y": cues("said")}}
    assert Comparison.of(news_of(TEXTS, apart), ["a", "b"], "cues").silent == ("b",)


@settings(max_examples=30)
@given(corpora(min_documents=1, max_documents=2, min_sets=2, max_sets=2, max_records=3))
def test_a_layer_is_paired_as_it_is_with_all_layers(news: Corpus) -> None:
    """Only the layers that it needs are looked at; they must be enough."""
    first, second = (record.id for record in news.sets)
    whole = pair(news, first, second)
    for layer in LAYERS:
        (found,) = Comparison(news, (first, second), layer, {}).pairings.values()
        assert [(one.first.id, one.second.id) for one in found[layer].pairs] == [
            (one.first.id, one.second.id) for one in whole[layer].pairs
        ]


def test_stances_are_paired_by_reports_that_only_their_cue_tells() -> None:
    """The report that holds a stance decides between two; whether it is the same one, its cue says alone."""
    text = "Ana said the big old ferry sinks badly now. Ben claims it."

    def stances(content: str, source: str, *held: dict[str, str]) -> Layers:
        reports = [
            {"id": "t1", "cue_ids": ["said"], "content": content, "sources": [{"source_id": source}]},
            {"id": "t2", "cue_ids": [], "content": "it", "sources": [{"source_id": "@unspecified"}]},
        ]
        return {
            "entities": [{"id": "ship", "name": "the ferry"}],
            "mentions": [{"entity_id": "ship", "span": "ferry"}],
            "cues": [{"id": "said", "span": "said"}],
            "attributions": reports,
            "stances": [{"holder_id": "@author", "target": {"entity_id": "ship"}, **one} for one in held],
        }

    one = stances("the big old ferry sinks badly", "@author", {"id": "x", "attribution_id": "t1"})
    two = ({"id": "x", "attribution_id": "t2"}, {"id": "z", "attribution_id": "t1"})
    news = news_of({"d": text}, {"a": {"d": one}, "b": {"d": stances("badly now", "@unspecified", *two)}})
    found = Comparison.of(news, ["a", "b"], "stances").pairings[0, 1]["stances"].pairs
    assert [(one.first.id, one.second.id) for one in found] == [("x", "z")]
    assert found == pair(news, "a", "b")["stances"].pairs


def test_the_seed_is_paired_with_its_copy_as_with_all_layers() -> None:
    seed = load()
    record = seed.set("gold").record
    tables = {layer: seed.set(record.id).layer(layer).table for layer in LAYERS}
    copy = record.model_copy(update={"id": "copy"})
    news = Corpus(seed.metadata, seed.documents, [record, copy], {record.id: tables, "copy": tables})
    for layer in LAYERS:
        found = Comparison(news, (record.id, "copy"), layer, {}).pairings[0, 1][layer]
        assert [(one.first.id, one.second.id) for one in found.pairs] == [
            (one.id, one.id) for one in seed.set(record.id).layer(layer)
        ]


@pytest.mark.parametrize(("sets", "layer"), [(["a", "nobody"], "cues"), (["a", "b"], "hints")])
def test_a_set_or_layer_that_is_not_there_is_refused(sets: list[str], layer: str) -> None:
    with pytest.raises(UnknownName):
        Comparison.of(news_of(TEXTS, COVER), sets, layer)
