"""The change log in Markdown: short, in words, and never more than a page."""

from __future__ import annotations

from corpus.changes import Changes, diff
from corpus.model import Corpus, Document
from corpus.release.changelog import FEW, to_markdown
from tests.edits import renumbered, small, span, tables_of, with_fields, with_rows

OLD = small()


def test_nothing_changed_is_said() -> None:
    assert to_markdown(Changes(old_version="1.0.0", new_version="1.0.0")) == "Nothing changed."


def test_single_changes_are_listed_with_the_words_concerned() -> None:
    new = with_fields(OLD, "cues", "cue-3", engagement="acknowledge")
    new = with_rows(new, "hand", "commitments", lambda rows: rows[:1])
    assert to_markdown(diff(OLD, new)) == (
        "### Set `hand`\n\n"
        "- **cues**: 1 relabelled\n"
        "  - relabelled “claims” (`cue-3`): engagement distance → acknowledge\n"
        "- **commitments**: 1 removed\n"
        "  - removed “it will not rain” (`commitment-2`): CT-"
    )


def test_documents_the_corpus_and_sets_have_sections() -> None:
    less = with_rows(OLD.with_metadata(licence="MIT"), "hand", "stances", lambda _: [])
    sets = [less.sets[0].model_copy(update={"guidelines": "2"})]
    new = Corpus(less.metadata, [*less.documents, Document.of("sun", "Sun.")], sets, tables_of(less))
    assert to_markdown(diff(OLD, new)) == (
        "### Documents\n\n- `sun`: added\n\n"
        "### About the corpus\n\n- licence none → MIT\n\n"
        "### Set `hand`\n\n- guidelines 1 → 2\n- **stances**: removed, 1 annotation"
    )


def test_many_changes_are_counted_by_label() -> None:
    def more(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [*rows, *(rows[0] | {"id": f"more-{number}", "type": "booster"} for number in range(FEW))]

    assert to_markdown(diff(OLD, with_rows(OLD, "hand", "cues", more))).splitlines()[2:] == [
        f"- **cues**: {FEW} added ({FEW} booster)"
    ]


def test_many_changes_of_a_layer_without_labels_are_only_counted() -> None:
    def more(rows: list[dict[str, object]]) -> list[dict[str, object]]:
        return [*rows, *(rows[0] | {"id": f"more-{number}"} for number in range(FEW))]

    assert to_markdown(diff(OLD, with_rows(OLD, "hand", "claims", more))).splitlines()[2:] == [f"- **claims**: {FEW} added"]


def test_annotations_with_another_id_are_counted_and_not_listed() -> None:
    found = to_markdown(diff(OLD, renumbered(OLD, layers=["cues", "claims"])))
    assert found == "### Set `hand`\n\n- **cues**: 3 renamed\n- **claims**: 2 renamed"


def test_documents_are_named_where_there_are_several() -> None:
    two = Corpus(OLD.metadata, [*OLD.documents, Document.of("sun", OLD.documents[0].text or "")], OLD.sets, tables_of(OLD))
    two = with_rows(two, "hand", "cues", lambda rows: [*rows, *(row | {"document_id": "sun"} for row in rows)])
    new = with_rows(two, "hand", "cues", lambda rows: [row | {"negated": True} for row in rows])
    assert "(`sun`, `cue-1`)" in to_markdown(diff(two, new))


def test_nothing_in_the_data_is_taken_for_markdown() -> None:
    found = to_markdown(diff(OLD, with_fields(OLD, "entities", "entity-1", name="*Ana* <b>")))
    assert r"name Ana → \*Ana\* \<b\>" in found


def test_of_long_values_what_differs_is_shown() -> None:
    old = with_fields(OLD, "cues", "cue-1", note="because " * 20 + "it is so")
    new = with_fields(OLD, "cues", "cue-1", note="because " * 20 + "it was so")
    assert to_markdown(diff(old, new)).endswith(": note … because because it is so → … because because it was so")


def test_very_long_words_are_cut_in_the_middle() -> None:
    text = "It rained. " + "And it rained. " * 30
    rows = [{"id": "section-1", "document_id": "rain", "span": span(text.strip(), text=text), "role": "body"}]
    old = small(text=text, layers={"sections": rows})
    (line,) = to_markdown(diff(old, with_fields(old, "sections", "section-1", role="summary"))).splitlines()[3:]
    assert " … " in line
    assert len(line) < 250
