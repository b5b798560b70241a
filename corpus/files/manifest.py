"""The manifest of a release: every file with its size and hashes, and what made it.

>>> Entry(path="data/cues/train.parquet", bytes=10, sha256="0" * 64).rows is None
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from corpus.errors import FileError, Place
from corpus.files.filesystem import read_regular
from corpus.files.layout import METADATA
from corpus.files.refusals import parse
from corpus.files.tables import content_hash
from corpus.model.digests import Digest
from corpus.model.metadata import Version
from corpus.model.records import Many, Name, Record

if TYPE_CHECKING:
    from pathlib import Path

MANIFEST = "manifest.json"


def _inside(path: str) -> str:
    if path.startswith("/") or "\\" in path or not set(path.split("/")).isdisjoint({"", ".", ".."}):
        raise PydanticCustomError("path", "a path in a manifest stays inside the release, with forward slashes")
    return path


class Entry(Record):
    """One file of a release; a table has a config, a split, rows and a content hash as well."""

    path: Annotated[Name, AfterValidator(_inside)]
    """From the release's root, with forward slashes."""
    bytes: Annotated[int, Field(ge=0)]
    """Its size."""
    sha256: Digest
    """Of its bytes."""
    config: Name | None = None
    """The config that it belongs to."""
    split: Name | None = None
    """The split that it belongs to."""
    rows: int | None = None
    """Its rows."""
    content_sha256: Digest | None = None
    """Of its rows as canonical JSON: the same whatever wrote the file."""


class Manifest(Record):
    """What a release is made of."""

    name: Name
    """The corpus's name."""
    version: Version
    """The release's version."""
    schema_version: Name
    """The version of the annotation schema."""
    text: Literal["included", "withheld"]
    """Whether the texts are in it."""
    tools: dict[Name, Name]
    """The versions of what wrote it."""
    files: Many[Entry]
    """Every file but the manifest itself, by path."""

    def tables(self, config: str) -> tuple[Entry, ...]:
        """Give the files of a config, by path."""
        return tuple(entry for entry in self.files if entry.config == config)


def read_manifest(release: Path) -> Manifest:
    """Read a release's manifest.

    Raises:
        FileError: it is missing or not a manifest.
    """
    path = release / MANIFEST
    try:
        text = read_regular(path).decode()
    except (OSError, UnicodeDecodeError) as error:
        found = error.strerror if isinstance(error, OSError) else error
        hint = "; a working folder is checked with `corpus check`" if (release / METADATA).exists() else ""
        message = f"expected a release with a readable {MANIFEST}, found: {found}{hint}"
        raise FileError(message, file=str(path)) from error
    parsed = parse(text, Manifest, Place(file=str(path)))
    if parsed.record is None:
        raise FileError("; ".join(f"{one.place.path or 'the file'}: {one.message}" for one in parsed.findings), file=str(path))
    return parsed.record


def is_release(path: Path) -> bool:
    """Tell whether a folder is a release."""
    return (path / MANIFEST).is_file()


def has_same_rows(path: Path, entry: Entry) -> bool:
    """Tell whether a file is a table with the rows of its entry, whatever its bytes."""
    if entry.content_sha256 is None:
        return False
    try:
        return content_hash(path) == entry.content_sha256
    except (OSError, ValueError, TypeError):  # a type that JSON cannot write is none of ours
        return False
