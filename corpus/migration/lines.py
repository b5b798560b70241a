"""Lines: every object of a working folder as it stands in its file, whatever the version of its schema.

>>> line = Line(PurePosixPath("mine/cues.jsonl"), 3, "cues", b'{"id": "cue-1", "id": "cue-2"}')
>>> line.place, line.set_id, line.parsed()
('mine/cues.jsonl:3', 'mine', "key 'id' stands twice in one object; keep one")
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from corpus.files.filesystem import files_below, read_regular
from corpus.files.jsonl import numbered_lines
from corpus.files.layout import DOCUMENTS, METADATA, SET, TEXTS
from corpus.files.strict_json import loads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.migration.steps import JsonObject


@dataclass(frozen=True, slots=True)
class Line:
    """One object as it stands in its file; `number` is its physical line, or None where the file is one object."""

    file: PurePosixPath
    """Relative to the folder."""
    number: int | None
    kind: str
    """`corpus`, `documents`, `set` or a layer."""
    raw: bytes

    @property
    def place(self) -> str:
        """The file and line."""
        return str(self.file) if self.number is None else f"{self.file}:{self.number}"

    @property
    def set_id(self) -> str | None:
        """The folder of the set."""
        return None if self.kind in ("corpus", "documents") else self.file.parts[0]

    def parsed(self) -> JsonObject | str:
        """Give the object, or why there is none."""
        try:
            value = loads(self.raw.decode())
        except UnicodeDecodeError as error:
            return f"expected UTF-8, found {error}"
        except (ValueError, RecursionError) as error:
            return str(error)
        return value if isinstance(value, dict) else f"expected one JSON object, found {type(value).__name__}"


def lines_of(folder: Path, layers: Sequence[str]) -> Iterator[Line]:
    """Give every object of a working folder with these layers.

    Raises:
        OSError: a file cannot be read.
    """
    for file, kind in files_of(folder, layers).items():
        data = read_regular(folder / file)
        if kind in ("corpus", "set"):
            yield Line(file, None, kind, data)
        else:
            yield from (Line(file, number, kind, raw) for number, raw in numbered_lines(data))


def files_of(folder: Path, layers: Sequence[str]) -> dict[PurePosixPath, str]:
    """Name the files that hold objects, with the kind of each."""
    named = {PurePosixPath(METADATA): "corpus", PurePosixPath(DOCUMENTS): "documents"}
    for one in _folders(folder):
        named[PurePosixPath(one.name, SET)] = "set"
        named |= {PurePosixPath(one.name, f"{layer}.jsonl"): layer for layer in layers}
    return {file: kind for file, kind in named.items() if (folder / file).exists()}


def others_of(folder: Path, layers: Sequence[str]) -> Iterator[PurePosixPath]:
    """Name all other files: texts, change log, decisions, whatever lies there; what is hidden is left out.

    Raises:
        OSError: a folder cannot be listed.
    """
    ours = files_of(folder, layers)
    found = [path for path in folder.iterdir() if not path.is_dir()]
    found += [path for one in folder.iterdir() if one.is_dir() for path in files_below(one)]
    for path in sorted(found):
        file = PurePosixPath(path.relative_to(folder))
        if file not in ours and not any(part.startswith(".") for part in file.parts):
            yield file


def _folders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and path.name != TEXTS and not path.name.startswith("."))
