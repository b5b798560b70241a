"""Graphs to CoNLL-U: words, blanks and entities in columns, all else in a comment of each document."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

from corpus.formats.capabilities import Capabilities
from corpus.formats.conllu.headers import GROUP, HEADER, MINIMUM, TYPE
from corpus.formats.conllu.quoting import quoted
from corpus.formats.conllu.reading import TEXT
from corpus.formats.conllu.restoring import restored
from corpus.formats.conllu.showing import FIELDS, Bracket, brackets
from corpus.formats.conllu.texts import escaped
from corpus.formats.enclosures import NAME, enclosed
from corpus.formats.words import sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from corpus.formats.graph import Graph
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities()


BLANKS = frozenset(" \n\t\r")
"""What `SpacesAfter` can write."""


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - columns need no labels
    """Write all documents into one file.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("wb") as opened:
        for graph in graphs:
            lines = restored(graph)
            opened.write((lines if lines is not None else "".join(f"{line}\n" for line in _lines(graph))).encode())


def _lines(graph: Graph) -> Iterator[str]:
    found = brackets(graph.annotations[0], graph.text) if graph.annotations else []
    names = tuple(name for name in FIELDS if any(name in one.fields or (name == MINIMUM and one.least) for one in found))
    yield f"# newdoc id = {graph.document_id}"
    yield f"# {HEADER} = {'-'.join([GROUP, TYPE, *names])}"
    yield f"# {NAME} = {enclosed(graph)}"
    tokens = words(graph.text, (edge for one in found for edge in (one.start, one.end)))
    gaps = _gaps(graph.text, tokens)
    if not tokens or any(not BLANKS.issuperset(gap) for gap in gaps):
        yield f"# {TEXT} = {json.dumps(graph.text)}"
    marks = _marks(found, tokens, names)
    number = 0
    for count, sentence in enumerate(sentences(graph.text, tokens, [(one.start, one.end) for one in found]), 1):
        yield f"# sent_id = {graph.document_id}-{count}"
        yield f"# text = {' '.join(graph.text[sentence[0][0] : sentence[-1][1]].split())}"
        for place, (start, end) in enumerate(sentence, 1):
            misc = [*([f"Entity={marks[number]}"] if number in marks else []), *_spaces(gaps, number)]
            yield "\t".join([str(place), graph.text[start:end], *["_"] * 7, "|".join(misc) or "_"])
            number += 1
        yield ""
    if not tokens:
        yield ""


def _gaps(text: str, tokens: Sequence[tuple[int, int]]) -> list[str]:
    """Give what stands before, between and after tokens."""
    edges = [0, *(edge for token in tokens for edge in token), len(text)]
    return [text[first:last] for first, last in zip(edges[::2], edges[1::2], strict=True)]


def _spaces(gaps: Sequence[str], number: int) -> Iterator[str]:
    before, after, is_last = gaps[number], gaps[number + 1], number == len(gaps) - 2
    if number == 0 and before:
        yield f"SpacesBefore={escaped(_plain(before))}"
    if not after:
        yield from [] if is_last else ["SpaceAfter=No"]
    elif after != " " or is_last:
        yield f"SpacesAfter={escaped(_plain(after))}"


def _plain(gap: str) -> str:
    return "".join(one if one in BLANKS else " " for one in gap)


def _marks(found: Sequence[Bracket], tokens: Sequence[tuple[int, int]], names: Sequence[str]) -> dict[int, str]:
    """Give what `Entity=` says at each token: what ends, inner before outer, after what begins, outer before inner."""
    firsts = {start: number for number, (start, _) in enumerate(tokens)}
    lasts = {end: number for number, (_, end) in enumerate(tokens)}
    begins: dict[int, list[str]] = defaultdict(list)
    ends: dict[int, list[str]] = defaultdict(list)
    for one in found:
        first, last = firsts.get(one.start), lasts.get(one.end)
        if first is None or last is None:
            continue
        fields = {**one.fields, MINIMUM: _least(one, tokens[first : last + 1])}
        values = [one.group, one.label, *(fields.get(name, "") for name in names)]
        body = "-".join(map(quoted, values)).rstrip("-")
        begins[first].append(f"({body})" if first == last else f"({body}")
        if first != last:
            ends[last].insert(0, f"{quoted(one.group)})")
    return {number: "".join([*ends[number], *begins[number]]) for number in {*begins, *ends}}


def _least(one: Bracket, tokens: Sequence[tuple[int, int]]) -> str:
    """Number the smallest words of a mention, all of them where nothing says less."""
    numbers = [
        str(number)
        for number, (start, end) in enumerate(tokens, 1)
        if not one.least or any(low < end and start < high for low, high in one.least)
    ]
    return ",".join(numbers)
