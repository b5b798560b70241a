"""A small corpus with everything that is hard to show: nesting, interruption, shared spans, an implicit source."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.model import LAYERS, AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
from corpus.model.rows import table_of

TEXT = (
    "Maduro Reveals 5,000 Missiles\n\n"
    "His country, he claimed, is armed with no fewer than 5,000 missiles. "
    "Experts, cited by TAG24, argue that strikes may be unlawful. It is reportedly true.\n"
)


def span(*surfaces: str) -> list[dict[str, Any]]:
    """Find each surface, one after the other."""
    found: list[dict[str, Any]] = []
    for surface in surfaces:
        start = TEXT.index(surface, found[-1]["end"] if found else 0)
        found.append({"start": start, "end": start + len(surface), "text": surface})
    return found


ROWS: dict[str, list[dict[str, Any]]] = {
    "sections": [
        {"id": "section-1", "span": span("Maduro Reveals 5,000 Missiles"), "role": "headline"},
        {"id": "section-2", "span": span(TEXT.split("\n")[2]), "role": "body"},
    ],
    "entities": [
        {"id": "entity-1", "type": "PER", "name": "Nicolás Maduro"},
        {"id": "entity-2", "type": "ORG", "name": "TAG24", "link": "Q42"},
        {"id": "entity-3"},
    ],
    "mentions": [
        {"id": "mention-1", "entity_id": "entity-1", "span": span("Maduro")},
        {"id": "mention-2", "entity_id": "entity-1", "span": span("he")},
        {"id": "mention-3", "entity_id": "entity-2", "span": span("TAG24")},
        {"id": "mention-4", "span": span("strikes")},
    ],
    "quantities": [{"id": "quantity-1", "span": span("5,000"), "kind": "cardinal", "value": 5000.0}],
    "cues": [
        {"id": "cue-1", "span": span("Reveals"), "type": "reportive", "engagement": "endorse"},
        {"id": "cue-2", "span": span("claimed"), "type": "reportive", "engagement": "distance"},
        {"id": "cue-3", "span": span("no fewer than"), "type": "approximator"},
        {"id": "cue-4", "span": span("cited by"), "type": "reportive"},
        {"id": "cue-5", "span": span("argue"), "type": "reportive"},
        {"id": "cue-6", "span": span("may"), "type": "epistemic", "strength": "possible"},
        {"id": "cue-7", "span": span("reportedly"), "type": "unspecified"},
    ],
    "sources": [
        {"id": "source-1", "anonymity": "named", "official": "political", "entity_id": "entity-1"},
        {"id": "source-2", "anonymity": "named", "is_document": True, "entity_id": "entity-2"},
        {"id": "source-3", "anonymity": "collective"},
        {"id": "source-4", "entity_id": "entity-3"},
    ],
    "attributions": [
        {
            "id": "attribution-1",
            "sources": [{"source_id": "source-1", "span": span("Maduro")}],
            "cue_ids": ["cue-1"],
            "content": span("5,000 Missiles"),
            "type": "fact",
            "mode": "indirect",
        },
        {
            "id": "attribution-2",
            "sources": [{"source_id": "source-1", "span": span("he")}],
            "cue_ids": ["cue-2"],
            "content": span("His country", "is armed with no fewer than 5,000 missiles"),
            "type": "assertion",
            "polarity": "negative",
        },
        {
            "id": "attribution-3",
            "sources": [{"source_id": "source-2", "span": span("TAG24")}],
            "cue_ids": ["cue-4"],
            "content": span("Experts", "argue that strikes may be unlawful"),
        },
        {
            "id": "attribution-4",
            "sources": [{"source_id": "source-3", "span": span("Experts")}],
            "cue_ids": ["cue-5"],
            "content": span("that strikes may be unlawful"),
            "parent_id": "attribution-3",
        },
        {"id": "attribution-5", "sources": [{"source_id": "@unspecified"}], "cue_ids": ["cue-7"], "content": span("true")},
        {"id": "attribution-6"},
    ],
    "claims": [
        {"id": "claim-1", "span": span("5,000 Missiles"), "cluster": "missiles", "attribution_id": "attribution-1"},
        {"id": "claim-2", "span": span("strikes may be unlawful")},
    ],
    "commitments": [
        {"id": "commitment-1", "claim_id": "claim-1", "source_id": "source-1", "value": "CT+"},
        {"id": "commitment-2", "claim_id": "claim-1", "source_id": "@author", "value": "Uu"},
    ],
    "stances": [
        {
            "id": "stance-1",
            "holder_id": "source-3",
            "target": {"span": span("strikes")},
            "polarity": "against",
            "type": "position",
            "expression": span("unlawful"),
            "intensity": "high",
            "explicit": True,
        },
        {"id": "stance-2", "holder_id": "@author", "target": {"entity_id": "entity-1"}, "polarity": "mixed", "explicit": False},
        {"id": "stance-3", "holder_id": "source-4", "target": {"claim_id": "claim-2"}, "explicit": True},
        {"id": "stance-4", "holder_id": "source-1", "target": {"text": "the war"}, "polarity": "favor"},
        {"id": "stance-5", "holder_id": "source-1", "target": {"entity_id": "entity-3"}},
    ],
}


@pytest.fixture(scope="session")
def news() -> Corpus:
    record = AnnotationSet(
        id="pass-1", role="raw", annotator=Annotator(name="rules", kind="rule", version="0.1"), profile="silver"
    )
    tables = {
        layer: table_of(layer, [LAYERS[layer].model_validate({"document_id": "note", **row}, strict=False) for row in rows])
        for layer, rows in ROWS.items()
    }
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    return Corpus(metadata, [Document.of("note", TEXT, title="A note")], [record], {"pass-1": tables})
