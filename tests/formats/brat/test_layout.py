from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.formats.brat.layout import find_articles

if TYPE_CHECKING:
    from pathlib import Path


def found(root: Path, *names: str) -> dict[str, list[str]]:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")
    layout = find_articles(root)
    assert not layout.strays
    return {article.name: [annotator for annotator, _ in article.annotations] for article in layout.articles}


def test_a_flat_folder_has_one_annotator(tmp_path: Path) -> None:
    assert found(tmp_path, "a.txt", "a.ann", "b.txt") == {"a": ["import"], "b": []}


def test_a_suffix_names_the_annotator(tmp_path: Path) -> None:
    assert found(tmp_path, "a.txt", "a_ana.ann", "a.bob.ann", "a-eve.ann", "a.ann2") == {"a": ["2", "ana", "bob", "eve"]}


def test_a_folder_names_the_annotator(tmp_path: Path) -> None:
    assert found(tmp_path, "ana/a.txt", "ana/a.ann", "x/bob/a.txt", "x/bob/a.ann") == {"a": ["ana", "x-bob"]}


def test_texts_may_lie_in_a_folder_of_their_own(tmp_path: Path) -> None:
    assert found(tmp_path, "text/a.txt", "attributions/a_1f.ann", "attributions/a_2e.ann") == {"a": ["1f", "2e"]}


def test_the_longest_name_before_a_separator_is_the_text(tmp_path: Path) -> None:
    names = ("a.txt", "a_b.txt", "a_b_ana.ann", "a_bob.ann", "a-.txt", "a-_ana.ann")
    assert found(tmp_path, *names) == {"a": ["bob"], "a-": ["ana"], "a_b": ["ana"]}


def test_a_file_about_no_text_is_a_stray(tmp_path: Path) -> None:
    for name in ("b.txt", "a.ann", "bob.ann", "c.ann"):
        (tmp_path / name).write_text("")
    assert [path.name for path in find_articles(tmp_path).strays] == ["a.ann", "bob.ann", "c.ann"]


def test_a_separator_alone_names_nobody(tmp_path: Path) -> None:
    assert found(tmp_path, "a.txt", "a_.ann") == {"a": ["import"]}
