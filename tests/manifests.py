"""A small folder with a manifest that fits, for the tests of manifests and of verification."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from corpus.files.manifest import MANIFEST
from corpus.files.tables import content_hash, file_hash, write_table

if TYPE_CHECKING:
    from pathlib import Path

TABLE = pa.table({"id": ["a", "b", None], "spans": [[1, 2], [], None]})
ABOUT = {"name": "mine", "version": "1.0.0", "schema_version": "1", "text_release": "included"}


def make_release(folder: Path) -> Path:
    """Make a card, metadata and a table, with the manifest that fits."""
    release = folder / "mine-1.0.0"
    (release / "data").mkdir(parents=True)
    (release / "README.md").write_text("# Mine\n")
    (release / "corpus.json").write_text(json.dumps(ABOUT))
    write_table(release / "data" / "rows.parquet", TABLE.schema, [TABLE])
    table = entry(release, "data/rows.parquet", config="rows", split="train", rows=3)
    table["content_sha256"] = content_hash(release / "data" / "rows.parquet")
    write_manifest(release, files=[entry(release, "README.md"), entry(release, "corpus.json"), table])
    return release


def entry(release: Path, path: str, **fields: Any) -> dict[str, Any]:
    return {"path": path, "bytes": (release / path).stat().st_size, "sha256": file_hash(release / path), **fields}


def write_manifest(release: Path, **changes: Any) -> None:
    value = {
        "name": "mine",
        "version": "1.0.0",
        "schema_version": "1",
        "text": "included",
        "tools": {"pyarrow": "1"},
        "files": [],
    }
    (release / MANIFEST).write_text(json.dumps(value | changes))
