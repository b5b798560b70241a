"""A sheet: the lines of one `.ann` file beside its text, and what is written down about them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import Place

if TYPE_CHECKING:
    from corpus.formats.graph import Fragments
    from corpus.formats.reports import Ledger

BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Sheet:
    """The physical lines of a file, the text that they are about, and the ledger."""

    lines: list[str]
    text: str
    file: str
    ledger: Ledger

    def change(self, code: str, reason: str, line: int | None = None) -> None:
        """Tell of a repair."""
        self.ledger.change(code, reason, Place(file=self.file, line=line))

    def quarantine(self, code: str, reason: str, line: int) -> None:
        """Keep a line word for word that cannot be read."""
        self.ledger.quarantine(code, reason, Place(file=self.file, line=line), self.lines[line - 1])

    def refuse(self, code: str, reason: str, line: int) -> None:
        """Refuse a line that can be read and cannot be taken."""
        self.ledger.refuse(code, reason, Place(file=self.file, line=line), self.lines[line - 1])

    def surface(self, fragments: Fragments) -> str:
        """Give what the text says there, nothing where it is outside."""
        return " ".join([self.text[max(start, 0) : max(end, 0)] for start, end in fragments])
