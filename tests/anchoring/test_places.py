"""Places: where one fragment stands now, and when it is not guessed."""

from __future__ import annotations

from corpus.anchoring import Alignment, align
from corpus.anchoring.places import EDITED, ELSEWHERE, GONE, GROWN, ISLAND, SEVERAL, TEXTLESS, TOO_LITTLE, Finder, Found

OLD = "On Wednesday the minister claimed that Venezuela has 5,000 missiles. The president may travel to Caracas on Friday."


def find(new: str, surface: str, *, old: str = OLD, threshold: float = 0.8, aligned: Alignment | None = None) -> Found:
    start = old.index(surface)
    return Finder(old, new, aligned or align(old, new), threshold).find(start, start + len(surface), surface)


def text_at(found: Found, new: str) -> str:
    return new[found.start : found.end]


def test_what_kept_its_place_is_exact_and_what_was_pushed_is_moved() -> None:
    new = OLD.replace("5,000", "six thousand")
    assert find(new, "claimed") == Found("exact", OLD.index("claimed"), OLD.index("claimed") + 7, 1.0)
    assert find(new, "may") == Found("moved", new.index("may"), new.index("may") + 3, 1.0)


def test_a_typo_in_it_makes_it_fuzzy() -> None:
    new = OLD.replace("claimed", "clamied")
    found = find(new, "claimed")
    assert (found.verdict, text_at(found, new), found.reason) == ("fuzzy", "clamied", EDITED)


def test_letters_that_touch_it_are_outside_and_leave_it_as_it_was() -> None:
    for surface in ("missiles", "may", "On", "Friday."):
        for new in (OLD.replace(surface, f"{surface}xyz"), OLD.replace(surface, f"xyz{surface}")):
            found = find(new, surface)
            assert found.verdict in ("exact", "moved")
            assert (text_at(found, new), found.score) == (surface, 1.0)


def test_a_short_word_inside_a_longer_one_with_edits_on_both_sides_is_to_be_looked_at() -> None:
    new = OLD.replace("president may travel", "presidenx mayor trovel")
    found = find(new, "may")
    assert (found.verdict, text_at(found, new), found.reason) == ("fuzzy", "may", GROWN)


def test_letters_of_other_words_are_not_taken_for_it() -> None:
    aligned = Alignment.of([(OLD.index("may"), 1, 3)])
    found = find("xmayx", "may", aligned=aligned)
    assert (found.verdict, found.reason) == ("lost", TOO_LITTLE)


def test_what_was_deleted_is_lost_with_the_place_that_fits_best() -> None:
    found = find(OLD.replace(" The president may travel to Caracas on Friday.", ""), "president")
    assert (found.verdict, found.start, found.reason) == ("lost", None, TOO_LITTLE)
    assert found.score < 0.8


def test_where_nothing_is_left_its_words_are_gone() -> None:
    assert find("", "may") == Found("lost", reason=GONE)


def test_the_same_words_elsewhere_are_known_by_their_context() -> None:
    old = f"Nobody knows anything about it by now. {OLD} Nothing else was said in the capital about all this."
    new = f"Nothing was new. {OLD} Nothing else was said in the capital about all this, and it may rain."
    found = find(new, "may", old=old, aligned=Alignment.of([]))
    assert (found.verdict, found.start) == ("moved", new.index("may"))


def test_of_several_places_that_fit_alike_none_is_taken() -> None:
    sentence = "The president may travel to Caracas on Friday, said the minister of the interior."
    new = f"{sentence}\n{sentence}\n{sentence}\n{sentence}"
    found = find(new, "may", old=f"Yesterday.\n{sentence}\n", aligned=Alignment.of([(0, len(new), 1)]))
    assert (found.verdict, found.reason, len(found.candidates)) == ("lost", SEVERAL, 3)


def test_several_places_that_fit_an_edited_surface_alike_are_not_guessed_either() -> None:
    old = "Nobody knows anything. The president travelled to Caracas."
    new = "The prezident travelled. The presidemt travelled."
    found = find(new, "president", old=old, threshold=0.3, aligned=Alignment.of([]))
    assert found.verdict in ("lost", "fuzzy")
    assert find(new, "travelled", old=old, threshold=0.3, aligned=Alignment.of([])).reason == SEVERAL


def test_long_words_need_no_context() -> None:
    surface = "the minister claimed that Venezuela has 5,000 missiles"
    new = f"Nobody knows what it means, but {surface}, and so on and so forth."
    assert find(new, surface, aligned=Alignment.of([])).verdict == "moved"


def test_the_same_words_in_half_known_surroundings_are_to_be_looked_at() -> None:
    new = OLD.replace("The president", "A chairman").replace("travel to Caracas", "journey towards Caracas")
    found = find(new, "may", aligned=Alignment.of([(0, 0, 69)]), threshold=0.7)
    assert (found.verdict, text_at(found, new), found.reason) == ("fuzzy", "may", ELSEWHERE)


def test_a_word_that_recurs_is_doubted_where_far_and_wide_all_was_rewritten() -> None:
    end = " In Venezuela nobody was surprised by any of it, and the price of oil did not move at all that day."
    old = "There were several photos in all of the newspapers of Venezuela and its defence minister with launchers of it." + end
    new = (
        "Quick, blurry, jumbled: ugly words fix my vow while assuring Venezuela! Judge, why kick up fuzzy, jerky, vague blame?"
        + end
    )
    aligned = Alignment.of([(old.index("Venezuela"), new.index("Venezuela"), 9), (old.index(end), new.index(end), len(end))])
    found = find(new, "Venezuela", old=old, aligned=aligned)
    assert (found.verdict, found.start, found.reason) == ("fuzzy", new.index("Venezuela"), ISLAND)


def test_a_word_that_stands_once_is_trusted_there() -> None:
    old = "Photos of Venezuela and its defence minister have surfaced over the years."
    new = "While assuring all that Venezuela is clear, united, aware."
    assert find(new, "Venezuela", old=old).verdict == "moved"


def test_without_its_words_a_fragment_follows_a_block_or_is_lost() -> None:
    finder = Finder(None, "It may rain.", Alignment.of([(3, 0, 6)]))
    assert finder.find(6, 9, None) == Found("moved", 3, 6, 1.0)
    assert finder.find(6, 12, None) == Found("lost", reason=TEXTLESS)


def test_very_many_occurrences_are_weighed_by_what_stands_beside_them() -> None:
    filler = "".join(f"Then it may, {number} times. " for number in range(60))
    old = f"{filler}The president may travel to Caracas on Friday. {filler}"
    new = f"Fresh news of this morning. {filler}{filler}The president may travel to Caracas on Friday."
    start = old.index("president may") + 10
    found = Finder(old, new, Alignment.of([])).find(start, start + 3, "may")
    assert (found.verdict, found.start) == ("moved", new.index("president may") + 10)


def test_a_very_long_surface_is_taken_from_the_region_that_the_blocks_leave() -> None:
    old = " ".join(f"Then it may, {number} times." for number in range(100))
    new = f"Well. {old.replace('50 times', 'fifty times')}"
    found = Finder(old, new, align(old, new)).find(0, len(old), old)
    assert (found.verdict, found.start, found.end, found.reason) == ("fuzzy", 6, len(new), EDITED)
