"""The views of a whole corpus: schemas, labels, order, withheld texts, and the documentation."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.errors import UnknownName
from corpus.model import AnnotationSet, Annotator, Claim, Commitment, Corpus, CorpusMetadata, Cue, Document, Section, Span
from corpus.model.rows import table_of
from corpus.release.features import describe_features
from corpus.release.tasks import Task, build_tasks, building, segment_corpus
from corpus.testing import corpora

DOCUMENTATION = Path(__file__).parents[3] / "docs" / "views.md"
TEXT = "It may rain. It may not."


def news_of(*documents: Document, records: dict[str, list[Any]] | None = None, sets: int = 1, **metadata: Any) -> Corpus:
    """Make a corpus whose sets all hold the same records."""
    annotator = Annotator(name="rules", kind="rule")
    made = [AnnotationSet(id=f"set-{number}", role="raw", annotator=annotator, profile="import") for number in range(sets)]
    tables = {one.id: {layer: table_of(layer, each) for layer, each in (records or {}).items()} for one in made}
    return Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1", **metadata), documents, made, tables)


def cues_of(*document_ids: str) -> dict[str, list[Any]]:
    """Make a cue over the first `may` of each document."""
    return {"cues": [Cue(id="cue-1", document_id=one, span=Span.of(TEXT, (3, 6)), type="epistemic") for one in document_ids]}


def tasks_of(news: Corpus) -> dict[str, Task]:
    """Build the views of a corpus, by name."""
    return {task.name: task for task in build_tasks(news, segment_corpus(news))}


def test_the_views_have_their_names_in_a_fixed_order() -> None:
    names = ["ner", "cue_tagging", "hedged_sentences", "stance_pairs", "attribution_spans", "factuality"]
    assert list(tasks_of(news_of())) == names


def test_rows_stand_in_the_order_of_documents_whatever_the_size_of_a_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = ["a", "b", "c"]
    news = news_of(*(Document.of(one, TEXT) for one in ids), records=cues_of(*ids))
    whole = tasks_of(news)
    monkeypatch.setattr(building, "BATCH", 2)
    assert tasks_of(news)["cue_tagging"].table.equals(whole["cue_tagging"].table)
    assert whole["cue_tagging"].table["document_id"].to_pylist() == ["a", "a", "b", "b", "c", "c"]


def test_a_document_without_text_has_no_row_and_its_annotations_are_counted() -> None:
    withheld = Document.of("b", TEXT).model_copy(update={"text": None})
    tasks = tasks_of(news_of(Document.of("a", TEXT), withheld, records=cues_of("a", "b")))
    assert set(tasks["cue_tagging"].table["document_id"].to_pylist()) == {"a"}
    assert tasks["cue_tagging"].dropped == {"text withheld": 1}
    assert tasks["ner"].dropped == {}


def test_a_view_is_empty_where_nothing_of_its_kind_is_annotated() -> None:
    tasks = tasks_of(news_of(Document.of("a", TEXT), records=cues_of("a")))
    assert {name: task.table.num_rows for name, task in tasks.items()} == {
        "ner": 0,
        "cue_tagging": 2,
        "hedged_sentences": 2,
        "stance_pairs": 0,
        "attribution_spans": 0,
        "factuality": 0,
    }


def test_the_default_set_is_what_the_views_are_made_from() -> None:
    both = {"records": cues_of("a"), "sets": 2}
    assert tasks_of(news_of(Document.of("a", TEXT), **both, default_set="set-1"))["cue_tagging"].table.num_rows == 2
    assert tasks_of(news_of(Document.of("a", TEXT), **both))["cue_tagging"].table.num_rows == 0


def test_a_reference_that_leads_nowhere_says_to_check_the_corpus() -> None:
    lost = Commitment(id="commitment-1", document_id="a", claim_id="claim-1", source_id="@author")
    with pytest.raises(UnknownName, match="has no Claim 'claim-1'; check the corpus first"):
        tasks_of(news_of(Document.of("a", TEXT), records={"commitments": [lost]}))
    unvoiced = lost.model_copy(update={"source_id": "claim-1"})
    claim = Claim(id="claim-1", document_id="a", span=Span.of(TEXT, (0, 2)))
    with pytest.raises(UnknownName, match="has no Source 'claim-1'"):
        tasks_of(news_of(Document.of("a", TEXT), records={"claims": [claim], "commitments": [unvoiced]}))


def test_sections_of_the_default_set_cut_sentences() -> None:
    sections = [
        Section(id=f"section-{end}", document_id="a", span=Span.of(TEXT, (start, end))) for start, end in ((0, 6), (7, 24))
    ]
    found = segment_corpus(news_of(Document.of("a", TEXT), records={"sections": sections}))
    assert found["a"].sentences == ((0, 6), (7, 12), (13, 24))


@pytest.mark.parametrize(("own", "shared", "sentences"), [("en", "de", 1), (None, "en", 1), (None, None, 1), ("de", "en", 2)])
def test_the_language_is_the_document_s_own_else_the_corpus_s_else_english(
    own: str | None, shared: str | None, sentences: int
) -> None:
    news = news_of(Document.of("a", "He met Lt. Doe.", language=own), language=shared)
    assert len(segment_corpus(news)["a"].sentences) == sentences


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora())
def test_every_view_can_be_described_on_a_card_and_every_label_has_a_name(news: Corpus) -> None:
    for task in tasks_of(news).values():
        describe_features(task.table.schema, task.labels)
        for column, names in task.labels.items():
            values = task.table[column].to_pylist()
            words = {word for value in values for word in (value if isinstance(value, list) else [value])}
            assert words <= {None, *names}
        assert min(task.dropped.values(), default=1) > 0


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(min_documents=1, min_sets=1))
def test_building_twice_gives_the_same_tables(news: Corpus) -> None:
    once, again = tasks_of(news), tasks_of(news)
    assert all(once[name].table.equals(again[name].table) and once[name].dropped == again[name].dropped for name in once)


def documented_columns() -> dict[str, list[str]]:
    """Read the columns of each view from its section of the documentation."""
    sections = re.split(r"^## ", DOCUMENTATION.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {section.split("\n")[0].strip("`"): re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE) for section in sections}


@pytest.mark.parametrize("view", building.VIEWS, ids=lambda view: view.name)
def test_the_documentation_names_every_column_of_a_view_in_order(view: Any) -> None:
    assert documented_columns()[view.name] == view.schema.names
