"""What has a place in NewsMTSC's lines: targets with a number, and further mentions of them.

>>> from corpus.formats.graph import Annotations, Graph, Span
>>> graph = Graph("d", "Ana says no.", (Annotations("ana", spans=(Span(1, "Cue", ((4, 8),)),)),))
>>> unfit(graph, graph.annotations[0])
{1: 'the format has targets and further mentions alone'}
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from corpus.formats.graph import Attribute
from corpus.formats.newsmtsc.keys import (
    END,
    FIRST,
    FURTHER,
    FURTHER_LABEL,
    MENTION,
    POLARITY,
    SECOND,
    START,
    TARGET_GID,
    TARGET_LABEL,
)
from corpus.formats.newsmtsc.values import is_number, is_written

if TYPE_CHECKING:
    from corpus.formats.graph import Annotations, Graph, Id, Link, Note


def unfit(graph: Graph, given: Annotations) -> dict[Id, str]:
    """Give the items that have no place, each with the reason."""
    targets = {one.id for one in given.spans if one.label == TARGET_LABEL and _is_inside(one.fragments, graph)}
    further = {one.id for one in given.spans if one.label == FURTHER_LABEL and _is_inside(one.fragments, graph)}
    uses = Counter(target for link in given.links for _, target in link.arguments)
    tied = {link.id: link.arguments[0][1] for link in given.links if _ties(link, targets, further) and _once(link, uses)}
    mentions = set(tied.values())
    targeted = {link.arguments[1][1] for link in given.links if link.id in tied}
    found: dict[Id, str] = {
        one.id: "the format has targets and further mentions alone"
        for one in given.spans
        if one.id not in targets and one.id not in mentions
    }
    found |= {one.id: "the format ties further mentions to targets alone" for one in given.links if one.id not in tied}
    seen: set[tuple[Id, str]] = set()
    labels: list[Attribute | Note] = [*given.attributes, *given.notes]
    for item in labels:
        is_fit = item.target in targets and (item.target, item.label) not in seen and _fits(item, targeted)
        if not is_fit:
            found[item.id] = "the format has a number and JSON values on targets alone"
        seen.add((item.target, item.label))
    return found


def _is_inside(fragments: tuple[tuple[int, int], ...], graph: Graph) -> bool:
    return all(0 <= start < end <= len(graph.text) for start, end in fragments) and len(fragments) == 1


def _ties(link: Link, targets: set[Id], further: set[Id]) -> bool:
    if link.label != FURTHER_LABEL or link.trigger is not None or [role for role, _ in link.arguments] != [FIRST, SECOND]:
        return False
    return link.arguments[0][1] in further and link.arguments[1][1] in targets


def _once(link: Link, uses: Counter[Id]) -> bool:
    return uses[link.arguments[0][1]] == 1


def _fits(item: Attribute | Note, tied: set[Id]) -> bool:
    """Tell whether it is a polarity, or the value of a key that NewsMTSC does not know."""
    if isinstance(item, Attribute):
        return item.label == POLARITY and is_written(item.value) and is_number(json.loads(item.value or "null"))
    if item.label in {START, END, MENTION, TARGET_GID} or not is_written(item.text):
        return False
    value = json.loads(item.text)
    is_odd = item.label == FURTHER and (value == [] or not isinstance(value, list)) and item.target not in tied
    return is_odd or (item.label == POLARITY and not is_number(value)) or item.label not in {FURTHER, POLARITY}
