r"""The fast path: many files at once, in whole columns, of which every line is as it should be.

It reads files of text-bound lines and of events over those, whose surfaces are what their text says at these code points. It
may say no to a file that is in order; it must never say yes to one that is not. So `corpus.formats.brat.parsing` decides what
is valid, line by line, and this only saves the time; a property test holds the two to the same result.

>>> good, bad = read_in_bulk([(b"T1\tCue 4 8\tsays\nE1\tSaying:T1\n", "Ana says no"), (b"T1 Cue 4 8 says", "Ana says no")])
>>> bad, list(good.spans), good.links[0].label
(None, [Span(id='T1', label='Cue', fragments=((4, 8),), line=1)], 'Saying')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from corpus.formats.brat.bounds import Bounds, read_bounds
from corpus.formats.brat.events import Events, read_events
from corpus.formats.brat.scanning import FILE_BITS, LINE_END, Lines, keys
from corpus.formats.columnar import LinkColumns, SpanColumns

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.formats.brat.bounds import Disorder
    from corpus.model.flattening import Integers

BOUND, EVENT, CARRIAGE_RETURN = b"TE\r"


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in one file."""

    spans: SpanColumns
    links: LinkColumns
    disorders: tuple[Disorder, ...]
    """The lines whose fragments were put into order."""


def read_in_bulk(files: Sequence[tuple[bytes, str]]) -> list[Found | None]:
    """Read whole files, each with its text; None for those in which a line needs a closer look."""
    lines = Lines.of([written for written, _ in files])
    kinds = np.where(lines.begins < lines.ends, lines.data[lines.begins], LINE_END)
    bounds = read_bounds(lines.take(kinds == BOUND), [text for _, text in files])
    targets = keys(bounds.lines.files, bounds.numbers)
    events = read_events(lines.take(kinds == EVENT), targets)
    odd = [
        lines.files[(kinds != BOUND) & (kinds != EVENT) & (kinds != LINE_END)],
        lines.files[np.searchsorted(lines.lasts, np.flatnonzero(lines.kinds == CARRIAGE_RETURN))],
        bounds.odd,
        events.odd,
        _twice(targets),
        _twice(keys(events.lines.files, events.numbers)),
    ]
    doubtful = set(np.unique(np.concatenate(odd)).tolist())
    found = _by_file(bounds, events, len(files))
    return [None if number in doubtful else one for number, one in enumerate(found)]


def _twice(given: Integers) -> Integers:
    """Give the files of keys that stand twice."""
    ordered = np.sort(given, kind="stable")
    return ordered[1:][ordered[1:] == ordered[:-1]] >> FILE_BITS


def _by_file(bounds: Bounds, events: Events, count: int) -> Iterator[Found]:
    """Cut the columns into those of each file."""
    disorders: dict[int, list[Disorder]] = {}
    for file, disorder in bounds.disorders:
        disorders.setdefault(file, []).append(disorder)
    numbers = np.arange(count + 1)
    spans, links = (np.searchsorted(one.lines.files, numbers).tolist() for one in (bounds, events))
    fragments = _cumulated(bounds.sizes)[spans].tolist()
    arguments = _cumulated(events.sizes)[links].tolist()
    for file in range(count):
        these, pairs = slice(spans[file], spans[file + 1]), slice(fragments[file], fragments[file + 1])
        own = SpanColumns(
            bounds.ids[these],
            bounds.labels[these],
            bounds.sizes[these],
            bounds.starts[pairs],
            bounds.ends[pairs],
            bounds.lines.numbers[these],
        )
        first, those, given = spans[file], slice(links[file], links[file + 1]), slice(arguments[file], arguments[file + 1])
        about = LinkColumns(
            events.ids[those],
            events.labels[those],
            events.triggers[those] - first,
            events.sizes[those],
            events.roles[given],
            events.targets[given] - first,
            events.lines.numbers[those],
            own.ids,
        )
        yield Found(own, about, tuple(disorders.get(file, ())))


def _cumulated(sizes: Integers) -> Integers:
    return np.append(0, np.cumsum(sizes))
