"""Records of others that break a rule: each is refused, and the rest is read."""

from __future__ import annotations

from corpus.conversion.settling import ROUNDS, settled
from corpus.formats.reports import Ledger
from corpus.model import Attribution, Corpus, Document, SourceMention, Span
from corpus.model.rows import table_of
from corpus.schemes.assembly import assumed_metadata, assumed_set

TEXT = "Ana may say no."


def chain(length: int) -> Corpus:
    """Give attributions each of which rests on the one before; the first rests on nothing."""
    unspecified = (SourceMention(source_id="@unspecified"),)
    content = Span.of(TEXT, (12, 14))
    records = [
        Attribution(id=f"a{number}", document_id="d", sources=unspecified, content=content, parent_id=f"a{number - 1}")
        for number in range(1, length + 1)
    ]
    table = table_of("attributions", records)
    return Corpus(assumed_metadata(), [Document.of("d", TEXT)], [assumed_set("x")], {"x": {"attributions": table}})


def test_a_record_that_breaks_a_rule_is_refused_and_the_rest_stays() -> None:
    unspecified = SourceMention(source_id="@unspecified")
    content = Span.of(TEXT, (12, 14))
    twice = Attribution(id="E1", document_id="d", sources=(unspecified, unspecified), content=content)
    table = table_of("attributions", [twice, Attribution(id="E2", document_id="d", sources=(unspecified,), content=content)])
    ledger = Ledger()
    ledger.take(2)
    corpus = Corpus(assumed_metadata(), [Document.of("d", TEXT)], [assumed_set("x")], {"x": {"attributions": table}})
    made, findings = settled(corpus, ledger)
    assert ([one.id for one in made.attributions], findings) == (["E2"], [])
    (entry,) = ledger.report().entries
    assert (entry.outcome, entry.code, entry.place.annotation_id) == ("refused", "F302", "E1")
    assert "E209" in entry.reason


def test_what_rested_on_it_is_refused_as_well() -> None:
    ledger = Ledger()
    ledger.take(3)
    made, findings = settled(chain(3), ledger)
    assert (len(made.attributions), findings) == (0, [])
    assert [entry.place.annotation_id for entry in ledger.report().entries] == ["a1", "a2", "a3"]


def test_a_row_without_end_is_told_of_as_unsound() -> None:
    ledger = Ledger()
    ledger.take(ROUNDS + 1)
    assert [finding.place.annotation_id for finding in settled(chain(ROUNDS + 1), ledger)[1]] == [f"a{ROUNDS + 1}"]


def test_a_sound_corpus_stays_what_it_is() -> None:
    empty = chain(0)
    assert settled(empty, Ledger()) == (empty, [])
