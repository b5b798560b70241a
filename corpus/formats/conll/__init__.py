"""CoNLL columns: a token a line, its tag in the last column (BIO, IOB1, BIOES, BILOU or bare), a blank line after a sentence.

Read are tabs or blanks between columns, the tag in the last column or the first, `-DOCSTART-` between documents (with the
name in brackets, as AIDA has it, or without); tokens may be numbered, as GermEval has them. The text is made: tokens joined by
one space, sentences by a line break; the document says so. We write `token _ _ tag`, BIO, and
`-DOCSTART- (name) (annotator,made) O`. Labels are those of the graph: to get entities, choose a scheme of entities
(`conll2003`, `ontonotes`). What overlaps, is no whole word, or is no span at all is lost and listed. Offsets are code points.
"""

from corpus.formats.conll.reading import read
from corpus.formats.conll.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
