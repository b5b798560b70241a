"""Loading from a URL: through a cache that never gives another release than the one that lies there now."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from uuid import uuid4

import fsspec
import pytest

import corpus
from corpus.errors import FileError
from corpus.files.remote.places import digest_at, fetch_from_url
from tests.hub.samples import corpus_of, release_of


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "reportedly" / "releases"


@pytest.fixture
def address(tmp_path: Path) -> str:
    """A release in memory."""
    return corpus.publish(release_of(tmp_path / "dist"), f"memory://{uuid4()}").address


def test_a_release_is_fetched_once(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = fetch_from_url(address)
    system, _ = fsspec.core.url_to_fs(address)
    monkeypatch.setattr(system, "get_file", None)
    assert fetch_from_url(address) == first
    assert corpus.load(address) == corpus_of()


def test_another_release_in_its_place_is_fetched_anew(address: str, tmp_path: Path) -> None:
    corpus.load(address)
    system, root = fsspec.core.url_to_fs(address)
    system.rm(root, recursive=True)
    corpus.publish(release_of(tmp_path / "other", cues=1), address.rpartition("/")[0])
    assert corpus.load(address) == corpus_of(cues=1)


def test_the_same_release_at_two_urls_has_two_copies(address: str, tmp_path: Path, cache: Path) -> None:
    other = corpus.publish(release_of(tmp_path / "dist"), f"memory://{uuid4()}").address
    assert corpus.load(address) == corpus.load(other)
    assert len(list(cache.iterdir())) == 2


@pytest.mark.parametrize("path", ["README.md", "manifest.json"])
def test_a_damaged_copy_is_fetched_again(address: str, path: str) -> None:
    (fetch_from_url(address) / path).write_bytes(b"damaged")
    assert (fetch_from_url(address) / path).read_bytes() != b"damaged"
    assert corpus.load(address) == corpus_of()


def test_a_copy_that_another_process_was_faster_with_is_used(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def be_slower(folder: Path, target: Path) -> None:
        shutil.copytree(folder, target)
        raise FileExistsError

    monkeypatch.setattr(Path, "replace", be_slower)
    assert corpus.load(address) == corpus_of()


def test_a_copy_that_cannot_be_put_in_place_is_an_error(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_folder: Path, target: Path) -> None:
        raise PermissionError(13, "Permission denied", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(FileError, match="Permission denied"):
        corpus.load(address)


@pytest.mark.parametrize("path", ["README.md", "data/cues/train.parquet"])
@pytest.mark.parametrize("content", [None, b"damaged"])
def test_a_release_that_is_not_whole_is_refused_and_leaves_nothing_in_the_cache(
    address: str, cache: Path, path: str, content: bytes | None
) -> None:
    system, root = fsspec.core.url_to_fs(address)
    system.rm(f"{root}/{path}")
    if content is not None:
        system.pipe_file(f"{root}/{path}", content)
    with pytest.raises(FileError, match=f"expected the files of the manifest, found another: {path}"):
        corpus.load(address)
    assert list(cache.iterdir()) == []


def test_a_manifest_that_leads_out_of_the_release_is_refused(address: str, cache: Path) -> None:
    system, root = fsspec.core.url_to_fs(address)
    manifest = json.loads(system.cat_file(f"{root}/manifest.json"))
    manifest["files"][0]["path"] = "../../outside"
    system.pipe_file(f"{root}/manifest.json", json.dumps(manifest).encode())
    with pytest.raises(FileError, match="stays inside the release"):
        corpus.load(address)
    assert list(cache.rglob("*")) == []


def test_where_no_manifest_is_there_is_no_release() -> None:
    with pytest.raises(FileError, match=r"expected a release \(with manifest\.json\), found none"):
        corpus.load(f"memory://{uuid4()}/mine-1.0.0")


def test_a_folder_of_this_machine_is_read_where_it_lies(tmp_path: Path, cache: Path) -> None:
    release = release_of(tmp_path / "dist")
    assert fetch_from_url(f"file://{release}") == release
    assert corpus.load(f"file://{release}") == corpus_of()
    assert not cache.exists()


def test_a_url_has_no_revision() -> None:
    with pytest.raises(FileError, match="expected a dataset on the Hub, OWNER/NAME, for revision 'v1', found a URL"):
        corpus.load("memory://x", revision="v1")


def test_an_unknown_kind_of_url_is_one_sentence() -> None:
    with pytest.raises(FileError, match="Protocol not known: nothing"):
        corpus.load("nothing://bucket")


def test_a_cache_that_cannot_be_written_is_one_sentence(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    with pytest.raises(FileError, match="/dev/null"):
        corpus.load(address)


def test_a_file_that_is_not_there_has_no_digest(address: str) -> None:
    system, root = fsspec.core.url_to_fs(address)
    assert digest_at(system, f"{root}/nothing") is None
    assert digest_at(system, f"{root}/README.md") == hashlib.sha256(system.cat_file(f"{root}/README.md")).hexdigest()
