"""Load a release with the `datasets` of this environment and compare it with its own Parquet files.

`python scripts/load_release.py RELEASE` prints a line per config and split and exits 1 at any difference. It runs in
environments in which `corpus` is not installed (`scripts/compat.sh` makes them), so it imports `datasets` alone.

For each config and split of the manifest the loaded rows, the streamed rows and the rows of the bare files must be the
same, after every label's number is put back into its word. A list of structs must come back as a list of dicts.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import datasets

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DEFAULT_CONFIG = "documents"

Row = dict[str, Any]

Files = dict[str, dict[str, list[Row]]]
"""The manifest's entries, by config and split."""


def main() -> int:
    """Compare the release named on the command line, print the outcome, return the exit code."""
    parser = argparse.ArgumentParser(description="Load a release with this environment's datasets.")
    parser.add_argument("release", type=Path)
    release = parser.parse_args().release.resolve()
    datasets.disable_progress_bars()
    with tempfile.TemporaryDirectory() as cache:
        problems = list(compare_release(release, cache))
    for problem in problems:
        print(f"datasets {datasets.__version__}: {problem}", file=sys.stderr)
    return 1 if problems else 0


def compare_release(release: Path, cache: str) -> Iterator[str]:
    """Say in a sentence what differs between *release* as loaded and its files; print a line for what was compared."""
    files = _read_manifest(release)
    yield from _compare_names("configs", datasets.get_dataset_config_names(str(release)), files)
    for config, splits in files.items():
        loaded = datasets.load_dataset(str(release), config, cache_dir=cache)
        streamed = datasets.load_dataset(str(release), config, cache_dir=cache, streaming=True)
        yield from _compare_names(f"{config}: splits", loaded, splits)
        yield from _compare_names(f"{config}: streamed splits", streamed, splits)
        for split in [split for split in splits if split in loaded and split in streamed]:
            bare = _load_bare([str(release / file["path"]) for file in splits[split]], cache)
            count = sum(file["rows"] for file in splits[split])
            yield from _compare_rows(f"{config}/{split}", loaded[split], list(streamed[split]), bare, count)
    yield from _compare_default(release, cache)


def _read_manifest(release: Path) -> Files:
    files: Files = defaultdict(lambda: defaultdict(list))
    for file in json.loads((release / "manifest.json").read_text(encoding="utf-8"))["files"]:
        if file.get("config"):
            files[file["config"]][file["split"]].append(file)
    return files


def _load_bare(paths: list[str], cache: str) -> list[Row]:
    """Load the rows as the files hold them, without the card: labels are words."""
    return list(datasets.load_dataset("parquet", data_files=paths, split="train", cache_dir=cache))


def _compare_names(what: str, found: Iterable[str], expected: Iterable[str]) -> Iterator[str]:
    if sorted(found) != sorted(expected):
        yield f"{what} are {sorted(found)}, the manifest has {sorted(expected)}"


def _compare_rows(where: str, loaded: datasets.Dataset, streamed: list[Row], bare: list[Row], count: int) -> Iterator[str]:
    rows = list(loaded)
    print(f"datasets {datasets.__version__}  {where}: {len(rows)} rows, {_count_labels(loaded.features)} label columns")
    if {len(rows), len(streamed), len(bare)} != {count}:
        yield f"{where}: {len(rows)} rows loaded, {len(streamed)} streamed, {len(bare)} in the files, {count} listed"
    for number, (row, stream, file) in enumerate(zip(rows, streamed, bare, strict=False)):
        if row != stream:
            yield f"{where}, row {number}: loaded {row}, streamed {stream}"
        if (words := _in_words(row, loaded.features)) != file:
            yield f"{where}, row {number}: loaded {words}, in the file {file}"


def _count_labels(feature: object) -> int:
    if isinstance(feature, dict):
        return sum(_count_labels(field) for field in feature.values())
    item = _item(feature)
    return int(isinstance(feature, datasets.ClassLabel)) if item is None else _count_labels(item)


def _in_words(value: object, feature: object) -> object:
    """Put the word in place of each label's number, and a sentence in place of a list that is no list."""
    if value is None:
        return None
    if isinstance(feature, datasets.ClassLabel):
        return feature.int2str(value)
    if isinstance(feature, dict) and isinstance(value, dict):
        return {name: _in_words(value[name], field) for name, field in feature.items()}
    if (item := _item(feature)) is None:
        return value
    return [_in_words(part, item) for part in value] if isinstance(value, list) else f"not a list: {value}"


def _item(feature: object) -> object:
    """Find what a list feature holds: `[feature]` and `Sequence` in datasets 3, `List` since datasets 4."""
    return feature[0] if isinstance(feature, list) else getattr(feature, "feature", None)


def _compare_default(release: Path, cache: str) -> Iterator[str]:
    default = datasets.load_dataset(str(release), cache_dir=cache)
    named = datasets.load_dataset(str(release), DEFAULT_CONFIG, cache_dir=cache)
    if {split: list(rows) for split, rows in default.items()} != {split: list(rows) for split, rows in named.items()}:
        yield f"without a config's name, {DEFAULT_CONFIG} is not what is loaded"


if __name__ == "__main__":
    sys.exit(main())
