"""Archives: a folder, a ZIP or one file as names with bytes; nothing is unpacked to disk, and nothing outside is touched.

A ZIP may hold ZIPs (INCEpTION's do). What all of them unpack to has a limit, and so has the ratio; a member whose name leads
outside, that is a link, or that needs a password is refused and told of.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileError, Place
from corpus.formats.bundles import FREE_BYTES, MOST_RATIO, is_hidden

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.formats.reports import Ledger

INSIDE = "!/"
"""Between the name of a ZIP and that of its member."""
MOST_BYTES = 2_000_000_000
MOST_MEMBERS = 100_000
OUTSIDE = re.compile(r"(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[A-Za-z]:|\\|\x00")


class Unsafe(ValueError):
    """Something that will not be unpacked; the message says why."""


@dataclass(slots=True)
class Budget:
    """What is left of the bytes that a ZIP may unpack to, those inside it together."""

    left: int = MOST_BYTES
    ratio: int = MOST_RATIO

    def read(self, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
        """Unpack a member, and no more than may be.

        Raises:
            Unsafe: it is larger than may be, or damaged.
        """
        allowed = min(self.left, max(FREE_BYTES, member.compress_size * self.ratio))
        try:
            with archive.open(member) as opened:
                found = opened.read(allowed + 1)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
            message = f"expected a member that can be unpacked, found {error}"
            raise Unsafe(message) from error
        if len(found) > allowed:
            message = f"expected at most {allowed} bytes from {member.compress_size}, found more; it may be a ZIP bomb"
            raise Unsafe(message)
        self.left -= len(found)
        return found


@dataclass(slots=True)
class Archive:
    """Names with what gives their bytes."""

    path: str
    members: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    budget: Budget = field(default_factory=Budget)

    def place(self, name: str) -> str:
        """Name a member for people."""
        is_file = name in {"", Path(self.path).name}
        return self.path if is_file else f"{self.path}{'/' if Path(self.path).is_dir() else INSIDE}{name}"

    def read(self, name: str) -> bytes:
        """Give the bytes of a member.

        Raises:
            Unsafe: it will not be unpacked, or cannot be read.
        """
        try:
            return self.members[name]()
        except OSError as error:
            message = f"expected a file that can be read: {error.strerror or error}"
            raise Unsafe(message) from error

    def inside(self, name: str, ledger: Ledger) -> Archive:
        """Open a ZIP that is a member.

        Raises:
            Unsafe: it is no ZIP, or will not be unpacked.
        """
        return _opened(io.BytesIO(self.read(name)), self.place(name), ledger, self.budget)


def open_archive(path: Path, ledger: Ledger) -> Archive:
    """Open a folder, a ZIP, or a file that is neither.

    Raises:
        FileError: there is nothing, or something that is no folder and no file, or a ZIP that cannot be read.
    """
    if path.is_dir():
        return _folder(path)
    if not path.is_file():
        message = "expected a file or folder, found no such path"
        raise FileError(message, file=str(path))
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".zip":
            message = "expected a ZIP, found something else; is the file whole?"
            raise FileError(message, file=str(path))
        return Archive(str(path), {path.name: path.read_bytes})
    try:
        return _opened(io.BytesIO(path.read_bytes()), str(path), ledger, Budget())
    except Unsafe as error:
        raise FileError(str(error), file=str(path)) from error


def _folder(path: Path) -> Archive:
    found: dict[str, Callable[[], bytes]] = {}
    for parent, folders, files in os.walk(path):
        folders.sort()
        for name in sorted(files):
            file = Path(parent, name)
            inner = file.relative_to(path).as_posix()
            if file.is_file() and not is_hidden(inner):
                found[inner] = file.read_bytes
    return Archive(str(path), found)


def _opened(stored: io.BytesIO, place: str, ledger: Ledger, budget: Budget) -> Archive:
    try:
        archive = zipfile.ZipFile(stored)
        listed = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        message = f"expected a ZIP, found {error}"
        raise Unsafe(message) from error
    if len(listed) > MOST_MEMBERS:
        message = f"expected at most {MOST_MEMBERS} members, found {len(listed)}"
        raise Unsafe(message)
    made = Archive(place, budget=budget)
    for member in listed:
        reason = _refusal(member, made)
        if reason is not None:
            ledger.refuse("F102", reason, Place(file=f"{place}{INSIDE}{member.filename}"))
        elif not member.is_dir() and not is_hidden(member.filename):
            made.members[member.filename] = lambda member=member: budget.read(archive, member)  # type: ignore[misc]
    return made


def _refusal(member: zipfile.ZipInfo, made: Archive) -> str | None:
    if not member.filename:
        return "expected a name, found none"
    if OUTSIDE.search(member.orig_filename):
        return "expected a name inside the archive, found one that leads outside; it is not unpacked"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "expected a file, found a link; it is not followed"
    if member.flag_bits & 1:
        return "expected a member without a password, found one that needs it"
    return "expected one member of this name, found a second" if member.filename in made.members else None
