"""`corpus diff`: what changed between two corpora, and which version that calls for."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.cli.output import draw, progress, write, write_json
from corpus.cli.verdicts import Exit, answer

if TYPE_CHECKING:
    from corpus.changes import Changes


class DiffFormat(StrEnum):
    """How changes are printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"


Old = Annotated[str, typer.Argument(metavar="OLD", help="The older corpus: a working folder or a release.", show_default=False)]
New = Annotated[str, typer.Argument(metavar="NEW", help="The newer corpus.", show_default=False)]
Form = Annotated[DiffFormat, typer.Option("--format", help="For reading, for a program, or for a change log.")]
All = Annotated[bool, typer.Option("--all", help="List every annotation, however many.")]


def diff(old: Old, new: New, form: Form = DiffFormat.TEXT, everything: All = False) -> None:  # noqa: FBT002 - typer passes it
    """Compare two corpora: documents, sets, metadata, and annotations by what they mean; say which version it calls for.

    Exit code: 0 no difference, 1 differences (or a corpus has errors), 2 it could not be compared.
    """
    raise typer.Exit(answer(lambda: _diff(old, new, form, everything=everything)))


def _diff(old: str, new: str, form: DiffFormat, *, everything: bool) -> Exit:
    from corpus.changes import diff as compare
    from corpus.loading import load
    from corpus.release import as_published

    with progress(f"reading {old}") as tell:
        before = load(old)
        tell(new)
        after = load(new)
    with progress("comparing"):
        changes = compare(*as_published(before, after))
    _print(changes, form, everything=everything)
    return Exit.CLEAN if changes.is_empty else Exit.FOUND


def _print(changes: Changes, form: DiffFormat, *, everything: bool) -> None:
    from corpus.changes.objects import to_object
    from corpus.release.changelog import to_markdown
    from corpus.view.changes import show_changes
    from corpus.view.palette import Palette

    if form == DiffFormat.JSON:
        write_json(to_object(changes))
    elif form == DiffFormat.MARKDOWN:
        write(to_markdown(changes))
    else:
        draw(lambda console: show_changes(changes, Palette.of(console), console.width, everything=everything))
