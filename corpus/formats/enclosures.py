"""Enclosures: a whole graph as one JSON object inside a file that shows only its spans to other tools.

The tools of others keep what they do not know (spaCy `doc.user_data`, CoNLL-U its comments), and people go on working on
the spans that they see. So the file is followed and the enclosure completes it: a span that is no longer shown is gone, with
all that rests on it; a span that was not there is new.

>>> from corpus.formats.graph import Annotations, Graph, Span
>>> graph = Graph("d", "Ana says", (Annotations("ana", (Span("T1", "Cue", ((4, 8),)),)),))
>>> opened(enclosed(graph), "Ana says") == graph
True
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from itertools import count, pairwise
from typing import TYPE_CHECKING, Any

from corpus.formats.capabilities import references
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Normalisation, Note, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.errors import Place
    from corpus.formats.graph import Id, Item
    from corpus.formats.reports import Ledger

NAME = "reportedly"
"""What an enclosure is called in the files of others."""
KINDS: dict[str, Any] = {
    "spans": Span,
    "links": Link,
    "attributes": Attribute,
    "notes": Note,
    "normalisations": Normalisation,
    "groups": Group,
}
Shown = tuple[str, int, int]
"""What another tool shows of a span: its label and bounds."""


def enclosed(graph: Graph) -> str:
    """Write all of a graph but its text as JSON in ASCII."""
    told = {"id": graph.document_id, "fields": dict(graph.fields), "annotations": [_plain(one) for one in graph.annotations]}
    return json.dumps(told)


def _plain(one: Annotations) -> dict[str, Any]:
    kinds = {kind: [list(item[:-1]) for item in getattr(one, kind)] for kind in KINDS}
    return {"annotator": one.annotator, **{kind: items for kind, items in kinds.items() if items}}


def value_of(written: str) -> Any:
    """Read JSON of ours that went through the hands of others.

    Raises:
        ValueError: it is none, or holds what no file of ours can hold: NaN, lone surrogates.
        RecursionError: it is nested too deeply.
    """
    told = json.loads(written)
    json.dumps(told, ensure_ascii=False, allow_nan=False).encode()
    return told


def opened(written: str, text: str) -> Graph | None:
    """Read an enclosure; None where it is none of ours, is damaged, or does not fit the text."""
    try:
        told = value_of(written)
        made = tuple(_annotations(one) for one in told["annotations"])
        graph = Graph(str(told["id"]), text, made, dict(told["fields"]))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    return graph if all(_is_sound(one, len(text)) for one in made) else None


def _annotations(one: Mapping[str, Any]) -> Annotations:
    parts: dict[str, Any] = {
        kind: tuple(make(*map(_tuples, item)) for item in one.get(kind, ())) for kind, make in KINDS.items()
    }
    return Annotations(str(one["annotator"]), **parts)


def _tuples(value: Any) -> Any:
    return tuple(map(_tuples, value)) if isinstance(value, list) else value


def _is_sound(one: Annotations, length: int) -> bool:
    """Tell whether ids are unique, references resolve, places are in the text and in order, and everything is of its type."""
    try:
        ids = [item.id for item in one.identified()]
        named = [*ids, *(target for item in one.items() for target in references(item))]
        edges = [[0, *(edge for pair in span.fragments for edge in pair), length] for span in one.spans]
        is_inside = all(start <= end for places in edges for start, end in pairwise(places))
        is_there = all(span.fragments and all(start < end for start, end in span.fragments) for span in one.spans)
        is_typed = all(type(own) in {str, int} for own in named) and all(map(_is_typed, one.items()))
    except (ValueError, TypeError):
        return False
    return is_typed and is_there and is_inside and len(ids) == len(set(ids)) and set(named) <= set(ids)


def _is_typed(item: Item) -> bool:
    roles = [role for role, _ in item.arguments] if isinstance(item, Link) else []
    words = [getattr(item, name) for name in ("text", "entry") if hasattr(item, name)]
    words += [item.value] if isinstance(item, Attribute) and item.value is not None else []
    return all(isinstance(word, str) for word in (item.label, *roles, *words))


def followed(
    one: Annotations, shown: Mapping[Id, list[Shown]], found: Iterable[Shown], ledger: Ledger, place: Place
) -> Annotations:
    """Follow what a tool shows now of spans that were shown so; tell of each difference."""
    left = Counter(found)
    gone: set[Id] = set()
    for span in one.spans:
        wanted = Counter(shown.get(span.id, ()))
        if any(left[one] < number for one, number in wanted.items()):
            gone.add(span.id)
            ledger.change("F401", f"{span.label} {span.id} was taken away or moved since; the file is followed", place)
        else:
            left.subtract(wanted)
    taken = [item.id for item in one.identified() if isinstance(item.id, int)]
    numbers = count(max(taken, default=0) + 1)
    added = [Span(next(numbers), label, ((start, end),)) for label, start, end in left.elements()]
    for span in added:
        ledger.change("F401", f"{span.label} at {span.fragments[0]} was added since; the file is followed", place)
    return replace(_without(one, gone, ledger, place), spans=(*(x for x in one.spans if x.id not in gone), *added))


def _without(one: Annotations, gone: set[Id], ledger: Ledger, place: Place) -> Annotations:
    """Refuse what rests on spans that are gone."""
    while gone:
        stray = [item for item in one.items() if not isinstance(item, Span) and gone.intersection(references(item))]
        if not stray:
            break
        for item in stray:
            ledger.refuse("F107", f"{item.label} rests on a span that was taken away since", place, json.dumps(item[:-1]))
        gone = gone | {item.id for item in stray if not isinstance(item, Group)}
        left: dict[str, Any] = {kind: _but(getattr(one, kind), stray) for kind in KINDS if kind != "spans"}
        one = replace(one, **left)
    return one


def _but(items: tuple[Item, ...], stray: Sequence[Item]) -> tuple[Item, ...]:
    numbers = {id(item) for item in stray}
    return tuple(item for item in items if id(item) not in numbers)
