"""brat collections to graphs, one document after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.brat.ids import with_own_ids
from corpus.formats.brat.layout import find_articles
from corpus.formats.brat.parsing import parse
from corpus.formats.graph import Graph

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.formats.brat.layout import Article
    from corpus.formats.graph import Annotations
    from corpus.formats.reports import Ledger


def read(path: Path, ledger: Ledger) -> Iterator[Graph]:
    """Read a folder of `.txt` and `.ann` files.

    Raises:
        FileError: the path is no folder, or has no such files in it.
        OSError: a folder cannot be listed.
    """
    layout = find_articles(path)
    for stray in layout.strays:
        ledger.refuse("F103", "expected a text of its name, found none; put the .txt beside it", Place(file=str(stray)))
    for article in layout.articles:
        text = _text(article, ledger)
        if text is None:
            for _, file in article.annotations:
                ledger.refuse("F103", "the text that it is about cannot be used", Place(file=str(file)))
        else:
            found = [_annotations(annotator, file, text, ledger) for annotator, file in article.annotations]
            yield Graph(article.name, text, tuple(one for one in found if one is not None))


def _text(article: Article, ledger: Ledger) -> str | None:
    """Give the text, if it can be read and all files of its name agree."""
    texts = [_read(file, ledger) for file in (article.text, *article.twins)]
    if None in texts:
        return None
    if len(set(texts)) > 1:
        reason = f"expected one text of this name, found another in {article.twins[0]}; rename one of the documents"
        ledger.refuse("F109", reason, Place(file=str(article.text)))
        return None
    return texts[0]


def _annotations(annotator: str, file: Path, text: str, ledger: Ledger) -> Annotations | None:
    written = _read(file, ledger)
    if written is None:
        return None
    return with_own_ids(parse(written, text, annotator=annotator, file=str(file), ledger=ledger))


def _read(file: Path, ledger: Ledger) -> str | None:
    """Give what a file says, or refuse it: byte for byte, no line end is touched."""
    try:
        return _bytes(file).decode()
    except UnicodeDecodeError as error:
        reason = f"expected UTF-8, found {error.reason} at byte {error.start}; save it as UTF-8"
        ledger.refuse("F102", reason, Place(file=str(file)))
    except OSError as error:
        ledger.refuse("F102", f"expected a file that can be read: {error.strerror}", Place(file=str(file)))
    return None


def _bytes(file: Path) -> bytes:
    if not file.is_file():
        raise OSError(0, "it is a folder, a pipe or a link to nothing")
    with file.open("rb", buffering=0) as opened:
        return opened.read()
