"""Stance pairs: who holds what towards whom, and which words stand around it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.model import Attribution, Claim, Corpus, Entity, Mention, Source, Stance
from corpus.release.tasks import build_tasks, segment_corpus
from corpus.release.tasks.stances import STANCE_PAIRS
from corpus.testing import corpora

TEXT = "Maduro spoke. He accused the US. It rained."


def stance(number: int = 1, **fields: Any) -> Stance:
    """Make a stance of the author of document `d`."""
    return Stance.model_validate({"id": f"stance-{number}", "document_id": "d", "holder_id": "@author", **fields})


@pytest.fixture
def text(note: Any) -> Any:
    """Give a short text."""
    return note(TEXT)


def test_a_row_holds_labels_ids_and_the_expression_in_its_sentence(text: Any) -> None:
    labels = {"polarity": "against", "type": "sentiment", "intensity": "high", "explicit": True}
    one = stance(target={"text": "the US"}, expression=text.span("accused"), **labels)
    (row,) = STANCE_PAIRS.make(text.article(one)).rows
    assert {name: row[name] for name in labels} == labels
    assert (row["start"], row["end"], row["text"]) == (14, 32, "He accused the US.")
    assert row["expression"] == [{"start": 3, "end": 10, "text": "accused"}]
    assert (row["stance_id"], row["holder"], row["holder_id"]) == ("stance-1", "@author", "@author")


def test_an_entity_is_named_by_its_name(text: Any) -> None:
    entity = Entity(id="entity-1", document_id="d", name="United States")
    (row,) = STANCE_PAIRS.make(text.article(entity, stance(target={"entity_id": "entity-1"}))).rows
    assert (row["target"], row["target_type"], row["target_id"]) == ("United States", "entity", "entity-1")


def test_an_entity_without_a_name_is_named_by_its_first_mention(text: Any) -> None:
    entity = Entity(id="entity-1", document_id="d")
    words = (("mention-1", "He"), ("mention-2", "Maduro"))
    mentions = [Mention(id=name, document_id="d", entity_id="entity-1", span=text.span(word)) for name, word in words]
    (row,) = STANCE_PAIRS.make(text.article(entity, *mentions, stance(target={"entity_id": "entity-1"}))).rows
    assert row["target"] == "Maduro"


def test_a_claim_or_a_span_is_named_by_its_words_and_gives_the_context(text: Any) -> None:
    claim = Claim(id="claim-1", document_id="d", span=text.span("It rained"))
    about = [stance(1, target={"claim_id": "claim-1"}), stance(2, target={"span": text.span("the US")})]
    span, to_claim = STANCE_PAIRS.make(text.article(claim, *about)).rows
    assert (to_claim["target"], to_claim["target_type"], to_claim["target_id"]) == ("It rained", "claim", "claim-1")
    assert (span["target"], span["target_type"], span["target_id"]) == ("the US", "span", None)
    assert (span["text"], to_claim["text"]) == ("He accused the US.", "It rained.")


def test_a_holder_is_named_by_its_entity_else_by_the_words_of_an_attribution(text: Any) -> None:
    entity = Entity(id="entity-1", document_id="d", name="Nicolás Maduro")
    named = Source(id="source-1", document_id="d", entity_id="entity-1")
    worded, silent = (Source(id=f"source-{number}", document_id="d") for number in (2, 3))
    said = Attribution(id="attribution-1", document_id="d", sources=[{"source_id": "source-2", "span": text.span("He")}])
    stances = [stance(number, target={"text": "it"}, holder_id=f"source-{number}") for number in (1, 2, 3)]
    rows = STANCE_PAIRS.make(text.article(entity, named, worded, silent, said, *stances)).rows
    assert [row["holder"] for row in rows] == ["Nicolás Maduro", "He", None]


def test_without_expression_and_target_words_the_attribution_gives_the_context(text: Any) -> None:
    said = Attribution(id="attribution-1", document_id="d", content=text.span("It rained"))
    (row,) = STANCE_PAIRS.make(text.article(said, stance(target={"text": "rain"}, attribution_id="attribution-1"))).rows
    assert (row["text"], row["attribution_id"], row["expression"]) == ("It rained.", "attribution-1", [])


def test_a_stance_on_the_whole_document_has_no_context_and_stands_last(text: Any) -> None:
    whole, local = stance(1, target={"text": "it"}), stance(2, target={"text": "it"}, expression=text.span("rained"))
    rows = STANCE_PAIRS.make(text.article(whole, local)).rows
    assert [row["stance_id"] for row in rows] == ["stance-2", "stance-1"]
    assert (rows[1]["start"], rows[1]["end"], rows[1]["text"]) == (None, None, None)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(min_documents=1, min_sets=1, max_sets=1, max_records=3))
def test_every_stance_has_its_row_with_its_labels(news: Corpus) -> None:
    task = next(one for one in build_tasks(news, segment_corpus(news)) if one.name == "stance_pairs")
    rows = task.table.to_pylist()
    assert {(row["document_id"], row["stance_id"]) for row in rows} == {(one.document_id, one.id) for one in news.stances}
    for row in rows:
        record = news.stances[row["document_id"], row["stance_id"]]
        assert all(row[name] == getattr(record, name) for name in ("polarity", "type", "intensity", "explicit", "holder_id"))
        for part in row["expression"]:
            assert row["text"][part["start"] : part["end"]] == part["text"]
