from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.formats.cas.characters import decode, encode, restored, stood_in
from corpus.formats.cas.names import KINDS, feature_of, field_of, label_of, type_of

ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=12) | st.sampled_from(
    ["_x5F_x2D_", "c_c_", "type", "a.b", "class"]
)


@given(name=ANY)
def test_a_field_reads_back_from_its_feature(name: str) -> None:
    feature = feature_of(name)
    assert field_of(feature) == name
    assert feature.isascii()
    assert feature.isidentifier()


@given(label=ANY, kind=st.sampled_from(KINDS), plain=st.booleans())
def test_a_label_reads_back_from_its_type(label: str, kind: str, plain: bool) -> None:  # noqa: FBT001 - drawn
    name = type_of(label, kind, plain=plain)
    assert label_of(name) == label
    assert all(part.isidentifier() for part in name.split("."))


@pytest.mark.parametrize("label", ["CueArgumentsLink", "de.x.CueArgumentsLink"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_type_of_a_label_is_that_of_a_slot(label: str, kind: str) -> None:
    assert not type_of(label, kind).endswith("ArgumentsLink")
    assert label_of(type_of(label, kind)) == label


@pytest.mark.parametrize("name", ["c_x", "_x2D_", "a_xZZ_", "plain"])
def test_a_feature_of_others_keeps_its_name_both_ways(name: str) -> None:
    assert feature_of(field_of(name)) == name or field_of(name) == name


@pytest.mark.parametrize(
    "name", ["webanno.custom.c_x", "webanno.custom._xFFFFFFFF_", "webanno.custom.relation.c_c_x", "de.x.Y"]
)
def test_a_type_of_others_has_a_label_that_is_its_own(name: str) -> None:
    assert label_of(name)


@given(value=st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(['json:"x"', 'json:"', 'json:"\\u0001"']))
def test_a_value_reads_back(value: str) -> None:
    assert decode(encode(value)) == value


@pytest.mark.parametrize("written", ['json:"plain"', 'json:"broken', "json:3"])
def test_what_only_looks_encoded_stays(written: str) -> None:
    assert decode(written) == written


@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_a_text_reads_back_and_its_stand_in_is_as_long(text: str) -> None:
    written, places = stood_in(text)
    assert len(written) == len(text)
    assert restored(written, places) == text


@pytest.mark.parametrize("places", [None, "x", [[9, 1]], [[0, 1]]])
def test_a_stand_in_that_is_gone_is_left_alone(places: object) -> None:
    assert restored("ab", places) == "ab"
