"""Founding: of what was found, what has an id of its own and rests on what is there; the rest is refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.errors import Place
from corpus.formats.capabilities import references
from corpus.formats.graph import Annotations, Attribute, Group, Link, Normalisation, Note, Span

if TYPE_CHECKING:
    from corpus.formats.graph import Id
    from corpus.formats.reports import Ledger

Identified = TypeVar("Identified", Span, Link, Attribute, Note, Normalisation)
Resting = TypeVar("Resting", Link, Attribute, Note, Normalisation, Group)


@dataclass(slots=True)
class Found:
    """What was found about one text, not yet founded: ids may stand twice, references lead nowhere."""

    spans: list[Span] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    normalisations: list[Normalisation] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)


def founded(found: Found, *, annotator: str, file: str, ledger: Ledger) -> Annotations:
    """Give what holds, and count everything."""
    return _Founding(file, ledger).annotations(found, annotator)


class _Founding:
    def __init__(self, file: str, ledger: Ledger) -> None:
        self.file, self.ledger = file, ledger
        self.ids: set[Id] = set()

    def annotations(self, found: Found, annotator: str) -> Annotations:
        spans = self._unique(found.spans)
        rest = [self._unique(some) for some in (found.attributes, found.notes, found.normalisations)]
        links = self._settled(self._unique(found.links))
        attributes, notes, normalisations = self._settled_labels(rest)
        groups = self._resting(found.groups)
        parts = (tuple(spans), tuple(links), tuple(attributes), tuple(notes), tuple(normalisations), tuple(groups))
        made = Annotations(annotator, *parts, self.file)
        self.ledger.take(made.size)
        return made

    def _unique(self, items: list[Identified]) -> list[Identified]:
        kept = []
        for item in items:
            if item.id in self.ids:
                self._refuse("F106", f"expected an id of its own, found {item.id} a second time", item)
            else:
                self.ids.add(item.id)
                kept.append(item)
        return kept

    def _settled(self, links: list[Link]) -> list[Link]:
        """Refuse links to nothing, and then links to those, until all hold; links in circles are in order."""
        while len(kept := self._resting(links)) < len(links):
            self.ids -= {link.id for link in links} - {link.id for link in kept}
            links = kept
        return kept

    def _settled_labels(self, labels: list[list[Any]]) -> list[list[Any]]:
        """Do the same for what is said of items; a note may be about an attribute."""
        while True:
            kept = [self._resting(some) for some in labels]
            gone = {one.id for some in labels for one in some} - {one.id for some in kept for one in some}
            if not gone:
                return kept
            self.ids -= gone
            labels = kept

    def _resting(self, items: list[Resting]) -> list[Resting]:
        kept = []
        for item in items:
            missing = [_written(one) for one in references(item) if one not in self.ids]
            if missing:
                found = f"found {', '.join(missing)}; is it missing, or could it not be read?"
                self._refuse("F107", f"expected references to what is in the file and about the same text, {found}", item)
            else:
                kept.append(item)
        return kept

    def _refuse(self, code: str, reason: str, item: Span | Link | Attribute | Note | Normalisation | Group) -> None:
        self.ledger.refuse(code, f"{item.label}: {reason}", Place(file=self.file, line=item.line or None))


def _written(missing: Id) -> str:
    """Give the number that the file has; below zero it is one that nothing in the file has."""
    return str(-missing - 1) if isinstance(missing, int) and missing < 0 else str(missing)
