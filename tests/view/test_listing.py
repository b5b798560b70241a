from __future__ import annotations

import io
import json
from typing import TYPE_CHECKING

import pytest
from rich.console import Console

from corpus.errors import UnknownName
from corpus.model import LAYERS, Corpus
from corpus.view.listing import describe_corpus, describe_document, documents_table
from corpus.view.palette import Palette

if TYPE_CHECKING:
    from pathlib import Path


def test_a_document_has_the_annotations_of_the_chosen_set(news: Corpus) -> None:
    assert len(news.document("note", "pass-1").cues) == len(news.document("note").cues) == 7


def test_an_unknown_document_is_refused_with_those_that_there_are(news: Corpus) -> None:
    with pytest.raises(UnknownName, match=r"no document 'x' in mine; it has note$"):
        news.document("x")


def test_an_unknown_set_is_refused_with_those_that_there_are(news: Corpus) -> None:
    with pytest.raises(UnknownName, match=r"no annotation set 'x'; the corpus has pass-1$"):
        news.document("note", "x")


def test_a_corpus_is_described_with_sets_and_documents(news: Corpus) -> None:
    described = describe_corpus(news)
    assert list(described) == ["name", "version", "default_set", "sets", "documents"]
    assert described["documents"] == [
        {"id": "note", "title": "A note", "language": None, "characters": len(news["note"].text or ""), "annotations": 36}
    ]


def test_a_document_is_described_as_its_lines_stand_in_the_files(news: Corpus, tmp_path: Path) -> None:
    from corpus.files.folder import write_folder

    write_folder(news, tmp_path)
    lines = (tmp_path / "pass-1" / "cues.jsonl").read_text(encoding="utf-8").splitlines()
    described = describe_document(news["note"], "pass-1", ["cues"])
    assert described["layers"]["cues"] == [json.loads(line) for line in lines]


def test_a_described_document_is_json(news: Corpus) -> None:
    described = describe_document(news["note"], "pass-1", list(LAYERS))
    assert json.loads(json.dumps(described)) == described
    assert list(described["layers"]) == list(LAYERS)


def test_documents_are_listed_with_length_and_annotations(news: Corpus) -> None:
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as captured:
        console.print(documents_table(news, Palette.of(console), 80))
    assert captured.get().split("\n")[2].split() == ["note", "A", "note", str(len(news["note"].text or "")), "36"]
