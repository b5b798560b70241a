"""A layer as a dataset in memory is what a release of it loads as."""

from pathlib import Path

import datasets
import pytest

import corpus
from corpus.model import LAYERS


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return corpus.build_release(corpus.load(), tmp_path_factory.mktemp("in-memory"))


@pytest.mark.parametrize("layer", [*LAYERS, "hedges"])
def test_it_has_the_rows_and_features_of_the_releases_config(layer: str, release: Path, tmp_path: Path) -> None:
    published = datasets.load_dataset(str(release), layer, split="train", cache_dir=str(tmp_path))
    made = corpus.to_dataset(corpus.load(), layer=layer)
    assert made.features == published.features
    assert made.to_list() == published.to_list()


def test_a_layer_that_is_not_there_is_refused() -> None:
    with pytest.raises(corpus.UnknownName, match=r"expected one of sections, .*hedges, found 'documents'"):
        corpus.to_dataset(corpus.load(), layer="documents")
