"""Feature structures as a file has them, before anything is made of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.formats.cas.typesystems import Types

SOFA, VIEW, NULL = "uima.cas.Sofa", "uima.cas.View", "uima.cas.NULL"
ELEMENTS = "elements"
"""The one feature of an array."""
PRIMITIVE = frozenset(
    f"uima.cas.{name}" for name in ("Boolean", "Byte", "Short", "Integer", "Long", "Float", "Double", "String")
)
PRIMITIVE_ARRAYS = frozenset(f"{name}Array" for name in PRIMITIVE)
"""Types that hold values, and arrays of them."""


class Unusable(ValueError):
    """A file that cannot be read as a whole; the message says what was expected."""


class Reference(NamedTuple):
    """The id of another feature structure."""

    id: int


Value = str | Reference | tuple[str | Reference, ...]


class Unreadable(NamedTuple):
    """A feature structure, or a feature of one, that cannot be read."""

    code: str
    reason: str
    line: int
    written: str


class Structure(NamedTuple):
    """A feature structure."""

    id: int
    type: str
    values: Mapping[str, Value]
    line: int = 0
    written: str = ""
    """How it stands in the file, for people."""


class Sofa(NamedTuple):
    """A text that annotations are about."""

    id: int
    name: str
    text: str | None


@dataclass(slots=True)
class RawCas:
    """Everything in one file."""

    types: Types
    sofas: list[Sofa] = field(default_factory=list)
    structures: list[Structure] = field(default_factory=list)
    members: dict[int, list[int]] = field(default_factory=dict)
    """The structures that are listed for each sofa."""
    unreadable: list[Unreadable] = field(default_factory=list)
