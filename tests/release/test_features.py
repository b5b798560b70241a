"""The card's column types: one form that every datasets since 3.6 reads alike."""

from __future__ import annotations

import pyarrow as pa
import pytest

from corpus.errors import ReleaseError
from corpus.release.features import describe_features

FRAGMENT = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("text", pa.string())])
FRAGMENT_FIELDS = [
    {"name": "start", "dtype": "int32"},
    {"name": "end", "dtype": "int32"},
    {"name": "text", "dtype": "string"},
]
SPAN = pa.list_(FRAGMENT)


def class_label(*names: str) -> dict[str, object]:
    """Give the label type as it stands in the card."""
    return {"class_label": {"names": {str(number): name for number, name in enumerate(names)}}}


@pytest.mark.parametrize(
    ("kind", "dtype"),
    [
        (pa.string(), "string"),
        (pa.bool_(), "bool"),
        (pa.int32(), "int32"),
        (pa.int64(), "int64"),
        (pa.float64(), "float64"),
    ],
)
def test_a_value_has_the_type_name_of_datasets(kind: pa.DataType, dtype: str) -> None:
    assert describe_features(pa.schema({"value": kind}), {}) == [{"name": "value", "dtype": dtype}]


def test_columns_keep_their_order() -> None:
    schema = pa.schema({"b": pa.string(), "a": pa.string()})
    assert [feature["name"] for feature in describe_features(schema, {})] == ["b", "a"]


def test_a_schema_without_columns_has_no_features() -> None:
    assert describe_features(pa.schema([]), {}) == []


def test_a_label_maps_numbers_written_as_strings_to_words() -> None:
    features = describe_features(pa.schema({"type": pa.string()}), {"type": ("reportive", "epistemic")})
    assert features == [{"name": "type", "dtype": {"class_label": {"names": {"0": "reportive", "1": "epistemic"}}}}]


def test_a_list_of_structs_is_a_list_directly_over_the_fields() -> None:
    assert describe_features(pa.schema({"span": SPAN}), {}) == [{"name": "span", "list": FRAGMENT_FIELDS}]


def test_a_list_of_values_is_a_list_directly_over_the_type_name() -> None:
    assert describe_features(pa.schema({"ids": pa.list_(pa.string())}), {}) == [{"name": "ids", "list": "string"}]


def test_a_list_of_labels_is_named_by_the_list() -> None:
    features = describe_features(pa.schema({"tags": pa.list_(pa.string())}), {"tags": ["O", "B-PER"]})
    assert features == [{"name": "tags", "list": class_label("O", "B-PER")}]


def test_a_list_of_lists_keeps_both_levels() -> None:
    features = describe_features(pa.schema({"spans": pa.list_(SPAN)}), {})
    assert features == [{"name": "spans", "list": {"list": FRAGMENT_FIELDS}}]


def test_a_struct_lists_its_fields() -> None:
    target = pa.struct([("entity_id", pa.string()), ("span", SPAN)])
    assert describe_features(pa.schema({"target": target}), {}) == [
        {
            "name": "target",
            "struct": [{"name": "entity_id", "dtype": "string"}, {"name": "span", "list": FRAGMENT_FIELDS}],
        }
    ]


def test_a_list_inside_a_list_of_structs_is_described_too() -> None:
    sources = pa.list_(pa.struct([("source_id", pa.string()), ("span", SPAN)]))
    assert describe_features(pa.schema({"sources": sources}), {}) == [
        {
            "name": "sources",
            "list": [{"name": "source_id", "dtype": "string"}, {"name": "span", "list": FRAGMENT_FIELDS}],
        }
    ]


def test_a_label_in_a_list_of_structs_is_found_by_its_dotted_path() -> None:
    cues = pa.list_(pa.struct([("id", pa.string()), ("type", pa.string())]))
    assert describe_features(pa.schema({"cues": cues}), {"cues.type": ["reportive"]}) == [
        {
            "name": "cues",
            "list": [{"name": "id", "dtype": "string"}, {"name": "type", "dtype": class_label("reportive")}],
        }
    ]


def test_a_label_is_not_taken_for_a_column_of_the_same_name_elsewhere() -> None:
    schema = pa.schema({"type": pa.string(), "cue": pa.struct([("type", pa.string())])})
    assert describe_features(schema, {"cue.type": ["reportive"]})[0] == {"name": "type", "dtype": "string"}


def test_columns_that_may_not_be_null_are_described_like_others() -> None:
    schema = pa.schema([pa.field("id", pa.string(), nullable=False)])
    assert describe_features(schema, {}) == [{"name": "id", "dtype": "string"}]


@pytest.mark.parametrize("path", ["typo", "span", "span.type"])
def test_labels_for_no_column_of_values_are_refused(path: str) -> None:
    with pytest.raises(ReleaseError, match=rf"^{path}: labels are given"):
        describe_features(pa.schema({"span": SPAN}), {path: ["reportive"]})


@pytest.mark.parametrize("kind", [pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.int64()])
def test_a_label_that_is_not_stored_as_string_is_refused(kind: pa.DataType) -> None:
    with pytest.raises(ReleaseError, match=r"^type: a label is stored as string, not as "):
        describe_features(pa.schema({"type": kind}), {"type": ["reportive"]})


def test_a_label_name_given_twice_is_refused() -> None:
    with pytest.raises(ReleaseError, match=r"^type: a label name is given twice$"):
        describe_features(pa.schema({"type": pa.string()}), {"type": ["reportive", "reportive"]})


@pytest.mark.parametrize(
    "kind",
    [pa.large_string(), pa.large_list(pa.string()), pa.list_(pa.string(), 2), pa.timestamp("s"), pa.null()],
)
def test_a_type_that_no_layer_needs_is_refused(kind: pa.DataType) -> None:
    with pytest.raises(ReleaseError, match=r"^column: a column of type .* cannot be published$"):
        describe_features(pa.schema({"column": kind}), {})


def test_a_refused_type_inside_a_list_is_named_by_its_path() -> None:
    cues = pa.list_(pa.struct([("size", pa.decimal128(9))]))
    with pytest.raises(ReleaseError, match=r"^cues\.size: "):
        describe_features(pa.schema({"cues": cues}), {})
