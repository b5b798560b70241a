"""Writes every table of a release, split by split, and says what was written."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from corpus.files.tables import ROW_GROUP, file_hash, write_table
from corpus.model import LAYERS
from corpus.release.configs import DEFAULT_CONFIG, Config, TableFile
from corpus.release.flat import HEDGES, flat_table, hedges_of, layer_labels, of_set
from corpus.release.nested import BATCH, nested_labels, nested_tables
from corpus.release.splits import split_documents
from corpus.release.tasks import build_tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from corpus.release.editions import Edition

    Parts = Callable[[list[str]], Iterable[pa.Table]]

TITLES = {
    DEFAULT_CONFIG: "One document with its text, sentences, tokens and every layer of the default set.",
    "sections": "One part of an article, with its role.",
    "entities": "One person, organisation, place or thing that an article speaks of.",
    "mentions": "One expression that refers to an entity.",
    "quantities": "One number, amount or time, with its value.",
    "cues": "One word or phrase that hedges, reports, verifies, boosts or negates.",
    "sources": "One voice of an article; `@author` and `@unspecified` exist in each.",
    "attributions": "One report: who says what, marked how.",
    "claims": "One proposition that an article states or reports.",
    "commitments": "How surely one source presents one claim as true.",
    "stances": "One source's attitude to one target.",
    HEDGES: "One cue that lowers the author's commitment or shifts it to another voice (the rows of `cues` that hedge).",
    "ner": "One sentence as tokens with BIO tags of named entities.",
    "cue_tagging": "One sentence as tokens with BIO tags of cue types.",
    "hedged_sentences": "One sentence, and whether it is hedged and whether it has an evidential.",
    "stance_pairs": "One holder and one target, with the words around them and the stance.",
    "attribution_spans": "One attribution in its sentences, with source, cue and content spans.",
    "factuality": "One claim in its sentences, one source, and how surely the source holds it.",
}
"""What a row of each config is."""
WITHHELD_TITLES = {
    DEFAULT_CONFIG: "One document without its text: sentences, tokens and every layer of the default set, as offsets."
}
"""What a row is where the texts are withheld, where that is another thing."""


@dataclass(frozen=True)
class Table:
    """One table to be written: for each split a stream of parts."""

    name: str
    labels: Mapping[str, tuple[str, ...]]
    parts: Parts
    """Gives the rows of some documents."""
    row_group: int = ROW_GROUP
    dropped: Mapping[str, int] = field(default_factory=dict)


def write_tables(edition: Edition, folder: Path, progress: Callable[[str], None]) -> tuple[Config, ...]:
    """Write all tables under `data/`; what would be empty is not written, nor are the task views of withheld texts."""
    titles = TITLES | (WITHHELD_TITLES if edition.corpus.metadata.text_release == "withheld" else {})
    splits, configs = split_documents(edition.corpus), []
    for table in _tables(edition):
        progress(table.name)
        config = _write(table, splits, folder, title=titles[table.name])
        if config is not None:
            configs.append(config)
    return tuple(configs)


def _tables(edition: Edition) -> Iterator[Table]:
    corpus = edition.corpus
    flats = {layer: flat_table(corpus, layer) for layer in LAYERS}
    yield Table(DEFAULT_CONFIG, nested_labels(), _documents_of(edition, flats), BATCH)
    for layer, flat in flats.items():
        yield Table(layer, layer_labels(layer), _rows_of(flat))
        if layer == "cues":
            yield Table(HEDGES, layer_labels(layer), _rows_of(hedges_of(flat)))
    for task in build_tasks(corpus, edition.segmentations) if corpus.metadata.text_release != "withheld" else ():
        yield Table(task.name, task.labels, _rows_of(task.table), dropped=task.dropped)


def _documents_of(edition: Edition, flats: Mapping[str, pa.Table]) -> Parts:
    layers = {layer: of_set(flat, edition.corpus.default_set) for layer, flat in flats.items()}
    documents = {document.id: document for document in edition.corpus.documents}
    withheld = edition.corpus.metadata.text_release == "withheld"
    return lambda ids: nested_tables([documents[one] for one in ids], layers, edition.segmentations, withheld=withheld)


def _rows_of(table: pa.Table) -> Parts:
    def parts(ids: list[str]) -> Iterator[pa.Table]:
        yield table.filter(pc.is_in(table["document_id"], value_set=pa.array(ids, type=pa.string()))).combine_chunks()

    return parts


def _write(table: Table, splits: Mapping[str, list[str]], folder: Path, *, title: str) -> Config | None:
    files, schema = [], None
    for split, ids in splits.items():
        path = folder / "data" / table.name / f"{split}.parquet"
        parts = (part for part in table.parts(ids) if part.num_rows)
        first = next(parts, None)
        if first is None:
            continue
        schema = first.schema
        written = write_table(path, schema, itertools.chain([first], parts), row_group=table.row_group)
        files.append(
            TableFile(
                split=split,
                path=path.relative_to(folder).as_posix(),
                rows=written.rows,
                size=path.stat().st_size,
                sha256=file_hash(path),
                content_sha256=written.content_sha256,
                memory=written.memory,
            )
        )
    if schema is None:
        return None
    return Config(table.name, title, schema, table.labels, tuple(files), table.dropped)
