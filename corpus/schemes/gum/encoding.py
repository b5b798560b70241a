"""A corpus to GUM's graphs: mentions of entities and attributions; the rest is lost and listed."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.graph import Annotations, Attribute, Link, Note, Span
from corpus.model.extras import decode_extras
from corpus.schemes.comparing import encoded
from corpus.schemes.gum.decoding import decode
from corpus.schemes.gum.labels import (
    ATTRIBUTIONS,
    CONTENT,
    CUE,
    ETYPES,
    FIELDS,
    GROUP,
    IDENTITY,
    MINIMUM,
    RELATION,
    RELATIONS,
    SOURCE,
    TYPES,
)
from corpus.schemes.reportedly.encoding import bounds

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.capabilities import Loss
    from corpus.formats.graph import Graph
    from corpus.model import Corpus
    from corpus.model.rows import Row
    from corpus.schemes.comparing import Rows


def encode(news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
    """Give each document as a graph with GUM's labels, with what they cannot say."""
    return encoded(news, lambda set_id, rows: _Encoder(set_id, rows).annotations(), decode)


class _Encoder:
    """The items of one document in one set, in the making."""

    def __init__(self, set_id: str, rows: Rows) -> None:
        self.set_id = set_id
        self.rows: dict[str, dict[str, Row]] = {layer: {row["id"]: row for row in some} for layer, some in rows.items()}
        self.groups = _groups(self.rows["entities"])
        self.numbers = count(1)
        self.spans: list[Span] = []
        self.links: list[Link] = []
        self.attributes: list[Attribute] = []
        self.notes: list[Note] = []

    def annotations(self) -> Annotations:
        """Add mentions and attributions."""
        for row in sorted(self.rows["mentions"].values(), key=_as_bracketed):
            entity = self.rows["entities"].get(row["entity_id"] or "")
            if entity is not None:
                self._add_mention(row, entity)
        cues: set[str] = set()
        for row in sorted(self.rows["attributions"].values(), key=lambda row: (len(row["id"]), row["id"])):
            self._add_attribution(row, cues)
        return Annotations(self.set_id, tuple(self.spans), tuple(self.links), tuple(self.attributes), tuple(self.notes))

    def _add_mention(self, row: Row, entity: Row) -> None:
        label = _label(row, entity)
        if label is None:
            return
        self.spans.append(Span(row["id"], label, bounds(row["extent"] or row["span"])))
        if row["extent"] is not None:
            least = self._span(MINIMUM, row["span"])
            self.links.append(Link(next(self.numbers), MINIMUM, None, (("Arg1", row["id"]), ("Arg2", least))))
        extras = _extras(row)
        fields = {GROUP: self.groups[entity["id"]], **{name: extras.get(name) for name in FIELDS}}
        fields[IDENTITY] = extras.get(IDENTITY) or _extras(entity).get(IDENTITY)
        for name, value in fields.items():
            if isinstance(value, str):
                self.attributes.append(Attribute(next(self.numbers), name, row["id"], value))

    def _add_attribution(self, row: Row, cues: set[str]) -> None:
        named = [(SOURCE, self._span(SOURCE, one["span"])) for one in row["sources"] or () if one["span"] is not None]
        content = [(CONTENT, self._span(CONTENT, row["content"]))] if row["content"] is not None else []
        for cue_id in row["cue_ids"] or ():
            if cue_id not in cues:
                cues.add(cue_id)
                self.spans.append(Span(cue_id, CUE, bounds(self.rows["cues"][cue_id]["span"])))
        arguments = (*named, *content, *((CUE, cue_id) for cue_id in row["cue_ids"] or ()))
        native, polarity = row["source_label"], row["polarity"]
        label = native if ATTRIBUTIONS.get(native, "") == polarity else RELATIONS[polarity or "positive"]
        self.links.append(Link(row["id"], label, None, arguments))
        relation = _extras(row).get(RELATION)
        if isinstance(relation, str):
            self.notes.append(Note(next(self.numbers), RELATION, row["id"], relation))

    def _span(self, label: str, span: Any) -> int:
        number = next(self.numbers)
        self.spans.append(Span(number, label, bounds(span)))
        return number


def _groups(entities: Iterable[str]) -> dict[str, str]:
    """Give each entity a group of its own: the one that it was made of, else its id."""
    groups = {own: own.removeprefix("entity-") for own in entities if own.startswith("entity-")}
    taken = set(groups.values())
    for own in entities:
        if own not in groups:
            group = own
            while group in taken:
                group += "-"
            taken.add(group)
            groups[own] = group
    return groups


def _label(mention: Row, entity: Row) -> str | None:
    """Give the `etype` of a mention: its own where its entity is still of the type that it came with, else that of the type."""
    came, native = entity["source_label"], mention["source_label"]
    is_still = came is not None and TYPES.get(came) == entity["type"]
    if native is not None and (is_still or TYPES.get(native, "") == entity["type"]):
        return str(native)
    return came if is_still else ETYPES.get(entity["type"] or "")


def _as_bracketed(mention: Row) -> tuple[int, int, int, str]:
    """Give the order of brackets: as they begin, outer before inner."""
    place = bounds(mention["extent"] or mention["span"])
    return place[0][0], -place[-1][1], len(mention["id"]), mention["id"]


def _extras(row: Row) -> dict[str, Any]:
    return dict(decode_extras(row["extras"])) if row["extras"] else {}
