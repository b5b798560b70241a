"""Reports over several inputs: each is judged on its own, and one that cannot be opened does not stop the others.

As JSON they are one object: `errors` and `warnings` (totals), and `results`, for each path in the order given either its
`errors`, `warnings` and `findings`, or the `error` for which it could not be judged.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from corpus.cli.output import complain, write, write_json
from corpus.cli.verdicts import Exit, sentence, worst
from corpus.errors import CorpusError
from corpus.view.palette import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus.checks import Report


class ReportFormat(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True)
class Judged:
    """One input with its report, or with the sentence that says why there is none."""

    path: str
    report: Report | None = None
    error: str | None = None

    @property
    def verdict(self) -> Exit:
        """What the input means for the exit code; warnings count as findings."""
        if self.report is None:
            return Exit.FAILED
        return Exit.FOUND if self.report.findings else Exit.CLEAN


def report_on(paths: Sequence[str], judge: Callable[[str], Report], form: ReportFormat) -> Exit:
    """Judge each path, print what was found as soon as it is known (JSON: at the end), and give the worst verdict."""
    judged = []
    for path in paths:
        judged.append(_judge(path, judge))
        if form != ReportFormat.JSON:
            _print(judged[-1], form)
    if form == ReportFormat.JSON:
        write_json(_object(judged))
    return worst(one.verdict for one in judged)


def _judge(path: str, judge: Callable[[str], Report]) -> Judged:
    try:
        return Judged(path, judge(path))
    except (CorpusError, OSError) as error:
        complain(sentence(error))
        return Judged(path, error=sentence(error))


def _print(one: Judged, form: ReportFormat) -> None:
    if one.report is None:
        return
    findings = one.report.to_github() if form == ReportFormat.GITHUB else "\n".join(str(found) for found in one.report.findings)
    summary = f"{one.path}: {one.report.summary()}"
    write(visible(f"{findings}\n{summary}" if findings else summary))


def _object(judged: Iterable[Judged]) -> dict[str, Any]:
    reports = [one.report for one in judged if one.report is not None]
    return {
        "errors": sum(len(report.errors) for report in reports),
        "warnings": sum(len(report.warnings) for report in reports),
        "results": [
            {"path": one.path, **({"error": one.error} if one.report is None else one.report.to_objects())} for one in judged
        ],
    }
