"""Whole corpora in which everything holds: no check finds an error in any of them.

>>> corpora(min_documents=1, max_sets=1)
corpora(min_documents=1, max_sets=1)
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from corpus.model import LAYERS, AnnotationSet, Annotator, Commitment, Corpus, Span
from corpus.model.rows import table_of
from corpus.testing.documents import documents, file_names, metadata, numbered
from corpus.testing.places import can_hold_spans, disjoint_bounds
from corpus.testing.records import Surroundings, fields, is_possible, record_of
from corpus.testing.texts import names, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pyarrow as pa
    from hypothesis.strategies import SearchStrategy

    from corpus.model import AnnotatedDocument, Annotation, Document
    from corpus.model.sets import AnnotatorKind, Profile, Role

    Annotations = dict[str, list[Annotation]]

DECORATIONS = ("", "é", "注", "😀 ", "a/b\\", '"', "İ\u2028")
"""What ids may look like, in front of a number."""
PROFILES: tuple[Profile, ...] = ("import", "silver", "gold")
PROVENANCE: dict[str, SearchStrategy[Any]] = {
    "guidelines": names(),
    "schema_version": st.just("1"),
    "created": st.just("2025-10-23"),
    "note": names(),
}
_provenance = st.fixed_dictionaries({}, optional=PROVENANCE)


@st.composite
def corpora(  # noqa: D417 - Hypothesis passes `draw`
    draw: st.DrawFn,
    *,
    min_documents: int = 0,
    max_documents: int = 3,
    min_sets: int = 0,
    max_sets: int = 3,
    max_records: int = 2,
) -> Corpus:
    """Draw valid corpora: documents with adversarial text, sets of every profile, all ten layers.

    Args:
        min_documents: the fewest documents.
        max_documents: the most documents.
        min_sets: the fewest annotation sets.
        max_sets: the most annotation sets; where there are several, the metadata name the default.
        max_records: the most annotations of each layer in each document and set.
    """
    articles = tuple(numbered(draw(st.lists(documents(), min_size=min_documents, max_size=max_documents))))
    passes = draw(st.lists(_passes(articles, max_records=max_records), min_size=min_sets, max_size=max_sets))
    records = _related([one.record for one in passes], [one.derives for one in passes])
    tables = {record.id: one.tables for record, one in zip(records, passes, strict=True)}
    return Corpus(draw(metadata(set_ids=[record.id for record in records])), articles, records, tables)


@st.composite
def annotated_documents(  # noqa: D417 - Hypothesis passes `draw`
    draw: st.DrawFn, *, profile: Profile | None = None, max_records: int = 3
) -> AnnotatedDocument:
    """Draw documents with the annotations of one set; the text is never blank.

    Args:
        profile: the set's profile; without it, any.
        max_records: the most annotations of each layer.
    """
    article = draw(documents(text=texts(min_size=1).filter(can_hold_spans)))
    made = draw(_passes((article,), profile=profile, max_records=max_records))
    return Corpus(draw(metadata(set_ids=[made.record.id])), [article], [made.record], {made.record.id: made.tables})[article.id]


@st.composite
def annotation_sets(draw: st.DrawFn, *, min_size: int = 0, max_size: int = 3) -> list[AnnotationSet]:
    """Draw sets of one corpus; a set may be derived from those before it."""
    drawn = draw(st.lists(_annotation_set(), min_size=min_size, max_size=max_size))
    return _related(drawn, draw(st.lists(st.booleans(), min_size=len(drawn), max_size=len(drawn))))


@dataclass(frozen=True)
class _Pass:
    """A set with its annotations; all of it drawn together, so that Hypothesis can leave it out together."""

    record: AnnotationSet
    tables: dict[str, pa.Table]
    derives: bool


@st.composite
def _passes(draw: st.DrawFn, articles: Sequence[Document], *, profile: Profile | None = None, max_records: int) -> _Pass:
    record = draw(_annotation_set(profile=profile))
    return _Pass(record, _tables(draw, articles, record.profile, max_records), draw(st.booleans()))


def _related(drawn: Sequence[AnnotationSet], derives: Sequence[bool]) -> list[AnnotationSet]:
    """Give the sets ids of their own, and derive some of them from all those before."""
    records = numbered(drawn)
    earlier = [tuple(record.id for record in records[:place]) for place in range(len(records))]
    return [
        record.model_copy(update={"derived_from": before if derive else None})
        for record, before, derive in zip(records, earlier, derives, strict=True)
    ]


@st.composite
def _annotation_set(draw: st.DrawFn, *, profile: Profile | None = None) -> AnnotationSet:
    kinds: list[AnnotatorKind] = ["human", "model", "rule"]
    annotator = Annotator(name=draw(names()), kind=draw(st.sampled_from(kinds)), version=draw(st.none() | names()))
    chosen = draw(st.sampled_from(PROFILES)) if profile is None else profile
    roles: list[Role] = ["import"] if chosen == "import" else ["raw", "adjudicated", "model"]
    role = draw(st.sampled_from(roles))
    return AnnotationSet(id=draw(file_names()), role=role, annotator=annotator, profile=chosen, **draw(_provenance))


def _tables(draw: st.DrawFn, articles: Sequence[Document], profile: Profile, max_records: int) -> dict[str, Any]:
    found = [_annotations(draw, article, profile, max_records) for article in articles]
    return {layer: table_of(layer, [record for one in found for record in one[layer]]) for layer in LAYERS}


def _annotations(draw: st.DrawFn, article: Document, profile: Profile, max_records: int) -> Annotations:
    """Draw one document's annotations, layer by layer, so that references point at what is there."""
    ids = _ids(draw(st.sampled_from(DECORATIONS)))
    regions = draw(disjoint_bounds(article.text or ""))
    around = Surroundings(article.id, article.text or "", profile, regions)
    found: Annotations = {}
    for layer in LAYERS:
        found[layer] = _layer(draw, layer, around, ids, max_records)
        around = around.knowing(layer, found[layer])
    return found


def _ids(decoration: str) -> Iterator[str]:
    return (f"{decoration}{number}" for number in count(1))


def _layer(draw: st.DrawFn, layer: str, around: Surroundings, ids: Iterator[str], max_records: int) -> list[Annotation]:
    if layer == "sections":
        return _sections(draw, around, ids)
    if layer == "attributions":
        return _attributions(draw, around, ids, max_records)
    if not is_possible(layer, around):
        return []
    drawn = draw(st.lists(fields(layer, around), max_size=max_records))
    found = [record_of(layer, next(ids), around, one) for one in drawn]
    return _single_commitments(found) if layer == "commitments" else found


def _sections(draw: st.DrawFn, around: Surroundings, ids: Iterator[str]) -> list[Annotation]:
    """Make a section of each region."""
    spans = [Span.of(around.text, bounds) for bounds in around.regions]
    return [record_of("sections", next(ids), around, draw(fields("sections", around)) | {"span": span}) for span in spans]


def _attributions(draw: st.DrawFn, around: Surroundings, ids: Iterator[str], max_records: int) -> list[Annotation]:
    """Draw one attribution after the other, so that a parent comes before its children and none is its own."""
    found: list[Annotation] = []
    for _ in range(draw(st.integers(0, max_records)) if is_possible("attributions", around) else 0):
        here = around.knowing("attributions", found)
        found.append(record_of("attributions", next(ids), here, draw(fields("attributions", here))))
    return found


def _single_commitments(found: Sequence[Annotation]) -> list[Annotation]:
    """Keep one commitment of each source to each claim."""
    return list({(one.claim_id, one.source_id): one for one in found if isinstance(one, Commitment)}.values())
