"""Groups: the annotations of several sets that are the same one, and the fields in which they differ.

How annotations are joined is `corpus.agreement.grouping`'s; here, groups have a place, a name, and fields to compare.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from corpus.agreement.clusters import cluster_names, single_clusters
from corpus.agreement.grouping import grouped
from corpus.agreement.pairing import pair
from corpus.agreement.references import references, rename, write
from corpus.agreement.surroundings import Surroundings
from corpus.model import LAYERS
from corpus.model.columns import HEAD, TAIL
from corpus.model.layers import REFERENCES
from corpus.model.rows import row_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Mapping, Sequence

    from corpus.agreement.grouping import Members
    from corpus.model import Annotation, Corpus, Span
    from corpus.model.rows import Row

Key = tuple[str, str, str, str]
"""A set, a layer, a document and an id: the address of one annotation."""


@dataclass(frozen=True)
class Group:
    """One annotation as the sets have it.

    Attributes:
        name: what references to it are called while sets are compared.
        layer: its layer.
        document_id: its document.
        members: the record of each set that has it, in the order of the sets.
        place: where it stands, as far as that can be told.
    """

    name: str
    layer: str
    document_id: str
    members: Mapping[str, Annotation]
    place: Span | None


@dataclass(frozen=True)
class Groups:
    """All annotations of some sets in groups, by layer and in the order of the text."""

    sets: tuple[str, ...]
    all: tuple[Group, ...]
    surroundings: Mapping[str, Surroundings]
    clusters: Mapping[tuple[str, str], str]
    """The common name of each set's clusters of claims."""
    single: frozenset[tuple[str, str]]
    """The clusters that have a single claim."""

    def __iter__(self) -> Iterator[Group]:
        """Go through the groups."""
        return iter(self.all)

    @cached_property
    def by_key(self) -> Mapping[Key, Group]:
        """The group of every annotation."""
        return {
            (name, group.layer, one.document_id, one.id): group for group in self.all for name, one in group.members.items()
        }

    @cached_property
    def covered(self) -> Mapping[str, frozenset[str]]:
        """The documents that each set covers: those where it has any annotation, in whatever layer."""
        return {name: frozenset(one.document_id for one in self.all if name in one.members) for name in self.sets}

    def covering(self, document_id: str) -> tuple[str, ...]:
        """Name the sets that cover a document; of the others nobody can say that they found nothing there."""
        return tuple(name for name in self.sets if document_id in self.covered[name])

    def differences(self, group: Group) -> list[str]:
        """Name the fields in which the members differ, references to the members of one group being equal.

        Notes, confidence and what imports left are nobody's opinion of the text, and are not compared.
        """
        first, *others = (self.comparable(group, name) for name in group.members)
        return [name for name in first if any(other[name] != first[name] for other in others)]

    def comparable(self, group: Group, set_id: str) -> dict[str, Any]:
        """Give the fields of one member as they are compared."""
        record = group.members[set_id]

        def name(layer: str, reference: str) -> list[str]:
            return [self.by_key[set_id, layer, record.document_id, reference].name]

        row = rename(group.layer, record.model_dump(exclude={*HEAD, *TAIL}), name)
        if row.get("cluster") is not None:
            cluster = (set_id, row["cluster"])
            row["cluster"] = None if cluster in self.single else self.clusters[cluster]
        unordered = {path.split(".")[0] for path in REFERENCES.get(group.layer, {}) if ".item" in path}
        return {key: sorted(value, key=repr) if value and key in unordered else value for key, value in row.items()}

    def fields_into(self, group: Group, set_id: str, others: Container[str]) -> set[str]:
        """Name the fields of one member that point into any of some groups, which are given by name."""
        found = references(group.layer, group.members[set_id].model_dump())
        keys = ((path, (set_id, layer, group.document_id, reference)) for path, layer, reference in found)
        return {path.split(".")[0] for path, key in keys if self.by_key[key].name in others}

    def common_cluster(self, name: str, set_id: str | None) -> str:
        """Give the common name of a set's cluster; of an edited record's, which may use any set's name or a new one."""
        if set_id is not None:
            return self.clusters[set_id, name]
        own = (self.clusters[one, name] for one in self.sets if (one, name) in self.clusters)
        return name if name in self.clusters.values() else next(own, name)

    def written(self, group: Group, set_id: str) -> Row:
        """Give the row of one member so that it can be read in any set: sets before references, common names of clusters."""
        row = row_of(group.members[set_id])
        if row.get("cluster") is not None:
            row["cluster"] = self.common_cluster(row["cluster"], set_id)
        return write(group.layer, row, set_id)


def group(news: Corpus, sets: Sequence[str]) -> Groups:
    """Group the annotations of two or more sets.

    Raises:
        UnknownName: the corpus has no such set.
    """
    views = {name: news.set(name) for name in sets}
    pairings = [pair(news, first, second) for first, second in itertools.combinations(sets, 2)]
    surroundings = {name: Surroundings(view) for name, view in views.items()}
    found: list[Group] = []
    for layer in LAYERS:
        placed = sorted((_placed(layer, members, surroundings) for members in grouped(views, pairings, layer)), key=_order)
        found += [replace(one, name=f"#{len(found) + number}") for number, one in enumerate(placed)]
    claims = [one.members for one in found if one.layer == "claims"]
    return Groups(tuple(sets), tuple(found), surroundings, cluster_names(claims, sets), frozenset(single_clusters(claims)))


def _placed(layer: str, members: Members, surroundings: Mapping[str, Surroundings]) -> Group:
    places = [surroundings[name].place(record) for name, record in members.items()]
    first = next(iter(members.values()))
    return Group("", layer, first.document_id, members, next((place for place in places if place is not None), None))


def _order(group: Group) -> tuple[object, ...]:
    """Give what groups are sorted by: document, place, and ids where several stand at one place."""
    bounds = (group.place.start, group.place.end) if group.place else (2**31, 2**31)
    return (group.document_id, *bounds, [(name, record.id) for name, record in group.members.items()])
