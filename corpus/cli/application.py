"""The application: the verbs of `corpus`, each with an example in its help.

A verb parses, calls one library function, prints, and ends with a verdict. The library is imported inside the verbs, so that
`corpus --help` answers at once.
"""

from collections.abc import Callable
from typing import Annotated

import typer

from corpus import __version__
from corpus.cli.adjudicating import adjudicate
from corpus.cli.agreeing import agree
from corpus.cli.attaching import attach
from corpus.cli.checking import check, verify
from corpus.cli.comparing import diff
from corpus.cli.converting import convert
from corpus.cli.migrating import migrate
from corpus.cli.output import write
from corpus.cli.publishing import publish
from corpus.cli.reanchoring import reanchor
from corpus.cli.releasing import release
from corpus.cli.schemas import schema
from corpus.cli.showing import show

VERBS: dict[Callable[..., None], str] = {
    check: "corpus check annotations/",
    show: "corpus show annotations/ maduro-igla-s --layers cues,attributions,stances",
    release: "corpus release annotations/ dist/ --version 1.0.0",
    attach: "corpus attach reportedly-1.0.0 my-texts/ annotations/",
    verify: "corpus verify dist/reportedly-1.0.0",
    diff: "corpus diff dist/reportedly-1.0.0 annotations/",
    publish: "corpus publish dist/reportedly-1.0.0 newsroom/reportedly --dry-run",
    convert: "corpus convert annotations/ for-brat/ --from jsonl --to brat --on-loss sidecar",
    adjudicate: "corpus adjudicate annotations/ --sets annotator-1,annotator-2 --worklist decide.jsonl",
    reanchor: "corpus reanchor annotations/ edited-texts/ reanchored/",
    schema: "corpus schema --check schemas/v1",
    migrate: "corpus migrate annotations/ annotations-v1/ --to 1",
    agree: "corpus agree annotations/ --sets annotator-1,annotator-2 --layer cues",
}
"""Every verb with the example in its help."""

app = typer.Typer(
    name="corpus",
    help="News as data: who says what, how surely, and with what stance.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Run the command line."""
    app(prog_name="corpus")


def _print_version(wanted: bool) -> None:  # noqa: FBT001 - typer calls it so
    if wanted:
        write(f"reportedly {__version__}")
        raise typer.Exit


Version = Annotated[
    bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version of the package.")
]


@app.callback()
def _common(version: Version = False) -> None:  # noqa: FBT002 - the callback has done it
    pass


for _verb, _example in VERBS.items():
    app.command(epilog=f"Example: {_example}")(_verb)
