"""CoNLL-U: words in lines, entities as GUM and CorefUD bracket them in MISC, attributions as GUM relates its discourse units.

Read are `Entity=` under the fields that `# global.Entity` names, and of `Discourse=` the relations `attribution-...` with their
signals; syntax, morphology and all other relations are no items here. The text is what the words make: `SpaceAfter`,
`SpacesAfter`, multiword tokens; it is held against `# text`. Between sentences stands a blank, between paragraphs a line
break. We write words, spaces and `Entity=`; the rest is JSON in a comment, `# reportedly`. Offsets are code points.
"""

from corpus.formats.conllu.reading import read
from corpus.formats.conllu.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
