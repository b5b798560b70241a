"""Parcels: a release as the files that are sent, each with what a target says of a file that it holds.

The manifest is a file of the release like the others, and the last of them.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.errors import ReleaseError, UnsoundCorpus
from corpus.files.manifest import MANIFEST, read_manifest
from corpus.files.tables import file_hash
from corpus.release.verification import verify

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path
    from typing import BinaryIO

PIECE = 1 << 20
"""Bytes read at once."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One file of a release, with its size and hashes when the release was verified."""

    path: str
    source: Path
    bytes: int
    sha256: str
    blob: str
    """The id that git gives the content."""


@dataclass(frozen=True, slots=True)
class Shipment:
    """A release that is as its manifest says, ready to be sent."""

    name: str
    version: str
    parcels: Mapping[str, Parcel]
    """By path; the manifest is the last."""

    @property
    def tag(self) -> str:
        """The tag of its version."""
        return f"v{self.version}"


def packed(release: Path, progress: Callable[[str], None]) -> Shipment:
    """Verify a release, and give its files.

    Raises:
        FileError: there is no release at that path.
        UnsoundCorpus: a file is not what the manifest says; it carries every finding.
        ReleaseError: a file has the rows that the manifest says, and other bytes.
        OSError: a file cannot be read.
    """
    report = verify(release, progress=progress)
    if report.errors:
        raise UnsoundCorpus(report.errors)
    if report.warnings:
        message = f"{report.warnings[0]}; publish the files that were built, or build the release again"
        raise ReleaseError(message)
    manifest = read_manifest(release)
    paths = [*(entry.path for entry in manifest.files), MANIFEST]
    return Shipment(manifest.name, manifest.version, {path: _parcel(release, path) for path in paths})


def _parcel(release: Path, path: str) -> Parcel:
    source = release / path
    size = source.stat().st_size
    with source.open("rb") as file:
        blob = git_blob(file, size)
    return Parcel(path, source, size, file_hash(source), blob)


def git_blob(file: BinaryIO, size: int) -> str:
    """Give the id that git gives a content of this size.

    >>> from io import BytesIO
    >>> git_blob(BytesIO(b""), 0)
    'e69de29bb2d1d6434b8b29ae775ad8c2e48c5391'
    """
    digest = hashlib.sha1(b"blob %d\x00" % size, usedforsecurity=False)
    while piece := file.read(PIECE):
        digest.update(piece)
    return digest.hexdigest()
