"""CoNLL-U files to graphs."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import replace
from itertools import count
from typing import TYPE_CHECKING, Any

from corpus.errors import FileError, Place
from corpus.formats.conllu.brackets import KEY, Mentions, marks
from corpus.formats.conllu.discourse import Attributions
from corpus.formats.conllu.editing import shown_in_rows
from corpus.formats.conllu.headers import HEADER, MINIMUM, assumed, named_by
from corpus.formats.conllu.keeping import STILL, as_it_was, has_more, keep, shown_annotator, with_kept
from corpus.formats.conllu.lines import sections
from corpus.formats.conllu.showing import shown
from corpus.formats.conllu.texts import placed
from corpus.formats.enclosures import NAME, followed, opened
from corpus.formats.graph import Annotations, Attribute, Graph, Link, Note, Span
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from corpus.formats.conllu.lines import Section
    from corpus.formats.conllu.texts import Placed
    from corpus.formats.reports import Ledger

ENDINGS = (".conllu", ".conllup", ".conllx")
TEXT = f"{NAME}.text"
"""The comment with the text, where columns cannot write its blanks."""
MADE = "words as SpaceAfter says; sentences joined by one space, paragraphs by a line break"
META = "meta::"
FIELDS = {"title": "title", "author": "author", "sourceURL": "url", "dateCreated": "published"}
"""What GUM says of a document, and our fields for it; the rest of it goes into extras."""
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a file, or all in a folder.

    Raises:
        FileError: there is no such file, or no line of it has the columns of CoNLL-U.
        OSError: a file cannot be read.
    """
    files = sorted(one for one in path.rglob("*") if one.suffix in ENDINGS and one.is_file()) if path.is_dir() else [path]
    if not files:
        message = f"expected a .conllu file, or a folder with some; found none in {path}"
        raise FileError(message, file=str(path))
    for file in files:
        yield from _file(file, ledger, is_only=not path.is_dir())


def _file(file: Path, ledger: Ledger, *, is_only: bool) -> Iterator[Graph]:
    try:
        written = file.read_bytes().decode()
    except UnicodeDecodeError as error:
        reason = f"expected UTF-8, found {error.reason} at byte {error.start}; save it as UTF-8"
        if is_only:
            raise FileError(reason, file=str(file)) from error
        ledger.refuse("F102", reason, Place(file=str(file)))
        return
    found = sections(written, file=str(file), name=file.name.removesuffix(file.suffix), ledger=ledger)
    if is_only and written.strip() and not any(one.sentences for one in found):
        message = "expected lines of ten columns with tabs between them, found none"
        raise FileError(message, file=str(file))
    names = names_of(found)
    for section in found:
        graph = graph_of(section, names, ledger, str(file))
        ledger.take(sum(one.size for one in graph.annotations))
        yield graph


def names_of(found: Sequence[Section]) -> tuple[str, ...]:
    """Give the fields of brackets that the first header names, or else those that the brackets show."""
    header = next((value for one in found for key, value in one.comments() if key == HEADER), None)
    if header is not None:
        return named_by(header)
    cells = (row.misc[KEY] for one in found for sentence in one.sentences for row in sentence.rows if KEY in row.misc)
    return assumed(written for cell in cells for kind, written in marks(cell) if kind in {"open", "only"})


def graph_of(section: Section, names: tuple[str, ...], ledger: Ledger, file: str) -> Graph:
    """Give a document, with its lines as they stand in its extras, unless we wrote them all."""
    found = placed(section, ledger, file)
    comments: dict[str, str] = {}
    for key, value in section.comments():
        comments.setdefault(key, value)
    names = named_by(comments[HEADER]) if HEADER in comments else names
    if NAME in comments:
        graph = _own(section, comments, found, names, ledger, file)
        if graph is not None:
            return graph
        place = Place(file=file, document_id=section.name)
        ledger.change("F401", f"the comment {NAME!r} does not fit the document; what the columns say is followed", place)
    one = replace(_items(found, names, ledger, file), file=file)
    return Graph(section.name, found.text, (one,), with_kept(_fields(comments), keep(section, names)))


def _items(found: Placed, names: tuple[str, ...], ledger: Ledger, file: str) -> Annotations:
    numbers = count(1)
    kinds: dict[type, list[Any]] = defaultdict(list)
    mentions, attributions = Mentions(found, names, ledger, file), Attributions(found, ledger, file)
    for item in (*mentions.items(numbers), *attributions.items(numbers)):
        kinds[type(item)].append(item)
    return Annotations(ONLY_ANNOTATOR, *(tuple(kinds[kind]) for kind in (Span, Link, Attribute, Note)))  # type: ignore[arg-type]


def _own(
    section: Section, comments: dict[str, str], found: Placed, names: tuple[str, ...], ledger: Ledger, file: str
) -> Graph | None:
    """Give a document that we wrote, as people left its brackets."""
    text = exact_text(comments, found)
    graph = None if text is None else opened(comments[NAME], text)
    if graph is None or text is None:
        return None
    if text != found.text:
        found.bounds = _moved(found, text)
        found.text = text
    still = graph.fields.get(STILL)
    fields = {name: value for name, value in graph.fields.items() if name != STILL}
    if still is not None:
        fields = with_kept(fields, keep(as_it_was(section, found, still), names))
    elif has_more(section):
        fields = with_kept(fields, keep(section, names))
    mentions = [one for one in Mentions(found, names, ledger, file).items(count(1)) if isinstance(one, Span)]
    now = [
        (one.label, *one.fragments[0])
        for one in mentions
        if one.label != MINIMUM and (still is None or len(one.fragments) == 1)
    ]
    made = [replace(one, file=file) for one in graph.annotations]
    if made:
        number = 0 if still is None else shown_annotator(graph)
        known = shown(made[0], text) if still is None else shown_in_rows(made[number], found)
        place = Place(file=file, document_id=section.name, set_id=made[number].annotator)
        made[number] = followed(made[number], known, now, ledger, place)
    return replace(graph, document_id=section.name, annotations=tuple(made), fields=fields)


def exact_text(comments: dict[str, str], found: Placed) -> str | None:
    """Give the text to the last blank, where columns cannot write it; None where it is not that of the words."""
    if TEXT not in comments:
        return found.text
    try:
        text = json.loads(comments[TEXT])
    except (ValueError, RecursionError):
        return None
    is_same = isinstance(text, str) and "".join(text.split()) == "".join(found.text.split())
    return text if is_same else None


def _moved(found: Placed, text: str) -> list[tuple[int, int]]:
    """Give the bounds in a text that has other blanks."""
    places = [place for place, one in enumerate(text) if not one.isspace()]
    ranks = [0]
    for one in found.text:
        ranks.append(ranks[-1] + (not one.isspace()))
    return [
        (places[ranks[start]], places[ranks[end] - 1] + 1) if ranks[start] < ranks[end] else (0, 0)
        for start, end in found.bounds
    ]


def _fields(comments: dict[str, str]) -> dict[str, Any]:
    said = {key.removeprefix(META): value for key, value in comments.items() if key.startswith(META) and value}
    made: dict[str, Any] = {}
    for name, field in FIELDS.items():
        value = said.get(name, "").strip()
        if value and (field != "published" or _DATE.fullmatch(value)):
            made[field] = value
            del said[name]
    return {**made, "extras": {"text": MADE, **({"meta": said} if said else {})}}
