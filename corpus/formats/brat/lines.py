r"""Lines of a `.ann` file as items: each kind of line by its first character.

>>> parse_line("E1\tSaying:T2 Speaker:T1 Said:T3 Said2:T4", 7)
Link(id='E1', label='Saying', trigger='T2', arguments=(('Speaker', 'T1'), ('Said', 'T3'), ('Said2', 'T4')), line=7)
>>> parse_line("*\tEquiv T1 T2", 8)
Group(label='Equiv', members=('T1', 'T2'), line=8)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.brat.notation import decode
from corpus.formats.graph import Attribute, Group, Link, Normalisation, Note

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.formats.graph import Fragments, Item


class Unreadable(ValueError):
    """A line that makes no item; the message says what was expected."""


def parse_line(line: str, number: int) -> Item:
    """Read any line but a text-bound one.

    Raises:
        Unreadable: it is none of the kinds of lines, or not as its kind should be.
    """
    parse = PARSERS.get(line[:1])
    if parse is None:
        message = f"expected a line that begins with T, E, R, A, M, N, # or *, found {_shortened(line)}"
        raise Unreadable(message)
    try:
        return parse(line, number)
    except ValueError as error:
        message = f"expected {SHAPES[line[:1]]}, found {_shortened(line)}"
        raise Unreadable(message) from error


def parse_fragments(bounds: str) -> Fragments:
    """Read `start end;start end`.

    Raises:
        ValueError: they are no numbers, or not two each.
    """
    pairs = [part.split(" ") for part in bounds.split(";")]
    return tuple((int(start), int(end)) for start, end in pairs)


def _event(line: str, number: int) -> Link:
    own, rest = line.split("\t")
    head, *parts = rest.split()
    label, trigger = head.split(":", 1)
    return Link(own, label, trigger, tuple([_argument(part) for part in parts]), number)


def _relation(line: str, number: int) -> Link:
    own, rest, *more = line.split("\t")
    label, *parts = rest.split()
    if any(more) or not parts:
        raise ValueError(line)
    return Link(own, label, None, tuple([_argument(part) for part in parts]), number)


def _argument(part: str) -> tuple[str, str]:
    role, target = part.split(":", 1)
    if not role or not target:
        raise ValueError(part)
    return role, target


def _attribute(line: str, number: int) -> Attribute:
    own, rest = line.rstrip("\t").split("\t")
    label, target, *value = rest.split(" ", 2)
    return Attribute(own, label, target, decode(value[0]) if value and value[0] else None, number)


def _normalisation(line: str, number: int) -> Normalisation:
    own, rest, *text = line.split("\t", 2)
    label, target, entry = rest.split(" ", 2)
    return Normalisation(own, label, target, decode(entry), decode(text[0]) if text else "", number)


def _note(line: str, number: int) -> Note:
    own, rest, *text = line.split("\t", 2)
    label, target = rest.split(" ")
    return Note(own, label, target, decode(text[0]) if text else "", number)


def _group(line: str, number: int) -> Group:
    _, rest = line.split("\t", 1)
    label, *members = rest.split()
    if not members:
        raise ValueError(line)
    return Group(label, tuple(members), number)


def _shortened(line: str, most: int = 60) -> str:
    return repr(line if len(line) <= most else f"{line[:most]}...")


PARSERS: dict[str, Callable[[str, int], Item]] = {
    "E": _event,
    "R": _relation,
    "A": _attribute,
    "M": _attribute,
    "N": _normalisation,
    "#": _note,
    "*": _group,
}
SHAPES = {
    "E": "an event, `E1<tab>Type:T1 Role:T2 ...`",
    "R": "a relation, `R1<tab>Type Arg1:T1 Arg2:T2`",
    "A": "an attribute, `A1<tab>Type T1 Value`",
    "M": "a modification, `M1<tab>Type E1`",
    "N": "a normalisation, `N1<tab>Reference T1 Resource:Entry<tab>Text`",
    "#": "a note, `#1<tab>Type T1<tab>Text`",
    "*": "an equivalence, `*<tab>Equiv T1 T2`",
}
