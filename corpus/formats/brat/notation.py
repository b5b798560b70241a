r"""How values stand in one line of brat: as they are, or as a JSON string where a line could not hold them.

>>> encode("why not"), encode("two\nlines"), decode('"two\\nlines"'), decode('"quoted"')
('why not', '"two\\nlines"', 'two\nlines', '"quoted"')
"""

from __future__ import annotations

import json
import re

UNHELD = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]|^ | $")
"""What a line or a reader that trims it would break or lose."""


def encode(value: str) -> str:
    """Write a value so that it fits the rest of a line."""
    if not value or UNHELD.search(value) or decode(value) != value:
        return json.dumps(value, ensure_ascii=UNHELD.search(value) is not None)
    return value


def decode(written: str) -> str:
    """Read a value; only what `encode` would have written as a JSON string is taken for one."""
    if not written.startswith('"') or len(written) < 2:  # noqa: PLR2004 - two quotation marks
        return written
    try:
        value = json.loads(written)
    except ValueError:
        return written
    if not isinstance(value, str) or not (not value or UNHELD.search(value) or value.startswith('"')):
        return written
    return value if encode(value) == written else written
