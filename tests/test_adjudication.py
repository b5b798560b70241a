"""One more set that holds every rule, or all the reasons why there is none: drawn sets, drawn decisions, files."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.adjudication import list_work, read_work_list, resolve, write_outcome, write_work_list
from corpus.agreement import POLICIES, Item, agree
from corpus.agreement.decisions import CODES
from corpus.agreement.merging import NOTICES
from corpus.agreement.references import references, rename
from corpus.errors import CorpusError, FileError, UnfitDecisions, UnknownName, UnsoundCorpus
from corpus.model import LAYERS, Annotator, Attribution, Corpus, CorpusMetadata, Cue, Document, Span
from corpus.model.columns import labels
from corpus.model.layers import layer_of
from corpus.model.profiles import ENGAGED_TYPES, GRADED_TYPES, IMPORT_ONLY_TYPES
from corpus.model.rows import table_of
from corpus.model.sets import UNKNOWN_MAKER
from corpus.testing import corpora

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.agreement import Outcome
    from corpus.model import Annotation

Records = dict[str, list["Annotation"]]
ME = Annotator(name="me", kind="human")


def with_sets(news: Corpus, **sets: Mapping[str, Sequence[Annotation]]) -> Corpus:
    """Give the corpus with these sets alone, each made like the first."""
    (record,) = news.sets
    records = [record.model_copy(update={"id": name, "derived_from": None}) for name in sets]
    tables = {name: {layer: table_of(layer, found) for layer, found in layers.items()} for name, layers in sets.items()}
    metadata = news.metadata.model_copy(update={"default_set": None})
    return Corpus(metadata, news.documents, records, tables)


def records_of(news: Corpus) -> Records:
    (record,) = news.sets
    return {layer: list(news.set(record.id).layer(layer)) for layer in LAYERS}


one_set = corpora(min_documents=1, max_documents=2, min_sets=1, max_sets=1, max_records=3)


@st.composite
def twins(draw: st.DrawFn, count: int = 2) -> Corpus:
    """Draw a corpus whose sets a, b, ... are the same."""
    news = draw(one_set)
    return with_sets(news, **dict.fromkeys("abcde"[:count], records_of(news)))


@st.composite
def siblings(draw: st.DrawFn) -> Corpus:
    """Draw a corpus whose sets b and c are a, with other ids, some annotations left out and some labels changed."""
    news = draw(one_set)
    found = records_of(news)
    others = {name: _sibling(draw, found, name) for name in "bc"[: draw(st.integers(1, 2))]}
    return with_sets(news, a=found, **others)


def _sibling(draw: st.DrawFn, found: Records, name: str) -> Records:
    other: Records = {layer: [] for layer in LAYERS}
    parents = [
        (one.document_id, one.parent_id) for one in found["attributions"] if isinstance(one, Attribution) and one.parent_id
    ]
    needed = {("attributions", *parent) for parent in parents}
    for layer in reversed(LAYERS):
        for record in reversed(found[layer]):
            is_needed = layer == "sections" or (layer, record.document_id, record.id) in needed
            if is_needed or draw(st.integers(0, 3)):
                other[layer].append(_relabelled(draw, layer, record))
                needed |= {(into, record.document_id, used) for _, into, used in references(layer, record.model_dump())}
    return {layer: [_renamed(record, name) for record in made] for layer, made in other.items()}


def _relabelled(draw: st.DrawFn, layer: str, record: Annotation) -> Annotation:
    """Change one label, where it has one that may be any."""
    fields = [name for name in labels(layer) if "." not in name and getattr(record, name) is not None]
    if not fields or draw(st.booleans()):
        return record
    name = draw(st.sampled_from(sorted(fields)))
    changed = record.model_copy(update={name: draw(st.sampled_from(labels(layer)[name]))})
    kind: Any = getattr(changed, "type", None)
    if layer != "cues" or kind in IMPORT_ONLY_TYPES:
        return record if layer == "cues" else changed
    barred = {"engagement": kind not in ENGAGED_TYPES, "strength": kind not in GRADED_TYPES}
    return changed.model_copy(update={field: None for field, is_barred in barred.items() if is_barred})


def _renamed(record: Annotation, suffix: str) -> Annotation:
    layer = layer_of(type(record))
    row = rename(layer, record.model_dump(), lambda _, name: [f"{name}{suffix}"])
    return LAYERS[layer].model_validate(row | {"id": f"{record.id}{suffix}"})


@st.composite
def decided(draw: st.DrawFn, items: Sequence[Item]) -> list[Item]:
    """Decide all items, in any order: a candidate, none or all."""
    return [_decided(draw, item) for item in draw(st.permutations(items))]


def _decided(draw: st.DrawFn, item: Item) -> Item:
    having = [name for name, found in item.candidates.items() if found is not None]
    chosen = draw(st.sampled_from([*having, *having, "none", "all"]))
    return item.model_copy(update={"decision": chosen, "reason": "drawn", "decided_by": ME})


def back(outcome: Outcome, layer: str) -> list[Annotation]:
    """Give the new set's records with the ids that they had in set a."""
    called = {key: one.group.members["a"].id for key, one in outcome.origins.items()}
    found = []
    for record in outcome.corpus.set(outcome.set_id).layer(layer):
        row = rename(layer, record.model_dump(), lambda into, name: [called[into, record.document_id, name]])  # noqa: B023
        found.append(LAYERS[layer].model_validate(row | {"id": called[layer, record.document_id, record.id]}))
    return found


@settings(max_examples=30)
@given(news=st.integers(2, 3).flatmap(twins))
def test_a_set_adjudicated_with_itself_stays_the_same_but_for_ids(news: Corpus) -> None:
    names = [record.id for record in news.sets]
    assert list_work(news, names) == []
    for policy in POLICIES:
        outcome = resolve(news, sets=names, out="gold", policy=policy)
        for layer in LAYERS:
            assert table_of(layer, back(outcome, layer)) == news.set("a").layer(layer).table
        assert outcome.notices == outcome.items == ()
        assert corpus.check(outcome.corpus, select=["E"]).findings == ()


@settings(max_examples=40)
@given(news=siblings())
def test_a_policy_gives_a_sound_set_and_changes_no_other(news: Corpus) -> None:
    names = [record.id for record in news.sets]
    for policy in POLICIES:
        adjudicated = corpus.adjudicate(news, sets=names, out="gold", policy=policy)
        assert corpus.check(adjudicated, select=["E"]).findings == ()
        for name in names:
            assert all(adjudicated.set(name).layer(layer) == news.set(name).layer(layer) for layer in LAYERS)
    assert [record.id for record in news.sets] == names


def outcome_of(news: Corpus, decisions: Sequence[Item]) -> Corpus | CorpusError:
    names = [record.id for record in news.sets]
    try:
        return corpus.adjudicate(news, sets=names, out="gold", decisions=decisions)
    except CorpusError as error:
        return error


@settings(max_examples=100)
@given(data=st.data())
def test_any_decisions_give_a_sound_set_or_a_refusal_that_says_why(data: st.DataObject) -> None:
    news = data.draw(siblings())
    decisions = data.draw(decided(list_work(news, [record.id for record in news.sets])))
    outcome = outcome_of(news, decisions)
    if isinstance(outcome, Corpus):
        assert corpus.check(outcome, select=["E"]).findings == ()
    elif isinstance(outcome, UnfitDecisions):
        assert {found.code for found in outcome.findings} == {"A108"}
        assert {found.message.split(":")[0] for found in outcome.findings} <= {one.item for one in decisions}
    else:
        assert isinstance(outcome, UnsoundCorpus)
        assert {found.code for found in outcome.findings} <= {"E106", "E107", "E206"}
        assert all("(from " in found.message for found in outcome.findings)
    other = outcome_of(news, sorted(decisions, key=lambda item: item.item))
    assert outcome == other if isinstance(outcome, Corpus) else str(outcome) == str(other)


TEXT = "He reportedly said no."


def cue(kind: str) -> Cue:
    return Cue(id="c", document_id="d", span=Span.of(TEXT, (3, 13)), type="reportive", engagement=kind)


@pytest.fixture
def news() -> Corpus:
    """Two sets that differ in one label."""
    records = [
        corpus.AnnotationSet(id=name, role="raw", annotator=Annotator(name=name, kind="human"), profile="silver")
        for name in ("a", "b", "none")
    ]
    tables = {"a": {"cues": table_of("cues", [cue("distance")])}, "b": {"cues": table_of("cues", [cue("acknowledge")])}}
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    return Corpus(metadata, [Document.of("d", TEXT), Document.of("e", TEXT)], records, tables)


def of_another_text(news: Corpus) -> Corpus:
    elsewhere = cue("deny").model_copy(update={"document_id": "e"})
    tables = {"a": {"cues": news.set("a").cues.table}, "b": {"cues": table_of("cues", [elsewhere])}}
    return Corpus(news.metadata, news.documents, news.sets, tables)


@pytest.mark.parametrize(
    ("sets", "out", "message"),
    [
        (["a"], "gold", "expected two sets or more to adjudicate, found 1"),
        (["a", "a"], "gold", "expected different sets, found 'a' twice"),
        (["a", "none"], "gold", "expected sets whose names are no decisions, found 'none'; rename the set"),
        (["a", "b"], "A", "expected a new set, found 'a' in the corpus; a set is never overwritten"),
        (["a", "b"], "go/ld", "expected a name that a folder can have"),
    ],
)
def test_sets_and_names_that_cannot_be_are_refused(news: Corpus, sets: list[str], out: str, message: str) -> None:
    with pytest.raises(CorpusError, match=message):
        corpus.adjudicate(news, sets=sets, out=out, policy="union")


def test_an_unknown_set_is_refused(news: Corpus) -> None:
    with pytest.raises(UnknownName, match="no annotation set 'z'"):
        corpus.list_work(news, ["a", "z"])


def test_an_unknown_policy_is_refused(news: Corpus) -> None:
    policy: Any = "loudest"
    with pytest.raises(CorpusError, match="expected one of the policies first, union, majority, found 'loudest'"):
        corpus.adjudicate(news, sets=["a", "b"], out="gold", policy=policy)


def test_the_note_names_the_sets_whose_maker_nobody_knows(news: Corpus) -> None:
    unknown = {"role": "import", "annotator": Annotator(name="b", kind="rule"), "note": UNKNOWN_MAKER}
    records = [record.model_copy(update=unknown if record.id == "b" else {}) for record in news.sets]
    tables = {one.id: {layer: news.set(one.id).layer(layer).table for layer in LAYERS} for one in records}
    found = corpus.adjudicate(
        Corpus(news.metadata, news.documents, records, tables), sets=["a", "b"], out="gold", policy="first"
    )
    note = found.set("gold").record.note
    assert note is not None
    assert note.endswith(" Who or what made b is not known.")


def test_sets_over_different_texts_are_refused(news: Corpus) -> None:
    with pytest.raises(CorpusError, match="found no document that two of a, b annotate"):
        corpus.list_work(of_another_text(news), ["a", "b"])


def test_decisions_come_before_the_policy(news: Corpus) -> None:
    (item,) = list_work(news, ["a", "b"])
    filled = item.model_copy(update={"decision": "b", "reason": "no doubt", "decided_by": ME})
    for decisions, engagement in (([filled], "acknowledge"), ([], "distance")):
        found = corpus.adjudicate(news, sets=["a", "b"], out="gold", policy="first", decisions=decisions).set("gold")
        assert [one.engagement for one in found.cues] == [engagement]


def test_a_set_that_would_break_a_rule_is_refused_with_where_it_comes_from(news: Corpus) -> None:
    (item,) = list_work(news, ["a", "b"])
    record = {"span": [{"start": 3, "end": 13, "text": "reportedly"}], "type": "negation", "engagement": "deny"}
    changes = {"decision": "edited", "record": record, "reason": "so", "decided_by": ME}
    with pytest.raises(UnsoundCorpus, match=r"E301 .* \(from a:c, b:c, decided in cues-001\)"):
        corpus.adjudicate(news, sets=["a", "b"], out="gold", decisions=[item.model_copy(update=changes)])


def test_an_unsound_corpus_is_not_adjudicated(news: Corpus) -> None:
    broken = cue("deny").model_copy(update={"span": Span.of("He certainly did.", (3, 12))})
    tables = {"a": {"cues": table_of("cues", [broken])}}
    with pytest.raises(UnsoundCorpus, match="E101"):
        corpus.list_work(Corpus(news.metadata, news.documents, news.sets, tables), ["a", "b"])


def test_a_work_list_reads_back_as_it_was_written(news: Corpus, tmp_path: Path) -> None:
    items = list_work(news, ["a", "b"])
    write_work_list(items, tmp_path / "list.jsonl")
    read, places = read_work_list(tmp_path / "list.jsonl")
    assert read == items
    assert [place.line for place in places] == [1]


def test_a_work_list_is_never_overwritten(news: Corpus, tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text("filled")
    with pytest.raises(FileError, match="a list that may be filled is never overwritten"):
        write_work_list(list_work(news, ["a", "b"]), tmp_path / "list.jsonl")


def test_each_line_that_is_no_item_is_named(tmp_path: Path) -> None:
    (tmp_path / "list.jsonl").write_text('{"item": "cues-001"\n{"item": 1}\n')
    with pytest.raises(UnfitDecisions) as refused:
        read_work_list(tmp_path / "list.jsonl")
    assert {found.place.line for found in refused.value.findings} == {1, 2}


def test_the_set_is_added_with_its_list_and_other_files_stay_as_they_are(news: Corpus, tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    corpus.write_folder(news, folder)
    (folder / "a" / "cues.jsonl").write_text((folder / "a" / "cues.jsonl").read_text().replace('": ', '":  '))
    (folder / "README").write_text("mine")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    outcome = resolve(news, sets=["a", "b"], out="gold", policy="majority")
    write_outcome(outcome, folder)
    after = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert {path: after[path] for path in before} == before
    assert sorted(path.relative_to(folder).as_posix() for path in after.keys() - before.keys()) == [
        "gold/adjudication.jsonl",
        "gold/cues.jsonl",
        "gold/set.json",
    ]
    assert corpus.load(folder) == outcome.corpus
    assert read_work_list(folder / "gold" / "adjudication.jsonl")[0] == list(outcome.items)
    with pytest.raises(FileError, match="a set is never overwritten"):
        write_outcome(outcome, folder)


def test_a_set_is_added_to_a_working_folder_alone(news: Corpus, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="expected a working folder"):
        write_outcome(resolve(news, sets=["a", "b"], out="gold", policy="first"), tmp_path)


PAGE = (Path(__file__).parents[1] / "docs" / "adjudication.md").read_text(encoding="utf-8")


def test_the_example_of_the_page_runs(capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    exec(code, {})  # noqa: S102 - the page's own code
    assert capsys.readouterr().out.splitlines() == [
        "cues-001 ('engagement',) The minister reportedly resigned.",
        "[('cue-001', 'acknowledge')]",
    ]


def test_the_item_of_the_page_is_one() -> None:
    (written,) = re.findall(r"^```json\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    item = Item.model_validate_json(written)
    assert item.decision in item.candidates
    assert list(json.loads(written)) == list(Item.model_fields)


def test_the_page_names_every_code() -> None:
    assert dict(re.findall(r"^\| (A[0-9]{3}) \| (.*) \|$", PAGE, re.MULTILINE)) == CODES | NOTICES


def test_the_packaged_corpus_has_one_set_and_nothing_to_adjudicate() -> None:
    with pytest.raises(CorpusError, match="found 1"):
        corpus.list_work(corpus.load(), ["annotator-1"])


def test_blank_lines_of_a_work_list_say_nothing(tmp_path: Path) -> None:
    path = tmp_path / "list.jsonl"
    path.write_text("\n  \n")
    assert read_work_list(path) == ([], [])


@pytest.mark.parametrize(
    "call", [lambda: list_work("notes", ["a", "b"]), lambda: agree("notes", sets=["a", "b"], layer="cues")]
)
def test_a_path_where_a_corpus_should_be_is_refused_with_a_sentence(call: Any) -> None:
    with pytest.raises(TypeError, match=r"corpus\.load"):
        call()
