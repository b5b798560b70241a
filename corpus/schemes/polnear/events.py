"""PolNeAR's events in many documents at once: those that hold, in columns; spans are known by their numbers.

>>> from corpus.formats.graph import Annotations, Graph, Link, Span
>>> from corpus.formats.reports import Ledger
>>> spans = (Span("T1", "Cue", ((4, 8),)), Span("T2", "Attribution", ((4, 8),)))
>>> ana = Annotations("ana", spans, (Link("E1", "Attribution", "T2", (("Cue", "T1"),)),))
>>> events = read_events([(Graph("d", "Ana says no", (ana,)), ana)], Ledger())
>>> events.triggers.tolist(), events.of("Cue").targets.tolist(), events.of("Source").firsts.tolist()
([1], [0], [-1])
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.errors import Place
from corpus.formats.columnar import Columns, together
from corpus.formats.items import by_id, contents
from corpus.model.flattening import as_arrow, as_numpy
from corpus.schemes.columns import in_order
from corpus.schemes.polnear.labels import CONTENT, CUE, EVENTS, SOURCE, role_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from corpus.formats.graph import Annotations, Graph, Link
    from corpus.formats.reports import Ledger
    from corpus.model.flattening import Integers

    Pass = tuple[Graph, Annotations]
    """What one annotator left in one document."""

ROLES = (SOURCE, CUE, CONTENT)


@dataclass(frozen=True)
class Arguments:
    """Arguments of events, in the order of the events.

    Attributes:
        events: the number of the event of each.
        targets: the span that plays it.
        count: how many events there are.
    """

    events: Integers
    targets: Integers
    count: int

    def where(self, chosen: NDArray[np.bool_]) -> Arguments:
        """Keep some."""
        return Arguments(self.events[chosen], self.targets[chosen], self.count)

    @cached_property
    def spans(self) -> Integers:
        """The spans that play any of them, each once, in order."""
        return np.flatnonzero(np.bincount(self.targets))

    @cached_property
    def sizes(self) -> Integers:
        """How many each event has."""
        return np.bincount(self.events, minlength=self.count)

    @cached_property
    def firsts(self) -> Integers:
        """The target of the first of each event, -1 where it has none."""
        found = np.full(self.count, -1, dtype=np.int64)
        found[self.events[::-1]] = self.targets[::-1]
        return found

    @cached_property
    def ranks(self) -> Integers:
        """The number of each among those of its event."""
        return np.arange(len(self.events)) - self.begins[self.events]

    def targets_of(self, event: int) -> list[int]:
        """Give the targets of one event."""
        return [int(target) for target in self.targets[self.slice_of(event)]]

    def slice_of(self, event: int) -> slice:
        """Give where the arguments of one event stand."""
        return slice(self.begins[event], self.begins[event] + self.sizes[event])

    @cached_property
    def begins(self) -> Integers:
        """The number of the first of each event."""
        return np.cumsum(self.sizes) - self.sizes


@dataclass(frozen=True, slots=True)
class Events:
    """One annotator's spans and events in some documents, end to end.

    Attributes:
        documents: where each document comes in the order of their ids.
        spans: all spans of these documents.
        span_owners: the number of the document of each.
        ids: the ids of the events, in canonical order.
        labels: their labels.
        owners: the number of the document of each.
        triggers: the span that triggers each.
        arguments: their arguments.
        roles: the number of the role of each argument in `ROLES`.
        orders: the roles of each event, in the order and words of the file.
    """

    documents: Integers
    spans: Columns
    span_owners: Integers
    ids: pa.StringArray
    labels: pa.StringArray
    owners: Integers
    triggers: Integers
    arguments: Arguments
    roles: Integers
    orders: pa.StringArray

    def of(self, role: str) -> Arguments:
        """Give the arguments of one role."""
        return self.arguments.where(self.roles == ROLES.index(role))

    def uses_of(self, event: int) -> tuple[list[int], list[int]]:
        """Give the targets of one event and their roles."""
        these = self.arguments.slice_of(event)
        return self.arguments.targets[these].tolist(), self.roles[these].tolist()

    @property
    def unused(self) -> Integers:
        """The spans that belong to no event."""
        is_used = np.zeros(len(self.span_owners), dtype=bool)
        is_used[self.triggers] = True
        is_used[self.arguments.targets] = True
        return np.flatnonzero(~is_used)


def read_events(passes: Sequence[Pass], ledger: Ledger) -> Events:
    """Read what one annotator left in some documents; events that do not hold are refused."""
    columns, others = together([(one.spans, one.links) for _, one in passes])
    strange = Counter(number for number, _ in others)
    owners = _numbered([len(one.links) - strange[number] for number, (_, one) in enumerate(passes)])
    written = columns.roles.dictionary_encode()
    roles, events = _roles(written), np.repeat(np.arange(len(owners)), columns.link_sizes)
    holds = as_numpy(pc.is_in(columns.link_labels, value_set=pa.array(EVENTS)))
    holds[events[roles < 0]] = False
    _refuse_all(passes, [*others, *_links(columns, owners, np.flatnonzero(~holds))], ledger)
    documents = np.argsort(np.argsort([graph.document_id for graph, _ in passes], kind="stable"), kind="stable")
    kept = np.flatnonzero(holds)
    kept = kept[in_order(documents[owners[kept]], columns.link_ids.take(as_arrow(kept)))]
    renumbered = np.full(len(owners), -1, dtype=np.int64)
    renumbered[kept] = np.arange(len(kept))
    ordered = np.argsort(renumbered[events], kind="stable")[int((~holds[events]).sum()) :]
    arguments = Arguments(renumbered[events[ordered]], columns.targets[ordered], len(kept))
    once = _stand_once(arguments, roles[ordered])
    _tell_twins(passes, owners[kept], columns, arguments.where(~once), ledger)
    return Events(
        documents,
        columns,
        _numbered([len(one.spans) for _, one in passes]),
        columns.link_ids.take(as_arrow(kept)),
        columns.link_labels.take(as_arrow(kept)),
        owners[kept],
        columns.triggers[kept],
        arguments.where(once),
        roles[ordered][once],
        _orders(arguments, written.take(as_arrow(ordered))),
    )


def _numbered(sizes: Sequence[int]) -> Integers:
    """Give each item the number of the document that it is in."""
    return np.repeat(np.arange(len(sizes)), sizes)


def _links(columns: Columns, owners: Integers, chosen: Integers) -> Iterator[tuple[int, Link]]:
    """Make some links, each with the number of its document."""
    if len(chosen):
        made = list(columns.links())
        yield from ((int(owners[number]), made[number]) for number in chosen)


def _roles(written: pa.DictionaryArray) -> Integers:
    """Give the number of each role in `ROLES`, -1 for any other; brat numbers those that stand again."""
    names = list(map(role_of, written.dictionary.to_pylist()))
    numbers = np.array([ROLES.index(name) if name in ROLES else -1 for name in names], dtype=np.int64)
    return numbers[as_numpy(written.indices)] if names else numbers


def _stand_once(arguments: Arguments, roles: Integers) -> NDArray[np.bool_]:
    """Tell which arguments do not repeat one of the same event and role."""
    once = np.ones(len(roles), dtype=bool)
    slots = len(ROLES) * arguments.events + roles
    several = np.flatnonzero(np.bincount(slots)[slots] > 1)
    seen: set[tuple[int, int]] = set()
    uses = zip(slots[several].tolist(), arguments.targets[several].tolist(), strict=True)
    for place, use in zip(several.tolist(), uses, strict=True):
        once[place] = use not in seen
        seen.add(use)
    return once


def _tell_twins(passes: Sequence[Pass], owners: Integers, columns: Columns, twins: Arguments, ledger: Ledger) -> None:
    for event, target in zip(twins.events.tolist(), twins.targets.tolist(), strict=True):
        graph, one = passes[owners[event]]
        reason = f"expected each argument of a role once, found {columns.ids[target].as_py()} twice; it is kept once"
        place = Place(file=one.file, line=int(columns.lines[target]) or None, document_id=graph.document_id)
        ledger.change("F208", reason, place)


def _orders(arguments: Arguments, written: pa.DictionaryArray) -> pa.StringArray:
    """Give the roles of each event as they stand, `Cue Source Content`; there are few orders for many events."""
    base, names, numbers = len(written.dictionary) + 1, written.dictionary.to_pylist(), as_numpy(written.indices)
    codes = np.zeros(arguments.count, dtype=object if base ** int(arguments.sizes.max(initial=0)) >> 62 else np.int64)
    np.add.at(codes, arguments.events, (numbers + 1).astype(codes.dtype) * np.array(base, codes.dtype) ** arguments.ranks)
    _, firsts, kinds = np.unique(codes, return_index=True, return_inverse=True)
    bounds = zip(arguments.begins[firsts].tolist(), arguments.sizes[firsts].tolist(), strict=True)
    orders = [" ".join([names[one] for one in numbers[begin : begin + size]]) for begin, size in bounds]
    return pa.array(orders, pa.string()).take(as_arrow(kinds))


def _refuse_all(passes: Sequence[Pass], links: Sequence[tuple[int, Link]], ledger: Ledger) -> None:
    expected = f"expected an event of type {' or '.join(EVENTS)} over spans, with roles {', '.join(ROLES)}"
    known = {number: by_id(passes[number][1]) for number in dict(links)}
    for number, link in links:
        graph, one = passes[number]
        written = " ".join([f"{role}:{target}" for role, target in link.arguments])
        place = Place(file=one.file, line=link.line or None, set_id=one.annotator, document_id=graph.document_id)
        reason = f"{expected}; found {link.label} {written}"
        ledger.withdraw("F301", reason, place, contents=contents([link], known[number]))
