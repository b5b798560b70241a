"""Stances: `stance_pairs`, a row per holder and target with the words around them.

The context is the smallest run of whole sentences that holds the stance's expression; without an expression, that of the
target's words; without those, that of the attribution which reports it. A stance on a document as a whole has none of
them, and its `start`, `end` and `text` are null.

>>> from corpus.release.tasks.articles import Article
>>> from corpus.segmentation import segment
>>> text = "Hot. We oppose it."
>>> against = Stance(id="stance-1", document_id="d", holder_id="@author", target={"text": "the strikes"}, polarity="against",
...                  expression=[{"start": 8, "end": 14, "text": "oppose"}])
>>> (row,) = STANCE_PAIRS.make(Article("d", text, segment(text), {"stances": [against]})).rows
>>> row["holder"], row["target"], row["target_type"], row["polarity"], row["text"]
('@author', 'the strikes', 'text', 'against', 'We oppose it.')
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from corpus.model import Attribution, Claim, Span, Stance, Target
from corpus.model.columns import labels
from corpus.release.tasks.articles import Article, Context, bounds_of
from corpus.release.tasks.attributions import spans_of
from corpus.release.tasks.views import FRAGMENTS, PLACE, TEXT, TRUTH, Made, Row, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.segmentation import Bounds


class Named(NamedTuple):
    """A target for people: its kind, its id where it is an annotation, its words, and where they stand."""

    type: str
    id: str | None
    words: str | None
    span: Span | None


def _stances(article: Article) -> Sequence[Stance]:
    return article.all(Stance)


def _make(article: Article) -> Made:
    return Made(sorted((_row(article, one) for one in _stances(article)), key=_place), {})


def _place(row: Row) -> tuple[float, int, str]:
    start = math.inf if row["start"] is None else row["start"]
    return start, min((one["start"] for one in row["expression"]), default=0), row["stance_id"]


def _row(article: Article, stance: Stance) -> Row:
    target = _name_target(article, stance.target)
    context = _context(article, stance, target)
    return {
        "document_id": article.id,
        "stance_id": stance.id,
        "start": None if context is None else context.start,
        "end": None if context is None else context.end,
        "text": None if context is None else context.text,
        "holder": article.source_name(stance.holder_id),
        "holder_id": stance.holder_id,
        "target": target.words,
        "target_type": target.type,
        "target_id": target.id,
        "expression": [] if context is None else context.relative([stance.expression]),
        "explicit": stance.explicit,
        "attribution_id": stance.attribution_id,
        **{name: getattr(stance, name) for name in OWN_LABELS},
    }


def _name_target(article: Article, target: Target) -> Named:
    if target.entity_id is not None:
        return Named("entity", target.entity_id, article.entity_name(target.entity_id), None)
    if target.claim_id is not None:
        span = article.find(Claim, target.claim_id).span
        return Named("claim", target.claim_id, span.surface, span)
    if target.span is not None:
        return Named("span", None, target.span.surface, target.span)
    return Named("text", None, target.text, None)


def _context(article: Article, stance: Stance, target: Named) -> Context | None:
    around = next((words for words in _candidates(article, stance, target) if words), None)
    return None if around is None else article.context(around)


def _candidates(article: Article, stance: Stance, target: Named) -> Iterator[list[Bounds]]:
    yield bounds_of(stance.expression)
    yield bounds_of(target.span)
    if stance.attribution_id is not None:
        sources, cues, content = spans_of(article, article.find(Attribution, stance.attribution_id))
        yield bounds_of(*sources, *cues, *content)


OWN_LABELS = {name: labels("stances")[name] for name in ("polarity", "type", "intensity")}

STANCE_PAIRS = View(
    "stance_pairs",
    pa.schema(
        [
            ("document_id", TEXT),
            ("stance_id", TEXT),
            *PLACE,
            ("text", TEXT),
            ("holder", TEXT),
            ("holder_id", TEXT),
            ("target", TEXT),
            ("target_type", TEXT),
            ("target_id", TEXT),
            ("expression", FRAGMENTS),
            ("explicit", TRUTH),
            ("attribution_id", TEXT),
            *((name, TEXT) for name in OWN_LABELS),
        ]
    ),
    {"target_type": ("entity", "claim", "span", "text"), **OWN_LABELS},
    _stances,
    _make,
)
