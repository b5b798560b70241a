"""Column types as the card declares them, in the one form that every `datasets` since 3.6 reads alike.

The card's YAML says what each column is; the Parquet files hold plain Arrow columns, labels as words. From an Arrow
schema and the label sets this module makes the `features:` list of one config:

>>> import pyarrow as pa
>>> fragment = pa.struct({"start": pa.int32(), "end": pa.int32()})
>>> schema = pa.schema({"id": pa.string(), "type": pa.string(), "span": pa.list_(fragment)})
>>> for feature in describe_features(schema, {"type": ["reportive", "epistemic"]}):
...     print(feature)
{'name': 'id', 'dtype': 'string'}
{'name': 'type', 'dtype': {'class_label': {'names': {'0': 'reportive', '1': 'epistemic'}}}}
{'name': 'span', 'list': [{'name': 'start', 'dtype': 'int32'}, {'name': 'end', 'dtype': 'int32'}]}

Why this form, measured with datasets 3.6.0, 4.8.5 and 5.2.0, loaded and streamed:

- `list:`, never `sequence:`. Over fields, `sequence:` means a dict of lists, and no version can cast the file's list of
  structs to that. Under `list:` a span is a list of dicts in all three.
- `list:` stands directly over the fields, the type's name or the `class_label`, as `datasets` itself writes it.
- Label names are a mapping with the string keys `'0'`, `'1'`, ..., as `datasets` writes them for the Hub's sake.
- A label is stored as `string`: 3.6 and 4.8 cannot cast `large_string`, and none can cast a dictionary. A null stays
  null. A word outside the names fails, but a *number* is taken for a label's number and blanks at the edges are
  dropped, so who writes the files has to check the words first.
- Nothing belongs into the Parquet metadata: the `huggingface` key adds nothing for a label stored as a word, and
  the one that `datasets` 4 and 5 write stops 3.6 where it reads the file without the card. Without card and key the
  same files load as plain words.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.errors import ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# The rest of Arrow is refused: no layer needs it, and what is not measured is not promised.
_DTYPES = {
    pa.string(): "string",
    pa.bool_(): "bool",
    pa.int32(): "int32",
    pa.int64(): "int64",
    pa.float64(): "float64",
}


def describe_features(schema: pa.Schema, labels: Mapping[str, Sequence[str]]) -> list[dict[str, object]]:
    """Describe the columns of `schema` as the `features:` list of a dataset card.

    `labels` maps a column to its label names, in the order that gives them their numbers. A nested column is named by
    its dotted path; a list adds nothing to the path, so that `tags` names the items of the list `tags`.
    A `ReleaseError` names the first column that cannot be described, or the label set that fits no column.

    >>> import pyarrow as pa
    >>> cue = pa.struct({"id": pa.string(), "negated": pa.bool_(), "type": pa.string()})
    >>> describe_features(pa.schema({"tags": pa.list_(pa.string())}), {"tags": ["O", "B-PER"]})
    [{'name': 'tags', 'list': {'class_label': {'names': {'0': 'O', '1': 'B-PER'}}}}]
    >>> describe_features(pa.schema({"cues": pa.list_(cue)}), {"cues.type": ["reportive"]})[0]["list"][2]
    {'name': 'type', 'dtype': {'class_label': {'names': {'0': 'reportive'}}}}
    >>> describe_features(pa.schema({"size": pa.decimal128(9)}), {})
    Traceback (most recent call last):
    corpus.errors.ReleaseError: size: a column of type decimal128(9, 0) cannot be published
    """
    _refuse_unplaced(labels, schema)
    return _describe_fields(schema, labels, "")


def _refuse_unplaced(labels: Mapping[str, Sequence[str]], schema: pa.Schema) -> None:
    for path in sorted(labels.keys() - set(_leaf_paths(schema, ""))):
        message = f"{path}: labels are given, but no column of values has this name"
        raise ReleaseError(message)


def _leaf_paths(fields: pa.Schema | pa.StructType, prefix: str) -> Iterator[str]:
    for field in fields:
        path, item = prefix + field.name, _innermost(field.type)
        if pa.types.is_struct(item):
            yield from _leaf_paths(item, f"{path}.")
        else:
            yield path


def _innermost(kind: pa.DataType) -> pa.DataType:
    return _innermost(kind.value_type) if pa.types.is_list(kind) else kind


def _describe_fields(
    fields: pa.Schema | pa.StructType, labels: Mapping[str, Sequence[str]], prefix: str
) -> list[dict[str, object]]:
    return [{"name": field.name, **_describe(field.type, labels, prefix + field.name)} for field in fields]


def _describe(kind: pa.DataType, labels: Mapping[str, Sequence[str]], path: str) -> dict[str, object]:
    if pa.types.is_list(kind):
        return {"list": _bare(_describe(kind.value_type, labels, path))}
    if pa.types.is_struct(kind):
        return {"struct": _describe_fields(kind, labels, f"{path}.")}
    if path in labels:
        return {"dtype": _describe_label(kind, labels[path], path)}
    return {"dtype": _name_type(kind, path)}


def _bare(item: dict[str, object]) -> object:
    """Drop the key that an item of a list does without; a list in a list keeps its `list:`."""
    return item.get("dtype", item.get("struct", item))


def _describe_label(kind: pa.DataType, names: Sequence[str], path: str) -> dict[str, object]:
    if kind != pa.string():
        message = f"{path}: a label is stored as string, not as {kind}"
        raise ReleaseError(message)
    if len(set(names)) < len(names):
        message = f"{path}: a label name is given twice"
        raise ReleaseError(message)
    return {"class_label": {"names": {str(number): name for number, name in enumerate(names)}}}


def _name_type(kind: pa.DataType, path: str) -> str:
    if kind not in _DTYPES:
        message = f"{path}: a column of type {kind} cannot be published"
        raise ReleaseError(message)
    return _DTYPES[kind]
