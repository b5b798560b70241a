"""The working folder: how a corpus lies on disk while people work on it.

::

    annotations/
      corpus.json            name, version, rights, default set, splits
      documents.jsonl        one document a line, without its text
      texts/<document>.txt   the texts, byte for byte
      <set>/set.json         who or what made the set
      <set>/<layer>.jsonl    one annotation a line

Reading gives all that is readable, and a finding with file and line for each thing that is not. Writing what was read
gives the same bytes.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileError
from corpus.files.building import put_in_place, scratch_beside
from corpus.files.filesystem import whole
from corpus.files.jsonl import write_layer
from corpus.files.layout import DOCUMENTS, METADATA, RELEASED_SETS, SET, TEXTS
from corpus.files.readers import FolderReader
from corpus.files.strict_json import write_lines, write_record
from corpus.model.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from corpus.model import AnnotationSet, Corpus, Document
    from corpus.model.reading import Reading


def is_working_folder(path: Path) -> bool:
    """Tell whether a folder holds a corpus to work on; a release that has lost its manifest is none."""
    return (path / METADATA).is_file() and not (path / RELEASED_SETS).exists()


def read_folder(path: Path | str) -> Reading:
    """Read a working folder.

    Raises:
        FileError: the path is no folder with a `corpus.json`.
    """
    path = Path(path)
    if not is_working_folder(path):
        message = f"expected a folder with a {METADATA}, found {'no such path' if not path.exists() else 'none'}"
        raise FileError(message, file=str(path))
    return FolderReader(path).read()


def write_folder(corpus: Corpus, path: Path | str) -> None:
    """Write a corpus as a working folder; files of ours that stand there are replaced, others are left alone.

    Raises:
        FileError: a set or a text that stands there is not in the corpus; nothing is written then.
        OSError: the folder cannot be written.
    """
    path = Path(path)
    _refuse_leftovers(corpus, path)
    (path / TEXTS).mkdir(parents=True, exist_ok=True)
    write_record(path / METADATA, corpus.metadata)
    write_lines(path / DOCUMENTS, (_document_object(document) for document in corpus.documents))
    for document in corpus.documents:
        if document.text is not None:
            with whole(path / TEXTS / f"{document.id}.txt") as part:
                part.write_bytes(document.text.encode())
    for record in corpus.sets:
        _write_set(path / record.id, record, corpus)


def write_new_folder(corpus: Corpus, path: Path | str) -> None:
    """Write a corpus as a working folder that is not there yet: it appears complete or not at all.

    Raises:
        FileError: something stands at that path.
        OSError: the folder cannot be written.
    """
    path = Path(path)
    refuse_existing(path)
    with scratch_beside(path) as folder:
        write_folder(corpus, folder)
        put_in_place(folder, path)


def refuse_existing(path: Path) -> None:
    """Refuse a place at which a new folder is to be made and something stands; an empty folder is nothing.

    Raises:
        FileError: something stands there.
    """
    if path.exists() and not (path.is_dir() and not any(path.iterdir())):
        message = "expected nothing or an empty folder, found something of that name; nothing is overwritten"
        raise FileError(message, file=str(path))


def write_set(corpus: Corpus, set_id: str, path: Path | str, *, beside: Mapping[str, Iterable[object]] | None = None) -> None:
    """Add one set of a corpus to a working folder: it appears complete or not at all, and no other file is touched.

    Args:
        corpus: the corpus that has the set.
        set_id: the set.
        path: the working folder.
        beside: other files of the set, each with the objects of its lines.

    Raises:
        FileError: the path is no working folder, or something of that name stands there.
        UnknownName: the corpus has no such set.
        OSError: the set cannot be written.
    """
    path = Path(path)
    if not is_working_folder(path):
        message = f"expected a working folder, with a {METADATA}; found none"
        raise FileError(message, file=str(path))
    if (path / set_id).exists():
        message = "expected nothing, found something of that name; a set is never overwritten"
        raise FileError(message, file=str(path / set_id))
    record = corpus.set(set_id).record
    with scratch_beside(path / set_id) as folder:
        _write_set(folder, record, corpus)
        for name, lines in (beside or {}).items():
            write_lines(folder / name, lines)
        put_in_place(folder, path / set_id)


def _refuse_leftovers(corpus: Corpus, path: Path) -> None:
    """Refuse a folder that would hold more than was written into it; what stands there is not ours to remove."""
    sets = {record.id for record in corpus.sets}
    strangers = [file.parent for file in path.glob(f"*/{SET}") if file.parent.name not in sets]
    strangers += [file for file in path.glob(f"{TEXTS}/*.txt") if file.stem not in corpus]
    if strangers:
        message = "expected nothing that the corpus does not have, found this; remove it or write to another folder"
        raise FileError(message, file=str(min(strangers)))


def _write_set(folder: Path, record: AnnotationSet, corpus: Corpus) -> None:
    folder.mkdir(exist_ok=True)
    write_record(folder / SET, record)
    for layer in LAYERS:
        table = corpus.set(record.id).layer(layer).table
        if table.num_rows:
            write_layer(folder / f"{layer}.jsonl", table)
        else:
            (folder / f"{layer}.jsonl").unlink(missing_ok=True)


def _document_object(document: Document) -> dict[str, object]:
    return document.model_dump(exclude={"text"}, exclude_none=True)
