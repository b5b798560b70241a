"""Tables: where each format and each scheme lives. Its module is imported when it is asked for.

>>> format_module("brat").CAPABILITIES.fragments
True
>>> format_module("word")
Traceback (most recent call last):
...
corpus.errors.UnknownName: no format 'word'; there are brat, conll, conllu, docbin, jsonl, release
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Literal, Protocol, cast

from corpus.errors import UnknownName

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.capabilities import Capabilities, Loss
    from corpus.formats.graph import Graph
    from corpus.formats.reports import Ledger
    from corpus.formats.vocabularies import Vocabulary
    from corpus.model import Corpus

OnLoss = Literal["error", "report", "sidecar"]
"""What to do about what a target cannot hold: stop, leave it out and list it, or keep it in a file beside."""

FORMATS: dict[str, str] = {
    "brat": "corpus.formats.brat",
    "conll": "corpus.formats.conll",
    "conllu": "corpus.formats.conllu",
    "docbin": "corpus.formats.docbin",
}
"""The module of each format of others; `docs/formats.md` says what such a module has."""

SCHEMES: dict[str, str] = {
    "conll2003": "corpus.schemes.conll2003",
    "gum": "corpus.schemes.gum",
    "ontonotes": "corpus.schemes.ontonotes",
    "polnear": "corpus.schemes.polnear",
    "reportedly": "corpus.schemes.reportedly",
}
"""The module of each scheme."""

OWN_SCHEME = "reportedly"
WORKING_FOLDER, RELEASE = "jsonl", "release"
OWN_FORMATS = (WORKING_FOLDER, RELEASE)
"""Our own files: a working folder, and a release, which is only read."""


class FormatModule(Protocol):
    """What a module of `corpus.formats` has."""

    CAPABILITIES: Capabilities

    def read(self, path: Path, ledger: Ledger) -> Iterable[Graph]:
        """Read graphs from a file or folder, and count every item in the ledger."""

    def write(self, graphs: Iterable[Graph], path: Path, vocabulary: Vocabulary) -> None:
        """Write graphs that hold no more than the capabilities say to a path that is not there yet."""


class SchemeModule(Protocol):
    """What a module of `corpus.schemes` has."""

    def decode(self, graphs: Iterable[Graph], ledger: Ledger) -> Corpus:
        """Make a corpus of graphs, and withdraw in the ledger what it cannot take."""

    def encode(self, news: Corpus) -> Iterator[tuple[Graph, list[Loss]]]:
        """Make a graph of each document, with what the scheme cannot say of it."""

    def vocabulary(self) -> Vocabulary:
        """Give the labels, for tools that want to be told."""


def format_module(name: str) -> FormatModule:
    """Give the module of a format.

    Raises:
        UnknownName: there is no such format, or it is one of our own.
    """
    if name not in FORMATS:
        message = f"no format {name!r}; there are {', '.join(sorted((*FORMATS, *OWN_FORMATS)))}"
        raise UnknownName(message)
    return cast("FormatModule", import_module(FORMATS[name]))


def scheme_module(name: str | None) -> SchemeModule:
    """Give the module of a scheme, our own where none is named.

    Raises:
        UnknownName: there is no such scheme.
    """
    name = name or OWN_SCHEME
    if name not in SCHEMES:
        message = f"no scheme {name!r}; there are {', '.join(sorted(SCHEMES))}"
        raise UnknownName(message)
    return cast("SchemeModule", import_module(SCHEMES[name]))
