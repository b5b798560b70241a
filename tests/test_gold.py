"""The adjudicated set of the packaged corpus is what its raw sets and the kept decisions give."""

from __future__ import annotations

from corpus.adjudication import read_work_list, resolve
from corpus.files.layout import ADJUDICATION
from corpus.loading import load, packaged_corpus
from corpus.model import LAYERS, Corpus


def test_the_kept_decisions_make_the_gold_set_again() -> None:
    news = load()
    raw = ["annotator-1", "annotator-2"]
    sets = [news.set(name).record for name in raw]
    tables = {name: {layer: news.set(name).layer(layer).table for layer in LAYERS} for name in raw}
    bare = Corpus(news.metadata.model_copy(update={"default_set": None}), news.documents, sets, tables)
    decisions, places = read_work_list(packaged_corpus() / "gold" / ADJUDICATION)
    outcome = resolve(bare, sets=raw, out="gold", decisions=decisions, places=places)
    assert (outcome.open, outcome.notices) == ((), ())
    for layer in LAYERS:
        assert outcome.corpus.set("gold").layer(layer) == news.set("gold").layer(layer)


def test_every_decision_says_why_and_that_no_person_made_it() -> None:
    decisions, _ = read_work_list(packaged_corpus() / "gold" / ADJUDICATION)
    assert len(decisions) == 351
    assert all(one.reason and one.decided_by and one.decided_by.kind == "model" for one in decisions)
