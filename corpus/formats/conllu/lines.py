r"""The lines of CoNLL-U: documents, sentences, rows, with the physical line of each.

An own reader, because the library `conllu` keeps of a comment or a MISC key that stands twice only the last, tells no line
numbers and stops at the first bad line.

>>> from corpus.formats.reports import Ledger
>>> row = "1\tAna\t_\t_\t_\t_\t_\t_\t_\tSpaceAfter=No|X=1"
>>> (section,) = sections(f"# newdoc id = d\n{row}\n", file="d.conllu", name="d", ledger=Ledger())
>>> section.name, section.sentences[0].rows[0].misc
('d', {'SpaceAfter': 'No', 'X': '1'})
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import Place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.reports import Ledger

COLUMNS = ("ID", "FORM", "LEMMA", "UPOS", "XPOS", "FEATS", "HEAD", "DEPREL", "DEPS", "MISC")
LAYOUT = "global.columns"
"""The comment in which CoNLL-U Plus names other columns."""
_BREAKS = re.compile(r"(\r\n|\n|\r)")
NUMBER = re.compile(r"(?P<first>[0-9]{1,9})(?:-(?P<last>[0-9]{1,9})|\.[0-9]{1,9})?")
NEW_DOCUMENT = re.compile(r"#\s*newdoc(?:\s+id\s*=\s*(?P<id>.*))?\s*")
COMMENT = re.compile(r"#\s*(?P<key>[^=]*?)\s*(?:=\s*(?P<value>.*))?")


@dataclass(frozen=True, slots=True)
class Row:
    """A word, a multiword token (`first` to `last`), or an empty node."""

    line: int
    number: str
    form: str
    misc: dict[str, str]
    first: int
    last: int
    again: tuple[tuple[str, str], ...] = ()
    """What stands in MISC under a key that stood there before."""

    @property
    def is_range(self) -> bool:
        """Whether it is a multiword token."""
        return "-" in self.number

    @property
    def is_empty(self) -> bool:
        """Whether it is an empty node, which stands at no place of the text."""
        return "." in self.number


@dataclass(slots=True)
class Sentence:
    """Rows between blank lines, and the comments before them."""

    comments: list[tuple[str, str]] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)

    def says(self, key: str) -> str | None:
        """Give the value of a comment; empty where it has none."""
        return next((value for name, value in self.comments if name == key), None)


@dataclass(slots=True)
class Section:
    """One document of a file."""

    name: str
    begins: int = 1
    """The physical line with which it begins."""
    sentences: list[Sentence] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    """All of its lines as they stand, with their ends."""

    def comments(self) -> Iterator[tuple[str, str]]:
        """Go through all comments."""
        for sentence in self.sentences:
            yield from sentence.comments


def sections(written: str, *, file: str, name: str, ledger: Ledger) -> list[Section]:
    """Read a file; what stands before the first `# newdoc` is called after the file."""
    found = [Section(name)]
    sentence, columns = Sentence(), COLUMNS
    pieces = [*_BREAKS.split(written.removeprefix("\ufeff")), ""]
    for number, (line, end) in enumerate(zip(pieces[::2], pieces[1::2], strict=True), 1):
        if new := NEW_DOCUMENT.fullmatch(line):
            _end(found, sentence)
            sentence = Sentence()
            found.append(Section(new["id"] or f"{name}-{len(found)}", number))
        found[-1].lines.append(line + end)
        if new:
            continue
        if not line.strip():
            _end(found, sentence)
            sentence = Sentence()
        elif line.startswith("#"):
            comment = COMMENT.fullmatch(line)
            key, value = (comment["key"], comment["value"] or "") if comment else ("", line)
            sentence.comments.append((key, value))
            columns = tuple(value.split()) if key == LAYOUT else columns
        elif (row := _row(line, number, columns)) is None:
            reason = f"expected {len(columns)} columns with tabs, one of them a number, found {len(line.split(chr(9)))}"
            ledger.quarantine("F101", reason, Place(file=file, line=number), line)
        else:
            sentence.rows.append(row)
    _end(found, sentence)
    return _but_what_stands_before(found)


def _but_what_stands_before(found: list[Section]) -> list[Section]:
    """Give what stands before the first `# newdoc` to that document, if there are no words in it."""
    first, *others = found
    if any(sentence.rows for sentence in first.sentences) or not others:
        return found if first.sentences else others
    head = others[0]
    head.begins, head.sentences, head.lines = first.begins, first.sentences + head.sentences, first.lines + head.lines
    return others


def _end(found: list[Section], sentence: Sentence) -> None:
    if sentence.rows or sentence.comments:
        found[-1].sentences.append(sentence)


def _row(line: str, number: int, columns: tuple[str, ...]) -> Row | None:
    cells = line.split("\t")
    said = dict(zip(columns, cells, strict=False))
    own, form, last = said.get("ID", ""), said.get("FORM", ""), said.get("MISC", "_")
    place = NUMBER.fullmatch(own)
    if len(cells) != len(columns) or place is None or not form:
        return None
    pairs = [part.partition("=") for part in last.split("|")] if last != "_" else []
    misc: dict[str, str] = {}
    for key, _, value in pairs:
        misc.setdefault(key, value)
    again = () if len(misc) == len(pairs) else _again(pairs)
    first = int(place["first"])
    return Row(number, own, form, misc, first, int(place["last"] or first), again)


def _again(pairs: list[tuple[str, str, str]]) -> tuple[tuple[str, str], ...]:
    seen: set[str] = set()
    return tuple((key, value) for key, _, value in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
