"""A comparison: which sets, over which documents, and what each of them has there.

A set covers a document when it has any annotation there, in whatever layer: so an annotator who found no cue in an article
that he or she did annotate counts as having found none, and an article that nobody can say was read is left out. A document
is compared when at least two of the sets cover it.

>>> from corpus.model import CorpusMetadata
>>> Comparison.of(Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1")), ["a"], "cues")
Traceback (most recent call last):
corpus.errors.Incomparable: expected at least two sets to compare, found one: a
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.agreement.pairing import pair
from corpus.errors import Incomparable
from corpus.model import LAYERS, Corpus
from corpus.model.layers import kind_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from corpus.agreement.pairing import Pairing
    from corpus.model import Annotation, Document

FEWEST = 2
"""Sets that can be compared."""
_VOICES = ("mentions", "entities", "sources", "attributions")
NEEDED: dict[str, tuple[str, ...]] = {
    "entities": ("mentions",),
    "sources": _VOICES,
    "attributions": ("cues", *_VOICES),
    "commitments": ("claims", *_VOICES),
    "stances": ("cues", "claims", *_VOICES),
}
"""The layers by which another is paired; the rest need not be, and most of the time would go into them."""
UNCOVERED = "documents that fewer than two sets cover"


@dataclass(frozen=True)
class Comparison:
    """Some sets of a corpus and a layer of theirs.

    Attributes:
        news: the corpus.
        sets: the ids of the sets, in the order given.
        layer: the layer that is compared.
        covered: for each set, the ids of the documents in which it has annotations.
    """

    news: Corpus
    sets: tuple[str, ...]
    layer: str
    covered: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, news: Corpus, sets: Sequence[str], layer: str) -> Comparison:
        """Put some sets side by side.

        Raises:
            Incomparable: fewer than two sets, no document in common, or no set with annotations of the layer there.
            UnknownName: there is no such set or layer.
        """
        _refuse_too_few(sets)
        found = cls(news, tuple(sets), layer, {set_id: covered_documents(news, set_id) for set_id in sets})
        kind_of(layer)
        _refuse_strangers(found)
        _refuse_nothing(found)
        return found

    @cached_property
    def documents(self) -> tuple[Document, ...]:
        """The documents that at least two of the sets cover."""
        return tuple(document for document in self.news.documents if self._covering(document.id) >= FEWEST)

    @cached_property
    def records(self) -> dict[str, dict[str, list[Annotation]]]:
        """The annotations of the layer: by set, then by document."""
        return {set_id: self._by_document(set_id) for set_id in self.sets}

    @cached_property
    def left_out(self) -> dict[str, int]:
        """What of the corpus is not compared."""
        number = len(frozenset().union(*self.covered.values())) - len(self.documents)
        return {UNCOVERED: number} if number else {}

    @cached_property
    def pairings(self) -> dict[tuple[int, int], Pairing]:
        """The annotations of every two sets, paired; by the numbers of the two."""
        needed = _with_layers(self.news, self.sets, {self.layer, *NEEDED.get(self.layer, ())})
        return {(one, other): pair(needed, self.sets[one], self.sets[other]) for one, other in self.couples}

    @property
    def silent(self) -> tuple[str, ...]:
        """The sets that have nothing of the layer in the documents compared."""
        return tuple(set_id for set_id in self.sets if not any(self.records[set_id].values()))

    @property
    def couples(self) -> list[tuple[int, int]]:
        """The numbers of every two sets."""
        return list(itertools.combinations(range(len(self.sets)), 2))

    def covers(self, number: int, document_id: str) -> bool:
        """Tell whether the set of this number covers a document."""
        return document_id in self.covered[self.sets[number]]

    def _covering(self, document_id: str) -> int:
        return sum(document_id in documents for documents in self.covered.values())

    def _by_document(self, set_id: str) -> dict[str, list[Annotation]]:
        found: dict[str, list[Annotation]] = {document.id: [] for document in self.documents}
        for record in self.news.set(set_id).layer(self.layer):
            if record.document_id in found:
                found[record.document_id].append(record)
        return found


def _refuse_too_few(sets: Sequence[str]) -> None:
    if len(set(sets)) < len(sets):
        message = f"expected different sets to compare, found one of them twice: {', '.join(sets)}"
        raise Incomparable(message)
    if len(sets) < FEWEST:
        message = f"expected at least two sets to compare, found {f'one: {sets[0]}' if sets else 'none'}"
        raise Incomparable(message)


def covered_documents(news: Corpus, set_id: str) -> frozenset[str]:
    """Give the ids of the documents that a set covers: those where it has any annotation, in whatever layer."""
    view = news.set(set_id)
    return frozenset(name for layer in LAYERS for name in view.layer(layer).table["document_id"].unique().to_pylist())


def _with_layers(news: Corpus, sets: Sequence[str], layers: Collection[str]) -> Corpus:
    """Give a corpus with some of its sets, and of these some layers."""
    tables = {set_id: {layer: news.set(set_id).layer(layer).table for layer in layers} for set_id in sets}
    return Corpus(news.metadata, news.documents, [news.set(set_id).record for set_id in sets], tables)


def _refuse_strangers(found: Comparison) -> None:
    """Refuse a set that shares no document with any other."""
    compared = {document.id for document in found.documents}
    for set_id in found.sets:
        if not found.covered[set_id] & compared:
            message = f"expected documents that the sets have in common, found none that {set_id} shares with another"
            raise Incomparable(message)


def _refuse_nothing(found: Comparison) -> None:
    """Refuse sets of which none has anything of the layer in the common documents."""
    if len(found.silent) == len(found.sets):
        message = f"expected annotations of layer {found.layer} in the common documents, found none in {', '.join(found.sets)}"
        raise Incomparable(message)
