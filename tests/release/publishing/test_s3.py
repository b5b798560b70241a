"""Publishing to S3 and loading from there, against moto's server on 127.0.0.1 and the unmodified s3fs."""

from __future__ import annotations

import logging
import subprocess
from typing import TYPE_CHECKING
from uuid import uuid4

import fsspec
import pytest
from moto.server import ThreadedMotoServer

import corpus
from corpus.errors import FileError, ReleaseError
from tests.hub.samples import COMMAND, HOME, corpus_of, release_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """S3, on a port of its own."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return release_of(tmp_path_factory.mktemp("dist"))


@pytest.fixture
def url(server: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A prefix in a bucket that is there; where the server is, the standard variables say."""
    known = {
        "AWS_ENDPOINT_URL": server,
        "AWS_ACCESS_KEY_ID": "k",
        "AWS_SECRET_ACCESS_KEY": "s",
        "AWS_DEFAULT_REGION": "us-east-1",
    }
    for name, value in (known | {"XDG_CACHE_HOME": str(tmp_path / "cache"), "PYTHONPATH": str(HOME)}).items():
        monkeypatch.setenv(name, value)
    system = fsspec.filesystem("s3", skip_instance_cache=True)
    bucket = f"news-{uuid4()}"
    system.mkdir(bucket)
    yield f"s3://{bucket}/data"
    fsspec.filesystem("s3").clear_instance_cache()


def test_a_release_is_published_once_and_loaded(url: str, release: Path) -> None:
    first = corpus.publish(release, url)
    assert (first.state, first.address) == ("published", f"{url}/mine-1.0.0")
    assert corpus.load(first.address) == corpus_of()
    assert corpus.publish(release, url).state == "already published"


def test_an_interrupted_run_is_no_release_and_the_next_completes(url: str, release: Path) -> None:
    def interrupt(step: str) -> None:
        if step.startswith("sending data/sources"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.publish(release, url, progress=interrupt)
    with pytest.raises(FileError, match=r"expected a release \(with manifest\.json\), found none"):
        corpus.load(f"{url}/mine-1.0.0")
    completed = corpus.publish(release, url)
    assert completed.state == "completed"
    assert {"sets.jsonl", "README.md"} <= {change.path for change in completed.changes if change.action == "keep"}
    assert corpus.load(completed.address) == corpus_of()


def test_a_version_with_other_content_is_refused(url: str, release: Path, tmp_path: Path) -> None:
    address = corpus.publish(release, url).address
    with pytest.raises(ReleaseError, match="a version never changes"):
        corpus.publish(release_of(tmp_path / "other", cues=1), url)
    assert corpus.load(address) == corpus_of()


def test_a_bucket_that_is_not_there_is_refused_and_not_made(url: str, release: Path) -> None:
    with pytest.raises(ReleaseError, match="bucket does not exist"):
        corpus.publish(release, "s3://nowhere/data")
    assert url.split("/")[2] in fsspec.filesystem("s3").ls("", refresh=True)
    assert "nowhere" not in fsspec.filesystem("s3").ls("", refresh=True)


def test_the_command_line_publishes_and_loads(url: str, release: Path) -> None:
    def run(*arguments: object) -> str:
        done = subprocess.run([*COMMAND, *map(str, arguments)], capture_output=True, text=True, check=True)
        assert done.stderr == ""
        return done.stdout

    assert run("publish", release, url).startswith(f"{url}/mine-1.0.0: published; 25 files")
    assert run("check", f"{url}/mine-1.0.0") == f"{url}/mine-1.0.0: 0 errors, 0 warnings\n"
