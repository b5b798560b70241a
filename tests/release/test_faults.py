"""Whatever goes wrong while a release is built (the process is killed, the disk is full, the place is read-only), nothing
half-written is taken for a release, nothing that stood there is lost, and the next build completes.
"""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.errors import CorpusError
from corpus.loading import packaged_corpus
from corpus.release import build, build_release, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.model import Corpus

ROOT = Path(__file__).parents[2]
NAME = "reportedly-1.0.0"
TOO_LARGE = 20_000
"""Bytes that a file may have, where the limit is on files; the largest table has more."""

KILLED = """
import json, os, signal, sys
import corpus

def build(out, moment):
    "Build in a process of its own that is killed at a moment, and give how it ended."
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    passed = 0

    def strike(event, _arguments):
        if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree"):
            tell(event)

    def tell(_what):
        nonlocal passed
        passed += 1
        if passed == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(strike)
    corpus.build_release(news, out, progress=tell)
    with open(os.path.join(sys.argv[1], "moments"), "w") as file:
        file.write(str(passed - 1))  # the last was this file
    os._exit(0)

news = corpus.load()
corpus.build_release(news, os.path.join(sys.argv[1], "before"))  # so that imports are no moments of a build
assert build(os.path.join(sys.argv[1], "whole"), 0) == 0
moments = int(open(os.path.join(sys.argv[1], "moments")).read())
for share in sys.argv[2:]:
    print(build(os.path.join(sys.argv[1], share), max(1, round(float(share) * moments))))
"""
"""Builds a release again and again, and is killed at a moment: an event of the file system, or the beginning of a table."""
SHARES = ("0", "0.1", "0.2", "0.3", "0.4", "0.5", "0.6", "0.7", "0.8", "0.85", "0.9", "0.94", "0.97", "0.99", "1")
"""How far through its moments a build is killed."""

LIMITED = """
import resource, sys
from corpus.cli import main
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
main()
"""


@pytest.fixture(scope="module")
def news() -> Corpus:
    return corpus.load()


def start(program: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", program, *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def release_to(out: Path) -> subprocess.CompletedProcess[str]:
    return start("from corpus.cli import main; main()", "release", packaged_corpus(), out, "--version", "1.0.0")


def assert_no_half_release(out: Path, whole: Corpus) -> None:
    """Hold every folder there, hidden ones and theirs as well, to be a whole release, or none for any verb."""
    for folder in (path for path in (out, *out.rglob("*")) if path.is_dir()):
        try:
            found = corpus.load(folder)
        except CorpusError:
            if (folder / "manifest.json").exists():
                with pytest.raises(CorpusError):
                    verify(folder)
            continue
        assert found == whole
        assert verify(folder).findings == ()


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what each killed build left."""
    folder = tmp_path_factory.mktemp("killed")
    started = start(KILLED, folder, *SHARES)
    assert started.stdout.split() == [str(-signal.SIGKILL)] * len(SHARES), started.stderr
    return folder


@pytest.mark.slow  # builds for each
@pytest.mark.parametrize("share", SHARES)
def test_a_build_that_was_killed_leaves_no_release_and_the_next_completes(news: Corpus, killed: Path, share: str) -> None:
    assert_no_half_release(killed / share, news)
    release = build_release(news, killed / share)
    assert verify(release).findings == ()
    assert [path.name for path in (killed / share).iterdir()] == [NAME]


@pytest.mark.slow  # starts Python
def test_where_a_file_grows_too_large_it_says_so_and_leaves_nothing(tmp_path: Path) -> None:
    failed = start(LIMITED, TOO_LARGE, "release", packaged_corpus(), tmp_path / "dist", "--version", "1.0.0")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr == f"error: {tmp_path / 'dist' / NAME}: File too large\n"
    assert list((tmp_path / "dist").iterdir()) == []
    assert release_to(tmp_path / "dist").returncode == 0


@contextmanager
def small_disk(place: Path, options: str) -> Iterator[Path]:
    """Mount a disk of its own, where one may."""
    place.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, check=False)  # noqa: S607
    if mounted.returncode:
        pytest.skip("mounting a small disk needs rights that are not there")
    try:
        yield place
    finally:
        subprocess.run(["umount", place], check=True)  # noqa: S607


@pytest.mark.slow  # starts Python
@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no way to mount a small disk")
def test_where_the_disk_is_full_it_says_so_and_leaves_what_stood_there(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=200k") as disk:
        (disk / "mine.txt").write_text("mine")
        failed = release_to(disk / "dist")
        assert (failed.returncode, failed.stdout) == (2, "")
        assert failed.stderr == f"error: {disk / 'dist' / NAME}: No space left on device\n"
        assert list((disk / "dist").iterdir()) == []
        assert (disk / "mine.txt").read_text() == "mine"
        subprocess.run(["mount", "-o", "remount,size=20m", disk], check=True)  # noqa: S607
        assert release_to(disk / "dist").returncode == 0


@pytest.mark.slow  # starts Python
@pytest.mark.skipif(shutil.which("mount") is None, reason="there is no way to mount a small disk")
def test_a_disk_that_is_read_only_is_called_that(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk", "size=200k,ro") as disk:
        failed = release_to(disk)
        assert (failed.returncode, failed.stdout) == (2, "")
        assert failed.stderr.startswith(f"error: {disk}/")
        assert failed.stderr.endswith(": Read-only file system\n")


@pytest.mark.slow  # starts Python
@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_is_called_that(tmp_path: Path) -> None:
    (tmp_path / "dist").mkdir(mode=0o500)
    failed = release_to(tmp_path / "dist")
    assert (failed.returncode, failed.stdout) == (2, "")
    assert failed.stderr.endswith(": Permission denied\n")


@pytest.mark.slow  # starts Python twice
def test_two_that_build_the_same_release_at_once_both_have_it(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from corpus.cli import main; main()", "release", str(packaged_corpus()), str(tmp_path)]
    both = [subprocess.Popen([*command, "--version", "1.0.0"], cwd=ROOT, stdout=subprocess.PIPE) for _ in range(2)]
    assert [(one.communicate()[0].decode(), one.returncode) for one in both] == [(f"{tmp_path / NAME}\n", 0)] * 2
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
    assert verify(tmp_path / NAME).findings == ()


def test_who_is_second_by_a_moment_finds_the_same_release(
    news: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def let_another_be_first(folder: Path, target: Path) -> None:
        monkeypatch.setattr(build, "put_in_place", put)
        build_release(news, tmp_path)
        put(folder, target)

    put = build.put_in_place
    monkeypatch.setattr(build, "put_in_place", let_another_be_first)
    release = build_release(news, tmp_path)
    assert verify(release).findings == ()
    assert [path.name for path in tmp_path.iterdir()] == [release.name]


def test_a_release_that_cannot_be_put_in_place_is_an_error_and_not_a_copy(
    news: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_folder: Path, _target: Path) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="cross-device"):
        build_release(news, tmp_path)
    assert list(tmp_path.iterdir()) == []
