"""Two sets over one sentence or two, made from a few words."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from corpus.model import LAYERS, Annotation, AnnotationSet, Annotator, Corpus, CorpusMetadata, Document, Span
from corpus.model.rows import table_of

if TYPE_CHECKING:
    from corpus.model.sets import Profile

TEXT = "Ana Lovrić said the ferry may sink. The minister denied it: “The ferry is safe.”"
Layers = dict[str, list[dict[str, Any]]]
"""Per layer the fields of each record; a span is written as its words."""
READ: Layers = {"sections": [{"span": TEXT, "role": "body"}]}
"""What every set has, so that it covers the text though it found nothing there."""


def span(words: str, text: str = TEXT) -> list[dict[str, Any]]:
    """Give the span of some words; `|` stands between fragments."""
    bounds = []
    for part in words.split("|"):
        start = text.index(part, bounds[-1][1] if bounds else 0)
        bounds.append((start, start + len(part)))
    return Span.of(text, *bounds).model_dump()


def placed(value: Any, name: str = "") -> Any:
    """Put spans where words stand."""
    if name in ("span", "extent", "content", "expression", "head", "scope", "addressee") and isinstance(value, str):
        return span(value)
    if isinstance(value, dict):
        return {key: placed(item, key) for key, item in value.items()}
    return [placed(item) for item in value] if isinstance(value, list) else value


def corpus_of(*sets: Layers, profile: Profile = "import", names: str = "abcdef") -> Corpus:
    """Make a corpus of the text, with a set for each argument, called a, b, ...; all of them cover the text."""
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    records = [
        AnnotationSet(id=name, role="raw", annotator=Annotator(name=name.upper(), kind="human"), profile=profile)
        for name, _ in zip(names, sets, strict=False)
    ]
    tables = {
        record.id: {layer: table_of(layer, list(made(layer, found))) for layer, found in (READ | layers).items()}
        for record, layers in zip(records, sets, strict=True)
    }
    return Corpus(metadata, [Document.of("d", TEXT)], records, tables)


def made(layer: str, found: list[dict[str, Any]]) -> list[Annotation]:
    """Make records; one without an id is called after its layer and number."""
    return [
        LAYERS[layer].model_validate({"id": f"{layer}-{number}", "document_id": "d"} | placed(fields))
        for number, fields in zip(itertools.count(1), found, strict=False)
    ]


class Make(Protocol):
    """Makes a corpus of several sets."""

    def __call__(self, *sets: Layers, profile: Profile = ..., names: str = ...) -> Corpus: ...


@pytest.fixture
def make() -> Make:
    return corpus_of
