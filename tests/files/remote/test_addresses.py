from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import FileError
from corpus.files.remote.addresses import HubAddress, UrlAddress, address_of
from corpus.files.remote.fetching import fetched


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "where",
    [
        "dist",
        "/abs/dist",
        "./a/b",
        "../a/b",
        "a/b/c",
        "a/",
        "a//b",
        "a/b@",
        "a/b@v1@v2",
        "a b/c",
        ".hidden/x",
        "a/../b",
        "x" * 300,
        "~/corpora/mine",
        "",
        "é/b",
    ],
)
def test_what_looks_like_a_path_is_one(where: str) -> None:
    assert address_of(where) is None
    assert fetched(where) == Path(where)


def test_owner_and_name_are_a_dataset() -> None:
    assert address_of("news-room/re.portedly_2") == HubAddress("news-room/re.portedly_2")


def test_a_version_stands_behind_the_name_or_beside_it() -> None:
    assert address_of("a/b@v1.0.0") == address_of("a/b", "v1.0.0") == address_of("a/b@v1.0.0", "v1.0.0")
    assert str(address_of("a/b", "v1.0.0")) == "a/b@v1.0.0"


def test_two_versions_are_refused() -> None:
    with pytest.raises(FileError, match=r"expected one revision, found 'v1\.0\.0' and 'v2\.0\.0'"):
        address_of("a/b@v1.0.0", "v2.0.0")


def test_a_path_that_is_there_is_meant(here: Path) -> None:
    for path in ("a/b", "a/b@v1.0.0"):
        (here / path).mkdir(parents=True)
        assert address_of(path) is None


def test_in_a_folder_that_is_there_only_a_version_says_that_the_hub_is_meant(here: Path) -> None:
    (here / "dist").mkdir()
    assert address_of("dist/reportedly-1.0.0") is None
    assert (
        address_of("dist/reportedly@v1.0.0")
        == address_of("dist/reportedly", "v1.0.0")
        == HubAddress("dist/reportedly", "v1.0.0")
    )


def test_a_path_object_is_always_a_path() -> None:
    assert address_of(Path("a/b")) is None


def test_a_revision_of_a_path_is_refused() -> None:
    for where in (Path("a/b"), "here"):
        with pytest.raises(FileError, match="found a path of this machine; leave it out"):
            address_of(where, "v1.0.0")


def test_anything_with_a_scheme_is_a_url() -> None:
    assert address_of("s3://a/b") == UrlAddress("s3://a/b")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text())
def test_any_string_names_something_and_without_a_slash_a_path(where: str) -> None:
    assert "/" in where or address_of(where) is None
    assert isinstance(address_of(where), HubAddress | UrlAddress | None)
