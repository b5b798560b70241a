"""What is refused in a filled work list, and that all of it is said at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.agreement import list_items, settle
from corpus.agreement.decisions import CODES
from corpus.errors import Place, UnfitDecisions
from corpus.model import Annotator

if TYPE_CHECKING:
    from conftest import Layers, Make

    from corpus.agreement import Item
    from corpus.model import Corpus

ME = Annotator(name="me", kind="human")
FIRST = {"cues": [{"id": "1", "span": "may", "type": "epistemic"}, {"id": "x", "span": "denied", "type": "reportive"}]}
SECOND = {"cues": [{"id": "2", "span": "may", "type": "booster"}]}
DECIDED: dict[str, Any] = {"decision": "a", "reason": "so it is", "decided_by": ME}


@pytest.fixture
def news(make: Make) -> Corpus:
    return make(FIRST, SECOND)


def filled(news: Corpus, *changes: dict[str, Any]) -> list[Item]:
    """Fill the two items; the last one as the changes say."""
    first, second = (item.model_copy(update=DECIDED) for item in list_items(news, ["a", "b"]))
    return [first, *(second.model_copy(update=change) for change in changes)]


def refusal(news: Corpus, *changes: dict[str, Any], places: list[Place] | None = None) -> list[str]:
    with pytest.raises(UnfitDecisions) as refused:
        settle(news, sets=["a", "b"], out="gold", decisions=filled(news, *changes), places=places or ())
    return [f"{found.code} {found.message}" for found in refused.value.findings]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            {"decision": None},
            "A101 cues-002: expected a decision, found none; decide it, or choose a policy",
        ),
        ({"item": "cues-003"}, "A102 cues-003: expected an item of the work list of these sets, found none of that name"),
        ({"reason": None}, "A104 cues-002: expected a reason, found none"),
        ({"reason": " "}, "A104 cues-002: expected a reason, found none"),
        ({"decided_by": None}, "A104 cues-002: expected who decided"),
        ({"candidates": {"a": None, "b": None}}, "A105 cues-002: the sets have other annotations now than the list says"),
        ({"decision": "c"}, "A106 cues-002: expected one of a, none, all, edited, found 'c'"),
        ({"decision": "b"}, "A106 cues-002: expected one of a, none, all, edited, found 'b', which has no candidate"),
        ({"decision": "edited"}, "A106 cues-002: expected the edited record, found none"),
        ({"record": {"id": "x"}}, "A106 cues-002: expected a record only where the decision is 'edited', found one with 'a'"),
        ({"decision": "edited", "record": {"id": "x"}}, "A107 cues-002: record.span: Field required"),
        (
            {"decision": "edited", "record": {"span": [{"start": 0, "end": 3, "text": "Ana"}], "document_id": "e"}},
            "A107 cues-002: expected a record of 'd', found one of 'e'",
        ),
    ],
)
def test_a_decision_that_does_not_fit_is_refused(news: Corpus, change: dict[str, Any], message: str) -> None:
    assert any(found.startswith(message) for found in refusal(news, change))


def test_an_item_decided_twice_is_refused_with_the_first_line(news: Corpus) -> None:
    places = [Place(file="list.jsonl", line=line) for line in (1, 2, 3)]
    (found,) = refusal(news, {}, {}, places=places)
    assert found == "A103 cues-002: expected one decision, found another (first: line 2); keep one"


def test_an_item_without_a_line_is_not_decided(news: Corpus) -> None:
    assert [found[:13] for found in refusal(news)] == ["A101 cues-002"]


def test_all_that_is_wrong_is_said_at_once(news: Corpus) -> None:
    assert len(refusal(news, {"reason": None, "decided_by": None, "decision": "c"})) == 3


def test_a_reference_to_what_does_not_stand_is_refused_by_item_and_field(make: Make) -> None:
    first = {
        "claims": [{"id": "c", "span": "the ferry may sink"}],
        "commitments": [{"claim_id": "c", "source_id": "@author", "value": "Uu"}],
    }
    news = make(first, {})
    claim, commitment = (item.model_copy(update=DECIDED) for item in list_items(news, ["a", "b"]))
    claim = claim.model_copy(update={"decision": "none"})
    places = [Place(file="f", line=2), Place(file="f", line=1)]
    with pytest.raises(UnfitDecisions) as refused:
        settle(news, sets=["a", "b"], out="gold", decisions=[claim, commitment], places=places)
    assert [str(found) for found in refused.value.findings] == [
        "f:1: A108 commitments-001: claim_id points at 'c'; it was decided in claims-001 that it does not stand"
    ]


def test_an_edited_record_may_not_point_at_what_no_set_has(make: Make) -> None:
    news = make({"mentions": [{"span": "it"}]}, {})
    (item,) = list_items(news, ["a", "b"])
    record = {"span": [{"start": 58, "end": 60, "text": "it"}], "entity_id": "a:nobody"}
    edited = item.model_copy(update=DECIDED | {"decision": "edited", "record": record})
    with pytest.raises(UnfitDecisions, match="A108 mentions-001: entity_id points at 'a:nobody'; there is no such annotation"):
        settle(news, sets=["a", "b"], out="gold", decisions=[edited])


def _attributed(make: Make, cue: str, content: str = "the ferry may sink") -> Corpus:
    """Give two sets that differ in the polarity of a report, which its cue marks."""

    def report(polarity: str) -> Layers:
        said = {"cue_ids": ["c"], "content": content, "sources": [{"source_id": "@author"}], "polarity": polarity}
        return {"cues": [{"id": "c", "span": cue}], "attributions": [said]}

    return make(report("positive"), report("negative"))


def test_a_list_whose_references_mean_something_else_now_is_refused(make: Make) -> None:
    (item,) = list_items(_attributed(make, "said"), ["a", "b"])
    with pytest.raises(UnfitDecisions, match="A105"):
        settle(_attributed(make, "denied"), sets=["a", "b"], out="gold", decisions=[item.model_copy(update=DECIDED)])


def test_the_kept_list_says_what_the_sets_say_now(make: Make) -> None:
    news = _attributed(make, "said")
    (item,) = list_items(news, ["a", "b"])
    filled = item.model_copy(update=DECIDED | {"text": "old", "differs": ("mode",)})
    (kept,) = settle(news, sets=["a", "b"], out="gold", decisions=[filled]).items
    assert kept == item.model_copy(update=DECIDED)


def test_every_code_is_named() -> None:
    assert sorted(CODES) == [f"A{number}" for number in range(101, 109)]
