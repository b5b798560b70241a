"""Hedged sentences: which cues make a sentence hedged or evidential."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.model import Corpus, Cue
from corpus.release.tasks import build_tasks, segment_corpus
from corpus.release.tasks.hedging import HEDGED_SENTENCES
from corpus.testing import corpora


@pytest.mark.parametrize(
    ("kind", "engagement", "hedge", "evidential"),
    [
        ("epistemic", None, True, False),
        ("reportive", "distance", True, True),
        ("reportive", "endorse", False, True),
        ("verification", None, True, True),
        ("booster", None, False, False),
        ("unspecified", None, False, False),
    ],
)
def test_the_type_and_engagement_of_a_cue_decide(
    note: Any, kind: str, engagement: str | None, *, hedge: bool, evidential: bool
) -> None:
    text = note("They say so.")
    fields = {"id": "cue-1", "document_id": "d", "span": text.span("say"), "type": kind, "engagement": engagement}
    (row,) = HEDGED_SENTENCES.make(text.article(Cue.model_validate(fields))).rows
    assert (row["hedge"], row["evidential"]) == (hedge, evidential)
    assert row["hedge_ids"] == ["cue-1"] * hedge
    assert row["evidential_ids"] == ["cue-1"] * evidential


def test_a_cue_counts_in_every_sentence_that_a_fragment_overlaps_and_in_none_between(note: Any) -> None:
    text = note("If it rains. We stay. Then we go.")
    article = text.article(Cue(id="cue-1", document_id="d", span=text.span("If", "Then"), type="conditional"))
    assert [row["hedge"] for row in HEDGED_SENTENCES.make(article).rows] == [True, False, True]


def test_a_cue_that_is_part_of_a_word_counts_as_well(note: Any) -> None:
    text = note("An un-verified claim.")
    article = text.article(Cue(id="cue-1", document_id="d", span=text.span("un"), type="verification"))
    assert HEDGED_SENTENCES.make(article).rows[0]["hedge"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(min_documents=1, min_sets=1, max_sets=1, max_records=4))
def test_a_sentence_names_exactly_the_hedges_and_evidentials_that_overlap_it(news: Corpus) -> None:
    task = next(one for one in build_tasks(news, segment_corpus(news)) if one.name == "hedged_sentences")
    for row in task.table.to_pylist():
        cues = [
            cue
            for cue in news.cues.of_document(row["document_id"])
            if any(part.start < row["end"] and row["start"] < part.end for part in cue.span)
        ]
        assert row["text"] == (news[row["document_id"]].text or "")[row["start"] : row["end"]]
        assert row["hedge_ids"] == [cue.id for cue in cues if cue.is_hedge]
        assert row["evidential_ids"] == [cue.id for cue in cues if cue.group == "evidential"]
        assert (row["hedge"], row["evidential"]) == (bool(row["hedge_ids"]), bool(row["evidential_ids"]))
