"""What was done to a text unseen is undone until it is the document's text again."""

from __future__ import annotations

import unicodedata

import pytest

from corpus.model import Document
from corpus.model.passages import passages_of
from corpus.model.versions import Likenesses

TEXT = "Nicolás said so.\nIt rained.\n" + "".join(f"{number} " + "words " * 40 + "\n" for number in range(4))
DOCUMENT = Document.of("d", TEXT).model_copy(update={"text": None, "length": len(TEXT), "passages": passages_of(TEXT)})
KNOWN = Likenesses.of([DOCUMENT])


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ("\ufeff" + TEXT, "without the byte order mark"),
        (TEXT.replace("\n", "\r\n"), "with LF for CRLF"),
        (TEXT.replace("\n", "\r"), "with LF for CR"),
        (TEXT + "\n", "without the line feed at its end"),
        (TEXT.removesuffix("\n"), "with a line feed at its end"),
        (unicodedata.normalize("NFD", TEXT), "in Unicode form NFC"),
        ("\ufeff" + TEXT.replace("\n", "\r\n"), "without the byte order mark, with LF for CRLF"),
        (unicodedata.normalize("NFD", TEXT).removesuffix("\n"), "with a line feed at its end, in Unicode form NFC"),
    ],
)
def test_a_change_that_nobody_sees_is_named(changed: str, said: str) -> None:
    (found,) = KNOWN.find(changed)
    assert (found.document_id, str(found)) == ("d", f"{said} it would be that text")


def test_a_document_that_has_marks_of_its_own_is_found_without_them() -> None:
    strange = Document.of("d", "\ufeffA\r\nn\u0303  ")
    known = Likenesses.of([strange.model_copy(update={"text": None})])
    assert known.find("A\nñ  ")[0].changes == ("with a byte order mark", "with CRLF for LF", "in Unicode form NFD")


def test_blanks_at_the_end_are_undone() -> None:
    known = Likenesses.of([Document.of("d", "It rained.").model_copy(update={"text": None})])
    assert known.find("It rained. \n\n")[0].changes == ("without the blanks at its end",)


def test_an_edited_text_is_recognised_by_its_passages() -> None:
    (found,) = KNOWN.find(TEXT.replace("2 words", "two words"))
    assert (found.found, found.passages) == (3, 4)
    assert str(found) == "3 of 4 passages stand in it unchanged: it was edited, or is another edition"


def test_of_several_documents_the_one_with_most_passages_in_common_is_named() -> None:
    other = TEXT.replace("1 words", "one words").replace("2 words", "two words")
    twin = Document.of("e", other).model_copy(update={"text": None, "passages": passages_of(other)})
    known = Likenesses.of([DOCUMENT, twin])
    assert [one.document_id for one in known.find(TEXT.replace("0 words", "no words"))] == ["d"]
    assert [one.document_id for one in known.find(other + "More.\n")] == ["e"]


def test_where_two_documents_are_as_like_both_are_named_unless_the_text_is_called_after_one() -> None:
    twin = DOCUMENT.model_copy(update={"id": "e"})
    known = Likenesses.of([DOCUMENT, twin])
    edited = TEXT.replace("2 words", "two words")
    assert [one.document_id for one in known.find(edited)] == ["d", "e"]
    assert [one.document_id for one in known.find(edited, called="e")] == ["e"]
    assert [one.document_id for one in known.find(TEXT + "\n")] == ["d", "e"]


def test_a_text_that_is_called_after_a_document_is_compared_with_it() -> None:
    assert str(KNOWN.find("Other words.", called="d")[0]).startswith("0 of 4 passages")
    short = Likenesses.of([Document.of("d", "It rained.").model_copy(update={"text": None})])
    assert "too short" in str(short.find("Other words.", called="d")[0])


def test_a_text_like_none_is_like_none() -> None:
    assert KNOWN.find("Other words.", called="other") == []
    assert Likenesses.of([]).find(TEXT) == []
