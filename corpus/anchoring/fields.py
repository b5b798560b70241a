"""Fields: one value inside a row replaced or taken out, wherever the record keeps it.

>>> row = {"sources": [{"source_id": "a", "span": None}, {"source_id": "b", "span": None}], "cue_ids": ["c"], "parent_id": "p"}
>>> replaced("attributions", row, "sources.item.source_id", lambda place, value: value if value == "a" else None)
[{'source_id': 'a', 'span': None}]
>>> replaced("attributions", row, "parent_id", lambda place, value: None)
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.model.columns import columns
from corpus.model.profiles import MANDATORY

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from corpus.model.sets import Profile

    Replace = Callable[[str, Any], Any]
    """Gives for the place of a value (`sources.0.span`) and the value another one, or None to take it out."""


def replaced(layer: str, row: Mapping[str, Any], path: str, replace: Replace) -> Any:
    """Give the field that a path begins with, with every value at the path replaced; None where nothing is left of it.

    An item of a list goes with what it cannot do without, and an object of which nothing is left goes as well. Items that
    have become equal are one.
    """
    name, *steps = path.split(".")
    return _inside(layer, row[name], (name, *steps), 1, name, replace)


@cache
def demanded(layer: str, profile: Profile) -> frozenset[str]:
    """Name the fields without which an annotation cannot be kept in a set of that profile."""
    required = {column.path for column in columns(layer) if column.required and "." not in column.path}
    return frozenset(required) | MANDATORY[profile].get(layer, frozenset())


def is_missing(name: str, value: Any) -> bool:
    """Tell whether a field holds nothing; a list of references may be empty, one of sources may not."""
    return value is None or (name == "sources" and not value)


def _inside(layer: str, value: Any, path: tuple[str, ...], depth: int, place: str, replace: Replace) -> Any:
    if value is None:
        return None
    if depth == len(path):
        return replace(place, value)
    if path[depth] == "item":
        items = [_inside(layer, item, path, depth + 1, f"{place}.{number}", replace) for number, item in enumerate(value)]
        return [item for number, item in enumerate(items) if item is not None and item not in items[:number]]
    name = path[depth]
    child = _inside(layer, value[name], path, depth + 1, f"{place}.{name}", replace)
    changed = value | {name: child}
    is_gone = child is None and (_is_required(layer, ".".join(path[: depth + 1])) or not any(map(_is_there, changed.values())))
    return None if is_gone else changed


def _is_there(value: Any) -> bool:
    return value is not None


@cache
def _is_required(layer: str, path: str) -> bool:
    return next(column.required for column in columns(layer) if column.path == path)
