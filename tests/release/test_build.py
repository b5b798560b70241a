"""A release is built whole or not at all, the same every time, and never over another."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

import corpus
from corpus.errors import ReleaseError, UnsoundCorpus
from corpus.model import LAYERS, Corpus
from corpus.release import build_release, verify
from corpus.testing import assert_same_bytes, corpora


@pytest.fixture(scope="module")
def news() -> Corpus:
    return corpus.load()


@pytest.fixture(scope="module")
def release(news: Corpus, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_release(news, tmp_path_factory.mktemp("dist"))


def test_a_release_gives_the_corpus_that_it_was_built_from(news: Corpus, release: Path) -> None:
    assert corpus.load(release) == news


def test_a_release_as_built_is_what_its_manifest_says(release: Path) -> None:
    assert verify(release).findings == ()


def test_building_again_where_the_same_release_stands_keeps_it(news: Corpus, release: Path) -> None:
    before = (release / "manifest.json").stat().st_mtime_ns
    assert build_release(news, release.parent) == release
    assert (release / "manifest.json").stat().st_mtime_ns == before


def test_a_version_is_never_overwritten_by_other_content(news: Corpus, release: Path) -> None:
    changed = Corpus(news.with_metadata(default_set=None).metadata, news.documents)
    with pytest.raises(ReleaseError, match="a version never changes"):
        build_release(changed, release.parent)
    assert corpus.load(release) == news


def test_the_same_rows_written_by_other_tools_are_told_apart(news: Corpus, tmp_path: Path) -> None:
    release = build_release(news, tmp_path)
    manifest = json.loads((release / "manifest.json").read_bytes())
    manifest["tools"]["pyarrow"] = "0"
    (release / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(ReleaseError, match="same rows"):
        build_release(news, tmp_path)


def test_a_folder_that_is_no_release_is_left_alone(news: Corpus, tmp_path: Path) -> None:
    (tmp_path / "reportedly-1.0.0").mkdir()
    with pytest.raises(ReleaseError, match="is no release"):
        build_release(news, tmp_path)


def test_a_corpus_that_does_not_say_whether_texts_may_be_released_is_asked(news: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="text_release"):
        build_release(news.with_metadata(text_release=None), tmp_path)


def test_withheld_texts_are_not_published_by_mistake(news: Corpus, tmp_path: Path) -> None:
    release = corpus.load(build_release(news.with_metadata(text_release="withheld"), tmp_path))
    assert release == corpus.withhold(news.with_metadata(text_release="withheld"))
    assert all(document.text is None for document in release.documents)


def test_a_corpus_without_documents_is_no_release(news: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="no documents"):
        build_release(Corpus(news.with_metadata(default_set=None).metadata), tmp_path)


def test_an_unsound_corpus_is_refused_with_its_findings(news: Corpus, tmp_path: Path) -> None:
    other = news.documents[0].model_copy(update={"text": news.documents[0].text + "!"})
    tables = {"annotator-1": {layer: news.layer(layer).table for layer in LAYERS}}
    with pytest.raises(UnsoundCorpus, match="E102"):
        build_release(Corpus(news.metadata, [other], news.sets, tables), tmp_path)


def test_nothing_half_written_is_left_beside_a_release(release: Path) -> None:
    assert [path.name for path in release.parent.iterdir()] == [release.name]


def test_every_reference_of_a_release_joins_with_the_sources(release: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    tables = {name: f"'{release}/data/{name}/train.parquet'" for name in ("commitments", "sources")}
    lost = duckdb.sql(
        f"SELECT count(*) FROM {tables['commitments']} c LEFT JOIN {tables['sources']} s "  # noqa: S608 - our own paths
        "ON c.set = s.set AND c.document_id = s.document_id AND c.source_id = s.id WHERE s.id IS NULL"
    ).fetchall()
    assert lost == [(0,)]


@pytest.mark.slow  # two builds per example
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
@given(corpora(min_documents=1))
def test_the_same_corpus_gives_the_same_bytes(drawn: Corpus) -> None:
    assert_same_bytes(drawn.with_metadata(text_release="included", text_release_reason="Invented."), build_release)


@pytest.mark.slow  # a build per example
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=corpora(min_documents=1))
def test_any_corpus_comes_back_from_its_release(drawn: Corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
    released = drawn.with_metadata(text_release="included", text_release_reason="Invented.")
    assert corpus.load(build_release(released, tmp_path_factory.mktemp("dist"))) == released


def test_the_answer_of_the_corpus_can_be_narrowed_and_not_widened(news: Corpus, tmp_path: Path) -> None:
    withheld = news.with_metadata(text_release="withheld", text_release_reason="The publisher forbade it.")
    with pytest.raises(ReleaseError, match="The publisher forbade it"):
        build_release(withheld, tmp_path, text="included")
    assert list(tmp_path.iterdir()) == []
    about = corpus.load(build_release(news, tmp_path, text="withheld")).metadata
    assert (about.text_release, about.text_release_reason) == ("withheld", None)


def test_a_reason_that_was_given_for_withholding_is_kept(news: Corpus, tmp_path: Path) -> None:
    withheld = news.with_metadata(text_release="withheld", text_release_reason="The publisher forbade it.")
    assert corpus.load(build_release(withheld, tmp_path)).metadata == withheld.metadata


def test_a_change_log_that_quotes_withheld_texts_is_left_out_and_said_to_be(news: Corpus, tmp_path: Path) -> None:
    log = tmp_path / "CHANGELOG.md"
    log.write_text("# 1.0.0\n\nOn the Igla-S  missiles.\n", encoding="utf-8")
    remarks: list[str] = []
    release = build_release(news, tmp_path / "dist", text="withheld", changelog=log, remark=remarks.append)
    assert not (release / "CHANGELOG.md").exists()
    assert remarks[-1].startswith(f"{log}:3: the change log is left out of the release")


def test_a_change_log_that_quotes_nothing_goes_into_a_release_without_texts(news: Corpus, tmp_path: Path) -> None:
    log = tmp_path / "CHANGELOG.md"
    log.write_text("# 1.0.0\n\nFirst.\n", encoding="utf-8")
    release = build_release(news, tmp_path / "dist", text="withheld", changelog=log)
    assert (release / "CHANGELOG.md").read_bytes() == log.read_bytes()


def test_an_open_question_can_be_answered_when_a_release_is_built(news: Corpus, tmp_path: Path) -> None:
    release = build_release(news.with_metadata(text_release=None), tmp_path, text="included")
    assert corpus.load(release).metadata.text_release == "included"


def test_a_corpus_without_its_texts_is_not_released_as_if_they_were_there(news: Corpus, tmp_path: Path) -> None:
    bare = [document.model_copy(update={"text": None}) for document in news.documents]
    with pytest.raises(ReleaseError, match="maduro-igla-s is not there"):
        build_release(Corpus(news.metadata.model_copy(update={"default_set": None}), bare), tmp_path)


def test_several_sets_without_a_default_are_no_release(news: Corpus, tmp_path: Path) -> None:
    other = news.sets[0].model_copy(update={"id": "other"})
    with pytest.raises(ReleaseError, match="default_set"):
        build_release(Corpus(news.with_metadata(default_set=None).metadata, news.documents, [*news.sets, other]), tmp_path)


def test_a_release_that_was_damaged_is_not_taken_for_built(news: Corpus, tmp_path: Path) -> None:
    release = build_release(news, tmp_path)
    (release / "data" / "cues" / "train.parquet").unlink()
    with pytest.raises(ReleaseError, match="damaged"):
        build_release(news, tmp_path)


def test_other_metadata_are_other_content(news: Corpus, tmp_path: Path) -> None:
    build_release(news, tmp_path)
    with pytest.raises(ReleaseError, match="a version never changes"):
        build_release(news.with_metadata(licence="MIT"), tmp_path)


def test_a_version_that_is_none_is_refused(news: Corpus, tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match="three numbers"):
        build_release(news, tmp_path, version="1")
