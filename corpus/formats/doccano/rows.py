"""The ways in which rows of doccano say the same: spans as lists or objects, under five names, categories beside them.

>>> [one.label for one in spans_of({"label": [[0, 3, "PER"]]})], [one.user for one in spans_of({"annotations": [
...     {"label": 2, "start_offset": 0, "end_offset": 3, "user": 7}]})]
(['PER'], ['7'])
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXTS = ("text", "data")
"""Where the text stands; the second in the exports of 2021."""
LISTS = ("entities", "label", "labels", "annotations", "spans", "cats")
RELATIONS = "relations"
STRUCTURE = (*TEXTS, *LISTS, RELATIONS)
"""The keys that mean something."""


class RowSpan(NamedTuple):
    """A span as a row says it; a category has no bounds."""

    label: str
    bounds: tuple[int, int] | None
    own: str | None
    user: str | None
    content: str


class Unreadable(NamedTuple):
    """What makes no span."""

    content: str


def text_of(row: dict[str, Any]) -> str | None:
    """Give the text of a row, if it has one."""
    found = (row.get(key) for key in TEXTS)
    return next((one for one in found if isinstance(one, str)), None)


def spans_of(row: dict[str, Any]) -> Iterator[RowSpan | Unreadable]:
    """Go through the spans and categories of a row."""
    for key in LISTS:
        given = row.get(key)
        for one in given if isinstance(given, list) else [] if given is None else [given]:
            yield _span(one)


def _span(one: Any) -> RowSpan | Unreadable:
    content = json.dumps(one, ensure_ascii=False)
    user = None
    if isinstance(one, list) and len(one) == 3:  # noqa: PLR2004 - start, end, label
        start, end, label = one
        own = None
    elif isinstance(one, dict):
        start, end = (one.get(name, one.get(f"{name}_offset")) for name in ("start", "end"))
        label, own, user = one.get("label_name", one.get("label")), one.get("id"), one.get("user_name", one.get("user"))
        if label is None and start is None and end is None:
            label = one.get("text")  # what somebody wrote of the whole text, in exports of before 2021
    elif (category := name_of(one)) is not None:
        return RowSpan(category, None, None, None, content)
    else:
        return Unreadable(content)
    if name_of(label) is None:  # in exports of before 2021 they are numbers of the project's labels
        return Unreadable(content)
    if start is None and end is None and isinstance(one, dict):
        return RowSpan(str(label), None, name_of(own), name_of(user), content)
    if not (_is_number(start) and _is_number(end)):
        return Unreadable(content)
    return RowSpan(str(label), (start, end), name_of(own), name_of(user), content)


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def name_of(value: Any) -> str | None:
    """Give a word or number as a name; nothing else is one."""
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None
