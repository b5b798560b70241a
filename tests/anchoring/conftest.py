"""The seed article, and what its annotations become when it is edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.anchoring import CarriedDocument, align, carry

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import Corpus

    Edit = Callable[..., CarriedDocument]

SEED = "maduro-igla-s"


@pytest.fixture(scope="session")
def news() -> Corpus:
    return corpus.load()


@pytest.fixture(scope="session")
def article(news: Corpus) -> str:
    return news[SEED].text or ""


@pytest.fixture(scope="session")
def edit(news: Corpus, article: str) -> Edit:
    """Carries the annotations of the seed to a text in which one passage became another, or to a text."""

    def edited(old: str | None = None, new: str = "", *, text: str | None = None) -> CarriedDocument:
        if text is None:
            assert old is not None
            assert old in article
            text = article.replace(old, new)
        return carry(news, SEED, text, align(article, text))

    return edited
