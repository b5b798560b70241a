r"""XML as events: no entity is defined, none is followed, and a file that breaks off gives all that stands before.

>>> events = list(parse(b'<a x="1">one<b/></a>', "a.xml"))
>>> [(one.kind, one.name, one.values) for one in events]
[('start', 'a', {'x': '1'}), ('text', 'one', {}), ('start', 'b', {}), ('end', 'b', {}), ('end', 'a', {})]
>>> list(parse(b'<a>one', "a.xml"))[-1].name
'no element found'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple
from xml.parsers import expat

from corpus.errors import FileError

if TYPE_CHECKING:
    from collections.abc import Iterator

CHUNK = 1 << 16
Kind = Literal["start", "end", "text", "broken"]


class Event(NamedTuple):
    """What comes next in a file: an element that begins or ends, text (its `name`), or the error at which the file ends."""

    kind: Kind
    name: str
    values: dict[str, str]
    line: int
    offset: int
    """In bytes."""


def parse(written: bytes, file: str) -> Iterator[Event]:
    """Go through a file; the last event is `broken` where it is no whole XML.

    Raises:
        FileError: it defines entities, or uses one that is not defined.
    """
    found: list[Event] = []
    parser = _parser(found, file)
    try:
        for start in range(0, len(written), CHUNK):
            parser.Parse(written[start : start + CHUNK], False)  # noqa: FBT003 - not the last part
            yield from found
            found.clear()
        parser.Parse(b"", True)  # noqa: FBT003 - the last part
    except FileError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        reason = expat.ErrorString(error.code) if isinstance(error, expat.ExpatError) else str(error)
        found.append(Event("broken", str(reason), {}, parser.CurrentLineNumber, parser.CurrentByteIndex))
    yield from found


def _parser(found: list[Event], file: str) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True

    def note(kind: Kind, name: str, values: dict[str, str]) -> None:
        found.append(Event(kind, name, values, parser.CurrentLineNumber, parser.CurrentByteIndex))

    def refuse(name: str, *_: object) -> None:
        message = f"expected no entities but those of XML itself, found {name!r}; write the character instead"
        raise FileError(message, file=file, line=parser.CurrentLineNumber)

    parser.StartElementHandler = lambda name, values: note("start", name, values)
    parser.EndElementHandler = lambda name: note("end", name, {})
    parser.CharacterDataHandler = lambda text: note("text", text, {})
    parser.EntityDeclHandler = refuse
    parser.SkippedEntityHandler = refuse
    return parser
