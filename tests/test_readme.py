"""What the README shows runs: each Python block by itself, and each line of shell that calls `corpus`.

They run in the order of the page in one folder that looks like a clone, each in a process of its own, because `datasets`
reads its settings when it is imported.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import corpus

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
BLOCKS = BLOCK.findall(README)
SCRIPTS = [code for language, code in BLOCKS if language == "python"]
FILES = dict(re.findall(r"^`(notes/[^`]+)`\n\n```json\n(.*?)^```$", README, re.MULTILINE | re.DOTALL))
COMMANDS = [line for language, code in BLOCKS if language == "sh" for line in code.splitlines() if line.startswith("corpus ")]

FEW_EXAMPLES = """
from hypothesis import HealthCheck, settings
settings.register_profile("few", max_examples=5, derandomize=True, deadline=None, suppress_health_check=[*HealthCheck])
settings.load_profile("few")
"""
CALL_TESTS = """
for name, value in list(globals().items()):
    if name.startswith("test_"):
        value()
"""


def python(code: str, *arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HF_HOME": str(folder / "cache"),
        "HF_HUB_OFFLINE": "1",
        "NO_COLOR": "1",
    }
    command = [sys.executable, "-c", code, *arguments]
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False, timeout=300
    )


def call(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    words = shlex.split(line, comments=True)[1:]
    return python("import sys; sys.argv[0] = 'corpus'; from corpus.cli import main; main()", *words, folder=folder)


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("clone")
    for name in ("annotations", "schemas"):
        shutil.copytree(ROOT / name, folder / name)
    done = call("corpus release annotations dist --version 1.0.0", folder)
    assert done.returncode == 0, done.stderr
    return folder


def test_the_page_shows_every_command() -> None:
    assert {line.split()[1] for line in COMMANDS} >= {"check", "show", "release", "verify", "schema"}
    assert len(SCRIPTS) >= 4


@pytest.mark.slow
@pytest.mark.parametrize("line", dict.fromkeys(COMMANDS))
def test_each_command_of_the_page_runs_clean(clone: Path, line: str) -> None:
    done = call(line, clone)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.slow
@pytest.mark.parametrize("number", range(len(SCRIPTS)))
def test_each_python_block_of_the_page_runs_by_itself(clone: Path, number: int) -> None:
    code = SCRIPTS[number]
    if "hypothesis" in code:
        code = FEW_EXAMPLES + code + CALL_TESTS
    done = python(code, folder=clone)
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_the_corpus_that_the_page_writes_is_clean(tmp_path: Path) -> None:
    (script,) = [code for code in SCRIPTS if "write_folder(notes" in code]
    assert python(script, folder=tmp_path).stdout.splitlines()[-1] == "0 errors, 0 warnings"


def test_the_corpus_that_the_page_shows_file_by_file_is_clean(tmp_path: Path) -> None:
    for path, content in (FILES | {"notes/texts/note-1.txt": "The minister reportedly resigned."}).items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8", newline="\n")
    assert len(FILES) == 4
    assert corpus.check(tmp_path / "notes").findings == ()
