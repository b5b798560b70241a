"""Likeness: how like one another two annotations of a layer are, as far as the pairs that are already known tell.

Every likeness is greatest between an annotation and itself, so that a set pairs with itself row by row. Where places and
references leave a choice, names, links and the like decide, and at the very last the same id; never a label that agreement
measures, or agreement would be what the pairing made it.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, cast

import pyarrow as pa

from corpus.agreement.matching import overlap, touching
from corpus.model import RESERVED_SOURCES
from corpus.model.columns import HEAD, TAIL, columns, labels
from corpus.model.layers import REFERENCES, layer_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from corpus.agreement.matching import Likeness
    from corpus.model import Annotation, Claim, Entity, Span

    Records = Sequence[Annotation]
    Side = Mapping[str, Records]
    """The annotations of one set in one document, by layer."""
    Places = dict[str, set[int]]
    """The code points that have to do with each source."""
    Measure = Callable[[Records, Records, "Known"], Likeness]

EXACT = 3.0
"""What the same span is worth: more than any overlap of spans and heads."""
HINTS = 0.1
"""What names and the like add at most; less than any difference that a reader would call one of place."""
SAME_ID = 1e-4
"""What the same id adds."""
JUDGED = ("score", "judgements", "cluster")
"""Fields that are no label, and what annotators are asked all the same; how they call a cluster is theirs alone."""


@dataclass(frozen=True)
class Known:
    """What is known of one document: its annotations in both sets, and the pairs found so far.

    Attributes:
        first: the annotations of the first set.
        second: the annotations of the second set.
        partners: per layer, the partner of each paired id of the first set.
    """

    first: Side
    second: Side
    partners: dict[str, dict[str, str]] = field(default_factory=dict)

    def same(self, layer: str, first: str | None, second: str | None) -> bool:
        """Tell whether two references, one of each set, point at the same annotation."""
        return first is not None and second is not None and self.mapped(layer, first) == second

    def mapped(self, layer: str, reference: str) -> str | None:
        """Give what a reference of the first set is called in the second; the reserved sources are themselves."""
        return reference if reference in RESERVED_SOURCES else self.partners.get(layer, {}).get(reference)

    def share(self, layer: str, first: Iterable[str], second: Iterable[str]) -> float:
        """Give the share of two lists of references that is common to both, 0 to 1."""
        mine, theirs = set(first), set(second)
        common = sum(self.mapped(layer, one) in theirs for one in mine)
        return 2 * common / (len(mine) + len(theirs)) if common else 0.0


def same_span(first: Records, second: Records, known: Known) -> Likeness:  # noqa: ARG001 - a measure's signature
    """Compare annotations whose spans are equal."""
    return {
        (one, other): EXACT + hints(first[one], second[other])
        for one, other in touching(spans_of(first), spans_of(second))
        if span_of(first[one]) == span_of(second[other])
    }


def common_span(first: Records, second: Records, known: Known) -> Likeness:  # noqa: ARG001 - a measure's signature
    """Compare annotations whose spans have code points in common."""
    return {
        (one, other): shared + hints(first[one], second[other])
        for one, other in touching(spans_of(first), spans_of(second))
        if (shared := overlap(span_of(first[one]), span_of(second[other])))
    }


def common_predicate(first: Records, second: Records, known: Known) -> Likeness:
    """Compare claims whose spans have code points in common, and whose heads do too, where both have one (FactBank event)."""
    found: Likeness = {}
    for (one, other), score in common_span(first, second, known).items():
        mine, theirs = cast("Claim", first[one]).head, cast("Claim", second[other]).head
        if mine is None or theirs is None or mine.overlaps(theirs):
            found[one, other] = score + overlap(mine, theirs)
    return found


def common_mentions(first: Records, second: Records, known: Known) -> Likeness:
    """Compare entities by how many of their mentions are paired with one another."""
    mine, theirs = cast("Sequence[Entity]", first), cast("Sequence[Entity]", second)
    owners = {mention.id: row for row, entity in enumerate(theirs) for mention in entity.mentions}
    counts = Counter(
        (row, owners[partner])
        for row, entity in enumerate(mine)
        for mention in entity.mentions
        if (partner := known.mapped("mentions", mention.id)) in owners
    )
    return {(one, other): count + hints(first[one], second[other]) for (one, other), count in counts.items()}


def same_name(first: Records, second: Records, known: Known) -> Likeness:  # noqa: ARG001 - a measure's signature
    """Compare entities that no mention tells apart, because neither has one: by their names and links.

    Those that have no name or link either are told by nothing but their ids.
    """
    mine, theirs = ({row: one for row, one in enumerate(_entities(side)) if not one.mentions} for side in (first, second))
    named: dict[tuple[str, str], list[int]] = {}
    for row, entity in theirs.items():
        for name in _names(entity):
            named.setdefault(name, []).append(row)
    counts = Counter((row, other) for row, entity in mine.items() for name in _names(entity) for other in named.get(name, ()))
    nameless = ({row for row, entity in side.items() if not _names(entity)} for side in (mine, theirs))
    found: Likeness = {(one, other): count + hints(first[one], second[other]) for (one, other), count in counts.items()}
    return found | same_id(first, second, *nameless)


def same_id(first: Records, second: Records, rows: Iterable[int], others: Iterable[int]) -> Likeness:
    """Compare what has nothing but an id."""
    ids = {second[other].id: other for other in others}
    return {(one, ids[first[one].id]): SAME_ID for one in rows if first[one].id in ids}


def spans_of(records: Records) -> list[Span | None]:
    """Give the spans of some records of a layer that has them."""
    return [span_of(record) for record in records]


def span_of(record: Annotation) -> Span:
    """Give the span of a record of a layer that has one."""
    return cast("Claim", record).span


def _entities(records: Records) -> Sequence[Entity]:
    return cast("Sequence[Entity]", records)


def _names(entity: Entity) -> list[tuple[str, str]]:
    """Give the name and the link of an entity, as far as it has them."""
    return [(field, value) for field in ("name", "link") if (value := getattr(entity, field))]


def hints(first: Annotation, second: Annotation) -> float:
    """Give a little for names and the like that agree, and next to nothing for the same id."""
    fields = hint_fields(type(first))
    agreeing = sum(bool(getattr(first, name) == getattr(second, name)) for name in fields)
    return HINTS * agreeing / max(len(fields), 1) + SAME_ID * (first.id == second.id)


@cache
def hint_fields(kind: type[Annotation]) -> tuple[str, ...]:
    """Give the fields of a layer that are neither its place nor its references, nor a note, nor anything that is measured."""
    layer = layer_of(kind)
    flags = {column.path for column in columns(layer) if column.type == pa.bool_()}
    references = {path.split(".")[0] for path in REFERENCES.get(layer, {})}
    others = {*HEAD, *TAIL, "span", *references, *labels(layer), *flags, *JUDGED}
    return tuple(name for name in kind.model_fields if name not in others)
