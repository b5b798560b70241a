"""The agreement on a card: a figure or a reason for each layer of the sets behind the default set."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.agreement import Agreement
from corpus.model import LAYERS, Corpus
from corpus.release.portraits import describe_agreement
from corpus.release.reliability import measure_reliability
from tests.agreement.samples import cues, news_of, typed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.agreement.samples import Layers

TEXTS = {"x": "It may rain, they said.", "y": "It might not."}


def adjudicated(sets: Mapping[str, Mapping[str, Layers]], *, derived_from: tuple[str, ...] = ("a", "b")) -> Corpus:
    """Give some sets with a default set `gold` among them, adjudicated from others."""
    news = news_of(TEXTS, sets)
    decided = {"role": "adjudicated", "derived_from": derived_from}
    records = [one.model_copy(update=decided) if one.id == "gold" else one for one in news.sets]
    tables = {one.id: {layer: news.set(one.id).layer(layer).table for layer in LAYERS} for one in records}
    return Corpus(news.metadata.model_copy(update={"default_set": "gold"}), news.documents, records, tables)


def test_a_layer_that_one_set_lacks_has_an_f1_of_nothing() -> None:
    news = adjudicated({"a": {"x": cues("may")}, "b": {"x": {"sources": [{}]}}, "gold": {"x": cues("may")}})
    found = measure_reliability(news)
    assert (found["f1_exact"].layer, found["f1_exact"].value) == ("cues", 0)
    assert found["alpha", "type"].reason == "no annotation that several sets have is labelled here"


def test_a_layer_that_the_default_set_alone_has_has_a_reason() -> None:
    found = measure_reliability(adjudicated({name: {"x": {"sources": [{}]}} for name in "ab"} | {"gold": {"x": cues("may")}}))
    (row,) = [one for one in found if one.layer == "cues"]
    assert (row.value, row.reason) == (
        None,
        "expected annotations of layer cues in the common documents, found none in a, b",
    )


def test_sets_without_a_document_in_common_have_a_reason() -> None:
    found = measure_reliability(adjudicated({"a": {"x": cues("may")}, "b": {"y": cues("might")}, "gold": {"x": cues("may")}}))
    assert [one.reason for one in found] == [
        "expected documents that the sets have in common, found none that a shares with another"
    ]


def test_a_layer_that_no_set_has_has_no_row() -> None:
    found = measure_reliability(adjudicated({name: {"x": typed(may="epistemic")} for name in ("a", "b", "gold")}))
    assert {one.layer for one in found} == {"cues"}


def test_a_set_behind_the_default_set_that_is_missing_is_named() -> None:
    sets = {name: {"x": cues("may")} for name in ("a", "b", "gold")}
    news = adjudicated(sets, derived_from=("a", "b", "c"))
    sentence = "The default set was adjudicated from c as well, not in this corpus and not measured."
    assert sentence in describe_agreement(news, measure_reliability(news))
    assert sentence in describe_agreement(news, Agreement(estimates=()))
    assert sentence not in describe_agreement(adjudicated(sets), Agreement(estimates=()))
