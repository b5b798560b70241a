from __future__ import annotations

import re
import tempfile
from pathlib import Path

import pytest

from corpus.checks import CODES
from corpus.checks.codes import select
from corpus.errors import UnknownName
from corpus.files.folder import read_folder, write_folder
from corpus.loading import check

EXAMPLES = Path(__file__).parent.parent / "data" / "checks"
"""Per code a `bad` folder that breaks this rule alone, and a `good` one, the nearest that breaks none."""


def test_every_code_has_a_bad_and_a_good_folder_and_no_folder_is_without_a_code() -> None:
    found = {path.relative_to(EXAMPLES).as_posix() for path in EXAMPLES.glob("*/*")}
    assert found == {f"{code}/{verdict}" for code in CODES for verdict in ("bad", "good")}


@pytest.mark.parametrize("code", CODES)
def test_the_bad_folder_breaks_its_rule_and_no_other(code: str) -> None:
    report = check(EXAMPLES / code / "bad")
    assert set(report.counts) == {code}, report.to_text()


@pytest.mark.parametrize("code", CODES)
def test_the_good_folder_breaks_no_rule(code: str) -> None:
    assert check(EXAMPLES / code / "good").findings == ()


@pytest.mark.parametrize("code", CODES)
def test_the_good_folder_is_written_as_we_write_it(code: str) -> None:
    good = EXAMPLES / code / "good"
    with tempfile.TemporaryDirectory() as again:
        write_folder(read_folder(good).corpus, again)
        assert contents(Path(again)) == contents(good)


@pytest.mark.parametrize("code", CODES)
def test_a_finding_has_the_severity_of_its_code_and_the_file_that_it_is_about(code: str) -> None:
    for found in check(EXAMPLES / code / "bad").findings:
        assert found.severity == CODES[code].severity == ("warning" if code[0] == "W" else "error")
        assert found.place.file is not None
        assert Path(found.place.file).is_relative_to(EXAMPLES / code / "bad")
        assert found.message
        assert "\n" not in str(found)


@pytest.mark.parametrize("code", [code for code in CODES if code not in ("E001", "E010", "E011")])
def test_a_finding_about_an_annotation_names_its_line(code: str) -> None:
    assert all(found.place.line is not None for found in check(EXAMPLES / code / "bad").findings)


def test_codes_stand_in_the_table_in_order() -> None:
    assert list(CODES) == sorted(CODES)
    assert all(code == rule.code for code, rule in CODES.items())


def test_a_prefix_keeps_the_codes_that_begin_with_it() -> None:
    assert select(["E20", "W401"], CODES) == [*(f"E20{number}" for number in range(1, 10)), "W401"]


def test_a_prefix_may_be_in_small_letters() -> None:
    assert select(["e101"], CODES) == ["E101"]


@pytest.mark.parametrize("prefixes", [[""], ["E1", ""]])
def test_an_empty_prefix_is_refused(prefixes: list[str]) -> None:
    with pytest.raises(UnknownName):
        select(prefixes, CODES)


def test_without_prefixes_all_codes_are_kept() -> None:
    assert select([], CODES) == list(CODES)


@pytest.mark.parametrize("prefix", ["X", "E9", "E1011", "x101", " E1"])
def test_a_prefix_that_fits_no_code_is_refused(prefix: str) -> None:
    with pytest.raises(UnknownName, match=re.escape(prefix.upper())):
        select(["E1", prefix], CODES)


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
