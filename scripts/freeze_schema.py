"""Freeze the schema version of the model: write its schemas, and their digest to `schemas/frozen.json`.

`python scripts/freeze_schema.py` freezes a version that is new. One that is frozen as something else is refused (exit code 2),
unless `--unreleased` says that no package with it was ever released.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from corpus.errors import CorpusError
from corpus.model import SCHEMA_VERSION
from corpus.model.frozen import FROZEN, freeze_schemas


def main() -> int:
    """Freeze the version, print its digest, return the exit code."""
    parser = argparse.ArgumentParser(description="Freeze the schema version of the model.")
    parser.add_argument("folder", type=Path, nargs="?", default=Path("schemas"), help="where v1, v2, ... lie (schemas)")
    parser.add_argument("--unreleased", action="store_true", help="the version was never released, so its digest may change")
    given = parser.parse_args()
    try:
        digest = freeze_schemas(given.folder, unreleased=given.unreleased)
    except (CorpusError, OSError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 2
    print(f"{given.folder / FROZEN}: version {SCHEMA_VERSION} is {digest}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
