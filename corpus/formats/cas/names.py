"""Names: labels as types of UIMA and back, and fields as features; both allow letters, digits and underscores alone.

>>> type_of("cues"), type_of("Attribution-no-source"), type_of("de.dkpro.Token")
('webanno.custom.cues', 'webanno.custom.Attribution_x2D_no_x2D_source', 'de.dkpro.Token')
>>> label_of("webanno.custom.Attribution_x2D_no_x2D_source"), label_of("webanno.custom.relation.source")
('Attribution-no-source', 'source')
>>> feature_of("begin"), field_of("c_begin"), field_of("PosValue")
('c_begin', 'begin', 'PosValue')
"""

from __future__ import annotations

import keyword
import re

CUSTOM = "webanno.custom."
"""Where INCEpTION keeps the layers of a project."""
OWN = "reportedly."
"""Where we keep what a CAS has no place for."""
KINDS = ("span", "pair", "relation", "object")
"""Kinds of types: an annotation, a pair of Governor and Dependent, a pair of Arg1 and Arg2, and what has no place."""
PARTS = re.compile(rf"{re.escape(CUSTOM)}(?:({'|'.join(KINDS)})\.)?([^.]*)")
DOTTED = re.compile(r"[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)+")
SLOT_SUFFIX = "ArgumentsLink"
"""INCEpTION calls the type of a slot by its layer, its feature, and the word Link; no label of ours may look like that."""
UNFIT = re.compile(rf"[^A-Za-z0-9_]|_(?=x[0-9A-F]+_)|{SLOT_SUFFIX[-1]}(?<={SLOT_SUFFIX})$")
ESCAPED = re.compile(r"_x([0-9A-F]+)_")
GUARD = "c_"
"""Stands before a name that could not stand alone."""
SPAN_ID, LINK_ID, KEPT, ARGUMENTS, TRIGGER = "span_id", "link_id", "kept", "arguments", "trigger"
GOVERNOR, DEPENDENT = "Governor", "Dependent"
RESERVED = frozenset(
    (SPAN_ID, LINK_ID, KEPT, ARGUMENTS, TRIGGER, GOVERNOR, DEPENDENT, "sofa", "begin", "end", "type", "self", "xmiID")
)
"""What features of ours, of UIMA, or of the library that writes them are called."""


def type_of(label: str, kind: str = "span", *, plain: bool = True) -> str:
    """Give the type of a label; with `plain` false, one that no other kind of type can have."""
    is_free = DOTTED.fullmatch(label) and not label.startswith((CUSTOM, OWN)) and not label.endswith(SLOT_SUFFIX)
    if plain and kind != "relation" and is_free:
        return label
    if plain and kind in {"span", "pair"}:
        return f"{CUSTOM}{_escaped(label)}"
    return f"{CUSTOM}{kind}.{_escaped(label)}"


def label_of(name: str) -> str:
    """Give the label of a type."""
    parts = PARTS.fullmatch(name)
    if parts is None:
        return name
    label = _unescaped(parts[2])
    return label if _escaped(label) == parts[2] else name


def is_relation(name: str) -> bool:
    """Tell whether a type holds pairs of Arg1 and Arg2."""
    return name.startswith(f"{CUSTOM}relation.")


def feature_of(field: str) -> str:
    """Give the feature of a field."""
    return _escaped(field)


def field_of(feature: str) -> str:
    """Give the field of a feature."""
    field = _unescaped(feature)
    return field if _escaped(field) == feature else feature


def _escaped(name: str) -> str:
    made = UNFIT.sub(lambda found: f"_x{ord(found[0]):X}_", name)
    stands = made[:1].isalpha() and not made.endswith("_") and not made.startswith(GUARD)
    return made if stands and made not in RESERVED and not keyword.iskeyword(made) else GUARD + made


def _unescaped(name: str) -> str:
    return ESCAPED.sub(lambda found: chr(min(int(found[1][:6], 16), 0x10FFFF)), name.removeprefix(GUARD))
