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
Reanchor = Annotated[
    bool, typer.Option("--reanchor", help="Take other versions of a text too, as far as their passages are unchanged.")
]
ReviewFile = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Where --reanchor puts what to look at.", show_default="OUT-review.jsonl, beside OUT"),
]
Form = Annotated[AttachFormat, typer.Option("--format", help="For reading, or for a program.")]


def attach(
    source: Source,
    texts: Texts,
    out: Out,
    *,
    reanchor: Reanchor = False,
    review: ReviewFile = None,
    form: Form = AttachFormat.TEXT,
) -> None:
    """Attach texts to a release without them: each is found by its sha256, every offset is verified by its digest.

    Exit code: 0 all texts attached, 1 some are missing (they are listed; what is there is attached), nothing fits, or
    annotations of an edited text are to be reviewed, 2 it could not be done.
    """
    if review is not None and not reanchor:
        message = "--review goes with --reanchor"
        raise typer.BadParameter(message)
    beside = (review or Path(f"{out}-review.jsonl")) if reanchor else None
    raise typer.Exit(answer(lambda: _attach(source, texts, out, beside, form)))


def _attach(source: str, texts: Path, out: Path, review: Path | None, form: AttachFormat) -> Exit:
    from corpus.attaching import attach_texts, read_texts
    from corpus.files.folder import refuse_existing, write_new_folder
    from corpus.files.reviews import refuse_places, write_reviewed
    from corpus.loading import load

    refuse_existing(out) if review is None else refuse_places(out, review)
    with progress(f"reading {source}"):
        news = load(source)
    with progress("attaching texts"):
        attached = attach_texts(news, read_texts(texts), reanchor=review is not None)
        if review is None or not attached.review:
            write_new_folder(attached.corpus, out)
        else:
            write_reviewed(attached.corpus, attached.review, out, review)
    if form == AttachFormat.JSON:
        write_json(_object(out, review, attached))
    else:
        write(visible(_summary(out, review, attached)))
    is_whole = not attached.review and all(found.severity == "warning" for found in attached.findings)
    return Exit.CLEAN if is_whole else Exit.FOUND


def _summary(out: Path, review: Path | None, attached: "Attachment") -> str:
    missing = sum(found.code == "T101" for found in attached.findings)
    counts = [f"{counted(len(attached.attached), 'text')} attached", f"{missing} missing"]
    if attached.strangers:
        counts.append(f"{counted(len(attached.strangers), 'file')} of no document")
    lines = [*map(str, attached.findings), f"{out}: {', '.join(counts)}"]
    if attached.review:
        lines.append(f"{review}: {counted(len(attached.review), 'annotation')} to review")
    return "\n".join(lines)


def _object(out: Path, review: Path | None, attached: "Attachment") -> dict[str, Any]:
    from corpus.checks import Report

    found = {"review": str(review), "counts": attached.counts} if attached.review else {}
    return {
        "path": str(out),
        "attached": list(attached.attached),
        "strangers": list(attached.strangers),
        **found,
        **Report(attached.findings).to_objects(),
    }
