"""Links: what the annotations of the sets have become, so that references can follow them.

Every annotation that stands has a number. What a set called `cue-012` may have become one annotation, or one of several
(when `all` was decided for it and its partners), or nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.agreement.references import references, rename
from corpus.model.columns import columns
from corpus.model.layers import REFERENCES
from corpus.model.profiles import MANDATORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.agreement.groups import Group, Groups, Key
    from corpus.agreement.references import Find
    from corpus.agreement.standing import Standing
    from corpus.model.sets import Profile


@dataclass
class Links:
    """What every annotation of the sets has become, as far as that is known by now.

    Attributes:
        groups: the annotations of the sets.
        numbers: the number of what an annotation has become; none where nothing of it stands.
        reasons: for each decided group, the item that decided it.
    """

    groups: Groups
    numbers: dict[Key, int] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)

    def add(self, one: Standing, number: int) -> None:
        """Remember that one more annotation stands."""
        for name in one.members:
            self.numbers[key_of(one.group, name)] = number

    def follow(self, one: Standing, layer: str, reference: str) -> list[int]:
        """Give the numbers of what a reference points at now: its own first, then those of the rest of its group."""
        key = self.key(one, layer, reference)
        if key not in self.numbers:
            return []
        group = self.groups.by_key[key]
        others = [self.numbers[other] for name in group.members if (other := key_of(group, name)) in self.numbers]
        return list(dict.fromkeys([self.numbers[key], *others]))

    def key(self, one: Standing, layer: str, reference: str) -> Key:
        """Give the address that a reference means; an edited record names the set as well."""
        owner, _, name = (one.owner, "", reference) if one.owner else reference.partition(":")
        return (owner, layer, one.group.document_id, name)

    def why(self, one: Standing, layer: str, reference: str) -> str:
        """Say why nothing of it stands, as far as an item decided that."""
        group = self.groups.by_key.get(self.key(one, layer, reference))
        if group is None:
            return "there is no such annotation"
        item = self.reasons.get(group.name)
        return f"it was decided in {item} that it does not stand" if item else "it was left out as well"


def key_of(group: Group, set_id: str) -> Key:
    """Give the address of a group's member."""
    return (set_id, group.layer, group.document_id, group.members[set_id].id)


def lost(one: Standing, find: Find) -> Iterator[tuple[str, str, str]]:
    """Give the references of an annotation that lead nowhere: path, layer, id."""
    return (found for found in references(one.group.layer, one.row) if not find(found[1], found[2]))


def emptied(one: Standing, find: Find, profile: Profile) -> list[str]:
    """Name the fields that may not be without a reference, and that would lose their last."""
    row = rename(one.group.layer, one.row, find)
    return [name for name in _demanded(one.group.layer, profile) if one.row[name] is not None and _is_empty(name, row[name])]


def _demanded(layer: str, profile: Profile) -> list[str]:
    """Name the fields that hold references and may not be null in a set of that profile."""
    required = {column.path for column in columns(layer) if column.required} | MANDATORY[profile].get(layer, frozenset())
    fields = dict.fromkeys(path.split(".")[0] for path in REFERENCES.get(layer, {}))
    return [name for name in fields if name in required or name == "sources"]


def _is_empty(name: str, value: object) -> bool:
    """Tell whether a field has lost what it needs; a list of cues may be empty, one of sources may not."""
    return value is None or (name == "sources" and not value)
