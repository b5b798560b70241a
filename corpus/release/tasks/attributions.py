"""Attributions in their sentences: `attribution_spans`, with source, cue and content as spans of that context.

The context is the smallest run of whole sentences that holds the source's, the cues' and the content's words. Spans may
overlap one another (a source inside its content, nested reports): each row holds one attribution, so nothing is lost.
An attribution without any words in the text has no context; it is left out and counted.

>>> from corpus.release.tasks.articles import Article
>>> from corpus.segmentation import segment
>>> text = "Hot. It rained, she said."
>>> said = Attribution(id="attribution-1", document_id="d", sources=[{"source_id": "@unspecified"}],
...                    content=[{"start": 5, "end": 14, "text": "It rained"}])
>>> (row,) = ATTRIBUTION_SPANS.make(Article("d", text, segment(text), {"attributions": [said]})).rows
>>> row["start"], row["text"], row["content"]
(5, 'It rained, she said.', [{'start': 0, 'end': 9, 'text': 'It rained'}])
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.model import Attribution, Cue, Span
from corpus.model.columns import labels
from corpus.release.tasks.articles import Article, bounds_of
from corpus.release.tasks.views import FRAGMENTS, PLACE, TEXT, TEXTS, Made, Row, View

if TYPE_CHECKING:
    from collections.abc import Sequence

NO_WORDS = "no words in the text"


def spans_of(article: Article, attribution: Attribution) -> tuple[list[Span | None], list[Span | None], list[Span | None]]:
    """Give the spans of the sources, of the cues, and of the content."""
    sources = [mention.span for mention in attribution.sources or ()]
    cues: list[Span | None] = [article.find(Cue, one).span for one in attribution.cue_ids or ()]
    return sources, cues, [attribution.content]


def _attributions(article: Article) -> Sequence[Attribution]:
    return article.all(Attribution)


def _make(article: Article) -> Made:
    rows = [row for one in _attributions(article) if (row := _row(article, one)) is not None]
    lost = len(_attributions(article)) - len(rows)
    return Made(sorted(rows, key=_place), {NO_WORDS: lost} if lost else {})


def _place(row: Row) -> tuple[int, int, str]:
    fragments = row["source"] + row["cue"] + row["content"]
    return row["start"], min(one["start"] for one in fragments), row["attribution_id"]


def _row(article: Article, attribution: Attribution) -> Row | None:
    sources, cues, content = spans_of(article, attribution)
    words = bounds_of(*sources, *cues, *content)
    if not words:
        return None
    context = article.context(words)
    return {
        "document_id": article.id,
        "attribution_id": attribution.id,
        "start": context.start,
        "end": context.end,
        "text": context.text,
        "source": context.relative(sources),
        "cue": context.relative(cues),
        "content": context.relative(content),
        "source_ids": [mention.source_id for mention in attribution.sources or ()],
        "cue_ids": list(attribution.cue_ids or ()),
        "parent_id": attribution.parent_id,
        **{name: getattr(attribution, name) for name in LABELS},
    }


LABELS = {name: labels("attributions")[name] for name in ("type", "mode", "polarity", "determinacy")}

ATTRIBUTION_SPANS = View(
    "attribution_spans",
    pa.schema(
        [
            ("document_id", TEXT),
            ("attribution_id", TEXT),
            *PLACE,
            ("text", TEXT),
            ("source", FRAGMENTS),
            ("cue", FRAGMENTS),
            ("content", FRAGMENTS),
            ("source_ids", TEXTS),
            ("cue_ids", TEXTS),
            ("parent_id", TEXT),
            *((name, TEXT) for name in LABELS),
        ]
    ),
    LABELS,
    _attributions,
    _make,
)
