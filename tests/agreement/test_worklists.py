"""What a work list says of each item, so that a person can decide it without another tool."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.agreement import list_items
from corpus.agreement.surroundings import Sentences
from corpus.model import LAYERS, Document, Span

if TYPE_CHECKING:
    from conftest import Layers, Make

    from corpus.model import Corpus

SAID: Layers = {
    "entities": [{"id": "ana", "type": "PER", "name": "Ana Lovrić"}],
    "mentions": [{"id": "m", "entity_id": "ana", "span": "Ana Lovrić"}],
    "cues": [{"id": "said", "span": "said", "type": "reportive"}, {"id": "may", "span": "may", "type": "epistemic"}],
    "sources": [{"id": "her", "entity_id": "ana", "anonymity": "named"}],
    "attributions": [
        {
            "id": "report",
            "sources": [{"source_id": "her", "span": "Ana Lovrić"}],
            "cue_ids": ["said"],
            "content": "the ferry may sink",
        }
    ],
    "claims": [{"id": "sinks", "span": "the ferry may sink", "attribution_id": "report"}],
    "commitments": [{"id": "hers", "claim_id": "sinks", "source_id": "her", "value": "PS+", "evidence_ids": ["may"]}],
    "stances": [{"id": "against", "holder_id": "her", "target": {"claim_id": "sinks"}, "polarity": "against"}],
}


def test_what_the_sets_agree_on_is_no_item(make: Make) -> None:
    assert list_items(make(SAID, SAID), ["a", "b"]) == []


def test_what_one_set_has_alone_is_missing_in_the_other(make: Make) -> None:
    (item,) = list_items(make(SAID, SAID | {"stances": []}), ["a", "b"])
    assert (item.item, item.kind, item.differs) == ("stances-001", "missing", ())
    assert item.candidates["b"] is None
    assert item.candidates["a"] == {
        "id": "against",
        "document_id": "d",
        "holder_id": "her",
        "target": {"claim_id": "sinks"},
        "polarity": "against",
    }


def test_an_item_has_its_sentence_and_its_references_in_words(make: Make) -> None:
    second = SAID | {"commitments": [{"id": "x", "claim_id": "sinks", "source_id": "her", "value": "CT+"}]}
    (item,) = list_items(make(SAID, second), ["a", "b"])
    assert item.differs == ("value", "evidence_ids")
    assert item.text == "Ana Lovrić said the ferry may sink."
    assert item.references == {
        "a:sinks": "the ferry may sink",
        "a:her": "Ana Lovrić",
        "a:may": "may",
        "b:sinks": "the ferry may sink",
        "b:her": "Ana Lovrić",
    }


def test_a_report_is_described_by_voice_cue_and_content(make: Make) -> None:
    second = SAID | {"claims": [{"id": "c", "span": "the ferry may sink"}], "commitments": [], "stances": []}
    item = next(one for one in list_items(make(SAID, second), ["a", "b"]) if one.layer == "claims")
    assert item.references == {"a:report": "Ana Lovrić | said | the ferry may sink"}


def test_entities_and_sources_come_with_the_words_of_the_text(make: Make) -> None:
    second = SAID | {
        "entities": [{"id": "ana", "type": "ORG", "name": "Ana Lovrić"}],
        "sources": [{"id": "x", "entity_id": "ana"}],
    }
    second |= {"attributions": [], "claims": [], "commitments": [], "stances": []}
    items = {one.layer: one for one in list_items(make(SAID, second), ["a", "b"])}
    assert items["entities"].references == {"a:ana": "Ana Lovrić", "b:ana": "Ana Lovrić"}
    assert items["sources"].references == {"a:her": "Ana Lovrić", "a:ana": "Ana Lovrić", "b:x": "", "b:ana": "Ana Lovrić"}


def test_items_stand_in_the_order_of_layers_and_of_the_text(make: Make) -> None:
    words = [{"id": "z", "span": "safe"}, {"id": "y", "span": "may"}]
    items = list_items(make({"cues": words, "entities": [{"name": "x"}], "quantities": [{"span": "it"}]}, {}), ["a", "b"])
    assert [one.item for one in items] == ["entities-001", "quantities-001", "cues-001", "cues-002"]
    assert [one.candidates["a"]["id"] for one in items if one.candidates["a"] and one.layer == "cues"] == ["y", "z"]
    layers = list(LAYERS)
    assert [one.layer for one in items] == sorted((one.layer for one in items), key=layers.index)


def test_without_its_text_an_item_shows_the_words_themselves(make: Make) -> None:
    news = make(SAID, SAID | {"stances": []})
    documents = [Document(id=one.id, sha256=one.sha256) for one in news.documents]
    assert _without_text(news, documents)[0].text == "the ferry may sink"


def _without_text(news: Corpus, documents: list[Document]) -> list:  # type: ignore[type-arg]
    tables = {one.id: {layer: news.set(one.id).layer(layer).table for layer in LAYERS} for one in news.sets}
    return list_items(type(news)(news.metadata, documents, news.sets, tables), ["a", "b"])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("rained", "It rained."),
        ("“No!” she", "She said: “No!” she said."),
        ("end", "The end"),
        ("rained. She", "It rained. She said: “No!” she said."),
        ("v. 2", "It was v. 2 of it."),
    ],
)
def test_a_sentence_ends_where_a_reader_would_end_it(words: str, sentence: str) -> None:
    text = "It rained. She said: “No!” she said. It was v. 2 of it.\nThe end"
    start = text.index(words)
    assert Sentences(text).around(Span.of(text, (start, start + len(words)))) == sentence
