from __future__ import annotations

import json
from typing import Any

import pytest

from corpus.errors import Place
from corpus.files.refusals import parse
from corpus.model import Attribution, Cue, Document, Stance

HERE = Place(file="hand/cues.jsonl", line=7)
CUE = {"id": "c", "document_id": "d", "span": [{"start": 3, "end": 6, "text": "may"}], "type": "epistemic"}


def refused(changes: dict[str, Any], kind: type[Any] = Cue, base: dict[str, Any] = CUE) -> list[str]:
    """Give the findings as a person sees them, without the place that they share."""
    parsed = parse(json.dumps(base | changes), kind, HERE)
    assert parsed.record is None
    assert all((found.place.file, found.place.line) == ("hand/cues.jsonl", 7) for found in parsed.findings)
    return [str(found).removeprefix("hand/cues.jsonl:7: ") for found in parsed.findings]


def test_a_line_that_makes_a_record_has_no_finding() -> None:
    parsed = parse(json.dumps(CUE), Cue, HERE)
    assert parsed.record == Cue.model_validate(CUE)
    assert parsed.findings == ()


def test_a_wrong_label_is_shown_beside_the_right_ones_with_the_nearest() -> None:
    (message,) = refused({"engagement": "endorsed", "type": "reportive"})
    expected = (
        "E008 engagement: expected one of acknowledge, distance, endorse, deny, found 'endorsed'; did you mean 'endorse'?"
    )
    assert message == expected


def test_a_wrong_label_that_is_near_to_none_gets_no_guess() -> None:
    (message,) = refused({"level": "xyzzy"})
    assert message == "E008 level: expected one of propositional, relational, found 'xyzzy'"


@pytest.mark.parametrize("found", [1, None, ["epistemic"], {"a": 1}, True])
def test_a_label_that_is_no_string_is_refused_without_a_guess_at_its_meaning(found: Any) -> None:
    base = {key: value for key, value in CUE.items() if key != "id"}
    messages = refused({"type": found} if found is not None else {}, base=base)
    assert any("id: this mandatory field is missing" in message for message in messages)


def test_an_unknown_field_is_told_where_it_may_go() -> None:
    assert refused({"colour": 1}) == ["E005 colour: no such field in the schema; remove it, or keep it under `extras`"]


def test_every_reason_is_given_and_not_the_first_alone() -> None:
    codes = [message.split()[0] for message in refused({"colour": 1, "type": "guess", "negated": "no", "confidence": 2})]
    assert sorted(codes) == ["E005", "E007", "E007", "E008"]


@pytest.mark.parametrize(
    ("changes", "start"),
    [
        ({"span": [{"start": 3, "end": 6}]}, "E006 span.0: expected exactly one of text and digest"),
        ({"span": [{"start": 3, "end": 6, "text": "may", "digest": "0" * 32}]}, "E005 span.0: expected exactly one"),
        ({"span": [{"start": 3, "end": 6, "text": "may "}]}, "E101 span.0: fragment [3,6) is 3 code points long, its text 4"),
        ({"span": [{"start": 3, "end": 3, "text": "may"}]}, "E104 span.0: fragment [3,3) is empty or reversed"),
        ({"span": [{"start": 3, "end": 6, "text": "ma "}]}, "E105 span.0: "),
        ({"scope": [{"start": 3, "end": 6, "text": "may"}] * 2}, "E103 scope: fragment [3,6) starts before"),
        ({"span": [{"start": -1, "end": 2, "text": "may"}]}, "E007 span.0.start: Input should be greater than or equal to 0"),
        ({"confidence": 1.5}, "E007 confidence: Input should be less than or equal to 1, found 1.5"),
        ({"note": "\ud83d"}, "E009 note: "),
    ],
)
def test_one_mistake_is_one_finding_with_the_path_to_the_field(changes: dict[str, Any], start: str) -> None:
    (message,) = refused(changes)
    assert message.startswith(start)


def test_each_wrong_fragment_is_a_finding_of_its_own() -> None:
    wrong = [{"start": 0, "end": 3, "text": "a "}, {"start": 5, "end": 5, "text": "b"}]
    assert [message.split(":")[0] for message in refused({"span": wrong})] == ["E101 span.0", "E104 span.1"]


def test_an_empty_span_is_still_too_short() -> None:
    (message,) = refused({"span": []})
    assert message.startswith("E007 span: ")


def test_a_path_leads_into_lists_of_objects() -> None:
    row = {"id": "a", "document_id": "d", "sources": [{"source_id": "@author"}, {"source_id": ""}]}
    (message,) = refused({}, Attribution, row)
    assert message.startswith("E007 sources.1.source_id: ")


def test_a_stance_with_two_targets_is_told_which() -> None:
    row = {"id": "s", "document_id": "d", "holder_id": "@author", "target": {"claim_id": "c", "text": "rain"}}
    (message,) = refused({}, Stance, row)
    assert "found claim_id, text" in message


@pytest.mark.parametrize("document_id", ["", "a/b", "../x", ".hidden", "a b", "x" * 201, "é", "a\n"])
def test_a_document_id_that_is_no_safe_file_name_is_e007(document_id: str) -> None:
    messages = refused({"id": document_id}, Document, {"sha256": "0" * 64})
    assert [message.split(":")[0] for message in messages] == ["E007 id"]


def test_a_long_value_is_shortened() -> None:
    (message,) = refused({"negated": "x" * 500})
    assert len(message) < 200
    assert message.endswith("...")


def test_what_cannot_be_printed_is_shown_escaped() -> None:
    (message,) = refused({"negated": "a\nb\u202e"})
    assert "\\n" in message
    assert "\\u202e" in message
    assert "\n" not in message


@pytest.mark.parametrize(
    ("text", "code"), [("{", "E003"), ("[]", "E003"), ('{"id": 1, "id": 2}', "E004"), ("NaN", "E003"), ("", "E003")]
)
def test_what_is_no_json_object_is_one_finding(text: str, code: str) -> None:
    (found,) = parse(text, Cue, HERE).findings
    assert (found.code, found.place) == (code, HERE)


def test_a_value_is_kept_where_json_could_be_read() -> None:
    parsed = parse(json.dumps(CUE | {"colour": 1}), Cue, HERE)
    assert parsed.value == CUE | {"colour": 1}


def test_the_ids_are_kept_where_json_could_not_be_read() -> None:
    written = json.dumps(CUE | {"extras": {"id": "inner"}})
    assert parse(f"{written},", Cue, HERE).value == {"id": "c", "document_id": "d"}


def test_extras_that_cannot_be_written_again_are_refused() -> None:
    (found,) = parse(json.dumps(CUE)[:-1] + ', "extras": {"a": 1e400}}', Cue, HERE).findings
    assert (found.code, str(found.place.path).split(".")[0]) == ("E007", "extras")
