from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given

from corpus.model import Attribution, Cue, Span
from corpus.model.voices import voice_ids
from corpus.testing import annotated_documents

if TYPE_CHECKING:
    from corpus.model import AnnotatedDocument

TEXT = "TAG24 writes that experts argue that it may rain."
MAY = Cue.model_validate({"id": "cue-1", "document_id": "d", "span": Span.of(TEXT, (40, 43))})


def attribution(source: str, start: int, end: int, parent: str | None = None) -> Attribution:
    content = Span.of(TEXT, (start, end))
    return Attribution(
        id=f"by-{source}",
        document_id="d",
        sources=[{"source_id": source}],
        content=content,
        parent_id=parent and f"by-{parent}",
    )


def test_a_cue_outside_all_contents_is_in_the_authors_voice() -> None:
    assert voice_ids(MAY, [attribution("experts", 18, 31)]) == ("@author",)


def test_the_child_is_innermost() -> None:
    nested = [attribution("tag24", 13, 48), attribution("experts", 13, 48, parent="tag24")]
    assert voice_ids(MAY, nested) == voice_ids(MAY, nested[::-1]) == ("experts",)


def test_without_parents_the_shortest_content_is_innermost() -> None:
    beside = [attribution("tag24", 13, 48), attribution("experts", 32, 48)]
    assert voice_ids(MAY, beside) == voice_ids(MAY, beside[::-1]) == ("experts",)


def test_a_parent_that_is_not_there_counts_for_nothing() -> None:
    assert voice_ids(MAY, [attribution("tag24", 32, 48), attribution("experts", 13, 48, parent="nobody")]) == ("tag24",)


def test_a_circle_of_parents_comes_to_an_end() -> None:
    circle = [attribution("a", 13, 48, parent="b"), attribution("b", 13, 48, parent="a")]
    assert voice_ids(MAY, circle) in {("a",), ("b",)}


def test_an_attribution_without_content_is_around_nothing() -> None:
    assert voice_ids(MAY, [Attribution(id="1", document_id="d", sources=[{"source_id": "a"}])]) == ("@author",)


def around_of(cue: Cue, document: AnnotatedDocument) -> list[Attribution]:
    """Give the attributions whose content holds the cue, but for those that it marks itself."""
    holding = [one for one in document.attributions if one.content is not None and one.content.contains(cue.span)]
    return [one for one in holding if cue.id not in (one.cue_ids or ())]


def test_a_noun_that_reports_speaks_in_the_voice_around_its_own_attribution() -> None:
    own = Attribution(id="1", document_id="d", sources=[{"source_id": "a"}], cue_ids=[MAY.id], content=MAY.span)
    assert voice_ids(MAY, [own]) == ("@author",)


@given(annotated_documents())
def test_the_voice_of_a_cue_is_the_source_of_an_attribution_around_it_or_the_author(document: AnnotatedDocument) -> None:
    for cue in document.cues:
        around = around_of(cue, document)
        voices = [tuple(source.id for source in one.voices) for one in around] or [("@author",)]
        assert tuple(source.id for source in cue.voice) in voices


@given(annotated_documents())
def test_no_attribution_around_a_cue_is_a_child_of_its_voice(document: AnnotatedDocument) -> None:
    for cue in document.cues:
        around = {one.id: one for one in around_of(cue, document)}
        ids = tuple(source.id for source in cue.voice)
        innermost = [one for one in around.values() if tuple(source.id for source in one.voices) == ids]
        assert not around or any(all(child.id not in around for child in one.children) for one in innermost)
