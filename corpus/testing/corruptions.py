"""Corruptions: one thing made wrong in the files of a valid corpus, so that a test can ask whether it is found.

Which corruptions there are depends on what is there to be corrupted; only those are drawn. A corruption says what it does
before it does it::

    @given(corpora(min_documents=1, min_sets=1), st.data())
    def test_every_corruption_is_found(corpus, data):
        write_folder(corpus, folder)                            # a fresh folder for each example
        corruption = data.draw(corruptions(folder))
        corruption.apply(folder)
        assert check(folder).errors, corruption
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from corpus.model import LAYERS
from corpus.testing.damage import WAYS, Line, dump

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import SearchStrategy


@dataclass(frozen=True)
class Corruption:
    """One change to one file.

    Attributes:
        kind: what is corrupted, such as `an offset`.
        file: the file, relative to the folder.
        line: the physical line, where it is one line.
        what: what was done.
        content: the new bytes of that line, or else of the whole file; None takes the file away.
    """

    kind: str
    file: str
    line: int | None
    what: str
    content: bytes | None = field(repr=False)

    def apply(self, folder: Path | str) -> None:
        """Change the file."""
        path = Path(folder) / self.file
        if self.content is None:
            path.unlink()
        elif self.line is None:
            path.write_bytes(self.content)
        else:
            lines = path.read_bytes().split(b"\n")
            lines[self.line - 1] = self.content
            path.write_bytes(b"\n".join(lines))

    def __str__(self) -> str:
        """Write `file:line: kind: what`."""
        return f"{self.file}{'' if self.line is None else f':{self.line}'}: {self.kind}: {self.what}"


def corruptions(folder: Path | str) -> SearchStrategy[Corruption]:
    """Draw one corruption of a folder that `annotations/` is the model of; every one must be found as an error.

    Args:
        folder: the folder, with a valid corpus in it; it is not changed by drawing.
    """
    by_kind: dict[str, list[Corruption]] = {}
    for corruption in every_corruption(folder):
        by_kind.setdefault(corruption.kind, []).append(corruption)
    return st.one_of([st.sampled_from(found) for found in by_kind.values()])


def every_corruption(folder: Path | str) -> Iterator[Corruption]:
    """Give all that can be made wrong in a folder, one after the other."""
    folder = Path(folder)
    yield from _of_metadata(folder)
    yield from _of_documents(folder)
    texts = {path.stem: path.read_bytes().decode() for path in (folder / "texts").glob("*.txt")}
    for set_file in sorted(folder.glob("*/set.json")):
        yield from _of_set(folder, set_file)
        lines = list(_lines(set_file.parent, texts))
        for path, number, line in lines:
            yield from _of_line(folder, path, number, line)
        yield from _of_ids(folder, lines)


def _of_metadata(folder: Path) -> Iterator[Corruption]:
    for name in ("corpus.json", "documents.jsonl"):
        yield Corruption("a file", name, None, "it is missing", None) if name != "corpus.json" else _cut(folder, name)
    metadata = _read(folder / "corpus.json")
    for key in ("name", "version", "schema_version"):
        rest = {other: value for other, value in metadata.items() if other != key}
        yield _whole(folder / "corpus.json", folder, "a mandatory field", f"{key} is left out", rest)
    yield _whole(folder / "corpus.json", folder, "an unknown field", "colour is added", metadata | {"colour": "red"})
    for wrong in ({}, {"train": 0.5}, {"train": 2.0, "test": -1.0}):
        yield _whole(
            folder / "corpus.json", folder, "a rule between fields", f"splits become {wrong}", metadata | {"splits": wrong}
        )


def _of_documents(folder: Path) -> Iterator[Corruption]:
    path = folder / "documents.jsonl"
    written = _physical_lines(path)
    for number, text in enumerate(written, 1):
        value = json.loads(text)
        digest = value["sha256"]
        changes = {
            "a hash": {"sha256": ("0" if digest[0] != "0" else "1") + digest[1:]},
            "a type": {"sha256": digest.upper() + "0"},
            "an unknown field": {"colour": "red"},
            "an id": {"id": "a/b"},
            "a key": {"text": "the text stands in a file of its own"},
        }
        for kind, change in changes.items():
            yield _line(path, folder, number, kind, f"{next(iter(change))} is changed", dump(value | change))
        yield _line(path, folder, number, "an id", "the document stands twice", f"{text}\n{text}")
        for key in ("id", "sha256"):
            rest = {other: kept for other, kept in value.items() if other != key}
            yield _line(path, folder, number, "a mandatory field", f"{key} is left out", dump(rest))
        yield from _of_text(folder, f"texts/{value['id']}.txt")


def _of_text(folder: Path, name: str) -> Iterator[Corruption]:
    content = (folder / name).read_bytes()
    yield Corruption("a text", name, None, "it is missing", None)
    yield Corruption("a text", name, None, "a line feed is added", content + b"\n")
    yield Corruption("a text", name, None, "a byte is added that is no UTF-8", content + b"\xff")
    yield Corruption("a text", f"{name.removesuffix('.txt')}-stray.txt", None, "a text without a document", content)
    if content:
        yield Corruption("a text", name, None, "the last byte is lost", content[:-1])
        yield Corruption("a text", name, None, "the first byte is changed", bytes([content[0] ^ 1]) + content[1:])
    if b"\r\n" in content:
        yield Corruption("a text", name, None, "lines end with LF alone", content.replace(b"\r\n", b"\n"))


def _of_set(folder: Path, path: Path) -> Iterator[Corruption]:
    value, name = _read(path), path.relative_to(folder).as_posix()
    yield Corruption("a file", name, None, "it is missing", None)
    yield _cut(folder, name)
    yield Corruption("a file", name.replace("set.json", "opinions.jsonl"), None, "it is no layer's", b"")
    changes: dict[str, dict[str, Any]] = {
        "a label": {"role": "boss"},
        "a type": {"annotator": "somebody"},
        "an id": {"id": f"{value['id']}x"},
        "an unknown field": {"colour": "red"},
    }
    for kind, change in changes.items():
        yield _whole(path, folder, kind, f"{next(iter(change))} is changed", value | change)
    for key in ("id", "role", "annotator", "profile"):
        rest = {other: kept for other, kept in value.items() if other != key}
        yield _whole(path, folder, "a mandatory field", f"{key} is left out", rest)


def _of_line(folder: Path, path: Path, number: int, line: Line) -> Iterator[Corruption]:
    for kind, way in WAYS.items():
        for what, text in way(line):
            yield _line(path, folder, number, kind, what, text)


def _of_ids(folder: Path, lines: list[tuple[Path, int, Line]]) -> Iterator[Corruption]:
    """Give an annotation the id of another one of its set and document, in whatever layer, or a reserved one."""
    for path, number, line in lines:
        taken = [one for ids in line.ids.values() for one in ids if one != line.value["id"]]
        for wrong in (*taken[:2], "@author", "@unspecified"):
            yield _line(path, folder, number, "an id", f"id becomes {wrong!r}", dump(line.value | {"id": wrong}))
        yield _line(path, folder, number, "an id", "the line stands twice", f"{dump(line.value)}\n{dump(line.value)}")
        if line.layer == "commitments":
            again = dump(line.value | {"id": f"{line.value['id']} again"})
            yield _line(path, folder, number, "a rule between fields", "a second commitment", f"{dump(line.value)}\n{again}")


def _lines(folder: Path, texts: dict[str, str]) -> Iterator[tuple[Path, int, Line]]:
    """Give the lines of all layers of a set."""
    paths = {layer: folder / f"{layer}.jsonl" for layer in LAYERS if (folder / f"{layer}.jsonl").is_file()}
    values = {layer: [json.loads(text) for text in _physical_lines(path)] for layer, path in paths.items()}
    ids: dict[str, dict[str, list[str]]] = {document_id: {layer: [] for layer in values} for document_id in texts}
    for layer, found in values.items():
        for value in found:
            ids[value["document_id"]][layer].append(value["id"])
    profile = _read(folder / "set.json")["profile"]
    for layer, found in values.items():
        for number, value in enumerate(found, 1):
            document_id = value["document_id"]
            yield paths[layer], number, Line(layer, profile, value, texts[document_id], ids[document_id])


def _line(path: Path, folder: Path, number: int, kind: str, what: str, text: str) -> Corruption:
    return Corruption(kind, path.relative_to(folder).as_posix(), number, what, text.encode())


def _whole(path: Path, folder: Path, kind: str, what: str, value: object) -> Corruption:
    return Corruption(kind, path.relative_to(folder).as_posix(), None, what, dump(value).encode())


def _cut(folder: Path, name: str) -> Corruption:
    return Corruption("the JSON", name, None, "the end is missing", (folder / name).read_bytes()[:-2])


def _physical_lines(path: Path) -> list[str]:
    return path.read_bytes().decode().removesuffix("\n").split("\n") if path.stat().st_size else []


def _read(path: Path) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(path.read_bytes())
    return value
