"""One document in the making, from the events of a file."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.bioscope.names import (
    ANNOTATOR,
    CHARACTER,
    CODE,
    DOCUMENT,
    DOCUMENT_ID,
    ELEMENTS,
    ID,
    PART,
    ROOT,
    SENTENCE,
)
from corpus.formats.graph import Annotations, Attribute, Graph, Span
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from corpus.formats.bioscope.parsing import Event
    from corpus.formats.graph import Id
    from corpus.formats.reports import Ledger

Opened = tuple[int, str, dict[str, str], int, int]
"""The number of an element, its name, its attributes, where it begins, and its line."""
UNBEGUN = -1
"""Where a part begins before its first sentence."""


class Builder:
    """The text and the spans of one `Document`."""

    def __init__(self, document_id: str, event: Event, root: dict[str, str], file: str, ledger: Ledger) -> None:
        """Begin a document, which has this name unless it says another."""
        self.document_id, self.file, self.ledger = document_id, file, ledger
        own = dict(event.values)
        self.annotator = own.pop(ANNOTATOR, None)
        self.values = own | {f"{ROOT}.{name}": value for name, value in root.items()} | own
        self.numbers = count(1)
        self.opened: list[Opened] = [(0, DOCUMENT, self.values, 0, event.line)]
        self.closed: list[tuple[Opened, int]] = []
        self.text: list[str] = []
        self.length = 0
        self.sentences = 0
        self.label: list[str] | None = None
        """The text of `DocID`, while it stands open."""
        self.stray: list[str] = []

    def add(self, event: Event) -> None:
        """Take the next event."""
        if event.kind == "text":
            self._say(event.name)
        elif event.kind == "start":
            self._open(event)
        else:
            self._close(event.name, event.line)

    def _open(self, event: Event) -> None:
        if event.name == DOCUMENT_ID:
            self.label = []
            self.values |= {f"{DOCUMENT_ID}.{name}": value for name, value in event.values.items()}
        elif event.name == CHARACTER and len(code := event.values.get(CODE, "")) in range(1, 7):
            self._say(_character(code))
        elif event.name in ELEMENTS:
            if event.name == SENTENCE:
                self._begin_sentence()
            start = UNBEGUN if event.name == PART else self.length
            self.opened.append((next(self.numbers), event.name, event.values, start, event.line))
        elif event.name != CHARACTER:
            said = "".join([f' {name}="{value}"' for name, value in event.values.items()])
            reason = f"expected {', '.join(ELEMENTS[1:])} in a document, found {event.name}; its text is kept"
            self.ledger.quarantine("F101", reason, self._place(event.line), f"<{event.name}{said}>")

    def _close(self, name: str, line: int) -> None:
        if name == DOCUMENT_ID:
            self.document_id = "".join(self.label or ()).strip() or self.document_id
            self.label = None
        elif name in ELEMENTS:
            self.closed.append((opened := self.opened.pop(), UNBEGUN if opened[3] == UNBEGUN else self.length))
            if not self._is_in_sentence():
                self._quarantine_stray(line)

    def _begin_sentence(self) -> None:
        if self._is_in_sentence():
            return
        if self.sentences:
            self._append("\n")
        self.sentences += 1
        self.opened = [(*one[:3], self.length, one[4]) if one[3] == UNBEGUN else one for one in self.opened]

    def _is_in_sentence(self) -> bool:
        return any(name == SENTENCE for _, name, *_ in self.opened)

    def _say(self, text: str) -> None:
        if self.label is not None:
            self.label.append(text)
        elif self._is_in_sentence():
            self._append(text)
        else:
            self.stray.append(text)

    def _append(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)

    def _quarantine_stray(self, line: int) -> None:
        """Keep text that stands in no sentence; where it belongs is not for us to say."""
        stray = "".join(self.stray).strip()
        self.stray = []
        if stray:
            reason = f"expected text in sentences alone, found {stray[:40]!r} outside of one; put it into one"
            self.ledger.quarantine("F101", reason, self._place(line), stray)

    def graph(self) -> Graph:
        """Give what was read."""
        self._quarantine_stray(self.opened[0][-1])
        self.closed.append((self.opened[0], self.length))
        text = "".join(self.text)
        spans: list[Span] = []
        attributes: list[Attribute] = []
        taken: set[Id] = set()
        for opened, end in sorted(self.closed):
            if opened[2] or not _goes_without_saying(opened[1], text[opened[3] : end]):
                self._add(opened, end, spans, attributes, taken)
        if self.annotator is None and not spans and not attributes:
            return Graph(self.document_id, text)
        made = Annotations(self.annotator or ONLY_ANNOTATOR, tuple(spans), attributes=tuple(attributes), file=self.file)
        self.ledger.take(made.size)
        return Graph(self.document_id, text, (made,))

    def _add(self, opened: Opened, end: int, spans: list[Span], attributes: list[Attribute], taken: set[Id]) -> None:
        number, name, values, start, line = opened
        own: Id = values.get(ID) or number
        reason = None
        if start == end and name != DOCUMENT:
            reason = ("F105", f"expected {name} around some text, found it empty")
        elif start == end:
            reason = ("F105", f"expected a document with sentences, found none in {self.document_id}")
        elif own in taken:
            reason = ("F106", f"expected ids that stand once, found {own} again")
        items = [Attribute(next(self.numbers), key, own, value, line) for key, value in values.items() if key != ID]
        if reason is not None:
            for _ in range(1 + len(items)):
                self.ledger.refuse(*reason, self._place(line))
            return
        taken.add(own)
        spans.append(Span(own, name, ((start, end),), line))
        attributes.extend(items)

    def _place(self, line: int) -> Place:
        return Place(file=self.file, line=line, document_id=self.document_id)


def _goes_without_saying(name: str, text: str) -> bool:
    """Tell whether the text alone says where an element without attributes is: all is the document, each line a sentence."""
    return name == DOCUMENT or (name == SENTENCE and "\n" not in text)


def _character(code: str) -> str:
    try:
        return chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
