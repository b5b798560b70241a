"""A release is refused whose version is too small for what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.errors import ReleaseError
from corpus.release import build_release
from corpus.release.versioning import as_published, predecessor, refuse_small_bump
from tests.edits import small, with_fields, with_rows

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.model import Corpus

OLD = small()
CORRECTED = with_fields(OLD, "cues", "cue-1", negated=True)
GROWN = with_rows(CORRECTED, "hand", "commitments", lambda rows: [*rows, rows[0] | {"id": "c", "source_id": "@author"}])
CUT = with_rows(OLD, "hand", "stances", lambda _: [])


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place with 1.0.0, and with 1.1.0, which has one label and one commitment more."""
    dist = tmp_path_factory.mktemp("dist")
    build_release(OLD, dist, version="1.0.0")
    build_release(GROWN, dist, version="1.1.0")
    (dist / "mine-0.9").mkdir()
    (dist / "mine-0.9.9").mkdir()  # no release: it has no manifest
    (dist / "mine-1.0.9").write_text("")
    return dist


@pytest.mark.parametrize(
    ("version", "before"), [("1.0.0", None), ("1.0.1", "mine-1.0.0"), ("1.1.0", "mine-1.0.0"), ("2.0.0", "mine-1.1.0")]
)
def test_a_release_follows_the_highest_version_below_it(dist: Path, version: str, before: str | None) -> None:
    assert predecessor(dist, "mine", version) == (None if before is None else dist / before)


def test_another_corpus_is_no_predecessor(dist: Path) -> None:
    assert predecessor(dist, "yours", "2.0.0") is None
    assert predecessor(dist / "nowhere", "mine", "2.0.0") is None


@pytest.mark.parametrize(
    ("news", "version", "sentence"),
    [
        (CUT, "1.2.0", "expected at least 2.0.0 after 1.1.0, found 1.2.0: layer stances of set hand was removed"),
        (GROWN, "1.0.1", "expected at least 1.1.0 after 1.0.0, found 1.0.1: set hand, commitments: 1 added"),
    ],
)
def test_too_small_a_version_is_refused_with_the_one_needed_and_the_reason(
    dist: Path, news: Corpus, version: str, sentence: str
) -> None:
    with pytest.raises(ReleaseError) as refusal:
        build_release(news, dist, version=version)
    assert str(refusal.value).startswith(sentence)
    assert not (dist / f"mine-{version}").exists()


def test_a_version_of_an_older_line_is_compared_with_that_line(dist: Path) -> None:
    assert build_release(CORRECTED, dist, version="1.0.1").name == "mine-1.0.1"


def test_the_same_release_is_kept_though_there_are_newer_ones(dist: Path) -> None:
    assert build_release(OLD, dist, version="1.0.0") == dist / "mine-1.0.0"


def test_the_corpus_to_compare_with_may_be_given(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"expected at least 1\.0\.1 after 1\.0\.0, found 1\.0\.0: .*`corpus diff`"):
        build_release(CORRECTED, tmp_path, version="1.0.0", against=OLD)
    assert list(tmp_path.iterdir()) == []
    assert build_release(CORRECTED, tmp_path, version="1.0.1", against=OLD).name == "mine-1.0.1"


def test_without_a_difference_any_greater_version_will_do() -> None:
    refuse_small_bump(OLD.with_metadata(version="1.0.1"), against=OLD)
    with pytest.raises(ReleaseError, match=r"expected at least 1\.0\.1 after 1\.0\.0, found 1\.0\.0: a version is given once"):
        refuse_small_bump(OLD, against=OLD)


def test_a_refusal_gives_the_first_reasons_and_counts_the_rest() -> None:
    bare = CUT
    for layer in ("commitments", "claims", "attributions", "sources"):
        bare = with_rows(bare, "hand", layer, lambda _: [])
    with pytest.raises(
        ReleaseError, match=r": (layer \w+ of set hand was removed; ){3}and 2 more \(`corpus diff` lists all\)$"
    ):
        refuse_small_bump(bare.with_metadata(version="1.0.1"), against=OLD)


def test_below_one_the_second_number_takes_the_part_of_the_first() -> None:
    young = OLD.with_metadata(version="0.3.1")
    with pytest.raises(ReleaseError, match=r"expected at least 0\.4\.0 after 0\.3\.1"):
        refuse_small_bump(CUT.with_metadata(version="0.3.2"), against=young)
    refuse_small_bump(CUT.with_metadata(version="0.4.0"), against=young)


def test_a_damaged_predecessor_is_named(tmp_path: Path) -> None:
    release = build_release(OLD, tmp_path, version="1.0.0")
    (release / "corpus.json").write_text("{}")
    with pytest.raises(ReleaseError, match=r"the release before this one cannot be compared with: .*mine-1\.0\.0"):
        build_release(CORRECTED, tmp_path, version="1.0.1")


def test_with_nothing_to_compare_there_is_nothing_to_refuse() -> None:
    refuse_small_bump(OLD)


def test_of_texts_that_are_withheld_a_working_folder_is_compared_as_it_would_be_published() -> None:
    news = corpus.load().with_metadata(text_release="withheld")
    held = corpus.withhold(news)
    assert corpus.diff(*as_published(held, news)).is_empty
    assert as_published(news, news) == (news, news)
    included = corpus.load()
    assert as_published(held, included)[1] is included


def test_a_corpus_to_compare_with_counts_also_where_the_version_stands_already(tmp_path: Path) -> None:
    news = corpus.load()
    corpus.build_release(news, tmp_path, version="1.0.0")
    with pytest.raises(ReleaseError, match=r"expected at least 2\.0\.1 after 2\.0\.0, found 1\.0\.0"):
        corpus.build_release(news, tmp_path, version="1.0.0", against=news.with_metadata(version="2.0.0"))


def test_a_link_to_nothing_in_the_place_of_a_release_is_named(tmp_path: Path) -> None:
    (tmp_path / "reportedly-1.0.0").symlink_to(tmp_path / "nowhere")
    with pytest.raises(ReleaseError, match=r"reportedly-1\.0\.0 is a link to nothing"):
        corpus.build_release(corpus.load(), tmp_path, version="1.0.0")
