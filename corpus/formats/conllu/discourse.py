"""`Discourse=` of GUM: which discourse unit is attributed by which, and the words that show it.

A relation is written `attribution-positive:31->32:1:sem-atsrc-258-260-_+lex-indwd-283-_`: unit 31 says whose the content is
that unit 32 heads, at distance 1. The content is unit 32 with all that was attached to it at a smaller distance. Signals name
words by their number in the document: `sem-atsrc` the source, `lex-...` the cue. Older files have no signals, or end them
with the words; the oldest have no distances and one relation, `attribution`.

>>> relation = relations("attribution-positive:31->32:1:sem-atsrc-258-260-_+lex-indwd-283-_")[0]
>>> relation.source, relation.target, relation.words("sem-atsrc"), relation.words("lex-")
(31, 32, [258, 259, 260], [283])
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.conllu.brackets import joined_words
from corpus.formats.graph import Link, Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.conllu.texts import Placed
    from corpus.formats.graph import Fragments
    from corpus.formats.reports import Ledger

KEY = "Discourse"
ATTRIBUTION = re.compile(r"attribution(-.*)?")
SOURCE, CUE, CONTENT, RELATION = "Source", "Cue", "Content", "relation"
"""Roles and labels in the graph; the relation as it was written is a note."""
FARTHEST = 10**5
"""How many words a signal may name in a row; no document has so many."""
_RELATION = re.compile(r"(?P<label>[^:]+):(?:(?P<source>[0-9]{1,6})->)?(?P<target>[0-9]{1,6})(?P<rest>(?::.*)?)")
_SIGNAL = re.compile(r"(?P<kind>[^-]+-[^-]+)-(?P<words>[0-9]+(?:[-,][0-9]+)*)(?:-[^-]*)?")


@dataclass(frozen=True, slots=True)
class Relation:
    """One relation of a unit, as it is written."""

    label: str
    source: int
    target: int
    distance: int
    signals: str
    written: str

    def words(self, kind: str) -> list[int]:
        """Give the numbers of the words of the signals of a kind."""
        found = [_SIGNAL.fullmatch(one) for one in self.signals.split("+")]
        fitting = [one["words"] for one in found if one is not None and one["kind"].startswith(kind)]
        numbers: list[int] = []
        for first, last in sorted(pair for written in fitting for pair in _pairs(written)):
            start = max(first, numbers[-1] + 1) if numbers else first
            numbers += range(start, min(last, start + FARTHEST) + 1)
        return numbers


def relations(written: str) -> list[Relation]:
    """Read the relations of a unit; the first says where the unit stands, the others are further ones.

    Raises:
        ValueError: it is written otherwise.
    """
    return [_relation(one) for one in written.split(";")]


def _relation(written: str) -> Relation:
    found = _RELATION.fullmatch(written)
    if found is None:
        message = f"expected relation:unit->unit:distance:signals, found {written}"
        raise ValueError(message)
    parts = found["rest"].lstrip(":").split(":", 2)
    distances = [int(one) for one in parts[:2] if one.isascii() and one.isdecimal()]
    signals = ":".join(parts[len(distances) :])
    own = int(found["source"] or found["target"])
    return Relation(found["label"], own, int(found["target"]), distances[-1] if distances else 0, signals, written)


def _pairs(written: str) -> Iterator[tuple[int, int]]:
    """Read `3-5,8`."""
    for part in written.split(","):
        first, _, last = part.partition("-")
        if first.isdecimal() and len(first + last) < 16:  # noqa: PLR2004 - no numbers of words beyond
            yield int(first), int(last or first)


class Attributions:
    """The attributions of one document."""

    def __init__(self, placed: Placed, ledger: Ledger, file: str) -> None:
        """Read where units begin, and how they hang together."""
        self.placed, self.ledger, self.file = placed, ledger, file
        self.words = placed.words()
        self.starts: dict[int, int] = {}
        self.children: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self.found: list[tuple[Relation, int]] = []
        rows = [row for row in placed.rows if not row.is_empty]
        for number, row in enumerate(rows):
            if KEY in row.misc:
                self._read(row.misc[KEY], number, row.line)
            for written in (value for key, value in row.again if key == KEY):
                reason = f"expected {KEY} once at a word, found it again"
                ledger.quarantine("F101", reason, Place(file=file, line=row.line), written)
        edges = sorted(self.starts.values())
        self.ends = dict(zip(edges, [*edges[1:], len(self.words)], strict=False))

    def _read(self, written: str, number: int, line: int) -> None:
        try:
            found = relations(written)
        except ValueError as error:
            self.ledger.quarantine("F101", str(error), Place(file=self.file, line=line), written)
            return
        first = found[0]
        self.starts[first.source] = number
        if first.source != first.target:
            self.children[first.target].append((first.source, first.distance))
        self.found += [(one, line) for one in found if ATTRIBUTION.fullmatch(one.label)]

    def items(self, numbers: Iterator[int]) -> Iterator[Span | Link | Note]:
        """Give each attribution as a link over its sources, cues and content."""
        for relation, line in self.found:
            content = self._content(relation)
            signals = {role: relation.words(kind) for role, kind in ((SOURCE, "sem-atsrc"), (CUE, "lex-"))}
            if not content or not all(0 < one <= len(self.words) for some in signals.values() for one in some):
                reason = "expected units and words of the document, found others"
                self.ledger.refuse("F107", f"{relation.label}: {reason}", Place(file=self.file, line=line), relation.written)
                continue
            places = [(SOURCE, self._place(signals[SOURCE])), (CONTENT, content)]
            places += [(CUE, (part,)) for part in self._place(signals[CUE])]
            spans = [Span(next(numbers), role, fragments, line) for role, fragments in places if fragments]
            link = Link(next(numbers), relation.label, None, tuple((span.label, span.id) for span in spans), line)
            yield from spans
            yield link
            yield Note(next(numbers), RELATION, link.id, relation.written, line)

    def _place(self, numbers: list[int]) -> Fragments:
        return joined_words(self.placed.text, [self.words[number - 1] for number in sorted(set(numbers))])

    def _content(self, relation: Relation) -> Fragments:
        """Give the words of the units under the target that are nearer to it than the relation is."""
        if relation.target not in self.starts:
            return ()
        units = {relation.target}
        for child, distance in self.children[relation.target]:
            if distance < relation.distance and child != relation.source:
                self._descend(child, units, relation.source)
        chosen = sorted(self.starts[unit] for unit in units if unit in self.starts)
        return joined_words(self.placed.text, [word for start in chosen for word in self.words[start : self.ends[start]]])

    def _descend(self, unit: int, units: set[int], but: int) -> None:
        """Add a unit and all below it; circles, which no tree has, end where they close."""
        waiting = [unit]
        while waiting:
            one = waiting.pop()
            if one not in units and one != but:
                units.add(one)
                waiting += [child for child, _ in self.children[one]]
