"""Graphs to BioScope's XML; same graphs, same bytes."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from corpus.formats.bioscope.names import (
    ANNOTATOR,
    CHARACTER,
    CODE,
    DOCUMENT,
    DOCUMENT_ID,
    DOCUMENTS,
    ELEMENTS,
    ID,
    OUTER,
    PART,
    ROOT,
    SENTENCE,
    UNWRITABLE,
)
from corpus.formats.bioscope.rules import Pair, segments, unfit
from corpus.formats.capabilities import Capabilities
from corpus.formats.graph import Annotations, Span
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from corpus.formats.graph import Graph, Id
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(
    fragments=False,
    links=False,
    notes=False,
    normalisations=False,
    groups=False,
    fields=False,
    ids=False,
    unfit=unfit,
)
HEAD = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE Annotation PUBLIC "-//BIOSCOPE//DTD  SCOPE ANNOTATION 1.0//EN" "BioScope.dtd">
"""
BREAKS = {"\r": "&#13;"}
IN_VALUES = {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"}
Values = dict[str, str]


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - the format needs no labels
    """Write one file.

    Raises:
        OSError: it cannot be written.
    """
    documents = [_Document(graph, one) for graph in graphs for one in graph.annotations or [Annotations("")]]
    roots = {tuple(sorted(one.root.items())) for one in documents}
    root = dict(roots.pop()) if len(roots) == 1 else {}
    lines = chain.from_iterable(one.lines(is_alike=bool(root)) for one in documents)
    written = [f"<{ROOT}{_values(root)}>", f"\t<{DOCUMENTS}>", *lines, f"\t</{DOCUMENTS}>", f"</{ROOT}>", ""]
    path.write_bytes((HEAD + "\n".join(written)).encode())


class _Document:
    """What one annotator left in one document."""

    def __init__(self, graph: Graph, given: Annotations) -> None:
        self.graph, self.given = graph, given
        self.of_span: dict[Id, Values] = {one.id: _own(one) for one in given.spans}
        for attribute in given.attributes:
            self.of_span[attribute.target][attribute.label] = attribute.value or ""
        self.values = next((self.of_span[one.id] for one in given.spans if one.label == DOCUMENT), {})
        self.root = self._outer(ROOT)

    def _outer(self, element: str) -> Values:
        found = [(OUTER.fullmatch(name), value) for name, value in self.values.items()]
        return {match["name"]: value for match, value in found if match is not None and match["element"] == element}

    def lines(self, *, is_alike: bool) -> Iterator[str]:
        """Write it; what stands on the root is repeated where documents differ in it."""
        own = {name: value for name, value in self.values.items() if not OUTER.fullmatch(name)}
        own |= {} if is_alike else {f"{ROOT}.{name}": value for name, value in self.root.items()}
        is_named = self.given.annotator not in {"", ONLY_ANNOTATOR} or (self.given.annotator and not self.given.size)
        own |= {ANNOTATOR: self.given.annotator} if is_named else {}
        yield f"\t\t<{DOCUMENT}{_values(own)}>"
        yield f"\t\t\t<{DOCUMENT_ID}{_values(self._outer(DOCUMENT_ID))}>{escape(self.graph.document_id)}</{DOCUMENT_ID}>"
        yield from self._parts()
        yield f"\t\t</{DOCUMENT}>"

    def _parts(self) -> Iterator[str]:
        parts = {one.fragments[0][0]: one for one in self.given.spans if one.label == PART}
        sentences = {one.fragments[0]: one for one in self.given.spans if one.label == SENTENCE}
        inner = sorted((one for one in self.given.spans if one.label in ELEMENTS[3:]), key=_outermost)
        starts = [one.fragments[0][0] for one in inner]
        end: int | None = None
        for pair in segments(self.graph.text, sentences):
            if (part := parts.get(pair[0])) is not None:
                end = part.fragments[0][1]
                yield f"\t\t\t\t<{PART}{_values(self.of_span[part.id])}>"
            begun = inner[bisect_left(starts, pair[0]) : bisect_left(starts, pair[1])]
            held = [one for one in begun if one.fragments[0][1] <= pair[1]]
            yield self._sentence(pair, sentences.get(pair), held)
            if pair[1] == end:
                end = None
                yield f"\t\t\t\t</{PART}>"

    def _sentence(self, pair: Pair, sentence: Span | None, held: list[Span]) -> str:
        own = {} if sentence is None else self.of_span[sentence.id]
        made = [f"\t\t\t\t\t<{SENTENCE}{_values(own)}>"]
        reach, opened = pair[0], list[Span]()

        def close(until: int) -> None:
            nonlocal reach
            while opened and opened[-1].fragments[0][1] <= until:
                span = opened.pop()
                made.extend([self._text(reach, span.fragments[0][1]), f"</{span.label}>"])
                reach = span.fragments[0][1]

        for span in held:
            start = span.fragments[0][0]
            close(start)
            made.extend([self._text(reach, start), f"<{span.label}{_values(self.of_span[span.id])}>"])
            reach = start
            opened.append(span)
        close(pair[1])
        return "".join([*made, self._text(reach, pair[1]), f"</{SENTENCE}>"])

    def _text(self, start: int, end: int) -> str:
        written = escape(self.graph.text[start:end], BREAKS)
        return UNWRITABLE.sub(lambda found: f'<{CHARACTER} {CODE}="{ord(found[0]):X}"/>', written)


def _own(span: Span) -> Values:
    return {ID: span.id} if isinstance(span.id, str) else {}


def _values(values: Mapping[str, str]) -> str:
    return "".join([f' {name}="{escape(value, IN_VALUES)}"' for name, value in values.items()])


def _outermost(span: Span) -> tuple[int, int, int]:
    start, end = span.fragments[0]
    return start, -end, ELEMENTS.index(span.label)
