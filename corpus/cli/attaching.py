"""`corpus attach`: put texts that the user has into a corpus that was published without them."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from corpus.cli.output import progress, write, write_json
from corpus.cli.verdicts import Exit, answer
from corpus.errors import counted
from corpus.view.palette import visible

if TYPE_CHECKING:
    from corpus.attaching import Attachment


class AttachFormat(StrEnum):
    """How the outcome is printed."""

    TEXT = "text"
    JSON = "json"


Source = Annotated[str, typer.Argument(metavar="RELEASE", help="The corpus without its texts.", show_default=False)]
Texts = Annotated[
    Path, typer.Argument(metavar="TEXTS", help="A folder of text files of any names, or one file.", show_default=False)
]
Out = Annotated[Path, typer.Argument(metavar="OUT", help="The working folder to make.", show_default=False)]
Form = Annotated[AttachFormat, typer.Option("--format", help="For reading, or for a program.")]


def attach(source: Source, texts: Texts, out: Out, *, form: Form = AttachFormat.TEXT) -> None:
    """Attach texts to a release without them: each is found by its sha256, every offset is verified by its digest.

    Exit code: 0 all texts attached, 1 some are missing (they are listed; what is there is attached) or nothing fits,
    2 it could not be done.
    """
    raise typer.Exit(answer(lambda: _attach(source, texts, out, form)))


def _attach(source: str, texts: Path, out: Path, form: AttachFormat) -> Exit:
    from corpus.attaching import attach_texts, read_texts
    from corpus.files.folder import refuse_existing, write_new_folder
    from corpus.loading import load

    refuse_existing(out)
    with progress(f"reading {source}"):
        news = load(source)
    with progress("attaching texts"):
        attached = attach_texts(news, read_texts(texts))
        write_new_folder(attached.corpus, out)
    if form == AttachFormat.JSON:
        write_json(_object(out, attached))
    else:
        write(visible(_summary(out, attached)))
    return Exit.FOUND if attached.findings else Exit.CLEAN


def _summary(out: Path, attached: "Attachment") -> str:
    missing = sum(found.code == "T101" for found in attached.findings)
    counts = [f"{counted(len(attached.attached), 'text')} attached", f"{missing} missing"]
    if attached.strangers:
        counts.append(f"{counted(len(attached.strangers), 'file')} of no document")
    return "\n".join([*map(str, attached.findings), f"{out}: {', '.join(counts)}"])


def _object(out: Path, attached: "Attachment") -> dict[str, Any]:
    from corpus.checks import Report

    return {
        "path": str(out),
        "attached": list(attached.attached),
        "strangers": list(attached.strangers),
        **Report(attached.findings).to_objects(),
    }
