"""Wholeness: whether the files of a folder are those of a manifest, byte for byte.

`corpus.verify` reports differences to a person; this only says yes or no to a folder that was fetched, and what is first
wrong with it.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> from corpus.files.manifest import Entry
>>> entry = Entry(path="README.md", bytes=3, sha256="0" * 64)
>>> with TemporaryDirectory() as folder:
...     _ = (Path(folder) / "README.md").write_bytes(b"# A")
...     first_difference(Path(folder), [entry])
'README.md: expected sha256 000000000000..., found 327f031b25e0...'
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.files.tables import file_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from corpus.files.manifest import Entry


def first_difference(folder: Path, entries: Iterable[Entry]) -> str | None:
    """Say how the first file differs from its entry; `None` where all are as the manifest says."""
    return next((said for entry in entries if (said := _difference(folder / entry.path, entry))), None)


def _difference(path: Path, entry: Entry) -> str | None:
    if not path.is_file():
        return f"{entry.path}: expected a file, found none"
    if path.stat().st_size != entry.bytes:
        return f"{entry.path}: expected {entry.bytes} bytes, found {path.stat().st_size}"
    found = file_hash(path)
    return None if found == entry.sha256 else f"{entry.path}: expected sha256 {entry.sha256[:12]}..., found {found[:12]}..."
