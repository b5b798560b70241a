r"""Conversion: other people's files to a corpus and back, with a report of what came in and a list of what is lost.

A *format* says how a file is written (brat, our working folder), a *scheme* what its labels mean (PolNeAR's, our own).

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> lines = "T1\tcues 3 6\tmay\nA1\ttype T1 epistemic\n"
>>> with TemporaryDirectory() as folder:
...     mine, yours = Path(folder, "mine"), Path(folder, "yours")
...     mine.mkdir()
...     _ = (mine / "rain.txt").write_text("It may rain.")
...     _ = (mine / "rain.ann").write_text(lines)
...     news = read(mine, format="brat")
...     losses = write(news, yours, format="brat")
...     again = (yours / "rain.ann").read_text()
>>> news.cues[0].type, losses, again == lines
('epistemic', (), True)
"""

from corpus.conversion.converting import Conversion, convert
from corpus.conversion.importing import read
from corpus.conversion.tables import FORMATS, SCHEMES, OnLoss
from corpus.conversion.writing import write

__all__ = ["FORMATS", "SCHEMES", "Conversion", "OnLoss", "convert", "read", "write"]
