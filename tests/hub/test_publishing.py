"""Publishing to the Hub: what is there afterwards, what was asked of the Hub on the way, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow.parquet as pq
import pytest

import corpus
from corpus.errors import FileError, ReleaseError, UnsoundCorpus
from tests.hub.conftest import NAME
from tests.hub.repositories import File, Repository
from tests.hub.samples import corpus_of, release_of

if TYPE_CHECKING:
    from tests.hub.server import LocalHub


def files_of(release: Path) -> dict[str, bytes]:
    return {path.relative_to(release).as_posix(): path.read_bytes() for path in release.rglob("*") if path.is_file()}


def contents(files: dict[str, File]) -> dict[str, bytes]:
    return {path: file.content for path, file in files.items() if path != ".gitattributes"}


def test_what_was_published_is_loaded_as_the_same_corpus(hub: LocalHub, release: Path) -> None:
    publication = corpus.publish(release, NAME)
    assert (publication.state, publication.address) == ("published", f"{NAME}@v1.0.0")
    assert corpus.load(publication.address) == corpus_of()
    assert hub.repository(NAME).private is False


def test_the_tag_has_the_files_of_the_release_and_no_others(hub: LocalHub, release: Path) -> None:
    corpus.publish(release, NAME)
    repository = hub.repository(NAME)
    assert repository.tags == {"v1.0.0": repository.head}
    assert contents(repository.files) == files_of(release)


def test_a_release_of_many_files_is_one_commit(hub: LocalHub, release: Path) -> None:
    corpus.publish(release, NAME)
    assert len(files_of(release)) > 20
    assert sum("/commit/" in write for write in hub.writes) == 1
    assert len(hub.repository(NAME).commits) == 2


def test_the_tag_is_the_last_thing_that_is_written(hub: LocalHub, release: Path) -> None:
    corpus.publish(release, NAME)
    assert hub.writes[0] == "POST /api/repos/create"
    assert hub.writes[-1].startswith(f"POST /api/datasets/{NAME}/tag/")


def test_publishing_again_says_the_same_and_sends_nothing(hub: LocalHub, release: Path) -> None:
    corpus.publish(release, NAME)
    before = list(hub.writes)
    again = corpus.publish(release, NAME)
    assert (again.state, again.sent) == ("already published", ())
    assert hub.writes == before


def test_the_next_version_deletes_what_it_does_not_have_and_both_are_loaded(hub: LocalHub, release: Path, later: Path) -> None:
    corpus.publish(release, NAME)
    second = corpus.publish(later, NAME)
    assert "data/sections/train.parquet" in {change.path for change in second.changes if change.action == "delete"}
    assert contents(hub.repository(NAME).files) == files_of(later)
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()
    assert corpus.load(NAME, revision="v1.1.0") == corpus_of("1.1.0", cues=1)
    assert ".gitattributes" in hub.repository(NAME).files


def test_what_did_not_change_is_not_sent_again(hub: LocalHub, release: Path, tmp_path: Path) -> None:
    corpus.publish(release, NAME)
    second = corpus.publish(release_of(tmp_path, "1.0.1"), NAME)
    assert {change.path for change in second.sent} >= {"manifest.json", "corpus.json", "README.md"}
    assert "data/cues/train.parquet" not in {change.path for change in second.sent}
    assert corpus.load(NAME, revision="v1.0.1") == corpus_of("1.0.1")
    assert hub.repository(NAME).tags.keys() == {"v1.0.0", "v1.0.1"}


def test_a_tag_with_other_content_is_refused_and_stays(hub: LocalHub, release: Path, tmp_path: Path) -> None:
    corpus.publish(release, NAME)
    tags = dict(hub.repository(NAME).tags)
    with pytest.raises(ReleaseError, match=r"v1\.0\.0 is there with other content, and a tag never moves"):
        corpus.publish(release_of(tmp_path, cues=1), NAME)
    assert hub.repository(NAME).tags == tags


def test_a_version_below_one_that_is_there_is_refused(hub: LocalHub, release: Path, later: Path) -> None:
    corpus.publish(later, NAME)
    before = list(hub.writes)
    with pytest.raises(ReleaseError, match=r"v1\.1\.0 is published already, and v1\.0\.0 is older"):
        corpus.publish(release, NAME)
    assert hub.writes == before


def test_an_older_version_that_is_there_is_still_already_published(hub: LocalHub, release: Path, later: Path) -> None:
    for one in (release, later):
        corpus.publish(one, NAME)
    assert corpus.publish(release, NAME).state == "already published"
    assert hub.repository(NAME).tags["v1.1.0"] == hub.repository(NAME).head


def test_a_dry_run_lists_everything_and_writes_nothing(hub: LocalHub, release: Path) -> None:
    planned = corpus.publish(release, NAME, dry_run=True)
    assert planned.state == "planned"
    assert {change.path: change.bytes for change in planned.sent} == {k: len(v) for k, v in files_of(release).items()}
    assert hub.writes == []
    assert hub.answers.repositories == {}


def test_a_dry_run_of_the_next_version_says_what_happens_to_each_file(hub: LocalHub, release: Path, later: Path) -> None:
    corpus.publish(release, NAME)
    before = list(hub.writes)
    actions = {change.path: change.action for change in corpus.publish(later, NAME, dry_run=True).changes}
    assert actions["data/sections/train.parquet"] == "delete"
    assert actions["data/cues/train.parquet"] == "change"
    assert actions["schemas/cues.schema.json"] == "keep"
    assert ".gitattributes" not in actions
    assert hub.writes == before


def test_a_dataset_is_private_where_it_was_asked_for(hub: LocalHub, release: Path) -> None:
    corpus.publish(release, NAME, private=True)
    assert hub.repository(NAME).private is True
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


def test_what_was_to_be_private_is_not_sent_to_a_public_dataset(hub: LocalHub, release: Path) -> None:
    hub.answers.repositories[NAME] = Repository.new(NAME, private=False)
    with pytest.raises(ReleaseError, match="is public, and was to be private"):
        corpus.publish(release, NAME, private=True)
    assert hub.writes == []


def test_a_dataset_made_on_the_page_with_a_card_is_used(hub: LocalHub, release: Path) -> None:
    repository = hub.answers.repositories[NAME] = Repository.new(NAME, private=False)
    repository.commit(repository.files | {"README.md": File(b"# Mine")})
    assert corpus.publish(release, NAME).state == "published"


def test_a_dataset_without_any_commit_is_used(hub: LocalHub, release: Path) -> None:
    hub.answers.repositories[NAME] = Repository(NAME, branches={"main": "0" * 40}, commits={"0" * 40: {}})
    assert corpus.publish(release, NAME).state == "published"


def test_files_that_no_release_brought_are_not_deleted(hub: LocalHub, release: Path, later: Path) -> None:
    corpus.publish(release, NAME)
    repository = hub.repository(NAME)
    repository.commit(repository.files | {"notes.txt": File(b"ours")})
    before = list(hub.writes)
    with pytest.raises(ReleaseError, match=r"no release brought: notes\.txt"):
        corpus.publish(later, NAME)
    assert hub.writes == before


def test_a_dataset_of_another_corpus_is_refused(hub: LocalHub, release: Path, tmp_path: Path) -> None:
    corpus.publish(release, NAME)
    before = list(hub.writes)
    with pytest.raises(ReleaseError, match="holds releases of 'mine', and this is one of 'yours'"):
        corpus.publish(release_of(tmp_path, "1.1.0", name="yours"), NAME)
    assert hub.writes == before


def test_a_manifest_that_is_none_of_a_release_is_refused(hub: LocalHub, release: Path) -> None:
    repository = hub.answers.repositories[NAME] = Repository.new(NAME, private=False)
    repository.commit(repository.files | {"manifest.json": File(b"{}")})
    with pytest.raises(ReleaseError, match=r"holds a manifest\.json that is not a release's"):
        corpus.publish(release, NAME)


def test_a_damaged_release_is_not_sent(hub: LocalHub, release: Path, tmp_path: Path) -> None:
    damaged = Path(shutil.copytree(release, tmp_path / "damaged"))
    (damaged / "README.md").write_text("# Another")
    (damaged / "notes.txt").write_text("x")
    with pytest.raises(UnsoundCorpus) as caught:
        corpus.publish(damaged, NAME)
    assert {found.code for found in caught.value.findings} == {"R102", "R103"}
    assert hub.requests == []


def test_a_folder_that_is_no_release_is_not_sent(hub: LocalHub, tmp_path: Path) -> None:
    with pytest.raises(FileError, match="expected a release"):
        corpus.publish(tmp_path, NAME)
    assert hub.requests == []


def test_each_step_is_told(hub: LocalHub, release: Path) -> None:
    told: list[str] = []
    corpus.publish(release, NAME, progress=told.append)
    assert told[-4:] == ["looking at the dataset", "making the dataset", "sending the files", "comparing what the Hub holds"]
    assert hub.writes


@pytest.mark.parametrize("path", ["README.md", "data/cues/train.parquet"])
def test_a_file_that_somebody_changed_since_the_last_release_is_not_overwritten(
    path: str, hub: LocalHub, release: Path, later: Path
) -> None:
    corpus.publish(release, NAME)
    repository = hub.repository(NAME)
    before = repository.files[path]
    changed = File(before.content[:-1] + b"!", is_large=before.is_large)
    repository.commit({**repository.files, path: changed})
    with pytest.raises(ReleaseError, match=f"holds files that were changed since the release that brought them: {path}"):
        corpus.publish(later, NAME)
    assert repository.files[path] == changed
    repository.commit({**repository.files, path: before})
    assert corpus.publish(later, NAME).state == "published"


def test_a_table_of_other_bytes_and_the_same_rows_is_refused_in_a_sentence(
    hub: LocalHub, release: Path, tmp_path: Path
) -> None:
    copy = tmp_path / release.name
    shutil.copytree(release, copy)
    table = copy / "data" / "cues" / "train.parquet"
    pq.write_table(pq.read_table(table), table, compression="none")
    with pytest.raises(ReleaseError, match=r"R104 .*publish the files that were built, or build the release again"):
        corpus.publish(copy, NAME)
    assert hub.writes == []
