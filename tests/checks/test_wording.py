"""W405 to W409 on the cases that annotators ask about (SCHEMA, sections 3 to 5)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Protocol

import pytest

from corpus.checks.practice import check_practice
from corpus.errors import Finding, Place
from corpus.model import Corpus
from corpus.model.reading import Reading

Row = dict[str, Any]
AUTHOR = [{"source_id": "@author"}]


class Build(Protocol):
    def __call__(self, text: str | None, *, profile: Any = ..., **layers: Any) -> Reading: ...


def found_in(reading: Reading) -> list[tuple[str, str | None]]:
    return [(found.code, found.place.annotation_id) for found in check_practice(reading)]


def in_language(reading: Reading, language: str | None) -> Reading:
    corpus = reading.corpus
    documents = [document.model_copy(update={"language": language}) for document in corpus.documents]
    tables = {"hand": {layer: corpus.layer(layer).table for layer in ("quantities", "claims")}}
    return Reading(Corpus(corpus.metadata, documents, corpus.sets, tables))


NEGATED = {"id": "cue", "span": "not confirmed", "type": "hedge", "negated": True}


@pytest.mark.parametrize(
    ("negation", "expected"),
    [
        ({"span": "not", "type": "negation"}, []),
        ({"span": "not confirmed", "type": "negation"}, []),
        ({"span": "never", "type": "negation"}, [("W405", "cue")]),
        ({"span": "not", "type": "booster"}, [("W405", "cue")]),
    ],
)
def test_w405_a_negated_cue_overlaps_a_negation_cue(build: Build, negation: Row, expected: list[Any]) -> None:
    rows = [NEGATED, {"id": "negation", **negation}]
    assert found_in(build("It was not confirmed, and never will.", profile="import", cues=rows)) == expected


def test_the_negation_may_stand_in_the_extent_of_the_negated_cue(build: Build) -> None:
    rows = [NEGATED | {"span": "confirmed", "extent": "not confirmed"}, {"id": "n", "span": "not", "type": "negation"}]
    assert found_in(build("It was not confirmed.", profile="import", cues=rows)) == []


@pytest.mark.parametrize(("start", "expected"), [(0, 1), (1, 1), (2, 0), (5, 0), (6, 1), (8, 1)])
def test_a_negation_that_only_touches_does_not_overlap(build: Build, start: int, expected: int) -> None:
    """The negations reach from 3 to 6, a short one inside a long one."""
    text = "abcdefghij"
    negations = [{"id": f"n{at}", "span": surface, "type": "negation"} for at, surface in enumerate(["def", "e"])]
    reading = build(text, profile="import", cues=[*negations, NEGATED | {"span": text[start : start + 2]}])
    assert len(found_in(reading)) == expected


def test_w405_a_negated_negation_does_not_count_for_itself(build: Build) -> None:
    rows = [{"id": "n", "span": "not", "type": "negation", "negated": True}]
    assert found_in(build("It was not confirmed.", profile="import", cues=rows)) == [("W405", "n")]


def test_a_negation_that_may_stand_in_a_line_that_was_not_read_is_not_missed(build: Build) -> None:
    unread = Finding("E003", "error", "expected one JSON object", Place("cues.jsonl", 2))
    reading = replace(build("It was not confirmed.", profile="import", cues=[NEGATED]), files={("hand", "cues"): "cues.jsonl"})
    assert found_in(reading) == [("W405", "cue")]
    assert found_in(replace(reading, findings=(unread,))) == []


@pytest.mark.parametrize("mode", ["direct", "mixed", "indirect", "summary", None])
@pytest.mark.parametrize(
    ("content", "quoted"),
    [
        ("“Rain”", True),
        ("«Rain»", True),
        ('"Rain"', True),
        ("‘Rain’", True),
        ("„Rain“", True),
        ("“Rain", False),
        ("Rain”", False),
        ("Rain", False),
        (["“Yes,", "rain.”"], True),
        (["“Yes,", "rain"], False),
    ],
)
def test_w406_direct_content_stands_in_quotation_marks(
    build: Build, mode: str | None, content: str | list[str], *, quoted: bool
) -> None:
    text = '“Rain” «Rain» "Rain" ‘Rain’ „Rain“ “Yes, she said, rain.”'
    row = {"id": "a", "sources": AUTHOR, "cue_ids": [], "content": content, "mode": mode}
    expected = [] if quoted or mode != "direct" else [("W406", "a")]
    assert found_in(build(text, profile="import", attributions=[row])) == expected


@pytest.mark.parametrize(
    ("surface", "value", "expected"),
    [
        ("5,000", 5000.0, 0),
        ("5,000", 500.0, 1),
        ("4.5 million", 4.5e6, 0),
        ("4.5 million", 4.5, 1),
        ("twenty-one", 21.0, 0),
        ("two hundred thousand", 2e5, 0),
        ("50%", 50.0, 0),
        ("50%", 0.5, 1),
        ("$1.2bn", 1.2e9, 0),
        ("a dozen", 12.0, 0),
        ("a dozen", 10.0, 1),
        ("two-thirds", 2 / 3, 0),
        ("4 to 5 million", 4e6, 0),
        ("4 to 5 million", 5.0, 1),
        ("some", 3.0, 0),  # it says no number, so none is wrong
        ("5,000", None, 0),
    ],
)
def test_w407_a_value_is_what_the_surface_says(build: Build, surface: str, value: float | None, expected: int) -> None:
    row = {"id": "q", "span": surface, "kind": "cardinal", "value": value}
    assert found_in(build(f"over {surface} came", quantities=[row])) == [("W407", "q")] * expected


def test_w407_both_ends_of_a_range_are_what_the_surface_says(build: Build) -> None:
    row = {"id": "q", "span": "4,000 to 5,000", "low": 4000.0, "high": 6000.0}
    assert found_in(build("4,000 to 5,000", quantities=[row])) == [("W407", "q")]


@pytest.mark.parametrize(("language", "expected"), [(None, 1), ("en", 1), ("en-GB", 1), ("EN", 1), ("de", 0), ("zh-Hant", 0)])
def test_w407_reads_english_alone(build: Build, language: str | None, expected: int) -> None:
    row = {"id": "q", "span": "5.000", "value": 5000.0}
    assert found_in(in_language(build("5.000 kamen", quantities=[row]), language)) == [("W407", "q")] * expected


@pytest.mark.parametrize(
    ("surface", "expected"),
    [
        ("it may rain", 0),
        ("it may rai", 1),
        ("t may rain", 1),
        ("t may rai", 2),
        ("may", 0),
        ("Ana’s", 0),
        ("Ana", 0),  # before an apostrophe
        ("cafe", 1),  # a combining accent belongs to its letter
        ("5", 0),
        ("000", 0),  # a comma separates, as far as this check can tell
        ("naïve", 0),
        ("ïve", 1),
        ("so", 0),  # a hyphen ends a word
        ("東", 0),  # no blanks between words, so nobody can tell
        ("ในกรุง", 0),
        ("서", 1),
    ],
)
def test_w408_a_claim_is_whole_words(build: Build, surface: str, expected: int) -> None:
    text = "Ana’s so-called naïve cafe\u0301: “it may rain” 5,000 東京 ในกรุงเทพ 서울"
    row = {"id": "c", "span": surface}
    assert found_in(build(text, profile="import", claims=[row])) == [("W408", "c")] * expected


@pytest.mark.parametrize(
    ("layer", "row"),
    [
        ("cues", {"span": "may", "scope": "ma"}),
        ("attributions", {"sources": AUTHOR, "content": ["it", "rai"]}),
        ("claims", {"span": "it may rai"}),
    ],
)
def test_w408_scope_content_and_claim_are_looked_at(build: Build, layer: str, row: Row) -> None:
    assert found_in(build("it may rain", profile="import", **{layer: [{"id": "x", **row}]})) == [("W408", "x")]


def test_words_of_a_withheld_text_are_not_judged(build: Build) -> None:
    span = [{"start": 0, "end": 2, "text": "ma"}]
    assert found_in(build(None, profile="import", claims=[{"id": "c", "span": span}])) == []


@pytest.mark.parametrize("layer", ["mentions", "quantities", "cues"])
@pytest.mark.parametrize(
    ("extent", "good"),
    [("not confirmed", True), (["was", "confirmed"], True), ("confirmed", False), ("not", False), (None, True)],
)
def test_w409_an_extent_is_more_than_its_span(build: Build, layer: str, extent: Any, *, good: bool) -> None:
    row = {"id": "x", "span": "confirmed", "extent": extent}
    expected = [] if good else [("W409", "x")]
    assert found_in(build("It was not confirmed.", profile="import", **{layer: [row]})) == expected
