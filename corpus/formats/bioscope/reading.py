"""BioScope's XML to graphs, one document after the other."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from corpus.errors import FileError, Place
from corpus.formats.bioscope.building import Builder
from corpus.formats.bioscope.names import DOCUMENT, DOCUMENTS, ROOT
from corpus.formats.bioscope.parsing import parse
from corpus.formats.bundles import read_each
from corpus.formats.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.formats.reports import Ledger


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read an XML file, or all of a folder.

    Raises:
        FileError: there is no such file, no document in it, or it has entities of its own.
        OSError: it cannot be read.
    """
    files = sorted(path.glob("*.xml")) if path.is_dir() else [path]
    if not files:
        message = "expected a BioScope file, or a folder with .xml files, found none"
        raise FileError(message, file=str(path))
    yield from read_each(path, files, lambda file: _graphs(file, ledger), ledger)


def _graphs(file: Path, ledger: Ledger) -> Iterator[Graph]:
    """Put together what several annotators left in one document."""
    for _, parts in groupby(_documents(file, ledger), lambda one: (one.document_id, one.text)):
        passes = list(parts)
        named = tuple(one.annotations[0] for one in passes if one.annotations)
        yield Graph(passes[0].document_id, passes[0].text, named)


def _documents(file: Path, ledger: Ledger) -> Iterator[Graph]:
    if not file.is_file():
        message = "expected a BioScope file, found no file there"
        raise FileError(message, file=str(file))
    written = file.read_bytes()
    root: dict[str, str] | None = None
    builder: Builder | None = None
    begun = count = 0
    for event in parse(written, str(file)):
        if event.kind == "broken":
            yield from _broken_off(file, ledger, written[begun:] if builder else None, f"{event.name}, line {event.line}")
        elif root is None and event.kind == "start":
            root = _root(event.name, event.values, file)
        elif builder is None and (event.kind, event.name) == ("start", DOCUMENT):
            count, begun = count + 1, event.offset
            builder = Builder(f"document-{count}", event, root or {}, str(file), ledger)
        elif builder is not None and (event.kind, event.name) == ("end", DOCUMENT):
            yield builder.graph()
            builder = None
        elif builder is not None:
            builder.add(event)
        elif event.kind == "start" and event.name != DOCUMENTS:
            reason = f"expected {DOCUMENT} elements in it, found {event.name}"
            if not count:
                raise FileError(reason, file=str(file), line=event.line)
            ledger.quarantine("F101", reason, Place(file=str(file), line=event.line), f"<{event.name}>")


def _root(name: str, values: dict[str, str], file: Path) -> dict[str, str]:
    if name != ROOT:
        message = f"expected a BioScope file, with the root element {ROOT}, found {name}"
        raise FileError(message, file=str(file))
    return values


def _broken_off(file: Path, ledger: Ledger, rest: bytes | None, reason: str) -> Iterator[Graph]:
    """Keep what stands of the document in which a file breaks off; the documents before it are read.

    Raises:
        FileError: not even one had begun.
    """
    if rest is None:
        message = f"expected a whole XML file, found {reason}; is it cut off, or in another encoding than it says?"
        raise FileError(message, file=str(file))
    expected = f"expected a whole XML file, found {reason}; what follows the document before it is not read"
    ledger.quarantine("F102", expected, Place(file=str(file)), rest.decode("utf-8", "backslashreplace"))
    yield from ()
