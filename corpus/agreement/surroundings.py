r"""Surroundings: where an annotation stands, what a reference to it means in words, and the text around, for a person to read.

>>> from corpus.model import Span
>>> text = "It rained. Ana said it may rain again. Then it stopped.\nThe end."
>>> Sentences(text).around(Span.of(text, (23, 26)))
'Ana said it may rain again.'
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, cast

from corpus.model import RESERVED_SOURCES, Attribution, Commitment, Entity, Source, Stance

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.model import Annotation, Claim, SetView, Span

SENTENCE_END = re.compile(r"[.!?][”’\"')\]]*\s+(?=[“‘\"'(\[]?[^\W\d_a-z])")
"""Where a sentence seems to end; a reader needs no more than a guess."""


class Surroundings:
    """Tells of the annotations of one set where they stand and what they are called."""

    def __init__(self, view: SetView) -> None:
        """Remember whom to ask."""
        self._view = view

    def place(self, record: Annotation) -> Span | None:
        """Tell where an annotation stands: at its own words, or at those of what it is about."""
        if isinstance(record, Entity):
            return _first(self._mentions.get((record.document_id, record.id), ()))
        if isinstance(record, Source):
            own = self._words.get((record.document_id, record.id), [])
            return _first([*own, *self._mentions.get((record.document_id, record.entity_id or ""), [])])
        if isinstance(record, Attribution):
            words: list[Span | None] = [*(one.span for one in record.sources or ()), *(cue.span for cue in record.cues)]
            return record.content or _first(words)
        if isinstance(record, Commitment):
            return record.claim.span
        return self._place_of_stance(record) if isinstance(record, Stance) else cast("Claim", record).span

    def _place_of_stance(self, stance: Stance) -> Span | None:
        target, report = stance.target, stance.attribution
        about: list[Span | None] = [stance.expression, target.span]
        about += [target.claim.span if target.claim else None, self.place(target.entity) if target.entity else None]
        return _first([*about, report.content if report else None])

    def describe(self, layer: str, document_id: str, reference: str) -> str:
        """Say in words of the text what a reference points at."""
        if reference in RESERVED_SOURCES:
            return reference
        record = self._view.layer(layer)[document_id, reference]
        if isinstance(record, Source):
            return self.describe("entities", document_id, record.entity_id) if record.entity_id else self._surface(record)
        if isinstance(record, Attribution):
            return self._report(record)
        return (record.name if isinstance(record, Entity) else None) or self._surface(record)

    def _report(self, attribution: Attribution) -> str:
        voices = [self.describe("sources", attribution.document_id, one.source_id) for one in attribution.sources or ()]
        cues = [str(cue.span) for cue in attribution.cues]
        return f"{', '.join(voices)} | {', '.join(cues)} | {attribution.content or ''}"

    def _surface(self, record: Annotation) -> str:
        place = self.place(record)
        return record.id if place is None else str(place)

    def names(self, record: Annotation) -> str:
        """Give the different words with which the text calls an entity or a source, in its order."""
        key = (record.document_id, record.id)
        spans = self._words.get(key, []) if isinstance(record, Source) else self._mentions.get(key, [])
        return " | ".join(dict.fromkeys(str(span) for span in spans))

    @cached_property
    def _mentions(self) -> dict[tuple[str, str], list[Span]]:
        """The mentions of each entity."""
        found: dict[tuple[str, str], list[Span]] = {}
        for mention in self._view.mentions:
            if mention.entity_id is not None:
                found.setdefault((mention.document_id, mention.entity_id), []).append(mention.span)
        return found

    @cached_property
    def _words(self) -> dict[tuple[str, str], list[Span]]:
        """The words that name each source in attributions."""
        found: dict[tuple[str, str], list[Span]] = {}
        for attribution in self._view.attributions:
            for one in attribution.sources or ():
                if one.span is not None:
                    found.setdefault((attribution.document_id, one.source_id), []).append(one.span)
        return {key: sorted(spans, key=lambda span: span.start) for key, spans in found.items()}


class Sentences:
    """Finds the sentences of one text; where they end is looked for once."""

    def __init__(self, text: str) -> None:
        """Note where sentences and lines begin and end."""
        self._text = text
        ends = [found.end() for found in SENTENCE_END.finditer(text)]
        breaks = [place for place, sign in enumerate(text) if sign == "\n"]
        self._starts = sorted({0, *ends, *(place + 1 for place in breaks)})
        self._ends = sorted({*ends, *breaks, len(text)})

    def around(self, span: Span) -> str:
        """Give the sentence around a span, or the sentences that it runs through; a sentence never leaves its line."""
        start = self._starts[bisect_right(self._starts, span.start) - 1]
        end = bisect_left(self._ends, span.end)
        return self._text[start : self._ends[end] if end < len(self._ends) else None].strip()


def _first(spans: Iterable[Span | None]) -> Span | None:
    return next((span for span in spans if span is not None), None)
