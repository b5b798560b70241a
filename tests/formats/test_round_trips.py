"""One law for every format: what is written reads back the same, but for what was declared lost; a sidecar makes it exact."""

from __future__ import annotations

import contextlib
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.conversion import FORMATS, SCHEMES, read, write
from corpus.conversion.tables import OWN_SCHEME, WRITTEN_ONLY
from corpus.errors import LossyTarget
from corpus.model import LAYERS, Corpus
from corpus.model.rows import row_of
from corpus.schemes.assembly import assumed_metadata, assumed_set
from corpus.testing import assert_round_trip, assert_same_bytes, corpora, differences

if TYPE_CHECKING:
    from corpus.formats.capabilities import Loss
    from corpus.formats.reports import ImportReport

OWN = (("bioscope", "bioscope"), ("conll", "conll2003"), ("conllu", "gum"), ("newsmtsc", "newsmtsc"), ("semeval2016",) * 2)
PAIRS = sorted(
    {
        *((form, OWN_SCHEME) for form in FORMATS if form not in WRITTEN_ONLY),
        *(("brat", scheme) for scheme in SCHEMES),
        *OWN,
    }
)
"""Every format that is read with our own labels, every scheme in the format that carries most and in its own."""


def plain(news: Corpus) -> Corpus:
    """Take away what no format has a place for, so that some corpora lose nothing."""
    tables = {one.id: {layer: news.set(one.id).layer(layer).table for layer in LAYERS} for one in news.sets}
    documents = [type(one).of(one.id, one.text or "") for one in news.documents]
    return Corpus(assumed_metadata(), documents, [assumed_set(one.id) for one in news.sets], tables)


@pytest.mark.slow
@pytest.mark.parametrize(("form", "scheme"), PAIRS)
@settings(max_examples=60)
@given(data=st.data())
def test_with_a_sidecar_everything_reads_back_and_nothing_is_refused(form: str, scheme: str, data: st.DataObject) -> None:
    news = data.draw(corpora())
    assert_round_trip(
        news,
        lambda corpus, path: write(corpus, path, format=form, scheme=scheme, on_loss="sidecar"),
        lambda path: read(path, format=form, scheme=scheme),
    )


@pytest.mark.slow
@pytest.mark.parametrize(("form", "scheme"), PAIRS)
@settings(max_examples=60)
@given(data=st.data())
def test_what_differs_after_a_round_trip_was_declared_lost(form: str, scheme: str, data: st.DataObject) -> None:
    news = plain(data.draw(corpora()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus")
        losses = write(news, path, format=form, scheme=scheme, on_loss="report")
        found = read(path, format=form, scheme=scheme, report=ignored)
    assert not undeclared(news, found, losses)


@pytest.mark.slow
@pytest.mark.parametrize(("form", "scheme"), PAIRS)
@settings(max_examples=20)
@given(data=st.data())
def test_what_would_lose_anything_is_not_written(form: str, scheme: str, data: st.DataObject) -> None:
    news = plain(data.draw(corpora()))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "corpus")
        with contextlib.suppress(LossyTarget):
            write(news, path, format=form, scheme=scheme)
        assert not path.exists() or next(differences(news, read(path, format=form, scheme=scheme)), None) is None


@pytest.mark.slow
@pytest.mark.parametrize("form", sorted(FORMATS))
@settings(max_examples=20)
@given(news=corpora())
def test_the_same_corpus_gives_the_same_bytes(form: str, news: Corpus) -> None:
    on_loss = "report" if form in WRITTEN_ONLY else "sidecar"
    assert_same_bytes(news, lambda corpus, path: write(corpus, path, format=form, on_loss=on_loss))


def ignored(report: ImportReport) -> None:
    """Take a report and say nothing."""


def undeclared(wanted: Corpus, found: Corpus, losses: tuple[Loss, ...]) -> list[str]:
    """Give the records that read back otherwise than they were, and of which no loss tells."""
    told = {(loss.document_id, loss.set_id, loss.id) for loss in losses}
    whole = {(loss.document_id, loss.set_id) for loss in losses if loss.layer is None and loss.id is None}
    sets = {set_id for _, set_id in whole}
    missed = []
    for record in wanted.sets:
        if record.id not in {other.id for other in found.sets}:
            missed += [] if record.id in sets else [record.id]
            continue
        for layer in LAYERS:
            there = {(one.document_id, one.id): row_of(one) for one in found.set(record.id).layer(layer)}
            for one in wanted.set(record.id).layer(layer):
                is_told = (one.document_id, record.id, one.id) in told or (one.document_id, record.id) in whole
                if there.get((one.document_id, one.id)) != row_of(one) and not is_told:
                    missed.append(f"{record.id}/{layer}/{one.document_id}/{one.id}")
    return missed
