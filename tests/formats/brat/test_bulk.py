"""The fast path and the slow path come to the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.formats.brat import read, reading
from corpus.formats.brat.bulk import read_in_bulk
from corpus.formats.columnar import SpanWindow
from corpus.formats.reports import ImportReport, Ledger

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ana says no.\nBob may stay."
WIDE = "Ána says “no”.\nBob may 😀 stay. Ana says no."
PIECES = [
    "T1\tCue 4 8\tsays",
    "T2\tContent 9 16\tno.",
    "Bob",
    "T2\tContent 9 16\tno. Bob",
    "T3\tContent 9 11;13 16\tno Bob",
    "T4\tContent 13 16;9 11\tBob no",
    "T4\tContent 13 16;9 11\tno Bob",
    "T4\tContent 4 8;6 11\tsays ys no",
    "T4\tContent 4 8;9 9\tsays ",
    "T4\tCue 4 99\tsays",
    "T5\tCue 4 4\t",
    "T6\tCue -4 -1\tay",
    "T7\tCue +4 8\tsays",
    "T8\tCue 4 8\tsays ",
    "T8\tCue 4 8\tsays\tsays",
    "T9\tTwo words 4 8\tsays",
    "T9\tA:B 4 8\tsays",
    "T9\tA;B 4 8\tsays",
    "T9\t\u00c4 4 8\tsays",
    "T9\t 4 8\tsays",
    "T09\tCue 4 8\tsays",
    "T\tCue 4 8\tsays",
    "Tx\tCue 4 8\tsays",
    "T123456789\tCue 4 8\tsays",
    "T10\tCue 004 8\tsays",
    "T10\tCue 4 8;\tsays",
    "T10\tCue 4 8;9\tsays no",
    "T10\tCue 4  8\tsays",
    "T10\tCue 4 8",
    "T10\tCue 23 27\tstay",
    "T10\tCue 21 25\tstay",
    "E1\tSaying:T1 Content:T3",
    "E2\tSaying:T1 Content:T3 ",
    "E2\tSaying:T1 Content:T3  ",
    "E2\tSaying:T1 Content:E1",
    "E3\tSaying:T1:T3 Content",
    "E4\tSaying:T1  Content:T3",
    "E5\tSaying:T1",
    "E5\tSaying:T1 ",
    "E5\tSaying:T1\t",
    "E5\tSaying:T77",
    "E5\tSaying: :T1",
    "E5\t",
    "E5",
    "E6\tSaying:T1 Content:T3:T4",
    "E6\tS\u00e4ge:T1 Content:T1 Content2:T1",
    "E6\tSaying:T1 Content:T1 Content2:T1",
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
WIDE_PIECES = [
    "T1\tCue 4 8\tsays",
    "T2\tContent 9 13\t“no”",
    "T3\tCue 23 24\t😀",
    "T4\tCue 25 29\tstay",
    "T4\tCue 26 30\tstay",
    "T5\tCue 5 9\tsays",
    "E1\tSaying:T1 Content:T2",
]


def no_bulk(files: list[tuple[bytes, str]]) -> list[None]:
    """Send every file to the slow path."""
    return [None] * len(files)


def took(folder: Path, bulk: object) -> tuple[list[object], ImportReport]:
    ledger = Ledger()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "read_in_bulk", bulk)
        return list(read(folder, ledger)), ledger.report()


def write(folder: Path, files: list[tuple[str, str]]) -> Path:
    for number, (text, lines) in enumerate(files):
        (folder / f"d{number}.txt").write_bytes(text.encode())
        (folder / f"d{number}.ann").write_bytes(lines.encode())
    return folder


FILES = st.one_of(
    st.tuples(st.just(TEXT), st.lists(st.sampled_from(PIECES), max_size=7).map("\n".join)),
    st.tuples(st.just(WIDE), st.lists(st.sampled_from(WIDE_PIECES), max_size=7).map("\n".join)),
    st.tuples(st.sampled_from(["", "“", "a"]), st.sampled_from(["", "\n", "T1\tCue 0 1\ta", "T1\tCue 0 1\ta\n\n"])),
)


@given(st.lists(FILES, max_size=4))
@settings(max_examples=300)
@example([("é aa aa", "T1\tCue 5 7\taa")])  # may count bytes as well: it would be the first "aa"
@example([("é xx aa", "T1\tCue 5 7\taa")])
@example([("éaaaa", "T1\tCue 2 4\taa")])
def test_files_read_the_same_on_both_paths(tmp_path_factory: pytest.TempPathFactory, files: list[tuple[str, str]]) -> None:
    folder = write(tmp_path_factory.mktemp("brat"), files)
    fast, slow = (took(folder, path) for path in (read_in_bulk, no_bulk)) if files else (0, 0)
    assert fast == slow


def test_a_file_in_order_is_read_in_bulk(tmp_path: Path) -> None:
    lines = "T1\tCue 4 8\tsays\nT2\tContent 9 11;13 16\tno Bob\nE1\tSaying:T1 Content:T2 Content2:T2 \n"
    graphs, _ = took(write(tmp_path, [(TEXT, lines), ("Ána says “no”.", "T1\tCue 4 8\tsays")]), read_in_bulk)
    assert all(isinstance(graph.annotations[0].spans, SpanWindow) for graph in graphs)  # type: ignore[attr-defined]  # graphs


@pytest.mark.parametrize(
    "line", ["T1\tCue 4 8\tsaid", "T1\tCue 4 8\tsays\n#1\tNote T1\thm", "T1\tCue 4 8\tsays\nE1\tSaying:T2"]
)
def test_a_file_in_which_a_line_is_odd_is_not(line: str) -> None:
    assert read_in_bulk([(line.encode(), TEXT), (b"T1\tCue 4 8\tsays", TEXT)])[0] is None


def test_fragments_without_end_are_left_to_the_slow_path() -> None:
    bounds = ";".join(["0 3"] * 1000)
    assert read_in_bulk([(f"T1\tCue {bounds}\tAna".encode(), TEXT)]) == [None]
