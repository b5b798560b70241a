"""Graphs to NewsMTSC's lines; same graphs, same bytes."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Capabilities
from corpus.formats.graph import Annotations
from corpus.formats.names import ONLY_ANNOTATOR
from corpus.formats.newsmtsc.keys import (
    ANNOTATOR,
    DOCUMENT,
    END,
    EXTRAS,
    FURTHER,
    GID,
    LINE_KEYS,
    MENTION,
    SENTENCE,
    START,
    TARGET_GID,
    TARGET_LABEL,
    TARGETS,
)
from corpus.formats.newsmtsc.rules import unfit
from corpus.formats.newsmtsc.values import written
from corpus.formats.origins import with_extras

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.formats.graph import Graph, Id, Span
    from corpus.formats.vocabularies import Vocabulary

Values = dict[str, Any]


CAPABILITIES = Capabilities(
    fragments=False,
    roles=False,
    placeless=False,
    link_attributes=False,
    normalisations=False,
    groups=False,
    ids=False,
    unfit=unfit,
)


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - the format needs no labels
    """Write one file.

    Raises:
        OSError: it cannot be written.
    """
    with path.open("wb") as file:
        for graph in graphs:
            for one in graph.annotations or [Annotations("")]:
                file.write(f"{written(_line(graph, one))}\n".encode())


def _line(graph: Graph, given: Annotations) -> Values:
    fields = dict(graph.fields)
    extras: Any = fields.get("extras")
    own: Any = extras.get(EXTRAS) if isinstance(extras, dict) else None
    own = own if isinstance(own, dict) and _is_own(own, graph) else {}
    if own:
        fields = with_extras(fields, {key: value for key, value in extras.items() if key != EXTRAS})
    made: Values = {GID: graph.document_id, SENTENCE: graph.text, TARGETS: _targets(graph, given)} | own
    if given.annotator not in {"", ONLY_ANNOTATOR} or (given.annotator and not given.size):
        made[ANNOTATOR] = given.annotator
    return made | ({DOCUMENT: fields} if fields else {})


def _is_own(extras: Values, graph: Graph) -> bool:
    """Tell whether extras are those that reading makes of a line, so that they can stand there again."""
    gid = extras.get(GID, graph.document_id)
    return bool(extras) and extras.keys() & LINE_KEYS <= {GID} and gid != "" and extras.get(GID) != graph.document_id


def _targets(graph: Graph, given: Annotations) -> list[Values]:
    values: dict[Id, Values] = defaultdict(dict)
    for attribute in given.attributes:
        values[attribute.target][attribute.label] = json.loads(attribute.value or "null")
    for note in given.notes:
        values[note.target][note.label] = json.loads(note.text)
    spans = {one.id: one for one in given.spans}
    further: dict[Id, list[Values]] = defaultdict(list)
    for link in given.links:
        (_, mention), (_, target) = link.arguments
        further[target].append(_mention(graph, spans[mention]))
    return [
        _own(one.id) | _mention(graph, one) | values[one.id] | ({FURTHER: further[one.id]} if one.id in further else {})
        for one in given.spans
        if one.label == TARGET_LABEL
    ]


def _own(own: Id) -> Values:
    return {TARGET_GID: own} if isinstance(own, str) else {}


def _mention(graph: Graph, span: Span) -> Values:
    start, end = span.fragments[0]
    return {START: start, END: end, MENTION: graph.text[start:end]}
