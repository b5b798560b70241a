from __future__ import annotations

import itertools
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.files.folder import write_folder
from corpus.loading import check, packaged_corpus
from corpus.testing import corpora, corruptions, every_corruption

if TYPE_CHECKING:
    from corpus.model import Corpus

WHOLE = corpora(min_documents=1, min_sets=1)


def contents(folder: Path | str) -> dict[str, bytes]:
    paths = [path for path in Path(folder).rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def restore(folder: Path | str, name: str, before: dict[str, bytes]) -> None:
    if name in before:
        (Path(folder) / name).write_bytes(before[name])
    else:
        (Path(folder) / name).unlink()


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(WHOLE, st.data())
def test_every_corruption_of_a_valid_corpus_is_found(corpus: Corpus, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(corpus, folder)
        corruption = data.draw(corruptions(folder))
        corruption.apply(folder)
        assert check(folder, select=["E"]).errors, corruption


@settings(max_examples=20)
@given(WHOLE)
def test_drawing_a_corruption_changes_nothing(corpus: Corpus) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(corpus, folder)
        before = contents(folder)
        list(every_corruption(folder))
        assert contents(folder) == before


@settings(max_examples=5)
@given(corpora(min_documents=1, max_documents=1, min_sets=1, max_sets=1, max_records=1))
def test_every_corruption_changes_the_file_that_it_names_and_no_other(corpus: Corpus) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(corpus, folder)
        before = contents(folder)
        for corruption in every_corruption(folder):
            corruption.apply(folder)
            after = contents(folder)
            assert {name for name in before | after if before.get(name) != after.get(name)} == {corruption.file}
            restore(folder, corruption.file, before)


@pytest.mark.slow
def test_a_sample_of_all_corruptions_of_the_packaged_corpus_is_found(tmp_path: Path) -> None:
    folder = tmp_path / "annotations"
    shutil.copytree(packaged_corpus(), folder)
    before = contents(folder)
    for corruption in itertools.islice(every_corruption(folder), 0, None, 997):
        corruption.apply(folder)
        assert check(folder, select=["E"]).errors, corruption
        restore(folder, corruption.file, before)
