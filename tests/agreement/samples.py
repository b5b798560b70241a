"""Small corpora of several sets, made from words; and ratings drawn at random."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from corpus.agreement.ratings import Ratings
from corpus.model import LAYERS, AnnotationSet, Annotator, Corpus, CorpusMetadata, Document, Span
from corpus.model.rows import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Fields = dict[str, Any]
Layers = dict[str, list[Fields]]
SPANS = ("span", "content", "expression")


def news_of(texts: Mapping[str, str | None], sets: Mapping[str, Mapping[str, Layers]]) -> Corpus:
    """Make a corpus: texts by document, and for each set, document and layer the fields of records, spans as words."""
    documents = [Document.of(name, text or "").model_copy(update={"text": text}) for name, text in texts.items()]
    records = [
        AnnotationSet(id=name, role="raw", annotator=Annotator(name=name, kind="human"), profile="import") for name in sets
    ]
    tables = {
        name: {
            layer: table_of(
                layer,
                [
                    LAYERS[layer].model_validate(
                        {"id": f"{layer}-{number}", "document_id": document} | placed(fields, texts[document] or "")
                    )
                    for document, layers in by_document.items()
                    for number, fields in enumerate(layers.get(layer, []))
                ],
            )
            for layer in LAYERS
        }
        for name, by_document in sets.items()
    }
    return Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), documents, records, tables)


def placed(value: Any, text: str, key: str = "") -> Any:
    """Put spans in the place of words; `|` stands between fragments."""
    if key in SPANS and isinstance(value, str):
        return span(text, value).model_dump()
    if isinstance(value, dict):
        return {name: placed(inner, text, name) for name, inner in value.items()}
    return [placed(inner, text) for inner in value] if isinstance(value, list) else value


def span(text: str, words: str) -> Span:
    """Give the span of some words."""
    bounds: list[tuple[int, int]] = []
    for part in words.split("|"):
        start = text.index(part, bounds[-1][1] if bounds else 0)
        bounds.append((start, start + len(part)))
    return Span.of(text, *bounds)


def cues(*words: str, **fields: object) -> Layers:
    """Give cues at some words."""
    return {"cues": [{"span": one, **fields} for one in words]}


def typed(**types: str) -> Layers:
    """Give cues at some words, each with its type."""
    return {"cues": [{"span": word, "type": kind} for word, kind in types.items()]}


def ratings_of(values: Sequence[Sequence[Any]], **options: Any) -> Ratings:
    return Ratings.of(values, **options)


@st.composite
def drawn_ratings(draw: st.DrawFn, *, annotators: int | None = None, missing: bool = True) -> Ratings:
    """Draw the labels of some annotators in some documents."""
    number = draw(st.integers(2, 4)) if annotators is None else annotators
    units = draw(st.integers(1, 30))
    label = st.sampled_from(["a", "b", "c"])
    value = st.none() | label if missing else label
    rows = [draw(st.lists(value, min_size=units, max_size=units)) for _ in range(number)]
    documents = draw(st.lists(st.integers(0, 3), min_size=units, max_size=units))
    return Ratings.of(rows, documents=documents, categories=["a", "b", "c"], document_count=4)
