"""Names fit for a file: what a document or annotator may be called with us, whatever the files call them.

>>> fit_name("été/No 1.txt"), fit_name("..."), fit_name("ana")
('t-No-1.txt', 'unnamed', 'ana')
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from corpus.errors import Place
from corpus.formats.graph import Graph
from corpus.model.sets import TAKEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.formats.graph import Annotations
    from corpus.formats.reports import Ledger

UNFIT = re.compile(r"[^A-Za-z0-9._-]+")
LONGEST = 200
ONLY_ANNOTATOR = "import"
"""The annotator of files that name none."""


def fit_name(name: str) -> str:
    """Give a name of letters, digits, dots, underscores and hyphens that begins with a letter or digit."""
    made = UNFIT.sub("-", name).lstrip("._-")[:LONGEST]
    return made or "unnamed"


def fit_annotator(name: str) -> str:
    """Do the same for an annotator, whose name becomes a set's and its folder's."""
    made = fit_name(name)
    return f"set-{made}" if made.lower() in TAKEN else made


def fit_graphs(graphs: Iterable[Graph], ledger: Ledger) -> Iterator[Graph]:
    """Give graphs with names that are fit; refuse what then has the name of another, and tell annotators apart."""
    seen: set[str] = set()
    called = _Called(ledger)
    for graph in graphs:
        name = fit_name(graph.document_id)
        if name.lower() in seen:
            reason = f"expected a name of its own, found a second document {name}; rename one"
            place = Place(document_id=graph.document_id)
            _leave_out(graph.annotations, reason, place, ledger)
            continue
        seen.add(name.lower())
        if name != graph.document_id:
            ledger.change("F205", f"the document is called {name} here", Place(document_id=graph.document_id))
        yield Graph(name, graph.text, tuple(_annotators(graph, called, ledger)), graph.fields)


def _annotators(graph: Graph, called: _Called, ledger: Ledger) -> Iterator[Annotations]:
    seen: set[str] = set()
    for one in graph.annotations:
        if one.annotator in seen:
            reason = f"expected one pass of each annotator, found a second of {one.annotator}; rename one"
            _leave_out((one,), reason, Place(file=one.file, document_id=graph.document_id), ledger)
            continue
        seen.add(one.annotator)
        name = called.names.get(one.annotator) or called.call(one, graph.document_id)
        yield one if name == one.annotator else replace(one, annotator=name)


def _leave_out(given: tuple[Annotations, ...], reason: str, place: Place, ledger: Ledger) -> None:
    """Refuse items that were taken; where there are none, the document or pass itself: nothing goes without a word."""
    size = sum(one.size for one in given)
    if size:
        ledger.withdraw("F109", reason, place, count=size)
    else:
        ledger.refuse("F109", reason, place)


class _Called:
    """What annotators are called here: each by one name in all documents, and no two by one, in whatever case."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.names: dict[str, str] = {}
        self.taken: set[str] = set()

    def call(self, one: Annotations, document_id: str) -> str:
        """Name an annotator; tell where another had the name first."""
        name = self.names[one.annotator] = self._free(one.annotator, Place(file=one.file, document_id=document_id))
        self.taken.add(name.lower())
        return name

    def _free(self, annotator: str, place: Place) -> str:
        made = name = fit_annotator(annotator)
        number = 2
        while name.lower() in self.taken:
            ending = f"-{number}"
            name, number = f"{made[: LONGEST - len(ending)]}{ending}", number + 1
        if name != made:
            reason = f"the annotator {annotator} is called {name} here, as another is called {made}"
            self.ledger.change("F205", reason, place)
        return name
