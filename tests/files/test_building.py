"""A folder appears whole or not at all; what a killed process leaves is removed, what a living one makes is not."""

from __future__ import annotations

import errno
import fcntl
import multiprocessing
import os
import shutil
from typing import TYPE_CHECKING

import pytest

from corpus.files import building
from corpus.files.building import put_in_place, scratch_beside

if TYPE_CHECKING:
    from pathlib import Path


def leftover(target: Path, random: str = "abcd1234") -> Path:
    made = target.parent / f".{target.name}.{random}.building"
    (made / target.name).mkdir(parents=True)
    return made


def make(target: Path) -> None:
    with scratch_beside(target) as folder:
        (folder / "data").mkdir(parents=True)
        (folder / "data" / "rows").write_text("1")
        put_in_place(folder, target)


def test_a_folder_takes_its_place_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    make(tmp_path / "new" / "mine-1.0.0")
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [
        "new",
        "new/mine-1.0.0",
        "new/mine-1.0.0/data",
        "new/mine-1.0.0/data/rows",
    ]


def test_after_an_error_nothing_is_left(tmp_path: Path) -> None:
    def fail() -> None:
        with scratch_beside(tmp_path / "mine-1.0.0") as folder:
            folder.mkdir()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert list(tmp_path.iterdir()) == []


def test_leftovers_of_the_same_folder_are_removed(tmp_path: Path) -> None:
    leftover(tmp_path / "mine-1.0.0")
    make(tmp_path / "mine-1.0.0")
    assert [path.name for path in tmp_path.iterdir()] == ["mine-1.0.0"]


@pytest.mark.parametrize("name", [".mine-1.0.1.abcd1234.building", ".mine-1.0.0.backup", ".mine-1.0.0-abcd1234", "mine-1x0.0"])
def test_whatever_is_called_otherwise_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    make(tmp_path / "mine-1.0.0")
    assert (tmp_path / name).is_dir()


def test_what_a_living_process_makes_is_left_alone(tmp_path: Path) -> None:
    with scratch_beside(tmp_path / "mine-1.0.0") as folder:
        folder.mkdir()
        other = multiprocessing.get_context("spawn").Process(target=make, args=(tmp_path / "mine-1.0.0",))
        other.start()
        other.join()
        assert other.exitcode == 0
        assert folder.is_dir()
        with pytest.raises(OSError, match="not empty"):
            put_in_place(folder, tmp_path / "mine-1.0.0")
    assert [path.name for path in tmp_path.iterdir()] == ["mine-1.0.0"]


def test_two_may_make_the_same_folder_at_once(tmp_path: Path) -> None:
    with scratch_beside(tmp_path / "mine-1.0.0") as one, scratch_beside(tmp_path / "mine-1.0.0") as other:
        one.mkdir()
        other.mkdir()
        assert one != other


def test_a_folder_that_was_taken_for_a_leftover_before_it_was_locked_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trouble = iter(["gone before", "held", "gone after"])

    def interfere(folder: Path) -> int:
        match next(trouble, None):
            case "gone before":
                shutil.rmtree(folder)
            case "held":
                raise BlockingIOError
            case "gone after":
                handle = lock(folder)
                shutil.rmtree(folder)
                return handle
        return lock(folder)

    lock = building._lock  # noqa: SLF001 - the moment between two calls of the system cannot be met otherwise
    monkeypatch.setattr(building, "_lock", interfere)
    make(tmp_path / "mine-1.0.0")
    assert (tmp_path / "mine-1.0.0" / "data" / "rows").is_file()


def test_where_nothing_can_be_locked_leftovers_stay_and_work_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_handle: int, _how: int) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", refuse)
    left = leftover(tmp_path / "mine-1.0.0")
    make(tmp_path / "mine-1.0.0")
    assert sorted(path.name for path in tmp_path.iterdir()) == [left.name, "mine-1.0.0"]


def test_a_system_without_these_locks_is_one_where_nothing_can_be_locked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "fcntl", None)
    make(tmp_path / "mine-1.0.0")
    assert (tmp_path / "mine-1.0.0").is_dir()


def test_an_error_names_the_folder_that_could_not_be_made(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left") as refused, scratch_beside(tmp_path / "mine-1.0.0"):
        raise OSError(errno.ENOSPC, "writing bytes")
    assert refused.value.filename == str(tmp_path / "mine-1.0.0")


def test_nothing_is_made_below_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OSError, match="file"), scratch_beside(tmp_path / "file" / "mine-1.0.0"):
        pass
