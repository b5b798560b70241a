"""Sidecars: what makes reading back exact, as JSON Lines beside a file that cannot hold everything.

A sidecar is the difference between what was written and what reads back: per record, document and set, how it reads (`was`) and
how it is (`now`). It is applied only where the file still reads so. So work that was done in the file since then is never
overwritten; the report says which lines no longer fit.

>>> from corpus.model import Corpus, CorpusMetadata
>>> mine, plain = (Corpus(CorpusMetadata(name=name, version="0.1.0", schema_version="1")) for name in ("mine", "plain"))
>>> lines = difference(plain, mine)
>>> lines[0]["now"]["name"], apply(plain, lines)[0] == mine
('mine', True)

What the file shows of a record that only the sidecar has (its scope, say) reads back as an item that belongs to nothing. Such
items stand in the sidecar as `shown`, so that they are no loss when they are read: nothing of them is missing.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeGuard

from pydantic import ValidationError

from corpus.errors import FileError
from corpus.formats.reports import known_by
from corpus.model.corpus import Corpus
from corpus.model.documents import Document
from corpus.model.layers import LAYERS
from corpus.model.metadata import CorpusMetadata
from corpus.model.rows import object_of, table_of
from corpus.model.sets import AnnotationSet

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from corpus.formats.reports import Entry, Known

Key = tuple[str, str, str, str]
"""What it is (`corpus`, `document`, `set` or a layer), and set, document and id, empty where it has none."""
Objects = dict[Key, dict[str, Any]]
Line = dict[str, Any]
HEAD = ("kind", "set", "document", "id")
ENDING = ".sidecar.jsonl"
DOCUMENT, TEXT, SHOWN = "document", "text", "shown"
KINDS = ("corpus", DOCUMENT, "set", *LAYERS, SHOWN)


def sidecar_of(path: Path) -> Path:
    """Give the place of the sidecar of a file or folder.

    >>> from pathlib import Path
    >>> str(sidecar_of(Path("mine/a.xml")))
    'mine/a.xml.sidecar.jsonl'
    """
    return beside(path, ENDING)


def beside(path: Path, ending: str) -> Path:
    """Give the path of the same name with an ending; `.` and `..` are called what they are."""
    path = path if path.name not in {"", ".."} else path.resolve()
    return path.parent / f"{path.name}{ending}"


def difference(found: Corpus, wanted: Corpus) -> list[Line]:
    """Say what to change so that what was found becomes what was wanted."""
    was, now = _objects(found), _objects(wanted)
    keys = sorted(key for key in was.keys() | now.keys() if was.get(key) != now.get(key))
    return [_difference(key, was.get(key), now.get(key)) for key in keys]


def shown(entries: Iterable[Entry]) -> list[Line]:
    """Say which refusals of an import are of things that the file only shows; what they are about is in the difference."""
    found = sorted(key for key in map(known_by, entries) if key is not None)
    return [
        {**dict(zip(HEAD, (SHOWN, set_id, document, ""), strict=True)), "was": {"code": code, "item": content}, "now": None}
        for code, set_id, document, content in found
    ]


def known(lines: Iterable[Line]) -> Counter[Known]:
    """Give what the lines that `shown` made know, and how often.

    Raises:
        ValueError: one of them does not say it.
    """
    found: Counter[Known] = Counter()
    for line in lines:
        was = line.get("was")
        parts = [was.get("code"), line.get("set"), line.get("document"), was.get("item")] if isinstance(was, dict) else [None]
        if not all(isinstance(part, str) for part in parts):
            message = f"expected the code, set, document and item of what is {SHOWN}, found {was!r}"
            raise ValueError(message)
        code, set_id, document_id, content = map(str, parts)
        found[code, set_id, document_id, content] += 1
    return found


def _difference(key: Key, was: Line | None, now: Line | None) -> Line:
    """Give a line; a text that is the same is not repeated."""
    if was is not None and now is not None and key[0] == DOCUMENT and was.get(TEXT) == now.get(TEXT):
        was, now = ({name: value for name, value in one.items() if name != TEXT} for one in (was, now))
    return {**dict(zip(HEAD, key, strict=True)), "was": was, "now": now}


def apply(found: Corpus, lines: Iterable[Line]) -> tuple[Corpus, list[Line]]:
    """Change what was found; give the corpus, and the lines that do not fit because something is not as it was.

    Raises:
        ValueError: a line makes no record.
    """
    objects = _objects(found)
    left: list[Line] = []
    added: dict[Key, Line] = {}
    for line in lines:
        key = key_of(line)
        current, was, now = objects.get(key), line.get("was"), line.get("now")
        text = {TEXT: current[TEXT]} if current and was and TEXT in current and TEXT not in was else {}
        if current != (was and {**was, **text}):
            left.append(line)
        elif now is None:
            objects.pop(key, None)
        else:
            objects[key] = {**now, **text}
            added[key] = line
    for key in [one for one in added if not _is_founded(one, objects)]:
        objects.pop(key, None)
        left.append(added[key])
    return _corpus(objects), left


def _is_founded(key: Key, objects: Objects) -> bool:
    """Tell whether the set and the document of a record are there."""
    kind, set_id, document_id, _ = key
    return kind not in LAYERS or (("set", set_id, "", "") in objects and (DOCUMENT, "", document_id, "") in objects)


def key_of(line: Line) -> Key:
    """Give the key of what a line is about."""
    return line["kind"], line.get("set") or "", line.get("document") or "", line.get("id") or ""


def write_sidecar(lines: Iterable[Line], path: Path) -> None:
    """Write the lines; no file where there are none.

    Raises:
        OSError: it cannot be written.
    """
    written = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    if written:
        path.write_bytes(written.encode())


def read_sidecar(path: Path) -> list[Line]:
    """Read the lines; none where there is no file.

    Raises:
        FileError: a line is no JSON object of a sidecar.
        OSError: the file cannot be read.
    """
    if not path.exists():
        return []
    return [_line(line, path, number) for number, line in enumerate(path.read_bytes().removesuffix(b"\n").split(b"\n"), 1)]


def _line(written: bytes, path: Path, number: int) -> Line:
    try:
        line = json.loads(written)
    except (ValueError, RecursionError):
        line = None
    if not _is_sound(line):
        message = "expected a JSON object with kind, was and now, found something else"
        raise FileError(message, file=str(path), line=number)
    return line


def _is_sound(line: Any) -> TypeGuard[Line]:
    if not isinstance(line, dict) or line.get("kind") not in KINDS:
        return False
    is_named = all(isinstance(line.get(name), str | None) for name in HEAD)
    return is_named and all(isinstance(line.get(name), dict | None) for name in ("was", "now"))


def _objects(news: Corpus) -> Objects:
    """Give everything in a corpus as JSON objects."""
    made: Objects = {("corpus", "", "", ""): news.metadata.model_dump(mode="json", exclude_none=True)}
    for document in news.documents:
        made[DOCUMENT, "", document.id, ""] = document.model_dump(mode="json", exclude_none=True)
    for record in news.sets:
        made["set", record.id, "", ""] = record.model_dump(mode="json", exclude_none=True)
        for layer in LAYERS:
            for row in news.set(record.id).layer(layer).table.to_pylist():
                made[layer, record.id, row["document_id"], row["id"]] = object_of(row)
    return made


def _corpus(objects: Mapping[Key, dict[str, Any]]) -> Corpus:
    try:
        return _assembled(objects)
    except (ValidationError, KeyError, TypeError) as error:
        message = f"a line of the sidecar makes no record: {error}"
        raise ValueError(message) from error


def _assembled(objects: Mapping[Key, dict[str, Any]]) -> Corpus:
    metadata = CorpusMetadata.model_validate(objects["corpus", "", "", ""])
    documents = [Document.model_validate(one) for (kind, *_), one in objects.items() if kind == DOCUMENT]
    sets = [AnnotationSet.model_validate(one) for (kind, *_), one in objects.items() if kind == "set"]
    records: dict[str, dict[str, list[Any]]] = {}
    for (kind, set_id, _, _), one in objects.items():
        if kind in LAYERS:
            records.setdefault(set_id, {}).setdefault(kind, []).append(LAYERS[kind].model_validate(one))
    tables = {set_id: {layer: table_of(layer, some) for layer, some in found.items()} for set_id, found in records.items()}
    return Corpus(metadata, documents, sets, tables)
