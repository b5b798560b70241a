"""Writes what became of the lines: unchanged ones as they stood, the others with their fields as the step ordered them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from corpus.files.layout import DOCUMENTS, METADATA, SET
from corpus.files.strict_json import dumps
from corpus.migration.published import SINGLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from corpus.migration.fates import Fate
    from corpus.migration.steps import JsonObject

    Entry = tuple[JsonObject, bytes]


def write_fates(fates: Sequence[Fate], folder: Path) -> None:
    """Write the files of a working folder.

    Raises:
        OSError: one cannot be written.
    """
    folder.mkdir()
    for file, (kind, entries) in _files(fates).items():
        (folder / file).parent.mkdir(exist_ok=True)
        ordered = entries if kind in (*SINGLE, "documents") else sorted(entries, key=_canonical)
        (folder / file).write_bytes(b"".join(written for _, written in ordered))


def written_counts(fates: Iterable[Fate]) -> Counter[str]:
    """Count the objects that are written, by kind of file."""
    return Counter(kind for fate in fates for kind, _ in fate.placed)


def _files(fates: Iterable[Fate]) -> dict[PurePosixPath, tuple[str, list[Entry]]]:
    files: dict[PurePosixPath, tuple[str, list[Entry]]] = {PurePosixPath(DOCUMENTS): ("documents", [])}
    for fate in fates:
        for kind, value in fate.placed:
            entries = files.setdefault(_file_of(kind, fate.line.set_id), (kind, []))[1]
            entries.append((value, _written(fate, kind, value)))
    return files


def _file_of(kind: str, set_id: str | None) -> PurePosixPath:
    if set_id is None:
        return PurePosixPath(METADATA if kind == "corpus" else DOCUMENTS)
    return PurePosixPath(set_id, SET if kind == "set" else f"{kind}.jsonl")


def _written(fate: Fate, kind: str, value: JsonObject) -> bytes:
    if fate.is_unchanged:
        return fate.line.raw if kind in SINGLE else fate.line.raw + b"\n"
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2) if kind in SINGLE else dumps(value)
    return f"{text}\n".encode()


def _canonical(entry: Entry) -> tuple[str, int, str]:
    """Order annotations by document, start (where they have a span) and id."""
    value = entry[0]
    return str(value.get("document_id")), _start(value.get("span")), str(value.get("id"))


def _start(span: Any) -> int:
    first = span[0] if isinstance(span, list) and span else None
    start = first.get("start") if isinstance(first, dict) else None
    return start if isinstance(start, int) else 0
