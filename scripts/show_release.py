"""Load a release back with `datasets` and print what is in it: `python scripts/show_release.py dist/reportedly-1.0.0`."""

import sys
import tempfile
from pathlib import Path

import datasets
from rich.console import Console
from rich.table import Table

import corpus
from corpus.model import LAYERS


def main(release: Path) -> None:
    """Print one line per config: its rows as `datasets` loads them, and what a row is."""
    datasets.disable_progress_bars()
    table = Table(title=f"{release.name}, loaded with datasets {datasets.__version__}", title_justify="left")
    table.add_column("config")
    table.add_column("rows", justify="right")
    table.add_column("columns", overflow="fold")
    with tempfile.TemporaryDirectory() as cache:
        for config in datasets.get_dataset_config_names(str(release)):
            splits = datasets.load_dataset(str(release), config, cache_dir=cache)
            columns = next(iter(splits.column_names.values()))
            table.add_row(config, str(sum(splits.num_rows.values())), ", ".join(columns))
    console = Console()
    console.print(table)
    console.print(_summary(release))


def _summary(release: Path) -> str:
    news = corpus.load(release)
    layers = ", ".join(f"{len(news.layer(name))} {name}" for name in LAYERS)
    report = corpus.check(news)
    return f"{len(news)} documents; default set {news.default_set}: {layers}\nchecks: {report.summary()}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
