r"""Pieces of Markdown that stay what they are, whatever stands in the data: prose, code, tables, fences.

>>> prose("a | b\n*c* snake_case <d>")
'a \\| b \\*c\\* snake_case \\<d\\>'
>>> print(table(["layer", "rows"], [["cues", 3]], right=["rows"]))
| layer | rows |
| --- | ---: |
| cues | 3 |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

# An underscore inside a word is no emphasis, and file names read better without the backslash.
_SPECIAL = re.compile(r"[\\`*\[\]<>|&~$#]|(?<![^\W_])_|_(?![^\W_])")
_LEADING = re.compile(r"^(?:[-+=]|\d+(?=[.)](?:\s|$)))")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


def prose(text: str) -> str:
    """Write any string as running text on one line; nothing in it is taken for Markdown or HTML."""
    line = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _LEADING.sub(_harmless, line)


def one_line(text: str) -> str:
    r"""Fold every run of white space, line ends and control characters into one space.

    >>> one_line(" a\n\nb\u2028c\x00 ")
    'a b c'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def own(text: str) -> str:
    """Write a sentence of our own, which may hold Markdown, so that it fits into a table."""
    return one_line(text).replace("|", r"\|")


def code(text: str) -> str:
    """Write a name or a value as code; the ticks outnumber those inside, and a table's bar is escaped."""
    line = one_line(text).replace("|", r"\|")
    ticks = "`" * (_longest_run(line) + 1)
    return f"{ticks} {line} {ticks}" if "`" in line else f"{ticks}{line}{ticks}"


def fence(text: str, language: str) -> str:
    """Put text into a code block, fenced by more ticks than any that it holds."""
    ticks = "`" * max(3, _longest_run(text) + 1)
    return f"{ticks}{language}\n{text.strip()}\n{ticks}"


def table(head: Sequence[str], rows: Iterable[Sequence[object]], *, right: Collection[str] = ()) -> str:
    """Write a table; cells are Markdown already, columns named in `right` are set to the right."""
    rules = ["---:" if name in right else "---" for name in head]
    return "\n".join(f"| {' | '.join(map(str, row))} |" for row in (head, rules, *rows))


def bullets(items: Iterable[str]) -> str:
    """Write a list, an item per line."""
    return "\n".join(f"- {item}" for item in items)


def count(number: int, singular: str, plural: str | None = None) -> str:
    """Write a number with its noun.

    >>> count(1, "document"), count(1200, "document")
    ('1 document', '1,200 documents')
    """
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def _harmless(found: re.Match[str]) -> str:
    """Take its meaning from what would begin a list or a rule; of `1.` it is the dot that gets the backslash."""
    start = found.group()
    return f"\\{start}" if not start.isdigit() else f"{start}\\"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
