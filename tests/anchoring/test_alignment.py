"""Alignments: what is equal in two texts, and where a stretch stands now."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.anchoring import Alignment, Block, align
from corpus.anchoring.differences import MOST_CELLS
from corpus.errors import CorpusError
from corpus.testing import texts

EDITED = st.one_of(
    st.tuples(texts(), texts()),
    st.lists(texts(min_size=1), min_size=1, max_size=4).flatmap(
        lambda parts: st.tuples(st.just("\n".join(parts)), st.permutations(parts).map("\n".join))
    ),
)


@given(EDITED)
def test_each_block_is_the_same_in_both_texts_and_overlaps_no_other_in_either(pair: tuple[str, str]) -> None:
    old, new = pair
    blocks = align(old, new).blocks
    for block in blocks:
        assert old[block.old : block.old + block.length] == new[block.new : block.new + block.length] != ""
    for side in ("old", "new"):
        reached = 0
        for block in sorted(blocks, key=lambda one, side=side: getattr(one, side)):  # type: ignore[misc]
            assert getattr(block, side) >= reached
            reached = getattr(block, side) + block.length


@given(texts(min_size=1))
def test_a_text_is_one_block_with_itself(text: str) -> None:
    assert align(text, text).blocks == (Block(0, 0, len(text)),)


@given(texts(), st.data())
def test_what_was_inserted_in_strange_characters_is_all_that_is_not_equal(text: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(text)))
    blocks = align(text, f"{text[:place]}※※{text[place:]}").blocks
    assert sum(block.length for block in blocks) == len(text)


def test_nothing_is_equal_to_an_empty_text() -> None:
    assert align("", "It rains.").blocks == align("It rains.", "").blocks == align("", "").blocks == ()


def test_a_paragraph_that_changed_its_place_is_found_there() -> None:
    first, second = "It rained all day in Caracas.", "The minister stayed at home."
    assert align(f"{first}\n{second}", f"{second}\n{first}").find(3, 9) == len(second) + 1 + 3


def test_a_paragraph_that_stands_twice_is_not_taken_for_one_that_moved() -> None:
    twice = "It rained all day in Caracas."
    aligned = align(f"{twice}\nShe said no to all of them.\n{twice}", f"One\n{twice}\nTwo\n{twice}")
    assert [block.old for block in aligned.blocks] == sorted(block.old for block in aligned.blocks)
    assert [block.new for block in aligned.blocks] == sorted(block.new for block in aligned.blocks)


def test_stretches_that_are_too_large_to_be_compared_are_left_without_blocks() -> None:
    words = int(MOST_CELLS**0.5)  # as many blanks again, so that the table would be four times the largest
    old = " ".join(random.Random(1).choices("ab", k=words))  # noqa: S311 - any words will do
    new = " ".join(random.Random(2).choices("bc", k=words))  # noqa: S311
    blocks = align(f"It rained. {old}. It poured.", f"It rained. {new}. It poured.").blocks
    assert (len(blocks), blocks[0].old, blocks[-1].old + blocks[-1].length) == (2, 0, 11 + len(old) + 12)


def test_known_passages_make_an_alignment_in_any_order_and_neighbours_are_one() -> None:
    assert Alignment.of([(5, 9, 2), (0, 4, 5), (9, 0, 2)]).blocks == (Block(0, 4, 7), Block(9, 0, 2))


@pytest.mark.parametrize("blocks", [[(0, 0, 0)], [(-1, 0, 2)], [(0, -1, 2)], [(0, 0, 3), (2, 9, 1)]])
def test_passages_that_are_none_or_overlap_are_refused(blocks: list[tuple[int, int, int]]) -> None:
    with pytest.raises(CorpusError, match="expected"):
        Alignment.of(blocks)


def test_a_stretch_is_found_only_inside_one_block() -> None:
    same = Alignment.of([(2, 12, 3), (6, 16, 2)])
    assert [same.find(*bounds) for bounds in ((2, 5), (3, 4), (4, 7), (0, 3), (8, 9))] == [12, 13, None, None, None]


def test_a_region_reaches_from_block_to_block_and_to_the_ends_of_the_text() -> None:
    same = Alignment.of([(2, 12, 3), (8, 20, 2)])
    assert [same.region(*bounds) for bounds in ((5, 8), (3, 9), (0, 2), (11, 12))] == [(15, 20), (13, 21), (0, 12), (22, None)]


def test_there_is_no_region_where_blocks_changed_their_order() -> None:
    assert Alignment.of([(0, 10, 3), (5, 0, 3)]).region(3, 5) is None


def test_the_images_of_a_stretch_are_its_parts_in_blocks() -> None:
    same = Alignment.of([(0, 10, 3), (5, 0, 3)])
    assert (same.images(1, 7), same.images(3, 5)) == ([(11, 13), (0, 2)], [])
