r"""Tables: estimates for a paper or a page, in Markdown or LaTeX, and the cells that any table has.

>>> from corpus.agreement.estimates import Agreement, Estimate
>>> found = Agreement(estimates=[
...     Estimate(measure="alpha", layer="cues", field="type", value=0.8125, interval=(0.75, 0.9), items=40, documents=12),
...     Estimate(measure="alpha", layer="cues", field="negated", items=40, documents=12, reason="all values are the same"),
... ])
>>> print(to_markdown(found))
| measure | of | value | interval | items | documents | remarks |
|---|---|---:|---|---:|---:|---|
| alpha | cues.type | 0.812 | [0.750, 0.900] | 40 | 12 |  |
| alpha | cues.negated | undefined |  | 40 | 12 | all values are the same |
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.agreement.estimates import Agreement, Estimate

HEAD = ("measure", "of", "value", "interval", "items", "documents", "remarks")
"""The names of the columns."""
NUMERIC = ("value", "items", "documents")
"""Columns that are set to the right."""
_SPECIAL = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def footnotes(found: Agreement) -> tuple[str, ...]:
    """Give the notes that all estimates with an interval share, or all if none has one: said once, below the table."""
    valued = [estimate for estimate in found if estimate.value is not None]
    noted = [one.notes for one in valued if one.interval is not None] or [one.notes for one in valued]
    return tuple(note for note in noted[0] if len(noted) > 1 and all(note in notes for notes in noted)) if noted else ()


def cells(estimate: Estimate, *, besides: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Write the cells of an estimate, in the order of `HEAD`, without the notes that stand `besides`."""
    value = "undefined" if estimate.value is None else f"{estimate.value:.3f}"
    interval = "" if estimate.interval is None else f"[{estimate.interval[0]:.3f}, {estimate.interval[1]:.3f}]"
    numbers = (str(estimate.items), _documents(estimate))
    return (estimate.measure, estimate.subject, value, interval, *numbers, _remarks(estimate, besides))


def to_markdown(found: Agreement) -> str:
    """Write estimates as a Markdown table, and what all share below it."""
    notes = footnotes(found)
    rule = "|".join("---:" if name in NUMERIC else "---" for name in HEAD)
    rows = ["| " + " | ".join(cell.replace("|", r"\|") for cell in cells(one, besides=notes)) + " |" for one in found]
    return "\n".join([f"| {' | '.join(HEAD)} |", f"|{rule}|", *rows, *(f"\n{note}" for note in notes)])


def to_latex(found: Agreement) -> str:
    """Write estimates as a LaTeX tabular with the rules of booktabs; what all share is a comment below it."""
    notes = footnotes(found)
    columns = "".join("r" if name in NUMERIC else "l" for name in HEAD)
    rows = [" & ".join(_escape(cell) for cell in row) + r" \\" for row in (HEAD, *(cells(one, besides=notes) for one in found))]
    body = [rf"\begin{{tabular}}{{{columns}}}", r"\toprule", rows[0], r"\midrule", *rows[1:], r"\bottomrule", r"\end{tabular}"]
    return "\n".join([*body, *(f"% {note}" for note in notes)])


def _documents(estimate: Estimate) -> str:
    """Count the documents, and where these are fewer those that bear on the figure."""
    bearing = estimate.documents_with_items
    return str(estimate.documents) if bearing in (None, estimate.documents) else f"{bearing} of {estimate.documents}"


def _remarks(estimate: Estimate, besides: tuple[str, ...]) -> str:
    """Write what a reader should know: why there is no value, the agreement behind it, what was left out."""
    observed = estimate.observed_agreement if estimate.value is None else None
    parts = [
        estimate.reason,
        None if observed is None else f"observed agreement {observed:.3f}",
        *(note for note in estimate.notes if note not in besides),
        *(f"{number} {reason} left out" for reason, number in estimate.left_out.items()),
    ]
    return "; ".join(part for part in parts if part)


def _escape(text: str) -> str:
    return re.sub(r"[\\~^&%$#_{}]", lambda found: _SPECIAL.get(found[0], "\\" + found[0]), text)
