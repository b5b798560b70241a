"""Import reports: what came in, what was kept, and for each thing that was not (or not as it stood) why, with file and line.

What cannot be read is *quarantined*: kept word for word, for a side file. What is readable but cannot be taken (an id that
stands twice, a label that the scheme does not know) is *refused*. What was repaired is *changed*; it is kept as well. A report
that does not balance, in = kept + quarantined + refused, cannot be made.

>>> from corpus.errors import Place
>>> ledger = Ledger()
>>> ledger.take(2)
>>> ledger.quarantine("F101", "expected an annotation, found 'hm'", Place(file="d.ann", line=2), "hm")
>>> print(ledger.report().to_text())
d.ann:2: F101 quarantined: expected an annotation, found 'hm'
3 in: 2 kept (0 changed), 1 quarantined, 0 refused
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from corpus.errors import counted

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from corpus.errors import Place
    from corpus.formats.offsets import Convention, Proof

Outcome = Literal["changed", "quarantined", "refused"]
Known = tuple[str, str, str, str]
"""Code, set, document and content of what was refused, by which it is known again."""

CODES: dict[str, str] = {
    "F101": "a line or item that cannot be read",
    "F102": "a file that cannot be read",
    "F103": "annotations without their text",
    "F104": "a surface that is not in the text at that place",
    "F105": "bounds outside the text, reversed or empty",
    "F106": "an id that stands twice",
    "F107": "a reference to nothing",
    "F108": "offsets of which too few surfaces match to trust any",
    "F109": "a document that stands twice with different text",
    "F110": "a judgement that says no, or that was never given",
    "F201": "fragments put into order or joined",
    "F202": "a surface mended that a line break had torn",
    "F203": "white space taken from the edges of a span",
    "F204": "offsets translated to code points",
    "F205": "a name made fit for a file, or told apart from another",
    "F206": "offsets whose unit nothing proves",
    "F207": "a file in another encoding than UTF-8",
    "F208": "an argument that stood twice in one role",
    "F211": "a sequence of tags mended",
    "F212": "words that do not make the text that is given",
    "F301": "a label that the scheme does not know",
    "F302": "an item that makes no record",
    "F303": "an item that belongs to nothing",
    "F401": "a line of the sidecar that no longer fits",
}
"""The public codes of imports: F1 files and places, F2 repairs, F3 schemes, F4 sidecars."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that was not taken as it stood."""

    outcome: Outcome
    code: str
    reason: str
    place: Place
    content: str | None = None
    """The line or item, word for word, where it was not kept."""

    def __str__(self) -> str:
        """Write it as a compiler would."""
        where = str(self.place)
        return f"{where}: {self.code} {self.outcome}: {self.reason}" if where else f"{self.code} {self.outcome}: {self.reason}"

    def to_object(self) -> dict[str, Any]:
        """Give it as plain values."""
        place = {key: value for key, value in asdict(self.place).items() if value is not None}
        told = {"outcome": self.outcome, "code": self.code, "reason": self.reason, "place": place, "content": self.content}
        return {key: value for key, value in told.items() if value is not None}


def known_by(entry: Entry) -> Known | None:
    """Give what a refused item of a record is known by again, wherever its file lies; none if its content was not kept."""
    place = entry.place
    if entry.outcome != "refused" or entry.content is None or place.set_id is None or place.document_id is None:
        return None
    return entry.code, place.set_id, place.document_id, entry.content


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What came of an import."""

    taken: int
    """How many items came in."""
    kept: int
    """How many of them arrived, the changed among them."""
    entries: tuple[Entry, ...] = ()
    offsets: Mapping[str, int] | None = None
    """How many documents count in each convention, where the format has offsets to prove."""
    plain: int = 0
    """How many documents read the same in another unit (plain ASCII): which was meant does not matter."""
    ambiguous: int = 0
    """How many documents fit another unit that puts a span elsewhere; each has an entry F206."""
    restored: int = 0
    """How many of the kept make nothing by themselves: they show what the sidecar keeps."""

    def __post_init__(self) -> None:
        """Hold that it balances."""
        lost = self.counts["quarantined"] + self.counts["refused"]
        if self.taken != self.kept + lost:
            message = f"expected in = kept + quarantined + refused, found {self.taken} in, {self.kept} kept, {lost} not"
            raise ValueError(message)

    @property
    def counts(self) -> Counter[str]:
        """How many entries there are of each outcome."""
        return Counter(entry.outcome for entry in self.entries)

    @property
    def is_clean(self) -> bool:
        """Whether everything was kept; a repair is no loss."""
        return self.taken == self.kept

    @property
    def quarantined(self) -> tuple[Entry, ...]:
        """What could not be read."""
        return tuple(entry for entry in self.entries if entry.outcome == "quarantined")

    def summary(self) -> str:
        """Count in words."""
        counts = self.counts
        lost = f"{counts['quarantined']} quarantined, {counts['refused']} refused"
        restored = f", {self.restored} by the sidecar" if self.restored else ""
        return f"{self.taken} in: {self.kept} kept ({counts['changed']} changed{restored}), {lost}"

    def to_text(self, *, limit: int | None = None) -> str:
        """Write a line per entry and the counts; with `limit`, only so many lines."""
        shown = self.entries[:limit]
        more = len(self.entries) - len(shown)
        return "\n".join([*map(str, shown), *([f"... and {more} more"] if more else []), *self._doubts(), self.summary()])

    def lost_to_text(self, *, limit: int | None = None) -> str:
        """Write a line per entry that was not kept, and the counts."""
        lost = tuple(entry for entry in self.entries if entry.outcome != "changed")
        more = [f"... and {len(lost) - limit} more"] if limit is not None and len(lost) > limit else []
        return "\n".join([*map(str, lost[:limit]), *more, *self._doubts(), self.summary()])

    def to_table(self) -> str:
        """Write how often each code stands, as lines of columns."""
        counts = Counter((entry.code, entry.outcome) for entry in self.entries)
        rows = [f"{code}  {outcome:<11}  {count:>7}  {CODES[code]}" for (code, outcome), count in sorted(counts.items())]
        return "\n".join([*rows, *self._counted(), self.summary()])

    def _doubts(self) -> list[str]:
        """Say what the offsets count where that matters."""
        return self._counted() if self.ambiguous else []

    def _counted(self) -> list[str]:
        """Say what the offsets count, and where that cannot be told whether it matters."""
        if not self.offsets:
            return []
        units = "; ".join(
            f"{counted(count, 'document')} in {name}"
            for name, count in sorted(self.offsets.items(), key=lambda one: (-one[1], one[0]))
        )
        plain = [f"{self.plain} plain, where another unit gives the same places"] if self.plain else []
        ambiguous = [f"{self.ambiguous} ambiguous, where another unit puts spans elsewhere"] if self.ambiguous else []
        return [f"offsets: {', '.join([units, *plain, *ambiguous])}"]

    def to_objects(self) -> dict[str, Any]:
        """Give it as plain values: counts, offsets, entries."""
        counts = self.counts
        return {
            "in": self.taken,
            "kept": self.kept,
            "changed": counts["changed"],
            "restored": self.restored,
            "quarantined": counts["quarantined"],
            "refused": counts["refused"],
            "offsets": dict(self.offsets or {}),
            "plain": self.plain,
            "ambiguous": self.ambiguous,
            "entries": [entry.to_object() for entry in self.entries],
        }

    def to_json(self) -> str:
        """Write it as one JSON object."""
        return json.dumps(self.to_objects(), ensure_ascii=False, indent=2)

    def write_quarantine(self, path: Path) -> None:
        """Write what could not be read, word for word, one JSON object a line.

        Raises:
            OSError: the file cannot be written.
        """
        lines = [json.dumps(entry.to_object(), ensure_ascii=False) for entry in self.quarantined]
        path.write_bytes("".join(f"{line}\n" for line in lines).encode("utf-8", "backslashreplace"))


class Ledger:
    """What a reader writes down as it goes; the one thing here that changes, and it ends as a report."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._kept = 0
        self._entries: list[Entry] = []
        self._offsets: Counter[Convention] = Counter()
        self._plain = self._ambiguous = 0
        self._restored = 0

    def take(self, count: int = 1) -> None:
        """Count items that came in and are kept."""
        self._kept += count

    def change(self, code: str, reason: str, place: Place) -> None:
        """Tell of a repair; the item is counted by `take`."""
        self._entries.append(Entry("changed", code, reason, place))

    def quarantine(self, code: str, reason: str, place: Place, content: str) -> None:
        """Count an item that came in and cannot be read, and keep it word for word."""
        self._entries.append(Entry("quarantined", code, reason, place, content))

    def refuse(self, code: str, reason: str, place: Place, content: str | None = None) -> None:
        """Count an item that came in and cannot be taken."""
        self._entries.append(Entry("refused", code, reason, place, content))

    def withdraw(
        self, code: str, reason: str, place: Place, *, count: int = 1, contents: Sequence[str | None] | None = None
    ) -> None:
        """Refuse items that a format had taken: each gets its entry, so that the report balances.

        Args:
            code: why, for programs.
            reason: why, for people.
            place: where they stand.
            count: how many they are.
            contents: what they are, one by one, instead of the count; a sidecar knows them again by that.
        """
        contents = [None] * count if contents is None else contents
        self._kept -= len(contents)
        self._entries += [Entry("refused", code, reason, place, content) for content in contents]

    def restore(self, known: Mapping[Known, int]) -> Counter[Known]:
        """Take back refusals of items that a sidecar knows, each as often as it knows it; give what was not there to take."""
        left, entries = Counter(known), []
        for entry in self._entries:
            key = known_by(entry)
            if key is not None and left[key] > 0:
                left[key] -= 1
                self._kept, self._restored = self._kept + 1, self._restored + 1
            else:
                entries.append(entry)
        self._entries = entries
        return +left

    def prove(self, proof: Proof, place: Place | None = None) -> None:
        """Count what the offsets of a document count; where they are ambiguous, tell it of the place."""
        self.settle(proof.convention, is_indifferent=proof.is_indifferent)
        self._ambiguous += proof.is_ambiguous
        if proof.is_ambiguous and place is not None:
            reason = f"{proof.rival} fit every surface as well and put a span elsewhere; {proof.convention} were assumed"
            self.change("F206", reason, place)

    def settle(self, convention: Convention, *, is_indifferent: bool) -> None:
        """Count a document of which it is known what its offsets count."""
        self._offsets[convention] += 1
        self._plain += is_indifferent

    def report(self) -> ImportReport:
        """Give the report of what was written down so far."""
        taken = self._kept + sum(entry.outcome != "changed" for entry in self._entries)
        offsets = {str(convention): count for convention, count in self._offsets.items()}
        return ImportReport(taken, self._kept, tuple(self._entries), offsets, self._plain, self._ambiguous, self._restored)
