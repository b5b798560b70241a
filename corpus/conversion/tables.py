"""Tables: where each format and each scheme lives. Its module is imported when it is asked for.

>>> format_module("brat").CAPABILITIES.fragments
True
>>> format_module("word")
Traceback (most recent call last):
...
corpus.errors.UnknownName: no format 'word'; there are ...
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
    "bioscope": "corpus.formats.bioscope",
    "brat": "corpus.formats.brat",
    "cas-json": "corpus.formats.cas_json",
    "conll": "corpus.formats.conll",
    "conllu": "corpus.formats.conllu",
    "docbin": "corpus.formats.docbin",
    "doccano": "corpus.formats.doccano",
    "inception": "corpus.formats.inception",
    "labelstudio": "corpus.formats.labelstudio",
    "newsmtsc": "corpus.formats.newsmtsc",
    "prodigy": "corpus.formats.prodigy",
    "semeval2016": "corpus.formats.semeval2016",
    "stam": "corpus.formats.stam",
    "webannotation": "corpus.formats.webannotation",
    "xmi": "corpus.formats.xmi",
}
"""The module of each format of others; `docs/formats.md` says what such a module has."""

WRITTEN_ONLY = ("stam", "webannotation")
"""Formats that have no `read`, so that no sidecar can be made for them either."""

SCHEMES: dict[str, str] = {
    "bioscope": "corpus.schemes.bioscope",
    "conll2003": "corpus.schemes.conll2003",
    "gum": "corpus.schemes.gum",
    "newsmtsc": "corpus.schemes.newsmtsc",
    "ontonotes": "corpus.schemes.ontonotes",
    "polnear": "corpus.schemes.polnear",
    "reportedly": "corpus.schemes.reportedly",
    "semeval2016": "corpus.schemes.semeval2016",
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


def readable_module(name: str) -> FormatModule:
    """Give the module of a format that is to be read.

    Raises:
        UnknownName: there is no such format, it is one of our own, or it is written only.
    """
    if name in WRITTEN_ONLY:
        readable = ", ".join(sorted({*FORMATS, *OWN_FORMATS} - {*WRITTEN_ONLY}))
        message = f"expected a format to read, found {name}, which is written only; there are {readable}"
        raise UnknownName(message)
    return format_module(name)


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
