"""Groups over several sets do not depend on the order in which the sets are named."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.agreement import agree, list_items, settle
from corpus.agreement.attributes import Paired
from corpus.agreement.comparison import Comparison
from corpus.agreement.groups import group
from corpus.model import LAYERS, Corpus
from corpus.testing import corpora
from tests.agreement.samples import Layers, news_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.model import Annotation

TEXT = "one two three four five six seven eight"
WORDS = TEXT.split()
Parts = set[frozenset[tuple[str, str, str]]]


def news(**sets: Layers) -> Corpus:
    return news_of({"d": TEXT}, {name: {"d": layers} for name, layers in sets.items()})


def parts(found: Iterable[Mapping[str, Annotation]]) -> Parts:
    return {frozenset((name, record.document_id, record.id) for name, record in members.items()) for members in found}


def decided(made: Corpus, order: Sequence[str], layer: str) -> Parts:
    return parts(one.members for one in group(made, order) if one.layer == layer)


def measured(made: Corpus, order: Sequence[str], layer: str) -> Parts:
    covered = {name: frozenset(document.id for document in made.documents) for name in order}
    found = Paired(Comparison(made, tuple(order), layer, covered)).groups
    return parts({order[number]: record for number, record in members.items()} for members in found)


def entities(**mentions: Sequence[str]) -> Layers:
    """Give entities by their ids, each with the words that mention it."""
    return {
        "entities": [{"id": name, "type": "PER"} for name in mentions],
        "mentions": [{"id": f"m-{one}", "entity_id": name, "span": one} for name, words in mentions.items() for one in words],
    }


@st.composite
def drawn(draw: st.DrawFn) -> Corpus:
    """Draw entities with mentions, claims in clusters, and promises of a source, as four sets might have them."""
    return news(**{name: _layers(draw) for name in "abcd"[: draw(st.integers(3, 4))]})


def _layers(draw: st.DrawFn) -> Layers:
    owners = draw(st.lists(st.sampled_from("xyz"), min_size=8, max_size=8))
    spans = draw(st.lists(st.tuples(st.integers(0, 7), st.integers(1, 4)), min_size=1, max_size=4, unique=True))
    names = draw(st.lists(st.sampled_from(["k", "l", "m"]), min_size=4, max_size=4))
    claims = [
        {"span": " ".join(WORDS[start : start + size]), "cluster": name}
        for (start, size), name in zip(spans, names, strict=False)
    ]
    held = [
        {"claim_id": f"claims-{row}", "source_id": source, "value": "Uu"}
        for row, _ in enumerate(claims)
        for source in ("@author", "s")
    ]
    kinds: list[dict[str, Any]] = [{"id": "s", "entity_id": draw(st.sampled_from(owners))}]
    mentioned = {name: [word for word, owner in zip(WORDS, owners, strict=True) if owner == name] for name in set(owners)}
    return entities(**mentioned) | {"claims": claims, "sources": kinds, "commitments": held}


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_in_whatever_order_sets_are_named_the_groups_are_the_same(data: st.DataObject) -> None:
    made = data.draw(drawn())
    names = [record.id for record in made.sets]
    other = data.draw(st.permutations(names))
    for layer in ("mentions", "entities", "sources", "claims", "commitments"):
        found = decided(made, names, layer)
        assert decided(made, other, layer) == found
        assert measured(made, other, layer) == measured(made, names, layer) == {one for one in found if len(one) > 1}


@settings(max_examples=25, deadline=None)
@given(corpora(min_documents=1, max_documents=2, min_sets=3, max_sets=3, max_records=3), st.permutations(range(3)))
def test_in_whatever_order_drawn_sets_are_named_their_groups_are_the_same(made: Corpus, order: list[int]) -> None:
    names = [record.id for record in made.sets]
    for layer in LAYERS:
        found = decided(made, names, layer)
        assert decided(made, [names[number] for number in order], layer) == found
        assert measured(made, names, layer) == {one for one in found if len(one) > 1}


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_in_whatever_order_sets_are_named_they_differ_in_the_same(data: st.DataObject) -> None:
    made = data.draw(drawn())
    names = [record.id for record in made.sets]
    other = data.draw(st.permutations(names))
    assert _asked(made, names) == _asked(made, other)
    counts = [
        {layer: len(outcome.corpus.set("gold").layer(layer)) for layer in ("mentions", "claims")}
        for outcome in (settle(made, sets=order, out="gold", policy="union") for order in (names, other))
    ]
    assert counts[0] == counts[1]


def _asked(made: Corpus, order: Sequence[str]) -> set[tuple[str, str, frozenset[str], frozenset[tuple[str, str]]]]:
    return {
        (
            item.layer,
            item.kind,
            frozenset(item.differs),
            frozenset((name, found["id"]) for name, found in item.candidates.items() if found),
        )
        for item in list_items(made, order)
    }


def test_the_likest_are_joined_first_whichever_set_is_named_first() -> None:
    made = news(
        a={"cues": [{"span": "one two three four"}]},
        b={"cues": [{"span": "three four five six"}]},
        c={"cues": [{"span": "one two three"}, {"span": "four five six"}]},
    )
    found = {frozenset([("a", "d", "cues-0"), ("c", "d", "cues-0")]), frozenset([("b", "d", "cues-0"), ("c", "d", "cues-1")])}
    for order in itertools.permutations("abc"):
        assert decided(made, order, "cues") == measured(made, order, "cues") == found


def test_entities_are_joined_by_how_many_mentions_they_share_and_not_by_their_ids() -> None:
    for name in ("a2", "e2"):
        made = news(
            a=entities(e1=WORDS[:4]), b=entities(e1=[WORDS[0], *WORDS[4:]]), c=entities(e1=WORDS[4:], **{name: WORDS[1:4]})
        )
        found = {frozenset([("b", "d", "e1"), ("c", "d", "e1")]), frozenset([("a", "d", "e1"), ("c", "d", name)])}
        for order in itertools.permutations("abc"):
            assert decided(made, order, "entities") == measured(made, order, "entities") == found


def test_commitments_are_measured_over_the_groups_of_claim_and_source() -> None:
    """Two claims that only a third joins are one, and so are the commitments to them."""

    def held(span: str) -> Layers:
        return {"claims": [{"span": span}], "commitments": [{"claim_id": "claims-0", "source_id": "@author", "value": "Uu"}]}

    made = news(a=held("one two"), b=held("two three four"), c=held("four five"))
    whole = {frozenset((name, "d", "commitments-0") for name in "abc")}
    assert decided(made, "abc", "commitments") == measured(made, "abc", "commitments") == whole
    assert agree(made, sets=["a", "b", "c"], layer="commitments", measures=["percent"])["percent", "value"].items == 1


def test_two_commitments_of_one_source_to_one_claim_are_both_kept() -> None:
    one = {"claim_id": "claims-0", "source_id": "@author"}
    twice = {"claims": [{"span": "one"}], "commitments": [one | {"value": "Uu"}, one | {"value": "PS+"}]}
    found = {frozenset((name, "d", f"commitments-{row}") for name in "ab") for row in (0, 1)}
    assert decided(news(a=twice, b=twice), "ab", "commitments") == found
