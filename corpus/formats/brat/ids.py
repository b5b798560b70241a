"""Ids in brat: a letter for the kind and a number; an item with another id keeps it in a note of type `id`.

>>> numbered = Annotations("ana", spans=(Span("cue-1", "cues", ((0, 3),)), Span(1, "scope", ((4, 8),))))
>>> made = with_brat_ids(numbered)
>>> made.spans[0].id, made.spans[1].id, made.notes[0][1:4]
('T1', 'T2', ('id', 'T1', 'cue-1'))
>>> with_own_ids(made).spans[0].id
'cue-1'
"""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING

from corpus.formats.graph import Annotations, Attribute, Group, Link, Normalisation, Note, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.formats.graph import Id, Identified

OWN_ID = "id"
"""The type of the notes that keep ids."""
LETTERS: dict[type, str] = {Span: "T", Attribute: "A", Normalisation: "N", Note: "#"}


def with_brat_ids(given: Annotations) -> Annotations:
    """Give each item an id of its kind; ids that are so already stay."""
    names: dict[Id, str] = {}
    taken = {item.id for item in given.identified() if _is_native(item)}
    numbers = {letter: _free(letter, taken) for letter in "TERAN#"}
    for item in given.identified():
        names[item.id] = str(item.id) if item.id in taken else next(numbers[_letter(item)])
    own = [(name, one) for one, name in names.items() if isinstance(one, str) and one != name]
    kept = tuple(Note(next(numbers["#"]), OWN_ID, name, one) for name, one in own)
    renamed = _renamed(given, lambda one: names[one])
    return replace(renamed, notes=(*kept, *renamed.notes))


def _free(letter: str, taken: set[Id]) -> Iterator[str]:
    return (name for name in (f"{letter}{number}" for number in count(1)) if name not in taken)


def with_own_ids(given: Annotations) -> Annotations:
    """Give items the ids that notes of type `id` keep for them."""
    kept = [note for note in given.notes if note.label == OWN_ID]
    if not kept:
        return given
    names: dict[Id, Id] = {note.target: note.text for note in kept}
    is_usable = len(set(names.values())) == len(kept) and not {item.id for item in given.identified()} & set(names.values())
    if not is_usable:
        return given
    rest = tuple(note for note in given.notes if note.label != OWN_ID)
    return _renamed(replace(given, notes=rest), lambda one: names.get(one, one))


def _letter(item: Identified) -> str:
    if isinstance(item, Link):
        return "R" if item.trigger is None else "E"
    return LETTERS[type(item)]


def _is_native(item: Identified) -> bool:
    letters = ("A", "M") if isinstance(item, Attribute) else (_letter(item),)
    one = item.id
    return isinstance(one, str) and one.startswith(letters) and one[1:].isascii() and one[1:].isdecimal()


def _renamed(given: Annotations, name: Callable[[Id], Id]) -> Annotations:
    return replace(
        given,
        spans=tuple([one._replace(id=name(one.id)) for one in given.spans]),
        links=tuple([_renamed_link(one, name) for one in given.links]),
        attributes=tuple([one._replace(id=name(one.id), target=name(one.target)) for one in given.attributes]),
        notes=tuple([one._replace(id=name(one.id), target=name(one.target)) for one in given.notes]),
        normalisations=tuple([one._replace(id=name(one.id), target=name(one.target)) for one in given.normalisations]),
        groups=tuple([Group(one.label, tuple(map(name, one.members)), one.line) for one in given.groups]),
    )


def _renamed_link(link: Link, name: Callable[[Id], Id]) -> Link:
    trigger = None if link.trigger is None else name(link.trigger)
    arguments = tuple([(role, name(target)) for role, target in link.arguments])
    return link._replace(id=name(link.id), trigger=trigger, arguments=arguments)
