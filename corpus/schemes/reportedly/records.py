"""The records of one annotator in one document: each gathers what is said of it, and everything is used or refused."""

from __future__ import annotations

import json
from collections import defaultdict
from itertools import count
from typing import TYPE_CHECKING, Any, NamedTuple

from pydantic import ValidationError

from corpus.errors import Place
from corpus.formats.fragments import trimmed
from corpus.formats.graph import Attribute, Link, Note, Span
from corpus.formats.items import by_id, contents
from corpus.model.annotations import RESERVED_SOURCES, Annotation
from corpus.model.extras import decode_extras
from corpus.model.layers import LAYERS, REFERENCES
from corpus.schemes.reportedly.fields import EMPTY, FIRST, PLACED, SECOND, SOURCE, TARGET, Field, fields, roles

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.formats.graph import Annotations, Graph, Id, Item
    from corpus.formats.reports import Ledger

COMMENT = "AnnotatorNotes"
Key = tuple[str, "Id"]
"""A role or label, and the id that it is about."""


class _Made(NamedTuple):
    """A record, the item that it was made of, and all items that went into it."""

    item: Span | Link
    record: Annotation
    items: list[Item]


class Decoder:
    """What one annotator left in one document, by what it is about."""

    def __init__(self, graph: Graph, one: Annotations, ledger: Ledger) -> None:
        """Sort the items by what they are about."""
        self.graph, self.one, self.ledger = graph, one, ledger
        self.spans = {span.id: span for span in one.spans}
        self.links = {link.id: link for link in one.links}
        self.pairs: dict[Key, list[Link]] = defaultdict(list)
        self.said: dict[Key, list[Attribute | Note]] = defaultdict(list)
        self.known = by_id(one)
        self.used: set[int] = set()
        self.gathered: list[Item] = []
        """The same items, in the order in which they went into records."""
        for link in one.links:
            if link.label in roles() and [role for role, _ in link.arguments] == [FIRST, SECOND]:
                self.pairs[link.label, link.arguments[0][1]].append(link)
        for attribute in one.attributes:
            self.said[attribute.label, attribute.target].append(attribute)
        for note in one.notes:
            self.said[note.label, note.target].append(note)
        self._take_comments()
        self.names = self._named()

    def _take_comments(self) -> None:
        """Take what an annotator wrote beside a record in brat for its note, where it has none."""
        for note in self.one.notes:
            if note.label == COMMENT and not self.said["note", note.target]:
                self.said["note", note.target].append(note)

    def records(self) -> Iterator[tuple[str, Annotation]]:
        """Give each record with its layer; refuse what makes none, what belongs to none, and what rests on a refused one."""
        items: list[Span | Link] = [*self.one.spans, *self.one.links]
        named = [item for item in items if item.id in self.names and item.id not in RESERVED_SOURCES]
        found = [made for made in map(self._record, named) if made is not None]
        while len(kept := self._founded(found)) < len(found):
            found = kept
        yield from ((one.item.label, one.record) for one in found)
        for stray in self.one.items():
            if id(stray) not in self.used:
                self._refuse_stray(stray)

    def _founded(self, found: list[_Made]) -> list[_Made]:
        ids = {(one.item.label, one.record.id) for one in found}
        kept = []
        for one in found:
            missing = next((target for target in _referred(one) if target not in ids), None)
            if missing is None:
                kept.append(one)
                continue
            layer, target = missing
            reason = (
                f"{one.item.label} {one.record.id}: expected references to records, found {target} of {layer}, which is refused"
            )
            self._withdraw("F302", reason, one.item, one.items)
        return kept

    def _named(self) -> dict[Id, str]:
        """Give each record its id: its own, or one that is free."""
        found: list[Span | Link] = [span for span in self.one.spans if span.label in PLACED]
        found += [link for link in self.one.links if link.label in LAYERS and link.label not in PLACED]
        taken = {one.id for one in found}
        numbers = count(1)
        named: dict[Id, str] = {}
        for one in found:
            names = (f"{one.label}-{number}" for number in numbers)
            named[one.id] = one.id if isinstance(one.id, str) else next(name for name in names if name not in taken)
            if one.id in RESERVED_SOURCES:
                self._use(one)
        return named

    def _use(self, *items: Any) -> None:
        """Remember that items went into a record, and the spans that show where."""
        for item in items:
            shown = self.spans.get(item.trigger) if isinstance(item, Link) and item.trigger is not None else None
            for one in (item,) if shown is None else (item, shown):
                if id(one) not in self.used:
                    self.used.add(id(one))
                    self.gathered.append(one)

    def _record(self, item: Span | Link) -> _Made | None:
        before = len(self.gathered)
        try:
            found = self._object(item)
            record = LAYERS[item.label].model_validate(found)
        except (ValueError, LookupError) as error:
            self._use(item)
            reason = f"{item.label} {item.id}: expected what makes a record, found that {_said(error)}"
            self._withdraw("F302", reason, item, self.gathered[before:])
            return None
        self._use(item)
        return _Made(item, record, self.gathered[before:])

    def _object(self, item: Span | Link) -> dict[str, Any]:
        made: dict[str, Any] = {"id": self.names[item.id], "document_id": self.graph.document_id}
        if isinstance(item, Span):
            made["span"] = self._span(item)
        if item.label == "attributions":
            made["sources"] = self._sources(item)
        if item.label == "stances":
            made["target"] = self._target(item)
        made |= {field.name: self._value(item, field) for field in fields(item.label)}
        return made

    def _value(self, item: Span | Link, field: Field) -> Any:
        if field.kind in {"span", "reference"}:
            targets = self._targets(item, field.role)
            if field.kind == "span":
                return self._only([self._span(self._field_span(target, field.role)) for target in targets], field.role)
            named = [self.names[target] for target in targets]
            if not field.many:
                return self._only(named, field.role)
            return named or ([] if self._is_empty(item, field.role) else None)
        written = self._only(self._values(field.role, item.id), field.role)
        return written if written is None else _read(written, field)

    def _targets(self, item: Span | Link, role: str) -> list[Id]:
        """Give what plays a role of a record: by its arguments, or by pairs."""
        pairs = self.pairs[role, item.id]
        self._use(*pairs)
        direct = [target for name, target in item.arguments if _base(name) == role] if isinstance(item, Link) else []
        return [*direct, *(link.arguments[1][1] for link in pairs)]

    def _values(self, label: str, target: Id) -> list[str]:
        items = self.said[label, target]
        self._use(*items)
        return [(item.text if isinstance(item, Note) else item.value) or "" for item in items]

    def _is_empty(self, item: Span | Link, role: str) -> bool:
        return self._values(role, item.id) == [EMPTY]

    def _sources(self, item: Span | Link) -> list[dict[str, Any]] | None:
        made: list[dict[str, Any]] = []
        for target in self._targets(item, SOURCE):
            if target in self.names:
                made.append({"source_id": self.names[target]})
            else:
                words = self._field_span(target, SOURCE)
                pairs = self.pairs[SOURCE, target]
                self._use(*pairs)
                (source,) = {link.arguments[1][1] for link in pairs}
                made.append({"source_id": self.names[source], "span": self._span(words)})
        return made or ([] if self._is_empty(item, SOURCE) else None)

    def _target(self, item: Span | Link) -> dict[str, Any]:
        made: dict[str, Any] = {"text": self._only(self._values(TARGET, item.id), TARGET)}
        for target in self._targets(item, TARGET):
            link = self.links.get(target)
            if link is not None and link.label == "entities":
                made["entity_id"] = self.names[target]
            elif self.spans[target].label == "claims":
                made["claim_id"] = self.names[target]
            else:
                made["span"] = self._span(self._field_span(target, TARGET))
        return made

    def _field_span(self, target: Id, role: str) -> Span:
        span = self.spans[target]
        if span.label != role:
            message = f"its {role} is a span labelled {span.label}"
            raise ValueError(message)
        return span

    def _span(self, span: Span) -> list[dict[str, Any]]:
        self._use(span)
        text, fragments = self.graph.text, trimmed(span.fragments, self.graph.text)
        if fragments != span.fragments:
            self.ledger.change("F203", f"{span.label} {span.id}: white space was taken from its edges", self._place(span))
        return [{"start": start, "end": end, "text": text[start:end]} for start, end in fragments]

    def _only(self, values: list[Any], role: str) -> Any:
        if len(values) > 1:
            message = f"{role} stands {len(values)} times"
            raise ValueError(message)
        return values[0] if values else None

    def _refuse_stray(self, item: Item) -> None:
        known = item.label in LAYERS or item.label in roles() or isinstance(item, Attribute | Note)
        reason = (
            f"expected something of a record, found {item.label} of none; tie it to one, or take it out"
            if known
            else f"expected a label of the schema, found {item.label}; choose another scheme, or rename it"
        )
        self._withdraw("F303" if known else "F301", reason, item, [item])

    def _withdraw(self, code: str, reason: str, item: Item, items: Sequence[Item]) -> None:
        self.ledger.withdraw(code, reason, self._place(item), contents=contents(items, self.known))

    def _place(self, item: Item) -> Place:
        return Place(file=self.one.file, line=item.line or None, set_id=self.one.annotator, document_id=self.graph.document_id)


def _referred(made: _Made) -> Iterator[tuple[str, str]]:
    """Give the layer and id of each record that a record refers to."""
    for path, layer in REFERENCES.get(made.item.label, {}).items():
        values: list[Any] = [made.record]
        for part in path.split("."):
            values = [one for value in values if value is not None for one in _step(value, part)]
        yield from ((layer, one) for one in values if one is not None and one not in RESERVED_SOURCES)


def _step(value: Any, part: str) -> Sequence[Any]:
    return value if part == "item" else [getattr(value, part)]


def _base(role: str) -> str:
    """Leave out the number that brat puts behind a role that stands several times."""
    return role.rstrip("0123456789")


def _read(written: str, field: Field) -> Any:
    if field.name == "extras":
        return decode_extras(written)
    if field.kind == "truth":
        return {"true": True, "false": False}.get(written, written)
    return json.loads(written) if field.kind in {"number", "list"} else written


def _said(error: Exception) -> str:
    """Say what is wrong in one line."""
    if isinstance(error, ValidationError):
        first = error.errors(include_url=False)[0]
        return ": ".join([".".join(map(str, first["loc"])), first["msg"]])
    if isinstance(error, KeyError):
        return f"{error.args[0]} is none of its kind"
    return str(error)
