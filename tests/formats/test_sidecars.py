from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from corpus.errors import FileError, Place
from corpus.formats.reports import Entry
from corpus.formats.sidecars import apply, difference, known, read_sidecar, shown, sidecar_of, write_sidecar
from corpus.model import Corpus, Cue, Document, Span
from corpus.model.rows import table_of
from corpus.schemes.assembly import assumed_metadata, assumed_set
from corpus.testing import corpora

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "It may rain."


def news(kind: str = "epistemic", *, note: str | None = None) -> Corpus:
    cue = Cue(id="cue-1", document_id="d", span=Span.of(TEXT, (3, 6)), type=kind, note=note)
    tables = {"ana": {"cues": table_of("cues", [cue])}}
    return Corpus(assumed_metadata(), [Document.of("d", TEXT)], [assumed_set("ana")], tables)


@given(found=corpora(max_sets=1), wanted=corpora(max_sets=2))
@settings(max_examples=30)
def test_a_difference_makes_one_corpus_of_any_other(found: Corpus, wanted: Corpus) -> None:
    lines = json.loads(json.dumps(difference(found, wanted)))
    assert apply(found, lines) == (wanted, [])


@given(corpora())
@settings(max_examples=20)
def test_a_corpus_does_not_differ_from_itself(one: Corpus) -> None:
    assert difference(one, one) == []


def test_a_text_that_is_the_same_is_not_repeated() -> None:
    titled = Corpus(assumed_metadata(), [Document.of("d", TEXT, title="Rain")])
    (line,) = difference(Corpus(assumed_metadata(), [Document.of("d", TEXT)]), titled)
    assert TEXT not in json.dumps(line)


def test_what_was_changed_since_is_followed() -> None:
    lines = difference(news(), news(note="sure"))
    completed, left = apply(news("doxastic"), lines)
    assert completed == news("doxastic")
    assert [line["id"] for line in left] == ["cue-1"]


def test_what_was_taken_out_since_stays_out() -> None:
    lines = difference(news(), news(note="sure"))
    without = Corpus(assumed_metadata(), [Document.of("d", TEXT)], [assumed_set("ana")])
    assert apply(without, lines) == (without, lines)


def test_a_sidecar_stands_beside_and_only_where_there_is_something_to_keep(tmp_path: Path) -> None:
    path = sidecar_of(tmp_path / "mine")
    assert path == tmp_path / "mine.sidecar.jsonl"
    write_sidecar([], path)
    assert not path.exists()
    assert read_sidecar(path) == []
    lines = difference(news(), news(note="one\u2028two"))
    write_sidecar(lines, path)
    assert read_sidecar(path) == lines


@pytest.mark.parametrize(
    "line",
    [
        *("{", "[]", "{}", '{"kind": 1}', "[" * 100_000, '{"kind": "cue"}', '{"kind": []}'),
        *('{"kind": "cues", "set": 1}', '{"kind": "cues", "was": true}', '{"kind": "cues", "now": [1]}'),
    ],
)
def test_a_line_that_is_none_is_refused_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "x.sidecar.jsonl"
    path.write_text(f'{{"kind": "corpus"}}\n{line}\n')
    with pytest.raises(FileError, match=r"jsonl:2: expected a JSON object"):
        read_sidecar(path)


def test_what_is_only_shown_is_known_again_as_often_as_it_was_there(tmp_path: Path) -> None:
    entry = Entry("refused", "F303", "of none", Place(file="a", line=3, set_id="ana", document_id="d"), '{"Span": "scope"}')
    write_sidecar(shown([entry, entry]), sidecar_of(tmp_path / "mine"))
    assert known(read_sidecar(sidecar_of(tmp_path / "mine"))) == {("F303", "ana", "d", '{"Span": "scope"}'): 2}


def test_what_was_repaired_or_is_of_no_record_is_not_shown() -> None:
    place = Place(set_id="ana", document_id="d")
    entries = [
        Entry("changed", "F203", "edges", place, "{}"),
        Entry("refused", "F301", "label", place),
        Entry("refused", "F106", "twice", Place(document_id="d"), "{}"),
    ]
    assert shown(entries) == []


@pytest.mark.parametrize("was", [None, {}, {"code": "F303", "item": 1}, []])
def test_a_line_of_what_is_shown_that_does_not_say_it_is_refused(was: object) -> None:
    with pytest.raises(ValueError, match="expected the code, set, document and item"):
        known([{"kind": "shown", "set": "ana", "document": "d", "was": was}])


def test_a_line_that_makes_no_record_is_refused() -> None:
    line = {"kind": "cues", "set": "ana", "document": "d", "id": "x", "was": None, "now": {"id": "x"}}
    with pytest.raises(ValueError, match="makes no record"):
        apply(news(), [line])


def test_a_record_of_a_document_or_set_that_is_not_there_does_not_fit() -> None:
    empty = Corpus(assumed_metadata(), [Document.of("d", TEXT)])
    lines = [line for line in difference(empty, news()) if line["kind"] == "cues"]
    assert apply(empty, lines) == (empty, lines)
