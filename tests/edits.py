"""Edits of a corpus, one at a time, as an annotator would make them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.model import LAYERS, RESERVED_SOURCES, AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
from corpus.model.columns import schema
from corpus.model.layers import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

Row = dict[str, Any]
Tables = dict[str, dict[str, pa.Table]]

TEXT = "Ana says it may rain. Ivo claims it will not rain."


def span(words: str, *, text: str = TEXT) -> list[Row]:
    """The first place of some words."""
    start = text.index(words)
    return [{"start": start, "end": start + len(words), "text": words}]


def tables_of(news: Corpus) -> Tables:
    return {record.id: {layer: news.set(record.id).layer(layer).table for layer in LAYERS} for record in news.sets}


def table_of_rows(layer: str, rows: Iterable[Row]) -> pa.Table:
    return pa.Table.from_pylist([dict.fromkeys(schema(layer).names) | row for row in rows], schema=schema(layer))


def with_rows(news: Corpus, set_id: str, layer: str, change: Callable[[list[Row]], list[Row]]) -> Corpus:
    """The same corpus with the rows of one layer changed."""
    tables = tables_of(news)
    tables[set_id][layer] = table_of_rows(layer, change(tables[set_id][layer].to_pylist()))
    return Corpus(news.metadata, news.documents, news.sets, tables)


def with_fields(news: Corpus, layer: str, annotation_id: str, **fields: Any) -> Corpus:
    """The same corpus with some fields of one annotation of the default set changed."""
    return with_rows(
        news, str(news.default_set), layer, lambda rows: [row | fields if row["id"] == annotation_id else row for row in rows]
    )


def renumbered(news: Corpus, *, layers: Iterable[str] = LAYERS, prefix: str = "new-") -> Corpus:
    """The same corpus with other ids in some layers, and all references following."""
    chosen = set(layers)
    tables = {
        set_id: {layer: _renumbered(layer, table, chosen, prefix) for layer, table in of_set.items()}
        for set_id, of_set in tables_of(news).items()
    }
    return Corpus(news.metadata, news.documents, news.sets, tables)


def _renumbered(layer: str, table: pa.Table, chosen: set[str], prefix: str) -> pa.Table:
    rows = table.to_pylist()
    for row in rows:
        if layer in chosen:
            row["id"] = prefix + row["id"]
        for path, target in REFERENCES.get(layer, {}).items():
            if target in chosen:
                _rename(row, path.split("."), prefix)
    return table_of_rows(layer, rows)


def _rename(holder: Any, steps: list[str], prefix: str) -> None:
    """Rename what stands at a path, in place."""
    name, *rest = steps
    value = holder[name]
    if value is None:
        return
    if not rest:
        holder[name] = _new(value, prefix)
    elif rest == ["item"]:
        holder[name] = [_new(one, prefix) for one in value]
    else:
        for one in value if rest[0] == "item" else [value]:
            _rename(one, rest[1:] if rest[0] == "item" else rest, prefix)


def _new(name: str, prefix: str) -> str:
    return name if name in RESERVED_SOURCES else prefix + name


def without_text(news: Corpus) -> Corpus:
    """The same corpus as a release without texts would give it: no text, and no surfaces."""
    tables = {
        set_id: {layer: table_of_rows(layer, map(_bare, table.to_pylist())) for layer, table in of_set.items()}
        for set_id, of_set in tables_of(news).items()
    }
    bare = [document.model_copy(update={"text": None}) for document in news.documents]
    return Corpus(news.metadata, bare, news.sets, tables)


def _bare(value: Any) -> Any:
    if isinstance(value, dict):
        is_fragment = {"start", "end", "text"} <= value.keys()
        return {key: None if is_fragment and key == "text" else _bare(one) for key, one in value.items()}
    return [_bare(one) for one in value] if isinstance(value, list) else value


def small(*, text: str = TEXT, layers: Mapping[str, list[Row]] | None = None, **metadata: Any) -> Corpus:
    """A corpus of one document and one set, with two entities, sources, cues, attributions, claims and so on."""
    about = CorpusMetadata(
        name="mine", version="1.0.0", schema_version="1", text_release="included", text_rights="Ours.", **metadata
    )
    record = AnnotationSet(
        id="hand", role="raw", annotator=Annotator(name="me", kind="human"), profile="import", guidelines="1"
    )
    rows = ROWS if layers is None else layers
    tables = {
        layer: table_of_rows(layer, [{"document_id": "rain", **row} for row in of_layer]) for layer, of_layer in rows.items()
    }
    return Corpus(about, [Document.of("rain", text)], [record], {"hand": tables})


ROWS: dict[str, list[Row]] = {
    "sections": [{"id": "section-1", "span": span(TEXT), "role": "body"}],
    "entities": [
        {"id": "entity-1", "type": "PER", "name": "Ana"},
        {"id": "entity-2", "type": "PER", "name": "Ivo"},
    ],
    "mentions": [
        {"id": "mention-1", "span": span("Ana"), "entity_id": "entity-1", "form": "NAM"},
        {"id": "mention-2", "span": span("Ivo"), "entity_id": "entity-2", "form": "NAM"},
    ],
    "cues": [
        {"id": "cue-1", "span": span("says"), "type": "reportive", "engagement": "acknowledge"},
        {"id": "cue-2", "span": span("may"), "type": "epistemic", "strength": "possible"},
        {"id": "cue-3", "span": span("claims"), "type": "reportive", "engagement": "distance"},
    ],
    "sources": [
        {"id": "source-1", "anonymity": "named", "entity_id": "entity-1"},
        {"id": "source-2", "anonymity": "named", "entity_id": "entity-2"},
    ],
    "attributions": [
        {
            "id": "attribution-1",
            "sources": [{"source_id": "source-1", "span": span("Ana")}],
            "cue_ids": ["cue-1"],
            "content": span("it may rain"),
            "type": "assertion",
        },
        {
            "id": "attribution-2",
            "sources": [{"source_id": "source-2", "span": span("Ivo")}],
            "cue_ids": ["cue-3"],
            "content": span("it will not rain"),
            "type": "assertion",
        },
    ],
    "claims": [
        {"id": "claim-1", "span": span("it may rain"), "attribution_id": "attribution-1", "quantity_ids": []},
        {"id": "claim-2", "span": span("it will not rain"), "attribution_id": "attribution-2", "quantity_ids": []},
    ],
    "commitments": [
        {"id": "commitment-1", "claim_id": "claim-1", "source_id": "source-1", "value": "PS+", "evidence_ids": ["cue-2"]},
        {"id": "commitment-2", "claim_id": "claim-2", "source_id": "source-2", "value": "CT-", "evidence_ids": []},
    ],
    "stances": [
        {"id": "stance-1", "holder_id": "source-2", "target": {"claim_id": "claim-1"}, "polarity": "against"},
    ],
}
