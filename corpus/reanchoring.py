"""Reanchoring: a corpus taken to edited texts; every annotation gets a verdict, and what is unsure goes to a review.

>>> from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Span
>>> from corpus.model.rows import table_of
>>> old = "He reportedly said no. It may rain."
>>> mine = AnnotationSet(id="mine", role="raw", annotator=Annotator(name="me", kind="human"), profile="silver")
>>> cues = [Cue(id="c1", document_id="d", span=Span.of(old, (3, 13)), type="reportive"),
...         Cue(id="c2", document_id="d", span=Span.of(old, (26, 29)), type="epistemic")]
>>> news = Corpus(CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [Document.of("d", old)], [mine],
...               {"mine": {"cues": table_of("cues", cues)}})
>>> moved = reanchor(news, {"d": "He said no. Perhaps it may rain."})
>>> [(cue.id, cue.span.start, cue.span.surface) for cue in moved.corpus.cues], moved.counts["cues"]
([('c2', 23, 'may')], {'exact': 0, 'moved': 1, 'fuzzy': 0, 'lost': 1})
>>> [(item.id, item.verdict, item.reasons) for item in moved.review]
[('c1', 'lost', ('span is lost: no place fits well enough',))]
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.anchoring import align, carry
from corpus.anchoring.gathering import Gathered
from corpus.anchoring.places import THRESHOLD
from corpus.checks import check_integrity
from corpus.errors import CorpusError, UnknownName, UnsoundCorpus
from corpus.files.reviews import write_reviewed
from corpus.model.reading import Reading

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from corpus.anchoring import ReviewItem
    from corpus.anchoring.gathering import Counts
    from corpus.model import Corpus

SHOWN = 20
"""Ids named in a message."""


@dataclass(frozen=True, slots=True)
class Reanchored:
    """What came of taking a corpus to edited texts.

    Attributes:
        corpus: the corpus with the new texts; lost annotations are not in it.
        counts: by layer, how many annotations got each verdict; those of documents whose text stayed are exact.
        review: one item for each annotation that is fuzzy or lost, with all that a person needs to decide.
    """

    corpus: Corpus
    counts: Counts
    review: tuple[ReviewItem, ...]


def reanchor(
    corpus: Corpus,
    texts: Mapping[str, str],
    *,
    threshold: float = THRESHOLD,
    progress: Callable[[str], None] | None = None,
) -> Reanchored:
    """Carry the annotations of a corpus to edited texts, in every set.

    Args:
        corpus: the corpus; it is left as it is.
        texts: the new text of each document that was edited; the others keep theirs.
        threshold: from 0 to 1, how well an edited span must fit its place to be kept as `fuzzy`.
        progress: is told the id of each document.

    Raises:
        UnknownName: a text is of no document.
        CorpusError: the threshold is no share, a text cannot be written as UTF-8, or a document has no text to start from.
        UnsoundCorpus: the corpus breaks a rule.
    """
    _refuse(corpus, texts, threshold)
    gathered = Gathered()
    for document in corpus.documents:
        if document.id in texts:
            if progress is not None:
                progress(document.id)
            alignment = align(document.text or "", texts[document.id])
            gathered.add(carry(corpus, document.id, texts[document.id], alignment, threshold=threshold))
    made = gathered.corpus(corpus, texts)
    _refuse_unsound(made)
    return Reanchored(made, gathered.counts(corpus), tuple(gathered.review))


def write_reanchored(reanchored: Reanchored, path: Path | str, review: Path | str) -> None:
    """Write the new corpus as a working folder and its review beside it, an item a line: both appear complete or not at all.

    Args:
        reanchored: what came of `reanchor`.
        path: the new working folder; it must not be there, or be empty.
        review: the review file; it must not be there, and not lie in the folder, where it would be taken for annotations.

    Raises:
        FileError: something stands where one of the two is to be written.
        OSError: they cannot be written.
    """
    write_reviewed(reanchored.corpus, reanchored.review, Path(path), Path(review))


def _refuse(corpus: Corpus, texts: Mapping[str, str], threshold: float) -> None:
    if not 0 <= threshold <= 1:
        message = f"expected a threshold from 0 to 1, found {threshold:g}"
        raise CorpusError(message)
    strangers = sorted(texts.keys() - {document.id for document in corpus.documents})
    if strangers:
        named = ", ".join(strangers[:SHOWN]) + (", ..." if len(strangers) > SHOWN else "")
        message = (
            f"expected texts of documents of {corpus.metadata.name}, found texts of no document: {named}; rename or remove"
        )
        raise UnknownName(message)
    _refuse_texts(corpus, texts)
    _refuse_unsound(corpus)


def _refuse_texts(corpus: Corpus, texts: Mapping[str, str]) -> None:
    for document in corpus.documents:
        if document.id in texts and document.text is None:
            message = f"expected the text of {document.id} in the corpus, found none; without it there is nothing to compare"
            raise CorpusError(message)
        try:
            texts.get(document.id, "").encode()
        except UnicodeEncodeError as error:
            message = f"expected a text for {document.id} that UTF-8 can hold, found a lone surrogate at {error.start}"
            raise CorpusError(message) from error


def _refuse_unsound(corpus: Corpus) -> None:
    findings = check_integrity(Reading(corpus))
    if findings:
        raise UnsoundCorpus(findings)
