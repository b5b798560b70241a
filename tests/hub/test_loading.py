"""Loading from the Hub: the released content of exactly that tag, or an error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from huggingface_hub import constants, snapshot_download

import corpus
from corpus import loading
from corpus.errors import FileError
from tests.hub.conftest import NAME
from tests.hub.repositories import File, Repository
from tests.hub.samples import corpus_of, release_of
from tests.hub.server import CUT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.hub.server import LocalHub

GONE = "http://127.0.0.1:9"


@pytest.fixture
def published(hub: LocalHub, release: Path, later: Path) -> LocalHub:
    """A Hub with versions 1.0.0 and 1.1.0."""
    for one in (release, later):
        corpus.publish(one, NAME)
    return hub


def go_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "ENDPOINT", GONE)
    monkeypatch.setattr(constants, "HUGGINGFACE_CO_URL_TEMPLATE", GONE + "/{repo_id}/resolve/{revision}/{filename}")


@pytest.mark.usefixtures("published")
def test_the_version_may_stand_behind_the_name() -> None:
    assert corpus.load(f"{NAME}@v1.0.0") == corpus.load(NAME, revision="v1.0.0") == corpus_of()


@pytest.mark.usefixtures("published")
def test_without_a_version_the_newest_is_loaded() -> None:
    assert corpus.load(NAME).metadata.version == "1.1.0"


def test_the_newest_version_is_that_of_the_highest_numbers(hub: LocalHub, release: Path, tmp_path: Path) -> None:
    for one in (release, release_of(tmp_path, "1.9.0"), release_of(tmp_path, "1.10.0")):
        corpus.publish(one, NAME)
    hub.repository(NAME).tags["v9-draft"] = hub.repository(NAME).head
    assert corpus.load(NAME).metadata.version == "1.10.0"


@pytest.mark.usefixtures("published")
def test_read_and_check_take_the_same_names() -> None:
    assert loading.read(NAME, revision="v1.0.0").corpus == corpus_of()
    assert corpus.check(f"{NAME}@v1.0.0").findings == ()


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("revision", ["v2.0.0", "1.0.0", "main"])
def test_an_unknown_tag_is_refused_with_those_that_there_are(revision: str) -> None:
    with pytest.raises(FileError, match=rf"found '{revision}'; there are: v1\.0\.0, v1\.1\.0"):
        corpus.load(NAME, revision=revision)


def test_a_commit_is_no_version(published: LocalHub) -> None:
    with pytest.raises(FileError, match="expected the tag of a version"):
        corpus.load(NAME, revision=published.repository(NAME).head)


def test_a_dataset_without_versions_is_refused(hub: LocalHub) -> None:
    hub.answers.repositories[NAME] = Repository.new(NAME, private=False)
    with pytest.raises(FileError, match=r"found no tag of a version, such as v1\.0\.0"):
        corpus.load(NAME)


def test_a_tag_without_a_manifest_is_refused(hub: LocalHub) -> None:
    repository = hub.answers.repositories[NAME] = Repository.new(NAME, private=False)
    repository.tags["v1.0.0"] = repository.head
    with pytest.raises(FileError, match=r"found no manifest\.json at tag v1\.0\.0"):
        corpus.load(NAME, revision="v1.0.0")


def test_a_tag_on_another_version_is_refused(published: LocalHub) -> None:
    tags = published.repository(NAME).tags
    tags["v1.0.0"] = tags["v1.1.0"]
    with pytest.raises(FileError, match=r"expected version 1\.0\.0 at tag v1\.0\.0, found the manifest of 1\.1\.0"):
        corpus.load(NAME, revision="v1.0.0")


@pytest.mark.parametrize("path", ["data/cues/train.parquet", "README.md", "schemas/cues.schema.json"])
def test_a_file_that_is_not_the_manifests_is_refused_whether_it_is_read_or_not(published: LocalHub, path: str) -> None:
    repository = published.repository(NAME)
    files = repository.commits[repository.tags["v1.0.0"]]
    files[path] = File(files[path].content[::-1], files[path].is_large)
    published.answers.objects[files[path].sha256] = files[path].content
    with pytest.raises(FileError, match=f"expected the files of the manifest, found another: {path}"):
        corpus.load(NAME, revision="v1.0.0")


def test_a_file_that_is_missing_is_refused(published: LocalHub) -> None:
    repository = published.repository(NAME)
    del repository.commits[repository.tags["v1.0.0"]]["README.md"]
    with pytest.raises(FileError, match=r"README\.md: expected a file, found none"):
        corpus.load(NAME, revision="v1.0.0")


def test_files_that_the_manifest_does_not_list_are_not_fetched(published: LocalHub) -> None:
    repository = published.repository(NAME)
    repository.commits[repository.tags["v1.0.0"]]["huge.bin"] = File(b"0" * 1000, is_large=True)
    corpus.load(NAME, revision="v1.0.0")
    assert not [one.path for one in published.requests if one.path.endswith(("huge.bin", ".gitattributes"))]


@pytest.mark.usefixtures("published")
def test_a_copy_that_others_fetched_whole_is_used() -> None:
    snapshot_download(NAME, repo_type="dataset", revision="v1.0.0")
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


@pytest.mark.usefixtures("published")
def test_where_the_hub_is_gone_the_kept_copy_of_that_tag_is_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.load(NAME, revision="v1.0.0")
    go_away(monkeypatch)
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


@pytest.mark.usefixtures("published")
def test_where_the_hub_is_gone_no_other_tag_is_taken_for_the_one_that_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.load(NAME, revision="v1.0.0")
    go_away(monkeypatch)
    for revision in ("v1.1.0", "v7.0.0"):
        with pytest.raises(FileError, match="cannot be reached, and this version is not whole in the cache"):
            corpus.load(NAME, revision=revision)
    for revision in (None, "main"):
        with pytest.raises(FileError, match="the Hub cannot be reached"):
            corpus.load(NAME, revision=revision)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize("damage", [truncate, Path.unlink])
@pytest.mark.parametrize("path", ["data/cues/train.parquet", "README.md"])
def test_where_the_hub_is_gone_a_kept_copy_that_is_not_whole_is_refused(
    monkeypatch: pytest.MonkeyPatch, path: str, damage: Callable[[Path], None]
) -> None:
    corpus.load(NAME, revision="v1.0.0")
    (manifest,) = Path(constants.HF_HUB_CACHE).rglob("manifest.json")
    damage((manifest.parent / path) if damage is Path.unlink else (manifest.parent / path).resolve())
    go_away(monkeypatch)
    with pytest.raises(FileError, match=r"not whole in the cache|expected the files of the manifest"):
        corpus.load(NAME, revision="v1.0.0")


@pytest.mark.usefixtures("published")
def test_offline_by_choice_is_like_a_hub_that_is_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.load(NAME, revision="v1.0.0")
    monkeypatch.setattr(constants, "HF_HUB_OFFLINE", True)
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()
    with pytest.raises(FileError, match="not whole in the cache"):
        corpus.load(NAME, revision="v1.1.0")


@pytest.mark.parametrize("status", [500, 429])
def test_where_the_hub_has_an_error_of_its_own_the_kept_copy_is_loaded(published: LocalHub, status: int) -> None:
    corpus.load(NAME, revision="v1.0.0")
    published.fail("GET", "/refs", status)
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()
    with pytest.raises(FileError, match=f"{status}"):
        corpus.load(NAME)


def test_a_connection_that_is_lost_in_the_middle_is_one_sentence_and_the_next_try_loads(
    published: LocalHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.utils._http.time.sleep", lambda _seconds: None)
    published.fail("GET", "/objects/", CUT)
    with pytest.raises(FileError, match=rf"{NAME}@v1\.0\.0: the Hub cannot be reached"):
        corpus.load(NAME, revision="v1.0.0")
    published.faults.clear()
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


@pytest.mark.usefixtures("hub")
def test_an_unknown_dataset_is_one_sentence() -> None:
    with pytest.raises(
        FileError, match=r"newsroom/nothing: there is no such path here, and no such dataset on the Hub.*HF_TOKEN"
    ):
        corpus.load("newsroom/nothing")


def test_a_private_dataset_is_refused_without_a_token(hub: LocalHub, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    corpus.publish(release, NAME, private=True)
    monkeypatch.delenv("HF_TOKEN")
    with pytest.raises(FileError, match="or a private one"):
        corpus.load(NAME, revision="v1.0.0")
    monkeypatch.setenv("HF_TOKEN", "hf_wrong")
    with pytest.raises(FileError, match="does not accept the token"):
        corpus.load(NAME, revision="v1.0.0")
    assert hub.repository(NAME).private


def test_a_manifest_that_is_none_is_refused(published: LocalHub) -> None:
    repository = published.repository(NAME)
    repository.commits[repository.tags["v1.0.0"]]["manifest.json"] = File(json.dumps({"version": "1.0.0"}).encode())
    with pytest.raises(FileError, match="mandatory field is missing"):
        corpus.load(NAME, revision="v1.0.0")


def test_a_path_that_is_there_is_loaded_and_the_hub_is_not_asked(hub: LocalHub, release: Path, tmp_path: Path) -> None:
    (tmp_path / "newsroom").mkdir()
    (tmp_path / "newsroom" / "mine").symlink_to(release)
    assert corpus.load(NAME) == corpus_of()
    with pytest.raises(FileError, match="no such path"):
        corpus.load("newsroom/typo")
    with pytest.raises(FileError, match="found a path of this machine; leave it out"):
        corpus.load(NAME, revision="v1.0.0")
    assert hub.requests == []


@pytest.mark.usefixtures("published")
def test_a_cache_that_cannot_be_written_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(constants, "HF_HUB_CACHE", "/dev/null/cache")
    with pytest.raises(FileError, match="/dev/null"):
        corpus.load(NAME, revision="v1.0.0")


def test_what_does_not_answer_like_a_hub_is_one_sentence(published: LocalHub) -> None:
    published.fail("GET", "/refs", 200)
    with pytest.raises(FileError, match=r"what answered is not the Hub, .*; look at HF_ENDPOINT"):
        corpus.load(NAME, revision="v1.0.0")


def test_a_branch_of_the_same_name_does_not_stand_before_the_tag(hub: LocalHub, release: Path) -> None:
    corpus.publish(release, NAME)
    repository = hub.repository(NAME)
    repository.branches["v1.0.0"] = next(iter(repository.commits))
    repository.resolve = {**repository.tags, **repository.branches, **{oid: oid for oid in repository.commits}}.get  # type: ignore[method-assign]
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


def test_a_tag_that_was_moved_since_it_was_loaded_here_is_refused(hub: LocalHub, release: Path, tmp_path: Path) -> None:
    corpus.publish(release, NAME)
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()
    repository = hub.repository(NAME)
    other = release_of(tmp_path / "other", cues=1)
    files = {path.relative_to(other).as_posix(): File(path.read_bytes()) for path in other.rglob("*") if path.is_file()}
    repository.tags["v1.0.0"] = repository.commit(files)
    with pytest.raises(FileError, match=r"expected tag v1\.0\.0 where it was when it was first loaded here, found it moved"):
        corpus.load(NAME, revision="v1.0.0")
