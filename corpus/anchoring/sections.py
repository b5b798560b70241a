"""Sections: what holds between the spans of a document is made to hold again.

Sections do not overlap, and every other span lies inside one of them. So a section keeps the passages that were in it: one
that stands elsewhere now, where no section is, becomes a part of its own (a section may have several). Of two sections that
overlap the surer one stays. A span that still lies in none is left out, and its annotation is lost if it cannot do without.
"""

from __future__ import annotations

import itertools
from bisect import bisect_right
from typing import TYPE_CHECKING

from corpus.anchoring.verdicts import VERDICTS
from corpus.anchoring.words import solid

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from corpus.anchoring.annotations import CarriedRow
    from corpus.anchoring.places import Finder
    from corpus.model.rows import Row

Part = tuple[int, int, int]
"""Start and end of a fragment of a section, and the number of the section."""

OVERLAPPING = "it overlaps section {other} in the new text"
OUTSIDE = "it does not lie inside one section of the new text"
SPREAD = "what was in it stands elsewhere now"
SHORTEST = 20
"""Code points of the shortest passage for which a section gets another part."""


def settle_sections(layers: Mapping[str, Sequence[CarriedRow]], finder: Finder) -> None:
    """Make the sections of a document disjoint, and hold all other spans to them; where none is left, spans are free."""
    sections = layers["sections"]
    _part(sections)
    for number, one in enumerate(sections):
        _gather(sections, number, one, finder)
    parts = _parts(sections)
    if parts:
        for one in itertools.chain.from_iterable(rows for layer, rows in layers.items() if layer != "sections"):
            if not one.is_lost:
                one.keep_spans(finder, lambda span: _is_in_one(parts, span), OUTSIDE)


def _part(sections: Sequence[CarriedRow]) -> None:
    """Give up the sections that overlap a surer one, or, of two that are alike, the one before."""
    taken: list[tuple[int, int, str]] = []
    for one in sorted(sections, key=lambda one: (VERDICTS.index(one.verdict), -one.score)):
        if one.is_lost:
            continue
        bounds = [(part["start"], part["end"]) for part in one.row["span"]]
        other = next((name for start, end, name in taken if any(a < end and start < b for a, b in bounds)), None)
        if other is None:
            taken += [(start, end, one.row["id"]) for start, end in bounds]
        else:
            one.lose(OVERLAPPING.format(other=other))


def _gather(sections: Sequence[CarriedRow], number: int, one: CarriedRow, finder: Finder) -> None:
    """Give a section the passages that were in it and that no section has now."""
    others = [part for part in _parts(sections) if part[2] != number]
    own = [] if one.is_lost else [(part["start"], part["end"]) for part in one.row["span"]]
    taken = [*others, *((start, end, number) for start, end in own)]
    strays = [stray for stray in _passages(one.before["span"], finder) if not _meets(taken, *stray)]
    if strays:
        bounds = _merged(sorted([*own, *strays]), others)
        fragments = [{"start": start, "end": end, "text": finder.new[start:end]} for start, end in bounds]
        one.restore(finder, fragments, SPREAD)


def _passages(span: Sequence[Row], finder: Finder) -> Iterator[tuple[int, int]]:
    """Give where the passages of a span stand now that are the same in both texts, as far as they are long enough."""
    for part in span:
        for start, end in finder.alignment.images(part["start"], part["end"]):
            passage = solid(finder.new, (start, end), whole_start=False, whole_end=False)
            if passage is not None and passage[1] - passage[0] >= SHORTEST:
                yield passage


def _merged(bounds: Sequence[tuple[int, int]], others: Sequence[Part]) -> list[tuple[int, int]]:
    """Join neighbours between which no other section stands."""
    merged = [bounds[0]]
    for start, end in bounds[1:]:
        low = merged[-1][0]
        if _meets(others, low, end):
            merged.append((start, end))
        else:
            merged[-1] = (low, max(end, merged[-1][1]))
    return merged


def _meets(parts: Sequence[Part], start: int, end: int) -> bool:
    return any(start < stop and begin < end for begin, stop, _ in parts)


def _parts(sections: Sequence[CarriedRow]) -> list[Part]:
    kept = ((number, part) for number, one in enumerate(sections) if not one.is_lost for part in one.row["span"])
    return sorted((part["start"], part["end"], number) for number, part in kept)


def _is_in_one(parts: Sequence[Part], span: Sequence[Row]) -> bool:
    numbers = {_section_at(parts, part) for part in span}
    return len(numbers) == 1 and None not in numbers


def _section_at(parts: Sequence[Part], part: Row) -> int | None:
    """Give the number of the section that a fragment lies in."""
    place = bisect_right(parts, part["start"], key=lambda one: one[0]) - 1
    return parts[place][2] if place >= 0 and part["end"] <= parts[place][1] else None
