"""NewsMTSC: JSON Lines, a sentence a line with its targets and how it speaks of each (Hamborg and Donnay 2021).

A target is a span, its `Input.gid` the id, its `polarity` an attribute; a further mention is a span tied to its target. A key
of a target that is not known is a note on it, as JSON; one of a line is in the document's extras, with `primary_gid`. A
document is called after its `primary_gid`, made fit for a file. Two keys are ours: `annotator`, and `document` with what is
known of it; further annotators of a sentence follow on lines of their own. https://github.com/fhamborg/NewsMTSC
"""

from corpus.formats.newsmtsc.reading import read
from corpus.formats.newsmtsc.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
