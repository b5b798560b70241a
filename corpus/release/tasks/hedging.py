"""Sentences and whether they are hedged: `hedged_sentences`, with one truth value for hedges and one for evidentials.

A cue counts in every sentence that one of its fragments overlaps. *Reveals* is evidential and no hedge, *may* a hedge and
no evidential, *claims* both (see `Cue.is_hedge`).

>>> from corpus.model import Cue
>>> from corpus.release.tasks.articles import Article
>>> from corpus.segmentation import segment
>>> text = "It may rain. It rains."
>>> may = Cue(id="cue-1", document_id="d", span=[{"start": 3, "end": 6, "text": "may"}], type="epistemic")
>>> made = HEDGED_SENTENCES.make(Article("d", text, segment(text), {"cues": [may]}))
>>> [(row["text"], row["hedge"], row["hedge_ids"]) for row in made.rows]
[('It may rain.', True, ['cue-1']), ('It rains.', False, [])]
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.model import Cue
from corpus.release.tasks.views import NUMBER, PLACE, TEXT, TEXTS, TRUTH, Made, Row, View

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.release.tasks.articles import Article


def _cues(article: Article) -> Sequence[Cue]:
    return article.all(Cue)


def _make(article: Article) -> Made:
    return Made(list(_rows(article)), {})


def _rows(article: Article) -> Iterator[Row]:
    cues = _cues_by_sentence(article)
    for number, (start, end) in enumerate(article.sentences):
        hedges = [cue.id for cue in cues[number] if cue.is_hedge]
        evidentials = [cue.id for cue in cues[number] if cue.group == "evidential"]
        yield {
            "document_id": article.id,
            "sentence": number,
            "start": start,
            "end": end,
            "text": article.text[start:end],
            "hedge": bool(hedges),
            "evidential": bool(evidentials),
            "hedge_ids": hedges,
            "evidential_ids": evidentials,
        }


def _cues_by_sentence(article: Article) -> defaultdict[int, list[Cue]]:
    found: defaultdict[int, list[Cue]] = defaultdict(list)
    for cue in _cues(article):
        for number in sorted(_sentences(article, cue)):
            found[number].append(cue)
    return found


def _sentences(article: Article, cue: Cue) -> set[int]:
    ends = [(article.sentence_at(one.start), article.sentence_at(one.end - 1)) for one in cue.span]
    return {number for first, last in ends for number in range(first, last + 1)}


HEDGED_SENTENCES = View(
    "hedged_sentences",
    pa.schema(
        [
            ("document_id", TEXT),
            ("sentence", NUMBER),
            *PLACE,
            ("text", TEXT),
            ("hedge", TRUTH),
            ("evidential", TRUTH),
            ("hedge_ids", TEXTS),
            ("evidential_ids", TEXTS),
        ]
    ),
    {},
    _cues,
    _make,
)
