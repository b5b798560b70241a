"""The ten layers: one record class, one file, one table each, in the order in which they build on one another.

>>> LAYERS["cues"].__name__, layer_of(Cue)
('Cue', 'cues')
>>> REFERENCES["claims"]
{'attribution_id': 'attributions', 'quantity_ids.item': 'quantities'}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import UnknownName
from corpus.model.attributions import Attribution
from corpus.model.claims import Claim, Commitment
from corpus.model.cues import Cue
from corpus.model.entities import Entity, Mention
from corpus.model.quantities import Quantity
from corpus.model.sections import Section
from corpus.model.sources import Source
from corpus.model.stances import Stance

if TYPE_CHECKING:
    from corpus.model.annotations import Annotation

LAYERS: dict[str, type[Annotation]] = {
    "sections": Section,
    "entities": Entity,
    "mentions": Mention,
    "quantities": Quantity,
    "cues": Cue,
    "sources": Source,
    "attributions": Attribution,
    "claims": Claim,
    "commitments": Commitment,
    "stances": Stance,
}

REFERENCES: dict[str, dict[str, str]] = {
    "mentions": {"entity_id": "entities"},
    "quantities": {"counted_id": "mentions"},
    "sources": {"entity_id": "entities"},
    "attributions": {"sources.item.source_id": "sources", "cue_ids.item": "cues", "parent_id": "attributions"},
    "claims": {"attribution_id": "attributions", "quantity_ids.item": "quantities"},
    "commitments": {"claim_id": "claims", "source_id": "sources", "evidence_ids.item": "cues"},
    "stances": {
        "holder_id": "sources",
        "target.entity_id": "entities",
        "target.claim_id": "claims",
        "attribution_id": "attributions",
    },
}
"""Per layer, each column path that holds references (`item` steps into a list), and the layer that they point into."""


def kind_of(layer: str) -> type[Annotation]:
    """Give the record class of a layer.

    Raises:
        UnknownName: there is no such layer.
    """
    if layer not in LAYERS:
        message = f"no layer {layer!r}; the layers are {', '.join(LAYERS)}"
        raise UnknownName(message)
    return LAYERS[layer]


def layer_of(kind: type[Annotation]) -> str:
    """Name the layer of a record class.

    Raises:
        KeyError: the class is no layer's.
    """
    for name, record in LAYERS.items():
        if record is kind:
            return name
    raise KeyError(kind)
