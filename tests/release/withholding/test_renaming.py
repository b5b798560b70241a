from __future__ import annotations

import pytest

from corpus.model.digests import surface_key
from corpus.model.layers import LAYERS
from corpus.release.withholding.renaming import SINGULARS, annotation_names, document_names, is_plain


@pytest.mark.parametrize(
    "name", ["7", "007", "cue-1", "cue-001", "source-12", "e-1", "ENT-3", *(f"{one}-1" for one in SINGULARS.values())]
)
def test_a_number_with_or_without_a_word_for_the_kind_says_nothing(name: str) -> None:
    assert is_plain(name)


@pytest.mark.parametrize(
    "name", ["maduro", "entity-maduro", "cue-", "-1", "cue-1a", "cue-1\n", "maduro-1", "cue-٣", "cue 1", "cue-1-2", "T1"]
)
def test_anything_else_may_spell_words(name: str) -> None:
    assert not is_plain(name)


def test_every_layer_has_a_word() -> None:
    assert list(SINGULARS) == list(LAYERS)


def rows_of(*ids: str, start: int | None = None) -> list[dict[str, object]]:
    span = [] if start is None else [{"start": start}]
    return [{"id": one, "document_id": "d", "span": span} for one in ids]


def test_a_new_id_never_is_one_that_another_annotation_keeps() -> None:
    rows = {"entities": rows_of("entity-1", "maduro"), "claims": rows_of("entity-2")}
    found = annotation_names(rows, {"d": surface_key("x")})
    assert found == {("d", "entity-1"): "entity-1", ("d", "entity-2"): "entity-2", ("d", "maduro"): "entity-3"}


def test_annotations_with_a_place_are_numbered_in_the_order_of_the_text() -> None:
    rows = {"cues": [*rows_of("a", start=9), *rows_of("b", start=3), *rows_of("c", start=5)]}
    found = annotation_names(rows, {"d": surface_key("x")})
    assert [found["d", one] for one in "bca"] == ["cue-1", "cue-2", "cue-3"]


def test_the_alphabet_does_not_order_what_has_no_place() -> None:
    ids = [f"{letter}-name" for letter in "abcdefghijklmnop"]
    orders = set()
    for text in ("one", "other"):
        found = annotation_names({"entities": rows_of(*ids)}, {"d": surface_key(text)})
        orders.add(tuple(sorted(ids, key=lambda one, found=found: int(found["d", one].rsplit("-")[-1]))))
    assert len(orders | {tuple(ids)}) == 3


def test_documents_of_equal_text_have_names_of_their_own() -> None:
    found = document_names({"a": "ab" * 32, "b": "ab" * 32, "c": "cd" * 32, "12": "ab" * 32})
    assert found == {"12": "12", "a": "document-abababababab", "b": "document-abababababab-2", "c": "document-cdcdcdcdcdcd"}
