"""Two hashes, two tools: another pyarrow writes other bytes for the same rows, and every verb tells that from other data.

The lowest pyarrow that we support is fetched once into `.compat/`, which `make clean` removes.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import corpus
from corpus.files.manifest import read_manifest
from corpus.files.tables import content_hash, file_hash
from corpus.loading import packaged_corpus
from corpus.release import build_release, verify
from tests.manifests import make_release

ROOT = Path(__file__).parents[2]
VERSION = "20.0.0"
"""The lowest in pyproject.toml."""
OTHER = ROOT / ".compat" / f"pyarrow-{VERSION}"

REWRITE = """
import json, sys
from pathlib import Path
import pyarrow, pyarrow.parquet
from corpus.files.tables import content_hash
for path in sorted(Path(sys.argv[1]).rglob("*.parquet")):
    table = pyarrow.parquet.ParquetFile(path).read()
    pyarrow.parquet.write_table(table, path, compression="zstd", compression_level=3, version="2.6")
    print(json.dumps([path.relative_to(sys.argv[1]).as_posix(), content_hash(path), pyarrow.__version__]))
"""
BUILD = """
import sys
import corpus
from corpus.loading import packaged_corpus
print(corpus.build_release(corpus.load(), sys.argv[1], changelog=packaged_corpus() / "CHANGELOG.md"))
"""
COMMAND = (sys.executable, "-c", "from corpus.cli import main; main()")


@pytest.fixture(scope="module")
def other_tool() -> Path:
    """A folder with another pyarrow."""
    if not (OTHER / "pyarrow").is_dir():
        made = OTHER.with_name(f"{OTHER.name}-{os.getpid()}")
        fetch = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", str(made), f"pyarrow=={VERSION}"]
        fetched = subprocess.run(fetch, capture_output=True, text=True, check=False)
        if fetched.returncode:
            pytest.skip(f"pyarrow {VERSION} cannot be fetched: {fetched.stderr.strip().splitlines()[-1:]}")
        with suppress(OSError):  # another process of these tests was first
            made.rename(OTHER)
        shutil.rmtree(made, ignore_errors=True)
    return OTHER


def command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True, check=False)


def run_with(other_tool: Path, program: str, argument: Path) -> str:
    """Run a program that imports the other pyarrow, and everything else from here."""
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(other_tool), str(ROOT)])}
    done = subprocess.run(
        [sys.executable, "-c", program, str(argument)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real corpus, released with the pyarrow that is installed."""
    return build_release(corpus.load(), tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module")
def rewritten(release: Path, other_tool: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[list[str]]]:
    """The same release with every table written again by the other pyarrow, and what that said of each."""
    copy = tmp_path_factory.mktemp("rewritten") / release.name
    shutil.copytree(release, copy)
    return copy, [json.loads(line) for line in run_with(other_tool, REWRITE, copy).splitlines()]


@pytest.fixture(scope="module")
def other_release(other_tool: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real corpus, released with the other pyarrow."""
    return Path(run_with(other_tool, BUILD, tmp_path_factory.mktemp("other")).strip())


def of_tables(release: Path, what: str) -> dict[str, Any]:
    return {entry.path: getattr(entry, what) for entry in read_manifest(release).files if entry.config is not None}


@pytest.mark.slow
def test_the_other_tool_writes_other_bytes_and_both_compute_the_same_hash_of_the_rows(
    release: Path, rewritten: tuple[Path, list[list[str]]]
) -> None:
    copy, said = rewritten
    assert {version for _, _, version in said} == {VERSION} != {pa.__version__}
    expected = of_tables(release, "content_sha256")
    assert {path: rows for path, rows, _ in said} == expected
    assert {path: content_hash(copy / path) for path in expected} == expected
    assert any(file_hash(copy / path) != sha256 for path, sha256 in of_tables(release, "sha256").items())


@pytest.mark.slow
def test_a_release_written_again_by_another_tool_has_warnings_only(rewritten: tuple[Path, list[list[str]]]) -> None:
    found = verify(rewritten[0]).findings
    assert {(one.code, one.severity) for one in found} == {("R104", "warning")}
    result = command("verify", rewritten[0])
    assert result.returncode == 1
    assert "0 errors, " in result.stdout


@pytest.mark.slow
def test_a_release_written_again_by_another_tool_is_loaded_as_the_same_corpus(
    release: Path, rewritten: tuple[Path, list[list[str]]]
) -> None:
    assert corpus.load(rewritten[0]) == corpus.load(release)


@pytest.mark.slow
def test_two_tools_build_releases_of_the_same_rows(release: Path, other_release: Path) -> None:
    assert read_manifest(other_release).tools["pyarrow"] == VERSION
    assert of_tables(other_release, "content_sha256") == of_tables(release, "content_sha256") != {}
    assert of_tables(other_release, "sha256") != of_tables(release, "sha256")
    assert verify(other_release).findings == ()
    assert corpus.load(other_release) == corpus.load(release)


@pytest.mark.slow
def test_a_release_by_another_tool_is_not_built_over_and_is_called_that(other_release: Path) -> None:
    before = file_hash(other_release / "manifest.json")
    version = corpus.load().metadata.version
    result = command("release", packaged_corpus(), other_release.parent, "--version", version)
    assert result.returncode == 2
    assert "exists with the same rows but was written by other tools" in result.stderr
    assert file_hash(other_release / "manifest.json") == before


def test_a_second_column_of_the_same_name_is_other_data_and_no_other_tool(tmp_path: Path) -> None:
    release = make_release(tmp_path)
    table = pq.read_table(release / "data" / "rows.parquet")
    forged = pa.Table.from_arrays([table["id"].take([1, 0, 2]), *table.columns], names=["id", *table.column_names])
    pq.write_table(forged, release / "data" / "rows.parquet")
    assert [one.code for one in verify(release).findings] == ["R103"]
