"""What stands where in a bracket of `Entity=`: as `# global.Entity` says, whose names and order changed over the years.

GUM wrote `entity-GRP-identity` and closed with the whole bracket, then `entity-GRP-infstat-MIN-coref_type-identity`, now
`GRP-etype-...`; CorefUD calls the group `eid`; a file without groups closes with all that it opened with.

>>> names = named_by("entity-GRP-infstat-MIN")
>>> names
('etype', 'GRP', 'infstat', 'minspan')
>>> body("person-4-giv:act-1,2", names)
Body(key='4', fields={'etype': 'person', 'GRP': '4', 'infstat': 'giv:act', 'minspan': '1,2'}, part=0)
>>> body("e1[2/2]-place", USUAL).key, body("person-Ana", ("etype", "identity")).key
('e1[2/2]', 'person-Ana')
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

HEADER = "global.Entity"
GROUP, TYPE, MINIMUM = "GRP", "etype", "minspan"
USUAL = (GROUP, TYPE, "head", "other")
"""The fields where the file names none (CorefUD)."""
RENAMED = {"entity": TYPE, "eid": GROUP, "MIN": MINIMUM, "coref_type": "link"}
"""What GUM and CorefUD call the fields elsewhere."""
_PART = re.compile(r"\[(?P<number>[0-9]{1,4})/[0-9]{1,4}\](?=-|$)")
_WORD = re.compile(r"[A-Za-z]+")


class Body(NamedTuple):
    """What stands in a bracket: by what it is closed, its fields, and which part of a mention it is (0: the whole)."""

    key: str
    fields: Mapping[str, str]
    part: int


def named_by(header: str) -> tuple[str, ...]:
    """Give the fields that a header names, under the names that they have now."""
    return tuple(RENAMED.get(name, name) for name in header.strip().split("-"))


def assumed(bodies: Iterable[str]) -> tuple[str, ...]:
    """Give the fields where no header names them: types come before groups where all brackets begin with a word.

    >>> assumed(["person-1", "place-2-Rome"]), assumed(["person", "place"]), assumed(["e1-person"])
    (('etype', 'GRP', 'identity'), ('etype', 'identity'), ('GRP', 'etype', 'head', 'other'))
    """
    found = [one.split("-") for one in bodies]
    if not found or not all(_WORD.fullmatch(one[0]) for one in found):
        return USUAL
    has_groups = all(len(one) > 1 and one[1].isdecimal() for one in found)
    return (TYPE, GROUP, "identity") if has_groups else (TYPE, "identity")


def body(written: str, names: tuple[str, ...]) -> Body:
    """Read what stands in an opening bracket, or in a closing one that repeats it."""
    part = _PART.search(written)
    plain = written if part is None else written[: part.start()] + written[part.end() :]
    values = plain.split("-", len(names) - 1)
    found = dict(zip(names, values, strict=False))
    key = plain if GROUP not in names else found.get(GROUP, "")
    fields = {name: _said(value) for name, value in found.items() if (value and value != "_") or name == GROUP}
    return Body(key + (part[0] if part else ""), fields, int(part["number"]) if part else 0)


def _said(value: str) -> str:
    """Give a value without what stands for a character that has a meaning here."""
    return unquote(value.replace("&#45;", "-"))
