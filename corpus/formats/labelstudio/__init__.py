"""Label Studio: a list of tasks as JSON, as it exports and imports them, with the labelling configuration beside it.

Read: the exports JSON and JSON-MIN, JSON Lines of tasks, folders of them (a storage target writes a file per annotation), with
`annotations` or, before 2021, `completions`, and with `predictions`. Offsets count code points since October 2021 and UTF-16
units before; the surfaces prove which. Written: predictions, because an import takes annotations only of users that it knows.
https://labelstud.io/guide/task_format
"""

from corpus.formats.labelstudio.reading import read
from corpus.formats.labelstudio.writing import CAPABILITIES, write

__all__ = ["CAPABILITIES", "read", "write"]
