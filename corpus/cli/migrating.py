"""`corpus migrate`: write a corpus anew in another version of the schema, and say what could not be carried."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.cli.output import draw, progress, write, write_json
from corpus.cli.verdicts import Exit, answer
from corpus.errors import counted
from corpus.view.palette import visible

if TYPE_CHECKING:
    from rich.table import Table

    from corpus.migration import Migration


class MigrateFormat(StrEnum):
    """How the report is printed."""

    TEXT = "text"
    JSON = "json"


Source = Annotated[str, typer.Argument(metavar="PATH", help="The corpus: a working folder.", show_default=False)]
Out = Annotated[str, typer.Argument(metavar="OUT", help="The new working folder, which is made.", show_default=False)]
To = Annotated[
    str | None,
    typer.Option(metavar="V", help="The version of the schema, such as 2.", show_default="the one that this package reads"),
]
Form = Annotated[MigrateFormat, typer.Option("--format", help="For reading, or for a program.")]


def migrate(path: Source, out: Out, to: To = None, form: Form = MigrateFormat.TEXT) -> None:
    """Write a corpus anew in another version of the schema; what cannot be carried is kept word for word beside it.

    Exit code: 0 all of it was carried, or the corpus has that version already, 1 something was not, 2 it could not be done.
    """
    raise typer.Exit(answer(lambda: _migrate(path, out, to, form)))


def _migrate(path: str, out: str, to: str | None, form: MigrateFormat) -> Exit:
    from corpus.migration import migrate as migrate_folder
    from corpus.model import SCHEMA_VERSION

    with progress(f"migrating {path}"):
        done = migrate_folder(path, out, to=to or SCHEMA_VERSION)
    if form == MigrateFormat.JSON:
        write_json({"path": path, **done.to_object()})
    elif done.out is None:
        write(visible(f"{path}: already of schema version {done.new}; nothing was written"))
    else:
        _print(done)
    return Exit.CLEAN if done.is_whole else Exit.FOUND


def _print(done: Migration) -> None:
    left = [str(one) for one in (*done.uncarried, *done.dangling)]
    if left:
        write(visible("\n".join(left)))
    draw(lambda _: _table(done))
    kept = f"; {counted(len(done.uncarried), 'item')} could not be carried, see {done.uncarried_file}" if left else ""
    write(visible(f"{done.out}: schema version {done.old} became {done.new}{kept}"))


def _table(done: Migration) -> Table:
    from rich.table import Table

    made = Table(box=None, show_edge=False, pad_edge=False)
    names = ("found", "carried", "changed", "uncarried", "written")
    made.add_column("kind", header_style="dim underline")
    for name in names:
        made.add_column(name, justify="right", header_style="dim underline")
    for kind, count in done.counts.items():
        made.add_row(kind, *(str(getattr(count, name)) for name in names))
    return made
