r"""Other editions of a withheld text: undone where only line ends, marks or blanks differ; else followed passage by passage.

A text that becomes the document's once something is undone is as good as that text. Of an edited one, those passages are
known that stand in it unchanged, and what lies inside them is carried there; the rest is lost and goes to a review.

>>> from corpus.model import Document
>>> rain = Document.of("d", "It rained.\n").model_copy(update={"text": None, "length": 11})
>>> editions_of([rain], {"rain.txt": "It rained.\r\n"}).restored
{'d': ('rain.txt', 'It rained.\n')}
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.anchoring import Alignment, carry
from corpus.anchoring.gathering import Gathered
from corpus.model.passages import find_passages
from corpus.model.versions import Likeness, Likenesses, undone

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from corpus.model import Corpus, Document

    Edition = tuple[str, str]


LEAST_SHARE = 0.5
"""How much of a document's passages must stand in a text that is taken as its own: a footer in common is not enough."""


@dataclass(frozen=True)
class Editions:
    """Files that are nearly the text of a document.

    Attributes:
        likely: of each such file what it is like.
        restored: by document, the file and the text that it becomes once something is undone.
        edited: by document, the file and its text, of which passages are the document's.
    """

    likely: Mapping[str, Sequence[Likeness]]
    restored: dict[str, Edition] = field(default_factory=dict)
    edited: dict[str, Edition] = field(default_factory=dict)


def editions_of(documents: Sequence[Document], texts: Mapping[str, str]) -> Editions:
    """Find the texts that are nearly those of some documents; of several for one, the one that has most in common with it."""
    known = Likenesses.of(documents)
    found = {name: known.find(text, called=Path(name).stem) for name, text in texts.items()}
    editions = Editions({name: likely for name, likely in found.items() if likely})
    pairs = [(name, one) for name, likely in editions.likely.items() for one in likely]
    for name, likeness in sorted(pairs, key=lambda pair: (-pair[1].share, pair[0])):
        if likeness.changes:
            editions.restored.setdefault(likeness.document_id, (name, undone(texts[name], likeness.changes)))
        elif likeness.share >= LEAST_SHARE and len(editions.likely[name]) == 1:
            editions.edited.setdefault(likeness.document_id, (name, texts[name]))
    for document_id in editions.restored:
        editions.edited.pop(document_id, None)
    return editions


def carry_to(corpus: Corpus, texts: Mapping[str, str]) -> Gathered:
    """Carry what lies inside unchanged passages of withheld documents to edited texts."""
    gathered = Gathered()
    for document in corpus.documents:
        if document.id in texts:
            alignment = Alignment.of(find_passages(document, texts[document.id]))
            gathered.add(carry(corpus, document.id, texts[document.id], alignment))
    return gathered
