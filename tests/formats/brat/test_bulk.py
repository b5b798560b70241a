"""The fast path and the slow path come to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.formats.brat import parsing
from corpus.formats.reports import Ledger

if TYPE_CHECKING:
    from corpus.formats.graph import Annotations
    from corpus.formats.reports import ImportReport

TEXT = "Ana says no.\nBob may 😀 stay."
PIECES = [
    "T1\tCue 4 8\tsays",
    "T2\tContent 9 16\tno.",
    "Bob",
    "T3\tContent 9 11;13 16\tno Bob",
    "T4\tContent 13 16;9 11\tBob no",
    "T4\tCue 4 99\tsays",
    "T5\tCue 4 4\t",
    "T6\tCue -4 -1\tay",
    "T7\tCue +4 8\tsays",
    "T8\tCue 4 8\tsays ",
    "T9\tTwo words 4 8\tsays",
    "T10\tCue 23 27\tstay",
    "T10\tCue 22 26\tstay",
    "E1\tSaying:T1 Content:T3",
    "E2\tSaying:T1 Content:T3 ",
    "E3\tSaying:T1:T3 Content",
    "E4\tSaying:T1  Content:T3",
    "E5\tSaying:T1",
    "E6\tSaying:T1 Content:T3:T4",
    "E7 Saying:T1",
    "R1\tOf Arg1:T1 Arg2:T3\t",
    "A1\tSure T1",
    "#1\tNote T1\thm",
    "T",
    "E",
    " ",
    "",
    "\u2028",
    "T11\tCue 4 8\tsays\r",
    "T12\tCue\u00a0x 4 8\tsays",
]


@given(st.lists(st.sampled_from(PIECES), max_size=7))
@settings(max_examples=300)
def test_a_file_reads_the_same_on_both_paths(pieces: list[str]) -> None:
    fast, slow = (read("\n".join(pieces), path) for path in (parsing.draft_in_bulk, no_bulk))
    assert fast == slow


def read(written: str, path: object) -> tuple[Annotations, ImportReport]:
    ledger = Ledger()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(parsing, "draft_in_bulk", path)
        return parsing.parse(written, TEXT, annotator="ana", file="d.ann", ledger=ledger), ledger.report()


def no_bulk(written: str, text: str) -> None:
    """Send every file to the slow path."""
