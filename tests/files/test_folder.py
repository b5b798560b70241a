from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given, settings

from corpus.errors import FileError
from corpus.files.folder import is_working_folder, read_folder, write_folder
from corpus.loading import check, packaged_corpus
from corpus.model import Corpus
from corpus.testing import assert_round_trip, assert_same_bytes, corpora


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_bytes().decode()
    assert old in text
    path.write_bytes(text.replace(old, new, 1).encode())


def found_in(folder: Path) -> list[tuple[str, str, int | None]]:
    """Give code, file and line of all findings, of reading and of checking."""
    findings = check(folder).findings
    return [(one.code, Path(str(one.place.file)).relative_to(folder).as_posix(), one.place.line) for one in findings]


def test_a_sound_folder_has_no_finding(folder: Path) -> None:
    assert found_in(folder) == []


def test_what_is_read_is_written_with_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_folder(read_folder(folder).corpus, tmp_path / "again")
    assert contents(tmp_path / "again") == contents(folder)


def test_the_packaged_corpus_is_written_with_the_same_bytes(tmp_path: Path) -> None:
    write_folder(read_folder(packaged_corpus()).corpus, tmp_path / "again")
    expected = contents(packaged_corpus())
    for beside in ("CHANGELOG.md", "gold/adjudication.jsonl"):  # they stand beside the corpus and are no part of it
        expected.pop(beside)
    assert contents(tmp_path / "again") == expected


@settings(max_examples=25)
@given(corpora())
def test_any_corpus_survives_a_round_trip(corpus: Corpus) -> None:
    assert_round_trip(corpus, write_folder, lambda path: read_folder(path).corpus)


@settings(max_examples=10)
@given(corpora())
def test_the_same_corpus_gives_the_same_bytes(corpus: Corpus) -> None:
    assert_same_bytes(corpus, write_folder)


@settings(max_examples=10)
@given(corpora())
def test_reading_a_sound_corpus_finds_nothing(corpus: Corpus) -> None:
    with tempfile.TemporaryDirectory() as path:
        write_folder(corpus, path)
        assert read_folder(path).findings == ()


def test_line_ends_of_a_text_are_kept_byte_for_byte(folder: Path, tmp_path: Path) -> None:
    corpus = read_folder(folder).corpus
    assert corpus["rain"].text == "Ana says\r\n“it may rain”.\r\n"
    write_folder(corpus, tmp_path / "again")
    assert b"says\r\n" in (tmp_path / "again" / "texts" / "rain.txt").read_bytes()


def test_a_byte_order_mark_belongs_to_the_text(folder: Path) -> None:
    data = "\ufeffSnow.".encode()
    (folder / "texts" / "snow.txt").write_bytes(data)
    assert read_folder(folder).corpus["snow"].text == "\ufeffSnow."
    assert found_in(folder) == [("E102", "documents.jsonl", 2)]


def test_writing_replaces_our_files_and_leaves_others_alone(folder: Path) -> None:
    (folder / "README.md").write_text("ours")
    (folder / "first" / "notes.txt").write_text("mine")
    news = read_folder(folder).corpus
    write_folder(Corpus(news.metadata, news.documents, news.sets), folder)
    assert (folder / "README.md").read_text() == "ours"
    assert (folder / "first" / "notes.txt").read_text() == "mine"
    assert not (folder / "first" / "cues.jsonl").exists()


@pytest.mark.parametrize(("stranger", "content"), [("third/set.json", "{}"), ("texts/other.txt", "Other.")])
def test_a_folder_with_a_set_or_text_of_another_corpus_is_left_untouched(folder: Path, stranger: str, content: str) -> None:
    news = read_folder(folder).corpus
    (folder / stranger).parent.mkdir(exist_ok=True)
    (folder / stranger).write_text(content)
    with pytest.raises(FileError, match="expected nothing that the corpus does not have"):
        write_folder(news.with_metadata(version="9.9.9"), folder)
    assert read_folder(folder).corpus.metadata == news.metadata


def test_rows_are_placed_at_the_line_that_they_were_read_from(folder: Path) -> None:
    path = folder / "first" / "cues.jsonl"
    first, second = path.read_text().splitlines()
    path.write_text(f"{second}\n{first}\n")
    reading = read_folder(folder)
    places = [reading.place("first", "cues", row) for row in (0, 1)]
    assert [(place.annotation_id, place.line, place.file) for place in places] == [
        ("cue-1", 2, str(path)),
        ("cue-2", 1, str(path)),
    ]


@pytest.mark.parametrize("path", ["nowhere", "texts", "documents.jsonl"])
def test_what_is_no_working_folder_cannot_be_opened(folder: Path, path: str) -> None:
    with pytest.raises(FileError, match=r"corpus\.json"):
        read_folder(folder / path)
    assert not is_working_folder(folder / path)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("documents.jsonl", ("E001", "documents.jsonl", None)),
        ("texts/rain.txt", ("E001", "documents.jsonl", 1)),
        ("first/set.json", ("E001", "first/set.json", None)),
    ],
)
def test_a_missing_file_is_e001(folder: Path, name: str, expected: tuple[str, str, int | None]) -> None:
    (folder / name).unlink()
    assert expected in found_in(folder)


def test_a_missing_text_says_nothing_of_the_annotations(folder: Path) -> None:
    (folder / "texts" / "rain.txt").unlink()
    assert found_in(folder) == [("E001", "documents.jsonl", 1)]


def test_a_layer_that_is_missing_is_empty(folder: Path) -> None:
    (folder / "second" / "cues.jsonl").unlink()
    assert len(read_folder(folder).corpus.set("second").cues) == 0
    assert found_in(folder) == []


@pytest.mark.parametrize(
    "name",
    [
        "texts/hail.txt",
        "texts/rain.txt.bak",
        "texts/rain.TXT",
        "first/cue.jsonl",
        "second/Cues.jsonl",
        "cues.jsonl",
        "document.json",
        "first/cues.jsonl.bak",
        "first/old/cues.jsonl",
    ],
)
def test_a_file_that_belongs_to_nothing_is_e010(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"")
    assert found_in(folder) == [("E010", name, None)]


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "first/adjudication.jsonl",
        "first/notes.md",
        "notes/plan.md",
        "texts/.rain.txt.swp",
        ".git/config",
        ".hidden/cues.jsonl",
    ],
)
def test_a_file_that_is_not_ours_may_stand_there(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_bytes(b"\xff")
    assert found_in(folder) == []


def test_a_set_named_unlike_its_folder_is_e007_and_bears_the_folders_name(folder: Path) -> None:
    replace(folder / "second" / "set.json", '"second"', '"other"')
    reading = read_folder(folder)
    assert [record.id for record in reading.corpus.sets] == ["first", "second"]
    assert found_in(folder) == [("E007", "second/set.json", None)]


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"id": "second", "id": "second"}', b"\xff", b'\xef\xbb\xbf{"id": "second"}']
)
def test_a_set_that_cannot_be_read_keeps_its_annotations(folder: Path, data: bytes) -> None:
    (folder / "second" / "set.json").write_bytes(data)
    assert len(read_folder(folder).corpus.set("second").cues) == 1
    (found,) = found_in(folder)
    assert found[0] in ("E002", "E003", "E004", "E007")
    assert found[1:] == ("second/set.json", None)


@pytest.mark.parametrize(
    "data", [b"", b"{", b"null", b"\xff", b"{}", b'{"name": "mine", "version": "1", "schema_version": "1"}']
)
def test_metadata_that_cannot_be_read_keep_the_corpus(folder: Path, data: bytes) -> None:
    (folder / "corpus.json").write_bytes(data)
    assert len(read_folder(folder).corpus.set("first").cues) == 2
    assert {name for _, name, _ in found_in(folder)} == {"corpus.json"}


def test_a_document_that_stands_twice_is_e201_and_the_first_is_kept(folder: Path) -> None:
    path = folder / "documents.jsonl"
    first = path.read_text().splitlines()[0]
    path.write_text(f'{path.read_text()}{first[:-1]}, "title": "again"}}\n')
    assert found_in(folder) == [("E201", "documents.jsonl", 3)]
    assert read_folder(folder).corpus["rain"].record.title is None


def test_a_document_with_its_text_in_the_line_is_e005(folder: Path) -> None:
    replace(folder / "documents.jsonl", '{"id": "snow"', '{"text": "Snow.", "id": "snow"')
    assert found_in(folder) == [("E005", "documents.jsonl", 2)]


@pytest.mark.parametrize("old", ['"id": "rain"', '"sha256": "', "}"])
def test_a_document_that_cannot_be_read_is_one_finding_and_not_one_for_each_annotation(folder: Path, old: str) -> None:
    damaged = {'"id": "rain"': '"id": "rain", "colour": "red"', '"sha256": "': '"sha256": "x', "}": ', "language": 5}'}
    replace(folder / "documents.jsonl", old, damaged[old])
    (found,) = found_in(folder)
    assert found[1:] == ("documents.jsonl", 1)


@pytest.mark.parametrize(("new", "code"), [(",}", "E003"), (', "language": "en", "language": "de"}', "E004")])
def test_a_document_line_that_is_no_json_is_one_finding_and_not_one_for_each_annotation(
    folder: Path, new: str, code: str
) -> None:
    replace(folder / "documents.jsonl", "}", new)
    assert found_in(folder) == [(code, "documents.jsonl", 1)]


def test_documents_that_are_missing_are_one_finding_and_not_one_for_each_text_and_annotation(folder: Path) -> None:
    (folder / "documents.jsonl").unlink()
    assert found_in(folder) == [("E001", "documents.jsonl", None)]


def test_a_text_that_is_no_utf8_is_e002(folder: Path) -> None:
    (folder / "texts" / "rain.txt").write_bytes(b"It r\xefined.")
    assert found_in(folder) == [("E002", "texts/rain.txt", None)]


def test_a_bad_line_does_not_make_references_to_it_dangle(folder: Path) -> None:
    replace(folder / "first" / "cues.jsonl", '"end": 8', '"end": 9')
    assert found_in(folder) == [("E101", "first/cues.jsonl", 1)]


@pytest.mark.parametrize(("old", "new", "code"), [("}]}", "}],}", "E003"), ("}]}", '}], "note": "", "note": ""}', "E004")])
def test_a_line_that_is_no_json_does_not_make_references_to_it_dangle(folder: Path, old: str, new: str, code: str) -> None:
    replace(folder / "first" / "cues.jsonl", old, new)
    assert found_in(folder) == [(code, "first/cues.jsonl", 1)]


def test_a_section_that_cannot_be_read_does_not_put_every_span_outside_the_sections(folder: Path) -> None:
    path = folder / "first" / "sections.jsonl"
    name = '{"id": "s-1", "document_id": "rain", "span": [{"start": 0, "end": 3, "text": "Ana"}]}\n'
    rest = '{"id": "s-2", "document_id": "rain", "span": [{"start": 4, "end": 8, "text": "says"}], "role": "Body"}\n'
    path.write_text(name)
    assert {code for code, _, _ in found_in(folder)} == {"E106"}
    path.write_text(name + rest)
    assert found_in(folder) == [("E008", "first/sections.jsonl", 2)]


def test_a_default_set_that_is_not_there_is_e202(folder: Path) -> None:
    replace(folder / "corpus.json", '"first"', '"third"')
    assert found_in(folder) == [("E202", "corpus.json", None)]


def test_a_default_set_whose_record_cannot_be_read_is_there(folder: Path) -> None:
    (folder / "first" / "set.json").write_bytes(b"{")
    assert found_in(folder) == [("E003", "first/set.json", None)]


def test_a_bad_line_of_one_set_excuses_no_reference_of_another(folder: Path) -> None:
    replace(folder / "second" / "cues.jsonl", '"cue-1"', '"cue-9", "colour": 1')
    (folder / "second" / "attributions.jsonl").write_bytes((folder / "first" / "attributions.jsonl").read_bytes())
    assert found_in(folder) == [("E202", "second/attributions.jsonl", 1), ("E005", "second/cues.jsonl", 1)]


def test_every_bad_line_is_reported_and_not_the_first_alone(folder: Path) -> None:
    (folder / "first" / "cues.jsonl").write_bytes(b"{}\nnull\n\xff\n\n{\n")
    lines = [line for _, name, line in found_in(folder) if name == "first/cues.jsonl"]
    assert sorted({line for line in lines if line}) == [1, 2, 3, 4, 5]


def test_a_folder_that_cannot_be_a_set_is_reported(folder: Path) -> None:
    (folder / "my notes").mkdir()
    (folder / "my notes" / "cues.jsonl").write_bytes(b"")
    assert ("E001", "my notes/set.json", None) in found_in(folder)


def test_numbers_are_written_so_that_they_stay_the_same(folder: Path, tmp_path: Path) -> None:
    path = folder / "first" / "cues.jsonl"
    lines = path.read_text().splitlines()
    path.write_text(f'{lines[0]}\n{lines[1][:-1]}, "confidence": 1}}\n')
    write_folder(read_folder(folder).corpus, tmp_path / "again")
    assert json.loads((tmp_path / "again" / "first" / "cues.jsonl").read_text().splitlines()[1])["confidence"] == 1.0


def test_a_document_line_that_is_no_utf8_is_e002(folder: Path) -> None:
    path = folder / "documents.jsonl"
    path.write_bytes(path.read_bytes().replace(b'{"id": "snow"', b'{"title": "\xff", "id": "snow"'))
    assert ("E002", "documents.jsonl", 2) in found_in(folder)
    assert [document.id for document in read_folder(folder).corpus.documents] == ["rain"]


@pytest.mark.parametrize("name", ["first/cues.jsonl", "first/set.json", "texts/rain.txt", "corpus.json", "documents.jsonl"])
def test_a_pipe_where_a_file_should_be_is_a_finding_and_not_waited_for(folder: Path, name: str) -> None:
    (folder / name).unlink()
    os.mkfifo(folder / name)
    if name == "corpus.json":
        with pytest.raises(FileError):
            read_folder(folder)
    else:
        assert ("E001", name, None) in found_in(folder)


def test_a_file_that_cannot_be_read_does_not_hide_what_else_is_wrong(folder: Path) -> None:
    (folder / "first" / "cues.jsonl").unlink()
    (folder / "first" / "cues.jsonl").mkdir()
    (folder / "second" / "cues.jsonl").write_bytes(b"{\n")
    assert ("E003", "second/cues.jsonl", 1) in found_in(folder)


def test_a_document_line_without_an_id_says_nothing_of_texts_and_annotations(folder: Path) -> None:
    path = folder / "documents.jsonl"
    path.write_text("{\n" + path.read_text().split("\n", 1)[1])
    assert {code for code, _, _ in found_in(folder)} == {"E003"}


def test_a_file_is_left_as_it_was_where_writing_ends_half_way(folder: Path) -> None:
    before = (folder / "first" / "cues.jsonl").read_bytes()
    news = read_folder(folder).corpus
    bad = news.set("first").cues.table
    at = bad.schema.get_field_index("extras")
    broken = {"first": {"cues": bad.set_column(at, bad.schema.field(at), pa.array(["{bad"] * len(bad)))}}
    with pytest.raises(ValueError, match="Expecting"):
        write_folder(Corpus(news.metadata, news.documents, news.sets, broken), folder)
    assert (folder / "first" / "cues.jsonl").read_bytes() == before


def test_a_release_that_has_lost_its_manifest_is_no_working_folder(folder: Path) -> None:
    (folder / "sets.jsonl").write_bytes(b"")
    with pytest.raises(FileError):
        read_folder(folder)
