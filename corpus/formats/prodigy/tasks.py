r"""One task of Prodigy: its spans, relations and choices, before they are held against the text.

>>> from corpus.formats.json_files import objects_of
>>> from corpus.formats.reports import Ledger
>>> line = '{"text": "Ana says no", "spans": [{"start": 0, "end": 3, "label": "PER", "source": "ner"}], "accept": ["news"]}'
>>> drafts = Task(next(objects_of(line, "d.jsonl", Ledger())), Ledger()).draft(iter([1, 2, 3]))
>>> [(one.region.label, one.region.kind) for one in drafts.drafts], drafts.attributes[0].value
([('PER', 'span'), ('news', 'unplaced')], 'ner')
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from corpus.formats.graph import Attribute, Note
from corpus.formats.placing import Draft
from corpus.formats.prodigy.ends import Ends
from corpus.formats.prodigy.keys import (
    ANSWER,
    ANSWERS,
    ATTRIBUTES,
    CHOICES,
    KEPT,
    KIND,
    NOTES,
    OWN_ID,
    ROLES,
    SPAN_KEYS,
    is_declined,
    is_id,
    is_number,
)
from corpus.formats.regions import FIRST, SECOND, Kind, Region, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.graph import Id
    from corpus.formats.json_files import JsonObject
    from corpus.formats.offsets import Expected
    from corpus.formats.reports import Ledger

TOKEN = "token"  # noqa: S105 - a word of the text
"""The label of the end of an arrow that is a word without a label, as in syntax trees."""


@dataclass(slots=True)
class TaskDrafts:
    """What one task says."""

    drafts: list[Draft] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Task:
    """A task and its ledger."""

    def __init__(self, found: JsonObject, ledger: Ledger) -> None:
        """Look at its tokens."""
        self.found, self.ledger = found, ledger
        self.value = found.value
        self.tokens = [
            one for one in _dicts(self.value.get("tokens")) if is_number(one.get("start")) and is_number(one.get("end"))
        ]

    @property
    def evidence(self) -> list[Expected]:
        """The tokens as bounds and surfaces: they prove what the offsets count."""
        return [
            (((one["start"], one["end"]),), one["text"])
            for one in self.tokens
            if isinstance(one.get("text"), str) and 0 <= one["start"] < one["end"] < 2**31
        ]

    def draft(self, numbers: Iterator[int]) -> TaskDrafts:
        """Give what the task says; quarantine what cannot be read.

        Args:
            numbers: for what has no id.
        """
        made = TaskDrafts()
        for span in _list(self.value.get("spans")):
            self._add_span(span, made, numbers)
        for label in self._choices():
            made.drafts.append(self._draft(next(numbers), label, (0, 0), "unplaced", None, label))
        ends = Ends([draft.region for draft in made.drafts], [(one["start"], one["end"]) for one in self.tokens])
        for relation in _list(self.value.get("relations")):
            self._add_relation(relation, made, ends, numbers)
        return made

    def _choices(self) -> Iterator[str]:
        for key in CHOICES:
            given = self.value.get(key)
            for one in given if isinstance(given, list) else [] if given is None else [given]:
                if is_id(one):
                    yield str(one)
                else:
                    self._quarantine("expected the name of an option or label, found another value", one)

    def _add_span(self, span: Any, made: TaskDrafts, numbers: Iterator[int]) -> None:
        bounds = self._bounds(span) if isinstance(span, dict) else None
        if bounds is None or not is_id(span.get("label")):
            self._quarantine("expected a span with start, end and label, found another", span)
            return
        if is_declined(span):
            self.ledger.refuse("F110", f"{ANSWERS[span[ANSWER]]}; {KEPT}", self.found.place, _content(span))
            return
        own: Id = span[OWN_ID] if is_id(span.get(OWN_ID)) else next(numbers)
        kind: Kind = span[KIND] if span.get(KIND) in get_args(Kind) else "span"
        if kind == "span" and not self._fits_tokens(span, bounds):
            where = f"tokens {span['token_start']} to {span['token_end']} (the last one included)"
            reason = f"expected bounds of {where}, found {bounds[0]} {bounds[1]}"
            self.ledger.quarantine("F104", reason, self.found.place, _content(span))
            return
        surface = span.get("text")
        made.drafts.append(
            self._draft(own, str(span["label"]), bounds, kind, surface if isinstance(surface, str) else None, _content(span))
        )
        self._describe(span, own, made, numbers)

    def _describe(self, span: dict[str, Any], own: Id, made: TaskDrafts, numbers: Iterator[int]) -> None:
        line = self.found.line
        for label, value, one in self._said(span, ATTRIBUTES, "value", numbers):
            made.attributes.append(Attribute(one, label, own, value, line))
        for label, text, one in self._said(span, NOTES, "text", numbers):
            made.notes.append(Note(one, label, own, text or "", line))
        for key, value in span.items():
            if key not in SPAN_KEYS and value is not None:
                written = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
                made.attributes.append(Attribute(next(numbers), key, own, written, line))

    def _said(self, span: dict[str, Any], key: str, name: str, numbers: Iterator[int]) -> Iterator[tuple[str, str | None, Id]]:
        for one in _list(span.get(key)):
            if isinstance(one, dict) and is_id(one.get("label")) and isinstance(one.get(name), str | None):
                yield str(one["label"]), one.get(name), one[OWN_ID] if is_id(one.get(OWN_ID)) else next(numbers)
            else:
                self._quarantine(f"expected an object with label and {name}, found another", one)

    def _bounds(self, span: dict[str, Any]) -> tuple[int, int] | None:
        """Give the bounds of a span, by its tokens where it has no others."""
        start, end = span.get("start"), span.get("end")
        if is_number(start) and is_number(end):
            return start, end
        first, last = self._token(span.get("token_start")), self._token(span.get("token_end"))
        return None if first is None or last is None else (first["start"], last["end"])

    def _fits_tokens(self, span: dict[str, Any], bounds: tuple[int, int]) -> bool:
        first, last = self._token(span.get("token_start")), self._token(span.get("token_end"))
        return first is None or last is None or bounds == (first["start"], last["end"])

    def _token(self, number: Any) -> dict[str, Any] | None:
        return self.tokens[number] if is_number(number) and 0 <= number < len(self.tokens) else None

    def _add_relation(self, one: Any, made: TaskDrafts, ends: Ends, numbers: Iterator[int]) -> None:
        if not isinstance(one, dict) or not is_id(one.get("label")):
            self._quarantine("expected a relation with head, child and label, found another", one)
            return
        head, child = (self._end(one, name, made, ends, numbers) for name in ("head", "child"))
        if head is None or child is None:
            reason = "expected a relation between spans or tokens that are there, found another"
            self.ledger.refuse("F107", reason, self.found.place, _content(one))
            return
        own: Id = one[OWN_ID] if is_id(one.get(OWN_ID)) else next(numbers)
        roles = one.get(ROLES)
        is_named = isinstance(roles, list) and len(roles) == 2 and all(isinstance(role, str) for role in roles)  # noqa: PLR2004
        named = (roles[0], roles[1]) if is_named and roles else (FIRST, SECOND)
        made.relations.append(Relation(own, str(one["label"]), head, child, named, self.found.line))

    def _end(self, one: dict[str, Any], name: str, made: TaskDrafts, ends: Ends, numbers: Iterator[int]) -> Id | None:
        """Find what an arrow ends at: by id, by place and label, by place, else a word that gets a span."""
        span = one.get(f"{name}_span")
        span = span if isinstance(span, dict) else {}
        if is_id(span.get(OWN_ID)):
            return ends.of_id(span[OWN_ID])
        token = self._token(one.get(name))
        place = None if token is None else (token["start"], token["end"])
        bounds, label = self._bounds(span) or place, span.get("label")
        found = None if bounds is None else ends.at(bounds, label)
        if found is None and not span and place is not None:
            found = ends.around(place)
        if found is not None or bounds is None or label is not None:
            return found
        own = next(numbers)
        made.drafts.append(self._draft(own, TOKEN, bounds, "span", None, _content(one)))
        ends.add(made.drafts[-1].region)
        return own

    def _draft(self, own: Id, label: str, bounds: tuple[int, int], kind: Kind, surface: str | None, content: str) -> Draft:
        return Draft(Region(own, label, bounds, kind, self.found.line), surface, content)

    def _quarantine(self, reason: str, content: Any) -> None:
        self.ledger.quarantine("F101", reason, self.found.place, _content(content))


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _dicts(value: Any) -> list[dict[str, Any]]:
    return [one for one in _list(value) if isinstance(one, dict)]


def _content(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
