"""A corpus of another schema version is refused with what to do: migrate an older one, install a package for a newer one."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

import corpus
from corpus.errors import FileError
from corpus.files.folder import read_folder
from corpus.files.release import read_release
from tests.manifests import ABOUT, entry, make_release, write_manifest

if TYPE_CHECKING:
    from pathlib import Path

REMEDIES = {
    "0": "`corpus migrate` writes the corpus anew in version 1",
    "2": "install a newer package, which reads it",
    "10": "install a newer package, which reads it",
    "one": "a version is a whole number; correct it",
    "": "a version is a whole number; correct it",
}


def release_of(folder: Path, version: str, **manifest: Any) -> Path:
    """Make a release of another schema version, with a manifest that fits."""
    release = make_release(folder)
    (release / "corpus.json").write_text(json.dumps(ABOUT | {"schema_version": version}))
    files = [entry(release, path) for path in ("README.md", "corpus.json", "data/rows.parquet")]
    files[2] |= {"rows": 3}
    write_manifest(release, schema_version=version, files=files, **manifest)
    return release


@pytest.mark.parametrize("version", REMEDIES)
def test_a_working_folder_says_what_to_do(tmp_path: Path, version: str) -> None:
    (tmp_path / "corpus.json").write_text(json.dumps({"name": "mine", "version": "1.0.0", "schema_version": version}))
    (tmp_path / "documents.jsonl").write_text('{"id": "valid in another version alone"}')
    (found,) = read_folder(tmp_path).findings
    assert found.code == "E011"
    assert found.message == (f"expected schema version '1', which this package reads, found '{version}'; {REMEDIES[version]}")


def test_the_bytes_of_an_older_release_are_verified_all_the_same(tmp_path: Path) -> None:
    assert corpus.verify(release_of(tmp_path, "0")).findings == ()
    (tmp_path / "mine-1.0.0" / "README.md").write_text("other")
    assert [one.code for one in corpus.verify(tmp_path / "mine-1.0.0").findings] == ["R103"]


@pytest.mark.parametrize("read", [read_release, corpus.load, corpus.check])
def test_an_older_release_says_what_built_it_and_how_to_have_a_newer_one(tmp_path: Path, read: Any) -> None:
    release = release_of(tmp_path, "0", tools={"reportedly": "0.0.9"})
    with pytest.raises(FileError, match=r"found '0'; load it with reportedly 0.0.9, which built it, or .*`corpus migrate`"):
        read(release)


def test_a_release_that_does_not_say_what_built_it_says_the_rest(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="load it with what built it, or take the working folder"):
        corpus.load(release_of(tmp_path, "0"))


def test_a_newer_release_asks_for_a_newer_package(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="found '2'; install a newer package"):
        corpus.load(release_of(tmp_path, "2"))
