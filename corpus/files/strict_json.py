"""JSON as the standard means it: no key twice, no NaN, no infinity, nothing that UTF-8 cannot hold.

Python's parser takes the last of two equal keys and accepts `NaN`; both hide mistakes, so both are refused here.

>>> loads('{"a": 1, "a": 2}')
Traceback (most recent call last):
...
corpus.files.strict_json.KeyTwice: key 'a' stands twice in one object; keep one
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NoReturn

import jsonlines

from corpus.files.filesystem import whole

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pydantic import BaseModel


class KeyTwice(ValueError):
    """An object has two equal keys."""


def loads(text: str) -> Any:
    """Read one JSON value.

    Raises:
        KeyTwice: an object has two equal keys.
        ValueError: it is no JSON, or holds NaN or infinity.
    """
    return json.loads(text, object_pairs_hook=_once, parse_constant=_refuse)


def dumps(value: Any) -> str:
    """Write one JSON value on one line, as every file of ours is written."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def write_lines(path: Path, objects: Iterable[object]) -> None:
    """Write JSON Lines: UTF-8, LF, one object a line.

    Raises:
        OSError: the file cannot be written.
    """
    with (
        whole(path) as part,
        part.open("w", encoding="utf-8", newline="\n") as file,
        jsonlines.Writer(file, dumps=dumps) as writer,
    ):
        writer.write_all(objects)


def write_record(path: Path, record: BaseModel) -> None:
    """Write one record as an indented JSON file, null left out.

    Raises:
        OSError: the file cannot be written.
    """
    with whole(path) as part:
        part.write_text(record.model_dump_json(indent=2, exclude_none=True) + "\n", encoding="utf-8", newline="\n")


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        twice = next(key for key, number in Counter(key for key, _ in pairs).items() if number > 1)
        message = f"key {twice!r} stands twice in one object; keep one"
        raise KeyTwice(message)
    return found


def _refuse(constant: str) -> NoReturn:
    message = f"{constant} is no JSON number; leave the field out where there is no value"
    raise ValueError(message)
