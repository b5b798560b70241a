"""A collection to measure on: the packaged article many times over, each copy with other words at other places.

Plain copies would flatter Parquet, which writes what repeats almost for free. So in each copy every word is exchanged for
another of the same length, by its own shuffle of the article's vocabulary, and a first line of its own moves all offsets.
The vocabulary stays small, which is kind to spaCy.
"""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import pyarrow as pa

import corpus
from corpus.model import LAYERS, Corpus, Document
from corpus.model.columns import schema

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

WORD = re.compile(r"[A-Za-z]+")
LONGEST_LINE = 12
"""Words of the line that a copy begins with, at most."""
REPORTING = ("sources", "attributions", "cues")
"""The layers of a corpus that marks who says what, and no more (such as PolNeAR, Newell et al. 2018)."""


def many(annotations: int, layers: Iterable[str] = LAYERS) -> Corpus:
    """Copy some layers of the packaged corpus until there are at least so many annotations."""
    one = corpus.load()
    text = one.documents[0].text or ""
    rows = {layer: one.layer(layer).table.to_pylist() for layer in layers}
    if "entities" not in rows:
        rows = {layer: [row | ({"entity_id": None} if "entity_id" in row else {}) for row in rows[layer]] for layer in rows}
    copies = -(-annotations // sum(map(len, rows.values())))
    made = [_copy(one.documents[0], text, rows, number) for number in range(copies)]
    tables = {layer: pa.concat_tables([copied[layer] for _, copied in made]).combine_chunks() for layer in rows}
    record = one.set(str(one.default_set)).record.model_copy(update={"role": "raw", "derived_from": None})
    return Corpus(one.metadata, [document for document, _ in made], [record], {record.id: tables})


def count(news: Corpus) -> int:
    """Count the annotations of all layers."""
    return sum(len(news.layer(layer)) for layer in LAYERS)


def _copy(
    original: Document, text: str, rows: dict[str, list[dict[str, Any]]], number: int
) -> tuple[Document, dict[str, pa.Table]]:
    dice = random.Random(number)  # noqa: S311 - a benchmark's data, the same every time
    exchange = _exchange(sorted(set(WORD.findall(text))), dice)
    line = " ".join(dice.choices(sorted(exchange), k=dice.randint(1, LONGEST_LINE))) + "\n\n"
    words = WORD.sub(lambda found: exchange[found[0]], text)
    document = Document.of(f"{original.id}-{number:05}", line + words, language=original.language, title=original.title)

    def move(fragment: dict[str, Any]) -> dict[str, Any]:
        start, end = fragment["start"], fragment["end"]
        return {"start": start + len(line), "end": end + len(line), "text": words[start:end]}

    return document, {layer: _table(layer, rows[layer], document.id, move) for layer in rows}


def _exchange(vocabulary: list[str], dice: random.Random) -> dict[str, str]:
    """Shuffle the words of each length among themselves."""
    exchange: dict[str, str] = {}
    for size in {len(word) for word in vocabulary}:
        words = [word for word in vocabulary if len(word) == size]
        exchange |= dict(zip(words, dice.sample(words, len(words)), strict=True))
    return exchange


def _table(
    layer: str, rows: list[dict[str, Any]], document_id: str, move: Callable[[dict[str, Any]], dict[str, Any]]
) -> pa.Table:
    moved = [_moved(row, move) | {"document_id": document_id} for row in rows]
    return pa.Table.from_pylist(moved, schema=schema(layer))


def _moved(value: Any, move: Callable[[dict[str, Any]], dict[str, Any]]) -> Any:
    if isinstance(value, list):
        return [_moved(item, move) for item in value]
    if not isinstance(value, dict):
        return value
    return move(value) if value.keys() >= {"start", "end", "text"} else {key: _moved(one, move) for key, one in value.items()}
