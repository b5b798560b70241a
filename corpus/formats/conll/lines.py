r"""The lines of a CoNLL file: documents, sentences, tokens with their tags, and where the tag stands.

>>> from corpus.formats.reports import Ledger
>>> (one,) = sections("EU NNP B-ORG\nrejects VBZ O\n", file="d.conll", name="d", ledger=Ledger())
>>> one.sentences
[[Token(line=1, form='EU', tags=('B-ORG',)), Token(line=2, form='rejects', tags=('O',))]]
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import FileError, Place
from corpus.formats.conll.tags import OUTSIDE, TAG

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.formats.reports import Ledger

START = "-DOCSTART-"
WITH_INNER = 4
"""Columns of GermEval: number, token, tag of a name, tag of a name in that."""
EXACT, MADE = "exact", "made"
"""What we write of a text: its words make it as it was, or not."""
_NAMES = re.compile(r"\(([^()]*)\)")
_BLANKS = re.compile(r"[ \t]+")
_BREAKS = re.compile(r"\r\n|\n|\r")
COMMENT = re.compile(r"#\s*(newdoc|sent_id|text|begin document|end document|id)\b.*|#\t *https?://.*")


class Token(NamedTuple):
    """A token, its tags (of names, and in GermEval of names in those) and its physical line."""

    line: int
    form: str
    tags: tuple[str, ...]


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
    lines = [_line(number, line) for number, line in enumerate(_BREAKS.split(written.removeprefix("\ufeff")), 1)]
    rows = [line for line in lines if len(line.columns) > 1 and not _is_start(line)]
    place, is_bare = _tag_place(rows, file) if any(line.columns and not _is_start(line) for line in lines) else (-1, False)
    (width, _), *_ = Counter(len(row.columns) for row in rows).most_common(1) or [(0, 0)]
    is_numbered = place == -1 and _are_numbered(lines)
    return list(_sections(lines, name, _Reader(place, width, file, ledger, is_bare=is_bare, is_numbered=is_numbered)))


def _line(number: int, line: str) -> _Line:
    columns = [one for one in _BLANKS.split(line) if one] if "\t" not in line else line.split("\t")
    return _Line(number, line, [] if not line.strip() or COMMENT.fullmatch(line) else columns)


def _are_numbered(lines: Sequence[_Line]) -> bool:
    """Tell whether each sentence has its tokens numbered in the first column, as GermEval has them."""
    expected, is_any = 1, False
    for line in lines:
        if not line.columns or _is_start(line):
            expected = 1
        elif line.columns[0] != str(expected) or len(line.columns) < 3:  # noqa: PLR2004 - number, token, tag
            return False
        else:
            expected, is_any = expected + 1, True
    return is_any


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
    width: int
    """How many columns most lines have."""
    file: str
    ledger: Ledger
    is_bare: bool
    is_numbered: bool

    def token(self, line: _Line) -> Token | None:
        """Give the token of a line, or keep the line aside."""
        columns = line.columns
        form, tags = (columns[0], columns[-1:]) if self.place else (columns[-1], columns[:1])
        if self.is_numbered:
            form, tags = columns[1], columns[:-3:-1] if len(columns) == WITH_INNER and _is_tag(columns[-2]) else columns[-1:]
        is_fit = len(columns) == self.width > 1 and form.strip() and (self.is_bare or all(map(_is_tag, tags)))
        if is_fit:
            return Token(line.number, form.strip(), tuple(tags))
        expected = f"expected {self.width} columns as in most lines, one with a token and one with its tag (O, B-PER, ...)"
        reason = f"{expected}, found {line.written[:40]!r}"
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
