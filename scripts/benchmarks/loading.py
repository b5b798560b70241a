"""Measure loading against its peers: `python scripts/benchmarks/loading.py [ANNOTATIONS] [--format json] [--rounds N]`.

All readers read the same annotations in one process; each round measures every one once, in turn, and the medians are
compared. Two collections are measured: all ten layers, and the three layers of a corpus that marks who says what, which
has five times as much text per annotation. dkpro-cassis reads a sample of the documents and is scaled up.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import tempfile
import time
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import peers
from collection import REPORTING, count, many
from rich.console import Console
from rich.table import Table

import corpus
from corpus.files.jsonl import read_layer
from corpus.model import LAYERS

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.model import Corpus

SAMPLE = 20
"""Documents that dkpro-cassis reads."""
TOOLS = ("reportedly", "pyarrow", "pydantic", "numpy", "spacy", "dkpro-cassis")

RELEASE, FOLDER, LINES = "corpus.load(release), all verified", "corpus.load(folder), all verified", "JSON Lines, validated"
COLUMNS, WHOLE = "ParquetFile.read, columns that we load", "ParquetFile.read, the same files whole"
BY_LINE, DOCBIN, XMI = "pydantic, line by line", "spaCy DocBin, read only", "dkpro-cassis XMI, read only (scaled up)"

TARGETS = (
    (RELEASE, WHOLE, 2),
    (RELEASE, COLUMNS, 2),
    (RELEASE, DOCBIN, 1 / 30),
    (RELEASE, XMI, 1 / 70),
    (LINES, DOCBIN, 1 / 4),
)
"""What should take at most so many times the time of what."""


@dataclass(frozen=True)
class Measured:
    """The median seconds of each reader over one collection."""

    collection: str
    annotations: int
    documents: int
    code_points: int
    seconds: dict[str, float]

    @property
    def targets(self) -> list[dict[str, object]]:
        """Compare what was measured with what we aim at."""
        found = [(ours, peer, self.seconds[ours] / self.seconds[peer], most) for ours, peer, most in TARGETS]
        return [
            {"ours": ours, "peer": peer, "ratio": round(ratio, 4), "at_most": round(most, 4), "met": ratio <= most}
            for ours, peer, ratio, most in found
        ]


def main() -> None:
    """Measure both collections and print what was found."""
    parser = argparse.ArgumentParser(description="Measure loading against its peers.")
    parser.add_argument("annotations", nargs="?", type=int, default=100_000)
    parser.add_argument("--format", choices=("table", "json"), default="table")
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    collections = {"all ten layers": tuple(LAYERS), ", ".join(REPORTING): REPORTING}
    measured = [measure(name, many(options.annotations, layers), options.rounds) for name, layers in collections.items()]
    versions = {tool: corpus.__version__ if tool == "reportedly" else version(tool) for tool in TOOLS}
    if options.format == "json":
        print(
            json.dumps(
                {"versions": versions, "measured": [asdict(one) | {"targets": one.targets} for one in measured]}, indent=2
            )
        )
        return
    Console().print(", ".join(f"{tool} {number}" for tool, number in versions.items()))
    for one in measured:
        _show(one)


def measure(name: str, news: Corpus, rounds: int) -> Measured:
    """Write a collection in every form, then read each in turn."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        readers = _readers(news, folder)
        seconds = _medians(readers, rounds)
    seconds[XMI] *= len(news) / min(SAMPLE, len(news))
    points = sum(len(document.text or "") for document in news.documents)
    return Measured(name, count(news), len(news), points, seconds)


def _readers(news: Corpus, folder: Path) -> dict[str, Callable[[], object]]:
    release = corpus.build_release(news, folder / "dist")
    work = folder / "work"
    corpus.write_folder(news, work)
    peers.write_docbin(news, folder / "news.spacy")
    xmi, types = peers.write_xmi(news, folder / "xmi", documents=SAMPLE), peers.type_system()
    return {
        COLUMNS: lambda: peers.read_columns(release),
        WHOLE: lambda: peers.read_whole(release),
        RELEASE: lambda: corpus.load(release),
        LINES: lambda: [read_layer(path, path.stem) for path in work.glob("*/*.jsonl")],
        FOLDER: lambda: corpus.load(work),
        BY_LINE: lambda: peers.read_lines(work),
        DOCBIN: lambda: peers.read_docbin(folder / "news.spacy"),
        XMI: lambda: peers.read_xmi(xmi, types),
    }


def _medians(readers: dict[str, Callable[[], object]], rounds: int) -> dict[str, float]:
    seconds: dict[str, list[float]] = {name: [] for name in readers}
    for number in range(rounds + 1):
        for name, read in readers.items():
            gc.collect()  # what one reader left behind is not the next one's to clear
            begin = time.perf_counter()
            kept = read()
            if number:  # the first round warms up
                seconds[name].append(time.perf_counter() - begin)
            del kept
    return {name: statistics.median(found) for name, found in seconds.items()}


def _show(one: Measured) -> None:
    title = f"{one.collection}: {one.annotations:,} annotations, {one.documents:,} documents, {one.code_points:,} code points"
    table = Table(title=title)
    for column in ("reader", "seconds", "annotations/s", "times corpus.load(release)"):
        table.add_column(column, justify="left" if column == "reader" else "right")
    for name, found in one.seconds.items():
        table.add_row(name, f"{found:.3f}", f"{one.annotations / found:,.0f}", f"{found / one.seconds[RELEASE]:.2f}")
    Console().print(table)
    for target in one.targets:
        verdict = "met" if target["met"] else "missed"
        Console().print(f"{target['ours']} / {target['peer']}: {target['ratio']} (at most {target['at_most']}: {verdict})")


if __name__ == "__main__":
    main()
