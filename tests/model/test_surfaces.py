"""Users of ordinary corpora never see that a fragment could have a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from corpus.model import LAYERS, AnnotatedDocument, Corpus, CorpusMetadata, Cue
from corpus.model.columns import schema, span_paths
from corpus.model.rows import records_of, table_of
from corpus.model.surfaces import has_digests, plain_schema, without_digests
from corpus.release import withhold
from corpus.testing import annotated_documents

if TYPE_CHECKING:
    import pyarrow as pa

PLAIN = {"start": 3, "end": 6, "text": "may"}
HIDDEN = {"start": 3, "end": 6, "digest": "0" * 32}


def cues_of(*fragments: dict[str, object]) -> pa.Table:
    return table_of("cues", [Cue(id=str(number), document_id="d", span=[one]) for number, one in enumerate(fragments)])


def layer_of(table: pa.Table) -> Corpus:
    from corpus.model import AnnotationSet, Annotator

    one = AnnotationSet(id="s", role="raw", annotator=Annotator(name="a", kind="rule"), profile="import")
    return Corpus(CorpusMetadata(name="n", version="1.0.0", schema_version="1"), [], [one], {"s": {"cues": table}})


def test_a_layer_with_surfaces_is_shown_without_digests() -> None:
    assert layer_of(cues_of(PLAIN)).cues.to_arrow()["span"].to_pylist() == [[PLAIN]]


def test_a_layer_with_a_digest_is_shown_with_it_and_without_a_surface() -> None:
    shown = layer_of(cues_of(PLAIN, HIDDEN)).cues.to_arrow()
    assert shown["span"].to_pylist() == [[{**PLAIN, "digest": None}], [{**HIDDEN, "text": None}]]
    assert shown["surface"].to_pylist() == ["may", None]


def test_what_a_layer_shows_is_taken_back_as_a_layer() -> None:
    shown = layer_of(cues_of(PLAIN)).cues.to_arrow()
    assert layer_of(shown).cues == layer_of(cues_of(PLAIN)).cues


def test_a_span_of_several_fragments_has_no_surface_where_one_is_withheld() -> None:
    other = {"start": 7, "end": 8, "text": "x"}
    table = table_of("cues", [Cue(id="c", document_id="d", span=[HIDDEN, other])])
    assert layer_of(table).cues.to_arrow()["surface"].to_pylist() == [None]


@pytest.mark.parametrize("layer", LAYERS)
def test_a_plain_schema_has_no_digest_at_any_depth(layer: str) -> None:
    assert ("digest" in str(schema(layer))) == bool(span_paths(layer))
    assert "digest" not in str(plain_schema(schema(layer)))


@given(annotated_documents())
def test_leaving_digests_out_loses_nothing_else(document: AnnotatedDocument) -> None:
    for layer in LAYERS:
        table = document.layer(layer).table
        assert not has_digests(layer, table)
        assert without_digests(table).cast(schema(layer)).equals(table)


def test_records_of_a_withheld_table_keep_their_digests() -> None:
    (record,) = records_of("cues", cues_of(HIDDEN))
    assert record.span[0].digest == "0" * 32


def test_an_empty_layer_has_no_digests() -> None:
    assert not has_digests("cues", cues_of())
    assert withhold(Corpus(CorpusMetadata(name="n", version="1.0.0", schema_version="1"))).documents == ()
