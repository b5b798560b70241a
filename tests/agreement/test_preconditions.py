from __future__ import annotations

import pytest

from corpus.agreement import agree
from corpus.errors import Incomparable
from tests.agreement.samples import Fields, cues, news_of

TEXT = "It may rain, they said."
LOST: dict[str, Fields] = {
    "commitments": {"claim_id": "lost", "source_id": "@author", "value": "Uu"},
    "mentions": {"entity_id": "lost", "span": "they"},
    "sources": {"entity_id": "lost"},
    "attributions": {"cue_ids": ["lost"], "sources": [{"source_id": "@author"}], "content": "It may rain"},
    "stances": {"holder_id": "@author", "target": {"claim_id": "lost"}, "polarity": "favor"},
}
"""An annotation of each layer that points at nothing."""


@pytest.mark.parametrize("layer", LOST)
def test_a_reference_to_nothing_is_refused_and_no_figure_given(layer: str) -> None:
    broken = {layer: [LOST[layer]]}
    with pytest.raises(Incomparable, match=rf"found 1 reference to nothing in a, such as \S+ 'lost' of {layer}-0 in {layer}"):
        agree(news_of({"d": TEXT}, {"a": {"d": broken}, "b": {"d": broken}}), sets=["a", "b"], layer=layer)


def test_so_is_one_in_a_layer_by_which_another_is_paired() -> None:
    entities = {"entities": [{"type": "PER"}], "mentions": [{"entity_id": "entities-0", "span": "they"}]}
    broken = {**entities, "mentions": [*entities["mentions"], LOST["mentions"]]}
    with pytest.raises(Incomparable, match="1 reference to nothing in b, such as entity_id 'lost' of mentions-1 in mentions"):
        agree(news_of({"d": TEXT}, {"a": {"d": entities}, "b": {"d": broken}}), sets=["a", "b"], layer="entities")


def test_one_in_a_layer_that_is_not_looked_at_does_no_harm() -> None:
    marked = {**cues("may"), "mentions": [LOST["mentions"]]}
    assert (
        agree(news_of({"d": TEXT}, {"a": {"d": marked}, "b": {"d": marked}}), sets=["a", "b"], layer="cues")["f1_exact"].value
        == 1
    )


def test_an_annotation_of_another_document_is_not_there() -> None:
    entities, mentions = {"entities": [{"type": "PER"}]}, {"mentions": [{"entity_id": "entities-0", "span": "they"}]}
    news = news_of({"d": TEXT, "e": TEXT}, {name: {"d": entities, "e": mentions} for name in "ab"})
    with pytest.raises(
        Incomparable, match="reference to nothing in a, such as entity_id 'entities-0' of mentions-0 in mentions"
    ):
        agree(news, sets=["a", "b"], layer="mentions")
