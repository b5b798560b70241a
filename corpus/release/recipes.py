"""What a card tells its reader to type: loading a release, verifying it, building it again.

The commands are made from the release's own files, so that each of them runs where the release lies.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.release.configs import DEFAULT_CONFIG
from corpus.release.markdown import code, fence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.model import CorpusMetadata
    from corpus.release.configs import Config

EXAMPLES = ("cues", "attributions", "mentions", "sections")
"""The layers that an example is made from; the first that the release has is taken."""


LOADING = """\
{folder} is the release's folder. For `load_dataset` and `corpus.load` the name of a dataset on the Hub, `OWNER/NAME`, does as
well; `revision="v{version}"` gives this version and no other.

{datasets}

Labels are words in the files; `datasets` gives them as numbers with names (`ClassLabel`). The tables can also be read
without `datasets`:

{pandas}

{polars}

{duckdb}

With the package `reportedly` (import name `corpus`), as documents and typed records that know their neighbours; the files
are compared with the manifest first:

{corpus}"""

WITH_CORPUS = """\
import corpus

news = corpus.load("{folder}")
for document in news:
    print(document.id, len(document.cues), "cues,", len(document.hedges), "of them hedges")"""

COLUMNS = """\
- Offsets are half-open (`[start, end)`) and count Unicode code points of the exact `text`.
- A span is a list of fragments `{start, end, text}`, nearly always one; beside a column `span` stand `start`, `end` and
  `surface`, its fragments joined by a space.
- A column that ends in `_id` or `_ids` refers to the `id` of another annotation of the same `set` and `document_id`. The
  sources `@author` and `@unspecified` exist in every document.
- Null means *not annotated*; there are no other defaults.
- `schemas/` holds the JSON Schema of every record, each field described; the type of every column stands in `dataset_info`
  at the head of this card, and in `croissant.json`."""
"""How the columns are to be read."""

WITHHELD_COLUMNS = """\
- The texts are withheld. A fragment has a `digest` in place of its `text`, `surface` is null, and a document has `length` and
  `passages`, the hashes of longer stretches, by which an edited copy is recognised."""
"""How the columns of a release without texts are to be read."""

ATTACHING = """\
Who has the texts puts them back. They may have any names and lie in any folder; each is found by its sha256, and every
offset is verified by its digest:

{attach}

The result is a working folder with all surfaces, which `corpus.load` reads. The column `sha256` of `documents` says which texts
are wanted, and `url`, where it is known, where to get them."""

BUILDING = """\
The release was built from the working files (JSON Lines and plain text) with the package `reportedly`. The same working files
and the same versions of the tools, which `manifest.json` names, give the same bytes.

{build}

`manifest.json` holds the size and sha256 of every file, and of each table a second hash of its rows, which stays the same
whatever wrote the file. This finds any file that is changed, missing or extra:

{verify}

sha256 over all tables: `{data_hash}`"""


def describe_loading(configs: Sequence[Config], name: str, *, version: str) -> str:
    """Show how to load a release, by each of the tools that read it."""
    folder = f"{name}-{version}"
    config = _example(configs)
    path = f"{folder}/{config.files[0].path}"
    return LOADING.format(
        folder=code(folder),
        version=version,
        datasets=fence(_with_datasets(folder, config), "python"),
        pandas=fence(f'import pandas\n\ntable = pandas.read_parquet("{path}")', "python"),
        polars=fence(f'import polars\n\ntable = polars.read_parquet("{path}")', "python"),
        duckdb=fence(f'import duckdb\n\nduckdb.sql("{_query(config, path)}").show()', "python"),
        corpus=fence(WITH_CORPUS.format(folder=folder), "python"),
    )


def describe_attaching(folder: str) -> str:
    """Show how a release without texts is joined with texts that the reader has."""
    return ATTACHING.format(attach=fence(f"corpus attach {folder} my-texts/ annotations/", "sh"))


def describe_building(metadata: CorpusMetadata, *, data_hash: str) -> str:
    """Say how the release was made, and how to see that a copy of it is whole."""
    text = " --text withheld" if metadata.text_release == "withheld" else ""
    release = f"corpus release annotations/ dist/ --version {metadata.version}{text}"
    return BUILDING.format(
        build=fence(f"corpus check annotations/\n{release}", "sh"),
        verify=fence(f"corpus verify {metadata.name}-{metadata.version}", "sh"),
        data_hash=data_hash,
    )


def _example(configs: Sequence[Config]) -> Config:
    by_name = {config.name: config for config in configs}
    return next((by_name[name] for name in (*EXAMPLES, DEFAULT_CONFIG) if name in by_name), configs[0])


def _with_datasets(folder: str, config: Config) -> str:
    split = config.files[0].split
    table = f'load_dataset("{folder}", "{config.name}", split="{split}"'
    return "\n".join(
        [
            "from datasets import load_dataset",
            "",
            f'documents = load_dataset("{folder}")  # the default config: a nested row per document',
            f"{config.name} = {table})",
            f"streamed = {table}, streaming=True)",
        ]
    )


def _query(config: Config, path: str) -> str:
    label = next((name for name in config.schema.names if name in config.labels), None)
    rows = f"FROM '{path}'"
    return f"SELECT {label}, count(*) {rows} GROUP BY {label}" if label else f"SELECT count(*) {rows}"
