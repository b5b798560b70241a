"""The wheel is what users get: it holds the corpus as package data, and works without the checkout."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PROGRAM = "import corpus; print(corpus.__file__); print(len(corpus.load().cues)); print(corpus.check().summary())"
SCHEMAS = "from corpus.model.frozen import *; print(packaged_schemas()); print(thawed()); print(*frozen_digests())"

pytestmark = pytest.mark.slow  # builds a wheel and starts Python anew


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The unpacked wheel."""
    folder = tmp_path_factory.mktemp("wheel")
    built = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(built, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("reportedly-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def test_the_wheel_holds_the_corpus_and_the_marker_of_its_types(installed: Path) -> None:
    there = {path.relative_to(installed / "corpus").as_posix() for path in (installed / "corpus").rglob("*")}
    assert {"py.typed", "data/corpus.json", "data/documents.jsonl", "data/texts/maduro-igla-s.txt"} <= there


def test_the_wheel_loads_its_own_corpus(installed: Path, tmp_path: Path) -> None:
    run = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {PROGRAM}"]
    done = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True)
    place, cues, summary = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed)
    assert int(cues) > 0
    assert summary == "0 errors, 0 warnings"


def test_the_wheel_carries_the_schemas_of_every_version_and_their_digests(installed: Path, tmp_path: Path) -> None:
    run = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(installed)!r}); {SCHEMAS}"]
    done = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True)
    place, difference, versions = done.stdout.splitlines()
    assert Path(place).is_relative_to(installed)
    assert difference == "None"
    assert {f"v{version}" for version in versions.split()} == {path.name for path in Path(place).glob("v*")} != set()
