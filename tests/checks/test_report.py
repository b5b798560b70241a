from __future__ import annotations

import json
import random

import pytest

from corpus.checks import Report
from corpus.checks.report import ordered
from corpus.errors import Finding, Place

SURFACE = Finding("E101", "error", "expected 'may', found 'can'", Place("hand/cues.jsonl", 7, "hand", "cues", "d", "c", "span"))
WORD = Finding("W408", "warning", "a cut, inside: 50%\nof a word", Place(file="a,b:c.jsonl", line=2))
NOWHERE = Finding("E102", "error", "the hash differs", Place(document_id="d"))


def test_a_report_keeps_errors_and_warnings_apart() -> None:
    report = Report((SURFACE, WORD, NOWHERE))
    assert report.errors == (SURFACE, NOWHERE)
    assert report.warnings == (WORD,)


def test_a_report_counts_its_codes_in_order() -> None:
    assert list(Report((WORD, SURFACE, WORD)).counts.items()) == [("E101", 1), ("W408", 2)]


@pytest.mark.parametrize(
    ("findings", "summary"),
    [
        ((), "0 errors, 0 warnings"),
        ((SURFACE,), "1 error, 0 warnings"),
        ((SURFACE, WORD, NOWHERE), "2 errors, 1 warning"),
        ((WORD, WORD), "0 errors, 2 warnings"),
    ],
)
def test_the_summary_counts_in_words(findings: tuple[Finding, ...], summary: str) -> None:
    assert Report(findings).summary() == summary


def test_text_is_a_line_per_finding_and_the_count() -> None:
    assert Report((SURFACE, NOWHERE)).to_text().split("\n") == [
        "hand/cues.jsonl:7: E101 span: expected 'may', found 'can'",
        "d: E102 the hash differs",
        "2 errors, 0 warnings",
    ]


def test_an_empty_report_is_its_count_alone() -> None:
    assert Report().to_text() == "0 errors, 0 warnings"


def test_json_gives_each_finding_with_its_whole_place() -> None:
    assert json.loads(Report((SURFACE, WORD)).to_json()) == {
        "errors": 1,
        "warnings": 1,
        "findings": [
            {
                "code": "E101",
                "severity": "error",
                "message": "expected 'may', found 'can'",
                "place": {
                    "file": "hand/cues.jsonl",
                    "line": 7,
                    "set_id": "hand",
                    "layer": "cues",
                    "document_id": "d",
                    "annotation_id": "c",
                    "path": "span",
                },
            },
            {"code": "W408", "severity": "warning", "message": WORD.message, "place": {"file": "a,b:c.jsonl", "line": 2}},
        ],
    }


def test_json_keeps_letters_readable() -> None:
    assert "Šimić" in Report((Finding("E101", "error", "Šimić"),)).to_json()


def test_github_gets_a_command_per_finding() -> None:
    assert Report((SURFACE,)).to_github() == "::error file=hand/cues.jsonl,line=7,title=E101::span: expected 'may', found 'can'"


def test_github_gets_what_it_would_misread_escaped() -> None:
    expected = "::warning file=a%2Cb%3Ac.jsonl,line=2,title=W408::a cut, inside: 50%25%0Aof a word"
    assert Report((WORD,)).to_github() == expected


def test_github_is_told_in_the_message_what_has_no_file() -> None:
    assert Report((NOWHERE,)).to_github() == "::error title=E102::d: the hash differs"


def test_github_gets_nothing_of_an_empty_report() -> None:
    assert Report().to_github() == ""


def test_findings_stand_by_file_and_line_and_numbers_count_as_numbers() -> None:
    places = [Place("a", 2), Place("a", 10), Place("b", 1), Place("b", 1, path="span")]
    findings = [Finding("E101", "error", "m", place) for place in places]
    assert [found.place for found in ordered(findings[::-1])] == places


def test_findings_at_one_place_stand_by_code() -> None:
    findings = [Finding(code, "error", "m", Place("a", 1)) for code in ("E101", "E201", "W401")]
    assert list(ordered(findings[::-1])) == findings


def test_the_order_does_not_depend_on_the_order_in_which_things_were_found() -> None:
    places = [Place(), Place("a"), Place("a", 1), Place(set_id="s", layer="cues"), Place(document_id="d", annotation_id="c")]
    findings = [Finding(code, "error", message, place) for place in places for code in ("E101", "E102") for message in "xy"]
    shuffled = random.Random(0).sample(findings, len(findings))  # noqa: S311 - any shuffle will do
    assert ordered(shuffled) == ordered(findings)
