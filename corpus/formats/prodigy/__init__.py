"""Prodigy: JSON Lines with a task a line: `text`, `tokens`, `spans`, `relations`, `answer`, as `db-out` writes them.

Tasks about one text (one `_input_hash`) are one document, those of one `_annotator_id` (or `_session_id`) one annotator. What
was answered with *reject* is a negative judgement and no annotation: it is refused, and kept word for word in the document's
`extras`. Attributes and notes, which Prodigy has no place for, stand in keys of their own on spans, which it passes through.
https://prodi.gy/docs/api-interfaces
"""

from corpus.formats.prodigy.reading import read
from corpus.formats.prodigy.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
