"""Grouping: what is paired two by two becomes groups over all sets, the likest pairs first.

A group has at most one annotation of each set. Pairs are joined in the order of their likeness, and equally like ones in that
of the text, so that it does not matter in which order the sets are named. Commitments are grouped by the groups of their
claim and source.

>>> near, far = (-0.9, ("a", "may"), ("b", "may well")), (-0.4, ("b", "may well"), ("c", "well"))
>>> join([("a", "may"), ("a", "well"), ("b", "may well"), ("c", "well")], [far, near, (-0.5, ("a", "well"), ("b", "may well"))])
[{'a': ('a', 'may'), 'b': ('b', 'may well'), 'c': ('c', 'well')}, {'a': ('a', 'well')}]
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.agreement.places import own_bounds
from corpus.model import RESERVED_SOURCES

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from corpus.agreement.pairing import Pair, Pairing
    from corpus.model import Annotation, Commitment, SetView

    Members = dict[str, Annotation]
    """The record of each set that has the annotation, in the order of the sets."""

Node = TypeVar("Node", bound=tuple[str, ...])
"""What is grouped; it begins with the name of its set."""


def grouped(views: Mapping[str, SetView], pairings: Sequence[Pairing], layer: str) -> list[Members]:
    """Give the annotations of a layer in groups, those that stand alone as well.

    Args:
        views: the sets by name, in the order that members are to have.
        pairings: every two of the sets, paired.
        layer: the layer; for commitments, those of claims and sources must be paired.
    """
    if layer == "commitments":
        return _by_promise(views, pairings)
    records = {(name, record.document_id, record.id): record for name, view in views.items() for record in view.layer(layer)}
    found = join(records, (_link(pairing, one) for pairing in pairings for one in pairing[layer].pairs))
    return [{name: records[members[name]] for name in views if name in members} for members in found]


def join(nodes: Iterable[Node], links: Iterable[tuple[Any, Node, Node]]) -> list[dict[str, Node]]:
    """Join nodes by links in the order of the links' ranks, as long as no set has two in one group.

    Args:
        nodes: what is grouped.
        links: the rank of each link, and the two nodes that it joins; of equal ranks the names of the nodes decide.
    """
    groups = {node: {node[0]: node} for node in nodes}
    for _, one, other in sorted(links):
        mine, theirs = groups[one], groups[other]
        if mine.keys().isdisjoint(theirs):
            joined = mine | theirs
            groups |= dict.fromkeys(joined.values(), joined)
    return list({id(members): members for members in groups.values()}.values())


def _link(pairing: Pairing, one: Pair) -> tuple[Any, tuple[str, str, str], tuple[str, str, str]]:
    """Give a pair with its rank: the likest first, then the first in the text; the names of the sets come last."""
    sides = sorted(
        (own_bounds(record), record.id, name) for name, record in ((pairing.first, one.first), (pairing.second, one.second))
    )
    document_id = one.first.document_id
    first, second = ((name, document_id, record_id) for _, record_id, name in sides)
    return (-one.likeness, document_id, [side[:2] for side in sides]), first, second


def _by_promise(views: Mapping[str, SetView], pairings: Sequence[Pairing]) -> list[Members]:
    """Join the commitments of one source to one claim, whatever each set calls the two; if a set has several, one by one."""
    claims, sources = (_numbers(grouped(views, pairings, layer)) for layer in ("claims", "sources"))
    found: dict[Hashable, Members] = {}
    for name, view in views.items():
        seen: Counter[Hashable] = Counter()
        for record in view.commitments:
            key = (record.document_id, *_promise(name, record, claims, sources))
            found.setdefault((key, seen[key]), {})[name] = record
            seen[key] += 1
    return list(found.values())


def _numbers(groups: Iterable[Members]) -> dict[tuple[str, str, str], Hashable]:
    """Give each annotation the number of its group."""
    return {
        (name, record.document_id, record.id): number
        for number, members in enumerate(groups)
        for name, record in members.items()
    }


def _promise(
    name: str,
    record: Commitment,
    claims: Mapping[tuple[str, str, str], Hashable],
    sources: Mapping[tuple[str, str, str], Hashable],
) -> tuple[Hashable, Hashable]:
    """Give the groups of the claim and source of a commitment; a reference to nothing is like no other."""
    claim, source = (name, record.document_id, record.claim_id), (name, record.document_id, record.source_id)
    own = record.source_id if record.source_id in RESERVED_SOURCES else source
    return claims.get(claim, claim), sources.get(source, own)
