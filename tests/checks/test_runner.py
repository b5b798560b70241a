from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from corpus.checks import check_integrity, check_reading
from corpus.errors import Finding, Place, UnknownName

if TYPE_CHECKING:
    from corpus.model.reading import Reading

Row = dict[str, Any]
CUE = {"id": "c", "span": [{"start": 3, "end": 6, "text": "can"}], "type": "negation", "strength": "certain", "negated": True}
"""Breaks a rule of each group: E101, E302, E303 and W405."""
UNREAD = Finding("E003", "error", "expected one JSON object", Place("cues.jsonl", 9))


class Build(Protocol):
    def __call__(self, text: str | None, *, profile: Any = ..., **layers: Any) -> Reading: ...


@pytest.fixture
def reading(build: Build) -> Reading:
    twice = [{"id": "s"}, {"id": "s"}]
    return replace(
        build("it may rain", profile="gold", cues=[CUE | {"level": "relational"}], stances=[], sources=twice),
        findings=(UNREAD,),
    )


def test_all_groups_are_checked(reading: Reading) -> None:
    assert {code[:2] for code in check_reading(reading).counts} == {"E0", "E1", "E2", "E3", "W4"}


@pytest.mark.parametrize(
    ("prefixes", "codes"),
    [
        (["E0"], {"E003"}),
        (["E1"], {"E101"}),
        (["E101"], {"E101"}),
        (["E2", "W405"], {"E201", "W405"}),
        (["W"], {"W405"}),
        (["E10", "E102"], {"E101"}),
        (["E102"], set()),
        (["E"], {"E003", "E101", "E201", "E302", "E303"}),
    ],
)
def test_prefixes_keep_the_findings_with_these_codes_alone(reading: Reading, prefixes: list[str], codes: set[str]) -> None:
    assert set(check_reading(reading, prefixes=prefixes).counts) == codes


def test_a_selection_is_the_part_of_the_whole_that_it_names(reading: Reading) -> None:
    whole = check_reading(reading).findings
    assert check_reading(reading, prefixes=["E2", "W"]).findings == tuple(one for one in whole if one.code[:2] in ("E2", "W4"))


def test_a_prefix_that_fits_no_code_is_refused(reading: Reading) -> None:
    with pytest.raises(UnknownName, match="W9"):
        check_reading(reading, prefixes=["W9"])


def test_findings_with_a_file_stand_in_the_order_of_files(reading: Reading) -> None:
    findings = check_reading(reading).findings
    keys = [(found.place.file or "", found.place.line or 0) for found in findings]
    assert keys == sorted(keys)


def test_integrity_is_reading_texts_and_links(reading: Reading) -> None:
    assert {found.code[:2] for found in check_integrity(reading)} == {"E0", "E1", "E2"}


def test_a_check_changes_nothing(reading: Reading) -> None:
    assert check_reading(reading) == check_reading(reading)


def test_an_empty_corpus_is_sound(build: Build) -> None:
    assert check_reading(build("")).findings == ()
