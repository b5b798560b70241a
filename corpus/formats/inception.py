"""INCEpTION projects: the ZIP that it exports (or the folder in it), with a page for each document and user.

Users are annotators; what was curated is the set `curation`; a document that nobody annotated has what INCEpTION read at
first. The pages must be XMI or CAS JSON: the serialized Java objects beside them can be read by Java alone.

What is written has the layers, features and tag sets of the project (`exportedproject.json`), the texts and the pages.
INCEpTION takes layers and texts from such a ZIP; annotations it takes from serialized Java objects, which nothing but Java
writes. To give it those, import the `.xmi` files as documents.
"""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from corpus.errors import FileError, Place
from corpus.formats import cas_json, xmi
from corpus.formats.capabilities import Capabilities
from corpus.formats.cas.archives import Archive, Unsafe, open_archive
from corpus.formats.cas.collecting import Page, graphs_of
from corpus.formats.cas.exports import (
    ANNOTATION,
    CURATION,
    CURATION_USER,
    INITIAL,
    PROJECT,
    SOURCE,
    folders,
    is_type_system,
    parts_of,
    project_file,
    rooted,
    user_of,
)
from corpus.formats.cas.layers import declared_of, layers, project
from corpus.formats.cas.typesystems import cassis
from corpus.formats.cas.writing import Writer
from corpus.formats.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Annotations
    from corpus.formats.reports import Ledger
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(fragments=False)
CURATOR = "curation"
DAY_ONE = (1980, 1, 1, 0, 0, 0)
"""The time of every member, so that the same project gives the same bytes."""
AGAIN = "export the project again with UIMA CAS XMI or UIMA CAS JSON as the format"


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a project.

    Raises:
        FileError: it is no project, or dkpro-cassis is not installed.
        OSError: a folder cannot be listed.
    """
    cassis()
    archive = rooted(open_archive(path, ledger))
    found = folders(archive)
    if project_file(archive) is None and not found:
        message = f"expected a project of INCEpTION with {PROJECT}, annotation/ and curation/, found none of them"
        raise FileError(message, file=str(path))
    if found and not found & {ANNOTATION, CURATION}:
        message = f"expected annotation/ with XMI or JSON, found serialized Java objects alone; {AGAIN}"
        raise FileError(message, file=str(path))
    pages = list(_pages(archive, ledger))
    annotated = {page.document for page in pages}
    yield from graphs_of(pages, ledger)
    for name in _listed(archive, ledger):
        if name not in annotated:
            yield from _unannotated(archive, name, ledger)


def _pages(archive: Archive, ledger: Ledger) -> Iterator[Page]:
    parts = [(name, *parts_of(name)[:2]) for name in sorted(archive.members)]
    found = [
        (name, document, CURATOR if folder == CURATION else user_of(name, archive))
        for name, folder, document in parts
        if folder in {ANNOTATION, CURATION} and document and not is_type_system(name)
    ]
    annotated = {document for _, document, user in found if not user.startswith(INITIAL)}
    for name, document, user in found:
        if not (user.startswith(INITIAL) and document in annotated):
            yield from _pages_in(archive, name, (document, user), ledger)


def _pages_in(archive: Archive, name: str, known: tuple[str, str], ledger: Ledger) -> Iterator[Page]:
    document, annotator = known
    ending = name.lower().rpartition(".")[2]
    folder = name.rpartition("/")[0]
    systems = {one for one in archive.members if is_type_system(one) and one.rpartition("/")[0] == folder}
    inside = Archive(archive.path, {one: archive.members[one] for one in (name, *sorted(systems))}, archive.budget)
    if ending == "zip":
        try:
            inside = archive.inside(name, ledger)
        except Unsafe as error:
            ledger.refuse("F102", str(error), Place(file=archive.place(name)))
            return
    found = list(xmi.pages_of(inside, ledger, document=document, annotator=annotator))
    found = found or list(cas_json.pages_of(inside, document=document, annotator=annotator))
    if not found:
        reason = f"expected XMI or CAS JSON, found {', '.join(sorted(inside.members)) or 'nothing'}; {AGAIN}"
        ledger.refuse("F102", reason, Place(file=archive.place(name)))
    yield from found


def _listed(archive: Archive, ledger: Ledger) -> list[str]:
    """Give the documents that the project says it has."""
    name = project_file(archive)
    if name is None:
        return []
    try:
        listed = json.loads(archive.read(name))["source_documents"]
        return [one["name"] for one in listed if isinstance(one["name"], str)]
    except (Unsafe, ValueError, LookupError, TypeError, RecursionError) as error:
        reason = f"expected a project with its source_documents, found that {type(error).__name__}: {error}"
        ledger.refuse("F102", reason, Place(file=archive.place(name)))
        return []


def _unannotated(archive: Archive, name: str, ledger: Ledger) -> Iterator[Graph]:
    """Give the text of a document without pages, if it is one."""
    member = f"{SOURCE}/{name}"
    try:
        text = archive.read(member).decode() if name.lower().endswith(".txt") else None
    except (Unsafe, LookupError, UnicodeDecodeError) as error:
        ledger.refuse("F102", f"expected a text in UTF-8, found {error}", Place(file=archive.place(member)))
        return
    if text is None:
        reason = "expected pages of a document, or its plain text; found neither"
        ledger.refuse("F103", reason, Place(file=archive.place(member)))
        return
    yield Graph(name, text)


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:
    """Write a project as a ZIP.

    Raises:
        FileError: something stands at the path, or dkpro-cassis is not installed.
        OSError: it cannot be written.
    """
    if path.exists():
        message = "expected no such file, found something there; choose another"
        raise FileError(message, file=str(path))
    path.parent.mkdir(parents=True, exist_ok=True)
    writer = Writer(is_xml=True, declared=declared_of(vocabulary))
    documents: list[tuple[str, list[str]]] = []
    with zipfile.ZipFile(path, "x", zipfile.ZIP_DEFLATED) as archive:
        for graph in graphs:
            name = f"{graph.document_id}.txt"
            _add(archive, f"{SOURCE}/{name}", graph.text.encode())
            for given in graph.annotations or (None,):
                _add(archive, _member(name, given), _page(writer, graph, given))
            documents.append((name, [one.annotator for one in graph.annotations if one.annotator != CURATOR]))
        made = layers(writer.declared, vocabulary)
        _add(archive, PROJECT, json.dumps(project(path.stem, documents, made), ensure_ascii=False, indent=2).encode())


def _member(name: str, given: Annotations | None) -> str:
    if given is None:
        return f"{ANNOTATION}/{name}/{INITIAL}.zip"
    if given.annotator == CURATOR:
        return f"{CURATION}/{name}/{CURATION_USER}.zip"
    return f"{ANNOTATION}/{name}/{given.annotator}.zip"


def _page(writer: Writer, graph: Graph, given: Annotations | None) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, f"{graph.document_id}.xmi", xmi.rendered(writer.cas(graph, given)))
        _add(archive, "TypeSystem.xml", writer.typesystem())
    return stored.getvalue()


def _add(archive: zipfile.ZipFile, name: str, content: bytes) -> None:
    member = zipfile.ZipInfo(name, DAY_ONE)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    archive.writestr(member, content)
