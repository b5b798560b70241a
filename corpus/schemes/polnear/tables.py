"""PolNeAR's events as tables of sources, cues and attributions.

Only what is out of the ordinary (white space at an edge, two contents, a span that is source here and cue there) is looked at
one by one; all else is taken from columns in whole columns.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from corpus.errors import Place
from corpus.formats.fragments import joined, trimmed
from corpus.model.annotations import UNSPECIFIED
from corpus.model.columns import schema
from corpus.model.flattening import as_arrow, as_numpy, ranges
from corpus.model.textbytes import TextBytes
from corpus.model.validity import blank_edges
from corpus.schemes.columns import SpanPool, in_order, layer_table, list_column, optional
from corpus.schemes.polnear.events import ROLES
from corpus.schemes.polnear.labels import CONTENT, CUE, EVENT_WITHOUT_SOURCE, SOURCE, is_usual

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from corpus.formats.columnar import Columns
    from corpus.formats.graph import Fragments
    from corpus.formats.reports import Ledger
    from corpus.model.flattening import Integers
    from corpus.schemes.polnear.events import Arguments, Events, Pass


class Placed(NamedTuple):
    """Spans as they stand with us."""

    pool: SpanPool
    numbers: Integers
    """The number in the pool of each span of the events, -1 where nothing but white space is there."""
    contents: Integers
    """The same of what each event says."""


def tables_of(events: Events, passes: Sequence[Pass], ledger: Ledger) -> dict[str, pa.Table]:
    """Give the tables of the three layers."""
    placed = _placed(events, passes, ledger)
    documents = pa.array([graph.document_id for graph, _ in passes], pa.string())
    sources, cues = events.of(SOURCE), events.of(CUE)
    cues = cues.where(placed.numbers[cues.targets] >= 0)
    source_names, cue_names = _names(events, sources, cues)
    columns: dict[str, dict[str, Any]] = {
        "sources": {**_records(events, sources.spans, source_names, documents), "source_label": SOURCE},
        "cues": {
            **_records(events, cues.spans, cue_names, documents, placed),
            "type": "unspecified",
            "source_label": CUE,
        },
        "attributions": {
            "id": events.ids,
            "document_id": documents.take(as_arrow(events.owners)),
            "sources": _mentions(sources, source_names, placed),
            "cue_ids": list_column(cues.sizes, cue_names.take(as_arrow(cues.targets))),
            "content": placed.pool.column(placed.contents),
            "source_label": events.labels,
            "extras": _extras(events),
        },
    }
    return {layer: layer_table(layer, given) for layer, given in columns.items() if len(given["id"])}


def _records(
    events: Events, spans: Integers, names: pa.StringArray, documents: pa.StringArray, placed: Placed | None = None
) -> dict[str, pa.Array]:
    """Give the records that spans are: ids, documents and, where they have a place, spans."""
    starts = None if placed is None else placed.pool.starts[placed.pool.firsts[placed.numbers[spans]]]
    owners = events.span_owners[spans]
    order = in_order(events.documents[owners], names.take(as_arrow(spans)), starts)
    made = {"id": names.take(as_arrow(spans[order])), "document_id": documents.take(as_arrow(owners[order]))}
    return made if placed is None else {**made, "span": placed.pool.column(placed.numbers[spans[order]])}


def _names(events: Events, sources: Arguments, cues: Arguments) -> tuple[pa.StringArray, pa.StringArray]:
    """Give the id that each span has as a source and as a cue; of one that is both, the later use gets another."""
    both = np.intersect1d(sources.spans, cues.spans, assume_unique=True).tolist()
    if not both:
        return events.spans.ids, events.spans.ids
    as_sources, as_cues = events.spans.ids.to_pylist(), events.spans.ids.to_pylist()
    first_sources, first_cues = _first_uses(sources), _first_uses(cues)
    for span in both:
        if first_sources[span] <= first_cues[span]:
            as_cues[span] += f"-{CUE.lower()}"
        else:
            as_sources[span] += f"-{SOURCE.lower()}"
    return pa.array(as_sources, pa.string()), pa.array(as_cues, pa.string())


def _first_uses(arguments: Arguments) -> dict[int, int]:
    """Give the first event that each span is an argument of."""
    targets, places = np.unique(arguments.targets, return_index=True)
    return dict(zip(targets.tolist(), arguments.events[places].tolist(), strict=True))


def _mentions(sources: Arguments, names: pa.StringArray, placed: Placed) -> pa.ListArray:
    """Give the sources of each event, the unspecified one where it has none."""
    sizes = np.maximum(sources.sizes, 1)
    slots = np.full(sizes.sum(), -1, dtype=np.int64)
    slots[(np.cumsum(sizes) - sizes)[sources.events] + sources.ranks] = sources.targets
    ids = pc.fill_null(names.take(optional(slots)), UNSPECIFIED)
    spans = placed.pool.column(np.where(slots < 0, -1, placed.numbers[slots]))
    fields = list(schema("attributions").field("sources").type.value_type)
    return list_column(sizes, pa.StructArray.from_arrays([ids, spans], fields=fields))


def _placed(events: Events, passes: Sequence[Pass], ledger: Ledger) -> Placed:
    """Put the arguments of events into a pool, without white space at their edges and several contents as one."""
    spans, named = events.spans, events.arguments.spans
    sizes = spans.sizes[named]
    chosen = ranges(spans.firsts[named], sizes)
    texts = TextBytes.of([graph.text for graph, _ in passes])
    owners = np.repeat(events.span_owners[named], sizes)
    pool = SpanPool(texts, owners, sizes, spans.starts[chosen], spans.ends[chosen])
    numbers = np.full(len(spans.sizes), -1, dtype=np.int64)
    numbers[named] = np.arange(len(named))
    others = _Others(len(pool))
    edged = np.repeat(named, sizes)[blank_edges(texts.data, *pool.stretches)]
    for span in np.unique(edged).tolist():
        owner = int(events.span_owners[span])
        graph, one = passes[owner]
        place = Place(file=one.file, line=int(spans.lines[span]) or None, document_id=graph.document_id)
        ledger.change("F203", f"{spans.ids[span].as_py()}: white space was taken from its edges", place)
        numbers[span] = others.add(trimmed(spans.fragments(span), graph.text), owner)
    contents = _contents(events, numbers, passes, others)
    return Placed(pool + SpanPool.of(others.spans, others.owners, texts), numbers, contents)


def _contents(events: Events, numbers: Integers, passes: Sequence[Pass], others: _Others) -> Integers:
    """Give the number of what each event says; several contents are joined."""
    given = events.of(CONTENT)
    made = np.where(given.firsts < 0, -1, numbers[given.firsts]) if len(numbers) else given.firsts
    for event in np.flatnonzero(given.sizes > 1).tolist():
        owner = int(events.owners[event])
        text = passes[owner][0].text
        parts = [trimmed(events.spans.fragments(span), text) for span in given.targets_of(event)]
        made[event] = others.add(joined(tuple([pair for part in parts for pair in part])), owner)
    return made


class _Others:
    """Spans that stand otherwise with us than there; their numbers go on from those that do not."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.spans: list[Fragments] = []
        self.owners: list[int] = []

    def add(self, fragments: Fragments, owner: int) -> int:
        """Add a span of a document; give its number, -1 where nothing is left of it."""
        if not fragments:
            return -1
        self.spans.append(fragments)
        self.owners.append(owner)
        return self.first + len(self.spans) - 1


def _extras(events: Events) -> pa.StringArray:
    """Keep what our fields do not say: the ids of trigger and contents, and bounds that do not follow from them."""
    cues, contents, ids = events.of(CUE), events.of(CONTENT), events.spans.ids
    placed = _are_same(events.spans, cues.firsts, events.triggers)
    triggers, said = ids.take(as_arrow(events.triggers)), ids.take(optional(contents.firsts))
    is_plain = placed & (contents.sizes == 1) & ~_are_odd(events)
    for names in (triggers, said):
        is_plain &= as_numpy(pc.fill_null(pc.utf8_is_alnum(names), fill_value=False))
    kinds = events.orders.dictionary_encode()
    orders = ['"]}' if is_usual(order.split()) else f'"],"roles":"{order}"}}' for order in kinds.dictionary.to_pylist()]
    ends = pa.array(orders, pa.string()).take(kinds.indices)
    made = pc.binary_join_element_wise('{"trigger":"', triggers, '","contents":["', said, ends, "")
    others = [_extra(events, event, contents, is_placed=bool(placed[event])) for event in np.flatnonzero(~is_plain).tolist()]
    return pc.replace_with_mask(made, pa.array(~is_plain), pa.array(others, pa.string()))


def _extra(events: Events, event: int, contents: Arguments, *, is_placed: bool) -> str:
    spans, trigger, given = events.spans, int(events.triggers[event]), contents.targets_of(event)
    kept: dict[str, Any] = {"trigger": spans.ids[trigger].as_py(), "contents": [spans.ids[span].as_py() for span in given]}
    order, others = events.orders[event].as_py(), _other_labels(events, event)
    if others or not is_usual(order.split()) or events.labels[event].as_py() == EVENT_WITHOUT_SOURCE:
        kept["roles"] = order
    if others:
        kept["labels"] = others
    if not is_placed:
        kept["at"] = spans.fragments(trigger)
    if len(given) > 1:
        kept["parts"] = [spans.fragments(span) for span in given]
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":"))


def _are_odd(events: Events) -> NDArray[np.bool_]:
    """Tell which events have an argument whose label is not its role, or a source although their label says no."""
    written = events.spans.labels.dictionary_encode()
    roles = [ROLES.index(label) if label in ROLES else -1 for label in written.dictionary.to_pylist()]
    labels = np.array(roles, dtype=np.int64)[as_numpy(written.indices)] if roles else events.roles
    odd = as_numpy(pc.equal(events.labels, EVENT_WITHOUT_SOURCE)) & (events.of(SOURCE).sizes > 0)
    odd[events.arguments.events[labels[events.arguments.targets] != events.roles]] = True
    return odd


def _other_labels(events: Events, event: int) -> dict[str, str]:
    """Give the labels of those arguments of which it is not the role, by id."""
    given = {span: ROLES[role] for span, role in zip(*events.uses_of(event), strict=True)}
    labels = {span: events.spans.labels[span].as_py() for span in given}
    return {events.spans.ids[span].as_py(): labels[span] for span, role in given.items() if labels[span] != role}


def _are_same(spans: Columns, some: Integers, others: Integers) -> NDArray[np.bool_]:
    """Tell which spans have the same fragments as others; -1 is a span that is not there."""
    same = (some >= 0) & (spans.sizes[some] == spans.sizes[others]) if len(spans.sizes) else some >= 0
    for bounds in (spans.starts, spans.ends):
        same[same] = bounds[spans.firsts[some[same]]] == bounds[spans.firsts[others[same]]]
    for place in np.flatnonzero(same & (spans.sizes[others] > 1)).tolist():
        same[place] = spans.fragments(some[place]) == spans.fragments(others[place])
    return same
