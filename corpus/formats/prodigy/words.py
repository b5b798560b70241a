"""Tokens for Prodigy: words and signs, cut wherever a span begins or ends, so that every span is made of whole ones.

>>> [(one["text"], one["ws"]) for one in tokens_of("U.S.-led, so", [(0, 4)])]
[('U', False), ('.', False), ('S', False), ('.', False), ('-', False), ('led', False), (',', True), ('so', False)]
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

WORD = re.compile(r"\w+|[^\w\s]")


def tokens_of(text: str, bounds: Iterable[tuple[int, int]]) -> list[dict[str, Any]]:
    """Give the tokens of a text as Prodigy writes them."""
    cuts = {place for one in bounds for place in one}
    pieces = [piece for found in WORD.finditer(text) for piece in _cut(found.span(), cuts)]
    return [
        {"text": text[start:end], "start": start, "end": end, "id": number, "ws": text[end : end + 1].isspace()}
        for number, (start, end) in enumerate(pieces)
    ]


def _cut(bounds: tuple[int, int], cuts: set[int]) -> list[tuple[int, int]]:
    start, end = bounds
    edges = [start, *sorted(cut for cut in range(start + 1, end) if cut in cuts), end]
    return list(pairwise(edges))
