"""A corpus to SemEval's graphs: the author's stances to targets that are text."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Loss
from corpus.formats.graph import Annotations, Graph, Link, Note
from corpus.formats.reports import Ledger
from corpus.formats.semeval2016.columns import LABEL, STANCE, TARGET
from corpus.model.annotations import AUTHOR
from corpus.model.extras import decode_extras
from corpus.model.rows import row_of
from corpus.schemes.assembly import document_fields, sets_of_documents
from corpus.schemes.comparing import lost, rows_of
from corpus.schemes.semeval2016.decoding import records_of
from corpus.schemes.semeval2016.labels import POLARITIES, STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Corpus
    from corpus.model.rows import Row

REASON = "SemEval has the author's stance to a target that is text alone"


def encode(news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph with SemEval's labels, with what they cannot say."""
    sets = sets_of_documents(news)
    for document in news.documents:
        made, losses = [], list[Loss]()
        for set_id in sets[document.id]:
            rows = rows_of(news, document.id, set_id)
            one = replace(_annotations(rows["stances"], set_id), kind=news.set(set_id).record.annotator.kind)
            made.append(one)
            graph = Graph(document.id, document.text or "", (one,))
            found = {record.id: row_of(record) for record in records_of(graph, one, Ledger())}
            for layer, some in rows.items():
                for row in some:
                    same = found.get(row["id"]) if layer == "stances" else None
                    losses += lost(layer, row, same, set_id, REASON)
        yield Graph(document.id, document.text or "", tuple(made), document_fields(document)), losses


def _annotations(stances: list[Row], set_id: str) -> Annotations:
    numbers = count(1)
    links: list[Link] = []
    notes: list[Note] = []
    for row in sorted(stances, key=_number):
        if row["holder_id"] != AUTHOR or row["target"]["text"] is None:
            continue
        label = row["source_label"]
        is_theirs = label is not None and POLARITIES.get(label.strip().upper()) == row["polarity"]
        stance = label if is_theirs else STANCES.get(row["polarity"])
        others: dict[str, Any] = decode_extras(row["extras"] or "{}")
        columns = {
            TARGET: row["target"]["text"],
            STANCE: stance,
            **{name: others[name] for name in others if name not in {TARGET, STANCE}},
        }
        own = next(numbers)
        links.append(Link(own, LABEL))
        notes += [Note(next(numbers), name, own, value) for name, value in columns.items() if name and isinstance(value, str)]
    return Annotations(set_id, links=tuple(links), notes=tuple(notes))


def _number(row: Row) -> tuple[int, str]:
    found = re.fullmatch(r"stance-([0-9]{1,9})", row["id"])
    return (int(found[1]) if found else 0), row["id"]
