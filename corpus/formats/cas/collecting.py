"""Collecting: pages (one file, by one annotator, about one document) to graphs, one document after the other.

Where pages of one name have different texts, they are documents of their own, named with their folder: some collections have
a folder per annotator, some a folder per document.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import FileError, Place
from corpus.formats.cas.archives import Unsafe
from corpus.formats.cas.founding import founded
from corpus.formats.cas.graphs import View, views_of
from corpus.formats.cas.structures import PRIMITIVE_ARRAYS, Unusable
from corpus.formats.cas.typesystems import ARRAY
from corpus.formats.graph import Annotations, Graph
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from corpus.formats.cas.structures import RawCas
    from corpus.formats.reports import Ledger

FIRST_VIEW = "_InitialView"


@dataclass(frozen=True, slots=True)
class Page:
    """A file about a document, by an annotator."""

    document: str
    annotator: str
    file: str
    """Its name for people."""
    parse: Callable[[], RawCas]
    """Gives what it holds; raises Unusable or Unsafe."""


@dataclass(frozen=True, slots=True)
class _Text:
    """One text of a page."""

    page: Page
    view: View


def graphs_of(pages: Iterable[Page], ledger: Ledger) -> Iterator[Graph]:
    """Give the graph of each document; a page that cannot be read is refused."""
    by_document: dict[str, list[Page]] = defaultdict(list)
    for page in pages:
        by_document[page.document].append(page)
    for _, some in sorted(by_document.items()):
        texts: dict[str, list[_Text]] = defaultdict(list)
        for page in some:
            for name, text in _texts(page, ledger):
                texts[name].append(text)
        for name, found in texts.items():
            yield from _documents(name, found, ledger)


def only(page: Page, ledger: Ledger) -> Iterator[Graph]:
    """Give the graphs of a file that was named itself.

    Raises:
        FileError: it cannot be read.
    """
    try:
        raw = page.parse()
    except (Unusable, Unsafe) as error:
        raise FileError(str(error), file=page.file) from error
    yield from graphs_of([Page(page.document, page.annotator, page.file, lambda: raw)], ledger)


def _texts(page: Page, ledger: Ledger) -> Iterator[tuple[str, _Text]]:
    """Give each text of a page with the name of its document."""
    try:
        raw = page.parse()
        views = views_of(raw, file=page.file, ledger=ledger)
    except (Unusable, Unsafe) as error:
        ledger.refuse("F102", str(error), Place(file=page.file))
        return
    for view in views:
        name = page.document if len(views) == 1 or view.name == FIRST_VIEW else f"{page.document}-{view.name}"
        yield view.document.get("id") or name, _Text(page, view)
    if not views and all(one.type in {ARRAY, *PRIMITIVE_ARRAYS} for one in raw.structures):
        ledger.refuse("F103", "expected a sofa with a text, found none", Place(file=page.file))


def _documents(name: str, texts: list[_Text], ledger: Ledger) -> Iterator[Graph]:
    if len({one.view.text for one in texts}) == 1:
        yield _document(name, texts, ledger)
        return
    for one in texts:
        own = f"{one.page.annotator}-{name}"
        reason = f"files called {name} have different texts; this document is called {own} here"
        ledger.change("F205", reason, Place(file=one.page.file))
        page = Page(own, ONLY_ANNOTATOR, one.page.file, one.page.parse)
        yield _document(own, [_Text(page, one.view)], ledger)


def _document(name: str, texts: list[_Text], ledger: Ledger) -> Graph:
    found = [_annotations(one, ledger) for one in texts]
    first = texts[0]
    return Graph(name, first.view.text, tuple(one for one in found if one is not None), first.view.fields)


def _annotations(one: _Text, ledger: Ledger) -> Annotations | None:
    made = founded(one.view.found, annotator=one.page.annotator, file=one.page.file, ledger=ledger)
    ledger.prove(one.view.proof, Place(file=one.page.file))
    is_unannotated = one.view.document and not one.view.document.get("annotator") and not made.size
    return None if is_unannotated else made
