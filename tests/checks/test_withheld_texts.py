"""E1xx where texts are withheld: bounds by length, digests once the text is there, and what stands in for a text."""

from __future__ import annotations

from typing import Any

import pytest

from corpus.checks.labels import check_labels
from corpus.checks.texts import check_texts
from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Entity
from corpus.model.digests import surface_digest, surface_key
from corpus.model.passages import Passage, passages_of
from corpus.model.reading import Reading
from corpus.model.rows import table_of


def found_in(reading: Reading) -> list[str]:
    return [found.code for found in check_texts(reading)]


LONG = "It may rain.\n" * 40


def withheld(text: str, **fields: Any) -> Document:
    found = Document.of("d", text).model_copy(update={"text": None, "length": len(text), "passages": passages_of(text)})
    return found.model_copy(update=fields)


def reading_of(document: Document, *fragments: dict[str, Any]) -> Reading:
    record = AnnotationSet(id="hand", role="raw", annotator=Annotator(name="a", kind="rule"), profile="import")
    rows = [Cue(id=str(number), document_id="d", span=[one]) for number, one in enumerate(fragments)]
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    return Reading(Corpus(metadata, [document], [record], {"hand": {"cues": table_of("cues", rows)}}))


def hidden(start: int, end: int, text: str = LONG) -> dict[str, Any]:
    return {"start": start, "end": end, "digest": surface_digest(surface_key(text), start, end, text[start:end])}


def test_bounds_of_a_withheld_text_are_held_to_its_length() -> None:
    reading = reading_of(withheld(LONG), hidden(3, 6), {"start": 519, "end": 521, "digest": "0" * 32})
    assert [(found.code, found.place.annotation_id) for found in check_texts(reading)] == [("E104", "1")]


def test_bounds_of_a_text_of_which_nothing_is_known_are_held_to_nothing() -> None:
    assert (
        found_in(reading_of(withheld(LONG, length=None, passages=None), {"start": 900, "end": 999, "digest": "0" * 32})) == []
    )


def test_a_digest_waits_for_the_text_and_is_then_held_to_it() -> None:
    wrong = {"start": 7, "end": 11, "digest": "0" * 32}
    assert found_in(reading_of(withheld(LONG), hidden(3, 6), wrong)) == []
    reading = reading_of(Document.of("d", LONG), hidden(3, 6), wrong, {"start": 0, "end": 2, "text": "It"})
    assert [(found.code, found.place.annotation_id) for found in check_texts(reading)] == [("E101", "1")]


def test_surfaces_and_digests_may_stand_side_by_side() -> None:
    rain = {"start": 7, "end": 11, "text": "rain"}
    assert found_in(reading_of(withheld(LONG), hidden(3, 6), rain)) == []
    snow = {"start": 7, "end": 11, "text": "snow"}
    assert found_in(reading_of(Document.of("d", LONG), hidden(3, 6), rain, snow)) == ["E101"]


@pytest.mark.parametrize(
    "fields",
    [
        {"length": 519},
        {"passages": ()},
        {"passages": passages_of(LONG)[:1]},
    ],
)
def test_length_and_passages_beside_a_text_are_held_to_it(fields: dict[str, Any]) -> None:
    assert found_in(reading_of(Document.of("d", LONG).model_copy(update=fields))) == ["E108"]
    right = {"length": len(LONG), "passages": passages_of(LONG)}
    assert found_in(reading_of(Document.of("d", LONG).model_copy(update=right))) == []


@pytest.mark.parametrize(
    "passages",
    [
        passages_of(LONG)[::-1],
        (*passages_of(LONG)[:1], *passages_of(LONG)[:1]),
        (Passage(start=5, end=5, sha256="0" * 64),),
        (Passage(start=0, end=521, sha256="0" * 64),),
    ],
)
def test_passages_of_a_withheld_text_are_in_order_and_inside_it(passages: tuple[Passage, ...]) -> None:
    assert found_in(reading_of(withheld(LONG, passages=passages))) == ["E108"]
    assert found_in(reading_of(withheld(LONG))) == []


@pytest.mark.parametrize(
    ("text_release", "names", "found"),
    [
        ("withheld", (None, None), []),
        ("withheld", (None, "Ana"), ["E303"]),
        ("included", (None, None), ["E303", "E303"]),
        (None, (None, None), ["E303", "E303"]),
    ],
)
def test_names_are_not_demanded_where_all_went_with_the_texts(
    text_release: str | None, names: tuple[str | None, ...], found: list[str]
) -> None:
    record = AnnotationSet(id="hand", role="raw", annotator=Annotator(name="a", kind="rule"), profile="gold")
    entities = [Entity(id=str(number), document_id="d", type="PER", name=name) for number, name in enumerate(names)]
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1", text_release=text_release)
    held = Corpus(metadata, [withheld(LONG)], [record], {"hand": {"entities": table_of("entities", entities)}})
    assert [one.code for one in check_labels(Reading(held))] == found
