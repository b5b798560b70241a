"""DocBins to graphs: those that we wrote, followed where people went on with them, and those of others."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import FileError, Place
from corpus.formats.bundles import read_each
from corpus.formats.docbin.others import of_others, sound
from corpus.formats.docbin.showing import shown
from corpus.formats.enclosures import NAME, followed, opened
from corpus.formats.graph import Annotations, Graph
from corpus.formats.named import named

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from spacy.tokens import Doc, DocBin

    from corpus.formats.enclosures import Shown
    from corpus.formats.reports import Ledger

ENDING = ".spacy"
LARGEST = 2**31
"""How much a file may unpack to, in bytes."""


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a `.spacy` file, or all in a folder.

    Raises:
        FileError: a file is no DocBin, or there is none in the folder.
        OSError: a file cannot be read.
    """
    files = sorted(one for one in path.rglob(f"*{ENDING}") if one.is_file()) if path.is_dir() else [path]
    if not files:
        message = f"expected a {ENDING} file, or a folder with some; found none"
        raise FileError(message, file=str(path))
    yield from read_each(path, files, lambda file: _file(file, ledger), ledger)


def _file(file: Path, ledger: Ledger) -> Iterator[Graph]:
    from spacy.vocab import Vocab  # noqa: PLC0415 - heavy

    packed, vocab = _unpacked(file), Vocab()
    for string in packed.strings:
        vocab.strings.add(string)
    width = len(str(len(packed)))
    for number in range(len(packed)):
        name = file.name.removesuffix(ENDING)
        name = name if len(packed) == 1 else f"{name}-{number + 1:0{width}}"
        place = Place(file=str(file), document_id=name)
        try:
            doc = next(_only(packed, number).get_docs(vocab))
            graph = _graph(doc, name, ledger, place)
        except Exception as error:  # noqa: BLE001 - whatever spaCy raises on a damaged document
            ledger.refuse("F102", f"expected a document that spaCy can read: {type(error).__name__}: {error}"[:300], place)
            continue
        ledger.take(sum(one.size for one in graph.annotations))
        yield graph


def _unpacked(file: Path) -> DocBin:
    """Read a DocBin, once it is known how large it is.

    Raises:
        FileError: it is none, or too large.
        OSError: it cannot be read.
    """
    from spacy.tokens import DocBin  # noqa: PLC0415 - heavy

    written = file.read_bytes()
    try:
        _refuse_large(written, file)
        packed = DocBin().from_bytes(written)
        _hold_to_length(packed)
    except FileError:
        raise
    except Exception as error:  # whatever spaCy and msgpack raise on damaged bytes
        message = f"expected a DocBin of spaCy, found something that is none or is damaged: {error}"[:300]
        raise FileError(message, file=str(file)) from error
    return packed


def _refuse_large(written: bytes, file: Path) -> None:
    if _size(written) > LARGEST:
        message = f"expected a file that unpacks to {LARGEST} bytes at most, found one that goes beyond; split it"
        raise FileError(message, file=str(file))


def _hold_to_length(packed: DocBin) -> None:
    for part in (packed.spaces, packed.cats, packed.flags, packed.span_groups):
        if len(part) != len(packed.tokens):
            message = f"{len(part)} parts for {len(packed.tokens)} documents"
            raise ValueError(message)
    if not all(isinstance(string, str) for string in packed.strings):
        message = "strings that are none"
        raise ValueError(message)


def _size(written: bytes) -> int:
    """Count what bytes unpack to, and stop counting beyond what is taken."""
    stream, size, rest = zlib.decompressobj(), 0, written
    while rest and not stream.eof and size <= LARGEST:
        size += len(stream.decompress(rest, 2**24))
        rest = stream.unconsumed_tail
    return size


def _only(packed: DocBin, number: int) -> DocBin:
    """Give a DocBin of one document, so that a damaged one does not stop the others."""
    from spacy.tokens import DocBin  # noqa: PLC0415 - heavy

    one = DocBin()
    one.attrs = packed.attrs
    for part in ("tokens", "spaces", "cats", "flags", "span_groups", "user_data"):
        setattr(one, part, list(getattr(packed, part)[number : number + 1]))
    return one


def _graph(doc: Doc, name: str, ledger: Ledger, place: Place) -> Graph:
    written = doc.user_data.get(NAME)
    if isinstance(written, str):
        graph = opened(written, doc.text)
        if graph is not None:
            return _followed(graph, doc, ledger, replace(place, document_id=graph.document_id))
        ledger.change("F401", f"user_data[{NAME!r}] does not fit the document; what spaCy shows is followed", place)
    return of_others(doc, name, ledger, place)


def _followed(graph: Graph, doc: Doc, ledger: Ledger, place: Place) -> Graph:
    """Complete what spaCy shows by what we enclosed; groups and entities that are new make spans of their own."""
    groups = {
        key: [(span.label_, span.start_char, span.end_char) for span in sound(group, doc, ledger, place)]
        for key, group in doc.spans.items()
    }
    made = [
        followed(one, shown(one), groups.pop(one.annotator, []), ledger, replace(place, set_id=one.annotator))
        for one in graph.annotations
    ]
    known = {(item.label, item.start, item.end) for one in graph.annotations[:1] for item in named(one)}
    entities = [(ent.label_, ent.start_char, ent.end_char) for ent in doc.ents]
    new = [one for one in entities if one not in known]
    added: list[tuple[str, list[Shown]]] = [*groups.items(), *([("ents", new)] if new else [])]
    taken = {one.annotator for one in made}
    for key, spans in added:
        name = key if key not in taken else f"{key}-added"
        made.append(followed(Annotations(name, file=place.file), {}, spans, ledger, replace(place, set_id=name)))
    return replace(graph, annotations=tuple(replace(one, file=place.file) for one in made))
