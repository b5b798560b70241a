"""Layers: what INCEpTION has to be told of a vocabulary, so that people can go on annotating.

>>> from corpus.formats.vocabularies import AttributeType, Vocabulary
>>> mood = AttributeType("mood", ("Cue",), ("sure", "unsure"))
>>> declared = declared_of(Vocabulary(spans=("Cue",), attributes=(mood,)))
>>> layer, = layers(declared, Vocabulary(spans=("Cue",), attributes=(mood,)))
>>> layer["name"], layer["type"], [(one["name"], one["tag_set"] and one["tag_set"]["name"]) for one in layer["features"]]
('webanno.custom.Cue', 'span', [('mood', 'Cue mood'), ('span_id', None)])
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.formats.cas.declaring import STRING, Declared
from corpus.formats.cas.names import (
    ARGUMENTS,
    CUSTOM,
    DEPENDENT,
    GOVERNOR,
    KEPT,
    LINK_ID,
    SLOT_SUFFIX,
    SPAN_ID,
    feature_of,
    field_of,
    label_of,
    type_of,
)
from corpus.formats.cas.tracing import ROLE, TARGET
from corpus.formats.cas.typesystems import ANNOTATION, ARRAY, TOP
from corpus.model.columns import SPAN, columns, labels
from corpus.model.layers import LAYERS, REFERENCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from corpus.formats.vocabularies import LinkType, Vocabulary

Object = dict[str, Any]
PAIR = ("Arg1", "Arg2")
ENDS = (GOVERNOR, DEPENDENT)
IDS = (SPAN_ID, LINK_ID)
UNSAID = ("id", "document_id", "span", "sources")
"""Fields of our records that are no features."""


def declared_of(vocabulary: Vocabulary) -> Declared:
    """Give the types of all labels, whether they are used or not."""
    parents: dict[str, str] = {}
    features: dict[str, dict[str, str]] = {}
    said = dict(_said(vocabulary))
    for label in vocabulary.spans:
        parents[type_of(label)] = ANNOTATION
        features[type_of(label)] = {SPAN_ID: STRING, **said.get(label, {})}
    for link in vocabulary.links:
        if link.placed:
            name = type_of(link.label)
            parents |= {name: ANNOTATION, f"{name}{SLOT_SUFFIX}": TOP}
            features[name] = {LINK_ID: STRING, ARGUMENTS: ARRAY, **said.get(link.label, {})}
            features[f"{name}{SLOT_SUFFIX}"] = {ROLE: STRING, TARGET: ANNOTATION}
        elif _is_pair(link):
            name = type_of(link.label, "relation")
            parents[name] = ANNOTATION
            features[name] = dict.fromkeys(ENDS, ANNOTATION)
    return Declared(parents, features)


def _is_pair(link: LinkType) -> bool:
    return tuple(role.name for role in link.roles) == PAIR


def _said(vocabulary: Vocabulary) -> Iterator[tuple[str, dict[str, str]]]:
    """Give what is said of each label: its attributes and, of our own layers, all that stands as text."""
    named = [*vocabulary.spans, *(link.label for link in vocabulary.links if link.placed)]
    for label in named:
        found = [one.label for one in vocabulary.attributes if label in one.targets]
        yield label, {feature_of(one): STRING for one in (*found, *_texts(label))}


def _texts(label: str) -> Iterator[str]:
    """Give the fields of a layer of ours that hold text or numbers."""
    if label not in LAYERS:
        return
    references = {path.partition(".")[0] for path in REFERENCES.get(label, {}) if not path.startswith(TARGET)}
    for column in columns(label):
        is_plain = "." not in column.path and column.path not in UNSAID and column.type != SPAN
        if is_plain and column.path not in references:
            yield column.path


def layers(declared: Declared, vocabulary: Vocabulary) -> list[Object]:
    """Give the layers for the types, as INCEpTION's own JSON has them; those of others, and what has no place, are left out."""
    return [
        _layer(name, declared, vocabulary)
        for name, parent in sorted(declared.parents.items())
        if parent == ANNOTATION and name.startswith(CUSTOM)
    ]


def _layer(name: str, declared: Declared, vocabulary: Vocabulary) -> Object:
    has = declared.features[name]
    is_relation = all(end in has for end in ENDS)
    label = label_of(name)
    features = [_feature(name, one, vocabulary) for one in sorted(has) if one not in {*ENDS, KEPT}]
    return {
        "name": name,
        "uiName": f"{label} (relation)" if is_relation else label,
        "type": "relation" if is_relation else "span",
        "description": "",
        "enabled": True,
        "built_in": False,
        "readonly": False,
        "attach_type": _attached(label, vocabulary) if is_relation else None,
        "attach_feature": None,
        "allow_stacking": True,
        "cross_sentence": True,
        "show_hover": True,
        "anchoring_mode": "CHARACTERS",
        "overlap_mode": "ANY_OVERLAP",
        "validation_mode": "NEVER",
        "lock_to_token_offset": False,
        "multiple_tokens": True,
        "linked_list_behavior": False,
        "traits": None,
        "features": features,
    }


def _attached(label: str, vocabulary: Vocabulary) -> Object | None:
    """Give the layer that a relation is drawn between, if it is only one."""
    roles = (role for link in vocabulary.links if link.label == label and _is_pair(link) for role in link.roles)
    targets = {target for role in roles for target in role.targets}
    return {"name": type_of(targets.pop())} if len(targets) == 1 else None


def _feature(name: str, feature: str, vocabulary: Vocabulary) -> Object:
    is_slot = feature == ARGUMENTS
    field, label = field_of(feature), label_of(name)
    values = _roles(label, vocabulary) if is_slot else _values(label, field, vocabulary)
    return {
        "name": feature,
        "uiName": field,
        "type": ANNOTATION if is_slot else STRING,
        "description": "",
        "enabled": True,
        "visible": feature not in IDS,
        "include_in_hover": False,
        "required": False,
        "remember": False,
        "hideUnconstraintFeature": False,
        "curatable": feature not in IDS,
        "multi_value_mode": "ARRAY" if is_slot else "NONE",
        "link_mode": "WITH_ROLE" if is_slot else "NONE",
        "link_type_name": f"{name}{SLOT_SUFFIX}" if is_slot else None,
        "link_type_role_feature_name": ROLE if is_slot else None,
        "link_type_target_feature_name": TARGET if is_slot else None,
        "traits": None,
        "tag_set": tag_set(f"{label} {field}", values) if values else None,
    }


def _values(label: str, field: str, vocabulary: Vocabulary) -> Sequence[str]:
    """Give the values of an attribute on a label: of a layer of ours, its own alone."""
    own = labels(label).get(field) if label in LAYERS else None
    return own or next((one.values for one in vocabulary.attributes if one.label == field and label in one.targets), ())


def _roles(label: str, vocabulary: Vocabulary) -> Sequence[str]:
    return [role.name for link in vocabulary.links if link.label == label and link.placed for role in link.roles]


def tag_set(name: str, values: Iterable[str]) -> Object:
    """Give a tag set; people cannot add to it."""
    tags = [{"tag_name": value, "tag_description": ""} for value in values]
    return {"name": name, "description": "", "language": "", "tags": tags, "create_tag": False}


def project(name: str, documents: Sequence[tuple[str, Sequence[str]]], made: Sequence[Object]) -> Object:
    """Give a project: its documents with their annotators, its layers, its tag sets."""
    users = sorted({user for _, some in documents for user in some})
    sets = {one["tag_set"]["name"]: one["tag_set"] for layer in made for one in layer["features"] if one["tag_set"]}
    pages = [(document, user) for document, some in documents for user in some]
    return {
        "name": name,
        "description": "",
        "mode": "annotation",
        "script_direction": "LTR",
        "version": 1,
        "source_documents": [{"name": document, "format": "text", "state": "NEW"} for document, _ in documents],
        "annotation_documents": [{"name": document, "user": user, "state": "IN_PROGRESS"} for document, user in pages],
        "project_permissions": [{"level": "ANNOTATOR", "user": user} for user in users],
        "training_documents": [],
        "tag_sets": list(sets.values()),
        "layers": list(made),
        "constraints": [],
    }
