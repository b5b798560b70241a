"""Steps: what becomes of each object when one version of the schema follows another.

A step is pure: for each kind of file it has a function that takes a JSON object and says what becomes of it. What has no
function is carried as it is. The classes of an old version are gone, so a step knows nothing but JSON.

>>> def emphatic(cue):
...     return carry(cue | {"type": "emphatic"}) if cue["type"] == "booster" else carry(cue)
>>> step = Step("1", "2", {"cues": emphatic})
>>> step.transform("cues", {"id": "cue-1", "type": "booster"}).placed
(('cues', {'id': 'cue-1', 'type': 'emphatic'}),)
>>> step.transform("claims", {"id": "claim-1"}).placed
(('claims', {'id': 'claim-1'}),)
>>> [one.new for one in chain_of([step], "1", "2", versions=["1", "2"])]
['2']
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from corpus.errors import MigrationError
from corpus.model.metadata import is_older

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    Transform = Callable[["JsonObject"], "Carried"]

JsonObject = dict[str, Any]
"""A record as it stands in a file."""
HERE = ""
"""The file that the object came from."""


@dataclass(frozen=True, slots=True)
class Loss:
    """A field that the new version cannot hold: its name, its value, and why."""

    field: str
    value: Any
    reason: str


@dataclass(frozen=True, slots=True)
class Carried:
    """What became of one object: objects of the new version with the kind of file of each, and what was lost on the way.

    Without objects, the whole was left behind, and `reason` says why.
    """

    placed: tuple[tuple[str, JsonObject], ...] = ()
    losses: tuple[Loss, ...] = ()
    reason: str | None = None


def carry(value: JsonObject, *losses: Loss) -> Carried:
    """Carry an object, perhaps changed and without some fields, in the file that it came from."""
    return Carried(((HERE, value),), losses)


def move(value: JsonObject, *losses: Loss, to: str) -> Carried:
    """Carry an object into another layer of its set."""
    return Carried(((to, value),), losses)


def leave(reason: str) -> Carried:
    """Leave an object behind that the new version cannot hold; it is kept word for word beside the new corpus."""
    return Carried(reason=reason)


@dataclass(frozen=True, slots=True)
class Step:
    """The way from one version of the schema to the next.

    `transforms` has a function for each kind of file whose objects change: a layer, `documents`, `set` or `corpus`.
    `schema_version` is not theirs to write; the migration does.
    """

    old: str
    new: str
    transforms: Mapping[str, Transform] = field(default_factory=dict)

    def transform(self, kind: str, value: JsonObject) -> Carried:
        """Say what becomes of an object, which stays as it was given; a function that fails leaves the object behind."""
        if kind not in self.transforms:
            return Carried(((kind, self._renumbered(kind, value)),))
        try:
            found = self.transforms[kind](copy.deepcopy(value))
        except (LookupError, TypeError, ValueError, AttributeError) as error:
            return leave(f"the step from version {self.old} to {self.new} cannot take it: {type(error).__name__}: {error}")
        placed = tuple((to or kind, self._renumbered(to or kind, one)) for to, one in found.placed)
        return replace(found, placed=placed)

    def _renumbered(self, kind: str, value: JsonObject) -> JsonObject:
        if kind == "corpus" or (kind == "set" and value.get("schema_version") is not None):
            return value | {"schema_version": self.new}
        return value


STEPS: tuple[Step, ...] = ()
"""The steps that this package knows. Version 1 is the first, so there are none yet."""


def chain_of(steps: Iterable[Step], old: str, new: str, *, versions: Sequence[str]) -> tuple[Step, ...]:
    """Give the steps that lead from one version to another, in their order.

    `versions` are those whose schemas there are.

    Raises:
        MigrationError: there is no such version, or no steps lead there; it names what there is.
    """
    known = f"the versions with schemas here are {', '.join(versions)}"
    if old not in versions:
        remedy = "" if is_older(old) else "; a newer package may know it"
        message = f"the corpus is of schema version {old!r}, which is not known; {known}{remedy}"
        raise MigrationError(message)
    if new not in versions:
        message = f"expected a schema version that there is, found {new!r}; {known}"
        raise MigrationError(message)
    following = {step.old: step for step in steps}
    chain: list[Step] = []
    at = old
    while at != new and at in following and len(chain) < len(following):
        chain.append(following[at])
        at = following[at].new
    if at != new:
        led = ", ".join(f"{step.old} to {step.new}" for step in following.values()) or "none"
        message = f"no steps lead from schema version {old} to {new}; {known}, and the steps are: {led}"
        raise MigrationError(message)
    return tuple(chain)
