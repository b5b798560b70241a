"""Layers in memory: an Arrow table whose typed records are made when asked for.

>>> from corpus.model.cues import Cue
>>> from corpus.model.rows import table_of
>>> cues = Layer("cues", Cue, table_of("cues", [
...     Cue(id="cue-1", document_id="d", span=[{"start": 0, "end": 3, "text": "may"}], type="epistemic"),
...     Cue(id="cue-2", document_id="d", span=[{"start": 4, "end": 8, "text": "said"}], type="reportive"),
... ]))
>>> len(cues), cues["d", "cue-2"].type, [cue.id for cue in cues.where(type="reportive")]
(2, 'reportive', ['cue-2'])
>>> cues.to_arrow().column("surface").to_pylist()
['may', 'said']
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, SupportsIndex, TypeVar, cast, overload

import pyarrow as pa
import pyarrow.compute as pc

from corpus.errors import UnknownName
from corpus.model.annotations import Annotation
from corpus.model.columns import columns
from corpus.model.derivation import derive
from corpus.model.rows import records_of
from corpus.model.surfaces import has_digests, without_digests

if TYPE_CHECKING:
    import pandas as pd

    from corpus.model.annotations import Home

Kind = TypeVar("Kind", bound=Annotation)


class Homes(Protocol):
    """Gives each record its home."""

    def home_of(self, document_id: str) -> Home:
        """Give the home of a document's records."""


class Layer(Sequence[Kind], Generic[Kind]):
    """The annotations of one layer, in canonical order: document, start (where there is a span), id."""

    def __init__(self, name: str, kind: type[Kind], table: pa.Table, homes: Homes | None = None) -> None:
        """Wrap a table of `corpus.model.columns.schema(name)`; with `homes`, its records find their neighbours."""
        self.name = name
        self.kind = kind
        self.table = table
        self._homes = homes
        self._parts: dict[str, Layer[Kind]] = {}

    @cached_property
    def _records(self) -> tuple[Kind, ...]:
        records = records_of(self.name, self.table)
        if self._homes is not None:
            for record in records:
                record.attach(self._homes.home_of(record.document_id))
        return cast("tuple[Kind, ...]", tuple(records))

    @cached_property
    def _bounds_by_document(self) -> dict[str, tuple[int, int]]:
        """Where each document's rows begin and end; a layer is in the order of documents."""
        if not len(self):
            return {}
        runs = pc.run_end_encode(self.table["document_id"].combine_chunks())
        return dict(zip(runs.values.to_pylist(), itertools.pairwise([0, *runs.run_ends.to_pylist()]), strict=True))  # noqa: PD011 - Arrow's

    @cached_property
    def _rows_by_key(self) -> dict[tuple[str, str], int]:
        keys = zip(self.table["document_id"].to_pylist(), self.table["id"].to_pylist(), strict=True)
        return {key: row for row, key in enumerate(keys)}

    def __len__(self) -> int:
        """Count the annotations."""
        return int(self.table.num_rows)

    @overload
    def __getitem__(self, key: SupportsIndex | tuple[str, str]) -> Kind: ...
    @overload
    def __getitem__(self, key: slice) -> Layer[Kind]: ...
    def __getitem__(self, key: SupportsIndex | slice | tuple[str, str]) -> Kind | Layer[Kind]:
        """Take one by position or by (document id, annotation id), or several by a slice.

        Raises:
            UnknownName: there is no such annotation, or the key is of neither kind.
            IndexError: the position is out of range.
        """
        if isinstance(key, slice):
            return self._of(self.table.take(pa.array(range(*key.indices(len(self))), type=pa.int64())))
        if isinstance(key, SupportsIndex):
            return self._records[key]
        if not isinstance(key, tuple) or len(key) != 2:  # noqa: PLR2004 - a pair
            message = f"expected a position or (document id, annotation id), found {key!r}"
            raise UnknownName(message)
        if key not in self._rows_by_key:
            message = f"no annotation {key[1]!r} of document {key[0]!r} in layer {self.name}"
            raise UnknownName(message)
        return self._records[self._rows_by_key[key]]

    def __contains__(self, one: object) -> bool:
        """Tell whether an annotation, given as a record or as (document id, annotation id), is in the layer."""
        return one in self._rows_by_key if isinstance(one, tuple) else one in self._records

    def where(self, **conditions: object) -> Layer[Kind]:
        """Keep the annotations whose columns have these values; a list or tuple means any of them, None means null.

        Any column of `to_arrow()` can be named, derived ones (`is_hedge`, `group`, `surface`) too.

        Raises:
            UnknownName: the layer has no such column or the column no such label, or it is nested.
            TypeError: the column holds no values of that type.
        """
        mask = pa.array([True] * len(self), type=pa.bool_())
        derived = derive(self.name, self.table)
        for column, wanted in conditions.items():
            if column not in derived.column_names or pa.types.is_nested(derived.schema.field(column).type):
                flat = [field.name for field in derived.schema if not pa.types.is_nested(field.type)]
                message = f"layer {self.name} has no column {column!r} to select by; it has {', '.join(flat)}"
                raise UnknownName(message)
            _refuse_unknown_labels(self.name, column, wanted)
            mask = pc.and_(mask, _matches(column, derived[column].combine_chunks(), wanted))
        return self._of(self.table.filter(mask))

    def of_document(self, document_id: str) -> Layer[Kind]:
        """Keep the annotations of one document."""
        if document_id not in self._parts:
            start, end = self._bounds_by_document.get(document_id, (0, 0))
            self._parts[document_id] = self._of(self.table.slice(start, end - start))
        return self._parts[document_id]

    def to_arrow(self) -> pa.Table:
        """Give the table with its derived columns: start, end, surface beside a span; group and is_hedge of cues.

        A fragment has a `digest` only where the texts of the layer, or some of them, are withheld.
        """
        derived = derive(self.name, self.table)
        return derived if has_digests(self.name, self.table) else without_digests(derived)

    def to_pandas(self) -> pd.DataFrame:
        """Give `to_arrow()` as a pandas data frame (needs pandas)."""
        return self.to_arrow().to_pandas()

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """Hand the columns to polars, DuckDB, pandas and others (Arrow PyCapsule protocol)."""
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def __getstate__(self) -> dict[str, Any]:
        """Survive pickling: records are made again where they are asked for, and find their neighbours again."""
        return {"name": self.name, "kind": self.kind, "table": self.table, "_homes": self._homes, "_parts": {}}

    def __eq__(self, other: object) -> bool:
        """Tell whether the other is the same layer with the same rows."""
        return isinstance(other, Layer) and self.name == other.name and bool(self.table.equals(other.table))

    __hash__ = None  # type: ignore[assignment]  # equal by content, so not hashable

    def __repr__(self) -> str:
        """Say what it is and how much."""
        return f"<Layer {self.name}: {len(self)} annotations>"

    def _of(self, table: pa.Table) -> Layer[Kind]:
        return Layer(self.name, self.kind, table.combine_chunks(), self._homes)


def _refuse_unknown_labels(layer: str, column: str, wanted: Any) -> None:
    labels = next((one.labels for one in columns(layer) if one.path == column), ())
    strangers = [one for one in _options(wanted) if isinstance(one, str) and one not in labels] if labels else []
    if strangers:
        message = f"column {column} of layer {layer} has no label {strangers[0]!r}; it has {', '.join(labels)}"
        raise UnknownName(message)


def _options(wanted: Any) -> list[Any]:
    return list(wanted) if isinstance(wanted, list | tuple | set | frozenset) else [wanted]


def _matches(column: str, values: pa.Array, wanted: Any) -> pa.Array:
    if wanted is None:
        return values.is_null()
    try:
        return pc.is_in(values, value_set=pa.array(_options(wanted), type=values.type))
    except (pa.ArrowException, TypeError, ValueError) as error:
        message = f"column {column} holds values of type {values.type}, found {wanted!r}"
        raise TypeError(message) from error
