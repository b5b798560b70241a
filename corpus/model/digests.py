"""Digests: what stands in for words that may not be published, so that who has the text can verify each offset.

The key of a surface's digest is made from the whole text of its document. Who has the text makes the key; who has not
cannot try words one after the other, because each try needs the whole text. The place is part of what is hashed, so that
equal words do not show as equal.

>>> key = surface_key("It may rain.")
>>> surface_digest(key, 3, 6, "may")
'cd4c4ba6c9fb208a5b0cda3aa5e5bf97'
>>> surface_digest(surface_key("It may snow."), 3, 6, "may") == surface_digest(key, 3, 6, "may")
False
"""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from pydantic import StringConstraints

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""A sha256 in lower-case hexadecimal digits."""

SurfaceDigest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
"""The first 32 hexadecimal digits of an HMAC-SHA256."""

SURFACE_DIGITS = 32
SURFACE_DOMAIN = b"reportedly surface key 1\0"
PASSAGE_DOMAIN = b"reportedly passage 1\0"
# A domain keeps each hash apart from every other use of sha256, above all from the document's own, which is public.


def text_digest(text: str) -> str:
    """Compute the sha256 of the text's UTF-8 bytes.

    >>> text_digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode()).hexdigest()


def surface_key(text: str) -> bytes:
    """Make the key of a document's surfaces from its whole text; it is never published."""
    return hashlib.sha256(SURFACE_DOMAIN + text.encode()).digest()


def surface_digest(key: bytes, start: int, end: int, surface: str) -> str:
    """Compute the digest of a surface at half-open code points of the text of that key."""
    message = f"{start}-{end}:{surface}".encode()
    return hmac.digest(key, message, "sha256").hex()[:SURFACE_DIGITS]


def passage_digest(passage: str) -> str:
    """Compute the sha256 of a stretch of text, with its length in code points."""
    return hashlib.sha256(PASSAGE_DOMAIN + f"{len(passage)}:{passage}".encode()).hexdigest()
