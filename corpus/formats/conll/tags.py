"""Tags to spans, as `conlleval` reads them, whichever notation they are in.

>>> found = chunks(["B-PER", "I-PER", "O", "I-LOC", "S-ORG"])
>>> [(one.label, one.first, one.last, one.is_mended) for one in found]
[('PER', 0, 1, False), ('LOC', 3, 3, True), ('ORG', 4, 4, False)]
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

OUTSIDE = "O"
TAG = re.compile(r"(?P<kind>[BIESLUMW])-(?P<label>\S+)")
SINGLE, BEGINNING, ENDING = "SUW", "B", "EL"
"""Prefixes: a chunk of one token (BIOES, BILOU, BMEWO); its first token; its last."""


class Chunk(NamedTuple):
    """Tokens from first to last that are tagged together; mended where the tags break their own rules."""

    label: str
    first: int
    last: int
    is_mended: bool


def chunks(tags: Sequence[str], *, from_inside: bool = False) -> list[Chunk]:
    """Give the chunks of a sentence.

    Args:
        tags: the tag of each token.
        from_inside: in IOB1 a chunk begins with I, and with B only where it follows one of the same label.
    """
    found: list[Chunk] = []
    before, is_open = ("", ""), False
    for number, tag in enumerate(tags):
        kind, label = _parts(tag)
        if kind != OUTSIDE:
            goes_on = is_open and before[1] == label and kind not in (BEGINNING, *SINGLE)
            if goes_on:
                found[-1] = found[-1]._replace(last=number)
            else:
                is_mended = kind not in (BEGINNING, *SINGLE) and not (from_inside and kind == "I")
                found.append(Chunk(label, number, number, is_mended))
        before, is_open = (kind, label), kind != OUTSIDE and kind not in (*SINGLE, *ENDING)
    return found


def bare_chunks(tags: Sequence[str]) -> list[Chunk]:
    """Give the chunks where tags are labels alone: neighbours of one label are one chunk.

    >>> bare_chunks(["PER", "PER", "O"])
    [Chunk(label='PER', first=0, last=1, is_mended=False)]
    """
    made, number = [], 0
    for label, run in groupby(tags):
        size = len(list(run))
        if label != OUTSIDE:
            made.append(Chunk(label, number, number + size - 1, is_mended=False))
        number += size
    return made


def is_from_inside(sentences: Sequence[Sequence[str]]) -> bool:
    """Tell whether tags are in IOB1: chunks begin with I, and B stands only after a chunk of its own label."""
    begins_inside = False
    for tags in sentences:
        before = (OUTSIDE, "")
        for tag in tags:
            kind, label = _parts(tag)
            is_new = before[0] == OUTSIDE or before[1] != label
            if kind not in ("I", BEGINNING, OUTSIDE) or (kind == BEGINNING and is_new):
                return False
            begins_inside = begins_inside or (kind == "I" and is_new)
            before = (kind, label)
    return begins_inside


def _parts(tag: str) -> tuple[str, str]:
    found = TAG.fullmatch(tag)
    return (found["kind"], found["label"]) if found else (OUTSIDE, "")
