"""A working folder of one sentence, sound, and ways to spoil it."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING, Protocol

import pytest
from typer.testing import CliRunner

from corpus.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from click.testing import Result

TEXT = "Ana Šimić says “it may rain”.\n"
CUE = {"id": "cue-1", "document_id": "rain", "span": [{"start": 10, "end": 14, "text": "says"}], "type": "reportive"}


class Run(Protocol):
    """Runs `corpus` with arguments."""

    def __call__(self, *arguments: object) -> Result: ...


class Start(Protocol):
    """Starts `corpus` as a process of its own."""

    def __call__(self, *arguments: object, stdout: int = ..., **environment: str) -> subprocess.CompletedProcess[bytes]: ...


@pytest.fixture
def run() -> Run:
    runner = CliRunner()

    def invoke(*arguments: object) -> Result:
        result = runner.invoke(app, [str(argument) for argument in arguments])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result  # type: ignore[return-value]  # typer and click name the same result

    return invoke


COMMAND = (sys.executable, "-c", "from corpus.cli import main; main()")


@pytest.fixture
def start() -> Start:
    def begin(*arguments: object, stdout: int = subprocess.PIPE, **environment: str) -> subprocess.CompletedProcess[bytes]:
        command = [*COMMAND, *(str(argument) for argument in arguments)]
        return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, env=environment, check=False)

    return begin


@pytest.fixture
def closed_pipe() -> Iterator[int]:
    """The writing end of a pipe that nobody reads."""
    reading, writing = os.pipe()
    os.close(reading)
    yield writing
    os.close(writing)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound working folder."""
    folder = tmp_path / "annotations"
    (folder / "texts").mkdir(parents=True)
    (folder / "hand").mkdir()
    (folder / "texts" / "rain.txt").write_bytes(TEXT.encode())
    document = {"id": "rain", "sha256": hashlib.sha256(TEXT.encode()).hexdigest(), "title": "[red]Rain[/red]"}
    section = {
        "id": "section-1",
        "document_id": "rain",
        "span": [{"start": 0, "end": 29, "text": TEXT.strip()}],
        "role": "body",
    }
    about = {"name": "mine", "version": "1.0.0", "schema_version": "1", "text_rights": "Ours.", "text_release": "included"}
    write(folder / "corpus.json", about)
    write(folder / "documents.jsonl", document)
    annotator = {"name": "a", "kind": "rule"}
    write(folder / "hand" / "set.json", {"id": "hand", "role": "raw", "annotator": annotator, "profile": "import"})
    write(folder / "hand" / "sections.jsonl", section)
    write(folder / "hand" / "cues.jsonl", CUE)
    return folder


@pytest.fixture
def broken(folder: Path) -> Path:
    """The same folder with a surface that is not in the text (E101)."""
    write(folder / "hand" / "cues.jsonl", {**CUE, "span": [{"start": 10, "end": 14, "text": "said"}]})
    return folder


@pytest.fixture
def doubtful(folder: Path) -> Path:
    """The same folder with a scope that cuts a word (W408)."""
    write(folder / "hand" / "cues.jsonl", {**CUE, "scope": [{"start": 19, "end": 21, "text": "ma"}]})
    return folder


def write(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False) + "\n", encoding="utf-8")
