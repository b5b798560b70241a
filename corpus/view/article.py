"""An article in the terminal: who made the marks, a legend with counts, the text with its marks, and tables below.

>>> from rich.console import Console
>>> from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
>>> news = Corpus(CorpusMetadata(name="n", version="1.0.0", schema_version="1"), [Document.of("d", "It may rain.")])
>>> console = Console(width=60, no_color=True)
>>> console.print(article(news["d"], palette=Palette.of(console), width=60))
d
<BLANKLINE>
It may rain.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from rich.console import Group
from rich.table import Table
from rich.text import Text

from corpus.errors import UnknownName
from corpus.model import LAYERS
from corpus.view.marks import marks_of
from corpus.view.palette import BRACKETS, STYLES, Palette, visible
from corpus.view.paragraphs import lines, paragraph
from corpus.view.tables import attributions_table, claims_table, entities_table, sources_table, stances_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from corpus.model import AnnotatedDocument, AnnotationSet, Section
    from corpus.view.marks import Mark

SHOWN_LAYERS = ("sections", "mentions", "quantities", "cues", "attributions")
"""What is shown when nothing is chosen."""

TABLES = {
    "attributions": attributions_table,
    "claims": claims_table,
    "commitments": claims_table,
    "stances": stances_table,
    "entities": entities_table,
    "sources": sources_table,
}
"""The table that a layer has below the text."""

LONGEST_LINE = 100
"""Characters in a line of text, however wide the terminal; longer ones are hard to read."""

TITLES = ("headline", "heading")
"""The roles of sections that are set in bold."""


def article(
    document: AnnotatedDocument,
    *,
    made_by: AnnotationSet | None = None,
    layers: Sequence[str] = SHOWN_LAYERS,
    palette: Palette,
    width: int,
) -> RenderableType:
    """Show a document with the marks of the chosen layers in it and their tables below it.

    Raises:
        UnknownName: a layer is not one of the ten.
    """
    chosen = choose(layers)
    marks = marks_of(document, chosen)
    makers = dict.fromkeys(TABLES[layer] for layer in chosen if layer in TABLES)
    tables = (make(document, palette, width) for make in makers)
    return Group(
        _heading(document, made_by),
        *_legend(document, marks, palette),
        Text(),
        _body(document, marks, palette, sections="sections" in chosen),
        *(part for table in tables if table.row_count for part in (Text(), table)),
    )


def choose(layers: Sequence[str]) -> tuple[str, ...]:
    """Give the chosen layers in the model's order.

    Raises:
        UnknownName: one of them is not a layer.
    """
    for layer in layers:
        if layer not in LAYERS:
            message = f"no layer {layer!r}; the layers are {', '.join(LAYERS)}"
            raise UnknownName(message)
    return tuple(layer for layer in LAYERS if layer in layers)


def _heading(document: AnnotatedDocument, made_by: AnnotationSet | None) -> Text:
    heading = Text().append(visible(document.id), "bold")
    if made_by is not None:
        maker = made_by.annotator
        version = f", version {maker.version}" if maker.version else ""
        heading.append(
            visible(
                f"  set {made_by.id} by {maker.name} ({made_by.maker or 'maker unknown'}{version}), profile {made_by.profile}"
            ),
            "dim",
        )
    return heading


def _legend(document: AnnotatedDocument, marks: Sequence[Mark], palette: Palette) -> Iterator[Text]:
    counts = Counter(mark.kind for mark in marks if not mark.continued)
    cues = [kind for kind in STYLES if kind in BRACKETS and BRACKETS[kind][0] == "{" and counts[kind]]
    items = [_sample(kind, kind, counts[kind], palette) for kind in ("mention", "quantity") if counts[kind]]
    items += [_sample(kind, kind if kind == "cue" else f"{kind} cue", counts[kind], palette) for kind in cues]
    if items:
        yield Text("   ").join(items)
    if counts["content"]:
        yield _attribution_sample(len(document.attributions), palette)


def _sample(kind: str, name: str, count: int, palette: Palette) -> Text:
    label = {"mention": "TYPE", "quantity": "kind"}.get(kind, kind)
    shown = Text().append(palette.opening(kind)).append(name, STYLES[kind] if palette.colour else "")
    return shown.append(palette.closing(kind, label, ())).append(f" {count}", "dim")


def _attribution_sample(count: int, palette: Palette) -> Text:
    words = [("source", "source"), ("evidential", "cue"), ("content", "content")]
    shown = Text()
    for kind, word in words:
        sample = Text().append(palette.opening(kind), "dim").append(word, STYLES[kind] if palette.colour else "")
        label = "group" if kind == "evidential" else None
        shown.append_text(sample.append(palette.closing(kind, label, (1,)), "dim")).append(" ")
    return shown.append(f"attribution, numbered as in the table: {count}", "dim")


def _body(document: AnnotatedDocument, marks: Sequence[Mark], palette: Palette, *, sections: bool) -> RenderableType:
    if document.text is None:
        return Text("The text is withheld; what stands below can be read without it.", "italic")
    grid = Table.grid(padding=(0, 2, 0, 0))
    if sections and len(document.sections):
        grid.add_column(style="dim", no_wrap=True)
    grid.add_column(max_width=LONGEST_LINE)
    for row in _rows(document, document.text, marks, palette):
        grid.add_row(*row[-len(grid.columns) :])
    return grid


def _rows(document: AnnotatedDocument, text: str, marks: Sequence[Mark], palette: Palette) -> Iterator[tuple[str, Text]]:
    """Give each line with the role of the section that begins there, and an empty line where the text has one."""
    sections, before, last = list(document.sections), None, 0
    for start, end in lines(text):
        if start - last > 1:
            yield "", Text()
        section = _section_at(sections, (start, end))
        role = section.role or "" if section is not None else ""
        shown = paragraph(text, marks, palette, (start, end))
        if role in TITLES and palette.colour:
            shown.stylize("bold")
        yield ("" if section == before else role), shown
        before, last = section, end


def _section_at(sections: Sequence[Section], bounds: tuple[int, int]) -> Section | None:
    start, end = bounds
    return next((one for one in sections if one.span.start < end and start < one.span.end), None)
