"""Changes in the terminal: what happened to documents and sets in lines, annotations counted and listed in tables.

A list of many is cut and says how much it leaves out; `corpus diff --all` and `--format json` leave nothing out.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from corpus.changes.phrases import SAID, differences, document_phrases, field_phrases, happened, part_phrases
from corpus.changes.records import KINDS
from corpus.changes.versions import next_version
from corpus.view.palette import visible
from corpus.view.tables import table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType
    from rich.table import Table

    from corpus.changes import AnnotationChange, Changes
    from corpus.view.palette import Palette

SHOWN = 10
"""Annotations of one layer that are listed, and reasons that are given, unless all are asked for."""
WORDS_WIDTH = 32
PHRASE_WIDTH = 160


def show_changes(changes: Changes, palette: Palette, width: int, *, everything: bool = False) -> RenderableType:
    """Draw changes, lists cut to the first ten of each layer unless `everything` is asked for."""
    limit = None if everything else SHOWN
    sections: list[list[RenderableType]] = [
        [*_lines(changes, palette)],
        [_counts_table(changes, palette, width)] if changes.annotations else [],
        *(
            [*_listed(name, changes, palette, width, limit)]
            for name in dict.fromkeys(one.set_id for one in changes.annotations)
        ),
        [*_verdict(changes, palette, limit)],
    ]
    return Group(*[part for section in sections if section for part in ("", *section)][1:])


def _lines(changes: Changes, palette: Palette) -> Iterator[Text]:
    """Say in a line each what happened to the corpus, its documents, sets and layers."""
    arrow = palette.arrow
    for phrase in field_phrases(changes.metadata, arrow=arrow):
        yield _line("corpus", [phrase], palette)
    for document in changes.documents:
        yield _line(f"document {document.id}", document_phrases(document, arrow=arrow), palette)
    for one in changes.sets:
        yield _line(f"set {one.set_id}", part_phrases(one, arrow=arrow), palette)
    for layer in changes.layers:
        yield _line(f"layer {layer.layer} of set {layer.set_id}", part_phrases(layer, arrow=arrow), palette)


def _line(subject: str, phrases: Sequence[str], palette: Palette) -> Text:
    said = "; ".join(palette.shorten(phrase, PHRASE_WIDTH) for phrase in phrases)
    return Text.assemble((visible(subject), "bold"), f": {said}")


def _counts_table(changes: Changes, palette: Palette, width: int) -> Table:
    """Count what happened, by set and layer; kinds that did not happen have no column."""
    counts = Counter((one.set_id, one.layer, kind) for one in changes.annotations for kind in one.kinds)
    kinds = [kind for kind in KINDS if any(kind == of for _, _, of in counts)]
    rows = dict.fromkeys((one.set_id, one.layer) for one in changes.annotations)
    cells = [
        [Text(visible(name)), Text(layer), *(_number(counts[name, layer, kind]) for kind in kinds)] for name, layer in rows
    ]
    made = table("annotations", ["set", "layer", *(SAID[kind] for kind in kinds)], cells, palette, width, long="set")
    for column in made.columns[2:]:
        column.justify = "right"
    return made


def _number(number: int) -> Text:
    return Text(str(number) if number else "")


def _listed(set_id: str, changes: Changes, palette: Palette, width: int, limit: int | None) -> Iterator[RenderableType]:
    """List the annotations of a set, and count those that are left out: many of one layer, and what is as it was."""
    layers: dict[str, list[AnnotationChange]] = {}
    for one in changes.annotations:
        if one.set_id == set_id:
            layers.setdefault(one.layer, []).append(one)
    shown = {layer: [one for one in found if limit is None or not one.is_quiet][:limit] for layer, found in layers.items()}
    several = len({one.document_id for one in changes.annotations}) > 1
    names = ["layer", *(["document"] if several else []), "id", "words", "happened", "what differs"]
    rows = [_cells(one, palette, several=several) for found in shown.values() for one in found]
    if rows:
        yield table(f"set {set_id}", names, rows, palette, width, long="what differs")
    more = {layer: len(found) - len(shown[layer]) for layer, found in layers.items()}
    if any(more.values()):
        left_out = ", ".join(f"{number} of {layer}" for layer, number in more.items() if number)
        yield Text(f"set {visible(set_id)}: {left_out} not shown; --all lists them", "dim")


def _cells(one: AnnotationChange, palette: Palette, *, several: bool) -> list[Text]:
    return [
        Text(one.layer),
        *([Text(visible(one.document_id), "dim")] if several else []),
        Text(visible(one.id)),
        Text(palette.shorten(one.surface or "", WORDS_WIDTH)),
        Text(happened(one)),
        Text("; ".join(differences(one, arrow=palette.arrow))),
    ]


def _verdict(changes: Changes, palette: Palette, limit: int | None) -> Iterator[Text]:
    """Say which version the changes call for, and why."""
    if changes.is_empty:
        yield Text("no difference")
        return
    needed = next_version(changes.old_version, changes.bump)
    yield Text(f"calls for a {changes.bump} version: {needed} after {changes.old_version}", "bold")
    yield from (Text(f"  {palette.shorten(reason, PHRASE_WIDTH)}") for reason in changes.reasons[:limit])
    more = len(changes.reasons) - len(changes.reasons[:limit])
    if more:
        yield Text(f"  ... and {more} more reasons", "dim")
