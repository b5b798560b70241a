from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

from corpus.errors import Unattached
from corpus.model import LAYERS, AnnotationSet, Attribution, Claim, CorpusMetadata, Cue, Document, Stance, Target
from corpus.model.schemas import DESCRIBED
from corpus.testing import records

TEXT = "It may rain."
KNOWN = dict.fromkeys(LAYERS, ("id-1", "id-2"))
DOCUMENT = {"id": "d", "sha256": "0" * 64}
METADATA = {"name": "mine", "version": "0.1.0", "schema_version": "1"}
SPAN = [{"start": 0, "end": 2, "text": "It"}]
CUE: dict[str, Any] = {"id": "1", "document_id": "d", "span": SPAN}


def kinds(record: type[BaseModel]) -> set[type[BaseModel]]:
    inner = {field.annotation for field in record.model_fields.values() if isinstance(field.annotation, type)}
    return {record}.union(*(kinds(one) for one in inner if issubclass(one, BaseModel)))


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_a_record_cannot_be_changed(layer: str, data: st.DataObject) -> None:
    record = data.draw(records(layer, TEXT, known=KNOWN))
    with pytest.raises(ValidationError, match="frozen"):
        record.id = "other"  # type: ignore[misc]


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_a_record_refuses_a_field_that_it_does_not_know(layer: str, data: st.DataObject) -> None:
    record = data.draw(records(layer, TEXT, known=KNOWN))
    with pytest.raises(ValidationError, match="extra_forbidden"):
        LAYERS[layer].model_validate(record.model_dump() | {"colour": "red"})


@pytest.mark.parametrize("layer", LAYERS)
@given(data=st.data())
def test_a_record_is_what_its_own_fields_make(layer: str, data: st.DataObject) -> None:
    record = data.draw(records(layer, TEXT, known=KNOWN))
    assert LAYERS[layer].model_validate(record.model_dump()) == record
    assert LAYERS[layer].model_validate_json(record.model_dump_json(exclude_none=True)) == record


@pytest.mark.parametrize("record", DESCRIBED.values(), ids=DESCRIBED)
def test_every_record_and_every_field_is_described_in_words(record: type[BaseModel]) -> None:
    for kind in kinds(record):
        assert kind.__doc__
        assert [name for name, field in kind.model_fields.items() if not field.description and name != "root"] == []


@pytest.mark.parametrize("field", ["id", "note", "source_label"])
def test_half_a_surrogate_pair_is_refused(field: str) -> None:
    with pytest.raises(ValidationError, match="string_unicode"):
        Cue.model_validate(CUE | {field: "\ud83d"})


@pytest.mark.parametrize(
    "extras", [{"\ud83d": 1}, {"a": ["\udc00"]}, {"a": float("nan")}, {"a": {"b": float("inf")}}, {1: 2}, []]
)
def test_extras_that_are_no_json_object_are_refused(extras: object) -> None:
    with pytest.raises(ValidationError):
        Cue.model_validate(CUE | {"extras": extras})


@pytest.mark.parametrize(
    "wrong",
    [
        {"id": 1},
        {"id": ""},
        {"negated": 1},
        {"negated": "true"},
        {"confidence": "0.5"},
        {"confidence": True},
        {"confidence": 1.5},
        {"confidence": float("nan")},
        {"span": []},
        {"span": None},
        {"type": "guess"},
        {"document_id": "a/b"},
        {"document_id": ".."},
        {"document_id": "a\n"},
        {"document_id": "a" * 201},
    ],
)
def test_nothing_is_coerced_into_what_it_is_not(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Cue.model_validate(CUE | wrong)


@pytest.mark.parametrize("given_targets", [{}, {"text": "a", "entity_id": "b"}, {"text": None}, {"text": ""}])
def test_a_target_is_exactly_one_thing(given_targets: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Target.model_validate(given_targets)


@pytest.mark.parametrize("link", ["Q0", "q1", "Q1\n", "Q1٣", "1"])
def test_a_link_is_a_wikidata_id_in_ascii_digits(link: str) -> None:
    with pytest.raises(ValidationError):
        LAYERS["entities"].model_validate({"id": "1", "document_id": "d", "link": link})


@pytest.mark.parametrize(
    "wrong", [{"version": "1.0"}, {"version": "1.0.٣"}, {"version": "01.0.0"}, {"name": "Mine"}, {"schema_version": "2"}]
)
def test_metadata_have_a_plain_name_and_three_numbers(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CorpusMetadata.model_validate(METADATA | wrong)


@pytest.mark.parametrize("splits", [{}, {"train": 0.5}, {"train": 1.5, "test": -0.5}, {"": 1.0}, {"../up": 1.0}, {"a b": 1.0}])
def test_the_shares_of_the_splits_are_positive_and_add_up_to_one(splits: dict[str, float]) -> None:
    with pytest.raises(ValidationError):
        CorpusMetadata.model_validate(METADATA | {"splits": splits})


@pytest.mark.parametrize(
    "wrong",
    [
        {"sha256": "A" * 64},
        {"sha256": "0" * 63},
        {"published": "2025-1"},
        {"published": "23.10.2025"},
        {"published": "2025-02-30"},
    ],
)
def test_a_document_refuses_a_hash_or_a_day_in_another_form(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Document.model_validate(DOCUMENT | wrong)


def test_a_document_without_a_group_is_a_group_of_its_own() -> None:
    assert Document.model_validate(DOCUMENT).group_id == "d"
    assert Document.model_validate(DOCUMENT | {"group": "event"}).group_id == "event"


def test_a_set_says_who_made_it_and_what() -> None:
    with pytest.raises(ValidationError, match="annotator"):
        AnnotationSet.model_validate({"id": "a", "role": "raw", "profile": "gold"})
    with pytest.raises(ValidationError, match="annotator"):
        AnnotationSet.model_validate({"id": "a", "role": "raw", "profile": "gold", "annotator": {"name": "b", "kind": "robot"}})


@pytest.mark.parametrize("taken", ["texts", "Texts", "corpus.json", "documents.jsonl"])
def test_a_set_cannot_be_called_what_stands_beside_its_folder(taken: str) -> None:
    with pytest.raises(ValidationError, match="cannot be called"):
        AnnotationSet.model_validate(
            {"id": taken, "role": "raw", "profile": "gold", "annotator": {"name": "b", "kind": "rule"}}
        )


@pytest.mark.parametrize(
    ("record", "name"),
    [
        (Attribution(id="1", document_id="d", cue_ids=["2"]), "cues"),
        (Attribution(id="1", document_id="d", parent_id="2"), "parent"),
        (Attribution(id="1", document_id="d"), "children"),
        (Claim(id="1", document_id="d", span=SPAN), "commitments"),
        (Cue.model_validate(CUE), "voice"),
        (Stance(id="1", document_id="d", holder_id="@author", target={"entity_id": "e"}), "holder"),
        (Target(entity_id="e"), "entity"),
    ],
)
def test_a_record_that_belongs_to_no_corpus_cannot_look_up_others(record: object, name: str) -> None:
    with pytest.raises(Unattached, match="belongs to no corpus"):
        getattr(record, name)
