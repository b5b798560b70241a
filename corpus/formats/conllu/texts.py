r"""The text that the words of a document make, and where each word stands in it.

>>> escaped(" \n"), unescaped(r"\s\n")
('\\s\\n', ' \n')
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.offsets import folded

if TYPE_CHECKING:
    from corpus.formats.conllu.lines import Row, Section, Sentence
    from corpus.formats.reports import Ledger

Bounds = tuple[int, int]
ESCAPES = {"\\": "\\\\", " ": "\\s", "\n": "\\n", "\t": "\\t", "\r": "\\r", "|": "\\p"}
"""How blanks are written in `SpacesAfter` (UDPipe)."""
_MEANINGS = {written: meant for meant, written in ESCAPES.items()}
_ESCAPE = re.compile(r"\\[\\sntrp]")


def escaped(blanks: str) -> str:
    """Write blanks for a MISC column."""
    return "".join(ESCAPES.get(one, one) for one in blanks)


def unescaped(written: str) -> str:
    """Read what `escaped` wrote."""
    return _ESCAPE.sub(lambda found: _MEANINGS[found.group()], written)


@dataclass(slots=True)
class Placed:
    """A text in the making: the rows that are words or empty nodes, in order, with their bounds."""

    text: str = ""
    rows: list[Row] = field(default_factory=list)
    bounds: list[Bounds] = field(default_factory=list)
    ranges: list[Row] = field(default_factory=list)
    """The multiword tokens, which are no words."""
    gap: str = ""
    is_explicit: bool = False

    def words(self) -> list[Bounds]:
        """Give the bounds of the words alone, as signals number them."""
        return [one for row, one in zip(self.rows, self.bounds, strict=True) if not row.is_empty]


def placed(section: Section, ledger: Ledger, file: str) -> Placed:
    """Put the words of a document together, and hold each sentence against its `# text`."""
    made = Placed()
    parts: list[str] = []
    length = 0
    for sentence in section.sentences:
        if sentence.rows:
            part, bounds, gap = _sentence(sentence, ledger, Place(file=file, line=sentence.rows[0].line))
            lead = _lead(made, sentence)
            parts += [lead, part]
            start = length + len(lead)
            length = start + len(part)
            shown = [row for row in sentence.rows if not row.is_range]
            made.rows += shown
            made.ranges += [row for row in sentence.rows if row.is_range]
            made.bounds += [(start + first, start + last) for first, last in bounds]
            made.gap, made.is_explicit = gap
    if made.is_explicit:
        parts.append(made.gap)
    made.text = "".join(parts)
    return made


def _lead(made: Placed, sentence: Sentence) -> str:
    """Give what stands before a sentence: a line break before a paragraph, unless the file says what."""
    before = unescaped(sentence.rows[0].misc.get("SpacesBefore", ""))
    is_paragraph = any(key == "newpar" or key.startswith("newpar ") for key, _ in sentence.comments)
    gap = "\n" if is_paragraph and made.rows and not made.is_explicit else made.gap
    return gap + before


def _sentence(sentence: Sentence, ledger: Ledger, place: Place) -> tuple[str, list[Bounds], tuple[str, bool]]:
    """Give the text of a sentence, the bounds of its words and empty nodes, and what follows it."""
    units, owners = _units(sentence.rows)
    said = sentence.says("text")
    text, bounds = _joined(units)
    if said is not None and _plain(said) != _plain(text):
        found = _found_in(said, [row.form for row in units])
        reason = "expected words that make # text"
        if found is not None:
            text, bounds = said.strip(), found
            ledger.change("F212", f"{reason}, found other blanks; # text is followed", place)
        elif unicodedata.normalize("NFC", said) == unicodedata.normalize("NFC", text):
            ledger.change("F212", f"{reason}, found it in another normal form; the words are followed", place)
        else:
            ledger.change("F212", f"{reason} {said[:40]!r}, found {text[:40]!r}; the words are followed", place)
    return text, _own_bounds(sentence.rows, owners, units, bounds), _gap(units[-1]) if units else ("", False)


def _plain(text: str) -> str:
    return " ".join(folded(text).split())


def _units(rows: list[Row]) -> tuple[list[Row], dict[int, int]]:
    """Give the rows that are written in the text, and for each word (by its place) the number of the row that writes it."""
    units: list[Row] = []
    owners: dict[int, int] = {}
    expected, stop = 0, 0
    for place, row in enumerate(rows):
        if row.is_range:
            expected, stop = row.first, row.last + 1
            units.append(row)
        elif not row.is_empty:
            if row.first == expected < stop:
                expected += 1
            else:
                stop = 0
                units.append(row)
            owners[place] = len(units) - 1
    return units, owners


def _joined(units: list[Row]) -> tuple[str, list[Bounds]]:
    parts: list[str] = []
    bounds: list[Bounds] = []
    place = 0
    for number, row in enumerate(units):
        surface = unescaped(row.misc["SpacesInToken"]) if "SpacesInToken" in row.misc else row.form
        gap = _gap(row)[0] if number < len(units) - 1 else ""
        bounds.append((place, place + len(surface)))
        parts += [surface, gap]
        place += len(surface) + len(gap)
    return "".join(parts), bounds


def _gap(row: Row) -> tuple[str, bool]:
    """Give what stands after a row, and whether the file says so in so many words."""
    if "SpacesAfter" in row.misc:
        return unescaped(row.misc["SpacesAfter"]), True
    return ("" if row.misc.get("SpaceAfter") == "No" else " "), False


def _found_in(text: str, forms: list[str]) -> list[Bounds] | None:
    """Find forms in a text, one after the other with blanks between them alone."""
    text, place, found = text.strip(), 0, []
    for form in forms:
        start = place + len(text[place:]) - len(text[place:].lstrip())
        if not text.startswith(form, start):
            return None
        place = start + len(form)
        found.append((start, place))
    return found if place == len(text) else None


def _own_bounds(rows: list[Row], owners: dict[int, int], units: list[Row], bounds: list[Bounds]) -> list[Bounds]:
    """Give each word its bounds; inside a multiword token, those of its part where the parts make the whole."""
    made: list[Bounds] = []
    parts: dict[int, str] = {}
    for number, owner in owners.items():
        parts[owner] = parts.get(owner, "") + rows[number].form
    used: dict[int, int] = {}
    place = 0
    for number, row in enumerate(rows):
        if row.is_range:
            continue
        if row.is_empty:
            made.append((place, place))
            continue
        owner = owners[number]
        start, end = bounds[owner]
        whole = units[owner]
        if whole.is_range and parts[owner].casefold() == whole.form.casefold() and len(parts[owner]) == end - start:
            start += used.get(owner, 0)
            end = start + len(row.form)
            used[owner] = used.get(owner, 0) + len(row.form)
        made.append((start, end))
        place = end
    return made
