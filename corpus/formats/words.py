r"""Words: a text cut into tokens and sentences, for formats that keep nothing else of it.

A word is a run of letters, digits and marks, with the hyphens, apostrophes and stops inside it; every other character that is
no blank is a token of its own. The rules fit any language that writes blanks; `corpus.segmentation` knows more.

>>> text = "Ana’s U.S. team won. Bob lost 5,000."
>>> [text[start:end] for start, end in words(text)]
['Ana’s', 'U.S', '.', 'team', 'won', '.', 'Bob', 'lost', '5,000', '.']
>>> rebuilt(text)
'Ana’s U.S . team won .\nBob lost 5,000 .'
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

import regex

from corpus.formats.capabilities import Loss

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from corpus.formats.graph import Annotations, Graph, Span

Bounds = tuple[int, int]
WORD = regex.compile(r"[\w\p{M}]+(?:(?:['’.-]|(?<=\d),(?=\d))[\w\p{M}]+)*|[^\s\x1c-\x1f]")
STOP = frozenset(".!?")
CLOSING = frozenset("\"'”’»)]")
ELSEWHERE = "the format keeps words alone; it stands at another place of the text that they make"


def words(text: str, cuts: Iterable[int] = ()) -> list[Bounds]:
    """Give the tokens of a text; with `cuts`, none reaches over such a place."""
    found = [(match.start(), match.end()) for match in WORD.finditer(text)]
    places = sorted(set(cuts))
    return [piece for one in found for piece in _pieces(one, places)] if places else found


def _pieces(one: Bounds, places: Sequence[int]) -> Iterable[Bounds]:
    start, end = one
    return pairwise([start, *places[bisect_left(places, start + 1) : bisect_left(places, end)], end])


def sentences(text: str, tokens: Sequence[Bounds], spans: Iterable[Bounds]) -> list[list[Bounds]]:
    """Put tokens into sentences: they end with a line, or with a stop before a capital; never inside a span."""
    joined = {place for start, end in spans for place in _inside(tokens, start, end)}
    made: list[list[Bounds]] = []
    for number, token in enumerate(tokens):
        if not number or (number not in joined and _begins(text, tokens, number)):
            made.append([])
        made[-1].append(token)
    return made


def _inside(tokens: Sequence[Bounds], start: int, end: int) -> range:
    """Give the numbers of the tokens that lie in a span, without the first."""
    return range(bisect_left(tokens, (start, start)) + 1, bisect_left(tokens, (end, end)))


def _begins(text: str, tokens: Sequence[Bounds], number: int) -> bool:
    before, after = tokens[number - 1], tokens[number]
    between = text[before[1] : after[0]]
    if not between:
        return False
    if "\n" in between:
        return True
    while number > 0 and text[tokens[number - 1][0]] in CLOSING:
        number -= 1
    return bool(number) and text[tokens[number - 1][0]] in STOP and not text[after[0]].islower()


def rebuilt(text: str, spans: Iterable[Bounds] = ()) -> str:
    """Give the text that its words make: joined by one space, sentences by a line break."""
    found = sentences(text, words(text), spans)
    return "\n".join(" ".join(text[start:end] for start, end in sentence) for sentence in found)


def whole(graph: Graph) -> tuple[Graph, list[Loss]]:
    """Take away the spans that are not whole words, and tell of what words alone do not keep."""
    tokens = words(graph.text)
    starts, ends = {start for start, _ in tokens}, {end for _, end in tokens}
    spans = [pair for one in graph.annotations for span in one.spans for pair in span.fragments]
    is_same = rebuilt(graph.text, spans) == graph.text
    nowhere = Loss(graph.document_id, None, None, None, "text", "the format keeps its words, not what stands between them")
    losses = [] if is_same else [nowhere]
    made = []
    for one in graph.annotations:
        kept = tuple(span for span in one.spans if span.fragments[0][0] in starts and span.fragments[-1][1] in ends)
        losses += _told(graph, one, kept, is_same=is_same)
        made.append(replace(one, spans=kept))
    return replace(graph, annotations=tuple(made)), losses


def _told(graph: Graph, one: Annotations, kept: tuple[Span, ...], *, is_same: bool) -> list[Loss]:
    here = {span.id for span in kept}
    told = []
    for span in one.spans:
        own = span.id if isinstance(span.id, str) else None
        head = (graph.document_id, one.annotator, span.label, own)
        if span.id not in here:
            told.append(Loss(*head, None if own else span.label, "the format has spans of whole words alone"))
        elif own is not None:
            told += [Loss(*head, "id", "the format has no ids")]
            told += [] if is_same else [Loss(*head, "span", ELSEWHERE)]
    return told
