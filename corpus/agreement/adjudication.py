"""Adjudication: from several sets to one more, by decisions, a policy, or both; no set is ever overwritten."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from pydantic import TypeAdapter, ValidationError

from corpus.agreement.comparison import FEWEST, covered_documents
from corpus.agreement.decisions import judge, refuse_links
from corpus.agreement.groups import group
from corpus.agreement.merging import merge
from corpus.agreement.policies import POLICIES, decide
from corpus.agreement.worklists import DECISIONS, NONE, open_items
from corpus.errors import CorpusError, counted
from corpus.model import LAYERS, SCHEMA_VERSION, AnnotationSet, Annotator, Corpus
from corpus.model.rows import table_of
from corpus.model.sets import Profile, SetId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from corpus.agreement.groups import Group, Groups
    from corpus.agreement.policies import Policy, Ruling
    from corpus.agreement.standing import Standing
    from corpus.agreement.worklists import Item
    from corpus.errors import Finding, Place
    from corpus.model import Annotation
    from corpus.model.sets import AnnotatorKind


@dataclass(frozen=True)
class Outcome:
    """What came of adjudicating.

    Attributes:
        corpus: the corpus with one more set.
        set_id: the id of that set.
        items: the work list as it was decided; an item without a decision is a tie, and the first set's values stand for now.
        agreed: how many annotations of each layer the sets agree on.
        notices: what could not be kept as it was, as warnings; see `corpus.agreement.merging`.
        origins: for each layer, document and id of the new set what it was in the others.
    """

    corpus: Corpus
    set_id: str
    items: tuple[Item, ...]
    agreed: Mapping[str, int]
    notices: tuple[Finding, ...]
    origins: Mapping[tuple[str, str, str], Standing]

    @property
    def open(self) -> tuple[Item, ...]:
        """The items that no policy could decide."""
        return tuple(item for item in self.items if item.decision is None)


def list_items(news: Corpus, sets: Sequence[str]) -> list[Item]:
    """List what two or more sets of a sound corpus do not agree on, to be filled in; what they agree on is not listed.

    Raises:
        CorpusError: the sets cannot be compared.
        UnknownName: there is no such set.
    """
    _refuse_sets(news, sets)
    return [item for item, _ in open_items(news, group(news, sets)).values()]


def settle(
    news: Corpus,
    *,
    sets: Sequence[str],
    out: str,
    policy: Policy | None = None,
    decisions: Iterable[Item] = (),
    places: Sequence[Place] = (),
) -> Outcome:
    """Make one more set out of what several agree on and what was decided; `corpus.adjudicate` checks it as well.

    Args:
        news: the corpus.
        sets: the ids of two or more sets; where it matters, the first counts most.
        out: the id of the new set.
        policy: what decides the items that `decisions` leave open; without it, all must be decided.
        decisions: filled items of the work list, in any order.
        places: where each decision was read.

    Raises:
        CorpusError: the sets cannot be compared, or the new set cannot be called so.
        UnknownName: there is no such set.
        UnfitDecisions: the decisions do not fit, or do not fit together; it carries every finding.
    """
    _refuse_sets(news, sets)
    _refuse_names(news, out, policy)
    groups = group(news, sets)
    asked = open_items(news, groups)
    items = {name: item for name, (item, _) in asked.items()}
    given = list(decisions)
    decided = judge(items, given, places, complete=policy is None)
    rulings = _rulings(policy, asked, decided, groups) if policy else {}
    every = decided | {name: ruling.item for name, ruling in rulings.items()}
    tied = {name: items[name] for name, ruling in rulings.items() if ruling.is_tied}
    record = _record(news, sets, out, list(every.values()), len(tied))
    by_group = {asked[name][1].name: item for name, item in every.items()}
    merged = merge(groups, by_group, by_policy=frozenset(rulings), profile=record.profile)
    refuse_links(merged.unfit, items, given, places)
    vain = {name: _in_vain(every[name], why) for name, why in merged.without.items()}
    kept = every | vain | tied
    return Outcome(
        corpus=_with_set(news, record, merged.records),
        set_id=out,
        items=tuple(kept[name] for name in asked),
        agreed={layer: sum(one.layer == layer and one.name not in by_group for one in groups) for layer in LAYERS},
        notices=tuple(merged.notices),
        origins=merged.origins,
    )


def _refuse_sets(news: Corpus, sets: Sequence[str]) -> None:
    """Refuse sets that cannot be compared."""
    documents = [covered_documents(news, name) for name in sets]
    twice = next((name for name in sets if list(sets).count(name) > 1), None)
    unclear = next((name for name in sets if name in DECISIONS), None)
    common = Counter(document_id for found in documents for document_id in found)
    if len(sets) < FEWEST:
        message = f"expected two sets or more to adjudicate, found {len(sets)}"
    elif twice is not None:
        message = f"expected different sets, found {twice!r} twice"
    elif unclear is not None:
        message = f"expected sets whose names are no decisions, found {unclear!r}; rename the set"
    elif all(documents) and max(common.values()) < FEWEST:
        message = f"expected sets over the same texts, found no document that two of {', '.join(sets)} annotate"
    else:
        return
    raise CorpusError(message)


def _refuse_names(news: Corpus, out: str, policy: str | None) -> None:
    """Refuse a set that is there, or that cannot be called so, and a policy that there is not."""
    existing = next((record.id for record in news.sets if record.id.lower() == out.lower()), None)
    if existing is not None:
        message = f"expected a new set, found {existing!r} in the corpus; a set is never overwritten"
    elif out in DECISIONS:
        message = f"expected a name that is no decision ({', '.join(DECISIONS)}), found {out!r}"
    elif not _is_set_id(out):
        message = f"expected a name that a folder can have (letters, digits, dot, hyphen, underscore), found {out!r}"
    elif policy not in (None, *POLICIES):
        message = f"expected one of the policies {', '.join(POLICIES)}, found {policy!r}"
    else:
        return
    raise CorpusError(message)


def _rulings(
    policy: Policy, asked: Mapping[str, tuple[Item, Group]], decided: Mapping[str, Item], groups: Groups
) -> dict[str, Ruling]:
    """Decide what is left open, layer after layer, so that what is gone is known to what builds on it."""
    rulings: dict[str, Ruling] = {}
    gone: set[str] = set()
    for name, (item, one) in asked.items():
        if name not in decided:
            rulings[name] = decide(policy, item, one, groups, gone)
        if (decided[name] if name in decided else rulings[name].item).decision == NONE:
            gone.add(one.name)
    return rulings


def _is_set_id(name: str) -> bool:
    try:
        TypeAdapter(SetId).validate_python(name)
    except ValidationError:
        return False
    return True


def _record(news: Corpus, sets: Sequence[str], out: str, items: Sequence[Item], tied: int) -> AnnotationSet:
    """Say who made the set, from what, and how; it claims no more than the least complete of the sets."""
    sources = [news.set(name).record for name in sets]
    guidelines = {record.guidelines for record in sources}
    return AnnotationSet(
        id=out,
        role="adjudicated",
        annotator=_annotator([record.annotator for record in sources], items),
        profile=min((record.profile for record in sources), key=get_args(Profile).index),
        guidelines=guidelines.pop() if len(guidelines) == 1 else None,
        schema_version=SCHEMA_VERSION,
        derived_from=tuple(sets),
        note=_note(sources, items, tied),
    )


def _annotator(sources: Sequence[Annotator], items: Sequence[Item]) -> Annotator:
    """Name who decided. People who decided between machines share the name with them, and the set is not called human."""
    who = list(dict.fromkeys(item.decided_by for item in items if item.decided_by is not None))
    if all(one.kind == "human" for one in who):
        who = list(dict.fromkeys([*who, *(one for one in sources if one.kind != "human" or not who)]))
    kinds = {one.kind for one in who}
    kind: AnnotatorKind = "model" if "model" in kinds else "rule" if "rule" in kinds else "human"
    names = dict.fromkeys(one.name for one in who)
    return Annotator(name=", ".join(names), kind=kind, version=who[0].version if len(who) == 1 else None)


def _note(sources: Sequence[AnnotationSet], items: Sequence[Item], tied: int) -> str:
    """Say in sentences how the set came about."""
    unknown = [one.id for one in sources if one.maker is None]
    makers = f" Who or what made {', '.join(unknown)} is not known." if unknown else ""
    sets = [one.id for one in sources]
    deciders = Counter(f"{item.decided_by.name} ({item.decided_by.kind})" for item in items if item.decided_by is not None)
    by_whom = "; ".join(f"{name}: {number}" for name, number in deciders.items())
    left = f" {counted(tied, 'item')} without a majority stand open in the list." if tied else ""
    return f"Adjudicated from {', '.join(sets)}, with {counted(len(items), 'decision')} by {by_whom or 'nobody'}.{left}{makers}"


def _in_vain(item: Item, why: str) -> Item:
    """Say of an item that its annotation went with what it hangs on."""
    return item.model_copy(update={"decision": NONE, "record": None, "reason": f"{item.reason}; {why}"})


def _with_set(news: Corpus, record: AnnotationSet, records: Mapping[str, Sequence[Annotation]]) -> Corpus:
    tables = {one.id: {layer: news.set(one.id).layer(layer).table for layer in LAYERS} for one in news.sets}
    made = {layer: table_of(layer, found) for layer, found in records.items()}
    return Corpus(news.metadata, news.documents, [*news.sets, record], tables | {record.id: made})
