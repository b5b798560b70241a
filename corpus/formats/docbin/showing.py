"""What spaCy shows of a graph: the spans of each annotator, a stretch each, and the entities of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.enclosures import Shown
    from corpus.formats.graph import Annotations, Graph, Id

Token = tuple[str, bool]
"""What stands there, and whether a space follows that belongs to it."""


def shown(one: Annotations) -> dict[Id, list[Shown]]:
    """Give what is shown of each span: each of its fragments."""
    return {span.id: [(span.label, start, end) for start, end in span.fragments if start < end] for span in one.spans}


def tokens(given: Iterable[Token], graph: Graph) -> Iterator[Token]:
    """Cut tokens where spans begin and end; a blank of its own where a span begins or ends with it.

    >>> from corpus.formats.graph import Annotations, Graph, Span
    >>> graph = Graph("d", "post-war Iraq", (Annotations("ana", (Span("T1", "x", ((5, 9),)),)),))
    >>> list(tokens([("post-war", True), ("Iraq", False)], graph))
    [('post-', False), ('war', False), (' ', False), ('Iraq', False)]
    """
    pairs = [pair for one in graph.annotations for span in one.spans for pair in span.fragments]
    starts, ends = {start for start, _ in pairs}, {end for _, end in pairs}
    start = 0
    for word, space in given:
        end = start + len(word)
        cuts = [place for place in range(start + 1, end) if place in starts or place in ends]
        pieces = [graph.text[first:last] for first, last in zip([start, *cuts], [*cuts, end], strict=True)]
        is_apart = space and (end in starts or end + 1 in ends)
        yield from ((piece, False) for piece in pieces[:-1])
        yield pieces[-1], space and not is_apart
        if is_apart:
            yield " ", False
        start = end + space
