from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Run


@pytest.fixture
def release(run: Run, folder: Path, tmp_path: Path) -> Path:
    result = run("release", folder, tmp_path / "dist", "--version", "1.0.0")
    assert result.exit_code == 0
    return tmp_path / "dist" / "mine-1.0.0"


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"file://{tmp_path}/out"


def test_a_release_is_published_and_a_line_says_where(run: Run, release: Path, url: str) -> None:
    files = [path for path in release.rglob("*") if path.is_file()]
    sent = sum(path.stat().st_size for path in files)
    result = run("publish", release, url)
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == f"{url}/mine-1.0.0: published; {len(files)} files changed, {sent} bytes sent\n"
    assert run("check", f"{url}/mine-1.0.0").exit_code == 0


def test_publishing_again_is_clean_and_says_so(run: Run, release: Path, url: str) -> None:
    run("publish", release, url)
    result = run("publish", release, url)
    assert (result.exit_code, result.stdout) == (
        0,
        f"{url}/mine-1.0.0: already published; 0 files changed, 0 bytes sent\n",
    )


def test_a_dry_run_lists_each_file_and_writes_nothing(run: Run, release: Path, url: str, tmp_path: Path) -> None:
    result = run("publish", release, url, "--dry-run")
    lines = result.stdout.splitlines()
    size = (release / "README.md").stat().st_size
    assert lines[0].split() == ["add", str(size), "README.md"]
    assert lines[-1].endswith("bytes to send; nothing was written")
    assert result.exit_code == 0
    assert not (tmp_path / "out").exists()


def test_as_json_it_is_one_object(run: Run, release: Path, url: str) -> None:
    found = json.loads(run("publish", release, url, "--dry-run", "--format", "json").stdout)
    assert {name: found[name] for name in ("name", "version", "address", "state")} == {
        "name": "mine",
        "version": "1.0.0",
        "address": f"{url}/mine-1.0.0",
        "state": "planned",
    }
    assert {"path": "README.md", "bytes": (release / "README.md").stat().st_size, "action": "add"} in found["changes"]


def test_a_damaged_release_exits_with_1_and_lists_every_finding(run: Run, release: Path, url: str) -> None:
    (release / "README.md").write_text("# Another")
    (release / "more.txt").write_text("x")
    result = run("publish", release, url)
    assert result.exit_code == 1
    assert [line.split()[1] for line in result.stdout.splitlines()[:2]] == ["R103", "R102"]
    assert "nothing was done" in result.stdout


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("mine", "expected OWNER/NAME on the Hub or a URL"),
        ("nothing://x", "Protocol not known"),
        ("file:///dev/null", "/dev/null"),
    ],
)
def test_what_cannot_be_published_exits_with_2(run: Run, release: Path, target: str, said: str) -> None:
    result = run("publish", release, target)
    assert (result.exit_code, result.stdout) == (2, "")
    assert said in result.stderr


def test_a_folder_that_is_no_release_exits_with_2(run: Run, folder: Path, url: str) -> None:
    result = run("publish", folder, url)
    assert result.exit_code == 2
    assert "expected a release" in result.stderr


def test_private_is_for_the_hub(run: Run, release: Path, url: str) -> None:
    result = run("publish", release, url, "--private")
    assert result.exit_code == 2
    assert "--private is for the Hub" in result.stderr
