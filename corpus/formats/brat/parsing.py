r"""One `.ann` file: every line an item that holds against the text, or an entry in the report.

>>> from corpus.formats.reports import Ledger
>>> ledger = Ledger()
>>> found = parse("T1\tCue 4 8\tsays\nR1\tOf Arg1:T1 Arg2:T9\n", "Ana says no", annotator="ana", file="d.ann", ledger=ledger)
>>> found.spans, ledger.report().entries[0].reason
((Span(id='T1', label='Cue', fragments=((4, 8),), line=1),), 'expected references to what is in the file, found T9; ...')
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from corpus.formats.brat.lines import Unreadable, parse_fragments, parse_line
from corpus.formats.brat.places import place_spans
from corpus.formats.brat.sheets import BYTE_ORDER_MARK, Sheet
from corpus.formats.capabilities import references
from corpus.formats.graph import Annotations, Attribute, Group, Link, Normalisation, Note, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.formats.graph import Fragments, Id, Item
    from corpus.formats.reports import Ledger

Identified = TypeVar("Identified", Span, Link, Attribute, Note, Normalisation)
Resting = TypeVar("Resting", Link, Attribute, Note, Normalisation, Group)


@dataclass(slots=True)
class Draft:
    """Text-bound lines with their surfaces, and all other lines."""

    spans: list[Span] = field(default_factory=list)
    """With the bounds that the file gives."""
    surfaces: list[str] = field(default_factory=list)
    """The surface of each."""
    doubtful: set[int] = field(default_factory=set)
    """The numbers of those that need a second look: the text may say otherwise, or they have several fragments."""
    others: list[Item] = field(default_factory=list)
    """All other items, in the order of the lines."""


def parse(written: str, text: str, *, annotator: str, file: str, ledger: Ledger) -> Annotations:
    """Read the lines of a file about a text."""
    written = written.removeprefix(BYTE_ORDER_MARK)
    written = written.replace("\r\n", "\n") if "\n" in written else written.replace("\r", "\n")
    sheet = Sheet(written.split("\n"), text, file, ledger)
    draft = _drafted(sheet)
    ids: set[Id] = set()
    spans = _unique(sheet, place_spans(sheet, draft.spans, draft.surfaces, draft.doubtful), ids)
    links = _founded(sheet, _unique(sheet, [one for one in draft.others if isinstance(one, Link)], ids), ids)
    attributes = _standing(sheet, [one for one in draft.others if isinstance(one, Attribute)], ids)
    normalisations = _standing(sheet, [one for one in draft.others if isinstance(one, Normalisation)], ids)
    notes = _standing(sheet, [one for one in draft.others if isinstance(one, Note)], ids)
    groups = _resting(sheet, [one for one in draft.others if isinstance(one, Group)], ids)
    rest = (tuple(attributes), tuple(notes), tuple(normalisations), tuple(groups))
    made = Annotations(annotator, tuple(spans), tuple(links), *rest, file)
    ledger.take(made.size)
    return made


def _drafted(sheet: Sheet) -> Draft:
    draft = Draft()
    text, resume = sheet.text, 0
    for number, line in enumerate(sheet.lines, 1):
        if number <= resume or not line:
            continue
        try:
            if line[0] != "T":
                draft.others.append(parse_line(line, number))
                continue
            own, placed, surface = line.split("\t", 2)
            label, bounds = placed.split(" ", 1)
            fragments = parse_fragments(bounds)
        except ValueError as error:
            _quarantine(sheet, number, error)
            continue
        start, end = fragments[0]
        if len(fragments) > 1 or start < 0 or end - start != len(surface) or text[start:end] != surface or start == end:
            resume, surface = _mended(sheet, number, surface, fragments)
            draft.doubtful.add(len(draft.spans))
        draft.spans.append(Span(own, label, fragments, number))
        draft.surfaces.append(surface)
    return draft


def _quarantine(sheet: Sheet, number: int, error: ValueError) -> None:
    line = sheet.lines[number - 1]
    if line.isspace():
        return
    shape = f"expected a text-bound annotation, `T1<tab>Type start end<tab>text`, found {line[:60]!r}"
    sheet.quarantine("F101", str(error) if isinstance(error, Unreadable) else shape, number)


def _mended(sheet: Sheet, number: int, surface: str, fragments: Fragments) -> tuple[int, str]:
    """Join a surface that line ends of the text have torn; give the last line that belongs to it, 0 where it was whole."""
    said = sheet.surface(fragments)
    torn = said.count("\n")
    if not torn or "\n".join([surface, *sheet.lines[number : number + torn]]) != said.replace("\r\n", "\n"):
        return 0, surface
    sheet.change("F202", f"line ends in the text had torn the surface over {torn + 1} lines; they were joined", number)
    return number + torn, said


def _unique(sheet: Sheet, items: list[Identified], ids: set[Id]) -> list[Identified]:
    """Refuse the second of two items with one id; the first stays."""
    kept: list[Identified] = []
    for item in items:
        if item.id in ids:
            sheet.refuse("F106", f"expected an id of its own, found {item.id} a second time; rename one", item.line)
        else:
            ids.add(item.id)
            kept.append(item)
    return kept


def _founded(sheet: Sheet, links: list[Link], ids: set[Id]) -> list[Link]:
    """Refuse links to nothing, and all that rest on those; links in circles are in order."""
    resting: dict[Id, list[Link]] = {}
    for link in links:
        for one in references(link):
            resting.setdefault(one, []).append(link)
    absent = [one for one in resting if one not in ids]
    missing: dict[Id, dict[str, None]] = {}
    while absent:
        one = absent.pop()
        for link in resting.get(one, ()):
            if link.id not in missing:
                absent.append(link.id)
            missing.setdefault(link.id, {})[str(one)] = None
    for link in links:
        if link.id in missing:
            _refuse(sheet, link, list(missing[link.id]))
    ids.difference_update(missing)
    return [link for link in links if link.id not in missing]


def _standing(sheet: Sheet, items: list[Identified], ids: set[Id]) -> list[Identified]:
    return _resting(sheet, _unique(sheet, items, ids), ids)  # type: ignore[type-var]  # spans rest on nothing


def _resting(sheet: Sheet, items: list[Resting], ids: set[Id]) -> list[Resting]:
    kept: list[Resting] = []
    for item in items:
        missing = [str(one) for one in references(item) if one not in ids]
        if missing:
            _refuse(sheet, item, missing)
        else:
            kept.append(item)
    return kept


def _refuse(sheet: Sheet, item: Resting, missing: Sequence[str]) -> None:
    found = f"found {', '.join(missing)}; is its line missing, or unreadable?"
    sheet.refuse("F107", f"expected references to what is in the file, {found}", item.line)
