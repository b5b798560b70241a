"""UIMA CAS JSON 0.4: a folder, a ZIP or a file of `.json`, each with the types that it uses.

Several annotators are folders. Offsets are UTF-16 units, as UIMA defines them; there are no surfaces to prove it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import FileError
from corpus.formats.capabilities import Capabilities
from corpus.formats.cas.archives import open_archive
from corpus.formats.cas.cas_json import parse_json
from corpus.formats.cas.collecting import Page, graphs_of, only
from corpus.formats.cas.places import annotator_of, empty_folder, places_of
from corpus.formats.cas.typesystems import Types, cassis
from corpus.formats.cas.writing import Writer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from corpus.formats.cas.archives import Archive
    from corpus.formats.cas.structures import RawCas
    from corpus.formats.graph import Graph
    from corpus.formats.reports import Ledger
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(fragments=False)
JSON = ".json"


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a folder, ZIP or file.

    Raises:
        FileError: there is no CAS JSON in it, or dkpro-cassis is not installed.
        OSError: a folder cannot be listed.
    """
    cassis()
    archive = open_archive(path, ledger)
    pages = list(pages_of(archive))
    if not pages and archive.members:
        message = "expected .json files, found other things alone"
        raise FileError(message, file=str(path))
    yield from only(pages[0], ledger) if path.is_file() and list(archive.members) == [path.name] else graphs_of(pages, ledger)


def pages_of(archive: Archive, *, document: str | None = None, annotator: str | None = None) -> Iterator[Page]:
    """Find the JSON in an archive; document and annotator are those of its names and folders, unless they are known."""
    types = Types.known()
    for name in sorted(archive.members):
        if name.lower().endswith(JSON):
            stem = name.rpartition("/")[2].rpartition(".")[0]
            yield Page(document or stem, annotator or annotator_of(name), archive.place(name), _parsing(archive, name, types))


def _parsing(archive: Archive, name: str, types: Types) -> Callable[[], RawCas]:
    return lambda: parse_json(archive.read(name), types)


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:  # noqa: ARG001 - each file has its types
    """Write a folder with a file for each document and annotator.

    Raises:
        FileError: something stands in the folder, or dkpro-cassis is not installed.
        OSError: it cannot be written.
    """
    from cassis.typesystem import TypeSystemMode  # noqa: PLC0415 - an extra

    empty_folder(path)
    for graph in graphs:
        for folder, given in places_of(graph):
            file = path / folder / f"{graph.document_id}{JSON}"
            file.parent.mkdir(exist_ok=True)
            cas = Writer(is_xml=False).cas(graph, given)
            file.write_text(cas.to_json(pretty_print=True, type_system_mode=TypeSystemMode.MINIMAL), encoding="utf-8")
