"""A sound working folder of two documents and two sets, to spoil."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from pathlib import Path

RAIN = "Ana says\r\n“it may rain”.\r\n"
SNOW = "Snow."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "annotations"
    (folder / "texts").mkdir(parents=True)
    (folder / "corpus.json").write_text(json.dumps(METADATA, indent=2) + "\n")
    write_lines(folder / "documents.jsonl", [document("rain", RAIN), document("snow", SNOW)])
    (folder / "texts" / "rain.txt").write_bytes(RAIN.encode())
    (folder / "texts" / "snow.txt").write_bytes(SNOW.encode())
    for name in ("first", "second"):
        (folder / name).mkdir()
        (folder / name / "set.json").write_text(json.dumps({"id": name, **SET}, indent=2) + "\n")
    write_lines(folder / "first" / "cues.jsonl", [cue("cue-1", "says"), cue("cue-2", "may")])
    write_lines(folder / "first" / "attributions.jsonl", [ATTRIBUTION])
    write_lines(folder / "second" / "cues.jsonl", [cue("cue-1", "may") | {"extras": {"b": 1, "a": [None]}}])
    return folder


METADATA = {
    "name": "mine",
    "version": "1.0.0",
    "schema_version": "1",
    "text_rights": "Ours.",
    "text_release": "included",
    "default_set": "first",
    "splits": {"train": 1.0},
}
SET = {"role": "raw", "annotator": {"name": "a", "kind": "rule"}, "profile": "import"}
ATTRIBUTION = {"id": "attribution-1", "document_id": "rain", "sources": [{"source_id": "@author"}], "cue_ids": ["cue-1"]}


def document(document_id: str, text: str) -> dict[str, Any]:
    return {"id": document_id, "sha256": hashlib.sha256(text.encode()).hexdigest()}


def cue(cue_id: str, surface: str) -> dict[str, Any]:
    start = RAIN.index(surface)
    span = [{"start": start, "end": start + len(surface), "text": surface}]
    return {"id": cue_id, "document_id": "rain", "span": span}


def write_lines(path: Path, values: list[dict[str, Any]]) -> None:
    path.write_bytes("".join(f"{json.dumps(value, ensure_ascii=False)}\n" for value in values).encode())
