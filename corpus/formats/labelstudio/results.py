"""The results of one pass: regions, what is said of them under the same id, and relations, before they are held to the text.

>>> from corpus.errors import Place
>>> from corpus.formats.reports import Ledger
>>> region = {"id": "a", "from_name": "label", "type": "labels", "value": {"start": 0, "end": 3, "labels": ["PER"]}}
>>> choice = {"id": "a", "from_name": "sex", "type": "choices", "value": {"start": 0, "end": 3, "choices": ["female"]}}
>>> made = Results([region, choice], Ledger(), Place(file="d.json", line=1)).drafts
>>> made.drafts[0].region.label, made.attributes[0].value
('PER', 'female')
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.formats.graph import Attribute, Note
from corpus.formats.labelstudio.keys import (
    COMMENT,
    EDITOR,
    NOTES,
    OBJECTS,
    REGION_TYPES,
    VALUES,
    is_number,
    is_word,
)
from corpus.formats.placing import Draft
from corpus.formats.regions import FIRST, SECOND, Region, Relation, free_numbers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.errors import Place
    from corpus.formats.graph import Id
    from corpus.formats.regions import Kind
    from corpus.formats.reports import Ledger

BOTH_WAYS = ("Arg", "Arg")
"""The roles of an arrow that points both ways."""
UNNAMED = "relation"
"""The label of an arrow that has none."""


@dataclass(slots=True)
class PassDrafts:
    """What one pass says."""

    drafts: list[Draft] = field(default_factory=list)
    relations: list[Relation] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


class Results:
    """The results of one pass; `drafts` is what they say."""

    def __init__(self, results: Sequence[Any], ledger: Ledger, place: Place) -> None:
        """Go through the regions first, because the others hang on them."""
        self.ledger, self.place = ledger, place
        self.drafts = PassDrafts()
        self.numbers = free_numbers(())
        self.labels: dict[str, str] = {}
        self.controls: set[tuple[str, str]] = set()
        later = []
        for one in results:
            if isinstance(one, dict) and is_region(one):
                self._add_region(one)
            else:
                later.append(one)
        for one in later:
            self._add(one)

    @property
    def line(self) -> int:
        """Where the task stands."""
        return self.place.line or 0

    def _add(self, one: Any) -> None:
        kind = one.get("type") if isinstance(one, dict) else None
        if kind == "relation":
            self._add_relation(one)
        elif isinstance(kind, str) and kind in {*VALUES, NOTES}:
            self._add_said(one)
        else:
            found = f"found {kind!r}" if kind else "found no type"
            self._quarantine(f"expected a result about a text (labels, choices, relation, ...), {found}", one)

    def _add_region(self, one: dict[str, Any]) -> None:
        value, kind = one.get("value"), one["type"]
        bounds = bounds_of(value)
        labels = labels_of(value, REGION_TYPES[kind]) or [one.get("from_name")]
        if bounds is None or not all(map(is_word, labels)) or not isinstance(value, dict):
            self._quarantine("expected a region with start, end and labels as numbers and words, found another", one)
            return
        own = _name(one.get("id"))
        control = str(one.get("from_name"))
        is_further = own is not None and own in self.labels and (own, control) not in self.controls
        first: Id = next(self.numbers) if own is None or is_further else own
        names = [first, *(next(self.numbers) for _ in labels[1:])]
        for label, name in zip(labels, names, strict=True):
            region = Region(name, label, bounds, _kind(one), self.line)
            self.drafts.drafts.append(Draft(region, surface_of(value), _content(one)))
        if own is not None and not is_further:
            self.labels.setdefault(own, labels[0])
            self.controls.add((own, control))
        self._describe(one, first)

    def _describe(self, one: dict[str, Any], own: Id) -> None:
        """Keep what else stands on a region: an annotator's words, a model's score."""
        for text in _texts(_meta(one).get("text")):
            self.drafts.notes.append(Note(next(self.numbers), COMMENT, own, text, self.line))
        for key, value in one.items():
            if key not in EDITOR and value is not None:
                self.drafts.attributes.append(Attribute(next(self.numbers), key, own, _word(value), self.line))

    def _add_said(self, one: dict[str, Any]) -> None:
        """Add what is said of a region, or of the whole task where there is no such region."""
        value, label = one.get("value"), one.get("from_name")
        if not isinstance(value, dict) or not is_word(label):
            self._quarantine("expected a result with from_name and value, found another", one)
            return
        target: Id | None = _name(one.get("id"))
        if target in self.labels:
            label = label.removeprefix(f"{self.labels[str(target)]}.") or label
        elif "start" in value or "globalOffsets" in value:
            self.ledger.refuse("F107", f"expected a region {target} that it is said of, found none", self.place, _content(one))
            return
        else:
            target = next(self.numbers)
            self.drafts.drafts.append(Draft(Region(target, label, (0, 0), "unplaced", self.line), None, _content(one)))
        self._say(one, label, target, value)

    def _say(self, one: dict[str, Any], label: str, target: Id, value: dict[str, Any]) -> None:
        own = _name(_meta(one).get("id"))
        if one["type"] == NOTES:
            for text in _texts(value.get("text")):
                self.drafts.notes.append(Note(own or next(self.numbers), label, target, text, self.line))
            return
        given = value.get(VALUES[one["type"]])
        for said in (given or [None]) if isinstance(given, list) else [given]:
            written = None if said is None else _word(said)
            self.drafts.attributes.append(Attribute(own or next(self.numbers), label, target, written, self.line))

    def _add_relation(self, one: dict[str, Any]) -> None:
        source, target = _name(one.get("from_id")), _name(one.get("to_id"))
        labels = one.get("labels") or [UNNAMED]
        if source is None or target is None or not isinstance(labels, list) or not all(map(is_word, labels)):
            self._quarantine("expected a relation with from_id and to_id, found another", one)
            return
        if one.get("direction") == "left":
            source, target = target, source
        roles = one.get("roles")
        is_named = isinstance(roles, list) and len(roles) == 2 and all(isinstance(role, str) for role in roles)  # noqa: PLR2004
        named = (roles[0], roles[1]) if is_named and roles else BOTH_WAYS if one.get("direction") == "bi" else (FIRST, SECOND)
        for label in labels:
            own = _name(one.get("id")) or next(self.numbers)
            self.drafts.relations.append(Relation(own, label, source, target, named, self.line))

    def _quarantine(self, reason: str, content: Any) -> None:
        self.ledger.quarantine("F101", reason, self.place, _content(content))


def is_region(one: dict[str, Any]) -> bool:
    """Tell whether a result is a region of a text."""
    return isinstance(one.get("type"), str) and one["type"] in REGION_TYPES


def surface_of(value: Any) -> str | None:
    """Give the surface of a region; an empty one says nothing."""
    surface = value.get("text") if isinstance(value, dict) else None
    return surface if is_word(surface) else None


def bounds_of(value: Any) -> tuple[int, int] | None:
    """Give the bounds of a region in the text that is shown; those in the markup of a page are none."""
    if not isinstance(value, dict):
        return None
    given = value.get("globalOffsets")
    given = given if isinstance(given, dict) else value
    start, end = given.get("start"), given.get("end")
    return (start, end) if is_number(start) and is_number(end) else None


def labels_of(value: Any, key: str) -> list[Any]:
    """Give the labels of a region."""
    given = [value.get(one) for one in (key, "labels", "htmllabels")] if isinstance(value, dict) else []
    return next((one for one in given if isinstance(one, list)), [])


def _kind(one: dict[str, Any]) -> Kind:
    if one.get("from_name") != OBJECTS:
        return "span"
    return "unplaced" if _meta(one).get("placed") is False else "object"


def _meta(one: dict[str, Any]) -> dict[str, Any]:
    meta = one.get("meta")
    return meta if isinstance(meta, dict) else {}


def _texts(value: Any) -> list[str]:
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]


def _name(value: Any) -> str | None:
    return str(value) if is_word(value) or is_number(value) else None


def _word(value: Any) -> str:
    """Write a value as a word; a path of a taxonomy with strokes between its steps."""
    if isinstance(value, list) and value and all(map(is_word, value)):
        return "/".join(value)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _content(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
