"""Clusters: which names of propositions mean the same one in several sets; the names themselves are arbitrary.

Two clusters are the same when, of all ways to tell, the most claims that are the same stand in both. A cluster with a
single claim says nothing, and is compared as if it had no name.

>>> from corpus.model import Claim
>>> def claims(**names):
...     return {name: Claim(id="c", document_id="d", span=[{"start": 0, "end": 2, "text": "It"}], cluster=cluster)
...             for name, cluster in names.items()}
>>> cluster_names([claims(a="rain", b="weather"), claims(a="snow", b="rain"), claims(b="rain")], ["a", "b"])
{('a', 'rain'): 'rain', ('a', 'snow'): 'snow', ('b', 'weather'): 'rain', ('b', 'rain'): 'snow'}
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, cast

from corpus.agreement.matching import match

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.model import Annotation, Claim

    Members = Mapping[str, Annotation]
    Cluster = tuple[str, str]
    """A set and the name of a cluster in it."""

SAME_NAME = 0.1
"""What the same name adds to the number of claims in common."""


def cluster_names(claims: Sequence[Members], sets: Sequence[str]) -> dict[Cluster, str]:
    """Give the common name of every cluster: that of the first set which has it."""
    names: dict[Cluster, str] = {}
    for set_id in sets:
        own = _clusters(claims, set_id)
        taken = list(dict.fromkeys(names.values()))
        common = _in_common(claims, set_id, names)
        found = {(own.index(one), taken.index(other)): score for (one, other), score in common.items()}
        partners = {own[one]: taken[other] for one, other in match(found)}
        for name in own:
            names[set_id, name] = partners[name] if name in partners else _free(name, {*names.values(), *partners.values()})
    return names


def single_clusters(claims: Sequence[Members]) -> set[Cluster]:
    """Give the clusters that have a single claim."""
    counts = Counter(
        (set_id, name) for members in claims for set_id in members if (name := _cluster(members, set_id)) is not None
    )
    return {cluster for cluster, count in counts.items() if count == 1}


def _in_common(claims: Sequence[Members], set_id: str, names: Mapping[Cluster, str]) -> dict[tuple[str, str], float]:
    """Count the claims that a cluster of a set has in common with a cluster that is named already."""
    found: dict[tuple[str, str], float] = {}
    for members in claims:
        own = _cluster(members, set_id)
        others = {names[one, name] for one in members if (name := _cluster(members, one)) is not None and (one, name) in names}
        for other in sorted(others):
            if own is not None:
                found[own, other] = found.get((own, other), SAME_NAME * (own == other)) + 1
    return found


def _clusters(claims: Sequence[Members], set_id: str) -> list[str]:
    return list(dict.fromkeys(name for members in claims if (name := _cluster(members, set_id)) is not None))


def _cluster(members: Members, set_id: str) -> str | None:
    return cast("Claim", members[set_id]).cluster if set_id in members else None


def _free(name: str, taken: set[str]) -> str:
    """Give the name, with a number behind it where another cluster has it already."""
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain([name], numbered) if one not in taken)
