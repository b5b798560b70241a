"""Graphs to a table of tweets in UTF-8; same graphs, same bytes."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from corpus.formats.capabilities import Capabilities
from corpus.formats.graph import Annotations
from corpus.formats.names import ONLY_ANNOTATOR
from corpus.formats.semeval2016.columns import (
    ANNOTATOR,
    BREAKS,
    COLUMNS,
    ID,
    STANCE,
    TARGET,
    TWEET,
    TWEET_AS_JSON,
)
from corpus.formats.semeval2016.rules import unfit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Graph, Id
    from corpus.formats.vocabularies import Vocabulary

Row = dict[str, str]


CAPABILITIES = Capabilities(attributes=False, normalisations=False, groups=False, fields=False, ids=False, unfit=unfit)


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - the format needs no labels
    """Write one file.

    Raises:
        OSError: it cannot be written.
    """
    rows = [row for graph in graphs for one in graph.annotations or [Annotations("")] for row in _rows(graph, one)]
    is_broken = any(mark in row[TWEET] for row in rows for mark in BREAKS)
    further = sorted({name for row in rows for name in row} - {*COLUMNS, ANNOTATOR})
    annotators = [ANNOTATOR] if any(row[ANNOTATOR] for row in rows) else []
    header = [ID, TARGET, TWEET_AS_JSON if is_broken else TWEET, STANCE, *further, *annotators]
    lines = [header]
    for row in rows:
        cells = row | ({TWEET_AS_JSON: json.dumps(row[TWEET], ensure_ascii=False)} if is_broken else {})
        lines.append([cells.get(column, "") for column in header])
    path.write_bytes("".join("\t".join(line) + "\n" for line in lines).encode())


def _rows(graph: Graph, given: Annotations) -> Iterator[Row]:
    """Give a row for each stance, and one for a document that has none."""
    is_named = given.annotator not in {"", ONLY_ANNOTATOR} or (given.annotator and not given.size)
    head = {ID: graph.document_id, TWEET: graph.text, ANNOTATOR: given.annotator if is_named else ""}
    cells: dict[Id, Row] = defaultdict(dict)
    for note in given.notes:
        cells[note.target][note.label] = note.text
    for link in given.links:
        yield head | cells[link.id]
    if not given.links:
        yield head
