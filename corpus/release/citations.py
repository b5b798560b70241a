r"""How to cite a release: what the corpus says itself, else BibTeX made from its metadata.

>>> from corpus.model import CorpusMetadata
>>> print(cite(CorpusMetadata(name="mine", title="My news & more", version="1.0.0", schema_version="1")))
@misc{mine-1.0.0,
  title = {{My news {\&} more}},
  version = {1.0.0},
  note = {Dataset, version 1.0.0}
}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from corpus.release.markdown import one_line

if TYPE_CHECKING:
    from corpus.model import CorpusMetadata

_BIBTEX_SPECIAL = re.compile(r"[&%$#_]")
# Braces that do not pair end a BibTeX field, and a backslash begins a command; neither belongs into a title.
_BIBTEX_REFUSED = re.compile(r"[{}\\~^]")


def cite(metadata: CorpusMetadata) -> str:
    """Give the corpus's own citation, or BibTeX with its title, version and homepage; no year that nobody stated."""
    if metadata.citation and metadata.citation.strip():
        return metadata.citation
    fields = {
        "title": f"{{{_bibtex(metadata.title or metadata.name)}}}",
        "version": metadata.version,
        "url": metadata.homepage and one_line(metadata.homepage),
        "note": f"Dataset, version {metadata.version}",
    }
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items() if value)
    return f"@misc{{{metadata.name}-{metadata.version},\n{lines}\n}}"


def _bibtex(text: str) -> str:
    return _BIBTEX_SPECIAL.sub(r"{\\\g<0>}", _BIBTEX_REFUSED.sub(" ", one_line(text)))
