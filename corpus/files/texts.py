r"""Texts: a folder of `<document id>.txt` files, read byte for byte.

Nothing is normalised: line ends stay as they are, and a byte order mark is a character of the text (U+FEFF), as it is in a
working folder.

>>> from pathlib import Path
>>> from tempfile import TemporaryDirectory
>>> with TemporaryDirectory() as folder:
...     _ = Path(folder, "rain.txt").write_bytes(b"It rains.\r\n")
...     read_texts(folder)
{'rain': 'It rains.\r\n'}
"""

from __future__ import annotations

from pathlib import Path

from corpus.errors import FileError
from corpus.files.filesystem import read_regular

SUFFIX = ".txt"


def read_texts(folder: Path | str) -> dict[str, str]:
    """Read the texts of a folder, each by the id of its document. Files whose names begin with a dot are left aside.

    Raises:
        FileError: it is no folder, it has no texts or something that is none, or a text is not UTF-8.
        OSError: a file cannot be read.
    """
    folder = Path(folder)
    if not folder.is_dir():
        found = "a file" if folder.exists() else "no such path"
        message = f"expected a folder of texts, <document id>{SUFFIX} each, found {found}"
        raise FileError(message, file=str(folder))
    paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
    for path in paths:
        if path.suffix != SUFFIX:
            message = f"expected texts alone, <document id>{SUFFIX} each; rename it, or move it elsewhere"
            raise FileError(message, file=str(path))
    if not paths:
        message = f"expected texts, <document id>{SUFFIX} each, found none"
        raise FileError(message, file=str(folder))
    return {path.name.removesuffix(SUFFIX): _text(path) for path in paths}


def _text(path: Path) -> str:
    try:
        return read_regular(path).decode()
    except UnicodeDecodeError as error:
        message = f"expected UTF-8, found byte 0x{error.object[error.start]:02x} at byte {error.start}; save it as UTF-8"
        raise FileError(message, file=str(path)) from error
