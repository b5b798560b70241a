"""Writes what stands beside the tables: card, metadata, schemas, Croissant description, change log, and the manifest last."""

from __future__ import annotations

import hashlib
import json
import shutil
from importlib.metadata import version
from typing import TYPE_CHECKING

from corpus.files.manifest import MANIFEST, Entry, Manifest
from corpus.files.release import write_metadata
from corpus.files.tables import file_hash
from corpus.model.schemas import export_schemas
from corpus.release.card import write_card
from corpus.release.croissant import describe_release
from corpus.release.reliability import measure_reliability
from corpus.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from corpus.model import Corpus
    from corpus.release.configs import Config
    from corpus.release.editions import Edition

    Measured = tuple[str, int, str]

TOOLS = ("pyarrow", "spacy")
"""What decides the bytes and rows of a release, beside this package."""
CARD, CROISSANT = "README.md", "croissant.json"


def write_papers(edition: Edition, folder: Path, configs: Sequence[Config], *, changelog: Path | None = None) -> None:
    """Write everything but the tables; the manifest comes last, and without it nothing is a release."""
    corpus = edition.corpus
    write_metadata(corpus, folder)
    export_schemas(folder / "schemas")
    if changelog is not None:
        shutil.copyfile(changelog, folder / "CHANGELOG.md")
    agreement = measure_reliability(corpus)
    card = write_card(corpus, configs, data_hash=data_hash(configs), agreement=agreement, dropped=edition.dropped)
    (folder / CARD).write_text(card, encoding="utf-8", newline="\n")
    files = sorted(_measured(folder, configs))
    _write_json(folder / CROISSANT, describe_release(corpus, configs, files=files))
    _write_manifest(corpus, folder, configs, [*files, _measure(folder, folder / CROISSANT)])


def data_hash(configs: Sequence[Config]) -> str:
    """Hash the bytes of all tables together; it stands in the card, so that caches see a change of the data."""
    lines = "".join(f"{file.path} {file.sha256}\n" for config in configs for file in config.files)
    return hashlib.sha256(lines.encode()).hexdigest()


def _measured(folder: Path, configs: Sequence[Config]) -> Iterator[Measured]:
    """Give every file so far; the tables were measured when they were written."""
    tables = {file.path: file for config in configs for file in config.files}
    yield from ((file.path, file.size, file.sha256) for file in tables.values())
    for path in folder.rglob("*"):
        if path.is_file() and path.relative_to(folder).as_posix() not in tables:
            yield _measure(folder, path)


def _measure(folder: Path, path: Path) -> Measured:
    return path.relative_to(folder).as_posix(), path.stat().st_size, file_hash(path)


def _write_manifest(corpus: Corpus, folder: Path, configs: Sequence[Config], files: Iterable[Measured]) -> None:
    tables = {file.path: (config.name, file) for config in configs for file in config.files}
    entries = []
    for path, size, sha256 in sorted(files):
        entry = Entry(path=path, bytes=size, sha256=sha256)
        if path in tables:
            name, file = tables[path]
            of_table = {"config": name, "split": file.split, "rows": file.rows, "content_sha256": file.content_sha256}
            entry = entry.model_copy(update=of_table)
        entries.append(entry)
    manifest = Manifest(
        name=corpus.metadata.name,
        version=corpus.metadata.version,
        schema_version=corpus.metadata.schema_version,
        text=corpus.metadata.text_release or "withheld",
        tools={"reportedly": __version__, **{tool: version(tool) for tool in TOOLS}},
        files=tuple(entries),
    )
    _write_json(folder / MANIFEST, manifest.model_dump(exclude_none=True))


def _write_json(path: Path, value: object) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", encoding="utf-8", newline="\n")
