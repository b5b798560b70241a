"""The elements and attributes of BioScope's XML, and ours in it."""

from __future__ import annotations

import re

ROOT, DOCUMENTS, DOCUMENT_ID = "Annotation", "DocumentSet", "DocID"
DOCUMENT, PART, SENTENCE, SCOPE, CUE = "Document", "DocumentPart", "sentence", "xcope", "cue"
ELEMENTS = (DOCUMENT, PART, SENTENCE, SCOPE, CUE)
"""The elements that are spans; of two at one place, the one that stands first here holds the other."""
ID, ANNOTATOR = "id", "annotator"
CHARACTER, CODE = "char", "code"
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
"""An attribute that may stand on an element."""
OUTER = re.compile(rf"(?P<element>{ROOT}|{DOCUMENT_ID})\.(?P<name>{NAME.pattern})")
"""An attribute of a document that stands on another element."""
UNWRITABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 has no way to write."""
