from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.view.marks import marks_of, number

if TYPE_CHECKING:
    from corpus.model import Corpus


def kinds(news: Corpus, *layers: str) -> set[str]:
    return {mark.kind for mark in marks_of(news["note"], layers)}


def test_cues_are_marked_by_group(news: Corpus) -> None:
    assert kinds(news, "cues") == {"hedge", "evidential", "cue"}


@pytest.mark.parametrize("layer", ["mentions", "entities"])
def test_entities_are_marked_where_they_are_mentioned(news: Corpus, layer: str) -> None:
    labels = [mark.label for mark in marks_of(news["note"], [layer])]
    assert labels == ["PER", "PER", "ORG", None]


def test_a_quantity_is_marked_with_its_kind(news: Corpus) -> None:
    (mark,) = marks_of(news["note"], ["quantities"])
    assert (mark.kind, mark.label) == ("quantity", "cardinal")


def test_attributions_mark_source_cue_and_content(news: Corpus) -> None:
    assert kinds(news, "attributions") == {"source", "content", "evidential", "cue"}


def test_source_cue_and_content_share_a_number(news: Corpus) -> None:
    marks = marks_of(news["note"], ["attributions"])
    assert {mark.kind for mark in marks if mark.numbers == (1,)} == {"source", "evidential", "content"}


def test_a_cue_outside_the_chosen_layers_is_not_marked(news: Corpus) -> None:
    assert "hedge" not in kinds(news, "attributions")


def test_cues_alone_carry_no_numbers(news: Corpus) -> None:
    assert not any(mark.numbers for mark in marks_of(news["note"], ["cues"]))


def test_interrupted_content_is_marked_in_each_part(news: Corpus) -> None:
    parts = [mark for mark in marks_of(news["note"], ["attributions"]) if mark.kind == "content" and mark.numbers == (2,)]
    assert [part.continued for part in parts] == [False, True]


def test_attributions_are_numbered_in_the_order_of_the_text_outer_first(news: Corpus) -> None:
    numbered = number(news["note"].attributions)
    assert [one.id for _, one in numbered] == [f"attribution-{place}" for place in range(1, 7)]


def test_no_layers_give_no_marks(news: Corpus) -> None:
    assert marks_of(news["note"], []) == []
