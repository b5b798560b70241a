"""Where the files of a brat collection are: which text each `.ann` file is about, and who wrote it.

An annotator is known by what follows the text's name (`article_ana.ann`, `article.ann2`), else by the folder
(`ana/article.ann`), else the collection has one, called `import`. The text lies beside the file or, alone of its name, anywhere
below the collection (`text/article.txt`, as in PolNeAR).
"""

from __future__ import annotations

import os
import re
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import FileError
from corpus.formats.names import ONLY_ANNOTATOR

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

ANNOTATIONS = re.compile(r"(?P<stem>.+)\.ann(?P<suffix>[0-9A-Za-z_-]*)")
SEPARATORS = "_-."
HALVES = (".a1", ".a2", ".rel", ".co")


@dataclass(frozen=True, slots=True)
class Article:
    """A text and the files about it, each with the annotator."""

    name: str
    text: Path
    twins: tuple[Path, ...] = ()
    """Further files of the same name, which must hold the same text."""
    annotations: tuple[tuple[str, Path], ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """The texts of a collection, and the files that are about none of them."""

    articles: tuple[Article, ...]
    strays: tuple[Path, ...] = ()
    halves: tuple[Path, ...] = ()
    """Files of BioNLP's shared tasks, of which two or more make one."""
    annotators: tuple[str, ...] = ()


@dataclass(slots=True)
class _Found:
    texts: dict[str, list[Path]] = field(default_factory=lambda: defaultdict(list))
    annotations: list[tuple[Path, Path, str, str]] = field(default_factory=list)
    """The folder, the file, and the two parts of its name."""
    halves: list[Path] = field(default_factory=list)


def find_articles(path: Path) -> Layout:
    """Find the texts below a folder, sorted by name, and the files about each.

    Raises:
        FileError: the path is no folder, or has other things in it alone.
    """
    if not path.is_dir():
        message = f"expected a folder with .txt and .ann files, found {'a file' if path.exists() else 'no such path'}"
        raise FileError(message, file=str(path))
    found = _walk(path)
    if not found.texts and not found.annotations and any(file.suffix != ".conf" for file in path.iterdir()):
        message = "expected .txt and .ann files in it, found other things alone"
        raise FileError(message, file=str(path))
    about: dict[str, list[tuple[str, Path]]] = defaultdict(list)
    strays: list[Path] = []
    for folder, file, stem, suffix in found.annotations:
        name = stem if stem in found.texts else _prefix(stem, found.texts)
        if name is None:
            strays.append(file)
        else:
            about[name].append((_annotator(path, folder, stem[len(name) :] + suffix, found.texts[name]), file))
    articles = tuple(Article(name, one[0], tuple(one[1:]), tuple(sorted(about[name]))) for name, one in _sorted(found))
    annotators = sorted({annotator for one in about.values() for annotator, _ in one})
    return Layout(articles, tuple(strays), tuple(found.halves), tuple(annotators))


def _sorted(found: _Found) -> Iterator[tuple[str, list[Path]]]:
    return iter(sorted((name, sorted(paths)) for name, paths in found.texts.items()))


def _walk(path: Path) -> _Found:
    found = _Found()
    for parent, folders, files in os.walk(path):
        folders.sort()
        folder = Path(parent)
        for name in sorted(files):
            if name.endswith(".txt"):
                found.texts[name.removesuffix(".txt")].append(folder / name)
            elif parts := ANNOTATIONS.fullmatch(name):
                found.annotations.append((folder, folder / name, parts["stem"], parts["suffix"]))
            elif name.endswith(HALVES):
                found.halves.append(folder / name)
    return found


def _prefix(stem: str, names: Container[str]) -> str | None:
    """Give the longest name of a text that a file's name begins with, before a separator."""
    ends = (place for place in range(len(stem) - 1, 0, -1) if stem[place] in SEPARATORS)
    return next((stem[:end] for end in ends if stem[:end] in names), None)


def _annotator(root: Path, folder: Path, suffix: str, texts: list[Path]) -> str:
    if suffix:
        return suffix.lstrip(SEPARATORS) or ONLY_ANNOTATOR
    if folder == root:
        return ONLY_ANNOTATOR
    inside = folder.relative_to(root).parts
    is_beside = any(text.parent == folder for text in texts)
    return "-".join(inside) if inside and is_beside else ONLY_ANNOTATOR
