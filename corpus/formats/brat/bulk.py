r"""The fast path: many files at once, in whole columns, of which every line is as it should be.

It reads files of text-bound lines and of events over those, whose surfaces are what their text says at these code points. It
may say no to a file that is in order; it must never say yes to one that is not. So `corpus.formats.brat.parsing` decides what
is valid, line by line, and this only saves the time; a property test holds the two to the same result.

>>> good, bad = read_in_bulk([(b"T1\tCue 4 8\tsays\nE1\tSaying:T1\n", "Ana says no"), (b"T1 Cue 4 8 says", "Ana says no")])
>>> bad, list(good.spans), good.links[0].label
(None, [Span(id='T1', label='Cue', fragments=((4, 8),), line=1)], 'Saying')
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from corpus.formats.brat.bounds import Bounds, read_bounds
from corpus.formats.brat.events import Events, read_events
from corpus.formats.brat.scanning import FILE_BITS, LINE_END, Lines, keys
from corpus.formats.columnar import Columns, LinkWindow, SpanWindow, windows

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.formats.brat.bounds import Disorder
    from corpus.model.flattening import Integers

BOUND, EVENT, CARRIAGE_RETURN = b"TE\r"


class Found(NamedTuple):
    """What stands in one file."""

    spans: SpanWindow
    links: LinkWindow
    disorders: Sequence[Disorder]
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
    doubtful = set(np.concatenate(odd).tolist())
    disorders = _by_file(bounds.disorders)
    firsts = (np.searchsorted(one.lines.files, range(len(files) + 1)) for one in (bounds, events))
    found = windows(_columns(bounds, events), *firsts)
    return [None if file in doubtful else Found(*pair, disorders.get(file, ())) for file, pair in enumerate(found)]


def _columns(bounds: Bounds, events: Events) -> Columns:
    return Columns(
        bounds.ids,
        bounds.labels,
        bounds.sizes,
        bounds.starts,
        bounds.ends,
        bounds.lines.numbers,
        events.ids,
        events.labels,
        events.triggers,
        events.sizes,
        events.roles,
        events.targets,
        events.lines.numbers,
    )


def _twice(given: Integers) -> Integers:
    """Give the files of keys that stand twice."""
    ordered = np.sort(given, kind="stable")
    return np.asarray(ordered[1:][ordered[1:] == ordered[:-1]] >> FILE_BITS)


def _by_file(given: Sequence[tuple[int, Disorder]]) -> dict[int, list[Disorder]]:
    found: dict[int, list[Disorder]] = {}
    for file, disorder in given:
        found.setdefault(file, []).append(disorder)
    return found
