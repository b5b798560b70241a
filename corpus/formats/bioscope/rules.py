"""What has a place in BioScope's XML: elements nest, cues and scopes stay inside one sentence, sentences are whole lines.

>>> from corpus.formats.graph import Annotations, Graph, Span
>>> spans = (Span(1, "xcope", ((0, 8),)), Span(2, "cue", ((4, 12),)))
>>> graph = Graph("d", "Ana says no.", (Annotations("ana", spans=spans),))
>>> unfit(graph, graph.annotations[0])
{2: "the format's elements nest; it crosses another"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.bioscope.names import ANNOTATOR, DOCUMENT, ELEMENTS, ID, NAME, OUTER, PART, SENTENCE, UNWRITABLE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from corpus.formats.graph import Annotations, Attribute, Graph, Id, Span

Pair = tuple[int, int]


def unfit(graph: Graph, given: Annotations) -> dict[Id, str]:
    """Give the items that have no place, each with the reason."""
    found: dict[Id, str] = {}
    placed = {label: [one for one in given.spans if one.label == label and len(one.fragments) == 1] for label in ELEMENTS}
    for span in given.spans:
        if span.label not in ELEMENTS:
            found[span.id] = f"the format has no such labels; it has {', '.join(ELEMENTS)}"
        elif isinstance(span.id, str) and UNWRITABLE.search(span.id):
            found[span.id] = "XML cannot write its id"
    found |= {one.id: "it is not the whole document, or not the first" for one in _other_documents(placed[DOCUMENT], graph)}
    found |= _broken_lines(placed[SENTENCE], graph.text)
    lines = segments(graph.text, [one.fragments[0] for one in placed[SENTENCE] if one.id not in found])
    found |= _broken_parts(placed[PART], lines)
    rest = [one for label in ELEMENTS[3:] for one in placed[label] if one.id not in found]
    found |= _crossing(rest, lines)
    kinds = {one.id: one.label for one in given.spans}
    return found | _unfit_attributes(given.attributes, kinds)


def segments(text: str, sentences: Iterable[Pair] = ()) -> list[Pair]:
    r"""Give the places of the sentences to write: those there are, and lines where there are none.

    >>> segments("one\ntwo"), segments("one\ntwo", [(0, 7)])
    ([(0, 3), (4, 7)], [(0, 7)])
    """
    made: list[Pair] = []
    reach = 0
    for start, end in sorted(sentences):
        made += _lines(text, reach, start - 1) if start > reach else []
        made.append((start, end))
        reach = end + 1
    return made + (_lines(text, reach, len(text)) if text and reach <= len(text) else [])


def _lines(text: str, start: int, end: int) -> list[Pair]:
    made = []
    for line in text[start:end].split("\n"):
        made.append((start, start + len(line)))
        start += len(line) + 1
    return made


def _other_documents(documents: list[Span], graph: Graph) -> list[Span]:
    whole = [one for one in documents if one.fragments == ((0, len(graph.text)),)]
    return [one for one in documents if one not in whole[:1]]


def _broken_lines(sentences: list[Span], text: str) -> dict[Id, str]:
    reason = "the format's sentences are whole lines, one after the other"
    found: dict[Id, str] = {}
    reach = -1
    for span in sorted(sentences, key=lambda one: one.fragments):
        start, end = span.fragments[0]
        is_whole = (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")
        if not is_whole or start <= reach:
            found[span.id] = reason
        else:
            reach = end
    return found


def _broken_parts(parts: list[Span], lines: list[Pair]) -> dict[Id, str]:
    starts, ends = {start for start, _ in lines}, {end for _, end in lines}
    found: dict[Id, str] = {}
    reach = -1
    for span in sorted(parts, key=lambda one: one.fragments):
        start, end = span.fragments[0]
        if start not in starts or end not in ends or start <= reach:
            found[span.id] = "the format's parts are whole sentences, one after the other"
        else:
            reach = end
    return found


def _crossing(spans: list[Span], lines: list[Pair]) -> dict[Id, str]:
    """Give the spans that leave their sentence, or cross one that stays."""
    found: dict[Id, str] = {}
    kept: list[Pair] = []
    place = 0
    for span in sorted(spans, key=lambda one: (one.fragments[0][0], -one.fragments[0][1])):
        start, end = span.fragments[0]
        while place < len(lines) - 1 and lines[place + 1][0] <= start:
            place += 1
            kept = []
        kept = [one for one in kept if one[1] > start]
        if not lines or end > lines[place][1] or start < lines[place][0]:
            found[span.id] = "the format's spans stay inside a sentence"
        elif any(end > outer for _, outer in kept):
            found[span.id] = "the format's elements nest; it crosses another"
        else:
            kept.append((start, end))
    return found


def _unfit_attributes(attributes: Iterable[Attribute], kinds: dict[Id, str]) -> dict[Id, str]:
    found: dict[Id, str] = {}
    seen: set[tuple[Id, str]] = set()
    for one in attributes:
        kind = kinds.get(one.target)
        if kind is None:
            found[one.id] = "the format has no labels on labels"
        elif (one.target, one.label) in seen:
            found[one.id] = "the format has one value of a label"
        elif not _is_name(one.label, kind):
            found[one.id] = "the format has no such labels"
        elif one.value is None or UNWRITABLE.search(one.value):
            found[one.id] = "XML cannot write its value"
        else:
            seen.add((one.target, one.label))
    return found


def _is_name(label: str, kind: str) -> bool:
    if kind == DOCUMENT and OUTER.fullmatch(label):
        return True
    reserved = {ID, ANNOTATOR} if kind == DOCUMENT else {ID}
    return label not in reserved and NAME.fullmatch(label) is not None
