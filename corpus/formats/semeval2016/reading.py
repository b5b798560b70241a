"""Tables of tweets to graphs."""

from __future__ import annotations

import csv
import io
import json
from itertools import count, groupby
from typing import TYPE_CHECKING

from corpus.errors import FileError, Place
from corpus.formats.graph import Annotations, Graph, Link, Note
from corpus.formats.names import ONLY_ANNOTATOR
from corpus.formats.semeval2016.columns import ANNOTATOR, ID, KNOWN, LABEL, STANCE, TARGET, TWEET, TWEET_AS_JSON
from corpus.formats.semeval2016.encodings import UTF_8, decoded

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.formats.reports import Ledger

Row = dict[str, str]
Numbered = tuple[int, Row]


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a table.

    Raises:
        FileError: there is no such file, or it has no columns Target, Tweet and Stance.
        OSError: it cannot be read.
    """
    if not path.is_file():
        message = "expected a table of tweets, found no file there"
        raise FileError(message, file=str(path))
    text, encoding = decoded(path.read_bytes())
    if encoding != UTF_8:
        ledger.change("F207", f"read as {encoding}, as it is no UTF-8", Place(file=str(path)))
    for _, some in groupby(_rows(path, text, ledger), lambda one: (one[1][ID], one[1][TWEET])):
        rows = list(some)
        annotations = [
            _annotations(annotator, list(theirs), path, ledger)
            for annotator, theirs in groupby(rows, lambda one: one[1].get(ANNOTATOR))
        ]
        yield Graph(rows[0][1][ID], rows[0][1][TWEET], tuple(one for one in annotations if one is not None))


def _annotations(annotator: str | None, rows: list[Numbered], path: Path, ledger: Ledger) -> Annotations | None:
    numbers = count(1)
    links: list[Link] = []
    notes: list[Note] = []
    for line, row in rows:
        columns = {name: value for name, value in row.items() if name not in {ID, TWEET, ANNOTATOR} and value}
        if columns:
            links.append(Link(next(numbers), LABEL, line=line))
            own = links[-1].id
            notes += [Note(next(numbers), name, own, value, line) for name, value in columns.items()]
    if not links and not annotator:
        return None
    made = Annotations(annotator or ONLY_ANNOTATOR, links=tuple(links), notes=tuple(notes), file=str(path))
    ledger.take(made.size)
    return made


def _rows(path: Path, text: str, ledger: Ledger) -> Iterator[Numbered]:
    """Give the rows that have a cell for each column."""
    table = _csv(text) if path.suffix.lower() == ".csv" else _tabs(text)
    _, first = next(table, (1, []))
    header = [KNOWN.get(name.strip().lower(), name.strip()) for name in first]
    if not {TARGET, STANCE} <= {*header} or not {TWEET, TWEET_AS_JSON} & {*header} or len({*header}) < len(header):
        message = f"expected columns {ID}, {TARGET}, {TWEET}, {STANCE}, each once, found {', '.join(first)[:80]!r}"
        raise FileError(message, file=str(path), line=1)
    for line, cells in table:
        row = _row(header, cells)
        if row is None:
            reason = f"expected {len(header)} cells that can be read, found {len(cells)}"
            content = "\t".join(cells).encode("utf-8", "backslashreplace").decode()
            ledger.quarantine("F101", reason, Place(file=str(path), line=line), content)
        else:
            yield line, {ID: f"tweet-{line}"} | row


def _row(header: list[str], cells: list[str]) -> Row | None:
    """Give a row by its columns, unless cells are missing or have bytes of no encoding."""
    if len(cells) != len(header):
        return None
    row = dict(zip(header, cells, strict=True))
    try:
        "".join(cells).encode()
        if TWEET_AS_JSON in row:
            tweet = json.loads(row.pop(TWEET_AS_JSON))
            tweet.encode()
            row[TWEET] = tweet
    except (ValueError, AttributeError, RecursionError):
        return None
    if not row.get(ID, "-").strip():
        del row[ID]
    return row


def _tabs(text: str) -> Iterator[tuple[int, list[str]]]:
    r"""Split a table between tabs, in which nothing is quoted; lines end with a line feed, with or without a return.

    >>> list(_tabs('a\tb\r\n"x"\ty\n'))
    [(1, ['a', 'b']), (2, ['"x"', 'y'])]
    """
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        if line:
            yield number, line.split("\t")


def _csv(text: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(max(len(text), csv.field_size_limit()))
    reader = csv.reader(io.StringIO(text, newline=""))
    for cells in reader:
        if cells:
            yield reader.line_num, cells
