"""What a tool's file says of a document besides its text, as fields of ours; and where our fields stand in its file.

Our own fields stand under one key, `reportedly`, which the tools carry along. What a tool's file says and we have no field for
is in the document's `extras`, under the tool's name, and goes out again where it stood.

>>> outer, own = to_file({"title": "Rain", "extras": {"doccano": {"meta": 1}}}, "doccano", reserved=("text",))
>>> outer, own
({'meta': 1}, {'title': 'Rain'})
>>> from_file(outer, own, "doccano")
{'title': 'Rain', 'extras': {'doccano': {'meta': 1}}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from corpus.model.documents import Document

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from corpus.errors import Place
    from corpus.formats.reports import Ledger

OWN = "reportedly"
"""The key for what is ours."""
ID, ANNOTATOR, DOCUMENT = "id", "annotator", "document"
"""In it: the document's id, whose the object is (null: nobody's), and the document's other fields."""
EXTRAS = "extras"
OTHERWISE = "otherwise"
"""In what is kept of a tool: what further objects about one document say otherwise than the first, each with its annotator."""


def own_part(found: Mapping[str, Any]) -> dict[str, Any]:
    """Give what stands under our own key."""
    own = found.get(OWN)
    return own if isinstance(own, dict) else {}


def to_file(fields: Mapping[str, Any], tool: str, *, reserved: Collection[str]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Give the keys that stand in the tool's file as it had them, and what stands under our own key.

    Args:
        fields: fields of a document.
        tool: the name under which `extras` keep what the tool said.
        reserved: keys that mean something to the tool, so that they stay under ours.
    """
    extras = fields.get(EXTRAS) or {}
    kept = extras.get(tool)
    if not isinstance(kept, dict):
        return {}, dict(fields)
    outer = {key: value for key, value in kept.items() if key not in reserved and key != OWN}
    inner = {key: value for key, value in kept.items() if key not in outer}
    rest = {key: value for key, value in extras.items() if key != tool}
    if inner or not outer:
        rest[tool] = inner
    return outer, with_extras(fields, rest)


def with_extras(fields: Mapping[str, Any], extras: Mapping[str, Any]) -> dict[str, Any]:
    """Give the fields of a document with these extras alone; without the field where there are none.

    >>> with_extras({"title": "Rain", "extras": {"page": 1}}, {})
    {'title': 'Rain'}
    """
    own = {key: value for key, value in fields.items() if key != EXTRAS}
    return {**own, EXTRAS: dict(extras)} if extras else own


def from_file(outer: Mapping[str, Any], own: Mapping[str, Any], tool: str) -> dict[str, Any]:
    """Give the fields of a document from what stands in the tool's file, and under our own key; lists in both are joined."""
    if not outer:
        return dict(own)
    extras = own.get(EXTRAS)
    extras = extras if isinstance(extras, dict) else {}
    found = extras.get(tool)
    inner: dict[str, Any] = found if isinstance(found, dict) else {}
    both = {key: value for key, value in outer.items() if isinstance(value, list) and isinstance(inner.get(key), list)}
    joined = {key: [*inner[key], *(one for one in value if one not in inner[key])] for key, value in both.items()}
    return {**own, EXTRAS: {**extras, tool: {**inner, **outer, **joined}}}


def add_new(known: dict[str, Any], said: Mapping[str, Any]) -> dict[str, Any]:
    """Add what is new to what is known, and give what is said otherwise.

    >>> known = {"meta": 1}
    >>> add_new(known, {"meta": 2, "page": 3}), known
    ({'meta': 2}, {'meta': 1, 'page': 3})
    """
    return {key: value for key, value in said.items() if known.setdefault(key, value) != value}


def sound_fields(fields: dict[str, Any], ledger: Ledger, place: Place) -> dict[str, Any]:
    """Give the fields if they make a document; else none, and say why."""
    try:
        Document.of("d", "", **fields)
    except (ValidationError, TypeError, RecursionError) as error:
        said = error.errors(include_url=False)[0]["msg"] if isinstance(error, ValidationError) else str(error)
        ledger.refuse(
            "F101", f"expected what is said of a document to fit its fields, found otherwise: {said}", place, repr(fields)
        )
        return {}
    return fields
