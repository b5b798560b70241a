"""The targets of one line, their places proved by what they mention."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.formats.graph import Annotations, Attribute, Link, Note, Span
from corpus.formats.newsmtsc.keys import (
    END,
    FIRST,
    FURTHER,
    FURTHER_LABEL,
    MENTION,
    POLARITY,
    SECOND,
    START,
    TARGET_GID,
    TARGET_KEYS,
    TARGET_LABEL,
)
from corpus.formats.newsmtsc.values import is_number, written
from corpus.formats.offsets import Convention, Proof, prove

if TYPE_CHECKING:
    from corpus.errors import Place
    from corpus.formats.graph import Id
    from corpus.formats.offsets import Expected
    from corpus.formats.reports import Ledger


class Targets:
    """What one annotator says of one sentence, in the making."""

    def __init__(self, text: str, annotator: str, place: Place) -> None:
        """Begin with none."""
        self.text, self.annotator, self.place = text, annotator, place
        self.numbers = count(1)
        self.ids: set[Id] = set()
        self.missed: set[Expected] = set()
        self.spans: list[Span] = []
        self.links: list[Link] = []
        self.attributes: list[Attribute] = []
        self.notes: list[Note] = []

    def read(self, targets: list[Any], ledger: Ledger) -> Annotations:
        """Take all targets that stand where they say."""
        proof = prove(self.text, [((_bounds(one),), one[MENTION]) for one in _placed(targets)])
        if proof.spans:
            ledger.prove(proof, self.place)
        if proof.matched and proof.convention != Convention():
            reason = f"the file counts {proof.convention}; the bounds were translated to code points"
            ledger.change("F204", reason, self.place)
        is_trusted = 2 * proof.matched >= len(proof.spans)
        self.missed = {proof.spans[miss] for miss in proof.misses}
        for one in targets:
            place = self._span(one, proof, is_trusted=is_trusted, ledger=ledger)
            if place is not None:
                self._add(one, place, proof, ledger)
        parts = (tuple(self.spans), tuple(self.links), tuple(self.attributes), tuple(self.notes))
        made = Annotations(self.annotator, *parts, file=self.place.file)
        ledger.take(made.size)
        return made

    def _span(self, one: Any, proof: Proof, *, is_trusted: bool, ledger: Ledger) -> tuple[int, int] | None:
        """Give the place of a mention; quarantine it where it is not there."""
        if not _is_placed(one):
            expected = f"expected an object with {START} and {END} as whole numbers and {MENTION} as text, found something else"
            ledger.quarantine("F101", expected, self.place, written(one))
            return None
        start, end = _bounds(one)
        try:
            found = proof.code_points(start, end)
        except (ValueError, OverflowError):
            found = (start, end)
        if not 0 <= found[0] < found[1] <= len(self.text):
            reason = f"expected bounds inside the sentence of {len(self.text)} characters, found {start} to {end}"
            ledger.quarantine("F105", reason, self.place, written(one))
        elif ((_bounds(one),), one[MENTION]) in self.missed:
            said = self.text[slice(*found)]
            reason = f"expected {one[MENTION]!r} from {start} to {end}, found {said!r}"
            ledger.quarantine("F104" if is_trusted else "F108", reason, self.place, written(one))
        else:
            return found
        return None

    def _add(self, one: dict[str, Any], place: tuple[int, int], proof: Proof, ledger: Ledger) -> None:
        gid = one.get(TARGET_GID)
        own: Id = gid if isinstance(gid, str) and gid else next(self.numbers)
        if own in self.ids:
            ledger.refuse("F106", f"expected targets with ids of their own, found {own} again", self.place, written(one))
            return
        self.ids.add(own)
        line = self.place.line or 0
        self.spans.append(Span(own, TARGET_LABEL, (place,), line))
        if is_number(one.get(POLARITY)):
            self.attributes.append(Attribute(next(self.numbers), POLARITY, own, written(one[POLARITY]), line))
        for key, value in one.items():
            if key not in TARGET_KEYS or self._is_odd(key, value):
                self.notes.append(Note(next(self.numbers), key, own, written(value), line))
        self._add_further(own, one.get(FURTHER), proof, ledger)

    def _is_odd(self, key: str, value: Any) -> bool:
        """Tell whether a key that is known has a value of another type, which is kept as it is."""
        if key == TARGET_GID:
            return not (isinstance(value, str) and value)
        return (key == POLARITY and not is_number(value)) or (key == FURTHER and not (isinstance(value, list) and value))

    def _add_further(self, target: Id, further: Any, proof: Proof, ledger: Ledger) -> None:
        line = self.place.line or 0
        for one in further if isinstance(further, list) else ():
            place = self._span(one, proof, is_trusted=True, ledger=ledger)
            if place is not None:
                own = next(self.numbers)
                self.spans.append(Span(own, FURTHER_LABEL, (place,), line))
                self.links.append(Link(next(self.numbers), FURTHER_LABEL, None, ((FIRST, own), (SECOND, target)), line))


def _placed(targets: list[Any]) -> list[dict[str, Any]]:
    found = [one for one in targets if _is_placed(one)]
    further = [more for one in found if isinstance(one.get(FURTHER), list) for more in one[FURTHER]]
    return [*found, *(one for one in further if _is_placed(one))]


def _is_placed(one: Any) -> bool:
    if not isinstance(one, dict) or not isinstance(one.get(MENTION), str):
        return False
    return all(isinstance(one.get(key), int) and not isinstance(one[key], bool) for key in (START, END))


def _bounds(one: dict[str, Any]) -> tuple[int, int]:
    return one[START], one[END]
