"""Our vocabulary as other tools need it: layers and fields as labels, derived from the records.

>>> [link.label for link in vocabulary().links if link.placed]
['entities', 'sources', 'attributions', 'commitments', 'stances']
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from corpus.formats.vocabularies import AttributeType, LinkType, Role, Vocabulary
from corpus.model.columns import labels
from corpus.model.layers import LAYERS, REFERENCES
from corpus.schemes.reportedly.fields import EMPTY, FIRST, PLACED, SECOND, SOURCE, TARGET, Field, fields

if TYPE_CHECKING:
    from collections.abc import Iterable

TRUTHS = ("true", "false")


@cache
def vocabulary() -> Vocabulary:
    """Give all labels of spans, links and attributes."""
    own = [field.role for layer in LAYERS for field in fields(layer) if field.kind == "span"]
    pairs = [_pair(layer, field) for layer in PLACED for field in fields(layer) if field.kind in {"span", "reference"}]
    naming = LinkType(SOURCE, (Role(FIRST, (SOURCE,)), Role(SECOND, ("sources",))))
    events = [LinkType(layer, _roles(layer), placed=True) for layer in LAYERS if layer not in PLACED]
    return Vocabulary((*PLACED, *dict.fromkeys([*own, SOURCE, TARGET])), (*_merged(pairs), naming, *events), _attributes())


def _pair(layer: str, field: Field) -> LinkType:
    return LinkType(field.role, (Role(FIRST, (layer,)), Role(SECOND, _targets(layer, field))))


def _merged(pairs: list[LinkType]) -> list[LinkType]:
    """Give one type per label: what several layers call by one name is one relation in the tools."""
    found: dict[str, list[LinkType]] = {}
    for pair in pairs:
        found.setdefault(pair.label, []).append(pair)
    return [
        LinkType(label, tuple(_joined(one.roles[place] for one in some) for place in (0, 1))) for label, some in found.items()
    ]


def _joined(roles: Iterable[Role]) -> Role:
    found = list(roles)
    return Role(found[0].name, tuple(dict.fromkeys(target for role in found for target in role.targets)))


def _targets(layer: str, field: Field) -> tuple[str, ...]:
    if field.kind == "span":
        return (field.role,)
    references = REFERENCES[layer]
    return (references[f"{field.name}.item" if field.many else field.name],)


def _roles(layer: str) -> tuple[Role, ...]:
    found = [Role(one.role, _targets(layer, one), one.many) for one in fields(layer) if one.kind in {"span", "reference"}]
    if layer == "attributions":
        found.insert(0, Role(SOURCE, ("sources", SOURCE), many=True))
    if layer == "stances":
        found.append(Role(TARGET, ("entities", "claims", TARGET)))
    return tuple(found)


def _attributes() -> tuple[AttributeType, ...]:
    targets: dict[str, list[str]] = {}
    values: dict[str, list[str]] = {}
    for layer in LAYERS:
        for field in fields(layer):
            found = _values(layer, field)
            if found:
                targets.setdefault(field.role, []).append(layer)
                values.setdefault(field.role, []).extend(found)
    return tuple(AttributeType(label, tuple(some), tuple(dict.fromkeys(values[label]))) for label, some in targets.items())


def _values(layer: str, field: Field) -> tuple[str, ...]:
    if field.kind == "truth":
        return TRUTHS
    if field.kind == "label":
        return labels(layer)[field.name]
    return (EMPTY,) if field.kind == "reference" and field.many else ()
