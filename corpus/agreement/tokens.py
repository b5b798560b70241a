r"""Tokens: does each annotator give each token the same label?

Tokens are what white space separates, unless the caller gives others: a function from a document to the bounds of its
tokens, such as spaCy's. A token has the label of the shortest span that it shares a code point with, so that what is
marked inside something else is seen; with none, it is outside. Long spans count as many tokens, so content outweighs
cues; and a boundary that is off by one costs one token.

>>> whitespace_tokens("It  may\nrain.")
[(0, 2), (4, 7), (8, 13)]
>>> from corpus.model import Span
>>> clause, may = Span.of("It may rain.", (0, 12)), Span.of("It may rain.", (3, 6))
>>> label_tokens([(0, 2), (3, 6), (7, 12)], [(clause, 2), (may, 1)]).tolist()
[2, 1, 2]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import numpy as np

from corpus.agreement.coefficients import krippendorff_alpha
from corpus.agreement.places import length
from corpus.agreement.ratings import Codes, Ratings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.agreement.counts import Statistic
    from corpus.model import Span

OUTSIDE = 0
"""The code of a token outside all spans."""
_WORD = re.compile(r"\S+")


def whitespace_tokens(text: str) -> list[tuple[int, int]]:
    """Give the bounds of what white space separates."""
    return [found.span() for found in _WORD.finditer(text)]


def label_tokens(tokens: Sequence[tuple[int, int]], spans: Iterable[tuple[Span, int]]) -> Codes:
    """Give the code of each token, from spans with their codes; of several the shortest span's."""
    codes = np.full(len(tokens), OUTSIDE, dtype=np.int32)
    starts, ends = np.array(tokens, dtype=np.int64).reshape(-1, 2).T
    for span, code in sorted(spans, key=lambda one: (-length(one[0]), one[0].start, -one[1])):
        for fragment in span:
            first = np.searchsorted(ends, fragment.start, side="right")
            codes[first : np.searchsorted(starts, fragment.end, side="left")] = code
    return codes


def token_alpha(documents: Sequence[Sequence[Codes | None]], categories: Sequence[str]) -> Statistic:
    """Measure Krippendorff's alpha over the tokens of some documents: the codes of every annotator, None without cover."""
    return krippendorff_alpha(Ratings.side_by_side(documents, categories))
