r"""Characters that XML has no way to write: values that hold them stand as JSON, texts with a stand-in of the same length.

>>> encode("plain"), encode("a\x01"), decode(encode("a\x01"))
('plain', 'json:"a\\u0001"', 'a\x01')
>>> written, places = stood_in("a\x01b")
>>> written, places, restored(written, places)
('a\ufffdb', [[1, 1]], 'a\x01b')
"""

from __future__ import annotations

import json
import re
from typing import Any

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
CODES = frozenset(code for code in (*range(32), 0xFFFE, 0xFFFF) if UNWRITABLE.match(chr(code)))
MARK = 'json:"'
STAND_IN = "\ufffd"


def encode(value: str) -> str:
    """Write a value so that XML can hold it."""
    return f"json:{json.dumps(value)}" if UNWRITABLE.search(value) or value.startswith(MARK) else value


def decode(written: str) -> str:
    """Read a value; only what `encode` would have written as JSON is taken for it."""
    if not written.startswith(MARK):
        return written
    try:
        value = json.loads(written.removeprefix("json:"))
    except ValueError:
        return written
    return value if isinstance(value, str) and encode(value) == written else written


def stood_in(text: str) -> tuple[str, list[list[int]]]:
    """Put a stand-in for each such character of a text; give the places and characters."""
    places = [[found.start(), ord(found[0])] for found in UNWRITABLE.finditer(text)]
    return UNWRITABLE.sub(STAND_IN, text) if places else text, places


def restored(text: str, places: Any) -> str:
    """Put them back where the stand-ins are still there."""
    characters = list(text)
    for one in places if isinstance(places, list) else ():
        is_pair = isinstance(one, list) and len(one) == 2 and all(isinstance(number, int) for number in one)  # noqa: PLR2004
        if is_pair and 0 <= one[0] < len(characters) and characters[one[0]] == STAND_IN and one[1] in CODES:
            characters[one[0]] = chr(one[1])
    return "".join(characters)
