"""Bundles: one file, a folder of files, or a ZIP of them, each member read whole and none written anywhere.

Members of a ZIP are only read, so a name such as `../x` leads nowhere. A ZIP or a member of one that would unpack to an absurd
size is refused before that.
"""

from __future__ import annotations

import os
import zlib
from pathlib import Path
from struct import error as StructError  # noqa: N812 - a class
from typing import TYPE_CHECKING, NamedTuple
from zipfile import BadZipFile, ZipFile

from corpus.errors import FileError, Place

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from zipfile import ZipInfo

    from corpus.formats.graph import Graph
    from corpus.formats.reports import Ledger

LARGEST = 1 << 30
"""Bytes of all members of a ZIP together."""
MOST_RATIO = 200
"""How much larger a member may be than what is stored; XMI of news has about 10, of nothing but blanks 1,000."""
FREE_BYTES = 10_000_000
"""Below this size, the ratio is of no interest."""
MACOS = "__MACOSX"
"""The folder that macOS puts into ZIPs beside the files."""


class Member(NamedTuple):
    """A file with its path, its name in the bundle without ending (`ana/one.json` is `ana-one`), and its bytes."""

    file: str
    name: str
    data: bytes


def contents_of(path: Path, endings: tuple[str, ...], ledger: Ledger) -> Iterator[Member]:
    """Read a file, or all files with certain endings below a folder or in a ZIP, sorted by name.

    Args:
        path: a file (of any name), a folder or a `.zip`.
        endings: which files of a folder or ZIP to read.
        ledger: is told of files that cannot be read.

    Raises:
        FileError: there is no such path, the ZIP cannot be read or is absurdly large, or nothing in it has such an ending.
        OSError: a folder cannot be listed.
    """
    if path.is_dir():
        yield from _folder(path, endings, ledger)
    elif path.suffix.lower() == ".zip":
        yield from _archive(path, endings, ledger)
    else:
        yield Member(str(path), path.stem, _bytes(path))


def read_each(path: Path, files: Iterable[Path], read: Callable[[Path], Iterator[Graph]], ledger: Ledger) -> Iterator[Graph]:
    """Read files one after the other; in a folder, one that cannot be read is refused and does not stop the others.

    Args:
        path: the file or folder that was given.
        files: the file itself, or those in the folder that are to be read.
        read: reads one of them.
        ledger: what is refused is written down in it.

    Raises:
        FileError: the only file cannot be read.
    """
    for file in files:
        try:
            yield from read(file)
        except FileError as error:
            if not path.is_dir():
                raise
            ledger.refuse("F102", str(error), Place(file=str(file)))


def _folder(path: Path, endings: tuple[str, ...], ledger: Ledger) -> Iterator[Member]:
    files = sorted(Path(parent, name) for parent, _, names in os.walk(path) for name in names)
    fit = [file for file in files if _is_fit(file.name, endings)]
    if files and not fit:
        _refuse_other(path, endings)
    for file in fit:
        try:
            data = _bytes(file)
        except FileError as error:
            ledger.refuse("F102", str(error), Place(file=str(file)))
        else:
            yield Member(str(file), _name(file.relative_to(path).as_posix()), data)


def _archive(path: Path, endings: tuple[str, ...], ledger: Ledger) -> Iterator[Member]:
    with _opened(path) as archive:
        fit = sorted((one for one in archive.infolist() if _is_fit(one.filename, endings)), key=lambda one: one.filename)
        if not fit:
            _refuse_other(path, endings)
        if sum(one.file_size for one in fit) > LARGEST:
            message = f"expected at most {LARGEST} bytes in the ZIP, found more; unpack it, and give the folder"
            raise FileError(message, file=str(path))
        for one in fit:
            yield from _member(archive, one, ledger)


def _opened(path: Path) -> ZipFile:
    try:
        return ZipFile(path)
    except (BadZipFile, OSError, EOFError, ValueError, NotImplementedError, StructError) as error:
        message = f"expected a ZIP, found that it cannot be read: {error}"
        raise FileError(message, file=str(path)) from error


def _member(archive: ZipFile, one: ZipInfo, ledger: Ledger) -> Iterator[Member]:
    """Read a member, and no more of it than it says that it has."""
    name = f"{archive.filename}/{one.filename}"
    allowed = max(FREE_BYTES, one.compress_size * MOST_RATIO)
    if one.file_size > allowed:
        reason = f"expected at most {allowed} bytes from {one.compress_size}, found {one.file_size}; it may be a ZIP bomb"
        ledger.refuse("F102", reason, Place(file=name))
        return
    try:
        with archive.open(one) as opened:
            data = opened.read(one.file_size + 1)
    except (BadZipFile, zlib.error, OSError, EOFError, ValueError, RuntimeError, NotImplementedError, StructError) as error:
        ledger.refuse("F102", f"expected a member that can be read: {error}", Place(file=name))
        return
    yield Member(name, _name(one.filename), data)


def _name(path: str) -> str:
    return path.rsplit(".", 1)[0].replace("/", "-")


def is_hidden(name: str) -> bool:
    """Tell whether a system put a file into a folder or ZIP beside the files of people.

    >>> is_hidden("__MACOSX/ana/._a.json"), is_hidden("ana/.DS_Store"), is_hidden("ana/a.json")
    (True, True, False)
    """
    parts = name.split("/")
    return parts[0] == MACOS or parts[-1].startswith(".")


def _is_fit(name: str, endings: tuple[str, ...]) -> bool:
    return name.lower().endswith(endings) and not is_hidden(name) and not name.endswith(".sidecar.jsonl")


def _bytes(path: Path) -> bytes:
    if not path.is_file():
        message = "expected a file or folder, found no such path" if not path.exists() else "expected a file, found none"
        raise FileError(message, file=str(path))
    try:
        return path.read_bytes()
    except OSError as error:
        message = f"expected a file that can be read: {error.strerror}"
        raise FileError(message, file=str(path)) from error


def _refuse_other(path: Path, endings: tuple[str, ...]) -> None:
    message = f"expected {' or '.join(endings)} files in it, found other things alone"
    raise FileError(message, file=str(path))
