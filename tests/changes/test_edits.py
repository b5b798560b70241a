"""Each single edit of a corpus is reported as exactly that."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.changes import diff
from corpus.model import Corpus, Document
from tests.edits import ROWS, TEXT, renumbered, small, span, tables_of, with_fields, with_rows, without_text

if TYPE_CHECKING:
    from typing import Any

    from corpus.changes import AnnotationChange


def only(old: Corpus, new: Corpus) -> AnnotationChange:
    """The one annotation that differs, where nothing else does."""
    found = diff(old, new)
    assert (found.metadata, found.documents, found.sets, found.layers) == ((), (), (), ())
    (change,) = found.annotations
    return change


def test_an_annotation_that_came_is_added() -> None:
    new = {"id": "cue-9", "document_id": "rain", "span": span("not"), "type": "negation"}
    found = only(small(), with_rows(small(), "hand", "cues", lambda rows: [*rows, new]))
    assert (found.kinds, found.old_id, found.new_id, found.label, found.surface) == (
        ("added",),
        None,
        "cue-9",
        "negation",
        "not",
    )
    assert found.fields == ()


def test_an_annotation_that_went_is_removed() -> None:
    found = only(small(), with_rows(small(), "hand", "stances", lambda rows: [*rows, {**rows[0], "id": "stance-2"}]))
    assert (found.kinds, found.new_id) == (("added",), "stance-2")
    back = only(with_rows(small(), "hand", "stances", lambda rows: [*rows, {**rows[0], "id": "stance-2"}]), small())
    assert (back.kinds, back.old_id, back.new_id) == (("removed",), "stance-2", None)


LABELS: list[tuple[str, str, str, Any]] = [
    ("sections", "section-1", "role", "summary"),
    ("entities", "entity-1", "type", "ORG"),
    ("entities", "entity-1", "name", "Ana Šimić"),
    ("entities", "entity-1", "link", "Q1"),
    ("mentions", "mention-1", "form", "NOM"),
    ("cues", "cue-1", "engagement", "distance"),
    ("cues", "cue-1", "negated", True),
    ("sources", "source-1", "anonymity", "described"),
    ("attributions", "attribution-1", "mode", "indirect"),
    ("claims", "claim-1", "cluster", "rain"),
    ("commitments", "commitment-1", "value", None),
    ("commitments", "commitment-1", "score", 0.5),
    ("commitments", "commitment-1", "judgements", [1.0]),
    ("stances", "stance-1", "polarity", "favor"),
]


@pytest.mark.parametrize(("layer", "name", "field", "value"), LABELS)
def test_another_label_is_relabelled_and_says_which(layer: str, name: str, field: str, value: Any) -> None:
    found = only(small(), with_fields(small(), layer, name, **{field: value}))
    assert (found.layer, found.old_id, found.kinds) == (layer, name, ("relabelled",))
    (change,) = found.fields
    assert (change.field, change.new) == (field, value)
    assert change.old == next(row.get(field) for row in ROWS[layer] if row["id"] == name)


SPANS: list[tuple[str, str, str, Any]] = [
    ("sections", "section-1", "span", span("Ana says it may rain.")),
    ("mentions", "mention-1", "span", span("Ana says")),
    ("mentions", "mention-1", "extent", span("Ana")),
    ("cues", "cue-2", "span", span("it may")),
    ("cues", "cue-2", "span", [*span("it"), *span("may")]),
    ("cues", "cue-1", "scope", span("it may rain")),
    ("claims", "claim-1", "span", span("may rain")),
    ("claims", "claim-1", "head", span("rain")),
    ("attributions", "attribution-1", "content", span("may rain")),
    ("attributions", "attribution-1", "addressee", span("it")),
    ("stances", "stance-1", "expression", span("not")),
]


@pytest.mark.parametrize(("layer", "name", "field", "value"), SPANS)
def test_another_span_is_respanned(layer: str, name: str, field: str, value: Any) -> None:
    found = only(small(), with_fields(small(), layer, name, **{field: value}))
    assert (found.layer, found.new_id, found.kinds) == (layer, name, ("respanned",))
    assert [(change.field, change.new) for change in found.fields] == [(field, value)]


LINKS: list[tuple[str, str, dict[str, Any], str]] = [
    ("mentions", "mention-1", {"entity_id": "entity-2"}, "entity_id"),
    ("sources", "source-1", {"entity_id": None}, "entity_id"),
    ("attributions", "attribution-1", {"cue_ids": ["cue-1", "cue-2"]}, "cue_ids"),
    ("attributions", "attribution-2", {"parent_id": "attribution-1"}, "parent_id"),
    (
        "attributions",
        "attribution-1",
        {"sources": [{"source_id": "source-2", "span": span("Ana")}]},
        "sources.source_id",
    ),
    ("claims", "claim-1", {"attribution_id": None}, "attribution_id"),
    ("claims", "claim-1", {"quantity_ids": None}, "quantity_ids"),
    ("commitments", "commitment-1", {"source_id": "@author"}, "source_id"),
    ("commitments", "commitment-1", {"evidence_ids": ["cue-2", "cue-1"]}, "evidence_ids"),
    ("stances", "stance-1", {"holder_id": "source-1"}, "holder_id"),
    ("stances", "stance-1", {"target": {"claim_id": "claim-2"}}, "target.claim_id"),
]


@pytest.mark.parametrize(("layer", "name", "fields", "shown"), LINKS)
def test_another_reference_is_relinked(layer: str, name: str, fields: dict[str, Any], shown: str) -> None:
    found = only(small(), with_fields(small(), layer, name, **fields))
    assert (found.layer, found.new_id, found.kinds) == (layer, name, ("relinked",))
    assert [change.field for change in found.fields] == [shown]


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [("note", "why", "why"), ("confidence", 0.5, 0.5), ("source_label", "SAY", "SAY"), ("extras", '{"a":1}', {"a": 1})],
)
def test_what_stands_beside_an_annotation_is_remarked(field: str, value: object, shown: object) -> None:
    found = only(small(), with_fields(small(), "cues", "cue-1", **{field: value}))
    assert found.kinds == ("remarked",)
    assert (found.fields[0].field, found.fields[0].new) == (field, shown)


def test_several_things_may_happen_to_one_annotation() -> None:
    found = only(small(), with_fields(small(), "mentions", "mention-1", form="NOM", entity_id="entity-2", note="why"))
    assert found.kinds == ("relabelled", "relinked", "remarked")


def test_another_id_is_renamed_and_references_that_follow_it_are_no_change() -> None:
    found = diff(small(), renumbered(small(), layers=["claims"]))
    assert [(one.layer, one.old_id, one.new_id, one.kinds) for one in found.annotations] == [
        ("claims", "claim-1", "new-claim-1", ("renamed",)),
        ("claims", "claim-2", "new-claim-2", ("renamed",)),
    ]


def test_a_reference_whose_id_stands_for_something_else_now_is_relinked() -> None:
    swap = {"entity-1": "entity-2", "entity-2": "entity-1"}
    old = small(layers={layer: ROWS[layer] for layer in ("entities", "mentions")})
    swapped = with_rows(old, "hand", "entities", lambda rows: [row | {"id": swap[row["id"]]} for row in rows])
    kinds = {(one.layer, one.kinds) for one in diff(old, swapped).annotations}
    assert kinds == {("entities", ("renamed",)), ("mentions", ("relinked",))}


def test_a_reference_to_nothing_that_leads_somewhere_now_is_relinked() -> None:
    less = with_rows(small(), "hand", "mentions", lambda rows: rows[:1])
    dangling = with_fields(less, "mentions", "mention-1", entity_id="entity-3")
    third = {"id": "entity-3", "document_id": "rain", "name": "Eva"}
    whole = with_rows(dangling, "hand", "entities", lambda rows: [*rows, rows[0] | third])
    for one, other in ((dangling, whole), (whole, dangling)):
        assert [change.kinds for change in diff(one, other).annotations if change.layer == "mentions"] == [("relinked",)]


def test_a_parent_whose_id_stands_for_something_else_now_is_relinked() -> None:
    parts = with_fields(small(), "attributions", "attribution-2", parent_id="attribution-1")
    third = {
        **ROWS["attributions"][1],
        "document_id": "rain",
        "id": "attribution-3",
        "cue_ids": ["cue-2"],
        "content": span("not"),
    }
    parts = with_rows(parts, "hand", "attributions", lambda rows: [*rows, third])
    swap = {"attribution-1": "attribution-3", "attribution-3": "attribution-1"}
    other = with_rows(
        parts, "hand", "attributions", lambda rows: [row | {"id": swap.get(row["id"], row["id"])} for row in rows]
    )
    found = {one.new_id: one.kinds for one in diff(parts, other).annotations if one.layer == "attributions"}
    assert found == {"attribution-3": ("renamed",), "attribution-1": ("renamed",), "attribution-2": ("relinked",)}


def edited(insert: str, at: int) -> Corpus:
    """The small corpus with words put into its text, and all spans following."""
    text = TEXT[:at] + insert + TEXT[at:]

    def shifted(value: Any) -> Any:
        if isinstance(value, dict) and {"start", "end", "text"} <= value.keys():
            start, end = (place + len(insert) * (place >= at) for place in (value["start"], value["end"]))
            return {"start": start, "end": end, "text": text[start:end]}
        if isinstance(value, dict):
            return {key: shifted(one) for key, one in value.items()}
        return [shifted(one) for one in value] if isinstance(value, list) else value

    return small(text=text, layers={layer: [shifted(row) for row in rows] for layer, rows in ROWS.items()})


def test_an_edited_text_moves_what_comes_after_it() -> None:
    new = edited("Sun. ", TEXT.index("Ivo"))
    found = diff(small(), new)
    assert [(one.id, one.kinds) for one in found.documents] == [("rain", ("text_changed",))]
    kinds = {one.new_id: one.kinds for one in found.annotations}
    assert kinds.pop("section-1") == ("respanned",)
    assert set(kinds.values()) == {("moved",)}
    assert set(kinds) == {"mention-2", "cue-3", "attribution-2", "claim-2"}


def test_in_an_edited_text_annotations_with_other_ids_are_known_by_their_words() -> None:
    found = diff(small(), renumbered(edited("Sun. ", 0), layers=["cues", "mentions"]))
    assert {one.kinds for one in found.annotations if one.layer in {"cues", "mentions"}} == {("moved", "renamed")}
    assert not found.with_kind("added")
    assert not found.with_kind("removed")
    assert not found.with_kind("relinked")


def test_in_an_edited_text_without_surfaces_offsets_are_all_that_is_known() -> None:
    old, new = without_text(small()), without_text(edited("Sun. ", TEXT.index("Ivo")))
    found = diff(old, new)
    kinds = {one.new_id: one.kinds for one in found.annotations}
    assert kinds["cue-3"] == ("respanned",)
    assert {one.surface for one in found.annotations} == {None, "Ivo"}  # the name of the entity that is mentioned
    assert "cue-1" not in kinds


def test_a_correction_in_a_corpus_without_texts_is_known_by_its_bounds() -> None:
    found = only(without_text(small()), without_text(with_fields(small(), "cues", "cue-2", span=span("may rain"))))
    assert (found.kinds, found.surface) == (("respanned",), None)


def test_a_corrected_word_leaves_its_annotation_as_it_was() -> None:
    text = TEXT.replace("Ana", "Eva")
    rows = ROWS | {"mentions": [{**ROWS["mentions"][0], "span": span("Eva", text=text)}, ROWS["mentions"][1]]}
    found = diff(small(), small(text=text, layers=rows))
    assert [one.kinds for one in found.documents] == [("text_changed",)]
    assert [one for one in found.annotations if one.layer == "mentions"] == []


def test_a_document_that_came_takes_its_annotations_along() -> None:
    old = small()
    tables = tables_of(old)
    other = [row | {"document_id": "sun"} for row in tables["hand"]["mentions"].to_pylist()]
    new = with_rows(
        Corpus(old.metadata, [*old.documents, Document.of("sun", TEXT + "!")], old.sets, tables),
        "hand",
        "mentions",
        lambda rows: [*rows, *other],
    )
    found = diff(old, new)
    assert [(one.new_id, one.kinds, one.annotations) for one in found.documents] == [("sun", ("added",), 2)]
    assert (found.annotations, found.layers, found.bump) == ((), (), "minor")
    back = diff(new, old)
    assert [(one.old_id, one.kinds, one.annotations) for one in back.documents] == [("sun", ("removed",), 2)]
    assert (back.annotations, back.layers, back.bump) == ((), (), "major")


def test_a_document_with_another_id_keeps_its_annotations() -> None:
    old = small()
    tables = {
        "hand": {
            layer: table.set_column(1, "document_id", [["snow"] * table.num_rows])
            for layer, table in tables_of(old)["hand"].items()
        }
    }
    new = Corpus(old.metadata, [Document.of("snow", TEXT)], old.sets, tables)
    found = diff(old, with_fields(new, "cues", "cue-1", engagement="distance"))
    assert [(one.old_id, one.new_id, one.kinds) for one in found.documents] == [("rain", "snow", ("renamed",))]
    assert [(one.document_id, one.new_id, one.kinds) for one in found.annotations] == [("snow", "cue-1", ("relabelled",))]


def test_a_set_that_came_or_went_is_counted_and_not_listed() -> None:
    bare = Corpus(small().metadata, small().documents)
    went, came = diff(small(), bare), diff(bare, small())
    size = small().set("hand").size
    assert [(one.set_id, one.kind, one.annotations) for one in went.sets] == [("hand", "removed", size)]
    assert [(one.set_id, one.kind, one.annotations) for one in came.sets] == [("hand", "added", size)]
    assert (went.annotations, came.annotations) == ((), ())


def test_a_layer_that_came_or_went_as_a_whole_is_counted_and_not_listed() -> None:
    bare = with_rows(small(), "hand", "stances", lambda _: [])
    went, came = diff(small(), bare), diff(bare, small())
    assert [(one.layer, one.kind, one.annotations) for one in went.layers] == [("stances", "removed", 1)]
    assert [(one.layer, one.kind, one.annotations) for one in came.layers] == [("stances", "added", 1)]
    assert (went.annotations, came.annotations) == ((), ())


def test_an_annotation_is_named_by_the_words_that_it_is_about() -> None:
    found = only(small(), with_fields(small(), "commitments", "commitment-1", value="CT+"))
    assert found.surface == "it may rain"
    assert only(small(), with_fields(small(), "sources", "source-1", anonymity="described")).surface == "Ana"
    assert only(small(), with_fields(small(), "stances", "stance-1", polarity="favor")).surface == "it may rain"


def test_what_the_text_does_not_name_has_no_words() -> None:
    news = with_fields(small(), "sources", "source-1", entity_id=None)
    assert only(news, with_fields(news, "sources", "source-1", anonymity="described")).surface is None
