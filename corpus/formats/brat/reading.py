"""brat collections to graphs: many files at once, those in which something is odd line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from corpus.errors import Place
from corpus.formats.brat.bulk import read_in_bulk
from corpus.formats.brat.ids import with_own_ids
from corpus.formats.brat.layout import find_articles
from corpus.formats.brat.parsing import parse
from corpus.formats.brat.places import tell_disorder
from corpus.formats.graph import Annotations, Graph
from corpus.formats.offsets import Convention
from corpus.formats.shards import in_shards

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from corpus.formats.brat.bulk import Found
    from corpus.formats.brat.layout import Article
    from corpus.formats.reports import Ledger

SHARD = 2_000_000
"""Bytes of texts and annotations that are read together."""


class _Opened(NamedTuple):
    """An article's text and the files about it, as they were read."""

    name: str
    text: str
    files: Sequence[tuple[str, Path, bytes]]


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a folder of `.txt` and `.ann` files.

    Raises:
        FileError: the path is no folder, or has no such files in it.
        OSError: a folder cannot be listed.
    """
    layout = find_articles(path)
    for stray in layout.strays:
        ledger.refuse("F103", "expected a text of its name, found none; put the .txt beside it", Place(file=str(stray)))
    for half in layout.halves:
        reason = f"expected .ann files, found a {half.suffix}; write it and its like end to end into one .ann"
        ledger.refuse("F102", reason, Place(file=str(half)))
    opened = (_opened(article, ledger) for article in layout.articles)
    for shard in in_shards((one for one in opened if one is not None), _size, most=SHARD):
        found = iter(read_in_bulk([(written, one.text) for one in shard for _, _, written in one.files]))
        for one in shard:
            annotations = [_annotations(*file, one.text, next(found), ledger) for file in one.files]
            yield Graph(one.name, one.text, tuple([each for each in annotations if each is not None]))


def _size(one: _Opened) -> int:
    return sum(len(one.text) + len(written) for _, _, written in one.files)


def _opened(article: Article, ledger: Ledger) -> _Opened | None:
    text = _text(article, ledger)
    if text is None:
        for _, file in article.annotations:
            ledger.refuse("F103", "the text that it is about cannot be used", Place(file=str(file)))
        return None
    files = ((annotator, file, _bytes(file, ledger)) for annotator, file in article.annotations)
    return _Opened(
        article.name, text, [(annotator, file, written) for annotator, file, written in files if written is not None]
    )


def _text(article: Article, ledger: Ledger) -> str | None:
    """Give the text, if it can be read and all files of its name agree."""
    texts = [_decoded(file, _bytes(file, ledger), ledger) for file in (article.text, *article.twins)]
    if None in texts:
        return None
    if len(set(texts)) > 1:
        reason = f"expected one text of this name, found another in {article.twins[0]}; rename one of the documents"
        ledger.refuse("F109", reason, Place(file=str(article.text)))
        return None
    return texts[0]


def _annotations(
    annotator: str, file: Path, written: bytes, text: str, found: Found | None, ledger: Ledger
) -> Annotations | None:
    if found is not None:
        for disorder in found.disorders:
            tell_disorder(disorder, str(file), ledger)
        ledger.settle(Convention(), is_indifferent=len(found.spans) > 0)
        ledger.take(len(found.spans) + len(found.links))
        return Annotations(annotator, found.spans, found.links, file=str(file))
    decoded = _decoded(file, written, ledger)
    if decoded is None:
        return None
    return with_own_ids(parse(decoded, text, annotator=annotator, file=str(file), ledger=ledger))


def _decoded(file: Path, written: bytes | None, ledger: Ledger) -> str | None:
    """Give what bytes say, or refuse the file: no line end is touched."""
    if written is None:
        return None
    try:
        return written.decode()
    except UnicodeDecodeError as error:
        reason = f"expected UTF-8, found {error.reason} at byte {error.start}; save it as UTF-8"
        ledger.refuse("F102", reason, Place(file=str(file)))
    return None


def _bytes(file: Path, ledger: Ledger) -> bytes | None:
    """Give a file's bytes, or refuse it."""
    reason: str | None = "it is a folder, a pipe or a link to nothing"
    try:
        if file.is_file():
            with file.open("rb", buffering=0) as opened:
                return opened.read()
    except OSError as error:
        reason = error.strerror
    ledger.refuse("F102", f"expected a file that can be read: {reason}", Place(file=str(file)))
    return None
