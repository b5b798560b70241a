"""Tables below an article: who says what, how surely, and with what stance, one row each.

A row is for reading, not for machines: names instead of ids where the corpus knows a name, and long contents cut to one
line. `corpus show --format json` gives everything.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich import box
from rich.table import Table
from rich.text import Text

from corpus.model import AUTHOR, UNSPECIFIED
from corpus.view.marks import number
from corpus.view.palette import STYLES, visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import AnnotatedDocument, Attribution, Claim, Cue, Source, Stance
    from corpus.view.palette import Palette

Maker = "Callable[[AnnotatedDocument, Palette, int], Table]"

POLARITIES = {"favor": "green", "against": "red"}


def attributions_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the attributions with the numbers that they have in the text: source, cue, content, type."""
    numbered = number(document.attributions)
    places = {one.id: place for place, one in numbered}
    table = _table("attributions", ("#", "right"), "in", "source", palette.arrow, "cue", palette.arrow, "content", "type")
    room = max(width - 84, 20)
    for place, one in numbered:
        parent = str(places.get(one.parent_id or "", ""))
        content = palette.shorten(one.content.surface, room) if one.content else ""
        about = " ".join(filter(None, [one.type, one.mode, "negative" if one.polarity == "negative" else ""]))
        table.add_row(str(place), parent, _sources(one, palette), "", _cues(one, palette), "", Text(content), about)
    return table


def claims_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the claims with the commitment of each source to them."""
    table = _table("claims and commitments", "claim", "cluster", "who is committed how")
    for claim in document.claims:
        words = palette.shorten(claim.span.surface, max(width - 60, 24))
        table.add_row(Text(words), Text(visible(claim.cluster or "")), _commitments(claim, palette))
    return table


def stances_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the stances: holder, polarity, target, and the words that express it."""
    table = _table("stances", "holder", "stance", "target", "type", "expression")
    for stance in document.stances:
        style = POLARITIES.get(stance.polarity or "", "") if palette.colour else ""
        intensity = f" ({stance.intensity})" if stance.intensity else ""
        words = stance.expression.surface if stance.expression else ("" if stance.explicit else "(implicit)")
        table.add_row(
            Text(_name(stance.holder, palette)),
            Text(f"{stance.polarity or '?'}{intensity}", style),
            Text(palette.shorten(_target(stance), 36)),
            stance.type or "",
            Text(palette.shorten(words, max(width - 96, 20))),
        )
    return table


def entities_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the entities with their type and how often they are mentioned, the most mentioned first."""
    table = _table("entities", "entity", "type", ("mentions", "right"), "link")
    for entity in sorted(document.entities, key=lambda entity: (-len(entity.mentions), entity.id)):
        name = palette.shorten(entity.name or entity.id, max(width - 40, 20))
        table.add_row(Text(name), entity.type or "", str(len(entity.mentions)), entity.link or "")
    return table


def sources_table(document: AnnotatedDocument, palette: Palette, width: int) -> Table:
    """List the sources with what is known of them and how many attributions each has."""
    table = _table("sources", "source", "anonymity", "official", ("attributions", "right"))
    for source in document.sources:
        said = sum(mention.source_id == source.id for one in document.attributions for mention in one.sources or ())
        name = palette.shorten(source.entity.name or source.id if source.entity else source.id, max(width - 50, 20))
        table.add_row(Text(name), source.anonymity or "", source.official or "", str(said))
    return table


def _table(title: str, *columns: str | tuple[str, str]) -> Table:
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.padding = (0, 1, 0, 0)
    for column in columns:
        name, justify = column if isinstance(column, tuple) else (column, "left")
        table.add_column(name, justify="right" if justify == "right" else "left", overflow="fold")
    return table


def _sources(attribution: Attribution, palette: Palette) -> Text:
    names = [
        _name(mention.source, palette, words=mention.span.surface if mention.span else None)
        for mention in attribution.sources or ()
    ]
    return Text(", ".join(names), STYLES["source"] if palette.colour else "")


def _name(source: Source, palette: Palette, words: str | None = None) -> str:
    """Call a source by its entity's name, else by the words that name it here, else by its id."""
    if source.id in {AUTHOR, UNSPECIFIED}:
        return source.id.removeprefix("@")
    name = source.entity.name if source.entity is not None else None
    return palette.shorten(name or words or source.id, 28)


def _cues(attribution: Attribution, palette: Palette) -> Text:
    return Text(", ").join(_cue(cue, palette) for cue in attribution.cues)


def _cue(cue: Cue, palette: Palette) -> Text:
    shown = Text(palette.shorten(cue.span.surface, 22), STYLES[cue.group or "cue"] if palette.colour else "")
    return shown.append(f" ({cue.engagement})", "dim") if cue.engagement else shown


def _commitments(claim: Claim, palette: Palette) -> Text:
    parts = [f"{_name(one.source, palette)} {one.value or one.score}" for one in claim.commitments]
    return Text((" · " if palette.unicode else ", ").join(parts))


def _target(stance: Stance) -> str:
    target = stance.target
    if target.entity is not None:
        return target.entity.name or target.entity.id
    if target.claim is not None:
        return f"that {target.claim.span.surface}"
    return target.span.surface if target.span is not None else target.text or ""
