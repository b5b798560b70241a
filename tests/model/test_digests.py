"""Digests stand in for words: nobody without the text can tell which, not even that two are the same."""

from __future__ import annotations

import hashlib
import hmac
import itertools

import pytest
from hypothesis import given

from corpus.model import Document, Fragment, Span
from corpus.model.digests import passage_digest, surface_digest, surface_key, text_digest
from corpus.testing import texts

TEXT = "may may may"


def test_equal_words_have_different_digests_at_different_places() -> None:
    key = surface_key(TEXT)
    assert len({surface_digest(key, start, start + 3, "may") for start in (0, 4, 8)}) == 3


def test_equal_words_at_equal_places_have_different_digests_in_different_texts() -> None:
    assert surface_digest(surface_key("may rain"), 0, 3, "may") != surface_digest(surface_key("may snow"), 0, 3, "may")


def test_a_digest_is_no_hash_that_what_is_published_would_give() -> None:
    found = surface_digest(surface_key(TEXT), 0, 3, "may")
    published = [text_digest(TEXT), text_digest(TEXT)[:32], passage_digest(TEXT)]
    keys = [key for one in published for key in (one.encode(), bytes.fromhex(one))]
    messages = [b"may", b"0-3:may", b"3:may"]
    guesses = [hmac.digest(key, message, "sha256").hex() for key, message in itertools.product(keys, messages)]
    guesses += [hashlib.sha256(before + message).hexdigest() for before, message in itertools.product([b"", *keys], messages)]
    assert not any(guess.startswith(found) for guess in guesses)


@given(texts())
def test_the_key_of_surfaces_is_none_of_the_published_hashes(text: str) -> None:
    assert surface_key(text).hex() not in (text_digest(text), passage_digest(text))


def test_a_passages_hash_is_not_the_texts_own() -> None:
    assert passage_digest(TEXT) != text_digest(TEXT)


@pytest.mark.parametrize("fields", [{}, {"text": "may", "digest": "0" * 32}])
def test_a_fragment_has_exactly_one_of_surface_and_digest(fields: dict[str, str]) -> None:
    with pytest.raises(ValueError, match="exactly one of text and digest"):
        Fragment(start=0, end=3, **fields)


@pytest.mark.parametrize("digest", ["0" * 31, "0" * 33, "F" * 32, "g" * 32, ""])
def test_a_digest_is_32_small_hexadecimal_digits(digest: str) -> None:
    with pytest.raises(ValueError, match="digest"):
        Fragment(start=0, end=3, digest=digest)


def test_a_withheld_fragment_still_has_an_order_and_a_length() -> None:
    with pytest.raises(ValueError, match="empty or reversed"):
        Fragment(start=3, end=3, digest="0" * 32)
    late, early = (Fragment(start=start, end=start + 1, digest="0" * 32) for start in (4, 2))
    with pytest.raises(ValueError, match="before the end of the one before"):
        Span((late, early))


def test_a_span_of_which_a_part_is_withheld_has_no_surface_and_is_written_by_its_bounds() -> None:
    span = Span((Fragment(start=0, end=3, text="may"), Fragment(start=4, end=7, digest="0" * 32)))
    assert (span.surface, str(span)) == (None, "[0,3) [4,7)")


def test_a_documents_size_is_counted_or_stated_or_unknown() -> None:
    document = Document.of("d", TEXT)
    withheld = document.model_copy(update={"text": None})
    assert [one.size for one in (document, withheld.model_copy(update={"length": 11}), withheld)] == [11, 11, None]
