"""ZIPs that mean no good: nothing is written, nothing is followed, nothing grows without end."""

from __future__ import annotations

import io
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.formats import xmi as form
from corpus.formats.cas import archives
from corpus.formats.cas.archives import Budget, Unsafe, open_archive
from corpus.formats.reports import Ledger
from tests.formats.cas.samples import CUES, cue, took, type_system, xmi

if TYPE_CHECKING:
    from pathlib import Path


def zipped(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, written in members.items():
            archive.writestr(name, written)
    return path


def with_member(path: Path, member: zipfile.ZipInfo, content: str = "x") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("d.xmi", xmi(cue(2, 4, 8)))
        archive.writestr("TypeSystem.xml", type_system(CUES))
        archive.writestr(member, content)
    return path


def test_a_zip_is_read_like_a_folder(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"ana/d.xmi": xmi(cue(2, 4, 8)), "TypeSystem.xml": type_system(CUES)})
    (graph,), report = took(form, path)
    assert (graph.document_id, graph.annotations[0].annotator) == ("d", "ana")
    assert report.is_clean


def test_what_a_system_puts_beside_the_files_is_left_out(tmp_path: Path) -> None:
    page = {"d.xmi": xmi(cue(2, 4, 8)), "TypeSystem.xml": type_system(CUES)}
    path = zipped(tmp_path / "a.zip", **page, **{"__MACOSX/._d.xmi": "hm", "._d.xmi": "hm", ".DS_Store": "hm"})
    graphs, report = took(form, path)
    assert [graph.document_id for graph in graphs] == ["d"]
    assert report.is_clean


@pytest.mark.parametrize("name", ["../out.xmi", "/out.xmi", "a/../../out.xmi", "C:/out.xmi", "a\\..\\out.xmi"])
def test_a_name_that_leads_outside_is_refused(tmp_path: Path, name: str) -> None:
    member = zipfile.ZipInfo("x")
    member.filename = name
    graphs, report = took(form, with_member(tmp_path / "a.zip", member))
    assert [graph.document_id for graph in graphs] == ["d"]
    assert [entry.code for entry in report.entries] == ["F102"]
    assert {one.name for one in tmp_path.iterdir()} == {"a.zip"}


def test_a_member_without_a_name_is_refused(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("x")
    member.filename = ""
    assert "a name" in took(form, with_member(tmp_path / "a.zip", member))[1].entries[0].reason


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    member = zipfile.ZipInfo("link.xmi")
    member.external_attr = (stat.S_IFLNK | 0o777) << 16
    _, report = took(form, with_member(tmp_path / "a.zip", member, "/etc/passwd"))
    assert "a link" in report.entries[0].reason


def test_a_member_that_stands_twice_is_refused(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = with_member(tmp_path / "a.zip", zipfile.ZipInfo("d.xmi"))
    assert "a second" in took(form, path)[1].entries[0].reason


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = zipped(tmp_path / "b.zip", **{"e.xmi": " " * 30_000_000})
    _, report = took(form, path)
    assert "bomb" in report.entries[0].reason


def test_all_members_together_have_a_limit(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", a="x" * 60, b="y" * 60)
    archive = open_archive(path, Ledger())
    archive.budget.left = 100
    archive.read("a")
    with pytest.raises(Unsafe, match="at most 40 bytes"):
        archive.read("b")


def test_too_many_members_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MOST_MEMBERS", 1)
    with pytest.raises(FileError, match="at most 1 members"):
        took(form, zipped(tmp_path / "a.zip", a="x", b="y"))


def test_a_zip_that_is_cut_off_is_an_error(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", a="x" * 1000)
    path.write_bytes(path.read_bytes()[:-30])
    with pytest.raises(FileError, match="is the file whole"):
        took(form, path)


def test_a_member_that_is_damaged_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"d.xmi": xmi(cue(2, 4, 8))})
    written = bytearray(path.read_bytes())
    written[60] ^= 0xFF
    path.write_bytes(bytes(written))
    assert [entry.code for entry in took(form, path)[1].entries] == ["F102"]


def test_a_member_that_needs_a_password_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"d.xmi": xmi()})
    written = bytearray(path.read_bytes())
    written[6] |= 1
    written[written.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(written))
    assert "password" in took(form, path)[1].entries[0].reason


def test_a_file_of_a_folder_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    archive = open_archive(tmp_path, Ledger())

    def fail() -> bytes:
        raise PermissionError(13, "Permission denied")

    archive.members["d.xmi"] = fail
    with pytest.raises(Unsafe, match="Permission denied"):
        archive.read("d.xmi")


def test_links_and_pipes_of_a_folder_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "d.xmi").symlink_to(tmp_path / "nowhere.xmi")
    assert not open_archive(tmp_path, Ledger()).members


def test_a_zip_inside_is_part_of_the_budget() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a", "x" * 100)
    budget = Budget(left=50)
    with zipfile.ZipFile(inner) as archive, pytest.raises(Unsafe, match="at most 50"):
        budget.read(archive, archive.infolist()[0])
