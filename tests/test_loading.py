from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pyarrow as pa
import pytest

import corpus
from corpus.errors import FileError, UnknownName, UnsoundCorpus
from corpus.files.folder import read_folder
from corpus.loading import check, load, packaged_corpus, read
from corpus.release import build_release

EXAMPLES = Path(__file__).parent / "data" / "checks"
GOOD = EXAMPLES / "W403" / "good"


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    news = load(GOOD).with_metadata(text_release="included", text_release_reason="Invented.")
    return build_release(news, tmp_path_factory.mktemp("dist"))


def test_without_a_path_the_packaged_corpus_is_loaded() -> None:
    assert load() == load(packaged_corpus())
    assert "maduro-igla-s" in load()


def test_the_packaged_corpus_breaks_no_rule() -> None:
    assert check().errors == ()


def test_in_a_wheel_the_packaged_corpus_lies_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(GOOD, tmp_path / "corpus" / "data")
    monkeypatch.setattr("corpus.loading.resources.files", lambda _package: tmp_path / "corpus")
    assert load().metadata.name == "rain"


@pytest.mark.parametrize("kind", [str, Path])
def test_a_working_folder_is_loaded(kind: type[str | Path]) -> None:
    assert load(kind(GOOD)) == read_folder(GOOD).corpus


def test_a_release_is_loaded_as_the_corpus_that_it_was_built_from(release: Path) -> None:
    assert load(release) == load(GOOD).with_metadata(text_release="included", text_release_reason="Invented.")


def test_where_a_manifest_stands_it_is_a_release(release: Path) -> None:
    assert (release / "corpus.json").is_file()
    assert read(release).files == {}


@pytest.mark.parametrize(("name", "found"), [("nowhere", "no such path"), (".", "neither"), ("file.txt", "a file")])
def test_a_path_without_a_corpus_is_refused_with_what_was_found(tmp_path: Path, name: str, found: str) -> None:
    (tmp_path / "file.txt").write_text("x")
    for function in (load, read, check):
        with pytest.raises(FileError, match=found) as caught:
            function(tmp_path / name)
        assert caught.value.file == str(tmp_path / name)


@pytest.mark.parametrize("code", sorted(path.name for path in EXAMPLES.iterdir()))
def test_what_stands_against_trusting_the_data_is_not_loaded_and_all_else_is(code: str) -> None:
    folder = EXAMPLES / code / "bad"
    if code[:2] in ("E0", "E1", "E2"):
        with pytest.raises(UnsoundCorpus, match=code) as caught:
            load(folder)
        assert {found.code for found in caught.value.findings} == {code}
    else:
        assert len(load(folder)) == 1


def test_an_unsound_corpus_carries_every_finding(tmp_path: Path) -> None:
    folder = Path(shutil.copytree(EXAMPLES / "E101" / "bad", tmp_path / "folder"))
    line = (folder / "hand" / "cues.jsonl").read_text()
    (folder / "hand" / "cues.jsonl").write_text("".join(line.replace("cue-2", f"cue-{at}") for at in range(30)) + "{\n")
    with pytest.raises(UnsoundCorpus, match="31 errors") as caught:
        load(folder)
    assert len(caught.value.findings) == 31
    assert "11 more" in str(caught.value)


@pytest.mark.parametrize("code", ["E003", "E101", "E202", "E303", "W408"])
def test_a_check_reports_and_does_not_raise(code: str) -> None:
    assert set(check(EXAMPLES / code / "bad").counts) == {code}


def test_a_check_takes_a_path_a_reading_or_a_corpus() -> None:
    folder = EXAMPLES / "W408" / "bad"
    reading = read(folder)
    assert check(folder) == check(str(folder)) == check(reading)
    assert check(reading.corpus).counts == {"W408": 1}


def test_a_finding_of_a_corpus_names_the_record_and_one_of_a_reading_the_line() -> None:
    reading = read(EXAMPLES / "W408" / "bad")
    (with_line,), (without,) = check(reading).findings, check(reading.corpus).findings
    assert with_line.place.line == 1
    assert without.place.file is None
    assert str(without).startswith("hand/cues/rain/cue-2: W408")


def test_a_check_keeps_the_selected_codes() -> None:
    assert check(EXAMPLES / "W408" / "bad", select=["E"]).findings == ()
    assert check(EXAMPLES / "W408" / "bad", select=["E", "W4"]).counts == {"W408": 1}


def test_a_selection_that_fits_no_code_is_refused() -> None:
    with pytest.raises(UnknownName, match="X1"):
        check(GOOD, select=["X1"])


def test_a_changed_release_is_not_loaded(release: Path, tmp_path: Path) -> None:
    changed = Path(shutil.copytree(release, tmp_path / "changed"))
    (changed / "corpus.json").write_text((changed / "corpus.json").read_text() + " ")
    with pytest.raises(FileError, match="sha256"):
        load(changed)


def test_a_check_of_a_corpus_in_memory_finds_rows_that_make_no_record() -> None:
    news = corpus.load()
    table = news.cues.table
    at = table.schema.get_field_index("type")
    wrong = table.set_column(at, "type", pa.array(["guess", *table["type"].to_pylist()[1:]]))
    tables = {news.sets[0].id: {"cues": wrong}}
    found = corpus.check(corpus.Corpus(news.metadata, news.documents, news.sets, tables))
    assert found.counts.get("E008") == 1


def test_an_unsound_corpus_survives_pickling() -> None:
    unsound = corpus.UnsoundCorpus([corpus.Finding("E102", "error", "the hash differs")])
    again = pickle.loads(pickle.dumps(unsound))  # noqa: S301 - our own
    assert (str(again), again.findings) == (str(unsound), unsound.findings)
