"""Factuality: a row per commitment, with its claim in context and its evidence."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from corpus.model import Claim, Commitment, Corpus, Cue
from corpus.release.tasks import build_tasks, segment_corpus
from corpus.release.tasks.factuality import FACTUALITY
from corpus.testing import corpora


def commitment(number: int = 1, **fields: Any) -> Commitment:
    """Make a commitment of the author of document `d` to its first claim."""
    known = {"id": f"commitment-{number}", "document_id": "d", "claim_id": "claim-1", "source_id": "@author"}
    return Commitment.model_validate(known | fields)


def test_a_row_holds_claim_head_context_value_and_evidence(note: Any) -> None:
    text = note("Hot. It may rain soon. Cold.")
    claim = Claim(id="claim-1", document_id="d", span=text.span("It may rain"), head=text.span("rain"))
    may = Cue(id="cue-1", document_id="d", span=text.span("may"))
    (row,) = FACTUALITY.make(text.article(claim, may, commitment(value="PS+", score=0.5, evidence_ids=["cue-1"]))).rows
    assert row == {
        "document_id": "d",
        "commitment_id": "commitment-1",
        "claim_id": "claim-1",
        "start": 5,
        "end": 22,
        "text": "It may rain soon.",
        "claim": "It may rain",
        "claim_start": 0,
        "claim_end": 11,
        "claim_span": [{"start": 0, "end": 11, "text": "It may rain"}],
        "head": "rain",
        "head_span": [{"start": 7, "end": 11, "text": "rain"}],
        "source_id": "@author",
        "source": "@author",
        "value": "PS+",
        "score": 0.5,
        "evidence_ids": ["cue-1"],
        "evidence": ["may"],
    }


def test_an_interrupted_claim_keeps_its_fragments(note: Any) -> None:
    text = note("Hot. It, he said, rained.")
    claim = Claim(id="claim-1", document_id="d", span=text.span("It", "rained"))
    (row,) = FACTUALITY.make(text.article(claim, commitment())).rows
    assert (row["claim"], row["claim_start"], row["claim_end"]) == ("It rained", 0, 19)
    assert [(part["start"], part["end"]) for part in row["claim_span"]] == [(0, 2), (13, 19)]
    assert (row["head"], row["head_span"]) == (None, [])


def test_a_claim_has_a_row_per_voice_and_none_without_a_commitment(note: Any) -> None:
    text = note("It rained. It snowed.")
    claims = [
        Claim(id=f"claim-{number}", document_id="d", span=text.span(word)) for number, word in ((1, "rained"), (2, "snowed"))
    ]
    both = [commitment(2, value="CT+"), commitment(1, source_id="@unspecified", value="Uu")]
    rows = FACTUALITY.make(text.article(*claims, *both)).rows
    assert [(row["claim"], row["source"], row["value"]) for row in rows] == [
        ("rained", "@unspecified", "Uu"),
        ("rained", "@author", "CT+"),
    ]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(min_documents=1, min_sets=1, max_sets=1, max_records=3))
def test_every_commitment_has_its_row_and_its_claim_is_a_slice_of_the_context(news: Corpus) -> None:
    task = next(one for one in build_tasks(news, segment_corpus(news)) if one.name == "factuality")
    rows = task.table.to_pylist()
    wanted = {(one.document_id, one.id) for one in news.commitments}
    assert {(row["document_id"], row["commitment_id"]) for row in rows} == wanted
    for row in rows:
        record = news.commitments[row["document_id"], row["commitment_id"]]
        assert (row["value"], row["score"], row["claim"]) == (record.value, record.score, record.claim.span.surface)
        assert row["evidence"] == [cue.span.surface for cue in record.evidence]
        for part in row["claim_span"] + row["head_span"]:
            assert row["text"][part["start"] : part["end"]] == part["text"]
