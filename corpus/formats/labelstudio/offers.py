"""What a labelling configuration offers: the labels of the scheme, and those that were written besides.

>>> from corpus.formats.vocabularies import AttributeType, Vocabulary
>>> kinds = AttributeType("type", ("cues",), ("hedge", "epistemic", "against"))
>>> offer = Offer(Vocabulary(spans=("cues", "scope"), attributes=(kinds,)))
>>> list(offer.spans), list(offer.choices["cues", "type"]), ("cues", "note") in offer.notes
(['cues', 'scope'], ['epistemic', 'hedge'], True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.formats.regions import PART, TRIGGER
from corpus.model.columns import HEAD, columns, labels
from corpus.model.layers import LAYERS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.formats.graph import Id
    from corpus.formats.regions import Sheet
    from corpus.formats.vocabularies import AttributeType, Vocabulary

Labels = dict[str, None]
"""Labels in the order in which they came."""
Said = tuple[str, str]
"""The label of a region, and of what is said of it."""


class Offer:
    """Labels of regions, relations, and what is said of regions."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Begin with the labels of a scheme."""
        placed = [link for link in vocabulary.links if link.placed]
        roles = [role.name for link in placed for role in link.roles]
        pairs = [link.label for link in vocabulary.links if not link.placed]
        self.spans: Labels = dict.fromkeys(vocabulary.spans)
        self.objects: Labels = dict.fromkeys(link.label for link in placed)
        self.relations: Labels = dict.fromkeys([*pairs, *roles, *([PART, TRIGGER] if self.spans else [])])
        self.choices: dict[Said, Labels] = {
            (target, attribute.label): dict.fromkeys(_values(attribute, target))
            for attribute in vocabulary.attributes
            for target in attribute.targets
        }
        layers = [label for label in (*self.spans, *self.objects) if label in LAYERS]
        self.notes: dict[Said, None] = {(layer, name): None for layer in layers for name in _texts(layer)}

    def learn(self, sheet: Sheet) -> None:
        """Add the labels of what is written."""
        known: dict[Id, str] = {}
        for one in sheet.regions:
            known[one.id] = one.label
            (self.spans if one.kind == "span" else self.objects)[one.label] = None
        self.relations |= {one.label: None for one in sheet.relations}
        for attribute in sheet.attributes:
            values = self.choices.setdefault((known[attribute.target], attribute.label), {})
            values |= {} if attribute.value is None else {attribute.value: None}
        self.notes |= {(known[note.target], note.label): None for note in sheet.notes}


def _values(attribute: AttributeType, target: str) -> tuple[str, ...]:
    """Give the values that an attribute has on one label: of our own layers, those of that layer alone."""
    own = labels(target).get(attribute.label) if target in LAYERS else None
    if own is None:
        return attribute.values
    return tuple(value for value in own if value in attribute.values)


def _texts(layer: str) -> Iterator[str]:
    """Name the fields of a layer that are text or a number, which a scheme does not list."""
    for column in columns(layer):
        is_simple = not pa.types.is_nested(column.type) and column.type != pa.bool_() and not column.labels
        name, *inner = column.path.split(".")
        if is_simple and (inner == ["text"] or not (inner or name in HEAD or name.endswith("_id"))):
            yield name
