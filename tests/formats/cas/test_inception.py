"""Projects of INCEpTION: users, curation, what nobody annotated, and what is not as it should be."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

import pytest

from corpus.conversion import write
from corpus.errors import FileError
from corpus.formats import inception as form
from corpus.formats.graph import Annotations, Graph, Span
from corpus.formats.vocabularies import Vocabulary
from corpus.model import LAYERS, Corpus, Document
from corpus.schemes.assembly import assumed_metadata
from tests.formats.cas.samples import CUES, cue, took, type_system, xmi

if TYPE_CHECKING:
    from pathlib import Path

PAGE = {"d.xmi": xmi(cue(2, 4, 8)).encode(), "TypeSystem.xml": type_system(CUES).encode()}
LISTED = json.dumps({"name": "p", "source_documents": [{"name": "d.txt"}]}).encode()


def zipped(members: dict[str, bytes]) -> bytes:
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        for name, written in members.items():
            archive.writestr(name, written)
    return stored.getvalue()


def project(folder: Path, members: dict[str, bytes], listed: bytes = LISTED) -> Path:
    path = folder / "p.zip"
    path.write_bytes(zipped({"exportedproject.json": listed, **members}))
    return path


def test_users_are_annotators_and_what_was_curated_is_a_set(tmp_path: Path) -> None:
    pages = ("annotation/d.txt/ana.zip", "annotation/d.txt/INITIAL_CAS.zip", "curation/d.txt/CURATION_USER.zip")
    (graph,), report = took(form, project(tmp_path, {name: zipped(PAGE) for name in pages}))
    assert graph.document_id == "d.txt"
    assert [one.annotator for one in graph.annotations] == ["ana", "curation"]
    assert all(len(one.spans) == 1 for one in graph.annotations)
    assert report.is_clean


def test_what_nobody_annotated_has_what_was_read_at_first(tmp_path: Path) -> None:
    (graph,), _ = took(form, project(tmp_path, {"annotation/d.txt/INITIAL_CAS.zip": zipped(PAGE)}))
    assert [one.annotator for one in graph.annotations] == ["INITIAL_CAS"]


def test_pages_of_random_names_are_those_of_the_user_whose_file_is_in_them(tmp_path: Path) -> None:
    pages = {
        f"annotation/d.txt/webanno{number}export.zip": zipped(
            {f"{user}.xmi": PAGE["d.xmi"], "TypeSystem.xml": PAGE["TypeSystem.xml"]}
        )
        for number, user in ((123, "ana"), (456, "INITIAL_CAS"), (789, "bob"))
    }
    (graph,), report = took(form, project(tmp_path, pages))
    assert [one.annotator for one in graph.annotations] == ["ana", "bob"]
    assert report.is_clean


def test_numbers_behind_a_user_are_no_part_of_the_name(tmp_path: Path) -> None:
    members = {
        "annotation/d.txt/ana_16405719629333389288.zip": zipped(PAGE),
        "annotation/d.txt/b_123456789.zip": zipped(PAGE),
        "annotation_ser/d.txt/ana.ser": b"",
    }
    (graph,), _ = took(form, project(tmp_path, members))
    assert [one.annotator for one in graph.annotations] == ["ana", "b_123456789"]


def test_a_page_of_a_random_name_that_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    _, report = took(form, project(tmp_path, {"annotation/d.txt/webanno1export.zip": b"hm"}))
    assert [entry.code for entry in report.entries if "ZIP" in entry.reason] == ["F102"]


def test_a_project_may_stand_in_a_folder_and_have_a_number(tmp_path: Path) -> None:
    path = tmp_path / "p.zip"
    members = {"exportedproject12.json": LISTED, "annotation/d.txt/ana.zip": zipped(PAGE)}
    path.write_bytes(zipped({"__MACOSX/._mine": b"", **{f"mine/{name}": written for name, written in members.items()}}))
    (graph,), report = took(form, path)
    assert (graph.document_id, graph.annotations[0].annotator) == ("d.txt", "ana")
    assert report.is_clean


@pytest.mark.parametrize("folder", ["annotation/d.txt", "annotation/d.txt/ana", "annotation/d.txt/webanno123export"])
def test_pages_that_somebody_unpacked_have_the_type_system_beside_them(tmp_path: Path, folder: str) -> None:
    members = {f"{folder}/ana.xmi": PAGE["d.xmi"], f"{folder}/TypeSystem.xml": PAGE["TypeSystem.xml"]}
    (graph,), report = took(form, project(tmp_path, members))
    assert (graph.document_id, [one.annotator for one in graph.annotations]) == ("d.txt", ["ana"])
    assert report.is_clean


def test_pages_may_stand_as_they_are(tmp_path: Path) -> None:
    page = {"%FEATURE_STRUCTURES": [{"%ID": 1, "%TYPE": "uima.cas.Sofa", "sofaID": "_InitialView", "sofaString": "Ana"}]}
    members = {"annotation/d.txt/ana.json": json.dumps(page).encode(), "annotation/d.txt/bob.xmi": xmi(text="Ana").encode()}
    (graph,), report = took(form, project(tmp_path, members))
    assert [one.annotator for one in graph.annotations] == ["ana", "bob"]
    assert report.is_clean


def test_an_unpacked_project_is_read_too(tmp_path: Path) -> None:
    (tmp_path / "annotation" / "d.txt").mkdir(parents=True)
    (tmp_path / "annotation" / "d.txt" / "ana.zip").write_bytes(zipped(PAGE))
    assert [graph.document_id for graph in took(form, tmp_path)[0]] == ["d.txt"]


def test_a_document_without_pages_is_its_text(tmp_path: Path) -> None:
    (graph,), report = took(form, project(tmp_path, {"source/d.txt": b"Ana", "annotation/": b""}))
    assert (graph.text, graph.annotations) == ("Ana", ())
    assert report.is_clean


@pytest.mark.parametrize(
    ("name", "members"),
    [("d.txt", {}), ("d.txt", {"source/d.txt": b"\xff"}), ("d.pdf", {"source/d.pdf": b"%PDF"})],
    ids=["no text", "no UTF-8", "no plain text"],
)
def test_a_document_without_pages_or_text_is_refused(tmp_path: Path, name: str, members: dict[str, bytes]) -> None:
    listed = json.dumps({"source_documents": [{"name": name}]}).encode()
    graphs, report = took(form, project(tmp_path, members, listed))
    assert not graphs
    assert len(report.entries) == 1


@pytest.mark.parametrize("page", [b"no zip", zipped({"d.tsv": b"x"}), zipped({})], ids=["no ZIP", "WebAnno TSV", "empty"])
def test_a_page_that_cannot_be_read_is_refused_and_the_others_are_read(tmp_path: Path, page: bytes) -> None:
    members = {"annotation/d.txt/ana.zip": page, "annotation/d.txt/bob.zip": zipped(PAGE)}
    (graph,), report = took(form, project(tmp_path, members))
    assert [one.annotator for one in graph.annotations] == ["bob"]
    assert [entry.code for entry in report.entries] == ["F102"]


@pytest.mark.parametrize("listed", [b"{", b"[]", b'{"source_documents": [3]}', b'{"source_documents": 3}'])
def test_a_project_file_that_is_damaged_is_refused_and_the_pages_are_read(tmp_path: Path, listed: bytes) -> None:
    graphs, report = took(form, project(tmp_path, {"annotation/d.txt/ana.zip": zipped(PAGE)}, listed))
    assert len(graphs) == 1
    assert [entry.code for entry in report.entries] == ["F102"]


def test_texts_that_differ_between_users_are_documents_of_their_own(tmp_path: Path) -> None:
    other = {**PAGE, "d.xmi": xmi(cue(2, 4, 8), text="Bob says no").encode()}
    members = {"annotation/d.txt/ana.zip": zipped(PAGE), "annotation/d.txt/bob.zip": zipped(other)}
    graphs, _ = took(form, project(tmp_path, members))
    assert [graph.document_id for graph in graphs] == ["ana-d.txt", "bob-d.txt"]


@pytest.mark.parametrize("members", [{"a": b""}, {"annotation_ser/d.txt/ana.ser": b""}], ids=["no project", "Java alone"])
def test_what_is_no_project_is_an_error(tmp_path: Path, members: dict[str, bytes]) -> None:
    path = tmp_path / "p.zip"
    path.write_bytes(zipped(members))
    with pytest.raises(FileError, match="expected"):
        took(form, path)


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    path = project(tmp_path, {})
    with pytest.raises(FileError, match="found something there"):
        form.write([], path, Vocabulary())


def test_what_was_curated_goes_back_to_its_place(tmp_path: Path) -> None:
    given = [Annotations(name, (Span("T1", "Cue", ((0, 3),)),)) for name in ("ana", "curation")]
    form.write([Graph("d", "Ana", tuple(given)), Graph("e", "Bob")], tmp_path / "p.zip", Vocabulary())
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        names = set(archive.namelist())
        described = json.loads(archive.read("exportedproject.json"))
    assert {"curation/d.txt/CURATION_USER.zip", "annotation/d.txt/ana.zip", "annotation/e.txt/INITIAL_CAS.zip"} <= names
    assert described["annotation_documents"] == [{"name": "d.txt", "user": "ana", "state": "IN_PROGRESS"}]
    assert [layer["name"] for layer in described["layers"]] == ["webanno.custom.Cue"]
    graphs, _ = took(form, tmp_path / "p.zip")
    assert [(graph.document_id, len(graph.annotations)) for graph in graphs] == [("d", 2), ("e", 0)]


def test_a_project_of_our_schema_has_all_its_layers(tmp_path: Path) -> None:
    news = Corpus(assumed_metadata(), [Document.of("d", "Ana")], [], {})
    write(news, tmp_path / "p.zip", format="inception")
    with zipfile.ZipFile(tmp_path / "p.zip") as archive:
        described = json.loads(archive.read("exportedproject.json"))
    assert {f"webanno.custom.{layer}" for layer in LAYERS} <= {layer["name"] for layer in described["layers"]}
