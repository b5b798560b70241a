"""E1xx on tables whose surfaces and offsets are wrong in ways that no record and no line can be."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.checks.texts import check_texts
from corpus.model import Corpus, CorpusMetadata, Document
from corpus.model.reading import Reading
from corpus.testing import corpora, texts

if TYPE_CHECKING:
    from corpus.errors import Finding

Row = dict[str, Any]
TEXT = "İt’s 😀 said: “n\u0430їve”\r\n東京 may e\u0301 rain."


class Build(Protocol):
    def __call__(self, text: str | None, *, profile: Any = ..., **layers: Any) -> Reading: ...


def found_in(reading: Reading) -> list[str]:
    return [found.code for found in check_texts(reading)]


def cue(*fragments: tuple[int, int, str], id: str = "c") -> Row:  # noqa: A002 - the field's own name
    return {"id": id, "span": [{"start": start, "end": end, "text": text} for start, end, text in fragments]}


@pytest.mark.parametrize("surface", ["İt’s", "😀", "“n\u0430їve”", "東京", "e\u0301", "rain.", TEXT])
def test_a_surface_that_stands_in_the_text_is_accepted(build: Build, surface: str) -> None:
    assert found_in(build(TEXT, cues=[{"id": "c", "span": surface}])) == []


@pytest.mark.parametrize(
    ("start", "end", "surface"),
    [
        (0, 4, "İt's"),  # another apostrophe, fewer bytes
        (24, 26, "東亰"),  # another character of as many bytes
        (31, 33, "é"),  # the same to the eye
        (31, 32, "e\u0301"),  # the bytes of more than the offsets say
        (5, 6, "\U0001f601"),
        (14, 21, "“naїve”"),  # a Latin letter for a Cyrillic one
        (7, 11, "Said"),
        (7, 11, ""),
    ],
)
def test_a_surface_that_does_not_stand_there_is_e101(build: Build, start: int, end: int, surface: str) -> None:
    assert "E101" in found_in(build(TEXT, cues=[cue((start, end, surface))]))


@pytest.mark.parametrize(
    ("start", "end"), [(-1, 2), (2, 2), (3, 2), (0, len(TEXT) + 1), (len(TEXT), len(TEXT) + 4), (-(2**31), 2**31 - 1)]
)
def test_bounds_outside_the_text_are_e104_alone(build: Build, start: int, end: int) -> None:
    assert found_in(build(TEXT, cues=[cue((start, end, "said"))])) == ["E104"]


def test_bounds_that_reach_into_the_next_document_are_e104(build: Build) -> None:
    reading = build("rain", cues=[cue((2, 6, "insn"))])
    corpus = reading.corpus
    two = Corpus(
        corpus.metadata, [*corpus.documents, Document.of("e", "snow")], corpus.sets, {"hand": {"cues": corpus.cues.table}}
    )
    assert found_in(Reading(two)) == ["E104"]


def test_overlapping_fragments_are_e103(build: Build) -> None:
    assert found_in(build("it may rain", cues=[cue((3, 6, "may"), (5, 11, "y rain"))])) == ["E103"]


def test_fragments_in_the_wrong_order_are_e103(build: Build) -> None:
    assert found_in(build("it may rain", cues=[cue((7, 11, "rain"), (3, 6, "may"))])) == ["E103"]


def test_fragments_of_two_annotations_may_overlap(build: Build) -> None:
    assert found_in(build("it may rain", cues=[cue((3, 6, "may")), cue((0, 6, "it may"), id="b")])) == []


def test_fragments_that_touch_are_accepted(build: Build) -> None:
    assert found_in(build("it may rain", cues=[cue((3, 5, "ma"), (5, 6, "y"))])) == []


@pytest.mark.parametrize("blank", [" ", "\t", "\n", "\u00a0", "\u3000", "\u2028", "\x85", "\x1c"])
@pytest.mark.parametrize(("start", "end"), [(0, 4), (1, 5), (0, 5), (0, 1)])
def test_a_blank_edge_is_e105(build: Build, blank: str, start: int, end: int) -> None:
    text = f"{blank}may{blank}"
    assert found_in(build(text, cues=[cue((start, end, text[start:end]))])) == ["E105"]


@pytest.mark.parametrize("filled", ["\u200b", "\ufeff", "\u2060"])
def test_a_character_that_only_looks_blank_is_accepted_at_an_edge(build: Build, filled: str) -> None:
    text = f"{filled}may"
    assert found_in(build(text, cues=[cue((0, 4, text))])) == []


def test_a_changed_text_is_e102_at_its_document() -> None:
    document = Document.of("d", "It rained.").model_copy(update={"text": "It rained"})
    corpus = Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [document])
    (found,) = check_texts(Reading(corpus))
    assert (found.code, found.place.document_id) == ("E102", "d")


def test_a_withheld_text_says_nothing_about_surfaces_and_hash(build: Build) -> None:
    assert found_in(build(None, cues=[cue((0, 3, "may"))])) == []


def test_a_withheld_text_still_shows_disorder_and_blank_edges(build: Build) -> None:
    assert found_in(build(None, cues=[cue((3, 6, "may"), (0, 3, "it "))])) == ["E103", "E105"]


def test_an_annotation_of_a_document_that_is_not_there_is_left_to_the_links(build: Build) -> None:
    assert found_in(build("may", cues=[cue((0, 3, "can")) | {"document_id": "elsewhere"}])) == []


SECTIONS = [{"id": "s1", "span": "Hot day"}, {"id": "s2", "span": "It may rain"}]
WITHHELD = {
    "e": [{"start": 0, "end": 7, "text": "Hot day"}],
    "f": [{"start": 0, "end": 2, "text": "It"}],
}
ARTICLE = "Hot day\nIt may rain\nShare"


@pytest.mark.parametrize(
    "span",
    [
        ["day\nIt"],  # over the border
        ["Hot", "rain"],  # a fragment in each
        ["Share"],  # behind the last
        ["rain\nShare"],
    ],
)
def test_a_span_that_is_not_inside_one_section_is_e106(build: Build, span: list[str]) -> None:
    assert set(found_in(build(ARTICLE, sections=SECTIONS, cues=[{"id": "c", "span": span}]))) == {"E106"}


@pytest.mark.parametrize("span", [["Hot day"], ["It", "rain"], ["may"]])
def test_a_span_inside_one_section_is_accepted(build: Build, span: list[str]) -> None:
    assert found_in(build(ARTICLE, sections=SECTIONS, cues=[{"id": "c", "span": span}])) == []


def test_a_span_before_the_first_section_is_e106(build: Build) -> None:
    assert found_in(build(ARTICLE, sections=SECTIONS[1:], cues=[{"id": "c", "span": "Hot"}])) == ["E106"]


def test_two_fragments_of_one_section_may_hold_a_span_each(build: Build) -> None:
    section = {"id": "s", "span": ["Hot day", "Share"]}
    assert found_in(build(ARTICLE, sections=[section], cues=[{"id": "c", "span": ["Hot", "Share"]}])) == []


def test_without_sections_spans_are_free(build: Build) -> None:
    assert found_in(build(ARTICLE, cues=[{"id": "c", "span": ARTICLE}])) == []


def test_sections_of_one_document_say_nothing_about_another(build: Build) -> None:
    reading = build(ARTICLE, sections=SECTIONS, cues=[cue((0, 3, "Wet")) | {"document_id": "e"}])
    corpus = reading.corpus
    tables = {"hand": {layer: corpus.layer(layer).table for layer in ("sections", "cues")}}
    two = Corpus(corpus.metadata, [*corpus.documents, Document.of("e", "Wet")], corpus.sets, tables)
    assert found_in(Reading(two)) == []


@pytest.mark.parametrize(
    ("layer", "row", "path"),
    [
        ("mentions", {"span": "may", "extent": "RAIN"}, "extent"),
        ("cues", {"span": "may", "scope": "RAIN"}, "scope"),
        ("claims", {"span": "may", "head": "RAIN"}, "head"),
        ("attributions", {"content": "RAIN"}, "content"),
        ("attributions", {"sources": [{"source_id": "@author"}, {"source_id": "s", "span": "RAIN"}]}, "sources.span"),
        ("stances", {"holder_id": "@author", "target": {"span": "RAIN"}}, "target.span"),
    ],
)
def test_every_span_of_a_record_is_tested_at_every_depth(build: Build, layer: str, row: Row, path: str) -> None:
    wrong = _replaced({"id": "x"} | row)
    reading = build("it may rain", **{layer: [wrong]})
    (found,) = check_texts(reading)
    assert (found.code, found.place.path, found.place.annotation_id) == ("E101", path, "x")


def _replaced(value: Any) -> Any:
    if value == "RAIN":
        return [{"start": 7, "end": 11, "text": "RAIN"}]
    if isinstance(value, dict):
        return {key: _replaced(inner) for key, inner in value.items()}
    return [_replaced(inner) for inner in value] if isinstance(value, list) else value


def test_only_the_wrong_one_of_many_is_reported(build: Build) -> None:
    rows = [cue((at, at + 3, "may"), id=f"c{at:03}") for at in range(0, 400, 4)]
    rows[50] = cue((200, 203, "can"), id="wrong")
    reading = build("may " * 100, cues=rows)
    assert [found.place.annotation_id for found in check_texts(reading)] == ["wrong"]


@settings(max_examples=40)
@given(corpora(max_sets=2))
def test_a_sound_corpus_has_no_finding(corpus: Corpus) -> None:
    assert list(check_texts(Reading(corpus))) == []


@given(texts(min_size=1), st.data())
def test_columns_and_a_plain_loop_agree_on_any_fragment(text: str, data: st.DataObject) -> None:
    """The columns count bytes; Python's own slices are what they must agree with."""
    start, end = data.draw(st.integers(-2, len(text) + 2)), data.draw(st.integers(-2, len(text) + 2))
    surface = data.draw(st.sampled_from([text[max(start, 0) : max(end, 0)], text[:1], "may", text]) | texts())
    row = {"id": "c", "document_id": "d", "span": [{"start": start, "end": end, "text": surface}]}
    assert Counter(found.code for found in _check_one(text, row)) == Counter(_expected(text, start, end, surface))


def _check_one(text: str, row: Row) -> list[Finding]:
    import pyarrow as pa

    from corpus.model import AnnotationSet, Annotator
    from corpus.model.columns import schema

    record = AnnotationSet(id="hand", role="raw", annotator=Annotator(name="a", kind="rule"), profile="import")
    tables = {"hand": {"cues": pa.Table.from_pylist([row], schema=schema("cues"))}}
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    return list(check_texts(Reading(Corpus(metadata, [Document.of("d", text)], [record], tables))))


def _expected(text: str, start: int, end: int, surface: str) -> list[str]:
    codes = []
    if not 0 <= start < end <= len(text):
        codes.append("E104")
    elif text[start:end] != surface:
        codes.append("E101")
    if not surface or surface[0].isspace() or surface[-1].isspace():
        codes.append("E105")
    return codes


def test_sections_of_withheld_documents_do_not_mix(build: Build) -> None:
    rows = [{"id": "s1", "document_id": document, "span": span} for document, span in WITHHELD.items()]
    corpus = build("a", sections=rows, cues=[cue((0, 3, "Hot")) | {"document_id": "e"}]).corpus
    tables = {"hand": {layer: corpus.layer(layer).table for layer in ("sections", "cues")}}
    documents = [Document.of(name, "").model_copy(update={"text": None}) for name in WITHHELD]
    assert found_in(Reading(Corpus(corpus.metadata, documents, corpus.sets, tables))) == []


def test_sections_of_a_document_that_is_not_there_do_not_mix_with_others(build: Build) -> None:
    ghost = {"id": "ghost", "document_id": "ghost"} | {"span": [{"start": 4, "end": 5, "text": "x"}]}
    assert found_in(build(ARTICLE, sections=[*SECTIONS, ghost], cues=[{"id": "c", "span": "Hot day"}])) == []
