"""Paragraphs: a text with its marks in it, as styled lines for a terminal.

The text is cut wherever a mark begins or ends. A piece takes the colour of the innermost mark around it and every
underline and weight of the outer ones; brackets and numbers stand where the marks begin and end.

>>> from corpus.view.marks import Mark
>>> from corpus.view.palette import Palette
>>> marks = [Mark(0, 2, "mention", "PER"), Mark(0, 2, "source", None, (1,)), Mark(8, 17, "content", None, (1,))]
>>> paragraph("He said it rained.", marks, Palette(colour=False)).plain
'*[He|PER]*¹ said «it rained»¹.'
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from rich.style import Style
from rich.text import Text

from corpus.view.palette import STYLES, visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.view.marks import Mark
    from corpus.view.palette import Palette

RANKS = {kind: rank for rank, kind in enumerate(STYLES)}
SIGN = Style(dim=True)


def lines(text: str) -> Iterator[tuple[int, int]]:
    r"""Give the bounds of the lines that are not blank, without their line ends.

    >>> list(lines("ab\r\n\n cd\n"))
    [(0, 2), (5, 8)]
    """
    start = 0
    for line in text.split("\n"):
        if line.strip():
            yield start, start + len(line.removesuffix("\r"))
        start += len(line) + 1


def paragraph(text: str, marks: Sequence[Mark], palette: Palette, bounds: tuple[int, int] | None = None) -> Text:
    """Show the part of a text between two bounds with the marks that touch it."""
    start, end = bounds or (0, len(text))
    near = sorted((mark for mark in marks if mark.start < end and mark.end > start), key=_outer_first)
    cuts = sorted({start, end, *(at for mark in near for at in (mark.start, mark.end) if start <= at <= end)})
    shown = Text()
    for left, right in itertools.pairwise(cuts):
        shown.append_text(_openings(near, left, palette))
        inside = [STYLES[mark.kind] for mark in near if mark.start <= left and right <= mark.end]
        shown.append(visible(text[left:right]), Style.combine([Style(), *inside]) if palette.colour else Style())
        shown.append_text(_closings(near, right, palette))
    return shown


def _outer_first(mark: Mark) -> tuple[int, int]:
    return (mark.start - mark.end, RANKS[mark.kind])


def _openings(near: Sequence[Mark], at: int, palette: Palette) -> Text:
    return Text("".join(palette.opening(mark.kind) for mark in near if mark.start == at), SIGN)


def _closings(near: Sequence[Mark], at: int, palette: Palette) -> Text:
    ending = [mark for mark in reversed(near) if mark.end == at]
    return Text("".join(palette.closing(mark.kind, mark.label, mark.numbers) for mark in ending), SIGN)
