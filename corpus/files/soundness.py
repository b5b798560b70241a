"""Soundness of tables that were not read from lines: which rows make a record, and why the others make none.

>>> from corpus.model.columns import schema
>>> row = {"id": "cue-1", "document_id": "d", "span": [{"start": 0, "end": 2, "text": "if"}], "type": "adverb"}
>>> print(sound_rows("cues", pa.Table.from_pylist([row], schema=schema("cues")), "mine").findings[0])
mine/cues/d/cue-1: E008 type: expected one of epistemic, doxastic, ..., found 'adverb'
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from corpus.errors import Place
from corpus.files.refusals import validate
from corpus.model.layers import LAYERS
from corpus.model.rows import object_of, without_nulls
from corpus.model.validity import columns_hold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.errors import Finding
    from corpus.model.corpus import Corpus
    from corpus.model.rows import Row


@dataclass(frozen=True, slots=True)
class SoundRows:
    """The rows of a table that make a record, the findings on the others, and the document and id of each of these."""

    table: pa.Table
    findings: tuple[Finding, ...]
    refused: frozenset[tuple[str, str]]


def sound_rows(layer: str, table: pa.Table, set_id: str) -> SoundRows:
    """Test the rows of a table one by one."""
    kept: list[int] = []
    findings: list[Finding] = []
    refused: set[tuple[str, str]] = set()
    for row, values in enumerate(table.to_pylist()):
        place = Place(set_id=set_id, layer=layer, document_id=values["document_id"], annotation_id=values["id"])
        parsed = validate(object_or_row(values), LAYERS[layer], place)
        findings += parsed.findings
        if parsed.record is None:
            refused.add((values["document_id"], values["id"]))
        else:
            kept.append(row)
    return SoundRows(table.take(pa.array(kept, type=pa.int64())).combine_chunks(), tuple(findings), frozenset(refused))


def unsound_rows(corpus: Corpus) -> Iterator[Finding]:
    """Give the findings on rows of a corpus that make no record; a corpus made in memory may hold such rows.

    Bounds and surfaces are left to the checks, which hold them to the text.
    """
    for record in corpus.sets:
        for layer in LAYERS:
            table = corpus.set(record.id).layer(layer).table
            if not columns_hold(layer, table):
                yield from sound_rows(layer, table, record.id).findings


def object_or_row(row: Row) -> Row:
    """Give the JSON object of a row; extras that are none stay as they are, and the record refuses them."""
    try:
        return object_of(row)
    except ValueError:
        return cast("Row", without_nulls(row))
