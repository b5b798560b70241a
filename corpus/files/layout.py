"""Layout: what the files of a working folder and of a release are called."""

from __future__ import annotations

from corpus.model.layers import LAYERS

METADATA = "corpus.json"
DOCUMENTS = "documents.jsonl"
TEXTS = "texts"
SET = "set.json"
RELEASED_SETS = "sets.jsonl"
"""Where a release keeps the provenance of its sets; a working folder has no such file."""
ADJUDICATION = "adjudication.jsonl"
OTHER_FILES = (SET, ADJUDICATION)
"""Files of a set that are no layer and may stand there."""
LAYER_FILES = {f"{layer}.jsonl": layer for layer in LAYERS}
"""The layer of each file of a set."""
