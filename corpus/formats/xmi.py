"""UIMA CAS XMI: a folder, a ZIP or a file of `.xmi`, with a type system (`TypeSystem.xml`) beside it.

Several annotators are folders. Offsets are UTF-16 units, as UIMA defines them; there are no surfaces to prove it.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from corpus.errors import FileError, Place
from corpus.formats.capabilities import Capabilities
from corpus.formats.cas.archives import Archive, Unsafe, open_archive
from corpus.formats.cas.collecting import Page, graphs_of, only
from corpus.formats.cas.layers import declared_of, layers
from corpus.formats.cas.places import annotator_of, empty_folder, places_of
from corpus.formats.cas.structures import Unusable
from corpus.formats.cas.typesystems import Types, cassis
from corpus.formats.cas.writing import Writer
from corpus.formats.cas.xmi import parse_xmi
from corpus.formats.cas.xml_reading import root_of
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Graph
    from corpus.formats.reports import Ledger
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(fragments=False)
XMI, XML, TYPE_SYSTEM = ".xmi", ".xml", "typeSystemDescription"


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a folder, ZIP or file.

    Raises:
        FileError: there is no XMI in it, or dkpro-cassis is not installed.
        OSError: a folder cannot be listed.
    """
    cassis()
    if path.is_file() and path.suffix.lower() in {XMI, XML}:
        beside = {one.name: one.read_bytes for one in sorted(path.parent.iterdir()) if one.suffix.lower() == XML}
        archive = Archive(str(path.parent), {**beside, path.name: path.read_bytes})
        yield from only(page_of(archive, path.name, Systems(archive, ledger), ONLY_ANNOTATOR), ledger)
        return
    archive = open_archive(path, ledger)
    pages = list(pages_of(archive, ledger))
    if not pages and archive.members and not Systems(archive, ledger).are_there:
        message = "expected .xmi files, found other things alone"
        raise FileError(message, file=str(path))
    yield from graphs_of(pages, ledger)


def pages_of(archive: Archive, ledger: Ledger, *, document: str | None = None, annotator: str | None = None) -> Iterator[Page]:
    """Find the XMI in an archive; document and annotator are those of its names and folders, unless they are known."""
    systems = Systems(archive, ledger)
    for name in sorted(archive.members):
        if name.lower().endswith(XMI) or (name.lower().endswith(XML) and systems.root(name) == "XMI"):
            page = page_of(archive, name, systems, annotator or annotator_of(name))
            yield page if document is None else Page(document, page.annotator, page.file, page.parse)


def page_of(archive: Archive, name: str, systems: Systems, annotator: str) -> Page:
    """Give one file as a page."""
    document = name.rpartition("/")[2].rpartition(".")[0]
    return Page(document, annotator, archive.place(name), lambda: parse_xmi(archive.read(name), systems.of(name)))


class Systems:
    """The type systems in an archive: each file has the nearest."""

    def __init__(self, archive: Archive, ledger: Ledger) -> None:
        """Look for nothing yet."""
        self._archive, self._ledger = archive, ledger
        self._roots: dict[str, str] = {}
        self._read: dict[tuple[str, ...], Types] = {}
        self._found: dict[str, list[str]] | None = None

    @property
    def are_there(self) -> bool:
        """Whether there is any: a collection without documents has that alone."""
        return bool(self._by_folder())

    def of(self, name: str) -> Types:
        """Give the types for a file: of the type system called like it, else of those in its folder, else further up."""
        return self._types(self._nearest(name))

    def root(self, name: str) -> str:
        """Give the root element of an XML file, nothing where it cannot be read."""
        if name not in self._roots:
            try:
                self._roots[name] = root_of(self._archive.read(name))
            except Unsafe:
                self._roots[name] = ""
        return self._roots[name]

    def _nearest(self, name: str) -> tuple[str, ...]:
        folder, _, own = name.rpartition("/")
        stem = own.rpartition(".")[0]
        while True:
            beside = self._by_folder().get(folder, [])
            called = [one for one in beside if one.rpartition("/")[2].startswith(f"{stem}-")]
            if beside or not folder:
                return tuple(called or beside)
            folder = folder.rpartition("/")[0]

    def _by_folder(self) -> dict[str, list[str]]:
        if self._found is None:
            self._found = {}
            for name in sorted(filter(self._is_one, self._archive.members)):
                self._found.setdefault(name.rpartition("/")[0], []).append(name)
        return self._found

    def _is_one(self, name: str) -> bool:
        if not name.lower().endswith(XML):
            return False
        is_called_so = "typesystem" in name.rpartition("/")[2].lower().replace("-", "").replace("_", "")
        return is_called_so or self.root(name) == TYPE_SYSTEM

    def _types(self, names: tuple[str, ...]) -> Types:
        if names not in self._read:
            types = Types.known()
            for name in names:
                try:
                    found = read_types(self._archive.read(name))
                except (Unusable, Unsafe) as error:
                    self._ledger.refuse("F102", str(error), Place(file=self._archive.place(name)))
                else:
                    types = types.with_types(found)
            self._read[names] = types
        return self._read[names]


def read_types(written: bytes) -> Types:
    """Read a type system that somebody else wrote.

    Raises:
        Unusable: it is none, or has a DOCTYPE.
    """
    root = root_of(written)
    if root != TYPE_SYSTEM:
        message = f"expected {TYPE_SYSTEM} as the root of a type system, found {root or 'no XML, or XML with a DOCTYPE'}"
        raise Unusable(message)
    return Types.read(written)


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:
    """Write a folder with a file for each document and annotator, the type system and, for INCEpTION, the layers.

    Raises:
        FileError: something stands in the folder, or dkpro-cassis is not installed.
        OSError: it cannot be written.
    """
    empty_folder(path)
    writer = Writer(is_xml=True, declared=declared_of(vocabulary))
    for graph in graphs:
        for folder, given in places_of(graph):
            file = path / folder / f"{graph.document_id}{XMI}"
            file.parent.mkdir(exist_ok=True)
            file.write_bytes(rendered(writer.cas(graph, given)))
    (path / "TypeSystem.xml").write_bytes(writer.typesystem())
    if vocabulary.spans:
        made = layers(writer.declared, vocabulary)
        (path / "layers.json").write_text(json.dumps(made, ensure_ascii=False, indent=2), encoding="utf-8")


def rendered(cas: Any) -> bytes:
    """Write a CAS as XMI."""
    written: str = cas.to_xmi(pretty_print=True)
    return written.encode()
