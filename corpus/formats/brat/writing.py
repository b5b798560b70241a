"""Graphs to brat: a folder per annotator with `.txt` and `.ann`, in the order of the graph; same graph, same bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import FileError
from corpus.formats.brat.configuration import write_configuration
from corpus.formats.brat.ids import with_brat_ids
from corpus.formats.brat.notation import encode
from corpus.formats.brat.places import written
from corpus.formats.capabilities import Capabilities
from corpus.formats.names import ONLY_ANNOTATOR
from corpus.formats.offsets import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.graph import Annotations, Graph, Link
    from corpus.formats.vocabularies import Vocabulary

CAPABILITIES = Capabilities(fields=False, placeless=False, labels=r"[^\s:]+")
"""What a brat collection can carry."""


def write(graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:
    """Write documents into a folder that is empty or not there, with the configuration that the vocabulary calls for.

    Raises:
        FileError: something stands in the folder.
        OSError: it cannot be written.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        message = "expected an empty folder or no such path, found something in it; choose another"
        raise FileError(message, file=str(path))
    path.mkdir(parents=True, exist_ok=True)
    write_configuration(vocabulary, path)
    for graph in graphs:
        if not graph.annotations:
            (path / f"{graph.document_id}.txt").write_bytes(graph.text.encode())
        for one in graph.annotations:
            folder = path if one.annotator == ONLY_ANNOTATOR else path / one.annotator
            folder.mkdir(exist_ok=True)
            (folder / f"{graph.document_id}.txt").write_bytes(graph.text.encode())
            (folder / f"{graph.document_id}.ann").write_bytes(render(graph, one).encode())


def render(graph: Graph, given: Annotations) -> str:
    r"""Write what one annotator left as lines.

    >>> from corpus.formats.graph import Annotations, Graph, Span
    >>> graph = Graph("d", "Ana says no", (Annotations("ana", spans=(Span("T1", "Cue", ((4, 8),)),)),))
    >>> render(graph, graph.annotations[0])
    'T1\tCue 4 8\tsays\n'
    """
    return "".join([f"{line}\n" for line in _lines(graph, with_brat_ids(given))])


def _lines(graph: Graph, given: Annotations) -> Iterator[str]:
    for span in given.spans:
        yield f"{span.id}\t{span.label} {written(span.fragments)}\t{folded(graph.surface(span.fragments))}"
    yield from map(_link, given.links)
    for attribute in given.attributes:
        value = "" if attribute.value is None else f" {encode(attribute.value)}"
        yield f"{attribute.id}\t{attribute.label} {attribute.target}{value}"
    for one in given.normalisations:
        yield f"{one.id}\t{one.label} {one.target} {encode(one.entry)}\t{encode(one.text) if one.text else ''}"
    for note in given.notes:
        yield f"{note.id}\t{note.label} {note.target}\t{encode(note.text)}"
    for group in given.groups:
        yield f"*\t{group.label} {' '.join(map(str, group.members))}"


def _link(link: Link) -> str:
    arguments = " ".join(f"{role}:{target}" for role, target in link.arguments)
    if link.trigger is None:
        return f"{link.id}\t{link.label} {arguments}\t"  # brat itself ends these lines so
    return f"{link.id}\t{link.label}:{link.trigger} {arguments}".rstrip()
