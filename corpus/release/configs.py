"""The configs of a release: what each table is called, where its files lie, what is in it.

A config is what `datasets.load_dataset(release, "cues")` loads: one table, in one file per split. The builder makes the
list; the card, the Croissant description and the manifest are written from it, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pyarrow as pa

DEFAULT_CONFIG = "documents"
"""What `load_dataset(release)` loads."""


@dataclass(frozen=True, slots=True)
class TableFile:
    """One Parquet file: its split, its path in the release with forward slashes, and its measures."""

    split: str
    path: str
    rows: int
    size: int
    """Bytes of the file."""
    sha256: str
    """Of the file's bytes; another pyarrow version may write other bytes for the same rows."""
    content_sha256: str
    """Of the rows as canonical JSON; the same whatever wrote the file."""
    memory: int
    """Bytes of the rows in memory (`num_bytes` of a dataset card)."""


@dataclass(frozen=True)
class Config:
    """One table of a release.

    Attributes:
        name: the config's name, such as `cues`.
        title: one sentence on what a row is.
        schema: the Arrow schema of its files.
        labels: the names of each label column, by dotted path (lists add nothing to a path).
        files: one per split, never empty.
        dropped: annotations that the table could not hold, by reason.
    """

    name: str
    title: str
    schema: pa.Schema
    labels: Mapping[str, tuple[str, ...]]
    files: tuple[TableFile, ...]
    dropped: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """Rows over all splits."""
        return sum(file.rows for file in self.files)
