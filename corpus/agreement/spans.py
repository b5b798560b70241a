"""Spans: do two sets mark the same stretches of text? Precision, recall and F1, and Wiebe's agr.

There is no chance correction here, because what nobody marked cannot be counted; F1 is what kappa comes to when that is
very much (Hripcsak and Rothschild 2005). Spans are whole: of an interrupted one all fragments belong together.

exact       all fragments are equal; of equal spans on one side, as many count as the other side has
overlap     at least one code point in common, one to one, as many pairs as possible
characters  code points that both mark, however often
agr         the share of one side's spans that anything on the other overlaps, averaged over both directions (Wiebe,
            Wilson and Cardie 2005); not one to one, so a long span may answer for many

>>> from corpus.model import Span
>>> text = "He said that it may rain."
>>> one, other = [Span.of(text, (3, 7)), Span.of(text, (16, 19))], [Span.of(text, (3, 7)), Span.of(text, (16, 24))]
>>> {name: match(one, other) for name, match in MATCHES.items()}
{'exact': (1, 2, 2), 'overlap': (2, 2, 2), 'characters': (7, 7, 12)}
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, TypeVar

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import maximum_bipartite_matching

from corpus.agreement.counts import Statistic, ratio
from corpus.agreement.matching import common_length, touching
from corpus.agreement.places import bounds

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from corpus.agreement.comparison import Comparison
    from corpus.agreement.counts import Floats
    from corpus.model import Span

    Spans = Sequence[Span]
    ByDocument = Sequence[Sequence[Spans]]
    """Spans by set, then by document."""
    Match = Callable[[Spans, Spans], tuple[int, int, int]]

Item = TypeVar("Item")

Side = Literal["f1", "precision", "recall"]
"""precision: the share of the second set's that the first has; recall: the other way round; f1: their harmonic mean."""
NO_SPANS = "neither set has a span"


def span_agreement(compared: Comparison, found: ByDocument, matching: str, side: Side = "f1") -> Statistic:
    """Measure how far spans are the same; over more than two sets the mean of all pairs."""
    return pairwise(compared, found, MATCHES[matching], side)


def agr(
    compared: Comparison,
    items: Sequence[Sequence[Sequence[Item]]],
    match: Callable[[Sequence[Item], Sequence[Item]], tuple[int, int, int, int]],
) -> Statistic:
    """Measure the share of each side's items that the other touches, averaged over directions and pairs of sets."""
    return _matched(compared, items, match, _mean_agr)


def pairwise(
    compared: Comparison,
    items: Sequence[Sequence[Sequence[Item]]],
    match: Callable[[Sequence[Item], Sequence[Item]], tuple[int, int, int]],
    side: Side,
) -> Statistic:
    """Count matches of every two sets in each document; `items` are by set, then by document."""
    return _matched(compared, items, match, _MEANS[side])


def _matched(
    compared: Comparison,
    items: Sequence[Sequence[Sequence[Item]]],
    match: Callable[[Sequence[Item], Sequence[Item]], tuple[int, ...]],
    mean: Callable[[Floats], Floats],
) -> Statistic:
    rows = _counted(compared, items, match)
    return Statistic(rows.reshape(len(rows), -1), mean, items=_items(items, match), undefined=NO_SPANS)


def pair_exact(first: Spans, second: Spans) -> tuple[int, int, int]:
    """Count equal spans, and the spans of both sides."""
    return count_equal([bounds(span) for span in first], [bounds(span) for span in second])


def pair_overlapping(first: Spans, second: Spans) -> tuple[int, int, int]:
    """Count the most pairs of spans that have code points in common, and the spans of both sides."""
    return count_most(_edges(first, second), len(first), len(second))


def pair_touched(first: Spans, second: Spans) -> tuple[int, int, int, int]:
    """Count the spans of each side that any span of the other has code points in common with, and all of that side."""
    return count_touched(_edges(first, second), len(first), len(second))


def pair_characters(first: Spans, second: Spans) -> tuple[int, int, int]:
    """Count the code points that both sides mark, and those that each does."""
    one, other = _characters(first), _characters(second)
    return len(one & other), len(one), len(other)


MATCHES: dict[str, Match] = {"exact": pair_exact, "overlap": pair_overlapping, "characters": pair_characters}
"""How spans are matched: each gives the matches, and how many there are on either side."""


def count_equal(first: Iterable[object], second: Iterable[object]) -> tuple[int, int, int]:
    """Count equal things, each once per partner, and all of both sides."""
    one, other = Counter(first), Counter(second)
    return (one & other).total(), one.total(), other.total()


def count_most(edges: Sequence[tuple[int, int]], first: int, second: int) -> tuple[int, int, int]:
    """Count the most one-to-one pairs among some possible ones (Hopcroft and Karp 1973)."""
    if not edges:
        return 0, first, second
    rows, columns = np.array(edges).T
    graph = coo_array((np.ones(len(edges)), (rows, columns)), shape=(first, second)).tocsr()
    return int((maximum_bipartite_matching(graph) >= 0).sum()), first, second


def count_touched(edges: Sequence[tuple[int, int]], first: int, second: int) -> tuple[int, int, int, int]:
    """Count what has any partner among some possible pairs, on each side, and all of that side."""
    return len({one for one, _ in edges}), first, len({other for _, other in edges}), second


def _edges(first: Spans, second: Spans) -> list[tuple[int, int]]:
    return [(one, other) for one, other in touching(first, second) if common_length(first[one], second[other])]


def paired_agreement(compared: Comparison) -> Statistic:
    """Measure how many annotations have a partner, paired as for adjudication; for every layer, with a place or without."""
    found = [Counter(one.first.document_id for one in pairing[compared.layer].pairs) for pairing in compared.pairings.values()]
    sizes = [{name: len(records) for name, records in compared.records[set_id].items()} for set_id in compared.sets]
    rows = np.zeros((len(compared.documents), len(found), 3))
    for number, document in enumerate(compared.documents):
        for couple, (one, other) in enumerate(compared.couples):
            if compared.covers(one, document.id) and compared.covers(other, document.id):
                rows[number, couple] = found[couple][document.id], sizes[one][document.id], sizes[other][document.id]
    counts = rows.reshape(len(rows), -1)
    return Statistic(counts, _mean_f1, items=sum(sum(one.values()) for one in sizes), undefined="neither set has an annotation")


def _counted(
    compared: Comparison,
    items: Sequence[Sequence[Sequence[Item]]],
    match: Callable[[Sequence[Item], Sequence[Item]], tuple[int, ...]],
) -> Floats:
    """Give the counts of each document and pair of sets; nothing where one of the two does not cover the document."""
    nothing = np.zeros(len(match((), ())))
    rows = []
    for number, document in enumerate(compared.documents):
        covering = [compared.covers(set_number, document.id) for set_number in range(len(compared.sets))]
        rows.append(
            [
                match(items[one][number], items[other][number]) if covering[one] and covering[other] else nothing
                for one, other in compared.couples
            ]
        )
    return np.array(rows, dtype=np.float64)


def _items(
    items: Sequence[Sequence[Sequence[Item]]], match: Callable[[Sequence[Item], Sequence[Item]], tuple[int, ...]]
) -> int:
    """Count what each set has in the documents compared, once however many pairs it is in."""
    return sum(match(found, ())[1] for documents in items for found in documents)


def _characters(spans: Spans) -> set[int]:
    return {place for span in spans for fragment in span for place in range(fragment.start, fragment.end)}


def _mean_f1(sums: Floats) -> Floats:
    both, first, second = np.moveaxis(sums.reshape(len(sums), -1, 3), 2, 0)
    return _mean(ratio(2 * both, first + second))


def _mean_precision(sums: Floats) -> Floats:
    both, _, second = np.moveaxis(sums.reshape(len(sums), -1, 3), 2, 0)
    return _mean(ratio(both, second))


def _mean_recall(sums: Floats) -> Floats:
    both, first, _ = np.moveaxis(sums.reshape(len(sums), -1, 3), 2, 0)
    return _mean(ratio(both, first))


_MEANS: dict[Side, Callable[[Floats], Floats]] = {"f1": _mean_f1, "precision": _mean_precision, "recall": _mean_recall}


def _mean_agr(sums: Floats) -> Floats:
    touched, first, by, second = np.moveaxis(sums.reshape(len(sums), -1, 4), 2, 0)
    return _mean(np.concatenate([ratio(touched, first), ratio(by, second)], axis=1))


def _mean(values: Floats) -> Floats:
    """Average each row over the pairs of sets that have a figure."""
    defined = np.isfinite(values)
    return ratio(np.where(defined, values, 0.0).sum(axis=1), defined.sum(axis=1).astype(np.float64))
