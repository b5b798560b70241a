from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

import pytest

from corpus.errors import FileError
from corpus.formats import bundles
from corpus.formats.bundles import contents_of
from corpus.formats.reports import Ledger

if TYPE_CHECKING:
    from pathlib import Path

ENDINGS = (".json",)


def names(path: Path, ledger: Ledger | None = None) -> list[str]:
    return [name for _, name, _ in contents_of(path, ENDINGS, ledger or Ledger())]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_a_file_of_any_name_is_read(tmp_path: Path) -> None:
    (tmp_path / "export").write_bytes(b"1")
    assert list(contents_of(tmp_path / "export", ENDINGS, Ledger())) == [(str(tmp_path / "export"), "export", b"1")]


def test_files_below_a_folder_are_read_in_order_and_hidden_ones_are_not(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/two.json", "a.JSON", ".hidden.json", "x.txt"):
        (tmp_path / name).write_bytes(b"1")
    assert names(tmp_path) == ["a", "b-two"]


def test_members_of_a_zip_are_read_and_lead_nowhere(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"../../evil.json": b"1", "__MACOSX/x.json": b"2", "b.txt": b"3"})
    assert names(path) == ["..-..-evil"]
    assert sorted(one.name for one in tmp_path.iterdir()) == ["a.zip"]


def test_a_zip_that_unpacks_to_an_absurd_size_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.json": b"0" * 10_000})
    monkeypatch.setattr(bundles, "LARGEST", 9_999)
    with pytest.raises(FileError, match="at most 9999 bytes"):
        names(path)


def test_a_member_that_holds_more_than_it_says_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.json": b"0" * 50_000, "b.json": b"1"})
    data = bytearray(path.read_bytes())
    size = (50_000).to_bytes(4, "little")
    data[data.rindex(size) : data.rindex(size) + 4] = (7).to_bytes(4, "little")
    path.write_bytes(bytes(data))
    ledger = Ledger()
    assert names(path, ledger) == ["b"]
    assert [entry.code for entry in ledger.report().entries] == ["F102"]


def test_a_bomb_is_refused_unread(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.json": b" " * (bundles.FREE_BYTES + 1), "b.json": b"1"})
    ledger = Ledger()
    assert names(path, ledger) == ["b"]
    assert "bomb" in ledger.report().entries[0].reason


def test_a_zip_of_a_version_that_nobody_has_is_refused(tmp_path: Path) -> None:
    path = zipped(tmp_path / "a.zip", **{"a.json": b"1"})
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 6] = 0xFF
    path.write_bytes(bytes(data))
    with pytest.raises(FileError, match="zip file version"):
        names(path)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no"])
def test_what_is_no_zip_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(FileError, match="expected a ZIP"):
        names(tmp_path / "a.zip")


def test_a_bundle_of_other_things_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match=r"expected \.json files in it"):
        names(zipped(tmp_path / "a.zip", **{"b.txt": b"3"}))
    with pytest.raises(FileError, match=r"expected \.json files in it"):
        names(tmp_path)


def test_an_empty_folder_has_nothing(tmp_path: Path) -> None:
    assert names(tmp_path) == []


def test_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="no such path"):
        names(tmp_path / "nowhere")


def test_a_link_to_nothing_in_a_folder_is_refused_by_itself(tmp_path: Path) -> None:
    (tmp_path / "a.json").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.json").write_bytes(b"1")
    ledger = Ledger()
    assert names(tmp_path, ledger) == ["b"]
    assert [entry.code for entry in ledger.report().entries] == ["F102"]


def test_a_file_that_the_system_does_not_give_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    (tmp_path / "a.json").write_bytes(b"1")
    monkeypatch.setattr("pathlib.Path.read_bytes", refuse)
    with pytest.raises(FileError, match="Permission denied"):
        names(tmp_path / "a.json")


def test_a_member_that_grows_beyond_all_measure_is_refused_by_itself(tmp_path: Path) -> None:
    ledger = Ledger()
    path = zipped(tmp_path / "a.zip", **{"a.json": b" " * (bundles.FREE_BYTES + 1), "b.json": b"1"})
    assert names(path, ledger) == ["b"]
    assert [entry.code for entry in ledger.report().entries] == ["F102"]
