"""Preconditions: what must hold of some sets before a figure of theirs means anything.

What is compared is paired by what it points at: commitments by their claims, attributions by their sources and cues. A
reference to nothing would be a partner lost or, where both sets have it, one invented; so there is no figure at all.
`corpus check` names all such references (E202, E203).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.agreement.references import references
from corpus.errors import Incomparable, counted
from corpus.model import Corpus
from corpus.model.layers import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from corpus.model import SetView

Dangling = tuple[str, str, str, str]
"""A reference to nothing: layer, id, path, and the id that it names."""


def refuse_other_than_corpus(news: object) -> None:
    """Refuse what is no corpus, such as the path of one.

    Raises:
        TypeError: it is none.
    """
    if not isinstance(news, Corpus):
        message = f"expected a corpus, found {news!r}; `corpus.load` gives one"
        raise TypeError(message)


def refuse_dangling(news: Corpus, sets: Iterable[str], layers: Iterable[str]) -> None:
    """Refuse sets in which an annotation of some layers points at one that is not there.

    Raises:
        Incomparable: there is such a reference.
    """
    wanted = sorted(layers)
    for set_id in sets:
        found = [one for layer in wanted for one in _dangling(news.set(set_id), layer)]
        if found:
            layer, name, path, target = found[0]
            message = (
                f"expected references to annotations, found {counted(len(found), 'reference')} to nothing in {set_id}, "
                f"such as {path} {target!r} of {name} in {layer}; `corpus check` names all"
            )
            raise Incomparable(message)


def _dangling(view: SetView, layer: str) -> Iterator[Dangling]:
    paths = REFERENCES.get(layer, {})
    if not paths or not len(view.layer(layer)):
        return
    known = {target: _keys(view, target) for target in set(paths.values())}
    columns = ["document_id", "id", *dict.fromkeys(path.split(".")[0] for path in paths)]
    for row in view.layer(layer).table.select(columns).to_pylist():
        for path, target, name in references(layer, row):
            if (row["document_id"], name) not in known[target]:
                yield layer, row["id"], path, name


def _keys(view: SetView, layer: str) -> set[tuple[str, str]]:
    table = view.layer(layer).table
    return set(zip(table["document_id"].to_pylist(), table["id"].to_pylist(), strict=True))
