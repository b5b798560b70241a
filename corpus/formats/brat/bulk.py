r"""The fast path: a file in which every line is as it should be, in whole columns.

It may say no to a file that is in order; it must never say yes to one that is not. So `corpus.formats.brat.parsing` decides
what is valid, line by line, and this only saves the time; a property test holds the two to the same result.

>>> found = draft_in_bulk("T1\tCue 4 8\tsays\nE1\tSaying:T1\n", "Ana says no")
>>> found.spans, found.doubtful
([Span(id='T1', label='Cue', fragments=((4, 8),), line=1)], set())
>>> draft_in_bulk("T1 Cue 4 8 says\n", "Ana says no") is None
True
"""

from __future__ import annotations

import re
from itertools import repeat
from typing import TYPE_CHECKING

from corpus.formats.brat.drafts import Draft
from corpus.formats.brat.lines import parse_fragments, parse_line
from corpus.formats.graph import Link, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.formats.graph import Fragments, Item

BOUND = re.compile(r"^(T\S*)\t(\S+) ([0-9]+) ([0-9]+)((?:;[0-9]+ [0-9]+)*)\t(.*)$", re.MULTILINE)
EVENT = re.compile(r"^(E\S*)\t([^\s:]+):([^\s:]+)((?: [^\s:]+:[^\s:]+)*) ?$", re.MULTILINE)


def draft_in_bulk(written: str, text: str) -> Draft | None:
    """Read a whole file, or nothing where a line needs a closer look."""
    lines = [(line[:1], number, line) for number, line in enumerate(written.split("\n"), 1) if line]
    bound = [number for kind, number, _ in lines if kind == "T"]
    events = [number for kind, number, _ in lines if kind == "E"]
    try:
        draft = _bound(bound, BOUND.findall(_of_kind("T", lines)), text) if bound else Draft()
        draft.others += _events(events, EVENT.findall(_of_kind("E", lines))) if events else []
        draft.others += [parse_line(line, number) for kind, number, line in lines if kind not in {"T", "E"}]
    except ValueError:
        return None
    return draft


def _of_kind(wanted: str, lines: Sequence[tuple[str, int, str]]) -> str:
    return "\n".join([line for kind, _, line in lines if kind == wanted])


def _bound(numbers: list[int], found: list[tuple[str, ...]], text: str) -> Draft:
    """Make spans of what was found in text-bound lines.

    Raises:
        ValueError: it was not found in all of them, or a surface may have been torn.
    """
    if len(found) != len(numbers):
        raise ValueError(numbers)
    ids, labels, firsts, lasts, more, surfaces = zip(*found, strict=True)
    starts, ends = list(map(int, firsts)), list(map(int, lasts))
    said = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    fragments: list[Fragments] = list(zip(zip(starts, ends, strict=True)))
    interrupted = {place for place, further in enumerate(more) if further}
    for place in interrupted:
        fragments[place] = (*fragments[place], *parse_fragments(more[place][1:]))
        said[place] = " ".join([text[start:end] for start, end in fragments[place]])
    doubtful = _doubtful(said, surfaces) | _outside(ends, len(text)) | interrupted
    spans = list(map(tuple.__new__, repeat(Span), zip(ids, labels, fragments, numbers, strict=True)))
    return Draft(spans, list(surfaces), doubtful)


def _doubtful(said: list[str], surfaces: Sequence[str]) -> set[int]:
    """Give the spans of which the text says otherwise, or nothing.

    Raises:
        ValueError: there is a line end in what the text says; the surface may go on in the next line.
    """
    if said == list(surfaces) and all(said):
        return set()
    pairs = enumerate(zip(said, surfaces, strict=True))
    different = {place for place, (one, other) in pairs if one != other or not one}
    if any("\n" in said[place] for place in different):
        raise ValueError(said)
    return different


def _outside(ends: list[int], length: int) -> set[int]:
    """Give the spans that end outside the text, which a slice would bring inside without a word."""
    return set() if max(ends) <= length else {place for place, end in enumerate(ends) if end > length}


def _events(numbers: list[int], found: list[tuple[str, str, str, str]]) -> list[Item]:
    """Make links of what was found in event lines.

    Raises:
        ValueError: it was not found in all of them.
    """
    if len(found) != len(numbers):
        raise ValueError(numbers)
    made: list[Item] = []
    for number, (own, label, trigger, rest) in zip(numbers, found, strict=True):
        words = rest.replace(":", " ").split(" ")  # begins with a blank
        made.append(Link(own, label, trigger, tuple(zip(words[1::2], words[2::2], strict=True)), number))
    return made
