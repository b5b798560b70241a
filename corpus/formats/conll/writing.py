"""Graphs to CoNLL columns: `token _ _ tag`."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from corpus.formats.capabilities import Capabilities
from corpus.formats.conll.lines import EXACT, MADE, START
from corpus.formats.conll.tags import OUTSIDE
from corpus.formats.words import rebuilt, sentences, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Graph
    from corpus.formats.vocabularies import Vocabulary


CAPABILITIES = Capabilities(
    fragments=False,
    overlap=False,
    twins=False,
    links=False,
    attributes=False,
    notes=False,
    normalisations=False,
    groups=False,
    annotators=False,
    fields=False,
    ids=False,
    words=False,
    labels=r"[^\s\x00-\x1f]+",
)


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - columns need no labels
    """Write all documents into one file.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("wb") as opened:
        for graph in graphs:
            opened.write("".join(f"{line}\n" for line in _lines(graph)).encode())


def _lines(graph: Graph) -> Iterator[str]:
    spans = [(*span.fragments[0], span.label) for one in graph.annotations for span in one.spans]
    annotator = next((one.annotator for one in graph.annotations), "")
    is_exact = rebuilt(graph.text, [(start, end) for start, end, _ in spans]) == graph.text
    yield from (f"{START} ({graph.document_id}) ({annotator},{EXACT if is_exact else MADE}) {OUTSIDE}", "")
    firsts, labels = {start for start, _, _ in spans}, dict[int, str]()
    tokens = words(graph.text)
    places = [first for first, _ in tokens]
    for start, end, label in spans:
        labels |= dict.fromkeys(places[bisect_left(places, start) : bisect_left(places, end)], label)
    for sentence in sentences(graph.text, tokens, [(start, end) for start, end, _ in spans]):
        for start, end in sentence:
            tag = OUTSIDE if start not in labels else f"{'B' if start in firsts else 'I'}-{labels[start]}"
            yield f"{graph.text[start:end]} _ _ {tag}"
        yield ""
