r"""The lines of a CoNLL file: documents, sentences, tokens with their tags, and where the tag stands.

>>> from corpus.formats.reports import Ledger
>>> (one,) = sections("EU NNP B-ORG\nrejects VBZ O\n", file="d.conll", name="d", ledger=Ledger())
>>> one.sentences
[[Token(line=1, form='EU', tag='B-ORG'), Token(line=2, form='rejects', tag='O')]]
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import FileError, Place
from corpus.formats.conll.tags import OUTSIDE, TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.formats.reports import Ledger

START = "-DOCSTART-"
EXACT, MADE = "exact", "made"
"""What we write of a text: its words make it as it was, or not."""
_NAMES = re.compile(r"\(([^()]*)\)")
_BLANKS = re.compile(r"[ \t]+")
COMMENT = re.compile(r"#\s*(newdoc|sent_id|text|begin document|end document|id)\b.*")


class Token(NamedTuple):
    """A token, its tag and its physical line."""

    line: int
    form: str
    tag: str


@dataclass(slots=True)
class Section:
    """One document of a file."""

    name: str
    sentences: list[list[Token]] = field(default_factory=list)
    is_bare: bool = False
    """Tags are labels without a prefix."""
    annotator: str | None = None
    """Who tagged it, where the file says so; empty where it says that nobody did."""
    is_exact: bool = False
    """The words make the text as it was; only a file of ours says so."""


class _Line(NamedTuple):
    number: int
    written: str
    columns: list[str]


def sections(written: str, *, file: str, name: str, ledger: Ledger) -> list[Section]:
    """Read a file.

    Raises:
        FileError: neither the last column nor the first has tags.
    """
    lines = [_line(number, line) for number, line in enumerate(written.removeprefix("\ufeff").split("\n"), 1)]
    rows = [line for line in lines if len(line.columns) > 1 and not _is_start(line)]
    place, is_bare = _tag_place(rows, file) if any(line.columns and not _is_start(line) for line in lines) else (-1, False)
    return list(_sections(lines, name, _Reader(place, file, ledger, is_bare=is_bare)))


def _line(number: int, written: str) -> _Line:
    line = written.removesuffix("\r")
    columns = [one for one in _BLANKS.split(line) if one] if "\t" not in line else line.split("\t")
    return _Line(number, line, [] if not line.strip() or COMMENT.fullmatch(line) else columns)


def _is_start(line: _Line) -> bool:
    return bool(line.columns) and line.columns[0].startswith(START)


def _tag_place(rows: Sequence[_Line], file: str) -> tuple[int, bool]:
    """Find the column with the tags, and whether they have no prefix."""
    for place in (-1, 0):
        tags = [row.columns[place] for row in rows]
        fit = sum(_is_tag(tag) for tag in tags)
        if 2 * fit >= len(tags) > 0 and (place == -1 or fit == len(tags)):
            has_prefix = any(TAG.fullmatch(tag) for tag in tags)
            return place, not has_prefix and set(tags) != {OUTSIDE}
    message = "expected columns, the last of them tags such as O, B-PER, I-PER; found others. Is it a file of CoNLL columns?"
    raise FileError(message, file=file)


def _is_tag(written: str) -> bool:
    return written == OUTSIDE or TAG.fullmatch(written) is not None


class _Reader(NamedTuple):
    place: int
    file: str
    ledger: Ledger
    is_bare: bool

    def token(self, line: _Line) -> Token | None:
        """Give the token of a line, or keep the line aside."""
        columns = line.columns
        form, tag = (columns[0], columns[-1]) if self.place else (columns[-1], columns[0])
        is_fit = len(columns) > 1 and form.strip() and (self.is_bare or _is_tag(tag))
        if is_fit:
            return Token(line.number, form.strip(), tag)
        reason = f"expected a token and, in another column, its tag (O, B-PER, ...), found {line.written[:40]!r}"
        self.ledger.quarantine("F101", reason, Place(file=self.file, line=line.number), line.written)
        return None


def _sections(lines: Iterable[_Line], name: str, reader: _Reader) -> Iterator[Section]:
    section, number = Section(name, is_bare=reader.is_bare), 0
    sentence: list[Token] = []
    for line in [*lines, _Line(0, "", [])]:
        is_start = _is_start(line)
        if not line.columns or is_start:
            if sentence:
                section.sentences.append(sentence)
            sentence = []
        if is_start:
            if number or section.sentences:
                yield section
            number += 1
            names = [*_NAMES.findall(line.written), "", ""]
            annotator, _, kind = names[1].partition(",")
            section = Section(
                names[0].strip() or f"{name}-{number}",
                is_bare=reader.is_bare,
                annotator=annotator.strip() if kind in {EXACT, MADE} else None,
                is_exact=kind == EXACT,
            )
        elif line.columns and (token := reader.token(line)):
            sentence.append(token)
    if number or section.sentences:
        yield section
