"""Sidecars beside files in which people went on working, or of other files: the file is followed, and stays sound."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from corpus.checks import check_integrity
from corpus.conversion.completing import complete
from corpus.errors import FileError, Place
from corpus.formats.reports import Entry, Ledger
from corpus.formats.sidecars import difference, sidecar_of, write_sidecar
from corpus.model import Attribution, Corpus, Cue, Document, Source, SourceMention, Span
from corpus.model.reading import Reading
from corpus.model.rows import table_of
from corpus.schemes.assembly import assumed_metadata, assumed_set
from corpus.testing import corpora

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Ana says no."
SAYS = Cue(id="cue", document_id="d", span=Span.of(TEXT, (4, 8)), type="reportive")
ANA = Source(id="ana", document_id="d")
SAID = Attribution(id="said", document_id="d", sources=(SourceMention(source_id="ana"),), cue_ids=("cue",))


def news(*layers: str, text: str = TEXT) -> Corpus:
    records = {"cues": [SAYS], "sources": [ANA], "attributions": [SAID]}
    tables = {layer: table_of(layer, some) for layer, some in records.items() if layer in layers}
    return Corpus(assumed_metadata(), [Document.of("d", text)], [assumed_set("x")], {"x": tables})


def completed(folder: Path, found: Corpus, lines: list[dict[str, object]]) -> tuple[Corpus, tuple[Entry, ...]]:
    write_sidecar(lines, sidecar_of(folder / "d"))
    ledger = Ledger()
    return complete(found, folder / "d", ledger), ledger.report().entries


def test_what_fits_is_added(tmp_path: Path) -> None:
    whole = news("cues", "sources", "attributions")
    assert completed(tmp_path, news("cues"), difference(news("cues"), whole)) == (whole, ())


def test_a_record_that_rests_on_what_was_taken_out_since_is_left_out_and_the_rest_is_added(tmp_path: Path) -> None:
    lines = difference(news("cues"), news("cues", "sources", "attributions"))
    made, (entry,) = completed(tmp_path, news(), lines)
    assert made == news("sources")
    assert (entry.code, entry.place) == ("F401", Place(str(sidecar_of(tmp_path / "d")), None, "x", "attributions", "d"))


def test_a_record_whose_words_were_changed_since_is_left_out(tmp_path: Path) -> None:
    made, entries = completed(tmp_path, news(text="Bo lies."), difference(news(), news("cues")))
    assert (made, [entry.code for entry in entries]) == (news(text="Bo lies."), ["F401"])


def test_what_would_take_away_what_others_rest_on_is_left_out(tmp_path: Path) -> None:
    whole = news("cues", "sources", "attributions")
    lines = [{"kind": "cues", "set": "x", "document": "d", "id": "cue", "was": SAYS.model_dump(mode="json", exclude_none=True)}]
    made, entries = completed(tmp_path, whole, lines)
    assert (made, [entry.code for entry in entries]) == (whole, ["F401"])


def test_a_line_that_makes_no_record_is_an_error_that_names_the_sidecar(tmp_path: Path) -> None:
    line = {"kind": "cues", "set": "x", "document": "d", "id": "y", "now": {"id": "y", "colour": "red"}}
    with pytest.raises(FileError, match=r"sidecar\.jsonl: a line of the sidecar makes no record"):
        completed(tmp_path, news(), [line])


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(one=corpora(), other=corpora(), third=corpora())
def test_beside_any_other_file_no_sidecar_does_harm(
    tmp_path_factory: pytest.TempPathFactory, one: Corpus, other: Corpus, third: Corpus
) -> None:
    made, _ = completed(tmp_path_factory.mktemp("a"), third, difference(one, other))
    assert not check_integrity(Reading(made))
