from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.files.folder import read_folder, write_folder
from corpus.model import Annotation, AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document
from corpus.model.rows import row_of, table_of, without_nulls
from corpus.testing import assert_order_irrelevant, assert_round_trip, assert_same_bytes, corpora, differences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from corpus.testing.laws import Records


def read(path: Path) -> Corpus:
    return read_folder(path).corpus


def build(metadata: CorpusMetadata, documents: Sequence[Document], sets: Sequence[AnnotationSet], records: Records) -> Corpus:
    tables = {set_id: {layer: table_of(layer, rows) for layer, rows in layers.items()} for set_id, layers in records.items()}
    return Corpus(metadata, documents, sets, tables)


@pytest.fixture
def news() -> Corpus:
    document = Document.of("d", "It may rain.")
    cues: list[Annotation] = [
        Cue(id="1", document_id="d", span=[{"start": 0, "end": 2, "text": "It"}]),
        Cue(id="2", document_id="d", span=[{"start": 3, "end": 6, "text": "may"}], type="epistemic"),
    ]
    record = AnnotationSet(id="a", role="raw", annotator=Annotator(name="b", kind="human"), profile="silver")
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    return Corpus(metadata, [document], [record], {"a": {"cues": table_of("cues", cues)}})


def without_types(corpus: Corpus) -> Corpus:
    rows = [cue.model_copy(update={"type": None}) for cue in corpus.set("a").cues]
    return Corpus(corpus.metadata, corpus.documents, corpus.sets, {"a": {"cues": table_of("cues", rows)}})


@settings(max_examples=50)
@given(corpora())
def test_the_working_folder_reads_back_as_the_same_corpus(corpus: Corpus) -> None:
    assert_round_trip(corpus, write_folder, read)


@settings(max_examples=50)
@given(corpora())
def test_the_working_folder_is_written_the_same_each_time(corpus: Corpus) -> None:
    assert_same_bytes(corpus, write_folder)


@settings(max_examples=50)
@given(corpora(), st.integers(0, 9))
def test_the_order_of_records_does_not_matter(corpus: Corpus, seed: int) -> None:
    assert_order_irrelevant(corpus, build, seed=seed)


@settings(max_examples=50)
@given(corpora(), st.integers(0, 9))
def test_the_order_of_lines_does_not_matter(corpus: Corpus, seed: int) -> None:
    def write_shuffled(shuffled: Corpus, path: Path) -> None:
        write_folder(shuffled, path)
        for file in path.rglob("*.jsonl"):
            lines = file.read_bytes().decode().removesuffix("\n").split("\n")
            turned = lines[seed % len(lines) :] + lines[: seed % len(lines)]
            file.write_bytes("".join(f"{line}\n" for line in turned if line).encode())

    assert_round_trip(corpus, write_shuffled, read)


def test_a_lost_field_breaks_the_round_trip_and_is_named(news: Corpus) -> None:
    with pytest.raises(AssertionError, match=r"a/cues/d/2: type: expected 'epistemic', found None"):
        assert_round_trip(news, write_folder, lambda path: without_types(read(path)))


def test_a_lost_row_breaks_the_round_trip_and_is_named(news: Corpus) -> None:
    def read_less(path: Path) -> Corpus:
        corpus = read(path)
        table = corpus.set("a").cues.table.slice(0, 1)
        return Corpus(corpus.metadata, corpus.documents, corpus.sets, {"a": {"cues": table}})

    with pytest.raises(AssertionError, match="a/cues: expected the annotations"):
        assert_round_trip(news, write_folder, read_less)


def test_a_lost_set_and_changed_metadata_are_named(news: Corpus) -> None:
    bare = Corpus(news.with_metadata(version="0.2.0").metadata, news.documents)
    assert list(differences(news, bare)) == [
        "metadata: version: expected '0.1.0', found '0.2.0'",
        "sets: expected ['a'], found []",
    ]


def test_a_table_in_another_order_makes_the_same_corpus(news: Corpus) -> None:
    def read_backwards(path: Path) -> Corpus:
        corpus = read(path)
        return Corpus(corpus.metadata, corpus.documents, corpus.sets, {"a": {"cues": corpus.set("a").cues.table.take([1, 0])}})

    assert_round_trip(news, write_folder, read_backwards)


def test_a_writer_that_counts_its_runs_breaks_the_law_of_same_bytes(news: Corpus) -> None:
    runs: list[Corpus] = []

    def write(corpus: Corpus, path: Path) -> None:
        runs.append(corpus)
        path.write_text(str(len(runs)))

    with pytest.raises(AssertionError, match=r"^corpus: the second time"):
        assert_same_bytes(news, write)


def test_a_builder_that_keeps_the_order_it_is_given_breaks_the_law_of_order(news: Corpus) -> None:
    def build_as_given(
        metadata: CorpusMetadata, documents: Sequence[Document], sets: Sequence[AnnotationSet], records: Records
    ) -> Corpus:
        given_first = {set_id: {"cues": table_of("cues", layers["cues"][:1])} for set_id, layers in records.items()}
        return Corpus(metadata, documents, sets, given_first)

    with pytest.raises(AssertionError, match="a/cues"):
        assert_order_irrelevant(news, build_as_given)


def test_a_law_writes_to_a_place_that_is_not_there_yet(news: Corpus) -> None:
    def write_file(corpus: Corpus, path: Path) -> None:
        assert not path.exists()
        path.write_text(json.dumps([without_nulls(row_of(cue)) for cue in corpus.set("a").cues]))

    assert_same_bytes(news, write_file)
