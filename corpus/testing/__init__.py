"""Hypothesis strategies for text, spans, documents and whole corpora, and laws that any converter can be held to.

Needs the extra `testing`: `pip install "reportedly[testing]"`. A law takes the functions that it tests::

    @given(corpora())
    def test_my_format_loses_nothing(corpus):
        assert_round_trip(corpus, my_write, my_read)
"""

from corpus.testing.corpora import annotated_documents, annotation_sets, corpora
from corpus.testing.corruptions import Corruption, corruptions, every_corruption
from corpus.testing.documents import documents, metadata
from corpus.testing.laws import assert_order_irrelevant, assert_round_trip, assert_same_bytes, differences
from corpus.testing.places import spans
from corpus.testing.records import records
from corpus.testing.texts import texts

__all__ = [
    "Corruption",
    "annotated_documents",
    "annotation_sets",
    "assert_order_irrelevant",
    "assert_round_trip",
    "assert_same_bytes",
    "corpora",
    "corruptions",
    "differences",
    "documents",
    "every_corruption",
    "metadata",
    "records",
    "spans",
    "texts",
]
