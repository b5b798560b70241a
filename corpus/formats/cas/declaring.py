"""Declaring: the types and features that drafts use, as a type system."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from corpus.formats.cas.drafting import ANNOTATION, Draft
from corpus.formats.cas.names import ARGUMENTS, DEPENDENT, GOVERNOR, KEPT, SLOT_SUFFIX
from corpus.formats.cas.tracing import MARK, OBJECT, ROLE, TARGET
from corpus.formats.cas.typesystems import ARRAY, TOP, cassis

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

STRING = "uima.cas.String"
ENDS = (GOVERNOR, DEPENDENT)
MEMBERS = "members"
BUILT_IN = "uima."


@dataclass(frozen=True, slots=True)
class Declared:
    """Types with their parents, and the features of each with what they hold."""

    parents: Mapping[str, str] = field(default_factory=dict)
    features: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def with_types(self, other: Declared) -> Declared:
        """Add the types and features of another."""
        names = self.features.keys() | other.features.keys()
        features = {name: {**self.features.get(name, {}), **other.features.get(name, {})} for name in names}
        return Declared({**self.parents, **other.parents}, features)

    def typesystem(self) -> Any:
        """Make a type system of the library; in the same order always."""
        made = cassis().TypeSystem()
        for name in sorted(self.parents):
            made.create_type(name, self.parents[name])
        for name in sorted(self.parents):
            for feature, holds in sorted(self.features[name].items()):
                element = f"{name}{SLOT_SUFFIX}" if feature == ARGUMENTS else (TOP if holds == ARRAY else None)
                made.create_feature(name, feature, holds, elementType=element)
        return made


def declared_by(drafts: Iterable[Draft]) -> Declared:
    """Give what drafts use, and the mark of the document."""
    parents: dict[str, str] = {MARK: TOP}
    features: dict[str, dict[str, str]] = {MARK: {"document_id": STRING, "annotator": STRING, KEPT: STRING}}
    for draft in drafts:
        if draft.type.startswith(BUILT_IN):
            continue
        parents[draft.type] = ANNOTATION if draft.has_place else TOP
        features.setdefault(draft.type, {}).update(_features(draft))
        if draft.arguments is not None:
            slot = f"{draft.type}{SLOT_SUFFIX}"
            parents[slot] = TOP
            fillers = {TARGET if one.has_place else OBJECT: ANNOTATION if one.has_place else TOP for _, one in draft.arguments}
            features.setdefault(slot, {}).update({ROLE: STRING, TARGET: ANNOTATION, **fillers})
    return Declared(parents, features)


def _features(draft: Draft) -> dict[str, str]:
    found = dict.fromkeys(draft.values, STRING)
    found |= {name: ANNOTATION if name in ENDS else TOP for name in draft.references}
    if draft.kept:
        found[KEPT] = STRING
    if draft.members is not None:
        found[MEMBERS] = ARRAY
    if draft.arguments is not None:
        found[ARGUMENTS] = ARRAY
    return found
