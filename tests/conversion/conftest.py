"""A brat folder of one sentence, with our labels, and one with other people's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

OURS = "T1\tcues 3 6\tmay\nA1\ttype T1 epistemic\n"
THEIRS = "T1\tPerson 0 2\tIt\nE1\tRaining:T1 What:T1 What:T1\n"


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    return made(tmp_path / "ours", OURS)


@pytest.fixture
def theirs(tmp_path: Path) -> Path:
    return made(tmp_path / "theirs", THEIRS)


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    return made(tmp_path / "broken", f"{OURS}hm\n")


def made(folder: Path, lines: str) -> Path:
    folder.mkdir()
    (folder / "rain.txt").write_text("It may rain.")
    (folder / "rain.ann").write_text(lines)
    return folder
