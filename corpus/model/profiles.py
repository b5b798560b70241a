"""Profiles: which fields a set of each profile must fill, `import` < `silver` < `gold`.

A label may be null, and null means *not annotated*; how much may be left open depends on what the set claims to be.

>>> sorted(MANDATORY["gold"]["cues"])
['level', 'negated', 'type']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from corpus.model.sets import Profile

SILVER: dict[str, frozenset[str]] = {
    "sections": frozenset({"role"}),
    "entities": frozenset({"type"}),
    "mentions": frozenset({"entity_id"}),
    "quantities": frozenset({"kind"}),
    "cues": frozenset({"type"}),
    "attributions": frozenset({"content", "cue_ids"}),
    "commitments": frozenset({"value"}),
    "stances": frozenset({"polarity"}),
}

GOLD: dict[str, frozenset[str]] = {
    "sections": frozenset({"role"}),
    "entities": frozenset({"type", "name"}),
    "mentions": frozenset({"entity_id", "form"}),
    "quantities": frozenset({"kind"}),
    "cues": frozenset({"type", "level", "negated"}),
    "sources": frozenset({"anonymity", "official", "is_document"}),
    "attributions": frozenset({"content", "cue_ids", "type", "mode", "polarity", "determinacy"}),
    "claims": frozenset({"head", "quantity_ids"}),
    "commitments": frozenset({"value", "evidence_ids"}),
    "stances": frozenset({"polarity", "type", "explicit"}),
}

MANDATORY: dict[Profile, dict[str, frozenset[str]]] = {"import": {}, "silver": SILVER, "gold": GOLD}
"""Per profile and layer, the fields that must not be null."""

WITHHELD: dict[str, frozenset[str]] = {"entities": frozenset({"name"})}
"""Per layer, the mandatory fields that are words of the text, and so are withheld with it."""

ENGAGED_TYPES = ("reportive", "verification")
"""The cue types that may have an engagement."""

GRADED_TYPES = ("epistemic", "doxastic", "booster")
"""The cue types that may have a strength."""

IMPORT_ONLY_TYPES = ("hedge", "unspecified")
"""Cue types that only an import may use."""
