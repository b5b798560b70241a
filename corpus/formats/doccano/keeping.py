"""What doccano would forget of entities and relations, kept by where they stand: it gives both new ids, and has no roles.

An entity that was moved or renamed in doccano finds nothing here, and is a new one.

>>> kept = kept_items({"items": [[0, 3, "who", "T1", "span"]], "relations": [["T1", "of", "T2", "R1", "Whole", "Part"]]})
>>> kept.item("who", (0, 3)), kept.item("who", (0, 3)), kept.relation("T1", "of", "T2")
(('T1', 'span'), None, ('R1', ('Whole', 'Part')))
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, get_args

from corpus.formats.regions import FIRST, SECOND, Kind, Region, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.formats.graph import Id

ITEMS, RELATIONS = "items", "relations"
Place = tuple[int, int, str]
Ends = tuple["Id", str, "Id"]


def items_to_keep(regions: Iterable[tuple[Region, tuple[int, int]]], relations: Iterable[Relation]) -> dict[str, Any]:
    """Give what to keep as JSON; what doccano says anyway is left out.

    Args:
        regions: each with its bounds as the file counts.
        relations: the arrows between them.
    """
    items = [[*bounds, one.label, one.id, one.kind] for one, bounds in regions]
    named = [one for one in relations if isinstance(one.id, str) or one.roles != (FIRST, SECOND)]
    ends = [[one.source, one.label, one.target, one.id, *one.roles] for one in named]
    return {key: value for key, value in ((ITEMS, items), (RELATIONS, ends)) if value}


def kept_items(own: Mapping[str, Any]) -> Kept:
    """Read what was kept; lines of another shape are nothing."""
    kept = Kept()
    for start, end, label, one, kind in _rows(own.get(ITEMS), 5):
        if _are(int, start, end) and isinstance(label, str) and _is_id(one) and kind in get_args(Kind):
            kept.items[start, end, label].append((one, kind))
            kept.ids.add(one)
    for source, label, target, one, *roles in _rows(own.get(RELATIONS), 6):
        if all(map(_is_id, (source, target, one))) and _are(str, label, *roles):
            kept.relations[source, label, target].append((one, (roles[0], roles[1])))
            kept.ids.add(one)
    return kept


class Kept:
    """What was kept; each is given out once."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.items: dict[Place, list[tuple[Id, Kind]]] = defaultdict(list)
        self.relations: dict[Ends, list[tuple[Id, tuple[str, str]]]] = defaultdict(list)
        self.ids: set[Id] = set()

    def item(self, label: str, bounds: tuple[int, int] | None) -> tuple[Id, Kind] | None:
        """Give the id and kind of an entity."""
        known = None if bounds is None else self.items.get((*bounds, label))
        return known.pop(0) if known else None

    def relation(self, source: Id, label: str, target: Id) -> tuple[Id, tuple[str, str]] | None:
        """Give the id and roles of a relation."""
        known = self.relations.get((source, label, target))
        return known.pop(0) if known else None


def _rows(given: Any, width: int) -> list[list[Any]]:
    return [one for one in given if isinstance(one, list) and len(one) == width] if isinstance(given, list) else []


def _is_id(value: Any) -> bool:
    return isinstance(value, str | int) and not isinstance(value, bool)


def _are(kind: type, *values: Any) -> bool:
    return all(isinstance(value, kind) and not isinstance(value, bool) for value in values)
