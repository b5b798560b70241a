"""A corpus in another version of the schema: valid there, every object accounted for, whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from jsonschema import Draft202012Validator

import corpus
from corpus.errors import FileError, MigrationError
from corpus.loading import packaged_corpus
from corpus.migration import Step, migrate, migrating
from corpus.model.schemas import SUFFIX
from corpus.testing import corpora
from tests.migration.conftest import everything, kinds_of, objects
from tests.migration.versions import NO_SCOPE, STEPS, TIMES, cue_of_0, equal_versions

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.migration import Migration
    from corpus.model import Corpus
    from tests.migration.conftest import Migrate

SEED = packaged_corpus()


def assert_valid(folder: Path, version: Path) -> None:
    """Hold every object of a folder to the JSON Schemas of a version."""
    for path, kind in kinds_of(folder).items():
        schema = json.loads((version / f"{kind}{SUFFIX}").read_text(encoding="utf-8"))
        one_file = kind in ("corpus", "set")
        for value in [json.loads(path.read_text(encoding="utf-8"))] if one_file else objects(path):
            Draft202012Validator(schema).validate(value)


def assert_accounted_for(done: Migration, old: Path, new: Path) -> None:
    """Hold the counts of a report to the files."""
    assert all(count.is_complete for count in done.counts.values())
    for folder, name in ((old, "found"), (new, "written")):
        there: Counter[str] = Counter()
        for path, kind in kinds_of(folder).items():
            there[kind] += 1 if kind in ("corpus", "set") else len(objects(path))
        counts = {kind: getattr(count, name) for kind, count in done.counts.items() if getattr(count, name)}
        assert counts == {kind: count for kind, count in there.items() if count}
    whole = sum(one.lost is None for one in done.uncarried)
    assert sum(count.uncarried for count in done.counts.values()) == whole


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """A copy of the real corpus, to be spoilt."""
    shutil.copytree(SEED, tmp_path / "old")
    return tmp_path / "old"


@pytest.fixture(scope="module")
def second(move: Migrate, tmp_path_factory: pytest.TempPathFactory) -> tuple[Migration, Path]:
    """The real corpus in version 2."""
    out = tmp_path_factory.mktemp("second") / "new"
    return move(SEED, out, to="2"), out


def test_the_real_corpus_is_valid_in_the_new_version(second: tuple[Migration, Path], versions: Path) -> None:
    assert_valid(second[1], versions / "v2")


def test_every_object_of_the_real_corpus_is_accounted_for(second: tuple[Migration, Path]) -> None:
    assert_accounted_for(second[0], SEED, second[1])


def test_labels_and_fields_have_their_new_names(second: tuple[Migration, Path]) -> None:
    old, new = objects(SEED / "gold" / "cues.jsonl"), objects(second[1] / "gold" / "cues.jsonl")
    assert (
        [cue["id"] for cue in old if cue["type"] == "booster"] == [cue["id"] for cue in new if cue["type"] == "emphatic"] != []
    )
    assert [cue.get("strength") for cue in old] == [cue.get("certainty") for cue in new]


def test_an_annotation_moves_into_its_new_layer_in_canonical_order(second: tuple[Migration, Path]) -> None:
    times = [one for one in objects(SEED / "gold" / "quantities.jsonl") if one["kind"] in TIMES]
    assert objects(second[1] / "gold" / "times.jsonl") == times != []
    assert second[0].counts["times"].found == 0


def test_fields_are_written_in_the_order_that_the_step_gave(second: tuple[Migration, Path]) -> None:
    cue = next(cue for cue in objects(second[1] / "gold" / "cues.jsonl") if cue["type"] == "emphatic")
    assert list(cue) == ["id", "document_id", "span", "type", "level", "certainty", "negated"]


def test_what_did_not_change_is_the_same_byte_for_byte(second: tuple[Migration, Path]) -> None:
    old, new = everything(SEED), everything(second[1])
    same = ("texts/", "CHANGELOG", "adjudication", "claims", "attributions", "entities", "mentions", "commitments", "stances")
    kept = [file for file in old if any(word in file for word in same)]
    assert {file: new[file] for file in kept} == {file: old[file] for file in kept}


def test_what_the_new_version_cannot_hold_is_kept_word_for_word_with_its_place(second: tuple[Migration, Path]) -> None:
    done, out = second
    kept = objects(out.with_name("new-uncarried.jsonl"))
    assert done.uncarried_file == out.with_name("new-uncarried.jsonl")
    assert len(kept) == len(done.uncarried)
    for one in kept:
        lines = (SEED / one["file"]).read_text(encoding="utf-8").split("\n")
        assert lines[one["line"] - 1] == one["verbatim"]
        if "field" in one:
            assert json.loads(one["verbatim"])[one["field"]] == one["value"]
    assert {(one["kind"], one.get("field"), one["reason"]) for one in kept} == {
        ("sections", None, "version 2 has no boilerplate"),
        ("cues", "scope", NO_SCOPE),
    }


def test_the_version_of_the_schema_is_the_new_one_and_that_of_the_data_stays(second: tuple[Migration, Path]) -> None:
    old, new = (json.loads((folder / "corpus.json").read_text(encoding="utf-8")) for folder in (SEED, second[1]))
    assert new == {**old, "schema_version": "2"}
    assert json.loads((second[1] / "gold" / "set.json").read_text(encoding="utf-8"))["schema_version"] == "2"


def test_a_set_that_does_not_say_its_version_goes_on_not_saying_it(old: Path, move: Migrate) -> None:
    about = json.loads((old / "gold" / "set.json").read_text(encoding="utf-8"))
    del about["schema_version"]
    (old / "gold" / "set.json").write_text(json.dumps(about), encoding="utf-8")
    move(old, old.with_name("new"), to="2")
    assert json.loads((old.with_name("new") / "gold" / "set.json").read_text(encoding="utf-8")) == about


def test_steps_are_taken_one_after_the_other(move: Migrate, versions: Path, tmp_path: Path) -> None:
    done = move(SEED, tmp_path / "new", to="3")
    assert_valid(tmp_path / "new", versions / "v3")
    assert_accounted_for(done, SEED, tmp_path / "new")
    assert json.loads((tmp_path / "new" / "corpus.json").read_text(encoding="utf-8"))["license"] == "CC-BY-4.0"
    assert list((tmp_path / "new").glob("*/stances.jsonl")) == []
    assert done.counts["stances"].uncarried == done.counts["stances"].found > 0


def test_two_steps_at_once_give_what_they_give_one_by_one(
    second: tuple[Migration, Path], move: Migrate, tmp_path: Path
) -> None:
    move(SEED, tmp_path / "at once", to="3")
    move(second[1], tmp_path / "one by one", to="3")
    assert everything(tmp_path / "at once") == everything(tmp_path / "one by one")


def in_version_0(folder: Path) -> Path:
    """Take a copy of the real corpus back to the version that never was."""
    for path, kind in kinds_of(folder).items():
        if kind == "cues":
            lines = [json.dumps(cue_of_0(cue), ensure_ascii=False) + "\n" for cue in objects(path)]
            path.write_text("".join(lines), encoding="utf-8")
        elif kind in ("corpus", "set"):
            path.write_bytes(path.read_bytes().replace(b'"schema_version": "1"', b'"schema_version": "0"'))
    return folder


def test_what_was_of_an_older_version_is_loaded_as_the_corpus_that_it_is(old: Path, move: Migrate, versions: Path) -> None:
    done = move(in_version_0(old), old.with_name("new"), to="1")
    assert done.is_whole
    assert done.uncarried_file is None
    assert_valid(old.with_name("new"), versions / "v1")
    assert corpus.load(old.with_name("new")) == corpus.load()
    assert everything(old.with_name("new")) == everything(SEED)


@pytest.mark.slow  # writes and migrates a corpus per example
@settings(max_examples=20)
@given(drawn=corpora())
def test_any_corpus_is_valid_in_the_new_version_and_accounted_for(
    versions: Path, drawn: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("any")
    corpus.write_folder(drawn, folder / "old")
    done = migrate(folder / "old", folder / "new", to="2", steps=STEPS, schemas=versions)
    assert_valid(folder / "new", versions / "v2")
    assert_accounted_for(done, folder / "old", folder / "new")
    assert {one.reason for one in done.uncarried} <= {NO_SCOPE, "version 2 has no boilerplate"}


@pytest.mark.slow  # writes and migrates a corpus per example
@settings(max_examples=20)
@given(drawn=corpora())
def test_a_step_that_changes_nothing_gives_the_same_corpus(drawn: Corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    versions = equal_versions(folder / "schemas")
    corpus.write_folder(drawn, folder / "old")
    for path in folder.glob("old/**/*.json"):
        path.write_bytes(path.read_bytes().replace(b'"schema_version": "1"', b'"schema_version": "0"'))
    done = migrate(folder / "old", folder / "new", to="1", steps=[Step("0", "1")], schemas=versions)
    assert done.is_whole
    assert corpus.load(folder / "new") == drawn


def test_a_corpus_that_has_the_version_is_left_alone(tmp_path: Path) -> None:
    done = migrate(SEED, tmp_path / "new")
    assert (done.old, done.new, done.out, done.counts, done.is_whole) == ("1", "1", None, {}, True)
    assert list(tmp_path.iterdir()) == []


def spoil(folder: Path, file: str, line: int, raw: bytes) -> bytes:
    """Put another line in the place of one, and give the one that stood there."""
    lines = (folder / file).read_bytes().split(b"\n")
    stood, lines[line - 1] = lines[line - 1], raw
    (folder / file).write_bytes(b"\n".join(lines))
    return stood


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"{", "Expecting property name"),
        (b"", "Expecting value"),
        (b"\xff", "expected UTF-8"),
        (b"[]", "expected one JSON object, found list"),
        (b'{"id": "a", "id": "b"}', "stands twice"),
        (b'{"id": "a", "document_id": "d", "name": "\\ud800"}', "surrogates not allowed"),
        (b'{"id": "a", "document_id": "d", "colour": "red"}', "its own: Additional properties"),
        (b'{"id": "a", "document_id": "d", "type": "PERSON"}', "its own: type: 'PERSON' is not"),
        (b'{"id": "a", "document_id": "d", "type": "' + b"x" * 1000 + b'"}', "xxx..."),
    ],
)
def test_a_line_that_cannot_be_read_is_kept_and_named(old: Path, move: Migrate, raw: bytes, reason: str) -> None:
    spoil(old, "gold/entities.jsonl", 2, raw)
    done = move(old, old.with_name("new"), to="2")
    (found,) = [one for one in done.uncarried if one.kind == "entities"]
    assert (found.file, found.line, found.raw) == ("gold/entities.jsonl", 2, raw)
    assert reason in found.reason
    assert str(found).startswith("gold/entities.jsonl:2: not carried: ")
    assert done.counts["entities"].uncarried == 1
    kept = next(one for one in objects(old.with_name("new-uncarried.jsonl")) if one["kind"] == "entities")
    assert kept.get("verbatim", "").encode() == raw or kept["base64"] == "/w=="


def test_what_refers_to_something_left_behind_is_named(old: Path, move: Migrate) -> None:
    entity = json.loads(spoil(old, "gold/entities.jsonl", 1, b"{"))
    spoil(old, "gold/entities.jsonl", 1, json.dumps({**entity, "colour": "red"}).encode())
    done = move(old, old.with_name("new"), to="2")
    expected = [
        (f"gold/{layer}.jsonl", number)
        for layer in ("mentions", "sources", "stances")
        for number, one in enumerate(objects(old / "gold" / f"{layer}.jsonl"), 1)
        if entity["id"] in (one.get("entity_id"), one.get("target", {}).get("entity_id"))
    ]
    assert sorted((one.file, one.line) for one in done.dangling) == sorted(expected) != []
    assert {one.reference for one in done.dangling} == {entity["id"]}
    assert str(done.dangling[0]).endswith(f"refers to {entity['id']!r}, which was not carried")


def test_a_reference_to_an_id_that_another_line_has_does_not_dangle(old: Path, move: Migrate) -> None:
    entity = objects(old / "gold" / "entities.jsonl")[0]
    with (old / "gold" / "entities.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps({**entity, "colour": "red"}) + "\n")
    done = move(old, old.with_name("new"), to="2")
    assert done.counts["entities"].uncarried == 1
    assert done.dangling == ()


def test_annotations_of_a_document_left_behind_are_named(old: Path, move: Migrate) -> None:
    document = objects(old / "documents.jsonl")[0]
    spoil(old, "documents.jsonl", 1, json.dumps({**document, "colour": "red"}).encode())
    done = move(old, old.with_name("new"), to="2")
    assert (old.with_name("new") / "documents.jsonl").read_bytes() == b""
    carried = sum(count.carried + count.changed for kind, count in done.counts.items() if kind not in ("corpus", "set"))
    assert len([one for one in done.dangling if one.path == "document_id"]) == carried


def test_a_set_whose_record_cannot_be_carried_keeps_its_annotations(old: Path, move: Migrate) -> None:
    (old / "gold" / "set.json").write_text("{}")
    done = move(old, old.with_name("new"), to="2")
    (found,) = [one for one in done.uncarried if one.kind == "set"]
    assert (found.file, found.line, found.raw) == ("gold/set.json", None, b"{}")
    assert str(found).startswith("gold/set.json: not carried: ")
    assert (old.with_name("new") / "gold" / "cues.jsonl").exists()


def test_files_of_no_layer_are_copied_and_hidden_ones_are_not(old: Path, move: Migrate) -> None:
    (old / "gold" / "notes").mkdir()
    (old / "gold" / "notes" / "today.md").write_text("a note")
    (old / ".git").mkdir()
    (old / ".git" / "config").write_text("")
    (old / "gold" / ".swp").write_text("")
    move(old, old.with_name("new"), to="2")
    assert (old.with_name("new") / "gold" / "notes" / "today.md").read_text() == "a note"
    assert [file for file in everything(old.with_name("new")) if "/." in f"/{file}"] == []


def test_a_corpus_without_documents_or_sets_has_none_afterwards(tmp_path: Path, move: Migrate) -> None:
    (tmp_path / "old").mkdir()
    about = {"name": "mine", "version": "0.1.0", "schema_version": "1"}
    (tmp_path / "old" / "corpus.json").write_text(json.dumps(about))
    (tmp_path / "old" / "documents.jsonl").write_text("")
    move(tmp_path / "old", tmp_path / "new", to="2")
    assert json.loads((tmp_path / "new" / "corpus.json").read_text()) == {**about, "schema_version": "2"}
    assert everything(tmp_path / "new")["documents.jsonl"] == b""


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ("{", "expected one JSON object"),
        ("[]", "schema_version"),
        ('{"schema_version": 1}', "in quotation marks, found 1"),
        ('{"name": "mine"}', "found None"),
    ],
)
def test_metadata_that_do_not_say_their_version_are_refused(tmp_path: Path, about: str, message: str) -> None:
    (tmp_path / "corpus.json").write_text(about)
    with pytest.raises(FileError, match=message):
        migrate(tmp_path, tmp_path.with_name("new"))


def test_metadata_that_cannot_be_carried_stop_it(old: Path, move: Migrate) -> None:
    about = json.loads((old / "corpus.json").read_text(encoding="utf-8"))
    (old / "corpus.json").write_text(json.dumps({**about, "colour": "red"}))
    with pytest.raises(MigrationError, match="colour"):
        move(old, old.with_name("new"), to="2")
    assert [path.name for path in old.parent.iterdir()] == ["old"]


@pytest.mark.parametrize(
    ("found", "to", "message"),
    [
        ("9", "1", "of schema version '9', which is not known; the versions with schemas here are 0, 1, 2, 3; a newer package"),
        ("1", "9", "found '9'; the versions with schemas here are 0, 1, 2, 3"),
        ("1", "0", "no steps lead from schema version 1 to 0; .* the steps are: 2 to 3, 0 to 1, 1 to 2"),
    ],
)
def test_a_version_that_no_steps_lead_to_is_refused_with_those_there_are(
    old: Path, move: Migrate, found: str, to: str, message: str
) -> None:
    about = (old / "corpus.json").read_text(encoding="utf-8")
    (old / "corpus.json").write_text(about.replace('"schema_version": "1"', f'"schema_version": "{found}"'), encoding="utf-8")
    with pytest.raises(MigrationError, match=message):
        move(old, old.with_name("new"), to=to)


def test_a_release_is_migrated_by_its_working_folder(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(FileError, match="migrate the folder that it was built from"):
        migrate(tmp_path, tmp_path.with_name("new"))


@pytest.mark.parametrize(("name", "found"), [("nowhere", "no such path"), (".", "none")])
def test_what_is_no_working_folder_is_refused(tmp_path: Path, name: str, found: str) -> None:
    with pytest.raises(FileError, match=f"found {found}"):
        migrate(tmp_path / name, tmp_path.with_name("new"))


@pytest.mark.parametrize("name", ["new", "new-uncarried.jsonl"])
def test_nothing_is_overwritten(old: Path, move: Migrate, name: str) -> None:
    old.with_name(name).write_text("mine")
    with pytest.raises(FileError, match="found something of that name"):
        move(old, old.with_name("new"), to="2")
    assert {path.name for path in old.parent.iterdir()} == {"old", name}


def test_the_new_folder_does_not_lie_inside_the_old(old: Path, move: Migrate) -> None:
    with pytest.raises(FileError, match="outside the corpus"):
        move(old, old / "new", to="2")


def test_where_the_folder_cannot_be_put_in_place_nothing_is_left(
    old: Path, move: Migrate, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_paths: Any) -> None:
        raise PermissionError(13, "Permission denied", "new")

    monkeypatch.setattr(migrating, "put_in_place", fail)
    with pytest.raises(PermissionError):
        move(old, old.with_name("new"), to="2")
    assert [path.name for path in old.parent.iterdir()] == ["old"]
