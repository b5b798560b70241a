"""Measure reading brat against its peers: `python scripts/benchmarks/brat.py POLNEAR [--rounds N] [--format json]`.

POLNEAR is the folder with `train` and `dev` (networkdynamics/PolNeAR). All readers read the same files, each `.ann` with its
text beside it, in one process on one core; each round measures every one once, in turn, and medians are compared. Ours reads,
maps to records and checks every offset, id and reference; the peers check nothing, and pybrat is told to go on where it fails.
"""

from __future__ import annotations

import argparse
import contextlib
import gc
import json
import logging
import os
import shutil
import statistics
import tempfile
import time
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from bioc import brat as bioc_brat  # type: ignore[import-untyped]  # it ships no types
from pybrat.parser import BratParser  # type: ignore[import-untyped]  # it ships no types

from corpus.conversion import read

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS = ("train", "dev")
OURS, PYBRAT, BIOC = "corpus.read, mapped and checked", "pybrat, errors ignored", "bioc"
TARGETS = {PYBRAT: 4, BIOC: 8}
"""How many times our time each peer should take at least."""


def lay_out(source: Path, target: Path) -> int:
    """Put each annotation file beside a copy of its text; give the number of lines."""
    lines = 0
    for part in PARTS:
        for file in sorted((source / part / "attributions").glob("*.ann")):
            shutil.copy(file, target)
            shutil.copy(source / part / "text" / f"{file.stem.rsplit('_', 1)[0]}.txt", target / f"{file.stem}.txt")
            lines += file.read_bytes().count(b"\n")
    return lines


def read_ours(folder: Path) -> object:
    """Read all as our records."""
    return read(folder, format="brat", scheme="polnear")


def read_pybrat(folder: Path) -> object:
    """Read all with pybrat."""
    return BratParser(error="ignore").parse(folder)


def read_bioc(folder: Path) -> object:
    """Read all with bioc, file by file: the three in which it meets a torn surface end there, the rest of them unread."""
    made = []
    for file in folder.glob("*.ann"):
        text = file.with_suffix(".txt")
        with contextlib.suppress(AssertionError), text.open(encoding="utf-8") as said, file.open(encoding="utf-8") as lines:
            made.append(bioc_brat.load(said, lines))
    return made


READERS: dict[str, Callable[[Path], object]] = {OURS: read_ours, PYBRAT: read_pybrat, BIOC: read_bioc}


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Give the median seconds of each reader."""
    times: dict[str, list[float]] = {name: [] for name in READERS}
    for _ in range(rounds + 1):  # the first warms the caches
        for name, reader in READERS.items():
            gc.collect()
            begin = time.process_time()
            made = reader(folder)
            times[name].append(time.process_time() - begin)
            del made
    return {name: statistics.median(found[1:]) for name, found in times.items()}


def main() -> None:
    """Measure, and print medians and ratios."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    parser = argparse.ArgumentParser()
    parser.add_argument("polnear", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--format", choices=["text", "json"], default="text")
    given = parser.parse_args()
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        lines = lay_out(given.polnear, Path(folder))
        medians = measure(Path(folder), given.rounds)
    ratios = {name: medians[name] / medians[OURS] for name in TARGETS}
    if given.format == "json":
        versions = {name: version(name) for name in ("pybrat", "bioc")}
        print(json.dumps({"lines": lines, "seconds": medians, "ratios": ratios, "versions": versions}, indent=2))
        return
    print(f"{lines:,} lines, medians of {given.rounds} rounds, seconds of one core")
    for name, seconds in medians.items():
        wanted = f"  {ratios[name]:.1f} times ours, aim {TARGETS[name]}" if name in TARGETS else ""
        print(f"{name:<32} {seconds:6.2f} s {lines / seconds:>9,.0f} lines/s{wanted}")


if __name__ == "__main__":
    main()
