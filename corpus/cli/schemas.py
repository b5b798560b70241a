"""`corpus schema`: write the JSON Schemas of the model, or compare a folder of them with it."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from pathlib import Path
from typing import Annotated

import typer

from corpus.cli.output import write
from corpus.cli.verdicts import Exit, answer
from corpus.errors import counted

Write = Annotated[
    Path | None, typer.Option("--write", metavar="DIR", help="Write the schemas into this folder.", show_default=False)
]
Check = Annotated[
    Path | None, typer.Option("--check", metavar="DIR", help="Compare this folder with the model.", show_default=False)
]


def schema(write_to: Write = None, check_at: Check = None) -> None:
    """Write the JSON Schemas of all records, or check that a folder holds them as the model has them now.

    A version that is frozen is never written with another meaning. Exit code: 0 written or the same, 1 differences, 2 it could
    not be done.
    """
    if write_to is not None and check_at is None:
        raise typer.Exit(answer(lambda: _export(write_to)))
    if check_at is not None and write_to is None:
        raise typer.Exit(answer(lambda: _compare(check_at)))
    message = "expected exactly one of --write DIR and --check DIR"
    raise typer.BadParameter(message)


def _export(folder: Path) -> Exit:
    from corpus.model.frozen import write_schemas

    write_schemas(folder)
    write(f"{folder}: schemas written")
    return Exit.CLEAN


def _compare(folder: Path) -> Exit:
    from corpus.model.frozen import thawed
    from corpus.model.schemas import compare_schemas

    differences = [*compare_schemas(folder), *filter(None, [thawed()])]
    summary = f"{folder}: {counted(len(differences), 'difference')} from the model"
    write("\n".join([*differences, summary]))
    return Exit.FOUND if differences else Exit.CLEAN
