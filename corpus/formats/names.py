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


def fit_name(name: str) -> str:
    """Give a name of letters, digits, dots, underscores and hyphens that begins with a letter or digit."""
    made = UNFIT.sub("-", name).lstrip("._-")[:LONGEST]
    return made or "unnamed"


def fit_annotator(name: str) -> str:
    """Do the same for an annotator, whose name becomes a set's and its folder's."""
    made = fit_name(name)
    return f"set-{made}" if made.lower() in TAKEN else made


def fit_graphs(graphs: Iterable[Graph], ledger: Ledger) -> Iterator[Graph]:
    """Give graphs with names that are fit; refuse what then has the name of another."""
    seen: set[str] = set()
    for graph in graphs:
        name = fit_name(graph.document_id)
        if name.lower() in seen:
            reason = f"expected a name of its own, found a second document {name}; rename one"
            size = sum(one.size for one in graph.annotations)
            ledger.withdraw("F109", reason, Place(document_id=graph.document_id), count=size)
            continue
        seen.add(name.lower())
        if name != graph.document_id:
            ledger.change("F205", f"the document is called {name} here", Place(document_id=graph.document_id))
        yield Graph(name, graph.text, tuple(_annotators(graph, ledger)), graph.fields)


def _annotators(graph: Graph, ledger: Ledger) -> Iterator[Annotations]:
    seen: set[str] = set()
    for one in graph.annotations:
        name = fit_annotator(one.annotator)
        if name in seen:
            place = Place(file=one.file, document_id=graph.document_id)
            reason = f"expected one pass of each annotator, found a second of {name}; rename one"
            ledger.withdraw("F109", reason, place, count=one.size)
            continue
        seen.add(name)
        yield one if name == one.annotator else replace(one, annotator=name)
