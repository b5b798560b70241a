"""What has a place in a table of tweets: stances without a place, with a note for each column.

>>> from corpus.formats.graph import Annotations, Graph, Span
>>> unfit(Graph("d", "Ana"), Annotations("ana", (Span(1, "Cue", ((0, 3),)),)))
{1: 'the format has stances of whole documents alone'}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.formats.semeval2016.columns import BREAKS, KNOWN, LABEL, STANCE, TARGET

if TYPE_CHECKING:
    from corpus.formats.graph import Annotations, Graph, Id

COLUMN = re.compile(r"[A-Za-z][A-Za-z0-9 _-]*[A-Za-z0-9]")


def unfit(graph: Graph, given: Annotations) -> dict[Id, str]:  # noqa: ARG001 - what every such rule gets
    """Give the items that have no place, each with the reason."""
    alone = "the format has stances of whole documents alone"
    found: dict[Id, str] = {one.id: alone for one in given.spans}
    kept = {one.id for one in given.links if one.label == LABEL and one.trigger is None and not one.arguments}
    seen: set[tuple[Id, str]] = set()
    noted: set[Id] = set()
    for note in given.notes:
        if (note.target, note.label) in seen or note.target not in kept or not _is_cell(note.label, note.text):
            found[note.id] = "the format has one cell for each column of a stance"
        else:
            noted.add(note.target)
        seen.add((note.target, note.label))
    return found | {one.id: alone for one in given.links if one.id not in noted}


def _is_cell(column: str, value: str) -> bool:
    is_column = column in {TARGET, STANCE} or (column.lower() not in KNOWN and COLUMN.fullmatch(column) is not None)
    return is_column and bool(value) and not any(one in value for one in BREAKS)
