"""`corpus reanchor`: take the annotations of a corpus to edited texts."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.cli.output import draw, progress, write, write_json
from corpus.cli.verdicts import Exit, answer
from corpus.errors import counted
from corpus.view.palette import visible

if TYPE_CHECKING:
    from rich.table import Table

    from corpus.reanchoring import Reanchored


class ReanchorFormat(StrEnum):
    """How the verdicts are printed."""

    TEXT = "text"
    JSON = "json"


Source = Annotated[str, typer.Argument(metavar="PATH", help="The corpus: a working folder or a release.", show_default=False)]
Texts = Annotated[
    Path,
    typer.Argument(metavar="NEW_TEXTS", help="A folder with <document id>.txt for each edited text.", show_default=False),
]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="The new working folder; it must not be there.", show_default=False)]
Threshold = Annotated[float, typer.Option(metavar="T", help="How well an edited span must fit to be kept, from 0 to 1.")]
ReviewFile = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Where the review goes.", show_default="OUT-review.jsonl, beside OUT")
]
Form = Annotated[ReanchorFormat, typer.Option("--format", help="For reading, or for a program.")]


def reanchor(
    path: Source,
    new_texts: Texts,
    out: Out,
    *,
    threshold: Threshold = 0.8,
    review: ReviewFile = None,
    form: Form = ReanchorFormat.TEXT,
) -> None:
    """Carry annotations to edited texts, each with a verdict: exact, moved, fuzzy, or lost.

    Exit code: 0 all exact or moved, 1 something is fuzzy or lost (see the review), or the corpus has errors, 2 it could not be
    done.
    """
    beside = review or Path(f"{out}-review.jsonl")
    raise typer.Exit(answer(lambda: _reanchor(path, new_texts, out, beside, threshold, form)))


def _reanchor(path: str, new_texts: Path, out: Path, review: Path, threshold: float, form: ReanchorFormat) -> Exit:
    from corpus.files.reviews import refuse_places
    from corpus.files.texts import read_texts
    from corpus.loading import load
    from corpus.reanchoring import reanchor as carry_over
    from corpus.reanchoring import write_reanchored

    refuse_places(out, review)
    with progress("reanchoring") as tell:
        reanchored = carry_over(load(path), read_texts(new_texts), threshold=threshold, progress=tell)
        write_reanchored(reanchored, out, review)
    if form == ReanchorFormat.JSON:
        write_json(_object(reanchored, out, review))
    else:
        draw(lambda _: _table(reanchored))
        write(visible(f"{out}: written; {counted(len(reanchored.review), 'annotation')} to review in {review}"))
    return Exit.FOUND if reanchored.review else Exit.CLEAN


def _object(reanchored: "Reanchored", out: Path, review: Path) -> dict[str, Any]:
    return {
        "out": str(out),
        "review": str(review),
        "counts": reanchored.counts,
        "items": [item.model_dump(mode="json", exclude_none=True) for item in reanchored.review],
    }


def _table(reanchored: "Reanchored") -> "Table":
    from rich import box
    from rich.table import Table

    from corpus.anchoring.verdicts import VERDICTS

    table = Table("layer", box=box.SIMPLE_HEAD)
    for verdict in VERDICTS:
        table.add_column(verdict, justify="right")
    for layer, counts in reanchored.counts.items():
        table.add_row(layer, *(str(counts[verdict]) for verdict in VERDICTS))
    return table
