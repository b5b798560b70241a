"""What goes wrong on the way to the Hub: one sentence, nothing half-written taken for a release, and the next run completes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.errors import FileError, ReleaseError
from tests.hub.answering import READER
from tests.hub.conftest import NAME
from tests.hub.repositories import File
from tests.hub.samples import corpus_of
from tests.hub.server import CUT, TORN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.hub.server import LocalHub

COMMIT, TAG = f"/api/datasets/{NAME}/commit/", f"/api/datasets/{NAME}/tag/"


def test_a_run_that_stopped_between_commit_and_tag_is_completed_by_the_next(hub: LocalHub, release: Path) -> None:
    hub.fail("POST", TAG, CUT, times=1)
    with pytest.raises(ReleaseError, match="the connection was lost; it is safe to run the same again"):
        corpus.publish(release, NAME)
    assert hub.repository(NAME).tags == {}
    with pytest.raises(FileError, match="no tag of a version"):
        corpus.load(NAME)
    completed = corpus.publish(release, NAME)
    assert (completed.state, completed.sent) == ("completed", ())
    assert len(hub.repository(NAME).commits) == 2
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


@pytest.mark.parametrize("path", ["/api/repos/create", COMMIT, TAG])
@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "does not accept the token, or got none"),
        (403, "does not allow this with the token"),
        (409, "somebody else made the same there at this moment"),
        (418, r"refused the request \(418\)"),
        (429, r"was asked too often \(429\)"),
        (500, r"an error of its own \(500\); it is safe to run the same again"),
        (CUT, "the connection was lost; it is safe to run the same again"),
        (TORN, "the connection was lost; it is safe to run the same again"),
    ],
)
def test_a_refusal_is_one_sentence_and_the_next_run_completes(
    hub: LocalHub, release: Path, path: str, status: int, said: str
) -> None:
    hub.fail("POST", path, status, times=1)
    with pytest.raises(ReleaseError, match=said) as caught:
        corpus.publish(release, NAME)
    assert str(caught.value).startswith(NAME)
    assert "\n" not in str(caught.value)
    assert not any(one.tags for one in hub.answers.repositories.values())
    assert corpus.publish(release, NAME).state in ("published", "completed")
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


def test_a_commit_whose_answer_was_lost_is_found_by_the_next_run(hub: LocalHub, release: Path) -> None:
    hub.fail("POST", COMMIT, times=1, is_lost=True)
    with pytest.raises(ReleaseError, match="the connection was lost"):
        corpus.publish(release, NAME)
    assert len(hub.repository(NAME).commits) == 2
    assert corpus.publish(release, NAME).state == "completed"


def test_a_commit_of_somebody_else_meanwhile_is_seen_and_kept(hub: LocalHub, release: Path) -> None:
    def publish_too() -> None:
        repository = hub.repository(NAME)
        repository.commit(repository.files | {"README.md": File(b"# Theirs")})

    hub.fail("POST", COMMIT, times=1, before=publish_too)
    with pytest.raises(ReleaseError, match="somebody else published there meanwhile; run the same again"):
        corpus.publish(release, NAME)
    assert hub.repository(NAME).files["README.md"].content == b"# Theirs"
    assert hub.repository(NAME).tags == {}


def test_a_commit_that_is_not_what_was_sent_gets_no_tag(hub: LocalHub, release: Path) -> None:
    def spoil() -> None:
        repository = hub.repository(NAME)
        repository.files["README.md"] = File(b"# Spoilt")
        repository.files["data/cues/train.parquet"] = File(b"PAR1", is_large=True)

    hub.fail("POST", COMMIT, times=1, after=spoil)
    with pytest.raises(ReleaseError, match=r"what the Hub holds is not what was sent.*README\.md, data/cues/train\.parquet"):
        corpus.publish(release, NAME)
    assert hub.repository(NAME).tags == {}
    assert corpus.publish(release, NAME).state == "published"
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


def test_a_tag_that_somebody_set_at_this_moment_is_looked_at_by_the_next_run(hub: LocalHub, release: Path) -> None:
    def tag_too() -> None:
        hub.repository(NAME).tags["v1.0.0"] = hub.repository(NAME).head

    hub.fail("POST", TAG, times=1, before=tag_too)
    with pytest.raises(ReleaseError, match="somebody else made the same there"):
        corpus.publish(release, NAME)
    assert corpus.publish(release, NAME).state == "already published"


@pytest.mark.slow
@pytest.mark.parametrize("fault", [500, 429, CUT, TORN])
def test_the_client_tries_an_upload_again_by_itself(hub: LocalHub, release: Path, fault: int) -> None:
    hub.fail("PUT", "/objects/", fault, times=1)
    assert corpus.publish(release, NAME).state == "published"
    assert corpus.load(NAME, revision="v1.0.0") == corpus_of()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("fault", "said"),
    [(500, r"\(500\)"), (429, r"\(429\)"), (CUT, "the connection was lost"), (TORN, "the connection was lost")],
)
def test_an_upload_that_fails_again_and_again_is_one_sentence(
    hub: LocalHub, release: Path, fault: int, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("huggingface_hub.utils._http.time.sleep", lambda _seconds: None)
    hub.fail("PUT", "/objects/", fault)
    with pytest.raises(ReleaseError, match=said):
        corpus.publish(release, NAME)
    assert len(hub.repository(NAME).commits) == 1
    hub.faults.clear()
    assert corpus.publish(release, NAME).state == "published"


def test_an_upload_that_was_done_is_not_done_again(hub: LocalHub, release: Path) -> None:
    hub.fail("POST", COMMIT, 500, times=1)
    with pytest.raises(ReleaseError, match=r"\(500\)"):
        corpus.publish(release, NAME)
    before = len(hub.requests)
    corpus.publish(release, NAME)
    assert not [one.path for one in hub.requests[before:] if one.method == "PUT"]


def test_a_hub_that_is_gone_is_one_sentence(hub: LocalHub, release: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(ReleaseError, match="the Hub cannot be reached"):
        corpus.publish(release, NAME)
    assert hub.requests == []


@pytest.mark.parametrize("dry_run", [True, False])
def test_without_a_token_a_missing_dataset_is_not_taken_for_a_new_one(
    hub: LocalHub, release: Path, monkeypatch: pytest.MonkeyPatch, *, dry_run: bool
) -> None:
    monkeypatch.delenv("HF_TOKEN")
    with pytest.raises(ReleaseError, match="no such dataset on the Hub, or a private one"):
        corpus.publish(release, NAME, dry_run=dry_run)
    assert hub.writes == []


def test_a_token_that_may_only_read_is_refused_before_anything_is_there(
    hub: LocalHub, release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", READER)
    with pytest.raises(ReleaseError, match="does not allow this with the token"):
        corpus.publish(release, NAME)
    assert hub.answers.repositories == {}


def test_a_gated_dataset_is_one_sentence(hub: LocalHub, release: Path) -> None:
    corpus.publish(release, NAME)
    hub.fail("GET", f"/api/datasets/{NAME}", 403, code="GatedRepo")
    with pytest.raises(ReleaseError, match="only to who asked for it"):
        corpus.publish(release, NAME)


def test_a_dataset_that_was_made_and_is_not_shown_yet_is_one_sentence(hub: LocalHub, release: Path) -> None:
    hub.fail("GET", f"/api/datasets/{NAME}", 404, times=2, code="RepoNotFound")
    with pytest.raises(ReleaseError, match="was made, and the Hub does not show it yet; run the same again"):
        corpus.publish(release, NAME)
    assert corpus.publish(release, NAME).state == "published"
