from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from corpus.errors import FileError
from corpus.files.manifest import MANIFEST, Manifest, is_release, read_manifest
from corpus.files.tables import content_hash, file_hash, write_table
from tests.manifests import TABLE, make_release, write_manifest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def release(tmp_path: Path) -> Path:
    return make_release(tmp_path)


def test_the_manifest_gives_the_files_of_a_config(release: Path) -> None:
    manifest = read_manifest(release)
    assert [one.path for one in manifest.tables("rows")] == ["data/rows.parquet"]
    assert manifest.tables("nothing") == ()


def test_a_folder_without_a_manifest_is_no_release(tmp_path: Path) -> None:
    assert not is_release(tmp_path)
    with pytest.raises(FileError, match=r"manifest\.json"):
        read_manifest(tmp_path)


@pytest.mark.parametrize("data", [b"", b"{", b"\xff", b"[]", b"{}", b'{"name": "a", "name": "b"}'])
def test_a_manifest_that_cannot_be_read_is_refused_with_its_file(release: Path, data: bytes) -> None:
    (release / MANIFEST).write_bytes(data)
    with pytest.raises(FileError, match=r"manifest\.json") as caught:
        read_manifest(release)
    assert caught.value.file == str(release / MANIFEST)


@pytest.mark.parametrize(
    "changes",
    [{"version": "1.0"}, {"text": "maybe"}, {"colour": "red"}, {"files": [{"path": "a", "bytes": -1, "sha256": "0" * 64}]}],
)
def test_a_manifest_with_a_wrong_field_is_refused(release: Path, changes: dict[str, Any]) -> None:
    write_manifest(release, **changes)
    with pytest.raises(FileError):
        read_manifest(release)


def test_a_manifest_is_written_as_it_is_read(release: Path) -> None:
    manifest = read_manifest(release)
    assert Manifest.model_validate_json(manifest.model_dump_json(exclude_none=True), strict=False) == manifest


def test_the_content_hash_does_not_depend_on_row_groups_or_on_nulls_written_out(tmp_path: Path) -> None:
    first = write_table(tmp_path / "a.parquet", TABLE.schema, [TABLE])
    second = write_table(tmp_path / "b.parquet", TABLE.schema, [TABLE.slice(0, 1), TABLE.slice(1)], row_group=1)
    assert first.content_sha256 == second.content_sha256 == content_hash(tmp_path / "b.parquet")
    assert file_hash(tmp_path / "a.parquet") != file_hash(tmp_path / "b.parquet")
    assert (first.rows, second.rows) == (3, 3)


def test_the_same_rows_are_written_with_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a", "b"):
        write_table(tmp_path / name, TABLE.schema, [TABLE])
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


@pytest.mark.parametrize("path", ["../outside.json", "/etc/hostname", "data//x", "./README.md", "data\\x", "data/../../x"])
def test_a_path_that_leaves_the_release_is_refused(release: Path, path: str) -> None:
    write_manifest(release, files=[{"path": path, "bytes": 1, "sha256": "0" * 64}])
    with pytest.raises(FileError, match="stays inside the release"):
        read_manifest(release)
