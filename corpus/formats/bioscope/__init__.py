"""BioScope: XML whose sentences hold cues and their scopes as elements (Vincze and others 2008).

Every element is a span and every XML attribute an attribute of it; an `id` is the span's id. What stands on the root element
and on `DocID` are attributes `Annotation.created`, `DocID.type` of the span of the document.

The text of a document is made of its sentences in their order, each as it stands, with a line feed between two (between two
parts as well); white space outside sentences is layout. Two elements of ours: `<char code="1F"/>` in a sentence is a character
that XML cannot write, and `annotator` on a `Document` says whose it is; further annotators of a document follow as further
`Document` elements of the same `DocID`.
https://rgai.inf.u-szeged.hu/bioscope
"""

from corpus.formats.bioscope.reading import read
from corpus.formats.bioscope.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
