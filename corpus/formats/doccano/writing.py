"""Graphs to doccano's JSON Lines: a row per document and annotator, as the import of a project with relations takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import Capabilities
from corpus.formats.doccano.keeping import items_to_keep
from corpus.formats.doccano.reading import TOOL, UNIT
from corpus.formats.doccano.rows import STRUCTURE
from corpus.formats.doccano.units import EXPECTED
from corpus.formats.json_files import write_lines
from corpus.formats.offsets import positions
from corpus.formats.origins import ANNOTATOR, DOCUMENT, ID, OTHERWISE, OWN, to_file
from corpus.formats.regions import Sheet, as_regions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Graph
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(
    attributes=False,
    notes=False,
    normalisations=False,
    groups=False,
    labels=r"(?s).+",
)
"""What doccano's rows can carry."""


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - nothing is told of labels
    """Write documents into a file.

    Raises:
        FileError: something stands at the path.
        OSError: it cannot be written.
    """
    write_lines((row for graph in graphs for row in _rows(graph)), path)


def _rows(graph: Graph) -> Iterator[dict[str, Any]]:
    if not graph.annotations:
        yield _row(graph, Sheet(), None)
    for one in graph.annotations:
        yield _row(graph, as_regions(one, graph.text), one.annotator)


def _row(graph: Graph, sheet: Sheet, annotator: str | None) -> dict[str, Any]:
    outer, inner = to_file(graph.fields, TOOL, reserved=(*STRUCTURE, "id", OTHERWISE))
    places = positions(graph.text, EXPECTED)
    categories = {one.id for one in sheet.categories}
    regions = [(one, _bounds(one.bounds, places)) for one in sheet.regions if one.id not in categories]
    numbers = {one.id: number for number, (one, _) in enumerate(regions)}
    entities = [
        {"id": numbers[one.id], "label": one.label, "start_offset": start, "end_offset": end} for one, (start, end) in regions
    ]
    relations = [
        {"id": number, "from_id": numbers[one.source], "to_id": numbers[one.target], "type": one.label}
        for number, one in enumerate(sheet.relations)
    ]
    cats = [one.label for one in sheet.categories]
    own = {ID: graph.document_id, ANNOTATOR: annotator, UNIT: EXPECTED.unit, **items_to_keep(regions, sheet.relations)}
    row = {"text": graph.text, "entities": entities, "relations": relations, **({"cats": cats} if cats else {}), **outer}
    return {**row, OWN: {**own, **({DOCUMENT: inner} if inner else {})}}


def _bounds(bounds: tuple[int, int], places: Any) -> tuple[int, int]:
    return int(places[bounds[0]]), int(places[bounds[1]])
