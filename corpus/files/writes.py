r"""Writes: a file is there whole or as it was before, also where writing it ends half-way.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     path = Path(folder) / "cues.jsonl"
...     with whole(path) as part:
...         _ = part.write_text("{}\n")
...     path.read_text()
'{}\n'
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def whole(path: Path) -> Iterator[Path]:
    """Give a path beside `path` to write to; it takes the place of `path` once everything has been written.

    Raises:
        OSError: it cannot be written or put in place.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
