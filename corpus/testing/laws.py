"""Laws for whoever writes or reads a corpus: each takes the functions that it tests, and says what differs where.

A law works in folders of its own, so nothing is left behind.

>>> from corpus.model import CorpusMetadata
>>> news = Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [Document.of("d", "It rained.")])
>>> kept = {}
>>> assert_round_trip(news, lambda corpus, path: kept.update(corpus=corpus), lambda path: kept["corpus"])
>>> assert_round_trip(news, lambda corpus, path: None, lambda path: Corpus(news.metadata))
Traceback (most recent call last):
...
AssertionError: documents: expected ['d'], found []
"""

from __future__ import annotations

import itertools
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import Any

from corpus.model import LAYERS, Annotation, AnnotationSet, Corpus, CorpusMetadata, Document
from corpus.model.rows import row_of

Write = Callable[[Corpus, Path], object]
"""Writes a corpus to a path that is not there yet: a file or a folder, as it likes."""
Read = Callable[[Path], Corpus]
"""Reads a corpus from a path."""
Records = Mapping[str, Mapping[str, Sequence[Annotation]]]
"""Annotations by set and layer."""
Build = Callable[[CorpusMetadata, Sequence[Document], Sequence[AnnotationSet], Records], Corpus]
"""Puts a corpus together from its parts."""


def assert_round_trip(corpus: Corpus, write: Write, read: Read) -> None:
    """Hold a format to this: what was written reads back as the same corpus, and writing changes nothing.

    Raises:
        AssertionError: it does not; the message names the first part, row and field that differ.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "corpus"
        write(corpus, path)
        _assert_equal(corpus, read(path))


def assert_same_bytes(corpus: Corpus, write: Write) -> None:
    """Hold a format to this: the same corpus, written twice, gives the same files with the same bytes.

    Raises:
        AssertionError: it does not; the message names the first file that differs.
    """
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        written = []
        for folder in (first, second):
            write(corpus, Path(folder) / "corpus")
            written.append(_contents(Path(folder)))
        for name in sorted(written[0].keys() | written[1].keys()):
            if written[0].get(name) != written[1].get(name):
                message = f"{name}: the second time it was written it had other bytes, or was not written at all"
                raise AssertionError(message)


def assert_order_irrelevant(corpus: Corpus, build: Build, *, seed: int = 0) -> None:
    """Hold a builder or converter to this: in whatever order documents, sets and rows come, it is the same corpus.

    Args:
        corpus: what is to come out.
        build: puts a corpus together from metadata, documents, sets and the records of each set and layer.
        seed: which shuffle of the parts to try.

    Raises:
        AssertionError: it is another corpus; the message names the first part, row and field that differ.
    """
    random = Random(seed)  # noqa: S311 - any shuffle will do
    records = {
        record.id: {layer: _shuffled(random, corpus.set(record.id).layer(layer)) for layer in LAYERS} for record in corpus.sets
    }
    built = build(corpus.metadata, _shuffled(random, corpus.documents), _shuffled(random, corpus.sets), records)
    _assert_equal(corpus, built)


def differences(expected: Corpus, found: Corpus) -> Iterator[str]:
    """Say where two corpora differ: in which part, which row of which layer, which field."""
    yield from _fields("metadata", expected.metadata.model_dump(), found.metadata.model_dump())
    yield from _parts("documents", expected.documents, found.documents)
    yield from _parts("sets", expected.sets, found.sets)
    common = [record.id for record in expected.sets if record.id in {other.id for other in found.sets}]
    for set_id, layer in itertools.product(common, LAYERS):
        yield from _rows(f"{set_id}/{layer}", expected.set(set_id).layer(layer), found.set(set_id).layer(layer))


def _assert_equal(expected: Corpus, found: Corpus) -> None:
    different = next(differences(expected, found), None)
    if different is None and expected != found:
        different = "the corpora hold the same records, but in tables of another type or order"
    if different is not None:
        raise AssertionError(different)


def _parts(name: str, expected: Sequence[Any], found: Sequence[Any]) -> Iterator[str]:
    ids = [[record.id for record in records] for records in (expected, found)]
    if ids[0] != ids[1]:
        yield f"{name}: expected {ids[0]}, found {ids[1]}"
        return
    for one, other in zip(expected, found, strict=True):
        yield from _fields(f"{name}/{one.id}", one.model_dump(), other.model_dump())


def _rows(name: str, expected: Sequence[Annotation], found: Sequence[Annotation]) -> Iterator[str]:
    keys = [[(record.document_id, record.id) for record in records] for records in (expected, found)]
    if keys[0] != keys[1]:
        yield f"{name}: expected the annotations {keys[0]}, found {keys[1]}"
        return
    for one, other in zip(expected, found, strict=True):
        yield from _fields(f"{name}/{one.document_id}/{one.id}", row_of(one), row_of(other))


def _fields(name: str, expected: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[str]:
    for field, value in expected.items():
        if value != found[field]:
            yield f"{name}: {field}: expected {value!r}, found {found[field]!r}"


def _contents(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _shuffled(random: Random, items: Sequence[Any]) -> list[Any]:
    return random.sample(list(items), len(items))
