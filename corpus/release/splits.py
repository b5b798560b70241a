"""Splits: the documents of each split of a release; `corpus.model.splits` says which split is a document's.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> about = CorpusMetadata(name="mine", version="0.1.0", schema_version="1", splits={"train": 0.8, "test": 0.2})
>>> split_documents(Corpus(about, [Document.of("event-1", "It rained.")]))
{'test': ['event-1']}
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.model.splits import split_of

if TYPE_CHECKING:
    from corpus.model import Corpus


def split_documents(corpus: Corpus) -> dict[str, list[str]]:
    """Give the document ids of each split, in order; a split without documents is left out."""
    found: dict[str, list[str]] = {name: [] for name in corpus.metadata.splits}
    for document in corpus.documents:
        found[split_of(document.group_id, corpus.metadata.splits)].append(document.id)
    return {name: ids for name, ids in found.items() if ids}
