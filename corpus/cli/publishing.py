"""`corpus publish`: a release to the Hub or to a URL."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.cli.output import progress, write, write_json
from corpus.cli.verdicts import Exit, answer
from corpus.errors import counted
from corpus.view.palette import visible

if TYPE_CHECKING:
    from corpus.release import Publication


class PublishFormat(StrEnum):
    """How a publication is printed."""

    TEXT = "text"
    JSON = "json"


Release = Annotated[str, typer.Argument(metavar="RELEASE", help="The folder of a release.", show_default=False)]
Target = Annotated[
    str, typer.Argument(metavar="TARGET", help="OWNER/NAME on the Hub, or a URL: s3://bucket/prefix.", show_default=False)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Write nothing; say what would be sent.")]
Private = Annotated[bool, typer.Option("--private", help="Make the dataset on the Hub private, where it is made.")]
Form = Annotated[PublishFormat, typer.Option("--format", help="For reading, or all of it for a program.")]


def publish(
    release: Release,
    target: Target,
    dry_run: DryRun = False,  # noqa: FBT002 - typer calls it so
    private: Private = False,  # noqa: FBT002 - as above
    form: Form = PublishFormat.TEXT,
) -> None:
    """Publish a release: to the Hub in one commit and a tag, or to a URL with the manifest last.

    Exit code: 0 it is there, 1 the release is not what its manifest says, 2 it could not be published.
    """
    raise typer.Exit(answer(lambda: _publish(release, target, form, dry_run=dry_run, private=private)))


def _publish(release: str, target: str, form: PublishFormat, *, dry_run: bool, private: bool) -> Exit:
    from corpus.release import publish as publish_release

    with progress(f"publishing {release}") as tell:
        publication = publish_release(release, target, dry_run=dry_run, private=private, progress=tell)
    if form == PublishFormat.JSON:
        write_json(asdict(publication))
    else:
        write(visible(_described(publication)))
    return Exit.CLEAN


def _described(publication: Publication) -> str:
    """List what would be sent, or say in a line what was."""
    bytes_sent = sum(change.bytes for change in publication.sent if change.action != "delete")
    what = f"{counted(len(publication.sent), 'file')} changed, {bytes_sent} bytes sent"
    if publication.state != "planned":
        return f"{publication.address}: {publication.state}; {what}"
    lines = [f"{change.action:<6} {change.bytes:>12} {change.path}" for change in publication.changes]
    return "\n".join(
        [*lines, f"{publication.address}: would be published; {what.replace('sent', 'to send')}; nothing was written"]
    )
