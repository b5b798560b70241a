from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from corpus.errors import FileError
from corpus.files.manifest import MANIFEST
from corpus.files.tables import write_table
from corpus.release import verify
from tests.manifests import TABLE, make_release

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return make_release(tmp_path)


def found_in(release: Path) -> list[tuple[str, str]]:
    return [(found.code, str(found.place.file).removeprefix(f"{release}/")) for found in verify(release).findings]


def test_a_release_that_is_what_its_manifest_says_has_no_finding(release: Path) -> None:
    assert found_in(release) == []


def test_a_missing_file_is_r101(release: Path) -> None:
    (release / "README.md").unlink()
    assert found_in(release) == [("R101", "README.md")]


@pytest.mark.parametrize("name", ["extra.txt", "data/extra.parquet", ".DS_Store", "data/manifest.json"])
def test_an_extra_file_is_r102(release: Path, name: str) -> None:
    (release / name).write_bytes(b"")
    assert found_in(release) == [("R102", name)]


def test_an_empty_folder_is_no_extra_file(release: Path) -> None:
    (release / "empty").mkdir()
    assert found_in(release) == []


def test_a_changed_file_is_r103(release: Path) -> None:
    (release / "README.md").write_text("# mine\n")
    assert found_in(release) == [("R103", "README.md")]


def test_a_table_of_other_rows_is_r103(release: Path) -> None:
    write_table(release / "data" / "rows.parquet", TABLE.schema, [TABLE.slice(1)])
    assert found_in(release) == [("R103", "data/rows.parquet")]


def test_a_table_of_rows_in_another_order_is_r103(release: Path) -> None:
    write_table(release / "data" / "rows.parquet", TABLE.schema, [TABLE.take([1, 0, 2])])
    assert found_in(release) == [("R103", "data/rows.parquet")]


@pytest.mark.parametrize("data", [b"", b"PAR1", b"PAR1 nothing PAR1"])
def test_a_table_that_is_no_table_any_more_is_r103(release: Path, data: bytes) -> None:
    (release / "data" / "rows.parquet").write_bytes(data)
    assert found_in(release) == [("R103", "data/rows.parquet")]


def test_a_table_of_other_bytes_and_the_same_rows_is_told_apart_as_a_warning(release: Path) -> None:
    pq.write_table(TABLE, release / "data" / "rows.parquet", compression="none", row_group_size=1)
    (found,) = verify(release).findings
    assert (found.code, found.severity) == ("R104", "warning")


def test_files_are_told_before_they_are_hashed(release: Path) -> None:
    told: list[str] = []
    verify(release, progress=told.append)
    assert told == ["README.md", "corpus.json", "data/rows.parquet"]


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"manifest\.json"):
        verify(tmp_path)


@pytest.mark.parametrize(("field", "value"), [("name", "other"), ("version", "2.0.0"), ("text", "withheld")])
def test_a_manifest_that_contradicts_the_metadata_is_r105(release: Path, field: str, value: str) -> None:
    manifest = json.loads((release / MANIFEST).read_text())
    (release / MANIFEST).write_text(json.dumps(manifest | {field: value}))
    assert [(found.code, found.place.path) for found in verify(release).findings] == [("R105", field)]


@pytest.mark.parametrize(("field", "value"), [("bytes", 1), ("rows", 99), ("rows", None)])
def test_a_manifest_that_contradicts_a_file_is_r105(release: Path, field: str, value: int | None) -> None:
    manifest = json.loads((release / MANIFEST).read_text())
    manifest["files"][2][field] = value
    (release / MANIFEST).write_text(json.dumps(manifest))
    assert found_in(release) == [("R105", "data/rows.parquet")]


def test_a_file_that_the_manifest_lists_twice_is_r105(release: Path) -> None:
    manifest = json.loads((release / MANIFEST).read_text())
    manifest["files"].append(manifest["files"][0])
    (release / MANIFEST).write_text(json.dumps(manifest))
    assert found_in(release) == [("R105", "manifest.json")]


def test_a_link_to_a_folder_is_an_extra_file(release: Path, tmp_path: Path) -> None:
    (release / "link").symlink_to(tmp_path)
    assert found_in(release) == [("R102", "link")]


def test_a_link_to_nothing_is_a_missing_file(release: Path) -> None:
    (release / "README.md").unlink()
    (release / "README.md").symlink_to(release / "nowhere")
    assert found_in(release) == [("R101", "README.md")]


def test_a_pipe_is_not_waited_for(release: Path) -> None:
    (release / "README.md").unlink()
    os.mkfifo(release / "README.md")
    assert found_in(release) == [("R103", "README.md")]


def test_a_table_of_a_type_that_json_cannot_write_is_r103(release: Path) -> None:
    table = pa.table({"id": [b"a", b"b", None], "spans": [[1, 2], [], None]})
    pq.write_table(table, release / "data" / "rows.parquet")
    assert found_in(release) == [("R103", "data/rows.parquet")]
