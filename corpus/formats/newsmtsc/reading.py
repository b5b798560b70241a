"""NewsMTSC's lines to graphs."""

from __future__ import annotations

import hashlib
from itertools import groupby
from typing import TYPE_CHECKING, Any

from corpus.errors import FileError, Place
from corpus.formats.graph import Graph
from corpus.formats.names import LONGEST, ONLY_ANNOTATOR, UNFIT, fit_name
from corpus.formats.newsmtsc.keys import ANNOTATOR, DOCUMENT, EXTRAS, GID, LINE_KEYS, SENTENCE, TARGETS
from corpus.formats.newsmtsc.targets import Targets
from corpus.formats.newsmtsc.values import parse_object, written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.formats.reports import Ledger

Line = tuple[int, dict[str, Any]]
DIGITS = 8


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a file of JSON Lines.

    Raises:
        FileError: there is no such file, or no line of it is one of NewsMTSC's.
        OSError: it cannot be read.
    """
    if not path.is_file():
        message = "expected a file of JSON Lines, found none"
        raise FileError(message, file=str(path))
    names: dict[str, str] = {}
    for _, some in groupby(_lines(path, ledger), _key):
        lines = list(some)
        gid = lines[0][1].get(GID)
        name = _name(gid if isinstance(gid, str) and gid else f"sentence-{lines[0][0]}", names)
        yield _graph(name, lines, str(path), ledger)


def _lines(path: Path, ledger: Ledger) -> Iterator[Line]:
    data = path.read_bytes().removeprefix(b"\xef\xbb\xbf")
    found = False
    reason = ""
    for number, line in enumerate(data.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            yield number, _fitting(parse_object(line))
            found = True
        except ValueError as error:
            reason = reason or f"line {number}: {error}"
            place = Place(file=str(path), line=number)
            expected = f"expected a JSON object with {SENTENCE} and {TARGETS}, found that {error}"
            ledger.quarantine("F101", expected, place, line.decode("utf-8", "backslashreplace"))
    if reason and not found:
        message = f"expected JSON Lines with {SENTENCE} and {TARGETS}, found none ({reason})"
        raise FileError(message, file=str(path))


def _fitting(line: dict[str, Any]) -> dict[str, Any]:
    """Give a line that is one of NewsMTSC's.

    Raises:
        ValueError: it is not.
    """
    kinds: dict[str, type] = {SENTENCE: str, TARGETS: list, ANNOTATOR: str, DOCUMENT: dict}
    wrong = [key for key, kind in kinds.items() if not isinstance(line.get(key, kind()), kind)]
    if SENTENCE not in line or wrong:
        message = f"{wrong[0] if wrong else SENTENCE} is missing or of another type"
        raise ValueError(message)
    return line


def _key(line: Line) -> tuple[Any, ...]:
    """Give what lines about one document share: all but who says what."""
    number, values = line
    gid = values.get(GID)
    shared = written({key: value for key, value in values.items() if key not in {TARGETS, ANNOTATOR}})
    return (shared,) if isinstance(gid, str) and gid else (number,)


def _name(gid: str, names: dict[str, str]) -> str:
    """Give the name of the document of a sentence; what another has, or would be cut off, is told apart by a digest."""
    name = fit_name(gid)
    if len(UNFIT.sub("-", gid)) > LONGEST or names.get(name.lower(), gid) != gid:
        name = f"{name[: LONGEST - DIGITS - 1]}-{hashlib.sha256(gid.encode()).hexdigest()[:DIGITS]}"
    names.setdefault(name.lower(), gid)
    return name


def _graph(name: str, lines: list[Line], file: str, ledger: Ledger) -> Graph:
    first = lines[0][1]
    annotations = []
    for number, line in lines:
        made = Targets(first[SENTENCE], line.get(ANNOTATOR, ONLY_ANNOTATOR), Place(file=file, line=number, document_id=name))
        one = made.read(line.get(TARGETS, []), ledger)
        if one.size or ANNOTATOR in line:
            annotations.append(one)
    extras = {key: value for key, value in first.items() if key not in LINE_KEYS or (key == GID and value != name)}
    fields = dict(first.get(DOCUMENT, {}))
    if extras:
        kept = fields.get("extras")
        fields["extras"] = {**(kept if isinstance(kept, dict) else {}), EXTRAS: extras}
    return Graph(name, first[SENTENCE], tuple(annotations), fields)
