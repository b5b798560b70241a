"""Attributes: of what two sets both found, do they say the same?

Annotations are paired as for adjudication (`corpus.agreement.pairing`), and the labels of each pair compared: places by
their overlap, commitments by claim and source, and so on. What has no partner has no label to compare, and is
counted in `left_out`; whether the sets found the same is what the measures of places say. With more than two sets the pairs
are joined into groups that have at most one annotation of each set, the likest first.

>>> label_fields("cues")
('type', 'level', 'engagement', 'strength', 'negated', 'group', 'is_hedge')
>>> scale_of("commitments", "value")
('CT-', 'PR-', 'PS-', 'Uu', 'PS+', 'PR+', 'CT+')
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.agreement.grouping import grouped
from corpus.agreement.places import own_bounds
from corpus.agreement.ratings import Ratings
from corpus.model.columns import columns, labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.agreement.comparison import Comparison
    from corpus.model import Annotation

SCALES: dict[tuple[str, str], tuple[str, ...]] = {
    ("commitments", "value"): ("CT-", "PR-", "PS-", "Uu", "PS+", "PR+", "CT+"),
    ("cues", "strength"): ("possible", "probable", "certain"),
    ("stances", "intensity"): ("low", "medium", "high"),
}
"""The order of the labels of a field, where they have one. Commitments go from certainly not over uncommitted to certainly so
(Saurí and Pustejovsky 2009); CTu, certain of unknown polarity, has no place in it and is left out."""
NUMBERS = {("commitments", "score")}
"""Fields that hold a number."""
DERIVED = {"cues": ("group", "is_hedge")}
"""What follows from the labels and can be compared as well."""
ALONE = "annotations without a partner"
OFF_SCALE = "values without a place in the order"


def label_fields(layer: str) -> tuple[str, ...]:
    """Name the fields of a layer that hold a label, derived ones at the end."""
    named = [path for path in labels(layer) if "." not in path]
    flags = [column.path for column in columns(layer) if column.type == pa.bool_() and "." not in column.path]
    return (*named, *flags, *DERIVED.get(layer, ()))


def scale_of(layer: str, field: str) -> tuple[str, ...] | None:
    """Give the labels of a field in order, where they have one."""
    return SCALES.get((layer, field))


def known_value(record: Annotation, field: str) -> Any:
    """Give a label, and of what follows from labels only what those that are given decide.

    Whether a cue is a hedge is not known without its kind, nor, where it reports or verifies, without its engagement.

    >>> from corpus.model import Cue, Span
    >>> cue = Cue(id="cue-1", document_id="d", span=Span.of("It may rain.", (3, 6)))
    >>> cue.is_hedge, known_value(cue, "is_hedge")
    (False, None)
    """
    if field == "is_hedge":
        group, engagement = (getattr(record, name) for name in ("group", "engagement"))
        if group is None or (group == "evidential" and engagement is None):
            return None
    return getattr(record, field)


@dataclass(frozen=True)
class Paired:
    """What the sets of a comparison both found.

    Attributes:
        compared: the sets, documents and layer.
    """

    compared: Comparison

    @cached_property
    def groups(self) -> list[dict[int, Annotation]]:
        """The annotations that are the same one: by the number of the set, at least two."""
        views = {name: self.compared.news.set(name) for name in self.compared.sets}
        found = grouped(views, list(self.compared.pairings.values()), self.compared.layer)
        shared = [{self.compared.sets.index(name): record for name, record in one.items()} for one in found if len(one) > 1]
        return sorted((one for one in shared if _first(one).document_id in self._document_numbers), key=self._place)

    @cached_property
    def alone(self) -> int:
        """How many annotations have no partner in any other set."""
        everything = sum(len(records) for found in self.compared.records.values() for records in found.values())
        return everything - sum(map(len, self.groups))

    def ratings(self, field: str, *, categories: Sequence[str] | None = None) -> Ratings:
        """Give the labels of a field: an annotator per set, a unit per group; a label that is no category is missing."""
        values = [[self._value(group.get(number), field, categories) for group in self.groups] for number in self._numbers]
        documents = [self._document_numbers[_first(group).document_id] for group in self.groups]
        return Ratings.of(values, documents=documents, categories=categories, document_count=len(self.compared.documents))

    def off_scale(self, field: str, categories: Sequence[str]) -> int:
        """Count the labels that have no place among some categories."""
        values = [getattr(record, field) for group in self.groups for record in group.values()]
        return sum(value is not None and value not in categories for value in values)

    @property
    def _numbers(self) -> range:
        return range(len(self.compared.sets))

    @cached_property
    def _document_numbers(self) -> dict[str, int]:
        return {document.id: number for number, document in enumerate(self.compared.documents)}

    def _place(self, group: dict[int, Annotation]) -> tuple[Any, ...]:
        record = _first(group)
        return (self._document_numbers[record.document_id], own_bounds(record), min(group), record.id)

    @staticmethod
    def _value(record: Annotation | None, field: str, categories: Sequence[str] | None) -> Any:
        value = None if record is None else known_value(record, field)
        return value if categories is None or value in categories else None


def _first(group: dict[int, Annotation]) -> Annotation:
    return group[min(group)]
