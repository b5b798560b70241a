"""The labels that a labelling configuration offers: those that were written, and all of our schema where it is ours.

>>> words = Vocabulary()
>>> words.add_schema()
>>> list(words.spans)[:3], list(words.choices["cues", "type"])[:2], "entity" in words.relations
(['sections', 'mentions', 'quantities'], ['epistemic', 'doxastic'], True)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa

from corpus.formats.regions import PART, TRIGGER
from corpus.model.columns import HEAD, SPAN, columns, has_span
from corpus.model.layers import LAYERS, REFERENCES

if TYPE_CHECKING:
    from corpus.formats.graph import Id
    from corpus.formats.regions import Sheet
    from corpus.model.columns import Column

Labels = dict[str, None]
"""Labels in the order in which they came."""
Said = tuple[str, str]
"""The label of a region, and of what is said of it."""


class Vocabulary:
    """Labels of regions, relations, and what is said of regions."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.spans: Labels = {}
        self.objects: Labels = {}
        self.relations: Labels = {}
        self.choices: dict[Said, Labels] = {}
        self.notes: dict[Said, None] = {}

    def learn(self, sheet: Sheet) -> None:
        """Add the labels of what is written."""
        labels: dict[Id, str] = {}
        for one in sheet.regions:
            labels[one.id] = one.label
            (self.spans if one.kind == "span" else self.objects)[one.label] = None
        self.relations |= {one.label: None for one in sheet.relations}
        for attribute in sheet.attributes:
            values = self.choices.setdefault((labels[attribute.target], attribute.label), {})
            values |= {} if attribute.value is None else {attribute.value: None}
        self.notes |= {(labels[note.target], note.label): None for note in sheet.notes}

    @property
    def is_ours(self) -> bool:
        """Whether what was written is of our own schema: a label of a layer stands in it, or nothing."""
        labels = self.spans | self.objects
        return not labels or any(layer in labels for layer in LAYERS)

    def add_schema(self) -> None:
        """Add all labels of our schema, from the records."""
        for layer in LAYERS:
            (self.spans if has_span(layer) else self.objects)[layer] = None
        for layer in LAYERS:
            for column in columns(layer):
                self._add(layer, column)
        self.relations[TRIGGER] = self.relations[PART] = None

    def _add(self, layer: str, column: Column) -> None:
        name, *inner = column.path.split(".")
        role = name if name != "sources" else name.removesuffix("s")
        if column.path in REFERENCES.get(layer, {}):
            self.relations[role.removesuffix("_ids").removesuffix("_id")] = None
        elif column.type == SPAN:
            if column.path != "span":
                self.spans[role] = self.relations[role] = None
        elif column.labels:
            self.choices[layer, name] = dict.fromkeys(column.labels)
        elif column.type == pa.bool_():
            self.choices[layer, name] = dict.fromkeys(("true", "false"))
        elif column.path not in HEAD and ((not inner and not pa.types.is_nested(column.type)) or inner == ["text"]):
            self.notes[layer, name] = None
