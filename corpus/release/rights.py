"""Rights in the texts: what nobody knows is a question that `corpus.json` answers with a reason, not a command line alone.

>>> from corpus.model import Corpus, CorpusMetadata, Document
>>> about = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
>>> unknown_rights(Corpus(about, [Document.of("a", "It rained."), Document.of("b", "It snowed.", rights="CC0-1.0")]))
['a']
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import ReleaseError

if TYPE_CHECKING:
    from corpus.model import Corpus

SHOWN = 5
"""Documents named in a message."""


def unknown_rights(corpus: Corpus) -> list[str]:
    """Name the documents with a text of which neither they themselves nor the corpus say who holds the rights."""
    if corpus.metadata.text_rights:
        return []
    return [document.id for document in corpus.documents if document.text is not None and not document.rights]


def refuse_unknown_rights(corpus: Corpus) -> None:
    """Refuse to include texts whose rights are unknown, unless the corpus's own metadata include them and say why.

    Raises:
        ReleaseError: they do not; it names the documents and says what to write where.
    """
    about = corpus.metadata
    unknown = unknown_rights(corpus)
    if not unknown or (about.text_release == "included" and about.text_release_reason):
        return
    more = f" and {len(unknown) - SHOWN} more" if len(unknown) > SHOWN else ""
    message = (
        f"nobody says who holds the rights in the text of {', '.join(unknown[:SHOWN])}{more}, so `corpus.json` must say why a "
        'release may include it: write "text_release": "included" and "text_release_reason": "..." there. Where the rights are '
        'known, write them in corpus.json as "text_rights", or in documents.jsonl as "rights"'
    )
    raise ReleaseError(message)
