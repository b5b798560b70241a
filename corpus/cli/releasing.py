"""`corpus release`: build the folder that is published."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from corpus.cli.output import progress, remark, write
from corpus.cli.verdicts import Exit, answer


class TextRelease(StrEnum):
    """Whether the texts go into the release."""

    INCLUDED = "included"
    WITHHELD = "withheld"


Source = Annotated[str, typer.Argument(metavar="PATH", help="The corpus: a working folder.", show_default=False)]
Out = Annotated[str, typer.Argument(metavar="OUT", help="Where <name>-<version>/ is made.", show_default=False)]


Version = Annotated[
    str,
    typer.Option("--version", metavar="V", help="Its version, such as 1.0.0.", show_default=False),
]
Text = Annotated[TextRelease | None, typer.Option(help="Whether the texts go into it.", show_default="what corpus.json says")]
Changelog = Annotated[
    Path | None, typer.Option(help="A change log to put into it.", show_default="PATH/CHANGELOG.md, where there is one")
]
Against = Annotated[
    str | None,
    typer.Option(
        metavar="OLD",
        help="The corpus before it, from which V must be far enough away.",
        show_default="the newest older release in OUT",
    ),
]


def release(
    source: Source, out: Out, version: Version, text: Text = None, changelog: Changelog = None, against: Against = None
) -> None:
    """Build a release: Parquet tables with card, manifest, Croissant description and schemas.

    Exit code: 0 built, 1 the corpus has errors, 2 it could not be built, or V is too small for what changed.
    """
    raise typer.Exit(answer(lambda: _release(source, out, version, (text, changelog, against))))


def _release(source: str, out: str, version: str, options: tuple[TextRelease | None, Path | None, str | None]) -> Exit:
    from corpus.errors import ReleaseError
    from corpus.loading import load
    from corpus.release import build_release

    text, changelog, against = options

    if Path(out).resolve().is_relative_to(Path(source).resolve()):
        message = f"expected a place outside the corpus, found {out} inside {source}, where a release would be taken for a set"
        raise ReleaseError(message)
    beside = Path(source) / "CHANGELOG.md"
    changelog = changelog or (beside if beside.is_file() else None)
    with progress(f"reading {source}"):
        news = load(source)
        before = None if against is None else load(against)
    with progress("building") as tell:
        folder = build_release(
            news,
            out,
            version=version,
            text=text.value if text else None,
            changelog=changelog,
            against=before,
            progress=tell,
            remark=remark,
        )
    write(str(folder))
    return Exit.CLEAN
