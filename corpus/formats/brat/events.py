r"""Event lines of many files at once, over text-bound lines alone.

>>> from corpus.formats.brat.scanning import Lines
>>> said = Lines.of([b"E1\tSaying:T2 Said:T4 Said2:T4 "])
>>> found = read_events(said, keys(np.array([0, 0]), np.array([2, 4])))
>>> found.labels.to_pylist(), found.roles.to_pylist(), found.targets.tolist()
(['Saying'], ['Said', 'Said2'], [1, 1])
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pyarrow.compute as pc

from corpus.formats.brat.scanning import BLANK, COLON, LINE_END, TAB, Lines, keys, own_numbers
from corpus.model.flattening import as_arrow, as_numpy, ranges
from corpus.model.textbytes import strings

if TYPE_CHECKING:
    import pyarrow as pa

    from corpus.formats.brat.scanning import Verdicts
    from corpus.model.flattening import Integers


@dataclass(frozen=True, slots=True)
class Events:
    """Event lines in columns.

    Attributes:
        lines: where they stand.
        numbers: what follows the `E` of each id.
        ids: the ids.
        labels: the labels.
        triggers: the number of the text-bound line that triggers each, counted over all files.
        sizes: how many arguments each has.
        roles: the role of each argument of each line.
        targets: the text-bound line that plays it.
        odd: files in which a line needs a closer look; of theirs, some lines and targets are not right here.
    """

    lines: Lines
    numbers: Integers
    ids: pa.StringArray
    labels: pa.StringArray
    triggers: Integers
    sizes: Integers
    roles: pa.StringArray
    targets: Integers
    odd: Integers


def read_events(lines: Lines, targets: Integers) -> Events:
    """Read event lines.

    Args:
        lines: the lines of some files that begin with `E`.
        targets: the keys of the text-bound lines of the same files.
    """
    sizes = _count_pairs(lines)
    kept, counts = lines.take(sizes > 0), sizes[sizes > 0]
    owners = np.repeat(np.arange(len(kept)), counts)
    steps = ranges(np.zeros_like(counts), counts)
    colons = kept.firsts[owners] + 1 + 2 * steps
    begins, middles = kept.marks[colons - 1] + 1, kept.marks[colons]
    words = strings(kept.data, begins, middles - begins)
    found, sound = own_numbers(kept.data, middles + 1, kept.marks[colons + 1], "T")
    sound &= as_numpy(pc.and_(pc.string_is_ascii(words), pc.not_equal(words, "")))
    places, known = _places(keys(kept.files[owners], found), targets)
    tabs = kept.marks[kept.firsts]
    own, are_ids = own_numbers(kept.data, kept.begins, tabs, "E")
    ids = strings(kept.data, kept.begins, tabs - kept.begins)
    odd = np.concatenate([lines.files[sizes == 0], kept.files[owners[~(sound & known)]], kept.files[~are_ids]])
    heads = np.flatnonzero(steps == 0)
    others = np.flatnonzero(steps)
    labels, roles = (words.take(as_arrow(chosen)) for chosen in (heads, others))
    return Events(kept, own, ids, labels, places[heads], counts - 1, roles, places[others], odd)


def _count_pairs(lines: Lines) -> Integers:
    """Count the pairs of `id TAB word:id BLANK word:id`; 0 where the shape is another. A blank may stand at the end."""
    trailing = (lines.kinds[lines.lasts - 1] == BLANK) & (lines.marks[lines.lasts - 1] == lines.ends - 1)
    marks = lines.lasts - lines.firsts - trailing  # behind the tab
    sizes = np.where((lines.mark(0) == TAB) & (marks % 2 == 0), marks // 2, 0)
    owners = np.repeat(np.arange(len(lines)), 2 * sizes)
    numbers = ranges(lines.firsts + 1, 2 * sizes)
    kinds, is_colon = lines.kinds[numbers], (numbers - (lines.firsts + 1)[owners]) % 2 == 0
    wrong = np.where(is_colon, kinds != COLON, (kinds != BLANK) & (kinds != LINE_END))
    sizes[owners[wrong]] = 0
    return sizes


def _places(wanted: Integers, targets: Integers) -> tuple[Integers, Verdicts]:
    """Find where keys stand among others; tell which do."""
    if not len(targets):
        return np.zeros_like(wanted), np.zeros(len(wanted), dtype=bool)
    order = np.argsort(targets, kind="stable")
    places = order[np.minimum(np.searchsorted(targets, wanted, sorter=order), len(targets) - 1)]
    return places, targets[places] == wanted
