"""Tables below an article: who says what, how surely, and with what stance, one row each.

A row is for reading, not for machines: names instead of ids where the corpus knows a name, and long contents cut to what
the line has room for. `corpus show --format json` gives everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from corpus.model import RESERVED_SOURCES
from corpus.model.naming import entity_names, source_names
from corpus.view.marks import number
from corpus.view.palette import STYLES, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.model import AnnotatedDocument, Attribution, Claim, Commitment, Cue, Stance
    from corpus.view.palette import Palette

    Names = Mapping[str, str]

NUMERIC = ("#", "in", "mentions", "attributions", "annotations", "characters")
"""Columns that are set to the right."""
POLARITIES = {"favor": "green", "against": "red"}
ROOMY = 100
"""From this width on, attributions show their type and mode."""
NAME_WIDTH = 26
LEAST_WIDTH, LEAST_SHARE = 16, 0.4
"""What a long column keeps, in cells and as a share of the line, however much room the others would like."""


def attributions_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the attributions with the numbers that they have in the text: source, cue, content, type."""
    numbered, names = number(document.attributions), names_of(document)
    places = {one.id: place for place, one in numbered}
    rows = [
        [
            Text(str(place)),
            Text(str(places.get(one.parent_id or "", ""))),
            _sources(one, names, palette),
            Text(palette.arrow, "dim"),
            _cues(one, palette),
            Text(palette.arrow, "dim"),
            Text(str(one.content or "")),
            Text(_kind(one), "dim"),
        ]
        for place, one in numbered
    ]
    names_shown = ["#", "in", "source", "", "cue", "", "content", "type"]
    if width < ROOMY:
        names_shown, rows = names_shown[:-1], [row[:-1] for row in rows]
    return table("attributions", names_shown, rows, palette, width, long="content")


def claims_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the claims with the commitment of each source to them."""
    names = names_of(document)
    rows = [
        [Text(str(claim.span)), Text(visible(claim.cluster or "")), _commitments(claim, names, palette)]
        for claim in document.claims
    ]
    return table("claims and commitments", ["claim", "cluster", "who is committed how"], rows, palette, width, long="claim")


def stances_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the stances: holder, polarity, target, and the words that express it."""
    names = names_of(document)
    rows = [
        [
            Text(palette.shorten(names[stance.holder_id], NAME_WIDTH)),
            _polarity(stance, palette),
            Text(palette.shorten(_target(stance), NAME_WIDTH + 8)),
            Text(stance.type or "", "dim"),
            Text(str(stance.expression) if stance.expression else "(implicit)" if stance.explicit is False else ""),
        ]
        for stance in document.stances
    ]
    return table("stances", ["holder", "stance", "target", "type", "expression"], rows, palette, width, long="expression")


def entities_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the entities with their type and how often they are mentioned, the most mentioned first."""
    rows = [
        [
            Text(entity.name or entity.id),
            Text(entity.type or ""),
            Text(str(len(entity.mentions))),
            Text(entity.link or ""),
        ]
        for entity in sorted(document.entities, key=lambda entity: (-len(entity.mentions), entity.id))
    ]
    return table("entities", ["entity", "type", "mentions", "link"], rows, palette, width, long="entity")


def sources_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the sources with what is known of them and how many attributions each has."""
    names = names_of(document)
    said = [mention.source_id for one in document.attributions for mention in one.sources or ()]
    rows = [
        [
            Text(names[source.id]),
            Text(source.anonymity or ""),
            Text(source.official or ""),
            Text(str(said.count(source.id))),
        ]
        for source in document.sources
    ]
    return table("sources", ["source", "anonymity", "official", "attributions"], rows, palette, width, long="source")


def names_of(document: AnnotatedDocument) -> dict[str, str]:
    """Name each source for a reader, by its id where the annotations tell no name."""
    entities = entity_names(document.entities, document.mentions)
    found = {reserved: reserved.removeprefix("@") for reserved in RESERVED_SOURCES}
    found |= {source.id: source.id for source in document.sources}
    return found | source_names(document.sources, entities, document.attributions)


def table(
    title: str, names: Sequence[str], rows: Iterable[Sequence[Text]], palette: Palette, width: int, *, long: str
) -> Table:
    """Make a table as wide as its content, and cut the `long` column to what the others leave of the width, or to its share."""
    rows = list(rows)
    place = names.index(long)
    taken = sum(
        max([len(name), *(_width(row[column]) for row in rows)]) + 2 for column, name in enumerate(names) if column != place
    )
    made = Table(title=title, title_justify="left", title_style="bold", box=None, show_edge=False, pad_edge=False)
    made.padding = (0, 2, 0, 0)
    for name in names:
        made.add_column(name, justify="right" if name in NUMERIC else "left", overflow="fold", header_style="dim underline")
    for row in rows:
        cut = Text(palette.shorten(row[place].plain, max(width - taken, LEAST_WIDTH, int(width * LEAST_SHARE))))
        made.add_row(*row[:place], cut, *row[place + 1 :])
    return made


def _width(cell: Text) -> int:
    return max((line.cell_len for line in cell.split(allow_blank=True)), default=0)


def _kind(attribution: Attribution) -> str:
    negative = "negative" if attribution.polarity == "negative" else None
    return " ".join(filter(None, [attribution.type, attribution.mode, negative]))


def _sources(attribution: Attribution, names: Names, palette: Palette) -> Text:
    said_by = [palette.shorten(names[mention.source_id], NAME_WIDTH) for mention in attribution.sources or ()]
    return Text("\n".join(said_by), STYLES["source"] if palette.colour else "")


def _cues(attribution: Attribution, palette: Palette) -> Text:
    return Text("\n").join(_cue(cue, palette) for cue in attribution.cues)


def _cue(cue: Cue, palette: Palette) -> Text:
    shown = Text().append(palette.shorten(str(cue.span), 22), STYLES[cue.group or "cue"] if palette.colour else "")
    return shown.append(f" ({cue.engagement})", "dim") if cue.engagement else shown


def _commitments(claim: Claim, names: Names, palette: Palette) -> Text:
    parts = [f"{palette.shorten(names[one.source_id], NAME_WIDTH)} {_degree(one)}" for one in claim.commitments]
    return Text((" · " if palette.unicode else ", ").join(parts))


def _degree(commitment: Commitment) -> str:
    return commitment.value or ("?" if commitment.score is None else f"{commitment.score:g}")


def _polarity(stance: Stance, palette: Palette) -> Text:
    intensity = f" ({stance.intensity})" if stance.intensity else ""
    return Text(f"{stance.polarity or '?'}{intensity}", POLARITIES.get(stance.polarity or "", "") if palette.colour else "")


def _target(stance: Stance) -> str:
    target = stance.target
    if target.entity is not None:
        return target.entity.name or target.entity.id
    if target.claim is not None:
        return f"that {target.claim.span}"
    return str(target.span) if target.span is not None else target.text or ""
