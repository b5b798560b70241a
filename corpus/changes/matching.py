"""Matching: which annotation of the newer corpus is which of the older one, in one document and layer.

The rule, step by step; what a step has paired, the later ones leave alone:

1. the same id and the same key (place, words, or what it is about; see `corpus.changes.signatures`);
2. the same key and the same labels, whatever the ids: the id is another now, or stands for something else now;
3. the same id, and something in common: an overlap, a word, a claim;
4. the same key;
5. the keys that tell less, in the same order: with the id, with the labels, alone;
6. the same id and the same labels.

So an id is believed unless it stands for something with no overlap and other labels, or a better partner is there for one of
the two. Several annotations of one key are paired in the order of the text.

>>> from corpus.changes.signatures import Signature
>>> def at(start, label):
...     return Signature(keys=((start,),), labels=(label,), anchors=frozenset(), bounds=((start, start + 5),))
>>> match([("cue-1", at(0, "a")), ("cue-2", at(9, "b"))], [("cue-1", at(9, "b")), ("cue-3", at(20, "c"))])
[(1, 0)]
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterator, Sequence

    from corpus.changes.signatures import Signature

    Known = tuple[str, Signature]
    Left = dict[int, Known]
    Key = Callable[[Known], Hashable | None]
    Step = Callable[[Left, Left], Iterator["Rows"]]

Rows = tuple[int, int]
"""The number of one row before and of one after."""


def match(old: Sequence[Known], new: Sequence[Known]) -> list[Rows]:
    """Give the pairs, in the order of the older rows; each row, given as id and signature, is in one pair at most."""
    before, after = dict(enumerate(old)), dict(enumerate(new))
    found: list[Rows] = []
    for step in _steps(max((len(one.keys) for _, one in (*old, *new)), default=0)):
        pairs = list(step(before, after))
        for first, second in pairs:
            del before[first], after[second]
        found += pairs
    return sorted(found)


def _steps(keys: int) -> Iterator[Step]:
    for number in range(keys):
        yield _equal(_with_id(number))
        yield _equal(_with_labels(number))
        if number == 0:
            yield _touching
        yield _equal(_alone(number))
    yield _equal(_id_and_labels)


def _alone(number: int) -> Key:
    return lambda one: one[1].keys[number]


def _with_id(number: int) -> Key:
    return lambda one: None if one[1].keys[number] is None else (one[0], one[1].keys[number])


def _with_labels(number: int) -> Key:
    return lambda one: None if one[1].keys[number] is None else (one[1].labels, one[1].keys[number])


def _id_and_labels(one: Known) -> Hashable | None:
    """Labels that are all open, or a layer that has none, tell nothing."""
    return None if all(label is None for label in one[1].labels) else (one[0], one[1].labels)


def _equal(key: Key) -> Step:
    """Pair the rows whose keys are equal, several of one key in order."""

    def pairs(before: Left, after: Left) -> Iterator[Rows]:
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for row, one in after.items():
            waiting[key(one)].append(row)
        iterators = {name: iter(rows) for name, rows in waiting.items() if name is not None}
        for row, one in before.items():
            other = next(iterators.get(key(one), iter(())), None)
            if other is not None:
                yield row, other

    return pairs


def _touching(before: Left, after: Left) -> Iterator[Rows]:
    """Pair the rows of one id that have something in common."""
    rows = {name: row for row, (name, _) in after.items()}
    for row, (name, one) in before.items():
        if name in rows and one.touches(after[rows[name]][1]):
            yield row, rows[name]
