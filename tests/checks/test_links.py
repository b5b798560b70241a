from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

import pytest
from hypothesis import given, settings

from corpus.checks.links import check_links
from corpus.model import LAYERS, AnnotationSet, Annotator, Corpus, Document
from corpus.model.layers import REFERENCES
from corpus.model.reading import Reading
from corpus.testing import corpora

Row = dict[str, Any]
TEXT = "it may rain"
ONE_OF_EACH: dict[str, list[Row]] = {
    "sections": [{"id": "section", "span": TEXT}],
    "entities": [{"id": "entity"}],
    "mentions": [{"id": "mention", "span": "it", "entity_id": "entity"}],
    "quantities": [{"id": "quantity", "span": "it", "counted_id": "mention"}],
    "cues": [{"id": "cue", "span": "may"}],
    "sources": [{"id": "source", "entity_id": "entity"}],
    "attributions": [
        {"id": "outer", "sources": [{"source_id": "@author"}], "cue_ids": ["cue"]},
        {
            "id": "inner",
            "sources": [{"source_id": "source", "span": "it"}, {"source_id": "@unspecified"}],
            "parent_id": "outer",
        },
    ],
    "claims": [{"id": "claim", "span": TEXT, "attribution_id": "inner", "quantity_ids": ["quantity"]}],
    "commitments": [{"id": "commitment", "claim_id": "claim", "source_id": "@author", "evidence_ids": ["cue"]}],
    "stances": [
        {"id": "stance-1", "holder_id": "source", "target": {"entity_id": "entity"}, "attribution_id": "inner"},
        {"id": "stance-2", "holder_id": "@author", "target": {"claim_id": "claim"}},
    ],
}
"""Every kind of reference, each to something that is there."""
LINKS = [(layer, path, target) for layer, paths in REFERENCES.items() for path, target in paths.items()]


class Build(Protocol):
    def __call__(self, text: str | None, *, profile: Any = ..., **layers: Any) -> Reading: ...


def found_in(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    return [(found.code, found.place.annotation_id, found.place.path) for found in check_links(reading)]


def pointing(value: Any, path: str, target: str) -> Any:
    """Give the row with every reference of a path pointing elsewhere."""
    if not path:
        return target
    step, _, rest = path.partition(".")
    if step == "item":
        return [pointing(inner, rest, target) for inner in value]
    return value | {step: pointing(value[step], rest, target)} if value.get(step) is not None else value


def with_references(layer: str, path: str, target: str) -> dict[str, list[Row]]:
    return ONE_OF_EACH | {layer: [pointing(row, path, target) for row in ONE_OF_EACH[layer]]}


def test_references_to_what_is_there_are_accepted(build: Build) -> None:
    assert found_in(build(TEXT, **ONE_OF_EACH)) == []


@pytest.mark.parametrize(("default_set", "expected"), [("hand", []), (None, []), ("machine", [("E202", None, "default_set")])])
def test_the_default_set_is_one_of_the_corpus(build: Build, default_set: str | None, expected: list[Any]) -> None:
    assert found_in(Reading(build(TEXT).corpus.with_metadata(default_set=default_set))) == expected


def test_a_set_is_derived_from_sets_of_the_corpus(build: Build) -> None:
    news = build(TEXT).corpus
    gold = news.sets[0].model_copy(update={"id": "gold", "derived_from": ("hand", "machine", "gold")})
    found = found_in(Reading(Corpus(news.metadata, news.documents, [*news.sets, gold])))
    assert found == [("E202", None, "derived_from")] * 2


def test_ids_of_documents_or_sets_that_differ_in_case_alone_are_e201(build: Build) -> None:
    news = build(TEXT).corpus
    documents = [Document.of(one, TEXT) for one in ("d", "D", "e")]
    sets = [news.sets[0], news.sets[0].model_copy(update={"id": "Hand"})]
    assert found_in(Reading(Corpus(news.metadata, documents, sets))) == [("E201", None, "id")] * 2


@pytest.mark.parametrize(
    ("layer", "field"), [("attributions", "cue_ids"), ("claims", "quantity_ids"), ("commitments", "evidence_ids")]
)
def test_a_list_that_holds_a_reference_twice_is_e209(build: Build, layer: str, field: str) -> None:
    target = "quantity" if field == "quantity_ids" else "cue"
    rows = [ONE_OF_EACH[layer][0] | {field: [target, target]}, *ONE_OF_EACH[layer][1:]]
    found = found_in(build(TEXT, **ONE_OF_EACH | {layer: rows}))
    assert found == [("E209", ONE_OF_EACH[layer][0]["id"], field)]


def test_a_source_that_is_named_in_two_places_is_accepted_and_one_that_stands_twice_is_e209(build: Build) -> None:
    named = [{"source_id": "@author", "span": "it"}, {"source_id": "@author", "span": "may"}]
    rows = [{"id": "a", "sources": named}, {"id": "b", "sources": named[:1] * 2}]
    assert found_in(build(TEXT, attributions=rows)) == [("E209", "b", "sources.source_id")]


@pytest.mark.parametrize(("layer", "path", "target"), LINKS)
def test_a_reference_to_nothing_is_e202_at_its_field(build: Build, layer: str, path: str, target: str) -> None:
    del target
    found = found_in(build(TEXT, **with_references(layer, path, "nowhere")))
    assert {(code, field) for code, _, field in found} == {("E202", path.replace(".item", ""))}


@pytest.mark.parametrize(("layer", "path", "target"), LINKS)
def test_a_reference_into_another_layer_is_e203(build: Build, layer: str, path: str, target: str) -> None:
    elsewhere = "cue" if target != "cues" else "section"
    found = found_in(build(TEXT, **with_references(layer, path, elsewhere)))
    assert {code for code, _, _ in found} == {"E203"}


@pytest.mark.parametrize(("layer", "path", "target"), LINKS)
def test_a_reserved_source_may_be_pointed_at_as_a_source_alone(build: Build, layer: str, path: str, target: str) -> None:
    found = found_in(build(TEXT, **with_references(layer, path, "@unspecified")))
    assert {code for code, _, _ in found} == (set() if target == "sources" else {"E202"})


def test_a_reference_into_another_document_is_e202(build: Build) -> None:
    reading = build(TEXT, cues=[{"id": "cue", "span": "may", "document_id": "e"}], attributions=ONE_OF_EACH["attributions"][:1])
    assert found_in(with_document(reading, "e")) == [("E202", "outer", "cue_ids")]


def test_a_reference_into_another_set_is_e202(build: Build) -> None:
    here, there = build(TEXT, attributions=ONE_OF_EACH["attributions"][:1]), build(TEXT, cues=ONE_OF_EACH["cues"])
    other = AnnotationSet(id="other", role="raw", annotator=Annotator(name="b", kind="rule"), profile="gold")
    tables = {
        "hand": {"attributions": here.corpus.attributions.table},
        "other": {"cues": there.corpus.cues.table},
    }
    both = Corpus(here.corpus.metadata, here.corpus.documents, [*here.corpus.sets, other], tables)
    assert found_in(Reading(both)) == [("E202", "outer", "cue_ids")]


def test_a_reference_to_a_line_that_could_not_be_read_is_not_reported_as_well(build: Build) -> None:
    reading = build(TEXT, attributions=ONE_OF_EACH["attributions"][:1])
    assert found_in(replace(reading, unreadable=frozenset({("hand", "d", "cue")}))) == []


def test_a_line_of_another_document_that_could_not_be_read_excuses_nothing(build: Build) -> None:
    reading = build(TEXT, attributions=ONE_OF_EACH["attributions"][:1])
    assert found_in(replace(reading, unreadable=frozenset({("hand", "e", "cue")}))) == [("E202", "outer", "cue_ids")]


def test_an_id_that_stands_twice_in_a_layer_is_e201_once(build: Build) -> None:
    rows = [{"id": "cue", "span": "it"}, {"id": "cue", "span": "may"}, {"id": "other", "span": "may"}]
    assert found_in(build(TEXT, cues=rows)) == [("E201", "cue", "id")]


def test_an_id_that_stands_three_times_is_e201_twice(build: Build) -> None:
    assert [code for code, _, _ in found_in(build(TEXT, cues=[{"id": "cue", "span": "it"}] * 3))] == ["E201"] * 2


def test_an_id_that_stands_in_two_layers_is_e201(build: Build) -> None:
    found = found_in(build(TEXT, cues=[{"id": "one", "span": "it"}], sources=[{"id": "one"}]))
    assert found == [("E201", "one", "id")]


def test_the_same_id_in_two_documents_is_accepted(build: Build) -> None:
    reading = build(TEXT, cues=[{"id": "one", "span": "it"}, {"id": "one", "span": "it", "document_id": "e"}])
    assert found_in(with_document(reading, "e")) == []


def test_ids_that_look_the_same_are_not_equal(build: Build) -> None:
    assert found_in(build(TEXT, cues=[{"id": one, "span": "it"} for one in ("é", "e\u0301", "É", "é ")])) == []


def test_a_document_that_is_not_there_is_e207(build: Build) -> None:
    assert found_in(build(TEXT, cues=[{"id": "one", "span": "it", "document_id": "x"}])) == [("E207", "one", "document_id")]


def test_a_document_that_could_not_be_read_is_not_reported_as_well(build: Build) -> None:
    reading = build(TEXT, cues=[{"id": "one", "span": "it", "document_id": "x"}])
    assert found_in(replace(reading, unreadable_documents=frozenset({"x"}))) == []


@pytest.mark.parametrize("layer", LAYERS)
@pytest.mark.parametrize("reserved", ["@author", "@unspecified"])
def test_a_reserved_id_is_e208_in_every_layer(build: Build, layer: str, reserved: str) -> None:
    row = ONE_OF_EACH[layer][0] | {"id": reserved}
    found = found_in(build(TEXT, **ONE_OF_EACH | {layer: [*ONE_OF_EACH[layer], row]}))
    assert ("E208", reserved, "id") in found


@pytest.mark.parametrize("sources", [None, []])
def test_an_attribution_without_a_source_is_e204(build: Build, sources: list[Row] | None) -> None:
    assert found_in(build(TEXT, attributions=[{"id": "a", "sources": sources}])) == [("E204", "a", "sources")]


def test_only_the_attribution_without_a_source_is_reported(build: Build) -> None:
    rows = [{"id": one, "sources": [{"source_id": "@author"}] * count} for one, count in (("a", 1), ("b", 0), ("c", 1))]
    assert found_in(build(TEXT, attributions=rows)) == [("E204", "b", "sources")]


@pytest.mark.parametrize(
    ("parents", "circular"),
    [
        ({"a": "a"}, "a"),
        ({"a": "b", "b": "a"}, "ab"),
        ({"a": "b", "b": "c", "c": "a"}, "abc"),
        ({"a": "b", "b": "c", "c": "b"}, "bc"),  # a only leads into the circle
        ({"a": "b", "b": "c", "c": None}, ""),
        ({"a": "c", "b": "c", "c": None}, ""),
    ],
)
def test_a_circle_of_parents_is_e205_for_those_in_it(build: Build, parents: dict[str, str | None], circular: str) -> None:
    rows = [{"id": one, "sources": [{"source_id": "@author"}], "parent_id": parent} for one, parent in parents.items()]
    assert found_in(build(TEXT, attributions=rows)) == [("E205", one, "parent_id") for one in circular]


def test_the_same_ids_in_another_document_make_no_circle(build: Build) -> None:
    author = [{"source_id": "@author"}]
    rows = [
        {"id": "a", "sources": author, "parent_id": "b"},
        {"id": "b", "sources": author},
        {"id": "a", "sources": author, "document_id": "e"},
        {"id": "b", "sources": author, "parent_id": "a", "document_id": "e"},
    ]
    assert found_in(with_document(build(TEXT, attributions=rows), "e")) == []


def test_a_long_chain_of_parents_is_followed_to_its_end(build: Build) -> None:
    rows = [{"id": f"a{n}", "sources": [{"source_id": "@author"}], "parent_id": f"a{n + 1}"} for n in range(300)]
    rows.append({"id": "a300", "sources": [{"source_id": "@author"}]})
    assert found_in(build(TEXT, attributions=rows)) == []


def test_a_second_commitment_of_a_source_to_a_claim_is_e206(build: Build) -> None:
    first = ONE_OF_EACH["commitments"][0]
    rows = [first, first | {"id": "second"}, first | {"id": "third", "source_id": "source"}]
    assert found_in(build(TEXT, **ONE_OF_EACH | {"commitments": rows})) == [("E206", "second", "source_id")]


def test_a_corpus_without_annotations_has_no_finding(build: Build) -> None:
    assert found_in(build(TEXT)) == []


@settings(max_examples=40)
@given(corpora())
def test_a_sound_corpus_has_no_finding(corpus: Corpus) -> None:
    assert found_in(Reading(corpus)) == []


def with_document(reading: Reading, document_id: str) -> Reading:
    corpus = reading.corpus
    tables = {record.id: {layer: corpus.set(record.id).layer(layer).table for layer in LAYERS} for record in corpus.sets}
    return Reading(Corpus(corpus.metadata, [*corpus.documents, Document.of(document_id, TEXT)], corpus.sets, tables))
