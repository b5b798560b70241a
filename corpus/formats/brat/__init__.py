"""brat stand-off: folders of `.txt` with `.ann` beside them, one annotation a line.

Everything the format knows is carried: text-bound annotations with fragments, relations and events with any roles (repeated and
in circles too), attributes on anything, notes, normalisations, `*` lines. Several annotators are files `text_name.ann`, or
folders.
https://brat.nlplab.org/standoff.html
"""

from corpus.formats.brat.reading import read
from corpus.formats.brat.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
