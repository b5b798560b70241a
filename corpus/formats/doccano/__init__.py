"""doccano: JSON Lines with `text` and `label` (or `labels`, or `entities` and `relations`), as it imports and exports them.

doccano counts UTF-16 units, or graphemes where a project says so; the file does not tell which, and has no surfaces. So the
unit is taken under which all bounds fall between words as bounds do, UTF-16 where several are so, and the report says so.
An annotator is a file of the export (`ana.jsonl` in its ZIP), or the `user` of an annotation in older ones.
https://doccano.github.io/doccano/
"""

from corpus.formats.doccano.reading import read
from corpus.formats.doccano.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
