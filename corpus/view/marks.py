"""Marks: the stretches of a text that annotations stand on, with what to say of each.

Attributions are numbered in the order of their content; a source, a cue and a content that belong together carry the same
number, as footnotes do, so nesting and interruption stay readable however many there are.

>>> from corpus.model import Annotation, AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document
>>> from corpus.model.rows import table_of
>>> may = Cue(id="c", document_id="d", span=[{"start": 3, "end": 6, "text": "may"}], type="epistemic")
>>> rules = AnnotationSet(id="s", role="raw", annotator=Annotator(name="r", kind="rule"), profile="import")
>>> news = Corpus(CorpusMetadata(name="n", version="1.0.0", schema_version="1"), [Document.of("d", "It may rain.")],
...               [rules], {"s": {"cues": table_of("cues", [may])}})
>>> marks_of(news["d"], ["cues"])
[Mark(start=3, end=6, kind='hedge', label='hedge', numbers=(), continued=False)]
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.model import AnnotatedDocument, Attribution, Span


@dataclass(frozen=True, slots=True)
class Mark:
    """One stretch of text with its kind (a key of `STYLES`), its label, and the numbers of its attributions."""

    start: int
    end: int
    kind: str
    label: str | None = None
    numbers: tuple[int, ...] = ()
    continued: bool = False
    """Whether it is a later fragment of an interrupted expression."""


def marks_of(document: AnnotatedDocument, layers: Sequence[str]) -> list[Mark]:
    """Give the marks of the chosen layers; attributions number their cues even where cues are not chosen."""
    numbered = number(document.attributions) if "attributions" in layers else []
    found: list[Mark] = []
    if "attributions" in layers:
        found += _contents_and_sources(numbered)
    if "mentions" in layers or "entities" in layers:
        found += _mentions(document)
    if "quantities" in layers:
        found += [mark for one in document.quantities for mark in _marks(one.span, "quantity", one.kind)]
    if "cues" in layers or numbered:
        found += _cues(document, numbered, all_cues="cues" in layers)
    return found


def number(attributions: Iterable[Attribution]) -> list[tuple[int, Attribution]]:
    """Number attributions from 1, in the order of the text, outer before inner."""
    return list(enumerate(sorted(attributions, key=_place), start=1))


def _place(attribution: Attribution) -> tuple[int, int, str]:
    spans = [mention.span for mention in attribution.sources or () if mention.span is not None]
    if attribution.content is not None:
        spans.append(attribution.content)
    if not spans:
        return (sys.maxsize, 0, attribution.id)
    return (min(span.start for span in spans), -max(span.end for span in spans), attribution.id)


def _contents_and_sources(numbered: Iterable[tuple[int, Attribution]]) -> Iterator[Mark]:
    for place, one in numbered:
        if one.content is not None:
            yield from _marks(one.content, "content", None, (place,))
    numbers: dict[Span, tuple[int, ...]] = {}
    for place, one in numbered:
        for mention in one.sources or ():
            if mention.span is not None:
                numbers[mention.span] = (*numbers.get(mention.span, ()), place)
    for span, places in numbers.items():
        yield from _marks(span, "source", None, places)


def _mentions(document: AnnotatedDocument) -> Iterator[Mark]:
    types = {entity.id: entity.type for entity in document.entities}
    for mention in document.mentions:
        yield from _marks(mention.span, "mention", types.get(mention.entity_id or ""))


def _cues(document: AnnotatedDocument, numbered: Sequence[tuple[int, Attribution]], *, all_cues: bool) -> Iterator[Mark]:
    numbers: dict[str, tuple[int, ...]] = {}
    for place, one in numbered:
        for cue_id in one.cue_ids or ():
            numbers[cue_id] = (*numbers.get(cue_id, ()), place)
    for cue in document.cues:
        if all_cues or cue.id in numbers:
            yield from _marks(cue.span, cue.group or "cue", cue.group, numbers.get(cue.id, ()))


def _marks(span: Span, kind: str, label: str | None, numbers: tuple[int, ...] = ()) -> Iterator[Mark]:
    first, *others = (Mark(part.start, part.end, kind, label, numbers) for part in span)
    return iter([first, *(replace(other, continued=True) for other in others)])
