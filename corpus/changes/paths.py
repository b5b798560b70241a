"""Paths: the fields of a layer as they are compared, and what a difference in each of them means.

>>> meanings("commitments")["claim_id"], meanings("commitments")["value"], meanings("commitments")["note"]
('relinked', 'relabelled', 'remarked')
>>> follow({"sources": [{"source_id": "a"}, {"source_id": "b"}]}, "sources.item.source_id")
['a', 'b']
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from corpus.model.columns import HEAD, TAIL, columns, labels, span_paths
from corpus.model.layers import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from corpus.changes.records import AnnotationKind
    from corpus.model.rows import Row


@cache
def meanings(layer: str) -> Mapping[str, AnnotationKind]:
    """Give each path of a layer that is compared, with the kind of change that a difference there makes."""
    found: dict[str, AnnotationKind] = {}
    for column in columns(layer):
        path = column.path
        if path in HEAD or any(path.startswith(f"{whole}.") for whole in span_paths(layer)):
            continue
        if path in span_paths(layer):
            found[path] = "respanned"
        elif path in REFERENCES.get(layer, {}):
            found[path] = "relinked"
        elif not any(other.path.startswith(f"{path}.") for other in columns(layer)):
            found[path] = "remarked" if path in TAIL else "relabelled"
    return found


@cache
def label_names(layer: str) -> tuple[str, ...]:
    """Name the fields of a layer that hold one of a set of labels, the leading one first."""
    return tuple(path for path in labels(layer) if "." not in path)


def shown(path: str) -> str:
    """Write a path for people.

    >>> shown("sources.item.source_id")
    'sources.source_id'
    """
    return path.replace(".item", "")


def follow(row: Row, path: str) -> Any:
    """Give what stands at a path; a list where the path steps into one."""
    name, *steps = path.split(".")
    return _along(row.get(name), steps, lambda value: value, keep=False)


def replaced(row: Row, path: str, change: Callable[[str], str]) -> Row:
    """Give a row with each string at a path changed."""
    name, *steps = path.split(".")
    return row | {name: _along(row.get(name), steps, change, keep=True)}


def _along(value: Any, steps: Sequence[str], change: Callable[[Any], Any], *, keep: bool) -> Any:
    """Change what stands at the end of a path; `keep` what stands around it, or give what stands there alone."""
    if value is None:
        return None
    if not steps:
        return change(value)
    if steps[0] == "item":
        return [_along(item, steps[1:], change, keep=keep) for item in value]
    inner = _along(value.get(steps[0]), steps[1:], change, keep=keep)
    return value | {steps[0]: inner} if keep else inner
