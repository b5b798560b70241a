"""A reading made in memory from plain rows, so that tables can hold what no record would."""

from __future__ import annotations

from typing import Any, Protocol

import pyarrow as pa
import pytest

from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
from corpus.model.columns import schema
from corpus.model.reading import Reading
from corpus.model.rows import sort_table

Row = dict[str, Any]
SPANS = ("span", "extent", "scope", "content", "head")


class Build(Protocol):
    """Makes a reading of one text and one set; a span may be given as its surface, or as several."""

    def __call__(self, text: str | None, *, profile: Any = ..., **layers: Any) -> Reading: ...


@pytest.fixture
def build() -> Build:
    def make(text: str | None, *, profile: str = "gold", **layers: list[Row]) -> Reading:
        tables = {layer: table(layer, [located(row, text or "") for row in rows]) for layer, rows in layers.items()}
        record = AnnotationSet.model_validate(
            {"id": "hand", "role": "raw", "annotator": Annotator(name="a", kind="rule"), "profile": profile}
        )
        return Reading(Corpus(metadata(), [document(text)], [record], {"hand": tables}))

    return make


def metadata() -> CorpusMetadata:
    return CorpusMetadata(name="mine", version="0.1.0", schema_version="1")


def document(text: str | None) -> Document:
    return Document.of("d", text or "").model_copy(update={"text": text})


def table(layer: str, rows: list[Row]) -> pa.Table:
    return sort_table(layer, pa.Table.from_pylist([{"document_id": "d"} | row for row in rows], schema=schema(layer)))


def located(value: Any, text: str, key: str = "") -> Any:
    """Put fragments in the place of surfaces, at any depth."""
    if isinstance(value, dict):
        return {name: located(inner, text, name) for name, inner in value.items()}
    if key in SPANS and isinstance(value, str):
        return [fragment(text, value)]
    if isinstance(value, list):
        return [fragment(text, inner) if key in SPANS and isinstance(inner, str) else located(inner, text) for inner in value]
    return value


def fragment(text: str, surface: str) -> Row:
    start = text.index(surface)
    return {"start": start, "end": start + len(surface), "text": surface}
