from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UnknownName
from corpus.model import LAYERS, Corpus, Cue, Layer
from corpus.model.columns import labels
from corpus.model.rows import table_of
from corpus.testing import annotated_documents, corpora

if TYPE_CHECKING:
    from corpus.model import AnnotatedDocument

TEXT = "It may or might rain, she said."


def cue(number: int, word: str, **fields: object) -> Cue:
    start = TEXT.index(word)
    span = [{"start": start, "end": start + len(word), "text": word}]
    return Cue.model_validate({"id": f"cue-{number}", "document_id": "d", "span": span, **fields})


@pytest.fixture
def cues() -> Layer[Cue]:
    found = [
        cue(1, "may", type="epistemic", negated=False),
        cue(2, "might", type="epistemic", confidence=0.5),
        cue(3, "said", type="reportive", engagement="endorse"),
        cue(4, "or"),
    ]
    return Layer("cues", Cue, table_of("cues", found))


def ids(layer: Layer[Cue]) -> list[str]:
    return [one.id for one in layer]


@given(annotated_documents(), st.data())
def test_where_keeps_exactly_the_records_that_have_the_value(document: AnnotatedDocument, data: st.DataObject) -> None:
    for layer in LAYERS:
        found = document.layer(layer)
        for field, options in labels(layer).items():
            if "." in field:
                continue
            wanted = data.draw(st.sampled_from([*options, None]))
            kept = [record for record in found if getattr(record, field) == wanted]
            assert list(found.where(**{field: wanted})) == kept


def test_several_conditions_must_all_hold(cues: Layer[Cue]) -> None:
    assert ids(cues.where(type="epistemic", negated=False)) == ["cue-1"]


def test_a_list_means_any_of_its_values(cues: Layer[Cue]) -> None:
    assert ids(cues.where(type=["reportive", "epistemic"], is_hedge=True)) == ["cue-1", "cue-2"]
    assert ids(cues.where(type=("reportive",))) == ["cue-3"]
    assert ids(cues.where(type=[])) == []


def test_none_means_null(cues: Layer[Cue]) -> None:
    assert ids(cues.where(type=None)) == ["cue-4"]


def test_none_in_a_list_means_null_as_well(cues: Layer[Cue]) -> None:
    assert ids(cues.where(type=["reportive", None])) == ["cue-4", "cue-3"]


def test_derived_columns_can_be_selected_by(cues: Layer[Cue]) -> None:
    assert ids(cues.where(surface="might")) == ["cue-2"]
    assert ids(cues.where(group=None)) == ["cue-4"]
    assert ids(cues.where(start=TEXT.index("said"))) == ["cue-3"]


@pytest.mark.parametrize("column", ["colour", "span", "scope"])
def test_a_column_that_is_not_there_or_nested_is_named_with_those_that_are(cues: Layer[Cue], column: str) -> None:
    with pytest.raises(UnknownName, match=r"no column .* it has id, document_id, start"):
        cues.where(**{column: "x"})


@pytest.mark.parametrize(("column", "value"), [("type", 1), ("negated", "yes"), ("confidence", "high"), ("start", "0")])
def test_a_value_of_another_type_is_refused_with_a_sentence(cues: Layer[Cue], column: str, value: object) -> None:
    with pytest.raises((TypeError, ValueError), match=r"."):
        cues.where(**{column: value})


def test_a_layer_is_a_sequence(cues: Layer[Cue]) -> None:
    assert len(cues) == 4
    assert [one.id for one in cues] == ["cue-1", "cue-4", "cue-2", "cue-3"]
    assert cues[0] == cues[-4] == cues["d", "cue-1"]
    assert ids(cues[1:3]) == ["cue-4", "cue-2"]
    assert ids(cues[::-1]) == ["cue-3", "cue-2", "cue-4", "cue-1"]
    assert cues[0] in cues
    with pytest.raises(IndexError):
        cues[4]


@pytest.mark.parametrize("key", [("d", "cue-9"), ("e", "cue-1")])
def test_an_annotation_that_is_not_there_is_named(cues: Layer[Cue], key: tuple[str, str]) -> None:
    with pytest.raises(UnknownName, match=f"no annotation '{key[1]}' of document '{key[0]}' in layer cues"):
        cues[key]


def test_layers_are_equal_when_their_rows_are(cues: Layer[Cue]) -> None:
    assert cues == Layer("cues", Cue, cues.table)
    assert cues != cues[:2]
    assert cues != "cues"
    assert repr(cues) == "<Layer cues: 4 annotations>"


def test_other_libraries_take_a_layer_as_it_is(cues: Layer[Cue]) -> None:
    assert pa.table(cues) == cues.to_arrow()
    assert cues.to_pandas()["surface"].tolist() == ["may", "or", "might", "said"]


@settings(max_examples=30)
@given(corpora(min_documents=2, min_sets=1))
def test_the_documents_of_a_layer_put_together_are_the_layer(corpus: Corpus) -> None:
    for layer in LAYERS:
        whole = corpus.layer(layer)
        parts = [record for document in corpus for record in document.layer(layer)]
        assert parts == list(whole)
