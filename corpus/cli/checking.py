"""`corpus check` and `corpus verify`: what is wrong with a corpus, and what was changed in a release."""

# The library is imported inside the verbs, so that `corpus --help` answers at once.
# ruff: noqa: PLC0415

from typing import Annotated

import typer

from corpus.cli.output import progress
from corpus.cli.reports import ReportFormat, report_on
from corpus.cli.verdicts import Exit, answer

Paths = Annotated[list[str], typer.Argument(metavar="PATH...", help="Working folders or releases.", show_default=False)]
Releases = Annotated[list[str], typer.Argument(metavar="RELEASE...", help="Release folders.", show_default=False)]
Select = Annotated[
    list[str] | None,
    typer.Option("--select", metavar="CODES", help="Only codes that begin so: E1,W402.", show_default=False),
]
Form = Annotated[ReportFormat, typer.Option("--format", help="How findings are printed.")]


def check(paths: Paths, select: Select = None, form: Form = ReportFormat.TEXT) -> None:
    """Check corpora against every rule: files, text, links, labels, good practice.

    Exit code: 0 clean, 1 errors or warnings found, 2 a path could not be opened.
    """
    prefixes = [code.strip() for given in select or () for code in given.split(",") if code.strip()]
    raise typer.Exit(answer(lambda: _check(paths, prefixes, form)))


def _check(paths: list[str], prefixes: list[str], form: ReportFormat) -> Exit:
    from corpus import checks, loading

    checks.codes.select(prefixes, [])  # a code that is none is bad usage, and is said once

    def judge(path: str) -> checks.Report:
        with progress(f"checking {path}"):
            return loading.check(path, select=prefixes)

    return report_on(paths, judge, form)


def verify(releases: Releases, form: Form = ReportFormat.TEXT) -> None:
    """Verify releases against their manifests: any changed, missing or extra file.

    Exit code: 0 as published, 1 differences found, 2 not a release.
    """
    raise typer.Exit(answer(lambda: _verify(releases, form)))


def _verify(paths: list[str], form: ReportFormat) -> Exit:
    from corpus.checks import Report
    from corpus.release import verify as verify_release

    def judge(path: str) -> Report:
        with progress(f"verifying {path}") as tell:
            return verify_release(path, progress=tell)

    return report_on(paths, judge, form)
