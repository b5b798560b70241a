"""Words: what of a corpus repeats its texts, and the sieve that lets nothing of it through.

Which fields of an annotation hold free text follows from the record, so that a field which the schema gains is sieved
from that day on.

>>> free_fields("quantities")
('unit', 'timex', 'source_label')
"""

from __future__ import annotations

from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from corpus.errors import ReleaseError
from corpus.model import LAYERS
from corpus.model.columns import HEAD, columns, span_paths
from corpus.model.flattening import flatten
from corpus.model.layers import REFERENCES
from corpus.release.withholding.phrases import Phrases

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Corpus

WITHHELD: dict[str, tuple[str, ...]] = {"entities": ("name", "link")}
"""Fields of one layer that are words of the text, or an address at which they stand."""
ALWAYS_WITHHELD = ("note", "extras")
"""Fields of every layer that people or imports fill with what they like."""
NUMBERED = {"claims": ("cluster", "cluster"), "stances": ("target.text", "target")}
"""Per layer, the field whose names are kept apart but not spelled, and what they are called instead."""


class Sieve:
    """Lets through what repeats no words of the texts, and counts what does."""

    def __init__(self, phrases: Phrases) -> None:
        """Start with nothing dropped."""
        self.phrases = phrases
        self.dropped: Counter[str] = Counter()

    def keep(self, field: str, value: str | None) -> str | None:
        """Give a value, or None where it repeats words of the texts."""
        if value is None or self.phrases.find(value) is None:
            return value
        self.dropped[field] += 1
        return None

    def require(self, field: str, value: str) -> str:
        """Give a value without which there is no record.

        Raises:
            ReleaseError: it repeats words of the texts.
        """
        found = self.phrases.find(value) or self.phrases.find_in_id(value)
        if found is not None:
            message = f"expected no words of the withheld texts in {field}, found {found!r} in {value!r}; change it"
            raise ReleaseError(message)
        return value


def phrases_of(corpus: Corpus) -> Phrases:
    """Gather what nothing published may repeat: surfaces, headlines, bylines, names, and runs of words of the texts."""
    names = {name for record in corpus.sets for name in _names(corpus, record.id)}
    surfaces = {surface for record in corpus.sets for layer in LAYERS for surface in _surfaces(corpus, record.id, layer)}
    around = {words for document in corpus.documents for words in (document.title, document.author) if words}
    texts = (document.text for document in corpus.documents if document.text is not None)
    return Phrases.of(surfaces | around, names=names, texts=texts)


@cache
def free_fields(layer: str) -> tuple[str, ...]:
    """Give the fields of a layer that hold text of any kind and are published."""
    barred = {*HEAD, *ALWAYS_WITHHELD, *WITHHELD.get(layer, ()), *REFERENCES.get(layer, {})}
    if layer in NUMBERED:
        barred.add(NUMBERED[layer][0])
    inside = tuple(f"{path}." for path in span_paths(layer))
    return tuple(
        column.path
        for column in columns(layer)
        if column.type == pa.string() and not column.labels and column.path not in barred and not column.path.startswith(inside)
    )


def _names(corpus: Corpus, set_id: str) -> Iterator[str]:
    """Give the names of entities, and the mentions that are names."""
    view = corpus.set(set_id)
    yield from (name for name in view.entities.table["name"].to_pylist() if name)
    mentions = view.mentions.table
    yield from _texts(mentions.filter(pc.equal(mentions["form"], "NAM")), "span")


def _surfaces(corpus: Corpus, set_id: str, layer: str) -> Iterator[str]:
    table = corpus.set(set_id).layer(layer).table
    for path in span_paths(layer):
        yield from _texts(table, path)


def _texts(table: pa.Table, path: str) -> Iterator[str]:
    yield from pc.unique(flatten(table, f"{path}.item.text").drop_null().values).to_pylist()
