"""Documents that came from CoNLL-U, written as they came: line for line where nothing was changed, else with what was.

What is written is read again first. Where it does not say what it shall, the document is written as those from elsewhere are.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.formats.conllu.cells import Cell, cell_of, changed
from corpus.formats.conllu.editing import changed_cells
from corpus.formats.conllu.headers import GROUP, HEADER, named_by
from corpus.formats.conllu.keeping import KEPT, STILL, kept_of, shown_annotator, without_kept, written
from corpus.formats.conllu.lines import NEW_DOCUMENT, sections
from corpus.formats.conllu.reading import graph_of, names_of
from corpus.formats.conllu.sameness import is_same
from corpus.formats.conllu.texts import placed
from corpus.formats.enclosures import NAME, enclosed
from corpus.formats.reports import Ledger

if TYPE_CHECKING:
    from corpus.formats.conllu.lines import Section
    from corpus.formats.graph import Graph


def restored(graph: Graph) -> str | None:
    """Give the lines of a document that came from CoNLL-U; None where it did not, or where they are those of another text."""
    kept = kept_of(graph.fields)
    section = None if kept is None else _section(written(kept, graph.document_id))
    if section is None:
        return None
    found = _read(section)
    if found.text != graph.text or found.fields.get("extras", {}).get(KEPT) != graph.fields["extras"][KEPT]:  # type: ignore[attr-defined,index]
        return None
    if is_same(found, graph):
        return "".join(section.lines)
    made = _changed(section, found, graph)
    again = None if made is None else _section(made)
    return made if again is not None and is_same(_read(again), graph) else None


def _section(lines: str) -> Section | None:
    """Read the lines of one document; None where they are no or several ones, or hold a comment of ours."""
    found = sections(lines, file="", name="", ledger=Ledger())
    return found[0] if len(found) == 1 else None


def _read(section: Section) -> Graph:
    return graph_of(section, names_of([section]), Ledger(), "")


def _changed(section: Section, found: Graph, graph: Graph) -> str | None:
    """Write a document of which people changed some; None where it has no mentions of groups any more."""
    header = next((value for key, value in section.comments() if key == HEADER), "")
    names = named_by(header)
    new = graph.annotations[shown_annotator(graph)] if graph.annotations else None
    if new is None or GROUP not in names or not any(item.label == GROUP for item in new.attributes):
        return None
    rows = placed(section, Ledger(), "")
    lines, still = list(section.lines), []
    for (row, key), value in changed_cells(found.annotations[0], new, rows, names).items():
        number = rows.rows[row].line - section.begins
        was = cell_of(lines[number], key)
        if was.value != value:
            still.append([row, key, was.value, was.place])
            lines[number] = changed(lines[number], Cell(key, value))
    told = replace(graph, fields={**without_kept(graph.fields), STILL: still})
    head = sum(1 for line in lines[:1] if NEW_DOCUMENT.fullmatch(line.rstrip("\r\n")))
    lines.insert(head, f"# {NAME} = {enclosed(told)}\n")
    return "".join(lines)
