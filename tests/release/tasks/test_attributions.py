"""Attributions in their sentences: contexts, relative spans, order, and what is left out."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from corpus.model import Attribution, Corpus, Cue
from corpus.release.tasks import build_tasks, segment_corpus
from corpus.release.tasks.attributions import ATTRIBUTION_SPANS
from corpus.testing import corpora


def attribution(number: int = 1, **fields: Any) -> Attribution:
    """Make an attribution of document `d`."""
    return Attribution.model_validate({"id": f"attribution-{number}", "document_id": "d", **fields})


def test_spans_count_from_the_start_of_their_sentence(note: Any) -> None:
    text = note("Hot. She said that it rained. So what.")
    said = Cue(id="cue-1", document_id="d", span=text.span("said"))
    one = attribution(
        sources=[{"source_id": "source-1", "span": text.span("She")}], cue_ids=["cue-1"], content=text.span("that it rained")
    )
    (row,) = ATTRIBUTION_SPANS.make(text.article(one, said)).rows
    assert (row["start"], row["end"], row["text"]) == (5, 29, "She said that it rained.")
    assert row["source"] == [{"start": 0, "end": 3, "text": "She"}]
    assert row["cue"] == [{"start": 4, "end": 8, "text": "said"}]
    assert row["content"] == [{"start": 9, "end": 23, "text": "that it rained"}]
    assert (row["source_ids"], row["cue_ids"]) == (["source-1"], ["cue-1"])


def test_the_context_is_the_smallest_run_of_sentences_around_all_words(note: Any) -> None:
    text = note("Hot. She spoke.\nIt rained. Cold.")
    one = attribution(sources=[{"source_id": "source-1", "span": text.span("She")}], content=text.span("It rained"))
    (row,) = ATTRIBUTION_SPANS.make(text.article(one)).rows
    assert row["text"] == "She spoke.\nIt rained."


def test_labels_and_parent_are_kept(note: Any) -> None:
    text = note("It rained.")
    fields = {"type": "belief", "mode": "indirect", "polarity": "negative", "determinacy": "indeterminate"}
    one = attribution(content=text.span("It"), parent_id="attribution-9", **fields)
    (row,) = ATTRIBUTION_SPANS.make(text.article(one)).rows
    assert {name: row[name] for name in fields} == fields
    assert row["parent_id"] == "attribution-9"


def test_a_fragment_that_two_sources_share_stands_once(note: Any) -> None:
    text = note("They spoke.")
    sources = [{"source_id": name, "span": text.span("They")} for name in ("source-1", "source-2")]
    (row,) = ATTRIBUTION_SPANS.make(text.article(attribution(sources=sources))).rows
    assert row["source"] == [{"start": 0, "end": 4, "text": "They"}]
    assert row["source_ids"] == ["source-1", "source-2"]


def test_an_attribution_without_words_is_left_out_and_counted(note: Any) -> None:
    made = ATTRIBUTION_SPANS.make(note("It rained.").article(attribution(sources=[{"source_id": "@unspecified"}])))
    assert made == ([], {"no words in the text": 1})


def test_rows_stand_in_the_order_of_the_text(note: Any) -> None:
    text = note("It rained. It snowed.")
    records = [attribution(1, content=text.span("snowed")), attribution(2, content=text.span("rained"))]
    records.append(attribution(3, content=text.span("It")))
    rows = ATTRIBUTION_SPANS.make(text.article(*records)).rows
    assert [row["attribution_id"] for row in rows] == ["attribution-3", "attribution-2", "attribution-1"]


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(min_documents=1, min_sets=1, max_sets=1, max_records=4))
def test_every_relative_fragment_is_a_slice_of_context_and_document_and_nothing_is_lost(news: Corpus) -> None:
    task = next(one for one in build_tasks(news, segment_corpus(news)) if one.name == "attribution_spans")
    for row in task.table.to_pylist():
        record = news.attributions[row["document_id"], row["attribution_id"]]
        text = news[row["document_id"]].text or ""
        assert row["text"] == text[row["start"] : row["end"]]
        for part in row["source"] + row["cue"] + row["content"]:
            assert row["text"][part["start"] : part["end"]] == part["text"]
        assert [(part["start"] + row["start"], part["text"]) for part in row["content"]] == [
            (part.start, part.text) for part in record.content or ()
        ]
    assert task.table.num_rows + sum(task.dropped.values()) == len(news.attributions)
