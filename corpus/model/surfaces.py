"""Surfaces and digests in tables: where no text is withheld, nobody sees that a fragment could have a digest.

In memory a fragment always has the field `digest`. The files of a corpus with texts do not have it, nor does what
`Layer.to_arrow` gives of one.

>>> from corpus.model.cues import Cue
>>> from corpus.model.rows import table_of
>>> may = Cue(id="cue-1", document_id="d", span=[{"start": 3, "end": 6, "text": "may"}])
>>> table = table_of("cues", [may])
>>> has_digests("cues", table), without_digests(table)["span"].to_pylist()
(False, [[{'start': 3, 'end': 6, 'text': 'may'}]])
"""

from __future__ import annotations

import pyarrow as pa

from corpus.model.columns import DIGEST, SPAN, span_paths
from corpus.model.flattening import flatten


def has_digests(layer: str, table: pa.Table) -> bool:
    """Tell whether any fragment of a layer's table has a digest in place of its surface."""
    paths = [f"{path}.item.{DIGEST}" for path in span_paths(layer)] if table.num_rows else []
    found = (flatten(table, path).values for path in paths)
    return any(digests.null_count < len(digests) for digests in found)


def without_digests(table: pa.Table) -> pa.Table:
    """Leave the digests out of all spans of a table; what else it holds is not copied."""
    return table.cast(plain_schema(table.schema))


def plain_schema(schema: pa.Schema) -> pa.Schema:
    """Give a schema without the digests of its fragments."""
    return pa.schema([pa.field(field.name, plain_type(field.type)) for field in schema])


def plain_type(kind: pa.DataType) -> pa.DataType:
    """Give a type without the digests of its fragments.

    >>> plain_type(SPAN)
    ListType(list<item: struct<start: int32, end: int32, text: string>>)
    """
    if pa.types.is_list(kind):
        return pa.list_(plain_type(kind.value_type))
    if not pa.types.is_struct(kind):
        return kind
    is_fragment = kind.equals(SPAN.value_type)
    kept = [field for field in kind if not (is_fragment and field.name == DIGEST)]
    return pa.struct([pa.field(field.name, plain_type(field.type)) for field in kept])
