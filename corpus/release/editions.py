"""Editions: a corpus as it is published, with or without the words of its texts.

What depends on the words is decided here, before they go: the sentences and tokens of each document.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1", text_release="withheld")
>>> edition = edition_of(Corpus(metadata, [Document.of("rain", "It may rain.")]))
>>> {document: len(one.tokens) for document, one in edition.segmentations.items()}
{'document-b213e54d6dcf': 4}
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.release.tasks import segment_corpus
from corpus.release.withholding import withhold_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from corpus.model import Corpus
    from corpus.release.withholding.phrases import Phrases
    from corpus.segmentation import Segmentation


@dataclass(frozen=True)
class Edition:
    """What is published.

    Attributes:
        corpus: documents, sets and layers; its `text_release` says whether the texts are in it.
        segmentations: the sentences and tokens of each document whose text is known.
        phrases: the words that nothing published may repeat; None where the texts are included.
        dropped: how many values were left out because they repeat such words, by field.
        spoken: fields of the metadata that repeat them and stay.
    """

    corpus: Corpus
    segmentations: Mapping[str, Segmentation]
    phrases: Phrases | None = None
    dropped: Mapping[str, int] = field(default_factory=dict)
    spoken: tuple[str, ...] = ()


def edition_of(corpus: Corpus) -> Edition:
    """Give a corpus as its `text_release` says that it is published.

    Raises:
        ReleaseError: the texts are withheld, and a field without which there is no record repeats their words.
    """
    segmentations = segment_corpus(corpus)
    if corpus.metadata.text_release != "withheld":
        return Edition(corpus, segmentations)
    made = withhold_words(corpus)
    return Edition(
        made.corpus,
        {made.documents[one]: found for one, found in segmentations.items()},
        made.phrases,
        made.dropped,
        made.spoken,
    )
