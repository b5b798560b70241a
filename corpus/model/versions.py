r"""Versions of a text: is one text another with its line ends, its marks or some passages changed?

What editors, file systems and downloads do to a text unseen is undone, alone and together, until its hash fits.

>>> from corpus.model.documents import Document
>>> rain = Document.of("d", "It rained.\nSo what?\n").model_copy(update={"text": None})
>>> print(*Likenesses.of([rain]).find("\ufeffIt rained.\r\nSo what?\r\n"))
without the byte order mark, with LF for CRLF it would be that text
>>> Likenesses.of([rain]).find("It snowed.")
[]
"""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.model.digests import passage_digest, text_digest
from corpus.model.passages import candidates, find_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from corpus.model.documents import Document

    Change = Callable[[str], str]

CHANGES: tuple[Mapping[str, Change], ...] = (
    {"without the byte order mark": lambda text: text.removeprefix("\ufeff"), "with a byte order mark": "\ufeff{}".format},
    {
        "with LF for CRLF": lambda text: text.replace("\r\n", "\n"),
        "with CRLF for LF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
        "with LF for CR": lambda text: text.replace("\r\n", "\n").replace("\r", "\n"),
    },
    {
        "without the line feed at its end": lambda text: text.removesuffix("\n"),
        "without the blanks at its end": str.rstrip,
        "with a line feed at its end": "{}\n".format,
    },
    {
        "in Unicode form NFC": lambda text: unicodedata.normalize("NFC", text),
        "in Unicode form NFD": lambda text: unicodedata.normalize("NFD", text),
    },
)
"""What is undone: at most one of each group, by what to say of it."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How a text that is not a document's is like it.

    Attributes:
        document_id: the document.
        changes: what makes it the document's text; empty where nothing does.
        found: passages of the document that stand in it unchanged.
        passages: passages that the document has.
    """

    document_id: str
    changes: tuple[str, ...]
    found: int = 0
    passages: int = 0

    @classmethod
    def of(cls, document: Document, text: str) -> Likeness:
        """Compare a text with a document, passage by passage."""
        return cls(document.id, (), len(find_passages(document, text)), len(document.passages or ()))

    @property
    def share(self) -> float:
        """How much of the document's passages stand in the text."""
        return self.found / self.passages if self.passages else 0.0

    def __str__(self) -> str:
        """Say what makes it the document's text, or how much of that stands in it."""
        if self.changes:
            return f"{', '.join(self.changes)} it would be that text"
        if not self.passages:
            return "it is called so, and the text is too short to see how much of it is the same"
        return f"{self.found} of {self.passages} passages stand in it unchanged: it was edited, or is another edition"


@dataclass(frozen=True)
class Likenesses:
    """Documents without text, looked up by what their texts are known to be.

    Attributes:
        documents: the documents, by id.
        hashes: the ids, by the sha256 of the text.
        passages: the ids, by the sha256 of each passage.
    """

    documents: Mapping[str, Document]
    hashes: Mapping[str, Sequence[str]]
    passages: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Likenesses:
        """Prepare to look up some documents."""
        return cls(
            {document.id: document for document in documents},
            _by_key((document.sha256, document.id) for document in documents),
            _by_key((passage.sha256, document.id) for document in documents for passage in document.passages or ()),
        )

    def find(self, text: str, *, called: str | None = None) -> list[Likeness]:
        """Say which documents a text is like: by its hash once something is undone, by its passages, or by what it is called.

        Of those with passages in common it is the one of which most stands in the text; several where they are as like.
        """
        for changes, changed in _versions(text) if self.documents else ():
            ids = self.hashes.get(text_digest(changed))
            if ids:
                return [Likeness(document_id, changes) for document_id in ids]
        digests = {passage_digest(passage) for _, passage in candidates(text)}
        near = {document_id for digest in digests for document_id in self.passages.get(digest, ())}
        ranked = sorted(
            (Likeness.of(self.documents[one], text) for one in near),
            key=lambda one: (-one.share, one.document_id != called, one.document_id),
        )
        if ranked and ranked[0].document_id == called:
            return ranked[:1]
        if ranked:
            return [one for one in ranked if one.share == ranked[0].share]
        named = self.documents.get(called or "")
        return [] if named is None else [Likeness.of(named, text)]


def _by_key(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for key, document_id in pairs:
        if document_id not in found.setdefault(key, []):
            found[key].append(document_id)
    return found


def undone(text: str, changes: Sequence[str]) -> str:
    r"""Make the changes that a `Likeness` names.

    >>> undone("It rained.\r\n", ["with LF for CRLF", "without the line feed at its end"])
    'It rained.'
    """
    for group in CHANGES:
        for name in changes:
            text = group[name](text) if name in group else text
    return text


def _versions(text: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Give the text with each set of changes, few before many; a change that changes nothing is left out."""
    for chosen in sorted(itertools.product(*([None, *group] for group in CHANGES)), key=lambda names: -names.count(None)):
        changed = text
        made = []
        for group, name in zip(CHANGES, chosen, strict=True):
            after = changed if name is None else group[name](changed)
            if after != changed and name is not None:
                made.append(name)
            changed = after
        if len(made) == len(chosen) - chosen.count(None):
            yield tuple(made), changed
