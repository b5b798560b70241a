"""Merging: agreed annotations and decided items become one set, with ids of its own and every reference rewritten.

What cannot be kept as it was is a notice, so that nothing is lost in silence: a reference to what was decided `none`, where
the field can do without it; an annotation that nobody decided and that hangs on such; an agreed annotation that stands more
than once, because what it points at was decided `all`; remarks that differ where the sets agree.
"""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.agreement.links import Links, emptied, lost
from corpus.agreement.references import references, rename
from corpus.agreement.standing import REMARKS, agreed, apart, decided, remarks
from corpus.errors import Finding, Place, counted
from corpus.model import LAYERS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.agreement.groups import Group, Groups
    from corpus.agreement.references import Find
    from corpus.agreement.standing import Standing
    from corpus.agreement.worklists import Item
    from corpus.model import Annotation
    from corpus.model.sets import Profile

NOTICES = {
    "A201": "a reference was left out",
    "A202": "an annotation was left out with what it hangs on",
    "A203": "an agreed annotation stands more than once",
    "A204": "a remark was left out",
    "A205": "a document that one set alone covers was kept as it is",
}
"""What merging gives notice of; public and never reused."""

NAMED = ("entities", "sources")
"""The layers whose ids are names that people chose, and are kept."""


@dataclass
class Merged:
    """What came of merging.

    Attributes:
        records: the records of the new set, by layer.
        origins: for each new layer, document and id what it was in the sets.
        notices: what could not be kept, as warnings.
        unfit: what stands against the decisions: the item, and why.
        without: the items that a policy decided and of which nothing stands all the same, each with the reason.
    """

    records: dict[str, list[Annotation]] = field(default_factory=lambda: {layer: [] for layer in LAYERS})
    origins: dict[tuple[str, str, str], Standing] = field(default_factory=dict)
    notices: list[Finding] = field(default_factory=list)
    unfit: list[tuple[str, str]] = field(default_factory=list)
    without: dict[str, str] = field(default_factory=dict)


def merge(groups: Groups, decisions: Mapping[str, Item], *, by_policy: frozenset[str], profile: Profile) -> Merged:
    """Merge the groups into a set.

    Args:
        groups: the annotations of the sets.
        decisions: by the name of the group, the item that decides it; what has none is agreed.
        by_policy: the names of the items that a policy decided.
        profile: what the set claims to be; a field that it demands cannot do without its reference.
    """
    merger = _Merger(groups, profile)
    for group in groups:
        merger.place(group, decisions.get(group.name), by_policy)
    merger.merged.notices += _unread(groups)
    return merger.finish()


def _unread(groups: Groups) -> list[Finding]:
    """Give notice of the documents that a single set covers: nobody else could agree or differ."""
    counts = Counter(one.document_id for one in groups)
    return [
        Finding("A205", "warning", f"kept: {counted(count, 'annotation')} that no other set could agree with", place)
        for document_id, count in counts.items()
        for sets in [groups.covering(document_id)]
        if len(sets) == 1
        for place in [Place(set_id=sets[0], document_id=document_id)]
    ]


class _Merger:
    """Collects what stands, layer by layer, and then names it."""

    def __init__(self, groups: Groups, profile: Profile) -> None:
        self.links = Links(groups)
        self.profile = profile
        self.standing: list[Standing] = []
        self.merged = Merged()

    def place(self, group: Group, item: Item | None, by_policy: frozenset[str]) -> None:
        """Let stand what is agreed or decided; what nobody decided goes with what it hangs on."""
        if item is not None:
            self.links.reasons[group.name] = item.item
        for one in self._agreed(group) if item is None else decided(group, item):
            hanging = item is None or item.item in by_policy
            if not (hanging and self._leave_out(one)):
                self.links.add(one, len(self.standing))
                self.standing.append(one)

    def _agreed(self, group: Group) -> list[Standing]:
        """Give an agreed annotation once, or once for each set whose single references point elsewhere by now."""
        (one,) = agreed(group)
        parts: dict[tuple[int, ...], list[str]] = {}
        for name, member in zip(group.members, apart(group, [[name] for name in group.members]), strict=True):
            singles = [found for found in references(group.layer, member.row) if not _is_listed(found[0])]
            followed = [self.links.follow(member, layer, reference) for _, layer, reference in singles if layer != group.layer]
            parts.setdefault(tuple(numbers[0] if numbers else -1 for numbers in followed), []).append(name)
        if len(parts) == 1:
            return [one]
        standing = apart(group, list(parts.values()))
        for part in standing:
            self._notice("A203", part, "stands more than once: the sets agree, but what it points at was decided `all`")
        return standing

    def _leave_out(self, one: Standing) -> bool:
        """Leave out what would lose a reference that it cannot do without; tell whether it was so."""
        find = self._numbered(one)
        empty = emptied(one, find, self.profile)
        if not empty:
            return False
        path, layer, reference = next(found for found in lost(one, find) if found[0].split(".")[0] == empty[0])
        message = f"left out: {path} pointed at {reference!r}; {self.links.why(one, layer, reference)}"
        self._notice("A202", one, message)
        if one.item is not None:
            self.merged.without[one.item] = message
        return True

    def _numbered(self, one: Standing) -> Find:
        return lambda layer, reference: [str(number) for number in self.links.follow(one, layer, reference)]

    def _notice(self, code: str, one: Standing, message: str, path: str | None = None) -> None:
        """Give notice of an annotation as its first set has it."""
        name = one.members[0]
        record = one.group.members[name]
        place = Place(set_id=name, layer=one.group.layer, document_id=record.document_id, annotation_id=record.id, path=path)
        self.merged.notices.append(Finding(code, "warning", message, place))

    def finish(self) -> Merged:
        """Name what stands, and let every reference follow."""
        names = _names(self.standing)
        for one, name in zip(self.standing, names, strict=True):
            self.merged.origins[one.group.layer, one.group.document_id, name] = one
        for one, name in zip(self.standing, names, strict=True):
            self._finish(one, name, self._named(one, names))
        return self.merged

    def _named(self, one: Standing, names: Sequence[str]) -> Find:
        """Give what references are called in the merged set; an edited record may use those names already."""

        def find(layer: str, reference: str) -> list[str]:
            found = [names[number] for number in self.links.follow(one, layer, reference)]
            known = one.owner is None and (layer, one.group.document_id, reference) in self.merged.origins
            return found or ([reference] if known else [])

        return find

    def _finish(self, one: Standing, name: str, find: Find) -> None:
        empty = emptied(one, find, self.profile)
        for path, layer, reference in lost(one, find):
            message = f"{path} points at {reference!r}; {self.links.why(one, layer, reference)}"
            is_unknown = one.owner is None and self.links.key(one, layer, reference) not in self.links.groups.by_key
            if is_unknown or path.split(".")[0] in empty:
                self.merged.unfit.append((one.item or "", message))
            else:
                self._notice("A201", one, f"left out: {message}")
        if not self.merged.unfit:
            self._keep(one, name, find)

    def _keep(self, one: Standing, name: str, find: Find) -> None:
        layer = one.group.layer
        row = rename(layer, one.row, find) | {"id": name}
        if row.get("cluster") is not None:
            row["cluster"] = self.links.groups.common_cluster(row["cluster"], one.owner)
        self.merged.records[layer].append(LAYERS[layer].model_validate(row))
        for remark in REMARKS if one.item is None and len(one.members) == len(one.group.members) else ():
            for value in remarks(one.group, remark)[1:]:
                self._notice("A204", one, f"left out: {value!r}, which another set has", remark)


def _is_listed(path: str) -> bool:
    return any(step.isdigit() for step in path.split("."))


def _names(standing: Sequence[Standing]) -> list[str]:
    """Name what stands, document by document: chosen names are kept, the others count in the order of the text."""
    names: dict[int, str] = {}
    taken: dict[str, set[str]] = {}
    for number, one in enumerate(standing):
        own = [one.group.members[member].id for member in one.members] if one.group.layer in NAMED else []
        here = taken.setdefault(one.group.document_id, set())
        kept = next((name for name in own if name not in here), None)
        if kept is not None:
            names[number] = kept
            here.add(kept)
    counters: dict[tuple[str, str], itertools.count[int]] = {}
    for number in sorted(range(len(standing)), key=lambda number: (standing[number].start, number)):
        if number not in names:
            one = standing[number]
            counter = counters.setdefault((one.group.layer, one.group.document_id), itertools.count(1))
            numbered = (f"{LAYERS[one.group.layer].__name__.lower()}-{count:03d}" for count in counter)
            names[number] = next(name for name in numbered if name not in taken[one.group.document_id])
            taken[one.group.document_id].add(names[number])
    return [names[number] for number in range(len(standing))]
