"""Folders that appear whole or not at all: written beside their place, brought to the disk, and renamed.

A process may be killed at any point. What it leaves is a hidden folder `.<name>.<random>.building`, which is no corpus and no
release, and which the next one that writes the same folder removes. It tells a leftover from the work of a process that is
still alive by a lock on the hidden folder, which the system holds as long as the process lives and no longer. (A number of the
process in the name would not do: numbers are given again, and mean nothing in another container.)

>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as out:
...     target = Path(out) / "mine-1.0.0"
...     with scratch_beside(target) as folder:
...         folder.mkdir()
...         put_in_place(folder, target)
...     [path.name for path in Path(out).iterdir()]
['mine-1.0.0']
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.files.filesystem import files_below, named

if TYPE_CHECKING:
    from collections.abc import Iterator

SUFFIX = ".building"
RANDOM = "[a-z0-9_]{8}"
"""What `tempfile` puts into a name."""


@contextmanager
def scratch_beside(target: Path) -> Iterator[Path]:
    """Give a path on the same disk as `target` and of the same name, to make a folder at; it is gone at the end.

    Leftovers of processes that were killed while they made the same folder are removed first.

    Raises:
        OSError: nothing can be written there; it names the path.
    """
    with named(target):
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_leftovers(target)
        scratch, lock = _claim(target)
        try:
            yield scratch / target.name
        finally:
            shutil.rmtree(scratch, ignore_errors=True)  # what cannot be removed now is a leftover for the next one
            if lock is not None:
                os.close(lock)


def put_in_place(folder: Path, target: Path) -> None:
    """Bring a folder to the disk and rename it, so that even a power failure leaves all of it or nothing.

    Raises:
        OSError: something stands at the place, or it cannot be renamed.
    """
    files = files_below(folder)
    folders = {folder, *(folder / parent for path in files for parent in path.relative_to(folder).parents)}
    for path in (*files, *folders):
        _sync(path)
    folder.rename(target)
    _sync(target.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _claim(target: Path) -> tuple[Path, int | None]:
    """Make a hidden folder that is locked: again, if somebody took it for a leftover before the lock was on it."""
    while True:
        scratch = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=SUFFIX, dir=target.parent))
        try:
            lock = _lock(scratch)
        except (BlockingIOError, FileNotFoundError):
            continue
        except OSError:  # a file system without locks, on which nobody can tell leftovers either
            return scratch, None
        if scratch.exists():
            return scratch, lock
        os.close(lock)


def _remove_leftovers(target: Path) -> None:
    pattern = re.compile(rf"\.{re.escape(target.name)}\.{RANDOM}{re.escape(SUFFIX)}")
    for path in target.parent.iterdir():
        if pattern.fullmatch(path.name):
            _remove_if_dead(path)


def _remove_if_dead(scratch: Path) -> None:
    try:
        lock = _lock(scratch)
    except OSError:  # somebody is at work in it, or nobody can tell
        return
    shutil.rmtree(scratch, ignore_errors=True)
    os.close(lock)


def _lock(folder: Path) -> int:
    """Lock a folder until its handle is closed or the process ends, however it ends.

    Raises:
        BlockingIOError: another process holds it.
        OSError: it is gone, or cannot be locked here.
    """
    try:
        import fcntl  # noqa: PLC0415 - there is none on Windows
    except ImportError as error:
        raise OSError(*error.args) from error
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(handle)
        raise
    return handle
