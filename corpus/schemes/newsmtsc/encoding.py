"""A corpus to NewsMTSC's graphs: entities to which the author has a stance; what came from there as it was."""

from __future__ import annotations

import json
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.graph import Annotations, Attribute, Link, Note, Span
from corpus.formats.newsmtsc.keys import FIRST, FURTHER_LABEL, POLARITY, SECOND, TARGET_LABEL
from corpus.model.annotations import AUTHOR
from corpus.model.extras import decode_extras
from corpus.schemes.comparing import encoded
from corpus.schemes.newsmtsc.decoding import decode
from corpus.schemes.newsmtsc.labels import NUMBERS, polarity_of
from corpus.schemes.reportedly.encoding import bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.capabilities import Loss
    from corpus.formats.graph import Fragments, Graph, Id
    from corpus.model import Corpus
    from corpus.model.rows import Row
    from corpus.schemes.comparing import Rows

REASON = "NewsMTSC has the author's sentiment towards entities alone"


def encode(news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph with NewsMTSC's labels, with what they cannot say."""
    return encoded(news, lambda set_id, rows: _Encoder(rows).annotations(set_id), decode, nowhere=REASON)


class _Encoder:
    """The items of one annotator in one document."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.numbers = count(1)
        self.spans: list[Span] = []
        self.links: list[Link] = []
        self.attributes: list[Attribute] = []
        self.notes: list[Note] = []

    def annotations(self, set_id: str) -> Annotations:
        """Add every entity that is a target."""
        mentions: dict[str, list[Row]] = {}
        for row in sorted(self.rows["mentions"], key=_number):
            mentions.setdefault(row["entity_id"], []).append(row)
        stances: dict[str, list[Row]] = {}
        for row in self.rows["stances"]:
            if row["holder_id"] == AUTHOR and row["target"]["entity_id"] is not None and self._value(row) is not None:
                stances.setdefault(row["target"]["entity_id"], []).append(row)
        for entity in sorted(self.rows["entities"], key=_number):
            named = mentions.get(entity["id"], [])
            is_target = entity["id"] in stances or any(one["source_label"] == TARGET_LABEL for one in named)
            if named and is_target:
                self._add(entity, named, stances.get(entity["id"], []))
        parts = (tuple(self.spans), tuple(self.links), tuple(self.attributes), tuple(self.notes))
        return Annotations(set_id, *parts)

    def _add(self, entity: Row, mentions: list[Row], stances: list[Row]) -> None:
        main = next((one for one in mentions if one["source_label"] == TARGET_LABEL), mentions[0])
        own: Id = main["id"] if _is_named(main["id"]) else next(self.numbers)
        self.spans.append(Span(own, TARGET_LABEL, _fragments(main)))
        for one in stances[:1]:
            self.attributes.append(Attribute(next(self.numbers), POLARITY, own, self._value(one)))
        for key, value in decode_extras(entity["extras"] or "{}").items():
            if key:
                self.notes.append(Note(next(self.numbers), key, own, json.dumps(value, ensure_ascii=False)))
        for one in mentions:
            if one is not main:
                self._add_further(one, own)

    def _add_further(self, mention: Row, target: Id) -> None:
        own = next(self.numbers)
        self.spans.append(Span(own, FURTHER_LABEL, _fragments(mention)))
        self.links.append(Link(next(self.numbers), FURTHER_LABEL, None, ((FIRST, own), (SECOND, target))))

    def _value(self, stance: Row) -> str | None:
        label = stance["source_label"]
        is_theirs = label is not None and polarity_of(label) == stance["polarity"]
        return label if is_theirs else NUMBERS.get(stance["polarity"])


def _number(row: Row) -> tuple[Any, ...]:
    """Sort `entity-2` before `entity-10`, and what has no number before it."""
    return tuple(int(part) if part.isascii() and part.isdecimal() else -1 for part in row["id"].split("-")[1:]), row["id"]


def _is_named(own: str) -> bool:
    """Tell whether an id is one that a target has, and not one that is made where it has none."""
    return not (own.startswith("mention-") and own.removeprefix("mention-").isdecimal())


def _fragments(row: Row) -> Fragments:
    at: Any = decode_extras(row["extras"] or "{}").get("at")
    return tuple((one, other) for one, other in at) if _is_place(at) else bounds(row["span"])


def _is_place(at: Any) -> bool:
    if not isinstance(at, list):
        return False
    return bool(at) and all(isinstance(one, list) and len(one) == 2 and all(isinstance(end, int) for end in one) for one in at)  # noqa: PLR2004 - a pair
