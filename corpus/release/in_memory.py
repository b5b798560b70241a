"""A table of a release without a release: the same rows and column types, as a `datasets.Dataset` in memory.

>>> from corpus.loading import load
>>> cues = to_dataset(load(), layer="cues")
>>> cues.features["type"].int2str(cues[0]["type"]), cues[0]["surface"]
('reportive', 'Reveals')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.errors import UnknownName
from corpus.model import LAYERS
from corpus.release.flat import HEDGES, flat_table, hedges_of, layer_labels

if TYPE_CHECKING:
    from collections.abc import Mapping

    import datasets

    from corpus.model import Corpus

LABELLED_AS = {HEDGES: "cues"}
"""The layer whose rows a config has that is no layer."""


def to_dataset(corpus: Corpus, *, layer: str) -> datasets.Dataset:
    """Give a layer of all sets, or the `hedges`, as `datasets.load_dataset` would load it from a release.

    Labels are `ClassLabel`, as in a release; its splits are not made, so all documents stand together.

    Raises:
        UnknownName: there is no such layer.
    """
    import datasets  # noqa: PLC0415 - takes a second, and only this needs it

    origin = LABELLED_AS.get(layer, layer)
    if origin not in LAYERS:
        message = f"expected one of {', '.join([*LAYERS, HEDGES])}, found {layer!r}"
        raise UnknownName(message)
    table = flat_table(corpus, origin)
    if layer == HEDGES:
        table = hedges_of(table)
    labels = layer_labels(origin)
    features = datasets.Features({field.name: _feature(field.type, labels, field.name) for field in table.schema})
    return datasets.Dataset(table.combine_chunks()).cast(features)


def _feature(kind: pa.DataType, labels: Mapping[str, tuple[str, ...]], path: str) -> Any:
    """Say a type in the words of `datasets`; lists add nothing to a path."""
    import datasets  # noqa: PLC0415 - see above

    if pa.types.is_list(kind):
        return [_feature(kind.value_type, labels, path)]
    if pa.types.is_struct(kind):
        return {field.name: _feature(field.type, labels, f"{path}.{field.name}") for field in kind}
    if path in labels:
        return datasets.ClassLabel(names=list(labels[path]))
    return datasets.Value(str(kind))
