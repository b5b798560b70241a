r"""XML as events, without anything that could reach outside or grow: a document with a DOCTYPE is refused before it is read.

INCEpTION also writes XML 1.1, in which control characters may stand as `&#1;`. The parser knows 1.0, so they are read through
characters for private use that the document does not use.

>>> found = []
>>> read_xml(b'<a x="1"><b>c</b></a>', lambda name, values, line: found.append((name, values, line)), lambda name, text: None)
>>> found
[('a', {'x': '1'}, 1), ('b', {}, 1)]
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from xml.parsers import expat  # nosec - no DOCTYPE, so no entities

from corpus.formats.cas.structures import Unusable

if TYPE_CHECKING:
    from collections.abc import Callable

DECLARATION = re.compile(rb"^(?:\xef\xbb\xbf)?<\?xml[^>]*version=[\"']1\.1[\"']")
CONTROL = re.compile(rb"&#(?:x0*([0-9a-fA-F]{1,2})|0*([0-9]{1,2}));")
PRIVATE = range(0xE000, 0xF8FF - 32)
ALLOWED = (9, 10, 13)


def read_xml(written: bytes, start: Callable[[str, dict[str, str], int], object], end: Callable[[str, str], object]) -> None:
    """Read a document; elements are given as they begin (name, attributes, line) and end (name, text).

    Raises:
        Unusable: it is no XML, or has a DOCTYPE.
    """
    base, written = _without_controls(written)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    texts: list[list[str]] = []

    def restored(value: str) -> str:
        return value if base is None else value.translate({base + code: code for code in range(32)})

    def begin(name: str, attributes: dict[str, str]) -> None:
        texts.append([])
        start(name, {key: restored(value) for key, value in attributes.items()}, parser.CurrentLineNumber)

    def data(value: str) -> None:
        texts[-1].append(restored(value))

    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.StartElementHandler = begin
    parser.EndElementHandler = lambda name: end(name, "".join(texts.pop()))
    parser.CharacterDataHandler = data
    try:
        parser.Parse(written, True)  # noqa: FBT003 - its last part
    except (expat.ExpatError, LookupError, ValueError) as error:
        if isinstance(error, Unusable):
            raise
        message = f"expected XML, found {error}; is the file whole?"
        raise Unusable(message) from error


def root_of(written: bytes) -> str:
    """Give the name of the root element, without its namespace; nothing for what is no XML.

    >>> root_of(b"<a><b/></a>"), root_of(b"{}")
    ('a', '')
    """
    names: list[str] = []

    def start(name: str, attributes: dict[str, str], line: int) -> None:  # noqa: ARG001 - a handler
        names.append(name)
        raise Unusable(name)

    try:
        read_xml(written, start, lambda name, text: None)  # noqa: ARG005 - a handler
    except Unusable:
        return names[0].rpartition(" ")[2] if names else ""
    return ""


def _refuse_doctype(*_: Any) -> None:
    message = "expected XML without a DOCTYPE, found one; entities are not read"
    raise Unusable(message)


def _without_controls(written: bytes) -> tuple[int | None, bytes]:
    """Put private characters in the place of references to control characters, where XML 1.1 allows these."""
    if not DECLARATION.match(written):
        return None, written
    codes = [int(found[1], 16) if found[1] else int(found[2]) for found in CONTROL.finditer(written)]
    if not any(0 < code < 32 and code not in ALLOWED for code in codes):  # noqa: PLR2004 - the first printable character
        return None, written
    text = written.decode("utf-8", "replace")
    used = set(text)
    base = next((first for first in PRIVATE if not any(chr(first + code) in used for code in range(32))), None)
    if base is None:
        return None, written

    def replaced(found: re.Match[bytes]) -> bytes:
        code = int(found[1], 16) if found[1] else int(found[2])
        return f"&#{base + code};".encode() if 0 < code < 32 and code not in ALLOWED else found[0]  # noqa: PLR2004

    return base, CONTROL.sub(replaced, written)
