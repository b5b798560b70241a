"""Places: which files a document is written to; one for each annotator, in a folder of the annotator's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import FileError
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.formats.graph import Annotations, Graph


def empty_folder(path: Path) -> None:
    """Make a folder to write to.

    Raises:
        FileError: something stands there.
        OSError: it cannot be made.
    """
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        message = "expected an empty folder or no such path, found something in it; choose another"
        raise FileError(message, file=str(path))
    path.mkdir(parents=True, exist_ok=True)


def places_of(graph: Graph) -> Iterator[tuple[str, Annotations | None]]:
    """Give the folder for each annotator; a document without any has a file as well."""
    if not graph.annotations:
        yield "", None
    for one in graph.annotations:
        yield "" if one.annotator == ONLY_ANNOTATOR else one.annotator, one


def annotator_of(name: str) -> str:
    """Give the annotator by the folders of a name.

    >>> annotator_of("ana/article.xmi"), annotator_of("article.xmi")
    ('ana', 'import')
    """
    return name.rpartition("/")[0].replace("/", "-") or ONLY_ANNOTATOR
