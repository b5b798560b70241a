r"""Text-bound lines of many files at once, held against the texts.

>>> from corpus.formats.brat.scanning import Lines
>>> written = [b"T1\tCue 4 8;9 11\tsays no", b"T1\tCue 4 8\tsaid"]
>>> found = read_bounds(Lines.of(written).take(np.array([0, 1])), ["Ana says no"] * 2)
>>> found.labels.to_pylist(), found.sizes.tolist(), found.starts.tolist(), found.odd.tolist()
(['Cue', 'Cue'], [2, 1], [4, 9, 4], [1])
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pyarrow.compute as pc

from corpus.formats.brat.scanning import BLANK, SEMICOLON, TAB, Lines, numbers, own_numbers
from corpus.formats.fragments import joined
from corpus.formats.offsets import matches
from corpus.model.flattening import Integers, as_numpy, ranges
from corpus.model.textbytes import TextBytes, strings, unequal

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pyarrow as pa

    from corpus.formats.brat.scanning import Verdicts
    from corpus.formats.graph import Fragments

MOST_FRAGMENTS = 100
"""Of a line that is read here."""
NOTHING: Integers = np.empty(0, dtype=np.int64)
ASTRAL = 0xF0
"""The first byte of a character that is two UTF-16 units is no less."""


class Disorder(NamedTuple):
    """A line whose fragments were put into order."""

    line: int
    written: Fragments
    made: Fragments


@dataclass(frozen=True)
class Bounds:
    """Text-bound lines in columns.

    Attributes:
        lines: where they stand.
        numbers: what follows the `T` of each id.
        ids: the ids.
        labels: the labels.
        sizes: how many fragments each has.
        starts: where each fragment of each line starts, in code points of its text.
        ends: where it ends.
        odd: files in which a line needs a closer look; of theirs, some lines are missing here.
        disorders: the lines whose fragments were put into order, with the file of each.
    """

    lines: Lines
    numbers: Integers
    ids: pa.StringArray
    labels: pa.StringArray
    sizes: Integers
    starts: Integers
    ends: Integers
    odd: Integers
    disorders: Sequence[tuple[int, Disorder]] = ()

    @cached_property
    def firsts(self) -> Integers:
        """The number of the first fragment of each line."""
        return np.cumsum(self.sizes) - self.sizes


def read_bounds(lines: Lines, texts: Sequence[str]) -> Bounds:
    """Read text-bound lines.

    Args:
        lines: the lines of some files that begin with `T`.
        texts: the text of each file.
    """
    sizes = _count_fragments(lines)
    kept = lines.take(sizes > 0)
    tabs, blanks = kept.marks[kept.firsts], kept.marks[kept.firsts + 1]
    own, sound = own_numbers(kept.data, kept.begins, tabs, "T")
    labels = strings(kept.data, tabs + 1, blanks - tabs - 1)
    sound &= as_numpy(pc.and_(pc.string_is_ascii(labels), pc.not_equal(labels, "")))
    counts = sizes[sizes > 0]
    marks = ranges(kept.firsts + 1, 2 * counts)
    values, are_numbers = numbers(kept.data, kept.marks[marks] + 1, kept.marks[marks + 1])
    sound[np.repeat(np.arange(len(kept)), 2 * counts)[~are_numbers]] = False
    ids = strings(kept.data, kept.begins, tabs - kept.begins)
    odd = np.append(lines.files[sizes == 0], kept.files[~sound])
    starts, ends = values[::2].copy(), values[1::2].copy()
    return _held(Bounds(kept, own, ids, labels, counts, starts, ends, odd), np.flatnonzero(sound), texts)


def _count_fragments(lines: Lines) -> Integers:
    """Count the fragments of `id TAB label BLANK start BLANK end;start BLANK end TAB surface`; 0 where the shape is another."""
    shaped = (lines.mark(0) == TAB) & (lines.mark(1) == BLANK) & (lines.mark(2) == BLANK)
    sizes: Integers = shaped.astype(np.int64)
    open_ends = np.flatnonzero(shaped)
    for mark in range(3, 3 + 2 * MOST_FRAGMENTS, 2):
        if not len(open_ends):
            break
        rest = lines.take(open_ends)
        sizes[open_ends[(rest.mark(mark) != TAB) & (rest.mark(mark) != SEMICOLON)]] = 0
        goes_on = rest.mark(mark) == SEMICOLON
        sizes[open_ends[goes_on & (rest.mark(mark + 1) != BLANK)]] = 0
        open_ends = open_ends[goes_on & (rest.mark(mark + 1) == BLANK)]
        sizes[open_ends] += 1
    sizes[open_ends] = 0
    return sizes


def _held(given: Bounds, sound: Integers, texts: Sequence[str]) -> Bounds:
    """Hold surfaces against the texts, and put fragments into order; files in which one does not fit are odd as well."""
    index = TextBytes.of(texts)
    said = _are_said(given, index)
    closer = {place: _fragments(given, place, texts) for place in sound[~said[sound]].tolist()}
    misses = given.lines.files[[place for place, (_, made) in closer.items() if not made]]
    others = {place: made for place, (written, made) in closer.items() if made and made != written}
    disorders = [
        (int(given.lines.files[place]), Disorder(int(given.lines.numbers[place]), closer[place][0], made))
        for place, made in others.items()
    ]
    odd = np.concatenate([given.odd, misses, _astral(index), _in_bytes(given, index)])
    return replace(_with_fragments(given, others), odd=odd, disorders=disorders)


def _are_said(given: Bounds, index: TextBytes) -> Verdicts:
    """Tell of which lines the surface is, byte for byte, what the text says at its fragments in their order."""
    lines, owners = given.lines, np.repeat(np.arange(len(given.sizes)), given.sizes)
    files = lines.files[owners]
    sound = (given.starts < given.ends) & (given.ends <= index.lengths[files])
    sound[1:] &= (owners[1:] != owners[:-1]) | (given.ends[:-1] <= given.starts[1:])
    starts, ends = (np.where(sound, bounds, 0) + index.firsts[files] for bounds in (given.starts, given.ends))
    begins = index.bytes_of(starts)
    sizes = index.bytes_of(ends) - begins
    reached = np.cumsum(sizes + 1)  # one blank behind each
    offsets = reached - sizes - 1
    surfaces = lines.marks[lines.firsts + 1 + 2 * given.sizes] + 1
    places = (surfaces - offsets[given.firsts])[owners] + offsets
    said: Verdicts = reached[given.firsts + given.sizes - 1] - offsets[given.firsts] - 1 == lines.ends - surfaces
    sound &= (places == surfaces[owners]) | (lines.data[np.where(said[owners], places - 1, 0)] == BLANK)
    said[owners[~sound]] = False
    held = np.flatnonzero(said[owners])
    wrong = unequal(index.data, begins[held], lines.data, places[held], sizes[held])
    said[owners[held[wrong]]] = False
    return said


def _fragments(given: Bounds, place: int, texts: Sequence[str]) -> tuple[Fragments, Fragments]:
    """Look at one line; give its fragments as they stand and in order, nothing in order where the text says otherwise."""
    lines, first = given.lines, int(given.firsts[place])
    these = slice(first, first + int(given.sizes[place]))
    written = tuple(zip(given.starts[these].tolist(), given.ends[these].tolist(), strict=True))
    begin = lines.marks[lines.firsts[place] + 1 + 2 * given.sizes[place]] + 1
    try:
        surface = lines.data[begin : lines.ends[place]].tobytes().decode()
    except UnicodeDecodeError:
        return written, ()
    return written, joined(written) if matches(texts[lines.files[place]], written, surface) else ()


def _with_fragments(given: Bounds, others: dict[int, Fragments]) -> Bounds:
    """Give some lines other fragments, never more than they had."""
    starts, ends, kept = given.starts.copy(), given.ends.copy(), np.ones(len(given.starts), dtype=bool)
    sizes = given.sizes.copy()
    for place, fragments in others.items():
        first, last = given.firsts[place], given.firsts[place] + given.sizes[place]
        sizes[place] = len(fragments)
        kept[first + len(fragments) : last] = False
        starts[first : first + len(fragments)], ends[first : first + len(fragments)] = zip(*fragments, strict=True)
    return replace(given, sizes=sizes, starts=starts[kept], ends=ends[kept])


def _astral(index: TextBytes) -> Integers:
    """Give the texts in which code points are not UTF-16 units, so that surfaces must prove which are meant."""
    if index.data.max() < ASTRAL:
        return NOTHING
    return np.searchsorted(index.bytes_of(index.firsts), np.flatnonzero(index.data >= ASTRAL), side="right") - 1


def _in_bytes(given: Bounds, index: TextBytes) -> Integers:
    """Give the files whose offsets may as well count UTF-8 bytes and lie elsewhere: where the last span says the same there."""
    lasts, files = given.firsts + given.sizes - 1, given.lines.files
    tops = np.flatnonzero(np.diff(files, prepend=-1))
    furthest = np.maximum.reduceat(given.ends[lasts], tops) if len(tops) else NOTHING
    chosen = np.flatnonzero(given.ends[lasts] == np.repeat(furthest, np.diff(tops, append=len(files))))
    lasts, files = lasts[chosen], files[chosen]
    begins, sizes = index.bytes_of(index.firsts[files]), given.ends[lasts] - given.starts[lasts]
    here = index.bytes_of(index.firsts[files] + np.minimum(given.starts[lasts], index.lengths[files]))
    there = begins + given.starts[lasts]
    tested = np.flatnonzero((sizes > 0) & (there < here) & (given.ends[lasts] <= index.lengths[files]))
    different = unequal(index.data, here[tested], index.data, there[tested], sizes[tested])
    return np.delete(files[tested], different)
