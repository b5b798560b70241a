"""`Entity=` of GUM and CorefUD: an opening bracket with the fields of a mention, a closing one with its group's number.

>>> list(marks("(1-person-new(2-place)1)hm"))
[('open', '1-person-new'), ('only', '2-place'), ('close', '1'), ('stray', 'hm')]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.conllu.headers import MINIMUM, TYPE, body
from corpus.formats.graph import Attribute, Link, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.formats.conllu.lines import Row
    from corpus.formats.conllu.texts import Bounds, Placed
    from corpus.formats.graph import Fragments, Id
    from corpus.formats.reports import Ledger

KEY = "Entity"
NO_TYPE = "entity"
"""The label of a mention without a type."""
_MARK = re.compile(r"\((?P<body>[^()]*)(?P<end>\))?|(?P<close>[^()]*)\)|(?P<stray>[^()]+)")


def marks(written: str) -> Iterator[tuple[str, str]]:
    """Give the brackets of a word: open, close, or only (both); and what stands in none, stray."""
    for found in _MARK.finditer(written if written != "_" else ""):
        if found["stray"] is not None:
            yield "stray", found["stray"]
        elif found["body"] is None:
            yield "close", found["close"]
        else:
            yield ("only" if found["end"] else "open"), found["body"]


@dataclass(slots=True)
class Mention:
    """A mention in the making: its fields, and the rows from which to which each part reaches."""

    line: int
    fields: dict[str, str]
    written: str
    parts: list[tuple[int, int]] = field(default_factory=list)


class Mentions:
    """The mentions of one document."""

    def __init__(self, placed: Placed, names: tuple[str, ...], ledger: Ledger, file: str) -> None:
        """Read all brackets."""
        self.placed, self.names, self.ledger, self.file = placed, names, ledger, file
        self.found: list[Mention] = []
        self.open: dict[str, list[tuple[Mention, int]]] = {}
        self.latest: dict[str, Mention] = {}
        for row in placed.ranges:
            for _, written in marks(row.misc.get(KEY, "")):
                reason = f"expected {KEY} at words, found it at the multiword token {row.form}"
                ledger.quarantine("F101", reason, Place(file=file, line=row.line), written)
        for number, row in enumerate(placed.rows):
            self._quarantine_unread(row)
            for kind, written in marks(row.misc.get(KEY, "")):
                if kind in {"open", "only"}:
                    key = self._begin(number, row.line, written)
                if kind in {"close", "only"}:
                    self._end(number, row.line, written if kind == "close" else key)
        unclosed = {id(mention): mention for left in self.open.values() for mention, _ in left}
        self.found = [one for one in self.found if id(one) not in unclosed]
        for mention in unclosed.values():
            self._quarantine(mention, "its bracket is never closed")

    def _quarantine_unread(self, row: Row) -> None:
        """Keep what stands in no bracket, and what a second key of the same name says."""
        place = Place(file=self.file, line=row.line)
        for kind, written in marks(row.misc.get(KEY, "")):
            if kind == "stray":
                self.ledger.quarantine("F101", f"expected brackets in {KEY}, found {written[:40]!r} in none", place, written)
        for written in (value for key, value in row.again if key == KEY):
            self.ledger.quarantine("F101", f"expected {KEY} once at a word, found it again", place, written)

    def _begin(self, number: int, line: int, written: str) -> str:
        """Open a bracket, and give what its closing one is known by."""
        found = body(written, self.names)
        whole = found.key.partition("[")[0]
        if found.part > 1 and whole in self.latest:
            mention = self.latest[whole]
        else:
            mention = Mention(line, dict(found.fields), written)
            self.found.append(mention)
            if found.part:
                self.latest[whole] = mention
        self.open.setdefault(found.key, []).append((mention, number))
        return found.key

    def _end(self, number: int, line: int, written: str) -> None:
        """Close a bracket by its group or, as GUM once did, by all that it was opened with."""
        key = written if self.open.get(written) else body(written, self.names).key
        if not self.open.get(key):
            reason = f"expected a bracket that was opened before, found {written}) alone"
            self.ledger.quarantine("F101", reason, Place(file=self.file, line=line), f"{written})")
            return
        mention, first = self.open[key].pop()
        mention.parts.append((first, number))

    def _quarantine(self, mention: Mention, reason: str) -> None:
        self.ledger.quarantine(
            "F101", f"({mention.written}: {reason}", Place(file=self.file, line=mention.line), mention.written
        )

    def items(self, numbers: Iterator[int]) -> Iterator[Span | Link | Attribute]:
        """Give spans with their attributes, and what is smallest in them."""
        for mention in self.found:
            fragments = joined_rows(self.placed, sorted(mention.parts))
            if not fragments:
                self._quarantine(mention, "it stands on empty nodes alone, at no place of the text")
                continue
            span = Span(next(numbers), mention.fields.get(TYPE, NO_TYPE), fragments, mention.line)
            yield span
            yield from self._minimum(mention, span.id, numbers)
            for name, value in mention.fields.items():
                if name not in {TYPE, MINIMUM}:
                    yield Attribute(next(numbers), name, span.id, value, mention.line)

    def _minimum(self, mention: Mention, own: Id, numbers: Iterator[int]) -> Iterator[Span | Link | Attribute]:
        """Give the smallest words as a span of their own, where they are not the whole."""
        written = mention.fields.get(MINIMUM)
        if written is None:
            return
        rows = [row for first, last in sorted(mention.parts) for row in range(first, last + 1)]
        rows = [row for row in rows if not self.placed.rows[row].is_empty]
        wanted = [int(one) for one in written.split(",") if one.isascii() and one.isdecimal()]
        if len(wanted) != written.count(",") + 1 or not all(0 < one <= len(rows) for one in wanted):
            place = Place(file=self.file, line=mention.line)
            self.ledger.refuse("F105", f"expected words of the mention as {MINIMUM}, found {written}", place, mention.written)
        elif len(set(wanted)) < len(rows):
            chosen = sorted(rows[one - 1] for one in set(wanted))
            least = Span(next(numbers), MINIMUM, joined_rows(self.placed, [(one, one) for one in chosen]), mention.line)
            yield least
            yield Link(next(numbers), MINIMUM, None, (("Arg1", own), ("Arg2", least.id)), mention.line)


def joined_rows(placed: Placed, parts: Sequence[tuple[int, int]]) -> Fragments:
    """Give the places of stretches of rows; stretches with blanks between them alone are one."""
    bounds = []
    for first, last in parts:
        while first < last and placed.rows[first].is_empty:
            first += 1  # noqa: PLW2901 - to the first word
        while first < last and placed.rows[last].is_empty:
            last -= 1  # noqa: PLW2901 - to the last word
        bounds.append((placed.bounds[first][0], placed.bounds[last][1]))
    return joined_words(placed.text, [one for one in bounds if one[0] < one[1]])


def joined_words(text: str, bounds: Sequence[Bounds]) -> Fragments:
    """Join bounds, in order, that have blanks between them alone.

    >>> joined_words("a b c", [(0, 1), (2, 3)])
    ((0, 3),)
    """
    if not bounds:
        return ()
    breaks = [number for number, (one, two) in enumerate(pairwise(bounds), 1) if text[one[1] : two[0]].strip()]
    edges = [0, *breaks, len(bounds)]
    return tuple((bounds[first][0], max(end for _, end in bounds[first:last])) for first, last in pairwise(edges))
