"""Documents: a text that never changes, its hash, and what is known of where it came from.

>>> news = Document.of("note-1", "It rained.", language="en")
>>> news.sha256[:8], news.group_id
('8b38b558', 'note-1')
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, StringConstraints

from corpus.model.digests import Digest, text_digest
from corpus.model.extras import Extras
from corpus.model.passages import Passage
from corpus.model.records import Date, Many, Name, Offset, Record, Text

DocumentId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$", max_length=200)]
"""A name that is also a safe file name: letters, digits, dot, underscore, hyphen."""

WITHHELD_FIELDS = ("length", "passages")
"""What a document has in place of a text that is withheld."""


class Document(Record):
    """One text as it was stored, byte for byte, with metadata that claims nothing the source does not say."""

    id: DocumentId
    """Unique in the corpus; also the name of the text file."""
    text: Text | None = Field(default=None, repr=False)
    """The exact text; null where a release withholds it. Kept in `texts/<id>.txt`, not in `documents.jsonl`."""
    sha256: Digest
    """sha256 of the text's UTF-8 bytes."""
    length: Offset | None = None
    """Code points of the text where it is withheld; else null."""
    passages: Many[Passage] | None = None
    """Stretches of the withheld text, by which an edited copy is recognised; empty where it is too short, else null."""
    language: Name | None = None
    """BCP 47 tag, such as `en`."""
    title: Text | None = None
    """The headline as printed."""
    author: Text | None = None
    """Byline; null where the source names nobody."""
    publisher: Text | None = None
    """Outlet; null where unknown."""
    published: Date | None = None
    """Day, month or year of publication (ISO 8601); null where unknown."""
    url: Name | None = None
    """Where the text was found."""
    rights: Text | None = None
    """Who may do what with the text; null where unknown."""
    group: Name | None = None
    """Documents of one group stay in one split (the same event, the same source); null means alone."""
    note: Text | None = None
    """Anything a reader should know."""
    extras: Extras | None = None
    """What an import brought along that has no field here."""

    @classmethod
    def of(cls, document_id: str, text: str, **fields: Any) -> Document:
        """Make a document from its text and compute the hash."""
        return cls(id=document_id, text=text, sha256=text_digest(text), **fields)

    @property
    def is_intact(self) -> bool:
        """Whether the text, where there is one, is that of the hash."""
        return self.text is None or text_digest(self.text) == self.sha256

    @property
    def size(self) -> int | None:
        """The code points of the text: counted, or as stated where it is withheld; None where nobody knows."""
        return self.length if self.text is None else len(self.text)

    @property
    def group_id(self) -> str:
        """The group that decides the split: `group`, or the document's own id."""
        return self.group or self.id
