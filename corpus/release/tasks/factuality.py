"""Claims and how surely each voice holds them: `factuality`, a row per commitment with the claim in its sentences.

The context is the smallest run of whole sentences that holds the claim and its head. A claim without a commitment has no
row, and one with several voices has several.

>>> from corpus.model import Claim, Commitment
>>> from corpus.release.tasks.articles import Article
>>> from corpus.segmentation import segment
>>> text = "Hot. It may rain."
>>> rain = Claim(id="claim-1", document_id="d", span=[{"start": 5, "end": 16, "text": "It may rain"}])
>>> author = Commitment(id="commitment-1", document_id="d", claim_id="claim-1", source_id="@author", value="PS+")
>>> records = {"claims": [rain], "commitments": [author]}
>>> (row,) = FACTUALITY.make(Article("d", text, segment(text), records)).rows
>>> row["claim"], row["claim_start"], row["text"], row["source"], row["value"]
('It may rain', 0, 'It may rain.', '@author', 'PS+')
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.model import Claim, Commitment, Cue
from corpus.model.columns import labels
from corpus.release.tasks.articles import Article, bounds_of
from corpus.release.tasks.views import FRAGMENTS, NUMBER, PLACE, TEXT, TEXTS, Made, Row, View

if TYPE_CHECKING:
    from collections.abc import Sequence


def _commitments(article: Article) -> Sequence[Commitment]:
    return article.all(Commitment)


def _make(article: Article) -> Made:
    return Made(sorted((_row(article, one) for one in _commitments(article)), key=_place), {})


def _place(row: Row) -> tuple[int, int, str, str]:
    return row["start"], row["claim_start"], row["claim_id"], row["commitment_id"]


def _row(article: Article, commitment: Commitment) -> Row:
    claim = article.find(Claim, commitment.claim_id)
    context = article.context(bounds_of(claim.span, claim.head))
    evidence = [article.find(Cue, one) for one in commitment.evidence_ids or ()]
    return {
        "document_id": article.id,
        "commitment_id": commitment.id,
        "claim_id": claim.id,
        "start": context.start,
        "end": context.end,
        "text": context.text,
        "claim": claim.span.surface,
        "claim_start": claim.span.start - context.start,
        "claim_end": claim.span.end - context.start,
        "claim_span": context.relative([claim.span]),
        "head": None if claim.head is None else claim.head.surface,
        "head_span": context.relative([claim.head]),
        "source_id": commitment.source_id,
        "source": article.source_name(commitment.source_id),
        "value": commitment.value,
        "score": commitment.score,
        "evidence_ids": [cue.id for cue in evidence],
        "evidence": [cue.span.surface for cue in evidence],
    }


FACTUALITY = View(
    "factuality",
    pa.schema(
        [
            ("document_id", TEXT),
            ("commitment_id", TEXT),
            ("claim_id", TEXT),
            *PLACE,
            ("text", TEXT),
            ("claim", TEXT),
            ("claim_start", NUMBER),
            ("claim_end", NUMBER),
            ("claim_span", FRAGMENTS),
            ("head", TEXT),
            ("head_span", FRAGMENTS),
            ("source_id", TEXT),
            ("source", TEXT),
            ("value", TEXT),
            ("score", pa.float64()),
            ("evidence_ids", TEXTS),
            ("evidence", TEXTS),
        ]
    ),
    {"value": labels("commitments")["value"]},
    _commitments,
    _make,
)
