r"""The file system as our files need it: only regular files are read, and a file is written whole or not at all.

A pipe would make a reader wait for ever and a device never end; a link to either is refused like the thing itself.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "cues.jsonl"
...     with whole(path) as part:
...         _ = part.write_text("{}\n")
...     read_regular(path)
b'{}\n'
"""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator


def read_regular(path: Path) -> bytes:
    """Read a file.

    Raises:
        FileNotFoundError: there is none.
        OSError: it is a folder, a pipe or a device, or cannot be opened.
    """
    if path.exists() and not path.is_file():
        raise OSError(errno.EINVAL, "a folder, pipe or device where a file should be", str(path))
    return path.read_bytes()


def files_below(folder: Path) -> list[Path]:
    """List all files and links below a folder, sorted; links to folders are listed and not followed.

    Raises:
        OSError: a folder cannot be listed.
    """
    found = []
    for parent, folders, files in os.walk(folder, onerror=_stop):
        found += [Path(parent) / name for name in (*files, *(name for name in folders if (Path(parent) / name).is_symlink()))]
    return sorted(found)


def _stop(error: OSError) -> NoReturn:
    raise error


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; it takes the place of `path` once everything has been written.

    Raises:
        OSError: it cannot be written or put in place.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        with named(path):
            yield part
            part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def named(path: Path) -> Iterator[None]:
    """Have an error of the system name a path where it names none, as that of a full disk does.

    >>> with named(Path("dist")):
    ...     raise OSError(errno.ENOSPC, "[errno 28] Error writing bytes to file")
    Traceback (most recent call last):
    ...
    OSError: [Errno 28] No space left on device: 'dist'
    """
    try:
        yield
    except OSError as error:
        if error.filename is not None:
            raise
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise OSError(error.errno, reason, str(path)) from error
