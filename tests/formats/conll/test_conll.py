from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.errors import FileError
from corpus.formats import conll
from corpus.formats.capabilities import carry
from corpus.formats.conll.tags import chunks, is_from_inside
from corpus.formats.graph import Annotations, Graph, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

EU = """-DOCSTART- -X- -X- O

EU NNP B-NP B-ORG
rejects VBZ B-VP O
German JJ B-NP B-MISC
call NN I-NP O

Peter NNP B-NP B-PER
Blackburn NNP I-NP I-PER

-DOCSTART- (947testa CRICKET) -X- O

LONDON NNP B-NP B-LOC
"""


def read(path: Path, written: str | bytes) -> tuple[list[Graph], ImportReport]:
    file = path / "eng.train"
    file.write_bytes(written if isinstance(written, bytes) else written.encode())
    ledger = Ledger()
    return list(conll.read(file, ledger)), ledger.report()


def surfaces(found: Graph) -> list[tuple[str, str]]:
    return [(span.label, found.surface(span.fragments)) for one in found.annotations for span in one.spans]


def test_documents_sentences_and_spans_of_conll_2003(tmp_path: Path) -> None:
    (first, second), report = read(tmp_path, EU)
    assert first.text == "EU rejects German call\nPeter Blackburn"
    assert surfaces(first) == [("ORG", "EU"), ("MISC", "German"), ("PER", "Peter Blackburn")]
    assert (first.document_id, second.document_id) == ("eng-1", "947testa CRICKET")
    assert report.to_objects()["in"] == report.kept == 4


def test_a_document_says_that_its_text_is_made(tmp_path: Path) -> None:
    (first, _), _ = read(tmp_path, EU)
    assert str(first.fields["extras"]).startswith("{'text': 'tokens joined by one space")


def test_line_ends_of_two_characters_and_a_byte_order_mark_do_not_matter(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbf" + EU.replace("\n", "\r\n").encode())[0] == read(tmp_path, EU)[0]
    assert read(tmp_path, EU.replace("\n", "\r"))[0] == read(tmp_path, EU)[0]


def test_tokens_that_are_numbered_and_names_in_names_are_those_of_germeval(tmp_path: Path) -> None:
    first = "#\thttp://x.org [2009]\n1\tBayern\tB-ORG\tB-LOC\n2\tMünchen\tI-ORG\tB-LOC\n3\tin\tO\tO\n\n"
    (found,), report = read(tmp_path, f"{first}1\tEr\tO\tO\n")
    assert found.text == "Bayern München in\nEr"
    assert surfaces(found) == [("LOC", "Bayern"), ("LOC", "München"), ("ORG", "Bayern München")]
    assert report.is_clean
    (found,), _ = read(tmp_path, "1\tAna\tNNP\tx\tB-PER\n")
    assert (found.text, surfaces(found)) == ("Ana", [("PER", "Ana")])
    (found,), _ = read(tmp_path, "1 O\n3 B-X\n")
    assert found.text == "1 3"


def test_a_line_of_more_columns_than_most_is_kept_aside(tmp_path: Path) -> None:
    (found,), report = read(tmp_path, "in O\nNew York B-LOC\nand O\n")
    assert (found.text, surfaces(found)) == ("in and", [])
    assert [(entry.code, entry.place.line, entry.content) for entry in report.entries] == [("F101", 2, "New York B-LOC")]


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        ("B-X I-X B-X O", [("a b", 0), ("c", 0)]),
        ("S-X B-X E-X U-X", [("a", 0), ("b c", 0), ("d", 0)]),
        ("B-X L-X I-X O", [("a b", 0), ("c", 1)]),
        ("B-X I-Y I-Y O", [("a", 0), ("b c", 1)]),
        ("B-X O I-X I-X", [("a", 0), ("c d", 1)]),
        ("W-X O B-X M-X", [("a", 0), ("c d", 0)]),
    ],
)
def test_every_notation_is_read_as_conlleval_does(tmp_path: Path, tags: str, expected: list[tuple[str, int]]) -> None:
    lines = "".join(f"{token}\t{tag}\n" for token, tag in zip("abcd", tags.split(), strict=True))
    (found,), report = read(tmp_path, lines)
    assert [surface for _, surface in surfaces(found)] == [surface for surface, _ in expected]
    assert [entry.code for entry in report.entries] == ["F211"] * sum(mended for _, mended in expected)
    assert report.is_clean


def test_iob1_breaks_no_rule(tmp_path: Path) -> None:
    (found,), report = read(tmp_path, "a I-X\nb B-X\nc O\nd I-Y\n")
    assert [surface for _, surface in surfaces(found)] == ["a", "b", "d"]
    assert not report.entries
    assert is_from_inside([["I-X", "B-X"]])
    assert not is_from_inside([["B-X", "I-X"]])
    assert not chunks(["I-X"], from_inside=True)[0].is_mended


def test_bare_labels_and_a_first_column_of_tags_are_known(tmp_path: Path) -> None:
    (bare,), _ = read(tmp_path, "Ana PER\nMay PER\nis O\nin O\nRome LOC\nnow O\n")
    assert surfaces(bare) == [("PER", "Ana May"), ("LOC", "Rome")]
    (first,), _ = read(tmp_path, "O\tin\nB-LOC\tRome\n")
    assert (first.text, surfaces(first)) == ("in Rome", [("LOC", "Rome")])


def test_emoji_count_as_one(tmp_path: Path) -> None:
    (found,), _ = read(tmp_path, "😀 O\nAna B-PER\n")
    assert found.annotations[0].spans == (Span(1, "PER", ((2, 5),), 2),)


@pytest.mark.parametrize("line", ["Rome", "Rome B-", "Rome PER", "\tB-LOC"])
def test_a_line_that_cannot_be_read_is_kept_aside(tmp_path: Path, line: str) -> None:
    (found,), report = read(tmp_path, f"Ana B-PER\n{line}\nis O\nin O\n")
    assert found.text == "Ana is in"
    assert [(entry.code, entry.place.line, entry.content) for entry in report.quarantined] == [("F101", 2, line)]


@pytest.mark.parametrize("written", ["It rained all day.\nAnd more.\n", b"\xff\xfeAna O\n", "one\n"])
def test_other_files_are_refused(tmp_path: Path, written: str | bytes) -> None:
    with pytest.raises(FileError, match="expected"):
        read(tmp_path, written)


def test_in_a_folder_other_files_are_refused_one_by_one(tmp_path: Path) -> None:
    (tmp_path / "readme.txt").write_text("It rained all day.\n")
    (tmp_path / "a.conll").write_text("Ana B-PER\n")
    ledger = Ledger()
    assert [one.document_id for one in conll.read(tmp_path, ledger)] == ["a"]
    assert [entry.code for entry in ledger.report().entries] == ["F102"]


def test_a_folder_without_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="found none"):
        next(conll.read(tmp_path, Ledger()))


def test_a_span_inside_a_word_is_lost_and_never_widened(tmp_path: Path) -> None:
    graph = Graph("d", "pre-war Rome", (Annotations("ana", (Span("a", "X", ((4, 7),)), Span("b", "LOC", ((8, 12),)))),))
    carried, losses = carry(graph, conll.CAPABILITIES)
    conll.write([carried], tmp_path / "out", Vocabulary())
    assert (tmp_path / "out").read_text() == "-DOCSTART- (d) (ana,exact) O\n\npre-war _ _ O\nRome _ _ B-LOC\n\n"
    assert ("a", "the format has spans of whole words alone") in {(loss.id, loss.reason) for loss in losses}
    assert ("b", "the format has no ids") in {(loss.id, loss.reason) for loss in losses}


def test_that_a_text_is_made_is_a_loss_of_every_place_in_it(tmp_path: Path) -> None:
    graph = Graph("d", "Rome, Bonn.", (Annotations("ana", (Span("a", "LOC", ((0, 4),)), Span(1, "LOC", ((6, 10),)))),))
    carried, losses = carry(graph, conll.CAPABILITIES)
    assert [loss.field for loss in losses] == ["text", "id", "span"]
    conll.write([carried], tmp_path / "out", Vocabulary())
    (found,) = conll.read(tmp_path / "out", Ledger())
    assert (found.text, found.annotations[0].annotator) == ("Rome , Bonn .", "ana")
    assert surfaces(found) == [("LOC", "Rome"), ("LOC", "Bonn")]


def test_a_scheme_of_entities_gives_what_a_user_of_conll_expects(tmp_path: Path) -> None:
    losses = corpus.write(corpus.load(), tmp_path / "out", format="conll", scheme="conll2003", on_loss="report")
    lines = (tmp_path / "out").read_text().splitlines()
    assert lines[2:4] == ["Venezuela’s _ _ O", "Maduro _ _ B-PER"]
    assert losses
    with pytest.raises(corpus.LossyTarget):
        corpus.write(corpus.load(), tmp_path / "other", format="conll", scheme="conll2003")
