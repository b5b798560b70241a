"""`corpus agree`: how far annotators agree on places, relations and labels."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.cli.output import draw, progress, write, write_json
from corpus.cli.verdicts import Exit, answer

if TYPE_CHECKING:
    from rich.table import Table

    from corpus.agreement import Agreement


class AgreementFormat(StrEnum):
    """How estimates are printed."""

    TABLE = "table"
    JSON = "json"
    LATEX = "latex"
    MARKDOWN = "markdown"


Where = Annotated[str, typer.Argument(metavar="PATH", help="A working folder or a release.", show_default=False)]
Sets = Annotated[
    str, typer.Option("--sets", metavar="SETS", help="Two or more annotation sets, with commas between.", show_default=False)
]
LayerName = Annotated[str, typer.Option("--layer", metavar="LAYER", help="The layer to compare.", show_default=False)]
Measures = Annotated[
    str | None,
    typer.Option(
        metavar="MEASURES",
        help="Which measures, with commas between: f1_exact,alpha,gamma.",
        show_default="all that mean something over so many sets, without gamma",
    ),
]
Form = Annotated[AgreementFormat, typer.Option("--format", help="For reading, for a program, or for a paper.")]
Seed = Annotated[int, typer.Option(min=0, max=2**32 - 1, help="Seed of the resamples, and of gamma.")]


def agree(
    where: Where,
    sets: Sets,
    layer: LayerName,
    measures: Measures = None,
    form: Form = AgreementFormat.TABLE,
    seed: Seed = 0,
) -> None:
    """Measure how far annotation sets agree: on places, relations and labels, with intervals over documents.

    Exit code: 0 measured (differences are no findings), 1 the corpus has errors, 2 it could not be measured.
    """
    chosen = None if measures is None else _listed(measures)
    raise typer.Exit(answer(lambda: _agree(where, (_listed(sets), layer, chosen), form, seed)))


def _listed(given: str) -> list[str]:
    return [name.strip() for name in given.split(",") if name.strip()]


def _agree(where: str, what: tuple[list[str], str, list[str] | None], form: AgreementFormat, seed: int) -> Exit:
    from corpus.agreement import Resampling
    from corpus.agreement import agree as measure_agreement
    from corpus.loading import load

    sets, layer, measures = what
    with progress(f"reading {where}"):
        news = load(where)
    with progress("measuring"):
        found = measure_agreement(news, sets=sets, layer=layer, measures=measures, resampling=Resampling(seed=seed))
    _print(where, found, form)
    return Exit.CLEAN


def _print(where: str, found: Agreement, form: AgreementFormat) -> None:
    from corpus.agreement.tables import to_latex, to_markdown

    if form == AgreementFormat.JSON:
        write_json({"path": where, "sets": list(found.estimates[0].annotators), "estimates": found.to_objects()})
    elif form == AgreementFormat.LATEX:
        write(to_latex(found))
    elif form == AgreementFormat.MARKDOWN:
        write(to_markdown(found))
    else:
        draw(lambda _: _table(found))


def _table(found: Agreement) -> Table:
    from rich.markup import escape
    from rich.table import Table

    from corpus.agreement.tables import HEAD, NUMERIC, cells, footnotes

    made = Table(box=None, show_edge=False, pad_edge=False)
    for name in HEAD:
        made.add_column(name, justify="right" if name in NUMERIC else "left", header_style="dim underline")
    notes = footnotes(found)
    for estimate in found:
        made.add_row(*map(escape, cells(estimate, besides=notes)))
    made.caption, made.caption_justify = escape("\n".join(notes)) or None, "left"
    return made
