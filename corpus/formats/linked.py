"""What the two formats of linked data share: which items have a name of their own, and in which order they can be written.

>>> from corpus.formats.graph import Annotations, Link, Span
>>> one = Annotations("ana", (Span("T1", "Cue", ((0, 1),)), Span(1, "Cue", ((0, 1),))))
>>> names_of(one)
{'T1': 'T1', 1: '_1'}
>>> [link.id for link in in_order((Link("E2", "x", None, (("a", "E1"),)), Link("E1", "x")))]
['E1', 'E2']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.formats.graph import Annotations, Id, Link


def names_of(given: Annotations) -> dict[Id, str]:
    """Give each item a name: its own id, or one that is no id of another."""
    taken = {one.id for one in given.identified() if isinstance(one.id, str)}
    names: dict[Id, str] = {}
    for one in given.identified():
        name = one.id if isinstance(one.id, str) else f"_{one.id}"
        while not isinstance(one.id, str) and name in taken:
            name = f"_{name}"
        names[one.id] = name
        taken.add(name)
    return names


def in_order(links: Sequence[Link]) -> list[Link]:
    """Give links after those that they rest on; links in a circle, and what rests on them, are left out."""
    waiting: dict[Id, set[Id]] = {}
    known = {one.id for one in links}
    users: dict[Id, list[Id]] = {}
    for link in links:
        waiting[link.id] = {target for _, target in link.arguments if target in known}
        for target in waiting[link.id]:
            users.setdefault(target, []).append(link.id)
    of_id = {one.id: one for one in links}
    ready = [one.id for one in links if not waiting[one.id]]
    made: list[Link] = []
    for own in ready:  # grows as it is gone through
        made.append(of_id[own])
        for user in users.get(own, ()):
            waiting[user].discard(own)
            if not waiting[user]:
                ready.append(user)
    return made
