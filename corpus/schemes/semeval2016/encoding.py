"""A corpus to SemEval's graphs: the author's stances to targets that are text."""

from __future__ import annotations

import re
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.graph import Annotations, Link, Note
from corpus.formats.semeval2016.columns import LABEL, STANCE, TARGET
from corpus.model.annotations import AUTHOR
from corpus.model.extras import decode_extras
from corpus.schemes.comparing import encoded
from corpus.schemes.semeval2016.decoding import decode
from corpus.schemes.semeval2016.labels import POLARITIES, STANCES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.capabilities import Loss
    from corpus.formats.graph import Graph
    from corpus.model import Corpus
    from corpus.model.rows import Row

REASON = "SemEval has the author's stance to a target that is text alone"


def encode(news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph with SemEval's labels, with what they cannot say."""
    return encoded(news, lambda set_id, rows: _annotations(rows["stances"], set_id), decode, nowhere=REASON)


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
