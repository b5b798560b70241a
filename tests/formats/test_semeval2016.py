from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.conversion import read, write
from corpus.errors import FileError
from corpus.formats import semeval2016
from corpus.formats.capabilities import carry
from corpus.formats.graph import Annotations, Graph, Link, Note, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from pathlib import Path

HEAD = "ID\tTarget\tTweet\tStance\n"
ROWS = '101\tAtheism\t"dear lord" thank u #SemST\tAGAINST\n102\tHillary Clinton\tso what 😀 #SemST\tNONE\n'


def graphs_of(tmp_path: Path, written: str | bytes, name: str = "in.txt") -> tuple[list[Graph], ImportReport]:
    path = tmp_path / name
    path.write_bytes(written.encode() if isinstance(written, str) else written)
    ledger = Ledger()
    graphs = list(semeval2016.read(path, ledger))
    return graphs, ledger.report()


def columns_of(graph: Graph) -> list[dict[str, str]]:
    return [
        {note.label: note.text for note in one.notes if note.target == link.id}
        for one in graph.annotations
        for link in one.links
    ]


def test_a_row_is_a_stance_of_a_whole_tweet(tmp_path: Path) -> None:
    graphs, report = graphs_of(tmp_path, HEAD + ROWS)
    assert [(graph.document_id, graph.text) for graph in graphs] == [
        ("101", '"dear lord" thank u #SemST'),
        ("102", "so what 😀 #SemST"),
    ]
    assert columns_of(graphs[0]) == [{"Target": "Atheism", "Stance": "AGAINST"}]
    assert (report.kept, report.entries) == (6, ())


def test_what_was_read_is_written_again_byte_for_byte(tmp_path: Path) -> None:
    wide = "ID\tTarget\tTweet\tStance\tOpinion towards\tSentiment\n1\tx\ty\tFAVOR\t1.  The target\tpos\n"
    for written in (HEAD + ROWS, HEAD, wide):
        graphs, _ = graphs_of(tmp_path, written)
        assert [carry(graph, semeval2016.CAPABILITIES) for graph in graphs] == [(graph, []) for graph in graphs]
        semeval2016.write(graphs, tmp_path / "out.txt", Vocabulary())
        assert (tmp_path / "out.txt").read_bytes().decode() == written


def test_columns_are_found_by_name_with_tabs_or_commas(tmp_path: Path) -> None:
    written = 'Tweet,Target,Stance,Opinion Towards\r\n"a, ""b""\nc",Atheism,FAVOR,1\r\n'
    (graph,), report = graphs_of(tmp_path, written, "in.csv")
    assert (graph.document_id, graph.text) == ("tweet-3", 'a, "b"\nc')
    assert columns_of(graph) == [{"Target": "Atheism", "Stance": "FAVOR", "Opinion Towards": "1"}]
    assert report.is_clean


@pytest.mark.parametrize(("encoding", "code"), [("utf-8", []), ("utf-8-sig", []), ("cp1252", ["F207"]), ("utf-16", ["F207"])])
def test_the_encoding_is_proved_and_told(tmp_path: Path, encoding: str, code: list[str]) -> None:
    written = (HEAD + "1\tx\t“so” é\tFAVOR\r\n").encode(encoding)
    (graph,), report = graphs_of(tmp_path, written)
    assert graph.text == "“so” é"
    assert [entry.code for entry in report.entries] == code


def test_bytes_of_no_encoding_and_rows_of_other_width_are_quarantined(tmp_path: Path) -> None:
    written = HEAD.encode() + b"1\tx\t\x81\tFAVOR\n2\tx\n3\tx\ty\tFAVOR\n"
    graphs, report = graphs_of(tmp_path, written)
    assert [graph.document_id for graph in graphs] == ["3"]
    assert [(entry.code, entry.place.line) for entry in report.quarantined] == [("F101", 2), ("F101", 3)]


def test_a_tweet_that_is_no_json_is_quarantined(tmp_path: Path) -> None:
    _, report = graphs_of(tmp_path, 'ID\tTarget\tTweet (JSON)\tStance\n1\tx\t"a\tFAVOR\n2\tx\t3\tFAVOR\n')
    assert [entry.code for entry in report.quarantined] == ["F101"] * 2


@pytest.mark.parametrize("written", ["", "ID\tTarget\n", '{"a": 1}', "ID\tTarget\tTweet\tStance\tStance\n"])
def test_a_table_of_something_else_is_an_error(tmp_path: Path, written: str) -> None:
    with pytest.raises(FileError, match="expected columns"):
        graphs_of(tmp_path, written)


def test_a_path_to_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="found no file"):
        list(semeval2016.read(tmp_path, Ledger()))


def test_tweets_with_line_ends_and_several_annotators_come_back(tmp_path: Path) -> None:
    stance = Link(1, "stance")
    two = tuple(Annotations(name, links=(stance,), notes=(Note(2, "Target", 1, "x"),)) for name in ("ana", "bob"))
    semeval2016.write([Graph("1", "a\tb\r\n", two), Graph("2", "")], tmp_path / "out.txt", Vocabulary())
    first, second = graphs_of(tmp_path, (tmp_path / "out.txt").read_bytes())[0]
    assert (first.text, [(one.annotator, one.size) for one in first.annotations]) == ("a\tb\r\n", [("ana", 2), ("bob", 2)])
    assert (second.document_id, second.text, second.annotations) == ("2", "", ())


def test_what_has_no_place_is_lost() -> None:
    links = (Link(1, "stance"), Link(2, "stance"), Link(3, "event", None, ()))
    notes = (Note(4, "Target", 1, "x"), Note(5, "Target", 1, "y"), Note(6, "Stance", 1, "a\tb"), Note(7, "tweet", 1, "x"))
    given = Annotations("ana", (Span(8, "Cue", ((0, 1),)),), links, notes=notes)
    carried, losses = carry(Graph("d", "a", (given,)), semeval2016.CAPABILITIES)
    assert [item[1] for item in carried.annotations[0].items()] == ["stance", "Target"]
    assert len(losses) == 6


def test_stances_arrive_as_ours_and_go_out_again(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(HEAD + ROWS + "103\tAtheism\tyes\tfavor\n104\tAtheism\tno\tUNKNOWN\n")
    reports: list[ImportReport] = []
    news = read(tmp_path / "in.txt", format="semeval2016", scheme="semeval2016", report=reports.append)
    assert [(one.target.text, one.polarity, one.source_label) for one in news.stances] == [
        ("Atheism", "against", "AGAINST"),
        ("Hillary Clinton", "neutral", "NONE"),
        ("Atheism", "favor", "favor"),
        ("Atheism", None, "UNKNOWN"),
    ]
    assert {(one.holder_id, one.type) for one in news.stances} == {("@author", "position")}
    assert [(entry.code, entry.outcome) for entry in reports[0].entries] == [("F301", "changed")]
    assert write(news, tmp_path / "out.txt", format="semeval2016", scheme="semeval2016") == ()
    assert (tmp_path / "out.txt").read_text() == (tmp_path / "in.txt").read_text()


def test_what_is_no_stance_is_refused(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(HEAD + "1\t\tyes\tFAVOR\n")
    reports: list[ImportReport] = []
    news = read(tmp_path / "in.txt", format="semeval2016", scheme="semeval2016", report=reports.append)
    assert (len(news.stances), [entry.code for entry in reports[0].entries]) == (0, ["F301"] * 2)


def test_the_ending_of_a_table_may_be_in_capitals(tmp_path: Path) -> None:
    (graph,), _ = graphs_of(tmp_path, "ID,Target,Tweet,Stance\n1,Atheism,so,FAVOR\n", "IN.CSV")
    assert graph.text == "so"
