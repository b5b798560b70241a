"""Policies: rules that decide what nobody has decided.

- `first`: the first set stands, and what only the others have does not.
- `union`: what any set has stands; where they differ, the first that has it wins.
- `majority`: what more than half of the sets have stands, each field with the value that more than half of those have. A
  field without such a value is a tie: the first set's value is kept for the time being, and the item stays open.

The sets that a policy looks at are those that cover the document; the others have no say in what they never read.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from corpus.agreement.worklists import EDITED, NONE
from corpus.model import Annotator
from corpus.model.profiles import ENGAGED_TYPES, GRADED_TYPES
from corpus.model.rows import object_of
from corpus.version import __version__

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from corpus.agreement.groups import Group, Groups
    from corpus.agreement.worklists import Item
    from corpus.model.rows import Row

Policy = Literal["first", "union", "majority"]
POLICIES: tuple[Policy, ...] = ("first", "union", "majority")


@dataclass(frozen=True, slots=True)
class Ruling:
    """An item as a policy decides it, and whether it stays open because of a tie."""

    item: Item
    is_tied: bool = False


def decide(policy: Policy, item: Item, asked: Group, groups: Groups, gone: Container[str]) -> Ruling:
    """Decide an item by a policy; `gone` are the names of the groups of which nothing stands, as far as is decided."""
    having = list(asked.members)
    sets = groups.covering(asked.document_id)
    first = sets[0]
    if policy == "first":
        chosen, verb = (first, "has it") if first in having else (NONE, "does not have it")
        return Ruling(_decided(item, policy, chosen, f"{first} {verb}"))
    if policy == "union":
        return Ruling(_decided(item, policy, having[0], f"{having[0]} is the first set that has it"))
    count = f"{len(having)} of {len(sets)} sets have it"
    if 2 * len(having) <= len(sets):
        return Ruling(_decided(item, policy, NONE, count))
    return _by_majority(item, asked, groups, gone, count)


def _by_majority(item: Item, asked: Group, groups: Groups, gone: Container[str], count: str) -> Ruling:
    """Put a record together, field by field; where that is a set's own record, that set is named."""
    views = {set_id: groups.comparable(asked, set_id) for set_id in asked.members}
    winners = {name: _winner({set_id: view[name] for set_id, view in views.items()}) for name in item.differs}
    lame = {set_id: groups.fields_into(asked, set_id, gone) for set_id in views}
    owners = {name: winners[name] or _first_sound(name, lame) for name in item.differs}
    tied = {name: owners[name] for name, winner in winners.items() if winner is None}
    kept = ", ".join(f"{name} (of {owner} for now)" for name, owner in tied.items())
    reason = f"{count}; no majority for {kept}" if tied else count
    first = next(iter(views))
    for set_id, view in views.items():
        if all(view[name] == views[owner][name] for name, owner in owners.items()):
            return Ruling(_decided(item, "majority", set_id, reason), bool(tied))
    written = {set_id: groups.written(asked, set_id) for set_id in views}
    record = written[first] | {name: written[owner][name] for name, owner in owners.items()}
    edited = _decided(item, "majority", EDITED, reason)
    return Ruling(edited.model_copy(update={"record": object_of(_consistent(asked.layer, record))}), bool(tied))


def _winner(values: Mapping[str, Any]) -> str | None:
    """Give the first set that has the value which more than half have; None where there is no such value."""
    counts = Counter(map(repr, values.values()))
    value, number = counts.most_common(1)[0]
    return next(name for name, one in values.items() if repr(one) == value) if 2 * number > len(values) else None


def _first_sound(name: str, lame: Mapping[str, Container[str]]) -> str:
    """Give the first set whose field points at nothing that is gone, or else the first."""
    return next((set_id for set_id, fields in lame.items() if name not in fields), next(iter(lame)))


def _consistent(layer: str, row: Row) -> Row:
    """Leave out the labels that the majority's type of cue cannot have."""
    if layer != "cues":
        return row
    barred = {"engagement": row["type"] not in ENGAGED_TYPES, "strength": row["type"] not in GRADED_TYPES}
    return {name: None if barred.get(name) else value for name, value in row.items()}


def _decided(item: Item, policy: Policy, decision: str, reason: str) -> Item:
    rule = Annotator(name=f"policy {policy}", kind="rule", version=__version__)
    return item.model_copy(update={"decision": decision, "reason": reason, "decided_by": rule})
