"""Pairing: which annotations of two sets are the same one, so that what they say of it can be compared.

Whatever stands in the text is paired by its place: the same span first, then the greatest overlap. The rest follows in the
order in which layers build on one another: entities by their mentions, sources by their entity and by the words that name
them, attributions by content, cues and sources, commitments by claim and source, stances by holder, target and expression.
No label that agreement measures ever chooses a partner: what it then measured would be its own choice.

An annotation has at most one partner, in the same document; of all ways to pair, the one with the greatest likeness is taken.

>>> from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Span
>>> from corpus.model.rows import table_of
>>> text = "He reportedly said no."
>>> def cues(*bounds):
...     made = [Cue(id=f"cue-{start}", document_id="d", span=Span.of(text, (start, end))) for start, end in bounds]
...     return {"cues": table_of("cues", made)}
>>> sets = [AnnotationSet(id=name, role="raw", annotator=Annotator(name=name, kind="human"), profile="import") for name in "ab"]
>>> metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
>>> news = Corpus(metadata, [Document.of("d", text)], sets, {"a": cues((3, 13)), "b": cues((0, 13), (14, 18))})
>>> found = pair(news, "a", "b")["cues"]
>>> [(one.first.span.surface, one.second.span.surface) for one in found.pairs], [cue.id for cue in found.only_second]
([('reportedly', 'He reportedly')], ['cue-14'])
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.agreement.likeness import Known, common_mentions, common_predicate, common_span, same_name, same_span
from corpus.agreement.matching import match
from corpus.agreement.reports import common_attitude, common_contents, common_report, common_voice, same_promise
from corpus.model import LAYERS, RESERVED_SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.agreement.likeness import Measure, Side
    from corpus.model import Annotation, Corpus, SetView

MEASURES: dict[str, tuple[Measure, ...]] = {
    "sections": (same_span, common_span),
    "mentions": (same_span, common_span),
    "quantities": (same_span, common_span),
    "cues": (same_span, common_span),
    "claims": (same_span, common_predicate),
    "entities": (common_mentions, same_name),
    "sources": (common_voice, common_contents),
    "attributions": (common_report,),
    "commitments": (same_promise,),
    "stances": (common_attitude,),
}
"""How the annotations of each layer are compared, in the order of pairing; what one measure pairs, the next leaves alone."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two annotations that are the same one in two sets.

    Attributes:
        first: the one of the first set.
        second: the one of the second set.
        likeness: how like one another they are, more than 0; to be compared with that of other pairs of their layer.
    """

    first: Annotation
    second: Annotation
    likeness: float


@dataclass(frozen=True, slots=True)
class LayerPairs:
    """What came of pairing one layer, each part in the order of the text."""

    pairs: tuple[Pair, ...] = ()
    only_first: tuple[Annotation, ...] = ()
    only_second: tuple[Annotation, ...] = ()


@dataclass(frozen=True)
class Pairing:
    """Two sets, paired annotation by annotation.

    Attributes:
        first: the id of the first set.
        second: the id of the second set.
        layers: the pairs of each of the ten layers, and what has no partner.
    """

    first: str
    second: str
    layers: Mapping[str, LayerPairs]

    def __getitem__(self, layer: str) -> LayerPairs:
        """Give the pairs of a layer."""
        return self.layers[layer]

    @cached_property
    def _seconds(self) -> dict[tuple[str, str, str], str]:
        return {
            (layer, one.first.document_id, one.first.id): one.second.id
            for layer, found in self.layers.items()
            for one in found.pairs
        }

    def second_id(self, layer: str, document_id: str, first_id: str) -> str | None:
        """Give the id that an annotation of the first set has in the second; None where it has no partner there.

        `@author` and `@unspecified` are their own partners.
        """
        if layer == "sources" and first_id in RESERVED_SOURCES:
            return first_id
        return self._seconds.get((layer, document_id, first_id))

    def inverse(self) -> Pairing:
        """Give the same pairs with the second set as the first."""
        turned = {
            layer: LayerPairs(
                tuple(
                    sorted(
                        (Pair(one.second, one.first, one.likeness) for one in found.pairs), key=lambda one: _place(one.first)
                    )
                ),
                found.only_second,
                found.only_first,
            )
            for layer, found in self.layers.items()
        }
        return Pairing(self.second, self.first, turned)


def pair(news: Corpus, first: str, second: str) -> Pairing:
    """Pair the annotations of two sets over the same documents, one to one, in every layer.

    `pair(news, b, a)` is the inverse of `pair(news, a, b)`, and a set paired with itself has every annotation paired with
    itself.

    Raises:
        UnknownName: the corpus has no such set.
    """
    if first > second:
        return pair(news, second, first).inverse()
    mine, theirs = _sides(news.set(first)), _sides(news.set(second))
    documents = sorted(mine.keys() | theirs.keys())
    nothing: Side = dict.fromkeys(LAYERS, ())
    found = [_pair_document(mine.get(name, nothing), theirs.get(name, nothing)) for name in documents]
    return Pairing(first, second, {layer: _joined([one[layer] for one in found]) for layer in LAYERS})


def _sides(view: SetView) -> dict[str, Side]:
    """Give the annotations of a set by document and layer, in the order of the text."""
    sides: dict[str, dict[str, list[Annotation]]] = {}
    for layer in LAYERS:
        for record in view.layer(layer):
            sides.setdefault(record.document_id, {name: [] for name in LAYERS})[layer].append(record)
    return dict(sides)


def _pair_document(first: Side, second: Side) -> dict[str, LayerPairs]:
    known = Known(first, second)
    found = {}
    for layer, measures in MEASURES.items():
        found[layer] = _pair_layer(first[layer], second[layer], measures, known)
        known.partners[layer] = {one.first.id: one.second.id for one in found[layer].pairs}
    return found


def _pair_layer(
    first: Sequence[Annotation], second: Sequence[Annotation], measures: Iterable[Measure], known: Known
) -> LayerPairs:
    pairs: list[Pair] = []
    for measure in measures:
        likeness = measure(first, second, known)
        rows = match(likeness)
        pairs += [Pair(first[one], second[other], likeness[one, other]) for one, other in rows]
        first = _without(first, {one for one, _ in rows})
        second = _without(second, {other for _, other in rows})
    return LayerPairs(tuple(sorted(pairs, key=lambda one: _place(one.first))), tuple(first), tuple(second))


def _without(records: Sequence[Annotation], rows: set[int]) -> list[Annotation]:
    return [record for row, record in enumerate(records) if row not in rows]


def _place(record: Annotation) -> tuple[str, int, str]:
    """Give what the annotations of a layer are sorted by: document, start where there is a span, id."""
    span = getattr(record, "span", None)
    return (record.document_id, 0 if span is None else span.start, record.id)


def _joined(found: Sequence[LayerPairs]) -> LayerPairs:
    """Put the documents of a layer one after the other."""
    return LayerPairs(
        tuple(one for layer in found for one in layer.pairs),
        tuple(record for layer in found for record in layer.only_first),
        tuple(record for layer in found for record in layer.only_second),
    )
