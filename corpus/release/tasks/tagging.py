"""Sentences as tokens with BIO tags: `ner` (entity types of names) and `cue_tagging` (cue types).

A tag per token can say only one thing, so of annotations that overlap the outermost wins. One that crosses a sentence or
does not consist of whole tokens is left out, never widened. All that is left out is counted by reason.

A later fragment of an interrupted cue goes on with `I-`: an `I-` after other tags belongs to the last `B-` of its
type. So that this can be read back, nothing of the same type is tagged between the fragments.

>>> from corpus.model import Cue
>>> from corpus.release.tasks.articles import Article
>>> from corpus.segmentation import segment
>>> text = "It may well rain."
>>> may = Cue(id="cue-1", document_id="d", span=[{"start": 3, "end": 6, "text": "may"}], type="epistemic")
>>> CUE_TAGGING.make(Article("d", text, segment(text), {"cues": [may]})).rows[0]["tags"]
['O', 'B-epistemic', 'O', 'O', 'O']
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

import pyarrow as pa

from corpus.model import Cue, Entity, Mention, Span
from corpus.model.columns import labels
from corpus.release.tasks.views import NUMBER, NUMBERS, PLACE, TEXT, TEXTS, Made, Row, View

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.release.tasks.articles import Article
    from corpus.segmentation import Bounds

OUTSIDE = "O"
NO_TYPE, CROSSES, PARTIAL, OVERLAP = "no type", "crosses a sentence", "not whole tokens", "overlap"


class Mark(NamedTuple):
    """What is to be tagged."""

    id: str
    type: str | None
    span: Span


class Tagged(NamedTuple):
    """A mark in its sentence, as runs of token numbers of the document."""

    id: str
    type: str
    sentence: int
    runs: list[Bounds]

    @property
    def hull(self) -> range:
        """The tokens from the first to the last, those of a gap included."""
        return range(self.runs[0][0], self.runs[-1][1])

    @property
    def tokens(self) -> Iterator[int]:
        """The tokens that are marked."""
        return (token for first, after in self.runs for token in range(first, after))


def _names(article: Article) -> list[Mention]:
    return [mention for mention in article.all(Mention) if mention.form == "NAM"]


def _make_names(article: Article) -> Made:
    marks = [Mark(one.id, _entity_type(article, one), one.span) for one in _names(article)]
    return _make(article, marks, "mention_ids")


def _entity_type(article: Article, mention: Mention) -> str | None:
    return None if mention.entity_id is None else article.find(Entity, mention.entity_id).type


def _cues(article: Article) -> Sequence[Cue]:
    return article.all(Cue)


def _make_cues(article: Article) -> Made:
    return _make(article, [Mark(one.id, one.type, one.span) for one in _cues(article)], "cue_ids")


def _make(article: Article, marks: Sequence[Mark], ids: str) -> Made:
    placed = [_place(article, mark) for mark in marks]
    whole = [one for one in placed if isinstance(one, Tagged)]
    kept = _keep_outermost(whole)
    dropped = Counter(one for one in placed if isinstance(one, str))
    dropped[OVERLAP] = len(whole) - len(kept)
    return Made(list(_rows(article, kept, ids)), +dropped)


def _place(article: Article, mark: Mark) -> Tagged | str:
    """Give a mark its tokens, or the reason why it has none."""
    if mark.type is None:
        return NO_TYPE
    ends = (mark.span.start, mark.span.end - 1)
    first, last = (article.sentence_at(offset) for offset in ends)
    if first != last:
        return CROSSES
    runs = [article.tokens_between(fragment.start, fragment.end) for fragment in mark.span]
    whole = [run for run in runs if run is not None]
    return Tagged(mark.id, mark.type, first, whole) if len(whole) == len(runs) else PARTIAL


def _keep_outermost(marks: Iterable[Tagged]) -> list[Tagged]:
    """Keep the widest of those that overlap; a gap counts as taken for others of the same type."""
    kept: list[Tagged] = []
    taken: set[int] = set()
    taken_by_type: defaultdict[str, set[int]] = defaultdict(set)
    for mark in sorted(marks, key=lambda one: (-len(one.hull), one.hull.start, one.id)):
        if taken.isdisjoint(mark.tokens) and taken_by_type[mark.type].isdisjoint(mark.hull):
            kept.append(mark)
            taken.update(mark.tokens)
            taken_by_type[mark.type].update(mark.hull)
    return sorted(kept, key=lambda one: one.runs)


def _rows(article: Article, marks: Iterable[Tagged], ids: str) -> Iterator[Row]:
    by_sentence: defaultdict[int, list[Tagged]] = defaultdict(list)
    for mark in marks:
        by_sentence[mark.sentence].append(mark)
    after = 0
    for number, (start, end) in enumerate(article.sentences):
        first, after = after, bisect_left(article.tokens, (end, end), after)
        tokens, here = article.tokens[first:after], by_sentence[number]
        yield {
            "document_id": article.id,
            "sentence": number,
            "start": start,
            "end": end,
            "tokens": [article.text[one[0] : one[1]] for one in tokens],
            "token_starts": [one[0] for one in tokens],
            "tags": _tags(len(tokens), first, here),
            ids: [mark.id for mark in here],
        }


def _tags(count: int, first: int, marks: Iterable[Tagged]) -> list[str]:
    tags = [OUTSIDE] * count
    for mark in marks:
        for token in mark.tokens:
            tags[token - first] = f"I-{mark.type}"
        tags[mark.hull.start - first] = f"B-{mark.type}"
    return tags


def _schema(ids: str) -> pa.Schema:
    own = [("tokens", TEXTS), ("token_starts", NUMBERS), ("tags", TEXTS), (ids, TEXTS)]
    return pa.schema([("document_id", TEXT), ("sentence", NUMBER), *PLACE, *own])


def _labels(types: Iterable[str]) -> dict[str, tuple[str, ...]]:
    return {"tags": (OUTSIDE, *(f"{position}-{name}" for name in types for position in "BI"))}


NER = View("ner", _schema("mention_ids"), _labels(labels("entities")["type"]), _names, _make_names)
CUE_TAGGING = View("cue_tagging", _schema("cue_ids"), _labels(labels("cues")["type"]), _cues, _make_cues)
