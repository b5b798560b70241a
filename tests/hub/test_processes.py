"""The clients as processes of their own, which know the Hub from their environment alone: ours, and `datasets`."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.hub.answering import WRITER
from tests.hub.conftest import NAME
from tests.hub.samples import COMMAND, environment, release_of
from tests.hub.server import CUT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.hub.server import LocalHub

pytestmark = pytest.mark.slow


@pytest.fixture
def run(elsewhere: LocalHub, tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `corpus`, or Python code, with a cache of its own."""

    def begin(*arguments: object, token: str | None = WRITER, home: str = "home") -> subprocess.CompletedProcess[str]:
        command = arguments if arguments[0] == sys.executable else (*COMMAND, *arguments)
        known = environment(tmp_path / home, elsewhere.url, token)
        return subprocess.run(
            [str(word) for word in command], env=known, cwd=tmp_path, capture_output=True, text=True, check=False
        )

    return begin


def test_datasets_loads_what_was_published_at_each_tag(
    elsewhere: LocalHub, run: Callable[..., subprocess.CompletedProcess[str]], release: Path, later: Path
) -> None:
    for one in (release, later):
        assert run("publish", one, NAME).returncode == 0
    code = f"""
import json
from datasets import load_dataset
found = {{}}
for tag in ("v1.0.0", "v1.1.0"):
    cues = load_dataset("{NAME}", "cues", split="train", revision=tag)
    types = cues.features["type"].names
    streamed = load_dataset("{NAME}", "cues", split="train", revision=tag, streaming=True)
    found[tag] = [[cue["surface"], types[cue["type"]]] for cue in cues], len(list(streamed))
print(json.dumps(found))
"""
    done = run(sys.executable, "-c", code)
    assert done.returncode == 0, done.stderr
    may, might = ["may", "epistemic"], ["might", "epistemic"]
    assert json.loads(done.stdout) == {"v1.0.0": [[may, might], 2], "v1.1.0": [[may], 1]}
    assert elsewhere.repository(NAME).tags.keys() == {"v1.0.0", "v1.1.0"}


def test_the_command_line_publishes_loads_and_says_so(
    elsewhere: LocalHub, run: Callable[..., subprocess.CompletedProcess[str]], release: Path
) -> None:
    planned = run("publish", release, NAME, "--dry-run")
    assert (planned.returncode, planned.stderr) == (0, "")
    assert planned.stdout.splitlines()[-1].endswith("nothing was written")
    assert elsewhere.writes == []
    first, second = run("publish", release, NAME), run("publish", release, NAME, "--format", "json")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.startswith(f"{NAME}@v1.0.0: published; 25 files changed, ")
    assert json.loads(second.stdout)["state"] == "already published"
    assert run("check", f"{NAME}@v1.0.0").stdout == f"{NAME}@v1.0.0: 0 errors, 0 warnings\n"
    shown = run("show", f"{NAME}@v1.0.0", "d")
    assert (shown.returncode, shown.stderr) == (0, "")
    assert "may" in shown.stdout
    unknown = run("show", f"{NAME}@v3.0.0")
    assert (unknown.returncode, unknown.stdout) == (2, "")
    assert "there are: v1.0.0" in unknown.stderr


@pytest.mark.parametrize(
    ("method", "part"),
    [
        ("POST", "/api/repos/create"),
        ("POST", "/preupload/"),
        ("POST", "/batch"),
        ("PUT", "/objects/"),
        ("POST", "/verify"),
        ("POST", f"/api/datasets/{NAME}/commit/"),
        ("POST", f"/api/datasets/{NAME}/tag/"),
    ],
)
@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_process_that_is_killed_leaves_no_half_release_and_the_next_completes(
    elsewhere: LocalHub, tmp_path: Path, release: Path, method: str, part: str, moment: str
) -> None:
    started: list[subprocess.Popen[bytes]] = []
    kill = {moment: lambda: os.kill(started[0].pid, signal.SIGKILL)}
    elsewhere.fail(method, part, CUT if moment == "before" else None, times=1, is_lost=True, **kill)
    known = environment(tmp_path / "home", elsewhere.url, WRITER)
    with subprocess.Popen([*COMMAND, "publish", str(release), NAME], env=known, cwd=tmp_path) as process:
        started.append(process)
    assert process.returncode == -signal.SIGKILL
    is_tagged = part.endswith("/tag/") and moment == "after"
    assert any(one.tags for one in elsewhere.answers.repositories.values()) is is_tagged
    again = subprocess.run(
        [*COMMAND, "publish", str(release), NAME], env=known, cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert again.returncode == 0, again.stderr
    repository = elsewhere.repository(NAME)
    assert repository.tags == {"v1.0.0": repository.head}
    assert len(repository.commits) == 2


def test_a_token_is_never_printed(
    elsewhere: LocalHub, run: Callable[..., subprocess.CompletedProcess[str]], release: Path, tmp_path: Path
) -> None:
    secret = "hf_" + "s3cr3t" * 5
    printed = [run("publish", release, NAME, token=secret), run("show", f"{NAME}@v9.9.9", token=secret)]
    printed += [run("publish", release, NAME), run("show", f"{NAME}@v9.9.9")]
    elsewhere.fail("POST", "/commit/", 500)
    printed.append(run("publish", release_of(tmp_path, "1.1.0"), NAME))
    assert [one.returncode for one in printed] == [2, 2, 0, 2, 2]
    assert {one.headers.get("authorization") for one in elsewhere.requests} >= {f"Bearer {secret}", f"Bearer {WRITER}"}
    assert [one for one in printed if secret in one.stdout + one.stderr or WRITER in one.stdout + one.stderr] == []


@pytest.mark.parametrize(("token", "said"), [(None, "HF_TOKEN"), ("hf_wrong", "does not accept the token")])
def test_without_a_token_that_fits_the_exit_code_is_2(
    run: Callable[..., subprocess.CompletedProcess[str]], release: Path, token: str | None, said: str
) -> None:
    done = run("publish", release, NAME, token=token)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"error: {NAME}: ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
