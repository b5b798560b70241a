"""Runs the checks over a corpus. They report and never raise; `corpus.load` is what refuses an unsound corpus.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> from corpus.model.reading import Reading
>>> rain = Document.of("d", "It rained.").model_copy(update={"text": "It snowed."})
>>> check_reading(Reading(Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [rain]))).counts
{'E102': 1}
"""

from __future__ import annotations

import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from corpus.checks.codes import CODES, select
from corpus.checks.labels import check_labels
from corpus.checks.links import check_links
from corpus.checks.practice import check_practice
from corpus.checks.report import Report, ordered
from corpus.checks.texts import check_texts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus.errors import Finding
    from corpus.model.reading import Reading

    Check = Callable[[Reading], Iterator[Finding]]

INTEGRITY: tuple[Check, ...] = (check_texts, check_links)
"""What must hold for the data to be trusted at all; tested on every load."""

CHECKS: dict[str, Check] = {"E1": check_texts, "E2": check_links, "E3": check_labels, "W4": check_practice}
"""The check behind each group of codes."""


def check_reading(reading: Reading, *, prefixes: Sequence[str] = ()) -> Report:
    """Check a corpus as it was read; `prefixes` such as `E1` or `W402` keep those codes alone.

    Raises:
        UnknownName: a prefix fits no code.
    """
    wanted = set(select(prefixes, CODES))
    findings = list(reading.findings)
    for group, run in CHECKS.items():
        if any(code.startswith(group) for code in wanted):
            findings += run(reading)
    return Report(ordered([found for found in findings if found.code in wanted]))


def check_integrity(reading: Reading) -> list[Finding]:
    """Give what stands against trusting the data: what could not be read, and the E1 and E2 findings."""
    if cores() == 1:
        found = [list(run(reading)) for run in INTEGRITY]
    else:
        with ThreadPoolExecutor(max_workers=len(INTEGRITY)) as pool:  # columns are compared outside the interpreter's lock
            found = list(pool.map(lambda run: list(run(reading)), INTEGRITY))
    return [*reading.findings, *itertools.chain.from_iterable(found)]


def cores() -> int:
    """Count the cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
