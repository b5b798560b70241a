"""Wording: the words by which a reader finds an annotation, which of a commitment are those of its claim.

>>> place_of({"span": [{"start": 3, "end": 6, "text": "may"}]})
3
>>> words_of([{"span": [{"start": 3, "end": 6, "text": "may"}]}], {})
['may']
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from corpus.changes.paths import follow

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.changes.renames import Address
    from corpus.model.rows import Row

OWN_SPANS = ("span", "content", "expression", "target.span")
OWN_WORDS = ("name", "target.text")
SUBJECTS = {"claim_id": "claims", "target.claim_id": "claims", "entity_id": "entities", "target.entity_id": "entities"}
"""What an annotation without words of its own is about, and in which layer that is."""


def words_of(rows: Sequence[Row], tables: Mapping[str, pa.Table]) -> list[str | None]:
    """Give the words of each row: its own, else those of what it is about; None where there are none."""
    about = [None if _own(row) else _subject(row) for row in rows]
    subjects = {key: row for other in set(SUBJECTS.values()) for key, row in _looked_up(other, about, tables).items()}
    found = [_own(row) for row in rows]
    if not subjects:
        return found
    return [words or (_own(subjects.get(key, {})) if key else None) for words, key in zip(found, about, strict=True)]


def place_of(row: Row) -> float:
    """Give where a row begins, after everything where it stands nowhere."""
    spans = (_at(row, path) for path in OWN_SPANS)
    return next((span[0]["start"] for span in spans if span), math.inf)


def _own(row: Row) -> str | None:
    for span in (_at(row, path) for path in OWN_SPANS):
        if span and all(fragment["text"] is not None for fragment in span):
            return " ".join(fragment["text"] for fragment in span)
    return next((words for words in (_at(row, path) for path in OWN_WORDS) if words), None)


def _subject(row: Row) -> tuple[str, Address] | None:
    found = ((layer, _at(row, path)) for path, layer in SUBJECTS.items())
    return next(((layer, (row["document_id"], name)) for layer, name in found if name), None)


def _at(row: Row, path: str) -> Any:
    return follow(row, path)


def _looked_up(
    layer: str, about: Sequence[tuple[str, Address] | None], tables: Mapping[str, pa.Table]
) -> dict[tuple[str, Address], Row]:
    wanted = {one[1][1] for one in about if one is not None and one[0] == layer}
    if not wanted or layer not in tables:
        return {}
    table = tables[layer].filter(pc.is_in(tables[layer]["id"], value_set=pa.array(sorted(wanted), type=pa.string())))
    return {(layer, (row["document_id"], row["id"])): row for row in table.to_pylist()}
