"""Changes are drawn for people: cut where there are many, and never silently."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from corpus.changes import Changes, diff
from corpus.model import Corpus, Document
from corpus.view.changes import SHOWN, show_changes
from corpus.view.palette import Palette
from tests.edits import renumbered, small, span, tables_of, with_fields, with_rows, without_text

OLD = small()


def drawn(changes: Changes, *, everything: bool = False, palette: Palette | None = None, width: int = 120) -> str:
    console = Console(file=io.StringIO(), width=width, color_system=None)
    with console.capture() as captured:
        console.print(show_changes(changes, palette or Palette(colour=False), width, everything=everything))
    return "\n".join(line.rstrip() for line in captured.get().splitlines())


def many(number: int) -> Corpus:
    more = [{"id": f"more-{place}", "span": span("may"), "type": "epistemic"} for place in range(number)]
    return with_rows(OLD, "hand", "cues", lambda rows: [*rows, *(rows[0] | one for one in more)])


def test_no_difference_is_said() -> None:
    assert drawn(diff(OLD, OLD)) == "no difference"


def test_a_change_is_a_row_with_words_and_what_differs_and_the_end_is_the_version() -> None:
    lines = drawn(diff(OLD, with_fields(OLD, "cues", "cue-3", engagement="acknowledge"))).splitlines()
    assert [line.split() for line in lines[:3]] == [["annotations"], ["set", "layer", "relabelled"], ["hand", "cues", "1"]]
    assert "engagement distance → acknowledge" in lines[6]
    assert lines[6].split()[:4] == ["cues", "cue-3", "claims", "relabelled"]
    assert lines[8:] == ["calls for a patch version: 1.0.1 after 1.0.0", "  set hand, cues: 1 relabelled"]


def test_documents_sets_layers_and_metadata_are_lines() -> None:
    less = with_rows(OLD.with_metadata(licence="MIT"), "hand", "stances", lambda _: [])
    other = less.sets[0].model_copy(update={"id": "more"})
    sets = [less.sets[0].model_copy(update={"note": "By hand."}), other]
    about = less.with_metadata(default_set="hand").metadata
    new = Corpus(about, [*less.documents, Document.of("sun", "Sun.")], sets, tables_of(less))
    assert drawn(diff(OLD, new)).splitlines()[:7] == [
        "corpus: licence none → MIT",
        "corpus: default_set none → hand",
        "document sun: added",
        "set hand: note none → By hand.",
        "set more: added, 0 annotations",
        "layer stances of set hand: removed, 1 annotation",
        "",
    ]


def test_a_long_list_is_cut_and_counts_the_rest_unless_all_is_asked_for() -> None:
    changes = diff(OLD, many(30))
    assert f"set hand: {30 - SHOWN} of cues not shown; --all lists them" in drawn(changes)
    assert drawn(changes).count("more-") == SHOWN
    assert "not shown" not in drawn(changes, everything=True)
    assert drawn(changes, everything=True).count("more-") == 30


def test_what_only_has_another_id_is_counted_and_listed_on_demand() -> None:
    changes = diff(OLD, renumbered(OLD, layers=["cues"]))
    assert "set hand: 3 of cues not shown; --all lists them" in drawn(changes)
    assert "new-cue-1" not in drawn(changes)
    assert "id cue-1 → new-cue-1" in drawn(changes, everything=True)


def test_documents_are_named_where_there_are_several() -> None:
    two = Corpus(OLD.metadata, [*OLD.documents, Document.of("sun", OLD.documents[0].text or "")], OLD.sets, tables_of(OLD))
    two = with_rows(two, "hand", "cues", lambda rows: [*rows, *(row | {"document_id": "sun"} for row in rows)])
    new = with_rows(two, "hand", "cues", lambda rows: [row | {"negated": True} for row in rows])
    assert "sun" in drawn(diff(two, new))
    assert "document" in drawn(diff(two, new))


def test_a_terminal_without_unicode_gets_stand_ins() -> None:
    changes = diff(OLD, with_fields(OLD, "cues", "cue-3", engagement="acknowledge"))
    assert "distance -> acknowledge" in drawn(changes, palette=Palette(colour=False, unicode=False))


def test_many_reasons_are_counted() -> None:
    old = OLD
    documents = [*OLD.documents, *(Document.of(f"sun-{number}", f"Sun {number}.") for number in range(SHOWN + 3))]
    new = Corpus(OLD.metadata, documents, OLD.sets, tables_of(OLD))
    assert drawn(diff(old, new)).splitlines()[-1] == "  ... and 3 more reasons"


def test_each_set_has_a_table_of_its_own() -> None:
    other = OLD.sets[0].model_copy(update={"id": "more"})
    tables = tables_of(OLD) | {"more": tables_of(OLD)["hand"]}
    two = Corpus(OLD.with_metadata(default_set="hand").metadata, OLD.documents, [*OLD.sets, other], tables)
    new = with_rows(with_fields(two, "cues", "cue-1", negated=True), "more", "claims", lambda rows: rows[:1])
    lines = drawn(diff(two, new)).splitlines()
    assert [line.split()[0] for line in lines[lines.index("set hand") + 2 : lines.index("set more") - 1]] == ["cues"]
    assert lines[lines.index("set more") + 2].split()[:2] == ["claims", "claim-2"]


def test_words_that_are_withheld_leave_bounds() -> None:
    changes = diff(without_text(OLD), without_text(with_fields(OLD, "cues", "cue-2", span=span("may rain"))))
    assert "span [12,15) → [12,20)" in drawn(changes)


def test_shares_of_splits_are_written_out() -> None:
    assert 'splits {"train": 1.0} → {"test": 1.0}' in drawn(diff(OLD, OLD.with_metadata(splits={"test": 1.0})))


@pytest.mark.parametrize("name", ["\x1b[31mred", "[red]x[/red]"])
def test_no_text_steers_the_terminal(name: str) -> None:
    changes = diff(OLD, with_fields(OLD, "entities", "entity-1", name=name))
    assert "\x1b" not in drawn(changes)
    assert name.replace("\x1b", "␛") in drawn(changes)
