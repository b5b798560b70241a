from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings
from hypothesis import strategies as st

from corpus.loading import check
from corpus.model import LAYERS, RESERVED_SOURCES, Corpus, CorpusMetadata
from corpus.model.columns import columns, span_paths
from corpus.model.flattening import flatten
from corpus.testing import annotated_documents, annotation_sets, corpora, documents, metadata, records, spans, texts
from corpus.testing.texts import TRAPS

if TYPE_CHECKING:
    from corpus.model import AnnotatedDocument, AnnotationSet, Document, Span

QUICK = settings(
    max_examples=3000, derandomize=True, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
EVERY_COLUMN = [(layer, column) for layer in LAYERS for column in columns(layer)]
TEXT = " \tİt may\u00a0rain,\r\n“she” 👩\u200d👩\u200d👧 said.\n "


@given(corpora())
def test_no_generated_corpus_fails_a_check(corpus: Corpus) -> None:
    assert not check(corpus).errors


@given(annotated_documents())
def test_an_annotated_document_knows_its_text_and_finds_its_neighbours(document: AnnotatedDocument) -> None:
    assert (document.text or "").strip()
    for mention in document.mentions:
        assert mention.entity is None or mention.entity.document_id == document.id


@given(documents())
def test_the_hash_of_a_document_is_that_of_its_text(document: Document) -> None:
    assert not check(Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [document])).errors


@given(spans(TEXT, regions=((3, 6), (8, 20)), max_fragments=2))
def test_a_span_stands_where_it_says_and_inside_one_region(span: Span) -> None:
    assert all(TEXT[fragment.start : fragment.end] == fragment.text for fragment in span)
    assert any(start <= span.start and span.end <= end for start, end in ((3, 6), (8, 20)))


@given(metadata(set_ids=["a", "b"]))
def test_of_several_sets_one_is_the_default(described: CorpusMetadata) -> None:
    assert described.default_set in {"a", "b"}


@pytest.mark.parametrize("trap", TRAPS.values(), ids=TRAPS)
def test_texts_hold_each_trap(trap: str) -> None:
    assert find(texts(), lambda text: trap in text, settings=QUICK)


def test_every_field_is_sometimes_filled_and_sometimes_null() -> None:
    filled: set[tuple[str, str]] = set()
    empty: set[tuple[str, str]] = set()

    @settings(QUICK, max_examples=300)
    @given(annotated_documents(profile="import"))
    def look(document: AnnotatedDocument) -> None:
        for layer, column in EVERY_COLUMN:
            values = flatten(document.layer(layer).table, column.path).values
            filled.update([(layer, column.path)] if len(values) - values.null_count else [])
            empty.update([(layer, column.path)] if values.null_count else [])

    look()
    fragments = {
        (layer, f"{path}.item.{part}") for layer in LAYERS for path in span_paths(layer) for part in ("text", "digest")
    }
    digests = {(layer, path) for layer, path in fragments if path.endswith(".digest")}  # every document drawn has its text
    optional = {(layer, column.path) for layer, column in EVERY_COLUMN if not column.required}
    assert filled == {(layer, column.path) for layer, column in EVERY_COLUMN} - digests
    assert empty - digests == optional - fragments - {("attributions", "sources")}


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_a_record_points_only_at_what_is_known(layer: str, data: st.DataObject) -> None:
    known = {name: (f"{name}-1",) for name in LAYERS}
    record = data.draw(records(layer, TEXT, known=known, profile="silver"))
    for field, value in record.model_dump().items():
        if field.endswith("_id") and field != "document_id" and value is not None:
            assert value in {f"{name}-1" for name in LAYERS} | set(RESERVED_SOURCES)


def test_nothing_can_be_drawn_of_a_layer_whose_mandatory_reference_has_nowhere_to_point() -> None:
    assert records("commitments", TEXT).is_empty
    assert records("cues", " \n").is_empty


@given(annotation_sets(min_size=2))
def test_sets_have_ids_of_their_own_and_are_derived_from_earlier_ones(sets: list[AnnotationSet]) -> None:
    ids = [record.id for record in sets]
    assert len({one.lower() for one in ids}) == len(ids)
    for place, record in enumerate(sets):
        assert set(record.derived_from or ()) <= set(ids[:place])
