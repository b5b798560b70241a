"""Carrying: all annotations of a document taken to its new text, so that everything that held still holds.

Aligning and carrying are two things: the alignment may come from a comparison of the two texts (`align`), or from passages
that are known to be equal (`Alignment.of`).

>>> from corpus.anchoring.alignment import align
>>> from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Span
>>> from corpus.model.rows import table_of
>>> old, new = "It may rain.", "Today it may rain."
>>> mine = AnnotationSet(id="mine", role="raw", annotator=Annotator(name="me", kind="human"), profile="silver")
>>> cues = table_of("cues", [Cue(id="c", document_id="d", span=Span.of(old, (3, 6)), type="epistemic")])
>>> news = Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [Document.of("d", old)], [mine],
...               {"mine": {"cues": cues}})
>>> document = carry(news, "d", new, align(old, new))
>>> document.rows["mine", "cues"][0]["span"], document.carried
([{'start': 9, 'end': 12, 'text': 'may'}], (Carried(set_id='mine', layer='cues', id='c', verdict='moved'),))
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.anchoring.annotations import CarriedRow
from corpus.anchoring.places import THRESHOLD, Finder
from corpus.anchoring.sections import settle_sections
from corpus.anchoring.verdicts import Carried, ReviewItem
from corpus.errors import CorpusError
from corpus.model.layers import LAYERS
from corpus.model.rows import object_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.anchoring.alignment import Alignment
    from corpus.model import Corpus, SetView
    from corpus.model.rows import Row

REVIEWED = ("fuzzy", "lost")


@dataclass(frozen=True, slots=True)
class CarriedDocument:
    """A document's annotations at the new text.

    Attributes:
        document_id: the document.
        rows: by set and layer, the rows of what was kept, as of a layer's table.
        carried: what became of each annotation, lost ones among them.
        review: what a person should look at.
    """

    document_id: str
    rows: Mapping[tuple[str, str], Sequence[Row]]
    carried: tuple[Carried, ...]
    review: tuple[ReviewItem, ...]


def carry(
    corpus: Corpus, document_id: str, new_text: str, alignment: Alignment, *, threshold: float = THRESHOLD
) -> CarriedDocument:
    """Carry the annotations of a document, those of every set, to another text.

    Args:
        corpus: the corpus; it is left as it is, and must be sound.
        document_id: the document.
        new_text: the other text.
        alignment: which passages of the document's text and of the other are the same.
        threshold: the lowest score, from 0 to 1, of an edited span that is kept as `fuzzy`.

    Raises:
        UnknownName: there is no such document.
        CorpusError: the alignment is not one of the two texts.
    """
    some_set = next((record.id for record in corpus.sets), None)
    old = corpus.document(document_id, some_set).text
    _refuse_other_texts(alignment, old, new_text)
    finder = Finder(old, new_text, alignment, threshold)
    carried = {record.id: _carry_set(corpus.set(record.id), document_id, finder) for record in corpus.sets}
    return CarriedDocument(
        document_id=document_id,
        rows={
            (set_id, layer): [one.row for one in rows if not one.is_lost]
            for set_id, layers in carried.items()
            for layer, rows in layers.items()
        },
        carried=tuple(Carried(set_id, one.layer, one.before["id"], one.verdict) for set_id, one in _each(carried)),
        review=tuple(_item(set_id, one) for set_id, one in _each(carried) if one.verdict in REVIEWED),
    )


Layers = dict[str, list[CarriedRow]]


def _refuse_other_texts(alignment: Alignment, old: str | None, new: str) -> None:
    for start, goal, size in alignment.blocks:
        is_inside = goal + size <= len(new)
        if not is_inside or (old is not None and old[start : start + size] != new[goal : goal + size]):
            message = f"expected passages that are the same in both texts, found {(start, goal, size)}, which is not"
            raise CorpusError(message)


def _carry_set(view: SetView, document_id: str, finder: Finder) -> Layers:
    layers = {
        layer: [
            CarriedRow.of(layer, view.record.profile, row)
            for row in view.layer(layer).of_document(document_id).table.to_pylist()
        ]
        for layer in LAYERS
    }
    for one in itertools.chain.from_iterable(layers.values()):
        one.carry_spans(finder)
    settle_sections(layers, finder)
    _follow_references(layers)
    return layers


def _follow_references(layers: Layers) -> None:
    """Take out the references to what is lost; what cannot do without is lost as well, and what refers to that."""
    lost: dict[str, set[str]] = {}
    while lost != (now := _lost(layers)):
        lost = now
        for one in itertools.chain.from_iterable(layers.values()):
            if not one.is_lost:
                one.drop_references(lost)


def _lost(layers: Layers) -> dict[str, set[str]]:
    found = {layer: {one.row["id"] for one in rows if one.is_lost} for layer, rows in layers.items()}
    return {layer: ids for layer, ids in found.items() if ids}


def _each(carried: Mapping[str, Layers]) -> Iterator[tuple[str, CarriedRow]]:
    return ((set_id, one) for set_id, layers in carried.items() for rows in layers.values() for one in rows)


def _item(set_id: str, one: CarriedRow) -> ReviewItem:
    return ReviewItem(
        document_id=one.before["document_id"],
        set_id=set_id,
        layer=one.layer,
        id=one.before["id"],
        verdict=one.verdict,
        score=one.score,
        reasons=tuple(one.reasons),
        spans=tuple(one.spans),
        annotation=object_of(one.before),
    )
