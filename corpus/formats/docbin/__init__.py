"""spaCy's DocBin (`.spacy`): entities in `doc.ents`, every span in `doc.spans`, all else in `doc.user_data`.

Others find what they look for: `doc.ents` has the named entities of the first annotator (the outermost of those that overlap),
`doc.spans[annotator]` each span with its label and id; a token never reaches over the edge of a span. What spaCy has no place
for is JSON in `doc.user_data["reportedly"]`. Offsets are code points, as spaCy counts; texts come from `doc.text`.
https://spacy.io/api/docbin
"""

from corpus.formats.docbin.reading import read
from corpus.formats.docbin.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
