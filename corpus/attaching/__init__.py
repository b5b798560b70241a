"""Attaching: a corpus whose texts are withheld and texts that the user has become one corpus, verified."""

from corpus.attaching.texts import Attachment, attach, attach_texts, read_texts

__all__ = ["Attachment", "attach", "attach_texts", "read_texts"]
