"""JSON, strictly: one object, no key twice, no NaN, no number too large, no lone surrogate; values as text that reads the same.

>>> written(2.0), is_written("2.0"), is_written("2.00")
('2.0', True, False)
>>> parse_object(b'{"a": 1, "a": 2}')
Traceback (most recent call last):
...
ValueError: the key 'a' stands twice
"""

from __future__ import annotations

import json
import math
from typing import Any


def parse_object(line: bytes) -> dict[str, Any]:
    """Read one JSON object.

    Raises:
        ValueError: it is none.
    """
    try:
        found = json.loads(line.decode(), object_pairs_hook=_pairs, parse_constant=_refuse, parse_float=_finite)
        written(found).encode()
    except RecursionError as error:
        message = "it is nested too deeply"
        raise ValueError(message) from error
    if not isinstance(found, dict):
        message = f"it is no object but a {type(found).__name__}"
        raise ValueError(message)  # noqa: TRY004 - the type of the data, not of an argument
    return found


def written(value: Any) -> str:
    """Write a value on one line."""
    return json.dumps(value, ensure_ascii=False)


def is_written(text: str | None) -> bool:
    """Tell whether a text is a value as `written` writes it."""
    try:
        return text is not None and written(json.loads(text, parse_constant=_refuse, parse_float=_finite)) == text
    except (ValueError, RecursionError):
        return False


def is_number(value: Any) -> bool:
    """Tell whether a value is a number, and no truth value."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            message = f"the key {key!r} stands twice"
            raise ValueError(message)
        found[key] = value
    return found


def _finite(number: str) -> float:
    if math.isinf(float(number)):
        _refuse(number)
    return float(number)


def _refuse(constant: str) -> None:
    message = f"{constant} is no JSON"
    raise ValueError(message)
