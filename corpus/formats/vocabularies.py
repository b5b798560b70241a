"""Vocabularies: which labels there are and what they go with, for tools that want to be told (brat, INCEpTION, Label Studio).

>>> cue = AttributeType("engagement", ("cues",), ("acknowledge", "distance"))
>>> Vocabulary(spans=("cues",), attributes=(cue,)).attributes[0].values
('acknowledge', 'distance')
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """A role of a link, with the labels of what may play it, once or several times."""

    name: str
    targets: tuple[str, ...]
    many: bool = False


@dataclass(frozen=True, slots=True)
class LinkType:
    """A label of links with its roles; `placed` if they have a trigger, as events have."""

    label: str
    roles: tuple[Role, ...]
    placed: bool = False


@dataclass(frozen=True, slots=True)
class AttributeType:
    """A label of attributes, the labels of what it stands on, and its values (none: it is only there or not)."""

    label: str
    targets: tuple[str, ...]
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All labels of a scheme; empty where a scheme has no fixed ones."""

    spans: tuple[str, ...] = ()
    links: tuple[LinkType, ...] = ()
    attributes: tuple[AttributeType, ...] = ()
