"""PolNeAR's own figures (Newell, Margolin and Ruths 2018), from the articles that several people annotated.

The paper gives a token-level alpha of .754 and an agr of .923. Its test articles are not here, so that ours come from a part of
its sample; its tokens are CoreNLP's, ours white space's, so that a stop after a content is a token of its own there and
belongs to the word before it here. It does not say when two attributions match; we take Wiebe's overlap of any of their
text. So the figures cannot be equal, but the paper's should lie where a sample of such articles puts them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.agreement import agree
from tests.agreement import polnear

if TYPE_CHECKING:
    from corpus.agreement import Agreement

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not polnear.SHARED.exists(), reason="PolNeAR is not beside the checkout"),
]
MEASURES = ["f1_exact", "agr", "alpha_tokens", "alpha_u", "f1_triple", "f1_triple_overlap"]


@pytest.fixture(scope="module")
def core() -> Agreement:
    """The articles of the core data with five or six annotators."""
    news = polnear.read_articles("train", "dev")
    return agree(news, sets=[one.id for one in news.sets], layer="attributions", measures=MEASURES)


@pytest.fixture(scope="module")
def every() -> Agreement:
    """The same, and the four on which the annotators were trained."""
    news = polnear.read_articles("train", "dev", "annotator-training")
    return agree(news, sets=[one.id for one in news.sets], layer="attributions", measures=MEASURES)


def holds(found: Agreement, measure: str, published: float) -> bool:
    low, high = found[measure].interval or (1.0, 0.0)
    return low <= published <= high


def test_all_annotators_and_articles_are_there(core: Agreement, every: Agreement) -> None:
    assert (core["agr"].documents, every["agr"].documents) == (18, 22)
    assert len(every["agr"].annotators) == 6


def test_alpha_over_tokens_is_the_papers(core: Agreement, every: Agreement) -> None:
    assert holds(core, "alpha_tokens", 0.754)
    assert holds(every, "alpha_tokens", 0.754)


def test_agr_is_the_papers_on_the_core_articles(core: Agreement) -> None:
    assert holds(core, "agr", 0.923)


def test_with_the_articles_of_the_training_agr_stays_just_below_the_papers(every: Agreement) -> None:
    """On them people were still learning: their agr alone is .873, and .923 lies a hair above the interval of all 22."""
    assert every["agr"].value == pytest.approx(0.902, abs=5e-3)
    assert not holds(every, "agr", 0.923)


def test_whole_triples_agree_least(every: Agreement) -> None:
    triple, overlapping = every["f1_triple"].value, every["f1_triple_overlap"].value
    arguments = [every["f1_exact", argument].value for argument in ("source", "cue", "content")]
    assert triple is not None
    assert overlapping is not None
    assert triple < min(value for value in arguments if value is not None)
    assert triple < overlapping
