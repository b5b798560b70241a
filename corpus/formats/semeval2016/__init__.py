"""SemEval-2016 task 6: tweets with a target and a stance, a table of columns between tabs (Mohammad and others 2016).

The columns `ID`, `Target`, `Tweet` and `Stance` are found by their names, in any order and case; other columns
(`Opinion towards`, `Sentiment`) are kept. A file named `.csv` has commas and quotes. Each row is an object without a place,
labelled `stance`, with notes for its columns; the document is named by its ID. Rows of one ID and tweet are one document.

Two things are ours: a column `Annotator`, and `Tweet (JSON)` instead of `Tweet` where a tweet holds a tab or a line end, so
that the table stays one.

The encoding is proved: UTF-8 if every byte fits, which no other encoding does by chance; else Windows-1252, as no tweet holds
the control characters that Latin-1 has in place of its quotation marks. Rows with bytes that are in neither are quarantined.
http://alt.qcri.org/semeval2016/task6/
"""

from corpus.formats.semeval2016.reading import read
from corpus.formats.semeval2016.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
