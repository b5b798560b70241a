from __future__ import annotations

import gc
import json
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import LAYERS, Annotation, Corpus
from corpus.model.columns import has_span, schema
from corpus.model.rows import (
    empty_table,
    object_of,
    paused_collector,
    records_of,
    row_of,
    sort_order,
    sort_table,
    table_of,
    without_nulls,
)
from corpus.model.validity import is_valid
from corpus.testing import annotated_documents, corpora, records

if TYPE_CHECKING:
    from corpus.model import AnnotatedDocument

TEXT = "İt may\u00a0rain,\r\nsay 😀 5,000."
KNOWN = dict.fromkeys(LAYERS, ("id-1", "id-2"))


def key(record: Annotation) -> tuple[str, int, str]:
    span = getattr(record, "span", None)
    return record.document_id, span.start if span else 0, record.id


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_a_record_comes_back_out_of_its_table(layer: str, data: st.DataObject) -> None:
    record = data.draw(records(layer, TEXT, known=KNOWN))
    table = table_of(layer, [record])
    assert records_of(layer, table) == [record]
    assert is_valid(layer, table)


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_a_record_comes_back_out_of_its_json_object(layer: str, data: st.DataObject) -> None:
    record = data.draw(records(layer, TEXT, known=KNOWN))
    written = json.dumps(object_of(row_of(record)), allow_nan=False)
    assert LAYERS[layer].model_validate(json.loads(written)) == record
    assert "null" not in json.dumps({name: value for name, value in json.loads(written).items() if name in NO_TEXT})


NO_TEXT = ("span", "extent", "scope", "content", "addressee", "head", "target", "sources", "cue_ids", "evidence_ids")


@given(annotated_documents(), st.randoms(use_true_random=False))
def test_a_table_is_the_same_whatever_order_its_records_came_in(document: AnnotatedDocument, random: object) -> None:
    for layer in LAYERS:
        found = list(document.layer(layer))
        shuffled = random.sample(found, len(found))  # type: ignore[attr-defined]
        assert table_of(layer, shuffled) == table_of(layer, found)


@given(corpora())
def test_a_table_is_sorted_by_document_then_start_then_id(corpus: Corpus) -> None:
    for record in corpus.sets:
        for layer in LAYERS:
            found = list(corpus.set(record.id).layer(layer))
            assert found == sorted(found, key=key)
            assert has_span(layer) == ("span" in LAYERS[layer].model_fields)


@given(annotated_documents())
def test_sorting_twice_changes_nothing(document: AnnotatedDocument) -> None:
    for layer in LAYERS:
        table = document.layer(layer).table
        assert sort_table(layer, table) == table
        assert sort_order(layer, table).to_pylist() == list(range(len(table)))


@pytest.mark.parametrize("layer", LAYERS)
def test_the_table_of_no_records_has_the_layers_columns(layer: str) -> None:
    assert table_of(layer, []) == empty_table(layer)
    assert empty_table(layer).schema == schema(layer)
    assert records_of(layer, empty_table(layer)) == []


@pytest.mark.parametrize("extras", ["null", "[]", "{", '{"a":NaN}', '{"a":1e999}', '{"a":"\\ud83d"}', "[" * 9999])
def test_a_row_whose_extras_are_no_json_object_makes_no_record(extras: str) -> None:
    row = {"id": "1", "document_id": "d", "extras": extras}
    with pytest.raises(ValueError, match=r"."):
        records_of("sources", pa.Table.from_pylist([row], schema=schema("sources")))


def test_null_is_left_out_at_every_depth_and_nothing_else() -> None:
    value = {"a": None, "b": [{"c": None, "d": 0}], "e": [], "f": False, "g": ""}
    assert without_nulls(value) == {"b": [{"d": 0}], "e": [], "f": False, "g": ""}


def test_null_inside_extras_is_kept() -> None:
    row = {"id": "1", "document_id": "d", "note": None, "extras": '{"a":null}'}
    assert object_of(row) == {"id": "1", "document_id": "d", "extras": {"a": None}}


@pytest.mark.parametrize("enabled", [True, False])
def test_the_garbage_collector_is_as_it_was_after_a_pause(*, enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with paused_collector():
            assert not gc.isenabled()
        assert gc.isenabled() == enabled
    finally:
        (gc.enable if before else gc.disable)()
