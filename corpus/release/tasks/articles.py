"""Articles: a document with its sentences, tokens and annotations, and where in it things stand.

A view asks an article for its annotations and for the sentences and tokens under a span; the answers come from sorted
offsets, so that they cost next to nothing however long the text is.

>>> from corpus.segmentation import segment
>>> text = "It rained. She said so."
>>> article = Article("d", text, segment(text), {})
>>> article.sentence_at(15), article.tokens_between(11, 19)
(1, (3, 5))
>>> article.context([(3, 9)]).text
'It rained.'
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.errors import UnknownName
from corpus.model import RESERVED_SOURCES, Annotation, Attribution, Entity, Mention, Source, Span
from corpus.model.layers import layer_of
from corpus.model.naming import entity_names, source_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.segmentation import Bounds, Segmentation

Kind = TypeVar("Kind", bound=Annotation)


@dataclass(frozen=True)
class Context:
    """Some whole sentences of an article, with their place in it."""

    start: int
    end: int
    text: str

    def relative(self, spans: Iterable[Span | None]) -> list[dict[str, Any]]:
        """Give the fragments of some spans with offsets into this context, in order and each once."""
        fragments = {(one.start, one.end): one.text for span in spans if span is not None for one in span}
        return [
            {"start": start - self.start, "end": end - self.start, "text": text}
            for (start, end), text in sorted(fragments.items())
        ]


@dataclass(frozen=True)
class Article:
    """A document of a sound corpus, cut into sentences and tokens, with its annotations by layer."""

    id: str
    text: str
    segmentation: Segmentation
    records: Mapping[str, Sequence[Annotation]]

    @cached_property
    def sentences(self) -> tuple[Bounds, ...]:
        """The sentences, in order."""
        return self.segmentation.sentences

    @cached_property
    def tokens(self) -> tuple[Bounds, ...]:
        """The tokens, in order."""
        return self.segmentation.tokens

    def all(self, kind: type[Kind]) -> tuple[Kind, ...]:
        """Give the annotations of one layer, in order."""
        return tuple(record for record in self.records.get(layer_of(kind), ()) if isinstance(record, kind))

    def find(self, kind: type[Kind], annotation_id: str) -> Kind:
        """Give one annotation.

        Raises:
            UnknownName: there is none; a sound corpus has no such reference.
        """
        found = self._by_id.get(annotation_id)
        if not isinstance(found, kind):
            message = f"document {self.id} has no {kind.__name__} {annotation_id!r}; check the corpus first"
            raise UnknownName(message)
        return found

    def sentence_at(self, offset: int) -> int:
        """Give the number of the sentence that holds a code point that is not blank."""
        return bisect_right(self._sentence_starts, offset) - 1

    def tokens_between(self, start: int, end: int) -> Bounds | None:
        """Give the numbers of the first token and of the one after the last; None where the bounds cut a token."""
        first, last = bisect_left(self._token_starts, start), bisect_left(self._token_ends, end)
        whole = first <= last < len(self.tokens) and self.tokens[first][0] == start and self.tokens[last][1] == end
        return (first, last + 1) if whole else None

    def context(self, stretches: Sequence[Bounds]) -> Context:
        """Give the smallest run of whole sentences around one or more stretches of text."""
        first = self.sentence_at(min(start for start, _ in stretches))
        last = self.sentence_at(max(end for _, end in stretches) - 1)
        start, end = self.sentences[first][0], self.sentences[last][1]
        return Context(start, end, self.text[start:end])

    def source_name(self, source_id: str) -> str | None:
        """Name a source for people: its entity's name, else the words that name it; reserved ids name themselves."""
        if source_id in RESERVED_SOURCES:
            return source_id
        return self._source_names.get(self.find(Source, source_id).id)

    def entity_name(self, entity_id: str) -> str | None:
        """Name an entity: its name, else the words of its first mention."""
        return self._entity_names.get(entity_id)

    @cached_property
    def _by_id(self) -> dict[str, Annotation]:
        return {record.id: record for records in self.records.values() for record in records}

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [start for start, _ in self.sentences]

    @cached_property
    def _token_starts(self) -> list[int]:
        return [start for start, _ in self.tokens]

    @cached_property
    def _token_ends(self) -> list[int]:
        return [end for _, end in self.tokens]

    @cached_property
    def _entity_names(self) -> dict[str, str]:
        return entity_names(self.all(Entity), self.all(Mention))

    @cached_property
    def _source_names(self) -> dict[str, str]:
        return source_names(self.all(Source), self._entity_names, self.all(Attribution))


def bounds_of(*spans: Span | None) -> list[Bounds]:
    """Give the stretches of text of some spans."""
    return [(fragment.start, fragment.end) for span in spans if span is not None for fragment in span]
