"""Laws of a diff: nothing differs from itself, both directions say the same, and other ids are no other meaning."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import corpus
from corpus.changes import diff
from corpus.model import LAYERS
from corpus.testing import corpora
from tests.edits import renumbered, tables_of, with_rows, without_text

if TYPE_CHECKING:
    from random import Random

    from corpus.changes import Changes
    from corpus.model import Corpus

SWAPPED = {
    "added": "removed",
    "removed": "added",
    "text_withheld": "text_included",
    "text_included": "text_withheld",
}


def tally(changes: Changes, *, swap: bool = False) -> Counter[tuple[object, ...]]:
    """Count all changes by what they concern; read the other way round where `swap` is set."""
    of = SWAPPED if swap else {}
    ids = (lambda one: (one.new_id, one.old_id)) if swap else (lambda one: (one.old_id, one.new_id))
    found: list[tuple[object, ...]] = [("metadata", one.field) for one in changes.metadata]
    found += [("document", *ids(one), of.get(kind, kind), one.annotations) for one in changes.documents for kind in one.kinds]
    found += [("set", one.set_id, of.get(one.kind, one.kind), one.annotations) for one in changes.sets]
    found += [("layer", one.set_id, one.layer, of.get(one.kind, one.kind), one.annotations) for one in changes.layers]
    found += [
        (one.set_id, one.layer, *ids(one), of.get(kind, kind), *(field.field for field in one.fields))
        for one in changes.annotations
        for kind in one.kinds
    ]
    return Counter(found)


@settings(max_examples=25)
@given(corpora())
def test_a_corpus_does_not_differ_from_itself(drawn: Corpus) -> None:
    found = diff(drawn, drawn)
    assert found.is_empty
    assert (found.bump, found.reasons, found.counts) == ("none", (), ())


@pytest.mark.slow  # two corpora per example
@settings(max_examples=25)
@given(corpora(), corpora())
def test_both_directions_say_the_same_with_added_and_removed_swapped(one: Corpus, other: Corpus) -> None:
    assert tally(diff(one, other)) == tally(diff(other, one), swap=True)


@pytest.mark.slow  # two corpora per example
@settings(max_examples=25)
@given(corpora(), corpora())
def test_corpora_without_a_difference_are_equal(one: Corpus, other: Corpus) -> None:
    is_same = one == other.with_metadata(version=one.metadata.version)
    assert diff(one, other).is_empty == is_same


@pytest.mark.slow  # whole corpora
@settings(max_examples=25)
@given(corpora(min_documents=1, min_sets=1))
def test_other_ids_are_no_other_meaning(drawn: Corpus) -> None:
    found = diff(drawn, renumbered(drawn))
    assert {one.kinds for one in found.annotations} <= {("renamed",)}
    size = sum(table.num_rows for of_set in tables_of(drawn).values() for table in of_set.values())
    assert len(found.annotations) == size
    assert not found.layers


@pytest.mark.slow  # whole corpora
@settings(max_examples=25)
@given(corpora(min_documents=1, min_sets=1))
def test_withheld_surfaces_are_no_differences(drawn: Corpus) -> None:
    found = diff(drawn, without_text(drawn))
    assert not found.annotations
    assert {kind for one in found.documents for kind in one.kinds} <= {"text_withheld"}


@pytest.mark.slow  # whole corpora
@settings(max_examples=25)
@given(corpora(min_documents=1, min_sets=1), st.randoms(use_true_random=False))
def test_the_annotation_that_is_taken_out_is_the_one_that_is_removed(drawn: Corpus, random: Random) -> None:
    present = [(set_id, layer) for set_id, of_set in tables_of(drawn).items() for layer in of_set if of_set[layer].num_rows]
    assume(present)
    set_id, layer = random.choice(present)
    taken = random.randrange(len(drawn.set(set_id).layer(layer)))
    name = drawn.set(set_id).layer(layer).table["id"][taken].as_py()
    found = diff(drawn, with_rows(drawn, set_id, layer, lambda rows: [*rows[:taken], *rows[taken + 1 :]]))
    if len(drawn.set(set_id).layer(layer)) == 1:
        assert [(one.set_id, one.layer, one.kind) for one in found.layers] == [(set_id, layer, "removed")]
    else:
        assert [(one.set_id, one.layer, one.old_id) for one in found.with_kind("removed")] == [(set_id, layer, name)]
    assert {one.kinds for one in found.annotations} <= {("removed",), ("relinked",)}


def test_a_version_by_itself_is_no_difference() -> None:
    news = corpus.load()
    assert diff(news, news.with_metadata(version="9.0.0")).is_empty


@pytest.mark.parametrize("layer", LAYERS)
def test_a_layer_with_other_ids_is_renamed_and_nothing_that_refers_to_it_is_linked_anew(layer: str) -> None:
    news = corpus.load()
    found = diff(news, renumbered(news, layers=[layer]))
    assert {(one.layer, one.kinds) for one in found.annotations} == {(layer, ("renamed",))}
    assert len(found.with_kind("renamed")) == sum(len(news.set(one.id).layer(layer)) for one in news.sets)
    assert found.bump == "patch"
