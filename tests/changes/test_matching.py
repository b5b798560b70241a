"""An id is believed, unless it stands for something else now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.changes import diff
from tests.edits import small, span, with_rows

if TYPE_CHECKING:
    from corpus.model import Corpus

Row = dict[str, Any]


def cue(name: str, words: str, label: str = "reportive") -> Row:
    return {"id": name, "span": span(words), "type": label}


def cues(*rows: Row) -> Corpus:
    return small(layers={"cues": list(rows), "stances": []})


def found(old: Corpus, new: Corpus) -> set[tuple[str | None, str | None, tuple[str, ...]]]:
    return {(one.old_id, one.new_id, one.kinds) for one in diff(old, new).annotations}


ELSE = cue("cue-0", "Ana")


def test_an_id_with_another_place_and_another_label_is_another_annotation() -> None:
    old, new = cues(ELSE, cue("cue-1", "says")), cues(ELSE, cue("cue-1", "may", "epistemic"))
    assert found(old, new) == {("cue-1", None, ("removed",)), (None, "cue-1", ("added",))}


def test_an_id_with_another_place_and_the_same_label_is_the_same_annotation() -> None:
    assert found(cues(cue("cue-1", "says")), cues(cue("cue-1", "claims"))) == {("cue-1", "cue-1", ("respanned",))}


def test_an_id_with_an_overlap_and_another_label_is_the_same_annotation() -> None:
    old, new = cues(cue("cue-1", "may")), cues(cue("cue-1", "may rain", "epistemic"))
    assert found(old, new) == {("cue-1", "cue-1", ("relabelled", "respanned"))}


def test_an_id_that_another_annotation_took_over_is_not_believed() -> None:
    old = cues(cue("cue-1", "says"), cue("cue-2", "claims"))
    new = cues(cue("cue-1", "Ana"), cue("cue-2", "says"), cue("cue-3", "claims"))
    assert found(old, new) == {
        (None, "cue-1", ("added",)),
        ("cue-1", "cue-2", ("renamed",)),
        ("cue-2", "cue-3", ("renamed",)),
    }


def test_two_that_swapped_their_ids_are_renamed() -> None:
    old = cues(cue("cue-1", "says"), cue("cue-2", "claims"))
    new = cues(cue("cue-2", "says"), cue("cue-1", "claims"))
    assert found(old, new) == {("cue-1", "cue-2", ("renamed",)), ("cue-2", "cue-1", ("renamed",))}


def test_an_overlap_under_the_same_id_goes_before_the_same_place_under_another() -> None:
    old = cues(cue("cue-1", "may"))
    new = cues(cue("cue-1", "it may"), cue("cue-2", "may", "epistemic"))
    assert found(old, new) == {("cue-1", "cue-1", ("respanned",)), (None, "cue-2", ("added",))}


def test_the_same_place_under_another_id_and_label_is_the_same_annotation() -> None:
    old, new = cues(cue("cue-1", "may")), cues(cue("cue-2", "may", "epistemic"))
    assert found(old, new) == {("cue-1", "cue-2", ("relabelled", "renamed"))}


def test_several_at_one_place_are_paired_in_order() -> None:
    old = cues(cue("cue-1", "may"), cue("cue-2", "may"))
    new = cues(cue("cue-3", "may"), cue("cue-4", "may"), cue("cue-5", "may"))
    assert found(old, new) == {
        ("cue-1", "cue-3", ("renamed",)),
        ("cue-2", "cue-4", ("renamed",)),
        (None, "cue-5", ("added",)),
    }


def test_a_layer_without_labels_believes_an_id_only_where_something_overlaps() -> None:
    def claims(*pairs: tuple[str, str]) -> Corpus:
        return small(layers={"claims": [{"id": name, "span": span(words)} for name, words in pairs]})

    assert found(claims(("claim-1", "Ana")), claims(("claim-1", "Ivo"))) == {
        ("claim-1", None, ("removed",)),
        (None, "claim-1", ("added",)),
    }
    assert found(claims(("claim-1", "Ana")), claims(("claim-1", "Ana says"))) == {("claim-1", "claim-1", ("respanned",))}


@pytest.mark.parametrize(
    ("layer", "before", "after", "kinds"),
    [
        ("entities", {"name": "Ana", "type": "PER"}, {"name": "Ana", "type": "ORG"}, ("relabelled", "renamed")),
        ("sources", {"entity_id": "entity-1"}, {"entity_id": "entity-1", "official": "none"}, ("relabelled", "renamed")),
        (
            "attributions",
            {"content": span("it may rain"), "cue_ids": ["cue-1"]},
            {"content": span("it may rain"), "cue_ids": ["cue-2"]},
            ("relinked", "renamed"),
        ),
        (
            "attributions",
            {"content": span("it may rain"), "cue_ids": ["cue-1"]},
            {"content": span("may rain"), "cue_ids": ["cue-1"]},
            ("respanned", "renamed"),
        ),
        (
            "commitments",
            {"claim_id": "claim-1", "source_id": "@author", "value": "CT+"},
            {"claim_id": "claim-1", "source_id": "@author", "value": "PS+"},
            ("relabelled", "renamed"),
        ),
        (
            "stances",
            {"holder_id": "source-1", "target": {"text": "rain"}, "expression": span("not")},
            {"holder_id": "source-1", "target": {"text": "rain"}, "polarity": "favor"},
            ("relabelled", "respanned", "renamed"),
        ),
    ],
)
def test_a_layer_without_places_is_known_by_what_it_is_about(
    layer: str, before: Row, after: Row, kinds: tuple[str, ...]
) -> None:
    around = {name: [row | {"document_id": "rain"} for row in rows] for name, rows in AROUND.items() if name != layer}
    old, new = (
        with_rows(small(layers=around), "hand", layer, lambda _, row=row, name=name: [FILL[layer] | row | {"id": name}])
        for name, row in (("a", before), ("b", after))
    )
    changed = {one for one in found(old, new) if one[0] in {"a", None} or one[1] == "b"}
    assert changed == {("a", "b", kinds)}


AROUND: dict[str, list[Row]] = {
    "entities": [{"id": "entity-1", "name": "Ana", "type": "PER"}],
    "cues": [cue("cue-1", "says"), cue("cue-2", "may")],
    "sources": [{"id": "source-1", "anonymity": "named", "entity_id": "entity-1"}],
    "claims": [{"id": "claim-1", "span": span("it may rain")}],
}
FILL: dict[str, Row] = {
    layer: {"document_id": "rain"} | dict.fromkeys(fields)
    for layer, fields in {
        "entities": ("type", "name", "link"),
        "sources": ("entity_id", "anonymity", "official"),
        "attributions": ("sources", "cue_ids", "content", "type", "mode"),
        "commitments": ("value",),
        "stances": ("polarity", "expression"),
    }.items()
}


def test_an_entity_without_a_name_is_known_by_its_mentions() -> None:
    def entity(name: str, *words: str) -> Corpus:
        mentions = [
            {"id": f"mention-{number}", "span": span(one), "entity_id": name, "form": "NOM"} for number, one in enumerate(words)
        ]
        return small(layers={"entities": [{"id": name, "type": "PER"}], "mentions": mentions})

    assert found(entity("a", "Ana", "it"), entity("b", "Ana", "it")) == {("a", "b", ("renamed",))}
    assert found(entity("a", "Ana", "it"), entity("b", "Ana")) == {
        ("a", "b", ("renamed",)),
        ("mention-1", None, ("removed",)),
    }


def test_a_source_without_an_entity_is_known_by_the_words_that_name_it() -> None:
    def source(name: str) -> Corpus:
        one = {
            "id": "attribution-1",
            "sources": [{"source_id": name, "span": span("Ana")}],
            "cue_ids": [],
            "content": span("rain"),
        }
        return small(layers={"sources": [{"id": name, "anonymity": "described"}], "attributions": [one]})

    assert found(source("a"), source("b")) == {("a", "b", ("renamed",))}
