"""References: the same record with other ids in the fields that point at its neighbours.

>>> row = {"claim_id": "claim-1", "source_id": "@author", "evidence_ids": ["cue-1", "cue-2"], "value": "Uu"}
>>> called = {"claim-1": ["c1"], "cue-1": ["c2", "c3"]}
>>> rename("commitments", row, lambda layer, reference: called.get(reference, []))["evidence_ids"]
['c2', 'c3']
>>> write("commitments", row, "a")["claim_id"], write("commitments", row, "a")["source_id"]
('a:claim-1', '@author')
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from corpus.model import RESERVED_SOURCES
from corpus.model.layers import REFERENCES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpus.model.rows import Row

    Find = Callable[[str, str], Sequence[str]]
    """Gives for a layer and an id of it what it is called now; several where it is several, none where it is gone."""


def rename(layer: str, row: Row, find: Find) -> Row:
    """Give a row with every reference renamed: a list takes all new names, a single field the first, or null for none.

    `@author` and `@unspecified` are called the same everywhere.
    """
    renamed = dict(row)
    for path, target in REFERENCES.get(layer, {}).items():
        name, *steps = path.split(".")
        options = _options(renamed.get(name), steps, partial(find, target))
        renamed[name] = options[0] if options else None
    return renamed


def _options(value: Any, steps: Sequence[str], find: Callable[[str], Sequence[str]]) -> list[Any]:
    """Give what may stand in a field now, in the order of preference."""
    if value is None:
        return [None]
    if not steps:
        return [value] if value in RESERVED_SOURCES else list(find(value))
    if steps[0] == "item":
        kept = [option for item in value for option in _options(item, steps[1:], find)]
        return [[option for place, option in enumerate(kept) if option not in kept[:place]]]
    return [value | {steps[0]: option} for option in _options(value.get(steps[0]), steps[1:], find)]


def references(layer: str, row: Row) -> Iterator[tuple[str, str, str]]:
    """Give each reference of a row but those to reserved sources: its path, the layer that it points into, and the id.

    >>> list(references("attributions", {"cue_ids": ["cue-1"], "parent_id": None, "sources": None}))
    [('cue_ids.0', 'cues', 'cue-1')]
    """
    for path, target in REFERENCES.get(layer, {}).items():
        name, *steps = path.split(".")
        for place, found in _leaves(row.get(name), steps, name):
            yield place, target, found


def _leaves(value: Any, steps: Sequence[str], place: str) -> Iterator[tuple[str, str]]:
    if value is None:
        return
    if not steps:
        yield from () if value in RESERVED_SOURCES else [(place, value)]
    elif steps[0] == "item":
        for number, item in enumerate(value):
            yield from _leaves(item, steps[1:], f"{place}.{number}")
    else:
        yield from _leaves(value.get(steps[0]), steps[1:], f"{place}.{steps[0]}")


def write(layer: str, row: Row, set_id: str) -> Row:
    """Write the set in front of each reference, `annotator-1:cue-012`."""
    return rename(layer, row, lambda _, reference: [f"{set_id}:{reference}"])
