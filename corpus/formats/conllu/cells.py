r"""One value in the MISC column of a line, changed in place: the rest of the line stays as it is.

>>> line = "1\tAna\t_\t_\t_\t_\t_\t_\t_\tEntity=(1)|SpaceAfter=No\n"
>>> changed(line, Cell("Entity", "(2)")) == line.replace("(1)", "(2)")
True
>>> less = changed(line, Cell("Entity", None))
>>> cell_of(line, "Entity"), changed(less, cell_of(line, "Entity")) == line
(Cell(key='Entity', value='(1)', place=0), True)
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ENDED = re.compile(r"(?P<columns>.*\t)(?P<misc>[^\t\r\n]*)(?P<end>[\r\n]*)", re.DOTALL)


class Cell(NamedTuple):
    """A key of MISC with its value, none where it does not stand there, and its place among the others."""

    key: str
    value: str | None
    place: int | None = None


def cell_of(line: str, key: str) -> Cell:
    """Give what a line says under a key; where it says nothing, the place is the one that it would have by the alphabet."""
    keys = [part.partition("=")[0] for part in _parts(line)]
    if key in keys:
        place = keys.index(key)
        return Cell(key, _parts(line)[place].partition("=")[2], place)
    return Cell(key, None, next((place for place, other in enumerate(keys) if other.lower() > key.lower()), len(keys)))


def changed(line: str, cell: Cell) -> str:
    """Give a line that says this under a key."""
    found = _ENDED.fullmatch(line)
    if found is None:
        return line
    parts, there = _parts(line), cell_of(line, cell.key)
    place = there.place if there.value is not None or cell.place is None else cell.place
    if there.value is not None:
        del parts[place or 0]
    if cell.value is not None:
        parts.insert(place or 0, f"{cell.key}={cell.value}")
    return f"{found['columns']}{'|'.join(parts) or '_'}{found['end']}"


def _parts(line: str) -> list[str]:
    found = _ENDED.fullmatch(line)
    misc = found["misc"] if found is not None else "_"
    return misc.split("|") if misc != "_" else []
