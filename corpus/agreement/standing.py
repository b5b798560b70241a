"""Standing: which annotations stand once a group is agreed or decided, and with whose fields.

>>> from corpus.agreement.groups import Group
>>> from corpus.model import Entity
>>> def entity(name):
...     return Entity(id=name, document_id="d", type="PER", note=f"called {name}")
>>> ana = Group("#1", "entities", "d", {"a": entity("ana"), "b": entity("her")}, None)
>>> [(one.owner, one.row["id"], one.row["note"], one.members) for one in agreed(ana)]
[('a', 'ana', 'called ana / called her', ('a', 'b'))]
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.agreement.worklists import ALL, EDITED, NONE
from corpus.model import LAYERS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.agreement.groups import Group
    from corpus.agreement.worklists import Item
    from corpus.model.rows import Row

REMARKS = ("confidence", "source_label", "extras")
"""Fields that may differ where sets agree, and of which the first set's stands; notes are put together."""


@dataclass(frozen=True)
class Standing:
    """One annotation that will stand in the merged set.

    Attributes:
        group: what it was in the sets.
        owner: the set whose record it is, and whose references it holds; None where it was edited.
        row: the record's fields, with the references as they were.
        members: the sets whose annotation it now is.
        item: the name of the item that decided it; None where the sets agreed.
    """

    group: Group
    owner: str | None
    row: Row
    members: tuple[str, ...]
    item: str | None = None

    @property
    def start(self) -> int:
        """Where it stands, for the order of ids."""
        if self.row.get("span"):
            return int(self.row["span"][0]["start"])
        return 2**31 if self.group.place is None else self.group.place.start

    def __str__(self) -> str:
        """Say what it was in the sets, and which item decided it."""
        members = ", ".join(f"{name}:{self.group.members[name].id}" for name in self.members)
        return f"from {members}" + (f", decided in {self.item}" if self.item else "")


def agreed(group: Group) -> list[Standing]:
    """Give the one annotation on which the sets agree, with the first set's fields and everybody's notes."""
    owner, first = next(iter(group.members.items()))
    row = first.model_dump()
    for name in REMARKS:
        row[name] = next(iter(remarks(group, name)), None)
    row["note"] = " / ".join(remarks(group, "note")) or row["note"]
    return [Standing(group, owner, row, tuple(group.members))]


def remarks(group: Group, name: str) -> list[Any]:
    """Give the different values that the members have in a field that is not compared, in the order of the sets."""
    values = [getattr(record, name) for record in group.members.values()]
    return [value for place, value in enumerate(values) if value is not None and value not in values[:place]]


def decided(group: Group, item: Item) -> list[Standing]:
    """Give what stands as it was decided: nothing, one annotation, or one for each candidate."""
    members = tuple(group.members)
    if item.decision == NONE:
        return []
    if item.decision == ALL:
        return [Standing(group, name, record.model_dump(), (name,), item.item) for name, record in group.members.items()]
    if item.decision == EDITED:
        record = LAYERS[group.layer].model_validate({"id": "edited", **(item.record or {}), "document_id": group.document_id})
        return [Standing(group, None, record.model_dump(), members, item.item)]
    owner = str(item.decision)
    return [Standing(group, owner, group.members[owner].model_dump(), members, item.item)]


def apart(group: Group, parts: Sequence[Sequence[str]]) -> list[Standing]:
    """Give an agreed annotation once for each part of the sets, with the record of the part's first set."""
    return [Standing(group, members[0], group.members[members[0]].model_dump(), tuple(members)) for members in parts]
