r"""JSON of other tools, object after object: what cannot be read is quarantined by itself, and the rest goes on.

A file may be JSON Lines, an array, or one object; a path may be such a file, a folder or a ZIP of them. A key that stands
twice, NaN, a number that is too large and half a surrogate pair are no JSON to us, though Python's parser takes them.

>>> from corpus.formats.reports import Ledger
>>> ledger = Ledger()
>>> lines = '{"a": 1}\n{"a": 1, "a": 2}\n\n{"a": 3'
>>> [one.line for one in objects_of(lines, "d.jsonl", ledger)], ledger.report().counts["quarantined"]
([1], 2)
>>> [one.value for one in objects_of('[{"a": 1}, {"a":', "d.json", ledger)]
[{'a': 1}]
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from corpus.errors import FileError, Place
from corpus.formats.bundles import contents_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from corpus.formats.reports import Ledger

ENDINGS = (".json", ".jsonl")
BLANK = re.compile(r"[ \t\r\n]*")
BETWEEN = re.compile(r"[ \t\r\n,]*")
HALF = re.compile("[\ud800-\udfff]")
"""Half a surrogate pair: an escape without its other half, or a byte that is no UTF-8."""
NOTHING = re.compile(rb"\s*(\[\s*\]\s*)?")
"""A file without anything, or a list of nothing."""


class JsonObject(NamedTuple):
    """An object and where it stands."""

    value: dict[str, Any]
    file: str
    line: int
    """The physical line on which it begins, from 1."""
    content: str
    """The object as it was written."""
    name: str = ""
    """A name for it: that of the file, and its number among the objects of the file."""

    @property
    def place(self) -> Place:
        """Where it stands."""
        return Place(file=self.file, line=self.line)


def read_objects(path: Path, ledger: Ledger) -> Iterator[JsonObject]:
    """Read the objects of a `.json` or `.jsonl` file, or of all that lie below a folder or in a ZIP.

    Raises:
        FileError: there is no such path, it has no such files, or none of them has an object in it.
        OSError: a folder cannot be listed.
    """
    says_something = is_found = False
    for file, name, data in contents_of(path, ENDINGS, ledger):
        says_something = says_something or NOTHING.fullmatch(data) is None
        for number, one in enumerate(_decoded(data, file, ledger), 1):
            is_found = True
            yield one._replace(name=f"{name}-{number}")
    if says_something and not is_found:
        first = next((entry.reason for entry in ledger.report().entries if entry.outcome != "changed"), "no object")
        message = f"expected JSON objects, one a line or in an array, found none that can be read: {first}"
        raise FileError(message, file=str(path))


def objects_of(text: str, file: str, ledger: Ledger) -> Iterator[JsonObject]:
    """Read the objects of a text; put what is none into quarantine."""
    start = _after(BLANK, text, 0)
    if text.startswith("[", start):
        yield from _array(text, start + 1, file, ledger)
    elif _is_one(text, start):
        yield from _one(text, start, Place(file=file, line=1 + text.count("\n", 0, start)), ledger)[0]
    else:
        for number, line in enumerate(text.split("\n"), 1):
            first = _after(BLANK, line, 0)
            if first < len(line):
                yield from _one(line, first, Place(file=file, line=number), ledger, alone=True)[0]


def verbatim(written: str) -> str:
    """Give what was written so that it can be written again; bytes that are no UTF-8 as escapes."""
    return written.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _decoded(data: bytes, file: str, ledger: Ledger) -> Iterator[JsonObject]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        ledger.refuse("F102", "expected UTF-8, found UTF-16; save it as UTF-8", Place(file=file))
        return iter(())
    return objects_of(data.removeprefix(b"\xef\xbb\xbf").decode(errors="surrogateescape"), file, ledger)


def _array(text: str, start: int, file: str, ledger: Ledger) -> Iterator[JsonObject]:
    """Go through an array; after an item that is no JSON, nobody can tell where the next begins."""
    place, line, counted, is_told = _after(BETWEEN, text, start), 1, 0, False
    while place < len(text) and text[place] != "]":
        line, counted = line + text.count("\n", counted, place), place
        found, end = _one(text, place, Place(file=file, line=line), ledger)
        yield from found
        place, is_told = _after(BETWEEN, text, end), not found
    behind = _after(BLANK, text, place + 1)
    where = Place(file=file, line=line + text.count("\n", counted, behind))
    if behind < len(text):
        ledger.quarantine("F101", "expected nothing behind the array, found more", where, verbatim(text[behind:]))
    elif place == len(text) and not is_told:
        ledger.refuse("F101", "expected the end of the array, found that the file breaks off; items may be missing", where)


def _is_one(text: str, start: int) -> bool:
    try:
        end = json.JSONDecoder().raw_decode(text, start)[1]
    except (ValueError, RecursionError):
        return False
    return _after(BLANK, text, end) == len(text)


def _one(text: str, start: int, place: Place, ledger: Ledger, *, alone: bool = False) -> tuple[list[JsonObject], int]:
    """Give the object that begins there, or put it into quarantine; and where it ends.

    Args:
        text: what it stands in.
        start: where it begins.
        place: where that is in the file.
        ledger: is told of what cannot be read.
        alone: whether nothing may follow it.
    """
    faults: list[str] = []
    end = len(text)
    try:
        value, end = _decoder(faults).raw_decode(text, start)
        if alone and _after(BLANK, text, end) < len(text):
            faults.append("expected one object a line, found more behind it")
            end = len(text)
    except ValueError as error:
        faults.append(f"expected JSON, found that it is broken: {error}")
    except RecursionError:
        faults.append("expected JSON, found it nested too deeply")
    content = text[start:end]
    faults += [] if faults else _faults(value, content)
    if faults:
        ledger.quarantine("F101", faults[0], place, verbatim(content))
        return [], end
    return [JsonObject(value, place.file or "", place.line or 0, content)], end


def _faults(value: Any, content: str) -> list[str]:
    if not isinstance(value, dict):
        return [f"expected a JSON object, found {content[:40]!r}"]
    if HALF.search(content):
        return ["expected UTF-8, found bytes that are none; save the file as UTF-8"]
    is_halved = "\\u" in content and HALF.search(json.dumps(value, ensure_ascii=False)) is not None
    return ["expected text that UTF-8 can hold, found a lone surrogate"] if is_halved else []


def _decoder(faults: list[str]) -> json.JSONDecoder:
    """Give a decoder that goes on after what is no JSON to us, and notes it."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            twice = Counter(key for key, _ in pairs).most_common(1)[0][0]
            faults.append(f"expected each key once, found {twice!r} twice in one object")
        return found

    def note(constant: str) -> None:
        faults.append(f"expected JSON numbers, found {constant}")

    def finite(number: str) -> float:
        if math.isinf(float(number)):
            note(number)
        return float(number)

    return json.JSONDecoder(object_pairs_hook=once, parse_constant=note, parse_float=finite)


def _after(pattern: re.Pattern[str], text: str, start: int) -> int:
    found = pattern.match(text, start)
    return found.end() if found else start


def write_lines(objects: Iterable[dict[str, Any]], path: Path) -> None:
    """Write JSON Lines into a file that is not there yet.

    Raises:
        FileError: something stands at the path.
        OSError: it cannot be written.
    """
    refuse_taken(path)
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for one in objects:
            file.write(json.dumps(one, ensure_ascii=False, allow_nan=False) + "\n")


def refuse_taken(path: Path) -> None:
    """See that nothing stands at a path.

    Raises:
        FileError: something does.
    """
    if path.exists() or path.is_symlink():
        message = "expected no such path, found something there; choose another"
        raise FileError(message, file=str(path))
