"""Layers for INCEpTION follow from the schema: every layer, label set, text field and reference is there."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import cassis
import pytest

from corpus.formats.cas.layers import declared_of, layers
from corpus.formats.cas.names import feature_of
from corpus.formats.vocabularies import LinkType, Role, Vocabulary
from corpus.model import LAYERS
from corpus.model.columns import labels
from corpus.schemes.polnear.labels import vocabulary as polnear
from corpus.schemes.reportedly.fields import fields
from corpus.schemes.reportedly.labels import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable

OURS = vocabulary()
MADE = {layer["name"]: layer for layer in layers(declared_of(OURS), OURS)}


@pytest.mark.parametrize("layer", LAYERS)
def test_every_label_field_has_a_tag_set_of_its_own_values(layer: str) -> None:
    features = {one["name"]: one for one in MADE[f"webanno.custom.{layer}"]["features"]}
    for field in fields(layer):
        if field.kind == "label":
            tags = features[feature_of(field.role)]["tag_set"]["tags"]
            assert tuple(tag["tag_name"] for tag in tags) == labels(layer)[field.name]


@pytest.mark.parametrize("layer", LAYERS)
def test_every_field_that_stands_as_text_has_a_feature(layer: str) -> None:
    features = {one["name"] for one in MADE[f"webanno.custom.{layer}"]["features"]}
    texts = {feature_of(field.role) for field in fields(layer) if field.kind in {"text", "number", "list", "truth"}}
    assert texts <= features


@pytest.mark.parametrize("layer", ["attributions", "stances", "commitments"])
def test_what_refers_to_others_has_a_slot_with_their_roles(layer: str) -> None:
    slot = next(one for one in MADE[f"webanno.custom.{layer}"]["features"] if one["name"] == "arguments")
    roles = next(link.roles for link in OURS.links if link.label == layer)
    assert slot["link_mode"] == "WITH_ROLE"
    assert [tag["tag_name"] for tag in slot["tag_set"]["tags"]] == [role.name for role in roles]


def test_a_pair_is_a_relation_layer_that_is_drawn_from_its_layer() -> None:
    assert MADE["webanno.custom.relation.counted"]["type"] == "relation"
    pair = LinkType("of", (Role("Arg1", ("Cue",)), Role("Arg2", ("Cue",))))
    (layer, _) = layers(declared_of(Vocabulary(("Cue",), (pair,))), Vocabulary(("Cue",), (pair,)))[::-1]
    assert layer["attach_type"] == {"name": "webanno.custom.Cue"}


def test_ids_are_not_shown_to_people() -> None:
    hidden = {one["name"] for layer in MADE.values() for one in layer["features"] if not one["visible"]}
    assert hidden == {"span_id", "link_id"}


@pytest.mark.parametrize("labels_of", [vocabulary, polnear])
def test_the_type_system_is_read_by_the_library(labels_of: Callable[[], Vocabulary]) -> None:
    declared = declared_of(labels_of())
    written = declared.typesystem().to_xml()
    found = cassis.load_typesystem(io.BytesIO(written.encode()))
    assert {one.name for one in found.get_types()} >= set(declared.parents)
