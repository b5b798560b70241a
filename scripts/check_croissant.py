"""Validate a release's Croissant description with mlcroissant and read records through it, for development only.

`python scripts/check_croissant.py RELEASE` prints a line per record set and exits 1 at any error. mlcroissant is large, so this
runs in an environment of its own, in which `corpus` is not installed: `pip install mlcroissant pyarrow`.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import mlcroissant
import pyarrow.parquet

if TYPE_CHECKING:
    from collections.abc import Iterator


def main() -> int:
    """Check the release named on the command line, print the outcome, return the exit code."""
    parser = argparse.ArgumentParser(description="Validate a release's croissant.json and read records through it.")
    parser.add_argument("release", type=Path)
    # mlcroissant takes a content address for a path from where it runs.
    os.chdir(parser.parse_args().release)
    dataset = mlcroissant.Dataset("croissant.json")  # raises where the description breaks the specification
    for warning in sorted(dataset.metadata.ctx.issues.warnings):
        print(f"warning: {' '.join(warning.split())}")
    problems = list(_compare(dataset, json.loads(Path("croissant.json").read_text(encoding="utf-8"))))
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def _compare(dataset: mlcroissant.Dataset, description: dict[str, Any]) -> Iterator[str]:
    """Compare each record set's records with the rows of its files: their number, and every column of plain values."""
    for record_set in description["recordSet"]:
        name = record_set["@id"]
        records = list(dataset.records(name))
        files = sorted(Path("data", name).glob("*.parquet"))
        rows = [row for file in files for row in pyarrow.parquet.read_table(file).to_pylist()]
        print(f"{name}: {len(records)} records")
        if len(records) != len(rows):
            yield f"{name}: {len(records)} records, {len(rows)} rows"
        for field in [field for field in record_set["field"] if "subField" not in field]:
            found = [_plain(record[field["@id"]]) for record in records]
            expected = [row[field["name"]] for row in rows]
            if sorted(map(repr, found)) != sorted(map(repr, expected)):
                yield f"{field['@id']}: read {found[:2]}..., the files have {expected[:2]}..."


def _plain(value: Any) -> Any:
    """Turn what mlcroissant gives (bytes for text, numpy's numbers) into plain Python, in lists too."""
    if isinstance(value, bytes):
        return value.decode()
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.item() if hasattr(value, "item") else value


if __name__ == "__main__":
    sys.exit(main())
