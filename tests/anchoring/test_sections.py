"""Sections: disjoint, and around everything that was in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.anchoring import Alignment
from corpus.anchoring.annotations import CarriedRow
from corpus.anchoring.places import Finder
from corpus.anchoring.sections import settle_sections

if TYPE_CHECKING:
    from corpus.model.rows import Row

FIRST, SECOND, THIRD = "It rained all day in Caracas.", "The minister stayed at home.", "Nobody was there to see it."


def section(name: str, text: str, *bounds: tuple[int, int]) -> CarriedRow:
    span = [{"start": start, "end": end, "text": text[start:end]} for start, end in bounds]
    return CarriedRow.of("sections", "import", {"id": name, "document_id": "d", "span": span, "extras": None})


def bounds(one: CarriedRow) -> list[tuple[int, int]]:
    return [(part["start"], part["end"]) for part in one.row["span"]]


def moved(one: CarriedRow, *places: tuple[int, int], verdict: str = "moved", text: str = "") -> CarriedRow:
    one.row["span"] = [{"start": start, "end": end, "text": text[start:end]} for start, end in places]
    one.verdicts = [verdict]  # type: ignore[list-item]
    return one


@pytest.mark.parametrize(
    ("first", "second", "kept"), [("fuzzy", "moved", "s2"), ("moved", "fuzzy", "s1"), ("moved", "moved", "s1")]
)
def test_of_two_that_overlap_the_surer_one_stays_and_else_the_one_before(first: str, second: str, kept: str) -> None:
    one, other = section("s1", FIRST, (0, 9)), section("s2", FIRST, (10, 17))
    layers = {"sections": [moved(one, (0, 12), verdict=first), moved(other, (10, 17), verdict=second)]}
    settle_sections(layers, Finder(FIRST, FIRST, Alignment.of([])))
    assert [row.row["id"] for row in layers["sections"] if not row.is_lost] == [kept]
    (lost,) = (row for row in layers["sections"] if row.is_lost)
    assert lost.reasons == [f"it overlaps section {kept} in the new text"]


def test_a_passage_that_went_past_another_section_becomes_a_part_of_its_own() -> None:
    old, new = f"{FIRST}\n{SECOND}\n{THIRD}", f"{FIRST}\n{THIRD}\n{SECOND}"
    third, second = len(FIRST) + 1, len(FIRST) + len(THIRD) + 2
    one = moved(section("s1", old, (0, len(FIRST) + 1 + len(SECOND))), (0, len(FIRST)), text=new)
    start = len(FIRST) + len(SECOND) + 2
    other = moved(section("s2", old, (start, len(old))), (third, third + len(THIRD)), text=new)
    aligned = Alignment.of([(0, 0, len(FIRST)), (len(FIRST) + 1, second, len(SECOND)), (start, third, len(THIRD))])
    settle_sections({"sections": [one, other]}, Finder(old, new, aligned))
    assert (bounds(one), one.verdict) == ([(0, len(FIRST)), (second, len(new))], "fuzzy")
    assert (bounds(other), other.verdict) == ([(third, third + len(THIRD))], "moved")


def test_a_passage_beside_what_is_left_makes_one_part_with_it() -> None:
    old, new = f"{FIRST}\n{SECOND}", f"{FIRST}\nNew.\n{SECOND}"
    place = len(FIRST) + 6
    one = moved(section("s1", old, (0, len(old))), (0, len(FIRST)), text=new)
    aligned = Alignment.of([(0, 0, len(FIRST)), (len(FIRST) + 1, place, len(SECOND))])
    settle_sections({"sections": [one]}, Finder(old, new, aligned))
    assert bounds(one) == [(0, len(new))]


def test_a_short_passage_makes_no_part() -> None:
    old = f"{FIRST} Yes."
    one = section("s1", old, (0, len(old)))
    one.lose("gone")
    settle_sections({"sections": [one]}, Finder(old, "Yes.", Alignment.of([(len(old) - 4, 0, 4)])))
    assert one.is_lost


def test_a_part_of_a_section_has_the_words_of_the_new_text_where_those_of_the_old_are_withheld() -> None:
    row: Row = {"id": "s", "document_id": "d", "span": [{"start": 0, "end": 40, "text": None}], "extras": None}
    one = CarriedRow.of("sections", "import", row)
    one.lose("gone")
    settle_sections({"sections": [one]}, Finder(None, FIRST, Alignment.of([(0, 0, len(FIRST))])))
    assert one.row["span"] == [{"start": 0, "end": len(FIRST), "text": FIRST}]


def test_where_no_section_is_left_spans_are_free() -> None:
    one = section("s1", FIRST, (0, 9))
    one.lose("gone")
    cue = CarriedRow.of("cues", "import", {"id": "c", "span": [{"start": 3, "end": 9, "text": "rained"}]})
    settle_sections({"sections": [one], "cues": [cue]}, Finder(FIRST, FIRST, Alignment.of([])))
    assert not cue.is_lost
