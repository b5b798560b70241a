"""What becomes of annotations, ids and references when sets are merged, and of what is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.agreement import list_items, settle
from corpus.agreement.merging import NOTICES
from corpus.model import LAYERS, Annotator

if TYPE_CHECKING:
    from conftest import Layers, Make

    from corpus.agreement import Outcome
    from corpus.model import Corpus, SetView

ME = Annotator(name="me", kind="human")


def gold(news: Corpus, **decisions: str | dict[str, Any]) -> tuple[Outcome, SetView]:
    """Decide items by the name of their layer; a dictionary is an edited record."""
    filled = []
    for item in list_items(news, ["a", "b"]):
        chosen = decisions.get(item.item.replace("-", "_"), decisions.get(item.layer, "a"))
        how = {"decision": chosen} if isinstance(chosen, str) else {"decision": "edited", "record": chosen}
        filled.append(item.model_copy(update=how | {"reason": "so", "decided_by": ME}))
    outcome = settle(news, sets=["a", "b"], out="gold", decisions=filled)
    return outcome, outcome.corpus.set("gold")


def notices(outcome: Outcome) -> list[str]:
    return [f"{found.code} {found.place.annotation_id} {found.message}" for found in outcome.notices]


def cue(name: str, words: str, **fields: Any) -> dict[str, Any]:
    return {"id": name, "span": words, "type": "reportive", **fields}


def report(cue_ids: list[str], content: str = "the ferry may sink", **fields: Any) -> dict[str, Any]:
    return {"sources": [{"source_id": "@author"}], "cue_ids": cue_ids, "content": content, **fields}


def claim(name: str, words: str, **fields: Any) -> Layers:
    commitment = {"id": f"{name}-author", "claim_id": name, "source_id": "@author", "value": "Uu"}
    return {"claims": [{"id": name, "span": words, **fields}], "commitments": [commitment]}


def test_ids_count_in_the_order_of_the_text(make: Make) -> None:
    cues = {"cues": [cue("z", "said"), cue("a", "denied"), cue("k", "safe")]}
    _, found = gold(make(cues, cues))
    assert [(one.id, one.span.surface) for one in found.cues] == [
        ("cue-001", "said"),
        ("cue-002", "denied"),
        ("cue-003", "safe"),
    ]


def test_entities_and_sources_keep_the_first_sets_ids(make: Make) -> None:
    def named(entity: str, source: str) -> Layers:
        return {
            "entities": [{"id": entity, "name": "Ana"}, {"id": "cue-001", "name": "x"}],
            "sources": [{"id": source, "entity_id": entity}],
            "cues": [cue("1", "said")],
        }

    _, found = gold(make(named("ana", "source-ana"), named("her", "cue-9")))
    assert [one.id for one in found.entities] == ["ana", "cue-001"]
    assert [(one.id, one.entity_id) for one in found.sources] == [("source-ana", "ana")]
    assert [one.id for one in found.cues] == ["cue-002"]


def test_an_id_that_is_taken_gives_way(make: Make) -> None:
    first = {"entities": [{"id": "x", "name": "Ana"}]}
    second = {"entities": [{"id": "x", "name": "Iva"}]}
    _, found = gold(make(first, second), entities="all")
    assert sorted((one.id, one.name) for one in found.entities) == [("entity-001", "Iva"), ("x", "Ana")]


def test_references_follow_the_candidate_that_is_taken(make: Make) -> None:
    first = {"cues": [cue("1", "said"), cue("2", "denied")], "attributions": [report(["1"], type="fact")]}
    second = {"cues": [cue("2", "said"), cue("1", "denied")], "attributions": [report(["2"], type="belief")]}
    _, found = gold(make(first, second), attributions="b")
    assert [(one.type, one.cue_ids) for one in found.attributions] == [("belief", ("cue-001",))]


def test_an_edited_record_may_use_ids_of_either_set_and_of_the_new_one(make: Make) -> None:
    first = {"cues": [cue("1", "said"), cue("2", "denied")], "attributions": [report(["1"], type="fact")]}
    second = {"cues": [cue("x", "said"), cue("y", "denied")], "attributions": [report(["x"], type="belief")]}
    edited = {
        "sources": [{"source_id": "@unspecified"}],
        "cue_ids": ["b:x", "cue-002"],
        "content": [{"start": 0, "end": 3, "text": "Ana"}],
    }
    _, found = gold(make(first, second), attributions=edited)
    assert [(one.id, one.cue_ids, one.content.surface) for one in found.attributions if one.content] == [
        ("attribution-001", ("cue-001", "cue-002"), "Ana")
    ]


def test_a_reference_that_a_list_can_do_without_is_left_out_with_notice(make: Make) -> None:
    first = {"cues": [cue("1", "said")], "attributions": [report(["1"])]}
    outcome, found = gold(make(first, {}), cues="none")
    assert [one.cue_ids for one in found.attributions] == [()]
    assert notices(outcome) == [
        "A201 attributions-1 left out: cue_ids.0 points at '1'; it was decided in cues-001 that it does not stand"
    ]


def test_what_is_agreed_goes_with_what_it_hangs_on_with_notice(make: Make) -> None:
    outcome, found = gold(make(claim("c", "the ferry may sink", cluster="x"), claim("d", "ferry may sink")), claims="none")
    assert list(found.commitments) == []
    assert notices(outcome) == [
        "A202 c-author left out: claim_id pointed at 'c'; it was decided in claims-001 that it does not stand"
    ]


def test_an_agreed_annotation_stands_for_each_candidate_that_it_points_at(make: Make) -> None:
    outcome, found = gold(make(claim("c", "the ferry may sink"), claim("d", "ferry may sink")), claims="all")
    assert [(one.id, one.claim_id) for one in found.commitments] == [
        ("commitment-001", "claim-001"),
        ("commitment-002", "claim-002"),
    ]
    assert [found.code for found in outcome.notices] == ["A203", "A203"]


def test_a_list_takes_all_candidates_that_stand(make: Make) -> None:
    first = {"cues": [cue("1", "said")], "attributions": [report(["1"])]}
    second = {"cues": [cue("2", "Lovrić said")], "attributions": [report(["2"])]}
    outcome, found = gold(make(first, second), cues="all")
    assert [one.cue_ids for one in found.attributions] == [("cue-002", "cue-001")]
    assert outcome.notices == ()


def test_notes_are_put_together_and_other_remarks_are_left_out_with_notice(make: Make) -> None:
    first = {"cues": [cue("1", "said", note="plain", confidence=0.5)]}
    second = {"cues": [cue("2", "said", note="clear", confidence=0.75)]}
    outcome, found = gold(make(first, second))
    assert [(one.note, one.confidence) for one in found.cues] == [("plain / clear", 0.5)]
    assert notices(outcome) == ["A204 1 left out: 0.75, which another set has"]


def test_clusters_keep_the_first_sets_name_whoevers_record_is_taken(make: Make) -> None:
    def claims(name: str, head: str) -> Layers:
        return {
            "claims": [
                {"span": "the ferry may sink", "cluster": name, "head": "sink"},
                {"span": "Ana Lovrić said", "cluster": name, "head": head},
            ]
        }

    _, found = gold(make(claims("sinking", "said"), claims("danger", "Lovrić said")), claims="b")
    assert [one.cluster for one in found.claims] == ["sinking", "sinking"]
    assert [one.head.surface for one in found.claims if one.head] == ["Lovrić said", "sink"]


@pytest.mark.parametrize(("written", "cluster"), [("danger", "sinking"), ("sinking", "sinking"), ("new", "new")])
def test_an_edited_claim_may_name_its_cluster_as_any_set_does(make: Make, written: str, cluster: str) -> None:
    def claims(name: str, head: str) -> Layers:
        same = {"span": "Ana Lovrić said", "cluster": name}
        return {"claims": [same, {"span": "the ferry may sink", "cluster": name, "head": head}]}

    edited = {"span": [{"start": 16, "end": 34, "text": "the ferry may sink"}], "cluster": written}
    _, found = gold(make(claims("sinking", "sink"), claims("danger", "may sink")), claims=edited)
    assert [one.cluster for one in found.claims] == ["sinking", cluster]


def test_every_annotation_tells_what_it_was(make: Make) -> None:
    outcome, _ = gold(make({"cues": [cue("1", "said")]}, {"cues": [cue("2", "said", level="relational")]}))
    assert {key: str(origin) for key, origin in outcome.origins.items() if key[0] == "cues"} == {
        ("cues", "d", "cue-001"): "from a:1, b:2, decided in cues-001"
    }


@pytest.mark.parametrize(
    ("kinds", "decider", "name", "kind"),
    [
        (("human", "human"), "human", "me", "human"),
        (("human", "model"), "human", "me, B", "model"),
        (("rule", "human"), "human", "me, A", "rule"),
        (("model", "model"), "rule", "me", "rule"),
    ],
)
def test_a_set_is_called_human_only_where_people_made_all_of_it(
    make: Make, kinds: tuple[Any, Any], decider: Any, name: str, kind: str
) -> None:
    news = make({"cues": [cue("1", "said")]}, {})
    records = [
        one.model_copy(update={"annotator": Annotator(name=one.id.upper(), kind=made)})
        for one, made in zip(news.sets, kinds, strict=True)
    ]
    tables = {one.id: {layer: news.set(one.id).layer(layer).table for layer in LAYERS} for one in records}
    news = type(news)(news.metadata, news.documents, records, tables)
    (item,) = list_items(news, ["a", "b"])
    who = Annotator(name="me", kind=decider)
    filled = item.model_copy(update={"decision": "a", "reason": "so", "decided_by": who})
    record = settle(news, sets=["a", "b"], out="gold", decisions=[filled]).corpus.set("gold").record
    assert (record.annotator.name, record.annotator.kind) == (name, kind)


def test_where_all_agree_the_annotators_of_the_sets_are_named(make: Make) -> None:
    outcome, found = gold(make({"cues": [cue("1", "said")]}, {"cues": [cue("1", "said")]}))
    assert (found.record.annotator.name, found.record.annotator.kind) == ("A, B", "human")
    assert outcome.agreed["cues"] == 1


def test_every_notice_has_a_code() -> None:
    assert sorted(NOTICES) == [f"A{number}" for number in range(201, 206)]
