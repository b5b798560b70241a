"""Clusters: which names of propositions mean the same one in several sets; the names themselves are arbitrary.

Two clusters of two sets are the same when, of all ways to tell, the most claims that are the same stand in both; over more
sets they are joined like annotations, those with the most claims in common first. A cluster with a single claim says nothing,
and is compared as if it had no name.

>>> from corpus.model import Claim
>>> def claims(**names):
...     return {name: Claim(id="c", document_id="d", span=[{"start": 0, "end": 2, "text": "It"}], cluster=cluster)
...             for name, cluster in names.items()}
>>> cluster_names([claims(a="rain", b="weather"), claims(a="snow", b="rain"), claims(b="rain")], ["a", "b"])
{('a', 'rain'): 'rain', ('b', 'weather'): 'rain', ('a', 'snow'): 'snow', ('b', 'rain'): 'snow'}
"""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, cast

from corpus.agreement.grouping import join
from corpus.agreement.matching import match

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.model import Annotation, Claim

    Members = Mapping[str, Annotation]
    Cluster = tuple[str, str]
    """A set and the name of a cluster in it."""

SAME_NAME = 0.1
"""What the same name adds to the number of claims in common."""


def cluster_names(claims: Sequence[Members], sets: Sequence[str]) -> dict[Cluster, str]:
    """Give the common name of every cluster: that of the first set which has it."""
    own = {(set_id, name) for set_id in sets for name in _clusters(claims, set_id)}
    groups = join(sorted(own), (link for pair in itertools.combinations(sorted(sets), 2) for link in _links(claims, *pair)))
    joined = {cluster: members for members in groups for cluster in members.values()}
    names: dict[Cluster, str] = {}
    for cluster in ((set_id, name) for set_id in sets for name in _clusters(claims, set_id)):
        if cluster not in names:
            names |= dict.fromkeys(joined[cluster].values(), _free(cluster[1], set(names.values())))
    return names


def single_clusters(claims: Sequence[Members]) -> set[Cluster]:
    """Give the clusters that have a single claim."""
    counts = Counter(
        (set_id, name) for members in claims for set_id in members if (name := _cluster(members, set_id)) is not None
    )
    return {cluster for cluster, count in counts.items() if count == 1}


def _links(claims: Sequence[Members], first: str, second: str) -> Iterator[tuple[object, Cluster, Cluster]]:
    """Pair the clusters of two sets, each pair with its rank: those with the most claims in common first."""
    both = ((_cluster(members, first), _cluster(members, second)) for members in claims)
    counts = Counter((one, other) for one, other in both if one is not None and other is not None)
    own, others = _clusters(claims, first), _clusters(claims, second)
    score = {(one, other): count + SAME_NAME * (one == other) for (one, other), count in counts.items()}
    for row, place in match({(others.index(other), own.index(one)): found for (one, other), found in score.items()}):
        names = (own[place], others[row])
        yield (-score[names], sorted(names)), (first, names[0]), (second, names[1])


def _clusters(claims: Sequence[Members], set_id: str) -> list[str]:
    """Give the clusters of a set in the order of its text, whatever that of the groups."""
    own = sorted((cast("Claim", members[set_id]) for members in claims if set_id in members), key=_place)
    return list(dict.fromkeys(claim.cluster for claim in own if claim.cluster is not None))


def _place(claim: Claim) -> tuple[str, int, str]:
    return (claim.document_id, claim.span.start, claim.id)


def _cluster(members: Members, set_id: str) -> str | None:
    return cast("Claim", members[set_id]).cluster if set_id in members else None


def _free(name: str, taken: set[str]) -> str:
    """Give the name, with a number behind it where another cluster has it already."""
    numbered = (f"{name}-{number}" for number in itertools.count(2))
    return next(one for one in itertools.chain([name], numbered) if one not in taken)
