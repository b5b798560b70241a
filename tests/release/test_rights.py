"""Texts whose rights are unknown are a question that corpus.json answers, with a reason; a command line alone does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import ReleaseError
from corpus.model import Corpus, CorpusMetadata, Document
from corpus.release.build import build_release
from corpus.release.rights import refuse_unknown_rights, unknown_rights

if TYPE_CHECKING:
    from pathlib import Path

ANSWERED = {"text_release": "included", "text_release_reason": "Quoted for research."}


def news(*rights: str | None, **about: Any) -> Corpus:
    documents = [Document.of(f"d{number}", "It rained.", rights=one) for number, one in enumerate(rights)]
    return Corpus(CorpusMetadata(name="mine", version="1.0.0", schema_version="1", **about), documents)


def test_rights_are_known_where_the_document_or_the_corpus_says_them() -> None:
    assert unknown_rights(news(None, "CC0-1.0", "")) == ["d0", "d2"]
    assert unknown_rights(news(None, text_rights="Ours.")) == []


def test_a_text_that_is_not_there_asks_nothing() -> None:
    bare = Document.of("d", "It rained.").model_copy(update={"text": None})
    assert unknown_rights(Corpus(news().metadata, [bare])) == []


@pytest.mark.parametrize(
    "answer",
    [{}, {"text_release": "included"}, {"text_release_reason": "Quoted."}, {**ANSWERED, "text_release_reason": ""}],
)
def test_an_answer_without_its_reason_is_none(answer: dict[str, str]) -> None:
    with pytest.raises(ReleaseError, match="nobody says who holds the rights in the text of d0, so"):
        refuse_unknown_rights(news(None, **answer))


@pytest.mark.parametrize("about", [ANSWERED, {"text_rights": "Ours."}])
def test_a_reason_or_known_rights_are_an_answer(about: dict[str, str]) -> None:
    refuse_unknown_rights(news(None, **about))


def test_the_first_five_documents_are_named_and_what_to_write_where() -> None:
    with pytest.raises(ReleaseError) as refused:
        refuse_unknown_rights(news(*[None] * 7))
    assert "d0, d1, d2, d3, d4 and 2 more" in str(refused.value)
    for written in ('"text_release": "included"', '"text_release_reason"', '"text_rights"', "documents.jsonl", '"rights"'):
        assert written in str(refused.value)


def test_asking_for_the_texts_when_a_release_is_built_is_no_answer_for_unknown_rights(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="d0"):
        build_release(news(None), tmp_path, text="included")
    assert list(tmp_path.iterdir()) == []
