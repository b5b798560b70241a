"""Which encoding a file is in, proved from its bytes.

>>> decoded("“so”".encode()), decoded("“so”".encode("cp1252")), decoded("é".encode("latin-1"))
(('“so”', 'UTF-8'), ('“so”', 'Windows-1252'), ('é', 'Windows-1252'))
>>> decoded(bytes([0x81]))[0].encode("utf-8", "replace")
b'?'
"""

from __future__ import annotations

import codecs

UTF_8, WINDOWS = "UTF-8", "Windows-1252"


def decoded(written: bytes) -> tuple[str, str]:
    """Give the text of a file, and the encoding; a byte that is in none is a lone surrogate in the text."""
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if written.startswith(mark):
            return written.decode(name, "replace"), "UTF-16"
    try:
        return written.decode("utf-8-sig"), UTF_8
    except UnicodeDecodeError:
        return written.decode("cp1252", "surrogateescape"), WINDOWS
