"""`corpus convert`: files of one format to another, with a report of what came in and a list of what is lost."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.cli.output import progress, write, write_json
from corpus.cli.verdicts import Exit, answer
from corpus.errors import FileError, LossyTarget
from corpus.view.palette import visible

if TYPE_CHECKING:
    from corpus.conversion import Conversion
    from corpus.formats.capabilities import Loss

SHOWN = 20
"""Entries and losses listed; `--report` and `--format json` have all of them."""


class LossChoice(StrEnum):
    """What to do about what the target cannot hold."""

    ERROR = "error"
    REPORT = "report"
    SIDECAR = "sidecar"


class ConversionFormat(StrEnum):
    """How the outcome is printed."""

    TEXT = "text"
    JSON = "json"


Source = Annotated[str, typer.Argument(metavar="SOURCE", help="The file or folder to read.", show_default=False)]
Target = Annotated[str, typer.Argument(metavar="TARGET", help="What to write; nothing may stand there.", show_default=False)]
From = Annotated[str, typer.Option("--from", metavar="F", help="The format of SOURCE.", show_default=False)]
To = Annotated[str, typer.Option("--to", metavar="F", help="The format of TARGET.", show_default=False)]
Scheme = Annotated[str | None, typer.Option(metavar="S", help="What the labels of others mean.", show_default=False)]
Report = Annotated[Path | None, typer.Option("--report", metavar="FILE", help="Write the report as JSON.", show_default=False)]
Choice = Annotated[LossChoice, typer.Option("--on-loss", help="What to do about what TARGET cannot hold.")]
Form = Annotated[ConversionFormat, typer.Option("--format", help="For reading, or for a program.")]


def convert(  # noqa: PLR0913 - the options of the verb
    source: Source,
    target: Target,
    *,
    source_format: From,
    target_format: To,
    scheme: Scheme = None,
    report: Report = None,
    on_loss: Choice = LossChoice.ERROR,
    form: Form = ConversionFormat.TEXT,
) -> None:
    """Convert files from one format to another, with a report of what came in and a list of what the target cannot hold.

    What cannot be read is kept word for word in TARGET.quarantine.jsonl. Exit code: 0 all is kept, 1 something was quarantined,
    refused or lost (it is listed), 2 it could not be done.
    """
    options = {"source_format": source_format, "target_format": target_format, "scheme": scheme, "on_loss": on_loss.value}
    raise typer.Exit(answer(lambda: _convert(source, target, options, report, form)))


def _convert(source: str, target: str, options: dict[str, Any], file: Path | None, form: ConversionFormat) -> Exit:
    from corpus.conversion import convert as convert_files
    from corpus.formats.sidecars import beside

    quarantine = beside(Path(target), ".quarantine.jsonl")
    _refuse_taken(file, quarantine)
    try:
        with progress(f"converting {source}"):
            made = convert_files(source, target, **options)
    except LossyTarget as lossy:
        _print_losses(lossy.losses, form)
        return Exit.FOUND
    if made.report.quarantined:
        made.report.write_quarantine(quarantine)
    if file is not None:
        file.write_text(made.report.to_json() + "\n", encoding="utf-8")
    _print(made, target, quarantine, form)
    return Exit.CLEAN if made.is_clean else Exit.FOUND


def _refuse_taken(*files: Path | None) -> None:
    for file in files:
        if file is not None and file.exists():
            message = "expected no such file, found one; choose another, or move it away"
            raise FileError(message, file=str(file))


def _print(made: "Conversion", target: str, quarantine: Path, form: ConversionFormat) -> None:
    beside = {
        "sidecar": str(made.sidecar) if made.sidecar else None,
        "quarantine": str(quarantine) if made.report.quarantined else None,
    }
    if form == ConversionFormat.JSON:
        losses = [loss._asdict() for loss in made.losses]
        write_json({"target": target, **beside, "report": made.report.to_objects(), "losses": losses})
        return
    lost = [] if made.sidecar else [f"lost: {loss}" for loss in made.losses]
    files = [f"{name}: {place}" for name, place in beside.items() if place]
    lines = [made.report.lost_to_text(limit=SHOWN), *_first(lost), *files, target]
    write(visible("\n".join(lines)))


def _print_losses(losses: "tuple[Loss, ...]", form: ConversionFormat) -> None:
    if form == ConversionFormat.JSON:
        write_json({"target": None, "losses": [loss._asdict() for loss in losses]})
        return
    advice = "nothing was written; --on-loss sidecar keeps these in a file beside it, --on-loss report leaves them out"
    write(visible("\n".join([*_first([f"lost: {loss}" for loss in losses]), advice])))


def _first(lines: list[str]) -> list[str]:
    more = len(lines) - SHOWN
    return [*lines[:SHOWN], *([f"... and {more} more"] if more > 0 else [])]
