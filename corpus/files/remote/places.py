"""Any URL that fsspec opens as a place to load from: the release is copied to this machine's cache, whole or not at all.

A copy is kept under the URL's hash and the hash of the manifest that lies there now, so that it is never taken for another.
"""

# fsspec is imported inside the functions: who loads from a folder does not need it.
# ruff: noqa: PLC0415

from __future__ import annotations

import hashlib
import shutil
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import CorpusError, FileError
from corpus.files.manifest import MANIFEST, read_manifest
from corpus.files.remote.wholeness import first_difference

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from corpus.files.manifest import Manifest

FileSystem = Any
"""A file system of fsspec, which ships no types."""


def fetch_from_url(url: str) -> Path:
    """Fetch a release into the cache, and give its folder; a folder of this machine (`file://`) is given as it is.

    Raises:
        FileError: the URL cannot be opened, or what lies there is no whole release.
        OSError: the cache cannot be written.
    """
    with opened(url, lambda said: FileError(said, file=url)) as (system, root):
        if is_local(system):
            return Path(root)
        manifest = read_file(system, f"{root}/{MANIFEST}")
        if manifest is None:
            message = (
                f"expected a release (with {MANIFEST}), found none; name the folder of the version, such as .../mine-1.0.0"
            )
            raise FileError(message, file=url)
        kept = _cache() / f"{_digest(url.encode())[:16]}-{_digest(manifest)[:16]}"
        if not _is_whole(kept, manifest):
            _fill(kept, manifest, system, root)
        return kept


@contextmanager
def opened(url: str, refuse: Callable[[str], CorpusError]) -> Iterator[tuple[FileSystem, str]]:
    """Open a URL as a file system and a path in it; whatever it raises becomes a sentence."""
    from fsspec.core import url_to_fs

    try:
        system, root = url_to_fs(url)
        system.invalidate_cache()
        yield system, root.rstrip("/")
    except CorpusError:
        raise
    except ImportError as error:
        hint = "; `pip install 'reportedly[s3]'` brings it" if "s3fs" in str(error) else ""
        message = f"{_words(error)}{hint}"
        raise refuse(message) from error
    except Exception as error:  # a file system of others raises what it likes
        message = f"expected a place that can be opened, found: {_words(error)}; it is safe to run the same again"
        raise refuse(message) from error


def is_local(system: FileSystem) -> bool:
    """Tell whether a file system is this machine's own."""
    from fsspec.implementations.local import LocalFileSystem

    return isinstance(system, LocalFileSystem)


def digest_at(system: FileSystem, path: str) -> str | None:
    """Read a file piece by piece, and give its sha256; `None` where there is none."""
    try:
        with system.open(path, "rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None


def read_file(system: FileSystem, path: str) -> bytes | None:
    """Read a file whole; `None` where there is none."""
    try:
        return bytes(system.cat_file(path))
    except FileNotFoundError:
        return None


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    said = str(error).strip().splitlines()
    return said[0].rstrip(".") if said else type(error).__name__


def _cache() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("reportedly") / "releases"


def _is_whole(folder: Path, manifest: bytes) -> bool:
    path = folder / MANIFEST
    is_there = path.is_file() and path.read_bytes() == manifest
    return is_there and first_difference(folder, read_manifest(folder).files) is None


def _fill(kept: Path, manifest: bytes, system: FileSystem, root: str) -> None:
    """Copy a release beside its place in the cache, and put it there when it is whole."""
    kept.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".part-", dir=kept.parent) as scratch:
        folder = Path(scratch) / "release"
        folder.mkdir()
        (folder / MANIFEST).write_bytes(manifest)
        _copy(read_manifest(folder), folder, system, root)
        shutil.rmtree(kept, ignore_errors=True)  # what is there is damaged
        try:
            folder.replace(kept)
        except OSError:  # another process was faster
            if not _is_whole(kept, manifest):
                raise


def _copy(manifest: Manifest, folder: Path, system: FileSystem, root: str) -> None:
    for entry in manifest.files:
        (folder / entry.path).parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):  # it is the first difference then
            system.get_file(f"{root}/{entry.path}", str(folder / entry.path))
    difference = first_difference(folder, manifest.files)
    if difference is not None:
        message = f"expected the files of the manifest, found another: {difference}; publish the release again"
        raise FileError(message, file=root)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
