"""What policies decide, and what they leave open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.agreement import list_items, settle
from corpus.agreement.policies import POLICIES
from corpus.model import Annotator
from tests.agreement.samples import news_of, typed

if TYPE_CHECKING:
    from conftest import Layers, Make

    from corpus.agreement import Outcome, Policy
    from corpus.model import Corpus


def cues(*fields: dict[str, Any]) -> Layers:
    return {"cues": list(fields)}


MAY = {"id": "may", "span": "may", "type": "epistemic", "strength": "possible"}
SAID = {"id": "said", "span": "said", "type": "reportive"}


def by(policy: Policy, news: Corpus) -> Outcome:
    return settle(news, sets=[record.id for record in news.sets], out="gold", policy=policy)


def standing(outcome: Outcome, layer: str = "cues") -> list[Any]:
    return list(outcome.corpus.set("gold").layer(layer))


def test_the_first_policy_gives_the_first_set(make: Make) -> None:
    outcome = by("first", make(cues(MAY), cues(MAY | {"strength": "certain"}, SAID)))
    assert [(cue.span.surface, cue.strength) for cue in standing(outcome)] == [("may", "possible")]


def test_the_union_keeps_everything_and_the_first_that_has_it_wins(make: Make) -> None:
    outcome = by("union", make(cues(MAY), cues(MAY | {"strength": "certain"}, SAID)))
    assert [(cue.span.surface, cue.type, cue.strength) for cue in standing(outcome)] == [
        ("said", "reportive", None),
        ("may", "epistemic", "possible"),
    ]


def test_the_majority_keeps_what_more_than_half_have(make: Make) -> None:
    news = make(cues(MAY, SAID), cues(MAY, SAID), cues(MAY), cues(MAY))
    assert [cue.span.surface for cue in standing(by("majority", news))] == ["may"]


def test_each_field_goes_by_majority(make: Make) -> None:
    news = make(cues(MAY), cues(MAY | {"span": "may sink"}), cues(MAY | {"strength": "certain", "span": "may sink"}))
    outcome = by("majority", news)
    assert [(cue.span.surface, cue.strength) for cue in standing(outcome)] == [("may sink", "possible")]
    assert [(item.decision, item.record) for item in outcome.items] == [("b", None)]


def test_a_majority_that_is_no_sets_record_is_an_edited_one(make: Make) -> None:
    news = make(
        cues(MAY | {"level": "relational"}),
        cues(MAY | {"span": "may sink"}),
        cues(MAY | {"strength": "certain", "span": "may sink", "level": "relational"}),
    )
    outcome = by("majority", news)
    (cue,) = standing(outcome)
    assert (cue.span.surface, cue.strength, cue.level) == ("may sink", "possible", "relational")
    assert [item.decision for item in outcome.items] == ["edited"]


def test_a_tie_keeps_the_first_value_and_stays_open(make: Make) -> None:
    outcome = by("majority", make(cues(MAY), cues(MAY | {"strength": "certain"})))
    assert [cue.strength for cue in standing(outcome)] == ["possible"]
    assert [(item.item, item.decision, item.decided_by) for item in outcome.open] == [("cues-001", None, None)]
    assert "1 item without a majority" in str(outcome.corpus.set("gold").record.note)


def test_labels_that_do_not_go_with_the_majoritys_type_are_left_out(make: Make) -> None:
    cue = {"id": "c", "span": "said"}
    news = make(
        cues(cue | {"type": "epistemic"}),
        cues(cue | {"type": "reportive", "engagement": "distance"}),
        cues(cue | {"type": "verification", "engagement": "distance"}),
    )
    (found,) = standing(by("majority", news))
    assert (found.type, found.engagement) == ("epistemic", None)


def test_a_tie_does_not_choose_what_points_at_nothing(make: Make) -> None:
    def mention(*entities: str) -> Layers:
        named = [{"id": name, "type": "PER", "name": name} for name in entities]
        return {"entities": named, "mentions": [{"entity_id": entities[0], "span": "Ana Lovrić"}]}

    first = mention("alone")
    second = mention("other")
    both = [{"entity_id": "other", "span": "The minister"}, {"entity_id": "other", "span": "it"}]
    first["entities"].append({"id": "other", "type": "PER", "name": "other"})
    first["mentions"] += both
    second["mentions"] += both
    outcome = by("majority", make(first, second, profile="silver"))
    assert {mention.entity_id for mention in standing(outcome, "mentions")} == {"other"}
    assert outcome.notices == ()


def test_what_a_policy_chose_goes_with_what_a_person_decided_not_to_stand(make: Make) -> None:
    first: Layers = {
        "claims": [{"id": "c", "span": "the ferry may sink"}],
        "commitments": [{"id": "k", "claim_id": "c", "source_id": "@author", "value": "Uu"}],
    }
    news = make(first, {})
    claim, _ = list_items(news, ["a", "b"])
    decided = claim.model_copy(
        update={"decision": "none", "reason": "no claim", "decided_by": Annotator(name="me", kind="human")}
    )
    outcome = settle(news, sets=["a", "b"], out="gold", policy="union", decisions=[decided])
    assert standing(outcome, "commitments") == []
    assert [found.code for found in outcome.notices] == ["A202"]
    assert outcome.items[1].decision == "none"
    assert "a is the first set that has it; left out: claim_id pointed at 'c'" in str(outcome.items[1].reason)


def test_a_majority_of_claims_keeps_the_common_name_of_their_cluster(make: Make) -> None:
    def claims(name: str, span: str, head: str) -> Layers:
        other = {"id": "2", "span": "Ana Lovrić said", "cluster": name}
        return {"claims": [{"id": "1", "span": span, "head": head, "cluster": name}, other]}

    news = make(
        claims("danger", "may sink", "sink"),
        claims("sinking", "the ferry may sink", "may sink"),
        claims("wreck", "the ferry may sink", "sink"),
        claims("loss", "ferry may sink", "may sink"),
        claims("end", "the ferry may sink", "sink"),
    )
    outcome = by("majority", news)
    assert [(one.span.surface, one.cluster) for one in standing(outcome, "claims")] == [
        ("Ana Lovrić said", "danger"),
        ("the ferry may sink", "danger"),
    ]


@pytest.mark.parametrize("policy", POLICIES)
def test_a_policy_says_that_it_is_a_rule(make: Make, policy: Policy) -> None:
    record = by(policy, make(cues(MAY), cues())).corpus.set("gold").record
    assert (record.annotator.kind, record.annotator.name) == ("rule", f"policy {policy}")
    assert (record.role, record.derived_from) == ("adjudicated", ("a", "b"))


def _read(**documents: str) -> Corpus:
    """Give a corpus in which sets a, b and c mark each document as it says: x and y cover it, - does not."""
    marks = {"x": typed(may="epistemic"), "y": typed(may="booster"), "0": typed(will="epistemic")}
    texts = dict.fromkeys(documents, "It may rain, and it will.")
    sets = {
        name: {document: marks[kinds[place]] for document, kinds in documents.items() if kinds[place] != "-"}
        for place, name in enumerate("abc")
    }
    return news_of(texts, sets)


def test_a_set_that_never_read_a_document_has_no_say_in_it() -> None:
    news = _read(d="xxx", e="-xx", f="-xy")
    assert [(item.document_id, item.kind, sorted(item.candidates)) for item in list_items(news, "abc")] == [
        ("f", "difference", ["b", "c"])
    ]
    for policy in POLICIES:
        found = [(cue.document_id, cue.type) for cue in standing(by(policy, news))]
        assert found == [("d", "epistemic"), ("e", "epistemic"), ("f", "epistemic")]


def test_a_majority_is_one_of_the_sets_that_cover_the_document() -> None:
    outcome = by("majority", _read(d="x00", e="-x0"))
    assert [(cue.document_id, cue.span.surface) for cue in standing(outcome)] == [("d", "will")]
    assert [str(item.reason) for item in outcome.items] == [
        "1 of 3 sets have it",
        "2 of 3 sets have it",
        "1 of 2 sets have it",
        "1 of 2 sets have it",
    ]


@pytest.mark.parametrize("policy", POLICIES)
def test_what_one_set_alone_read_is_kept_with_notice(policy: Policy) -> None:
    outcome = by(policy, _read(d="xxx", e="--x"))
    assert [cue.document_id for cue in standing(outcome)] == ["d", "e"]
    assert outcome.items == ()
    assert [str(found) for found in outcome.notices] == ["c/e: A205 kept: 1 annotation that no other set could agree with"]
