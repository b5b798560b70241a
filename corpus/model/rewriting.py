"""Rewriting: a row with other values at some of its columns, however deep they stand; the row itself is not changed.

>>> row = {"id": "a", "sources": [{"source_id": "x", "span": None}, {"source_id": "y", "span": None}]}
>>> rewrite(row, "sources.item.source_id", str.upper)["sources"][1]
{'source_id': 'Y', 'span': None}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpus.model.rows import Row


def rewrite(row: Row, path: str, change: Callable[[Any], Any]) -> Row:
    """Give a row in which every value at a dotted path (`item` steps into a list) is changed; null stays null."""
    rewritten: Row = _rewrite(row, path.split("."), change)
    return rewritten


def _rewrite(value: Any, steps: Sequence[str], change: Callable[[Any], Any]) -> Any:
    if value is None:
        return None
    if not steps:
        return change(value)
    step, rest = steps[0], steps[1:]
    if step == "item":
        return [_rewrite(item, rest, change) for item in value]
    return value | {step: _rewrite(value[step], rest, change)}
