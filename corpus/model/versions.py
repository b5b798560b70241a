r"""Versions of a text: is one text another with its line ends, its marks or some passages changed?

What editors, file systems and downloads do to a text unseen is undone, alone and together, until its hash fits.

>>> from corpus.model.documents import Document
>>> rain = Document.of("d", "It rained.\nSo what?\n").model_copy(update={"text": None})
>>> print(Likenesses.of([rain]).find("\ufeffIt rained.\r\nSo what?\r\n"))
without the byte order mark, with LF for CRLF it would be that text
>>> Likenesses.of([rain]).find("It snowed.") is None
True
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.model.digests import passage_digest, text_digest
from corpus.model.passages import candidates, find_passages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

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
        hashes: the id of each, by the sha256 of its text.
        passages: the id of each, by the sha256 of each of its passages.
    """

    documents: Mapping[str, Document]
    hashes: Mapping[str, str]
    passages: Mapping[str, str]

    @classmethod
    def of(cls, documents: Sequence[Document]) -> Likenesses:
        """Prepare to look up some documents."""
        return cls(
            {document.id: document for document in documents},
            {document.sha256: document.id for document in documents},
            {passage.sha256: document.id for document in documents for passage in document.passages or ()},
        )

    def find(self, text: str, *, called: str | None = None) -> Likeness | None:
        """Say which document a text is like: by its hash once something is undone, by its passages, or by what it is called.

        Of several it is the one that has the most passages in common with the text; None where there is none.
        """
        if not self.documents:
            return None
        for changes, changed in _versions(text):
            document_id = self.hashes.get(text_digest(changed))
            if document_id is not None:
                return Likeness(document_id, changes)
        digests = (passage_digest(passage) for _, passage in candidates(text))
        shared = Counter(self.passages[digest] for digest in digests if digest in self.passages)
        best = next((document_id for document_id, _ in shared.most_common(1)), called)
        document = self.documents.get(best or "")
        return None if document is None else Likeness.of(document, text)


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
