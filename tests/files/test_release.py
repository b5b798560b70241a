from __future__ import annotations

import json
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from corpus.checks import check_reading
from corpus.errors import FileError, UnsoundCorpus
from corpus.files.folder import read_folder
from corpus.files.manifest import MANIFEST
from corpus.files.release import read_release
from corpus.files.tables import content_hash, file_hash
from corpus.model import AnnotationSet, Annotator, Corpus, Document
from corpus.release import build_release, verify
from corpus.testing import corpora, differences

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

CUES = "data/cues/train.parquet"
DOCUMENTS = "data/documents/train.parquet"


@pytest.fixture(scope="module")
def built() -> Iterator[Path]:
    """A release of two documents and two sets, built once."""
    with tempfile.TemporaryDirectory() as folder:
        yield build_release(sample(), folder)


@pytest.fixture
def release(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to spoil."""
    return Path(shutil.copytree(built, tmp_path / built.name))


def sample(splits: dict[str, float] | None = None, count: int = 2) -> Corpus:
    """Make documents of one sentence, each with a cue and an attribution of two sets."""
    base = read_folder(Path(__file__).parent.parent / "data" / "checks" / "W403" / "good").corpus
    rain = base.documents[0]
    documents = [Document.of(f"rain-{at:02}", rain.text or "") for at in range(count)]
    sets = [
        AnnotationSet(id=name, role="raw", annotator=Annotator(name="a", kind="rule"), profile="gold")
        for name in ("one", "two")
    ]
    layers = ("cues", "sources", "attributions", "claims", "commitments")
    tables = {layer: many(base.layer(layer).table, [document.id for document in documents]) for layer in layers}
    changes: dict[str, Any] = {
        "text_rights": "Ours.",
        "text_release": "included",
        "default_set": "two",
        "splits": splits or {"train": 1.0},
    }
    return Corpus(base.with_metadata(**changes).metadata, documents, sets, {"one": tables, "two": {"cues": tables["cues"]}})


def many(table: pa.Table, document_ids: list[str]) -> pa.Table:
    at = table.schema.get_field_index("document_id")
    columns = [table.set_column(at, table.field(at), pa.array([one] * len(table), pa.string())) for one in document_ids]
    return pa.concat_tables(columns).combine_chunks()


def forge(release: Path, path: str, change: Callable[[list[dict[str, Any]]], object]) -> None:
    """Change the rows of a table, and the manifest with it, as a tool that is not ours may have made it."""
    table = pq.ParquetFile(release / path).read()
    rows = table.to_pylist()
    change(rows)
    pq.write_table(pa.Table.from_pylist(rows, schema=table.schema), release / path)
    vouch(release, path)


def vouch(release: Path, path: str) -> None:
    """Make the manifest say what a file is now."""
    manifest = json.loads((release / MANIFEST).read_text())
    (entry,) = [one for one in manifest["files"] if one["path"] == path]
    entry |= {"bytes": (release / path).stat().st_size, "sha256": file_hash(release / path)}
    if "content_sha256" in entry:
        entry["content_sha256"] = content_hash(release / path)
    (release / MANIFEST).write_text(json.dumps(manifest))


def same(corpus: Corpus, other: Corpus) -> bool:
    return next(differences(corpus, other), None) is None and corpus == other


def test_a_release_reads_back_as_the_corpus_that_it_was_built_from(built: Path) -> None:
    reading = read_release(built)
    assert reading.findings == ()
    assert same(reading.corpus, sample())


def test_a_reserved_source_that_the_release_writes_out_is_none_of_the_corpus(built: Path) -> None:
    written = pq.ParquetFile(built / "data/sources/train.parquet").read(["id"])["id"].to_pylist()
    assert {"@author", "@unspecified"} <= set(written)
    assert set(read_release(built).corpus.set("one").sources.table["id"].to_pylist()) == {"source-1"}


def test_several_splits_are_put_together_in_order_again(tmp_path: Path) -> None:
    corpus = sample({"train": 0.5, "validation": 0.25, "test": 0.25}, count=12)
    release = build_release(corpus, tmp_path)
    assert len(list((release / "data" / "cues").iterdir())) > 1
    reading = read_release(release)
    assert same(reading.corpus, corpus)
    assert check_reading(reading).findings == ()


@settings(max_examples=10)
@given(corpora(min_documents=1, max_documents=2, max_sets=2, max_records=1))
def test_any_corpus_survives_a_release(corpus: Corpus) -> None:
    rights: dict[str, Any] = {"text_rights": "Ours.", "text_release": "included", "splits": {"train": 0.5, "test": 0.5}}
    corpus = corpus.with_metadata(**rights)
    with tempfile.TemporaryDirectory() as folder:
        reading = read_release(build_release(corpus, folder))
    assert reading.findings == ()
    assert next(differences(corpus, reading.corpus), None) is None
    assert reading.corpus == corpus


def test_a_table_of_other_bytes_and_the_same_rows_is_accepted(release: Path) -> None:
    for path in release.rglob("*.parquet"):
        pq.write_table(pq.ParquetFile(path).read(), path, compression="none", row_group_size=1)
    assert {found.code for found in verify(release).findings} == {"R104"}
    assert same(read_release(release).corpus, sample())


@pytest.mark.parametrize("name", [CUES, DOCUMENTS, "sets.jsonl", "corpus.json"])
def test_a_missing_file_is_refused_by_name(release: Path, name: str) -> None:
    (release / name).unlink()
    with pytest.raises(FileError, match=Path(name).name):
        read_release(release)


@pytest.mark.parametrize("name", ["sets.jsonl", "corpus.json"])
def test_a_changed_file_is_refused_by_name(release: Path, name: str) -> None:
    path = release / name
    path.write_text(path.read_text().replace("1", "2", 1) if name == "corpus.json" else path.read_text() + "\n")
    with pytest.raises((FileError, UnsoundCorpus), match=name):
        read_release(release)


def test_a_table_of_other_rows_is_refused_by_name(release: Path) -> None:
    before = (release / MANIFEST).read_bytes()
    forge(release, CUES, lambda rows: rows[0].update(type="booster"))
    (release / MANIFEST).write_bytes(before)
    with pytest.raises(FileError, match=r"train\.parquet.*sha256"):
        read_release(release)


@pytest.mark.parametrize("data", [b"", b"PAR1", b"no table at all"])
def test_a_table_that_is_no_table_any_more_is_refused_by_name(release: Path, data: bytes) -> None:
    (release / CUES).write_bytes(data)
    with pytest.raises(FileError, match=r"train\.parquet"):
        read_release(release)


def test_a_table_without_one_of_its_columns_is_refused_by_name(release: Path) -> None:
    pq.write_table(pq.ParquetFile(release / CUES).read().drop_columns(["engagement"]), release / CUES)
    vouch(release, CUES)
    with pytest.raises(FileError, match="engagement"):
        read_release(release)


def test_a_table_with_a_column_of_another_type_is_refused(release: Path) -> None:
    table = pq.ParquetFile(release / CUES).read()
    at = table.schema.get_field_index("confidence")
    pq.write_table(table.set_column(at, "confidence", pa.array(["high"] * len(table))), release / CUES)
    vouch(release, CUES)
    with pytest.raises(FileError, match="cues"):
        read_release(release)


def test_an_extra_file_does_no_harm_to_reading_and_is_found_by_verify(release: Path) -> None:
    (release / "data" / "cues" / "more.parquet").write_bytes(b"")
    assert same(read_release(release).corpus, sample())
    assert [found.code for found in verify(release).findings] == ["R102"]


def test_metadata_that_are_not_in_the_manifest_are_refused(release: Path) -> None:
    manifest = json.loads((release / MANIFEST).read_text())
    manifest["files"] = [entry for entry in manifest["files"] if entry["path"] != "sets.jsonl"]
    (release / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(FileError, match=r"sets\.jsonl"):
        read_release(release)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"type": "guess"}, "E008"),
        ({"id": ""}, "E007"),
        ({"id": None}, "E006"),
        ({"confidence": 7.0}, "E007"),
        ({"span": []}, "E007"),
        ({"span": None}, "E006"),
        ({"extras": "[]"}, "E007"),
        ({"extras": "{"}, "E007"),
        ({"document_id": "a/b"}, "E007"),
    ],
)
def test_a_row_that_makes_no_record_is_a_finding_and_the_others_are_kept(
    release: Path, change: dict[str, Any], code: str
) -> None:
    forge(release, CUES, lambda rows: rows[0].update(change))
    reading = read_release(release)
    assert [found.code for found in reading.findings] == [code]
    assert sum(len(reading.corpus.set(name).cues) for name in ("one", "two")) == 3


@pytest.mark.parametrize("change", [{"id": "a/b"}, {"sha256": "0"}, {"published": "today"}, {"extras": "["}, {"id": None}])
def test_a_document_that_makes_no_record_is_unsound(release: Path, change: dict[str, Any]) -> None:
    forge(release, DOCUMENTS, lambda rows: rows[0].update(change))
    with pytest.raises(UnsoundCorpus):
        read_release(release)


def test_a_row_of_a_set_that_is_not_there_is_refused(release: Path) -> None:
    forge(release, CUES, lambda rows: rows[0].update(set="three"))
    with pytest.raises(FileError, match="three"):
        read_release(release)


def test_a_surface_that_is_not_in_the_text_is_left_to_the_checks(release: Path) -> None:
    forge(release, CUES, lambda rows: rows[0]["span"][0].update(text="denies"))
    assert check_reading(read_release(release)).counts == {"E101": 1}


def bend(rows: list[dict[str, Any]], **changes: Any) -> None:
    """Change the first fragment of the first cue."""
    rows[0]["span"][0].update(changes)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"end": 34}, "E101"),
        ({"text": "claim "}, "E105"),
        ({"end": 27}, "E104"),
        ({"start": -1}, "E104"),
        ({"end": 999}, "E104"),
    ],
)
def test_a_check_reports_what_is_wrong_in_a_release_and_does_not_raise(
    release: Path, changes: dict[str, Any], code: str
) -> None:
    forge(release, CUES, lambda rows: bend(rows, **changes))
    assert code in check_reading(read_release(release)).counts


def test_what_points_at_a_row_that_makes_no_record_is_not_reported_as_well(release: Path) -> None:
    def change(rows: list[dict[str, Any]]) -> None:
        for row in rows:
            row["type"] = "guess"

    forge(release, CUES, change)
    assert set(check_reading(read_release(release)).counts) == {"E008"}


def test_rows_in_another_order_are_put_in_order(release: Path) -> None:
    forge(release, CUES, lambda rows: rows.reverse())
    assert same(read_release(release).corpus, sample())


def test_a_text_that_is_not_there_is_refused_where_the_manifest_says_it_is(release: Path) -> None:
    forge(release, DOCUMENTS, lambda rows: rows[0].update(text=None))
    with pytest.raises(FileError, match="expected the texts"):
        read_release(release)


def test_a_document_that_stands_twice_is_refused(release: Path) -> None:
    forge(release, DOCUMENTS, lambda rows: rows.append(dict(rows[0])))
    with pytest.raises(UnsoundCorpus, match="E201"):
        read_release(release)


@pytest.mark.parametrize(("column", "kind"), [("id", pa.int64()), ("confidence", pa.string()), ("note", pa.timestamp("s"))])
def test_a_column_of_another_type_is_refused(release: Path, column: str, kind: pa.DataType) -> None:
    table = pq.ParquetFile(release / CUES).read()
    at = table.schema.get_field_index(column)
    pq.write_table(table.set_column(at, column, pa.nulls(len(table), kind)), release / CUES)
    manifest = json.loads((release / MANIFEST).read_text())
    (entry,) = [one for one in manifest["files"] if one["path"] == CUES]
    entry["sha256"] = file_hash(release / CUES)
    (release / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(FileError, match=column):
        read_release(release)


def test_strings_may_be_stored_in_another_way(release: Path) -> None:
    table = pq.ParquetFile(release / CUES).read()
    at = table.schema.get_field_index("type")
    stored = table["type"].combine_chunks().dictionary_encode()
    pq.write_table(table.set_column(at, "type", stored), release / CUES)
    vouch(release, CUES)
    assert same(read_release(release).corpus, sample())


@pytest.mark.parametrize("at", [2000, 2026, 2100, 2200])
def test_a_damaged_table_is_named_whatever_comes_of_reading_it(release: Path, at: int) -> None:
    data = bytearray((release / CUES).read_bytes())
    data[at % len(data)] ^= 0xFF
    (release / CUES).write_bytes(data)
    try:
        read_release(release)
    except FileError as error:
        assert "cues" in str(error)  # noqa: PT017 - some bytes mean nothing, and then the rows are the same


def test_a_pipe_in_a_release_is_not_waited_for(release: Path) -> None:
    (release / "sets.jsonl").unlink()
    os.mkfifo(release / "sets.jsonl")
    with pytest.raises(FileError, match=r"sets\.jsonl"):
        read_release(release)


def test_a_column_of_strings_that_are_no_utf8_is_refused(release: Path) -> None:
    table = pq.ParquetFile(release / CUES).read()
    bad = pa.array([b"\xff"] * len(table), pa.binary()).cast(pa.string(), safe=False)
    pq.write_table(table.set_column(table.schema.get_field_index("note"), "note", bad), release / CUES)
    manifest = json.loads((release / MANIFEST).read_text())
    (entry,) = [one for one in manifest["files"] if one["path"] == CUES]
    entry["sha256"] = file_hash(release / CUES)
    (release / MANIFEST).write_text(json.dumps(manifest))
    with pytest.raises(FileError, match="UTF8"):
        read_release(release)
