"""Publishing to a URL: the manifest last, what is there and right is kept, and nothing of others is touched."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import uuid4

import fsspec
import pytest

import corpus
from corpus.errors import FileError, ReleaseError
from tests.hub.samples import corpus_of, release_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KINDS = ["memory", "file"]


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release_of(tmp_path_factory.mktemp("dist"))


@pytest.fixture(params=KINDS)
def url(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place to publish to, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return f"memory://{uuid4()}" if request.param == "memory" else f"file://{tmp_path}/out"


def files_of(release: Path) -> dict[str, bytes]:
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*") if path.is_file()}


def held(url: str) -> dict[str, bytes]:
    system, root = fsspec.core.url_to_fs(url)
    return {path[len(root) + 1 :]: system.cat_file(path) for path in system.find(root)}


def put(url: str, content: bytes) -> None:
    system, path = fsspec.core.url_to_fs(url)
    system.makedirs(path.rpartition("/")[0], exist_ok=True)
    system.pipe_file(path, content)


class Writes:
    """Notes what a file system writes, and fails when it was told to."""

    def __init__(self, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
        system, _ = fsspec.core.url_to_fs(url)
        self.paths: list[str] = []
        self.left: int | None = None
        self._put = system.put_file
        monkeypatch.setattr(system, "put_file", self.put)

    def put(self, source: str, path: str, **more: Any) -> None:
        if self.left == 0:
            raise KeyboardInterrupt
        self.left = None if self.left is None else self.left - 1
        self.paths.append(path)
        self._put(source, path, **more)


@pytest.fixture
def writes(url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Writes]:
    return Writes(url, monkeypatch)  # type: ignore[return-value]  # undone by monkeypatch


def test_what_was_published_is_there_file_by_file_and_is_loaded(url: str, release: Path) -> None:
    publication = corpus.publish(release, url)
    assert (publication.state, publication.address) == ("published", f"{url}/mine-1.0.0")
    assert held(publication.address) == files_of(release)
    assert corpus.load(publication.address) == corpus_of()


def test_the_sets_are_written_first_and_the_manifest_last(url: str, release: Path, writes: Writes) -> None:
    corpus.publish(release, url)
    assert len(writes.paths) == len(files_of(release))
    assert writes.paths[0].endswith("/mine-1.0.0/sets.jsonl")
    assert writes.paths[-1].endswith("/mine-1.0.0/manifest.json")


def test_publishing_again_says_the_same_and_writes_nothing(url: str, release: Path, writes: Writes) -> None:
    corpus.publish(release, url)
    writes.left = 0
    again = corpus.publish(release, f"{url}/")
    assert (again.state, again.sent) == ("already published", ())


@pytest.mark.parametrize("after", [0, 1, 12, 24])
def test_an_interrupted_run_is_no_release_and_the_next_sends_what_is_missing(
    url: str, release: Path, writes: Writes, after: int
) -> None:
    writes.left = after
    with pytest.raises(KeyboardInterrupt):
        corpus.publish(release, url)
    with pytest.raises(FileError, match=r"manifest\.json"):
        corpus.load(f"{url}/mine-1.0.0")
    writes.left = None
    assert corpus.publish(release, url).state == ("completed" if after else "published")
    assert len(writes.paths) == len(set(writes.paths)) == 25
    assert corpus.load(f"{url}/mine-1.0.0") == corpus_of()


@pytest.mark.parametrize("path", ["README.md", "data/cues/train.parquet", "manifest.json"])
def test_a_file_that_was_cut_off_is_no_release_and_is_written_again(url: str, release: Path, path: str) -> None:
    put(f"{url}/mine-1.0.0/{path}", files_of(release)[path][:100])
    with pytest.raises(FileError):
        corpus.load(f"{url}/mine-1.0.0")
    completed = corpus.publish(release, url)
    assert {change.path for change in completed.changes if change.action == "change"} == {path}
    assert held(completed.address) == files_of(release)


def test_a_file_of_the_right_size_with_other_content_is_written_again(url: str, release: Path) -> None:
    put(f"{url}/mine-1.0.0/README.md", files_of(release)["README.md"][::-1])
    assert corpus.publish(release, url).state == "completed"
    assert held(f"{url}/mine-1.0.0") == files_of(release)


def test_a_published_release_that_was_damaged_is_repaired(url: str, release: Path) -> None:
    address = corpus.publish(release, url).address
    put(f"{address}/data/cues/train.parquet", b"damaged")
    with pytest.raises(FileError, match=r"train\.parquet"):
        corpus.load(address)
    repaired = corpus.publish(release, url)
    assert (repaired.state, [change.path for change in repaired.sent]) == ("completed", ["data/cues/train.parquet"])
    assert corpus.load(address) == corpus_of()


def test_a_version_that_is_there_with_other_content_is_refused(url: str, release: Path, tmp_path: Path) -> None:
    address = corpus.publish(release, url).address
    before = held(address)
    with pytest.raises(ReleaseError, match="is there with other content, and a version never changes"):
        corpus.publish(release_of(tmp_path / "other", cues=1), url)
    assert held(address) == before


def test_a_folder_with_files_of_others_is_refused(url: str, release: Path, writes: Writes) -> None:
    put(f"{url}/mine-1.0.0/notes/mine.txt", b"ours")
    with pytest.raises(ReleaseError, match=r"'notes/mine\.txt', which is no file of this release"):
        corpus.publish(release, url)
    assert writes.paths == []


def test_two_versions_lie_side_by_side(url: str, release: Path, tmp_path: Path) -> None:
    corpus.publish(release, url)
    corpus.publish(release_of(tmp_path / "other", "1.1.0"), url)
    assert corpus.load(f"{url}/mine-1.0.0") == corpus_of()
    assert corpus.load(f"{url}/mine-1.1.0") == corpus_of("1.1.0")


def test_a_dry_run_lists_everything_and_writes_nothing(url: str, release: Path, writes: Writes) -> None:
    planned = corpus.publish(release, url, dry_run=True)
    assert planned.state == "planned"
    assert {change.path: change.bytes for change in planned.sent} == {k: len(v) for k, v in files_of(release).items()}
    assert writes.paths == []
    assert held(url) == {}
    corpus.publish(release, url)
    assert corpus.publish(release, url, dry_run=True).state == "already published"


def test_what_does_not_read_back_as_it_was_sent_is_refused_before_the_manifest(
    url: str, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system, _ = fsspec.core.url_to_fs(url)
    monkeypatch.setattr(system, "put_file", lambda _source, path: system.pipe_file(path, b"spoilt"))
    with pytest.raises(ReleaseError, match="is not what was sent; run the same again"):
        corpus.publish(release, url)
    assert "manifest.json" not in held(f"{url}/mine-1.0.0")


def test_each_step_is_told(url: str, release: Path) -> None:
    told: list[str] = []
    corpus.publish(release, url, progress=told.append)
    assert told[-1] == "sending manifest.json"


def test_whatever_a_file_system_raises_is_one_sentence(url: str, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_arguments: object) -> None:
        raise LookupError

    system, _ = fsspec.core.url_to_fs(url)
    monkeypatch.setattr(system, "put_file", fail)
    with pytest.raises(ReleaseError, match="found: LookupError; it is safe to run the same again"):
        corpus.publish(release, url)


def test_an_unknown_kind_of_url_is_one_sentence(release: Path) -> None:
    with pytest.raises(ReleaseError, match="Protocol not known: nothing"):
        corpus.publish(release, "nothing://bucket")


def test_a_place_that_cannot_be_written_is_one_sentence(release: Path) -> None:
    with pytest.raises(ReleaseError, match="/dev/null"):
        corpus.publish(release, "file:///dev/null/out")


@pytest.mark.parametrize(("library", "hint"), [("s3fs", r"pip install 'reportedly\[s3\]'"), ("gcsfs", "install gcsfs$")])
def test_a_library_that_is_missing_is_named(release: Path, monkeypatch: pytest.MonkeyPatch, library: str, hint: str) -> None:
    def refuse(_url: str) -> None:
        message = f"install {library}"
        raise ImportError(message)

    monkeypatch.setattr("fsspec.core.url_to_fs", refuse)
    with pytest.raises(ReleaseError, match=hint):
        corpus.publish(release, "s3://bucket")


def test_private_is_refused_for_a_url(release: Path) -> None:
    with pytest.raises(ReleaseError, match="--private is for the Hub"):
        corpus.publish(release, "memory://x", private=True)


@pytest.mark.parametrize("target", ["mine", "a/b/c", "newsroom/mine@v1.0.0", "../out", "", "C:\\out"])
def test_a_target_that_is_neither_is_refused(release: Path, target: str) -> None:
    with pytest.raises(ReleaseError, match="expected OWNER/NAME on the Hub or a URL"):
        corpus.publish(release, target)
