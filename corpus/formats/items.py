r"""Items in words: what one is, by its labels, places and values and not by numbers that another reading may give otherwise.

>>> from corpus.formats.graph import Attribute, Span
>>> given = Annotations("ana", (Span(1, "scope", ((3, 6),)),), attributes=(Attribute(2, "type", 1, "hedge"),))
>>> print(*contents(given.items(), by_id(given)), sep="\n")
{"Span": "scope", "at": [[3, 6]]}
{"Attribute": "type", "on": ["scope", [[3, 6]]], "value": "hedge"}
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.formats.graph import Annotations, Attribute, Id, Identified, Item, Link, Normalisation, Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def by_id(given: Annotations) -> dict[Id, Identified]:
    """Give every item of an annotator by its id."""
    return {one.id: one for one in given.identified()}


def contents(items: Iterable[Item], known: Mapping[Id, Identified]) -> list[str]:
    """Give each of some items as a JSON object; `known` are those that they may be about."""
    return [json.dumps(_object(item, known), ensure_ascii=False) for item in items]


def _object(item: Item, known: Mapping[Id, Identified]) -> dict[str, Any]:
    made: dict[str, Any] = {type(item).__name__: item.label}
    match item:
        case Span():
            made["at"] = item.fragments
        case Link():
            trigger = {} if item.trigger is None else {"trigger": _named(item.trigger, known)}
            made |= {**trigger, "arguments": [[role, _named(target, known)] for role, target in item.arguments]}
        case Attribute():
            made |= {"on": _named(item.target, known), "value": item.value}
        case Note():
            made |= {"on": _named(item.target, known), "text": item.text}
        case Normalisation():
            made |= {"on": _named(item.target, known), "entry": item.entry, "text": item.text}
        case _:
            made["members"] = [_named(own, known) for own in item.members]
    return made


def _named(own: Id, known: Mapping[Id, Identified]) -> list[Any]:
    """Name an item that another one is about: its label, with its place or the id that its file gives."""
    item = known.get(own)
    if isinstance(item, Span):
        return [item.label, item.fragments]
    label = [] if item is None else [item.label]
    return [*label, own] if isinstance(own, str) else label
