from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

import corpus
from corpus.conversion import convert, read, write
from corpus.errors import FileError
from corpus.formats import brat
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Normalisation, Note, Span
from corpus.formats.reports import Ledger
from corpus.formats.vocabularies import AttributeType, LinkType, Role, Vocabulary
from corpus.schemes.reportedly import vocabulary
from corpus.testing import corpora

if TYPE_CHECKING:
    from corpus.model import Corpus

SHARED = Path(__file__).parents[4] / "shared" / "data" / "formats" / "brat"
TEXT = "Ana says no.\nBob may\tstay."


def lines(*items: Span | Link | Attribute | Note | Normalisation | Group) -> list[str]:
    kinds = (Span, Link, Attribute, Note, Normalisation, Group)
    given = Annotations("ana", *(tuple(one for one in items if isinstance(one, kind)) for kind in kinds))  # type: ignore[arg-type]
    return brat.writing.render(Graph("d", TEXT, (given,)), given).splitlines()


def test_a_line_end_in_a_surface_stands_as_a_blank() -> None:
    assert lines(Span("T1", "Content", ((9, 16),))) == ["T1\tContent 9 16\tno. Bob"]


def test_items_get_ids_of_their_kind_and_keep_their_own_in_notes() -> None:
    found = lines(
        Span("cue-1", "cues", ((4, 8),)),
        Span("T1", "cues", ((0, 3),)),
        Span(7, "scope", ((4, 8),)),
        Link("x", "Saying", "cue-1", (("Of", "T1"),)),
        Link(8, "Of", None, (("Arg1", "x"), ("Arg2", 7))),
        Attribute("A1", "Sure", "x", "very much"),
        Attribute("M1", "Negation", "x"),
        Note(9, "Why", "A1", "two\nlines"),
        Normalisation("N1", "Reference", "cue-1", "Wikidata:Q1", "Ana"),
        Group("Equiv", ("cue-1", 7)),
    )
    assert found == [
        "T2\tcues 4 8\tsays",
        "T1\tcues 0 3\tAna",
        "T3\tscope 4 8\tsays",
        "E1\tSaying:T2 Of:T1",
        "R1\tOf Arg1:E1 Arg2:T3\t",
        "A1\tSure E1 very much",
        "M1\tNegation E1",
        "N1\tReference T2 Wikidata:Q1\tAna",
        "#2\tid T2\tcue-1",
        "#3\tid E1\tx",
        '#1\tWhy A1\t"two\\nlines"',
        "*\tEquiv T2 T3",
    ]


def test_a_link_without_a_trigger_is_a_relation_and_one_with_is_an_event() -> None:
    found = lines(Span("T1", "X", ((0, 3),)), Link("R7", "Of", None, (("A", "E1"), ("B", "E1"))), Link("E1", "X", "T1"))
    assert found[1:] == [
        "R7\tOf A:E1 B:E1\t",
        "E1\tX:T1",
    ]


def test_a_folder_that_holds_something_is_not_written_to(tmp_path: Path) -> None:
    (tmp_path / "mine").write_text("")
    with pytest.raises(FileError, match="empty folder"):
        brat.write([], tmp_path, Vocabulary())


def test_texts_are_written_byte_for_byte(tmp_path: Path) -> None:
    text = "a\r\nb\rc\ufeff\x00\u2028"
    brat.write([Graph("d", text, (Annotations("ana"),)), Graph("e", text)], tmp_path, Vocabulary())
    assert (tmp_path / "ana" / "d.txt").read_bytes() == text.encode()
    assert (tmp_path / "e.txt").read_bytes() == text.encode()
    assert {graph.text for graph in brat.read(tmp_path, Ledger())} == {text}


@pytest.mark.slow
@settings(max_examples=25)
@given(corpora())
def test_what_we_wrote_is_written_again_byte_for_byte(tmp_path_factory: pytest.TempPathFactory, news: Corpus) -> None:
    folder = tmp_path_factory.mktemp("brat")
    write(news, folder / "one", format="brat", on_loss="sidecar")
    write(read(folder / "one", format="brat"), folder / "two", format="brat", on_loss="sidecar")
    assert contents(folder / "one") == contents(folder / "two")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_configuration_lists_the_schema_and_is_not_read(tmp_path: Path) -> None:
    write(corpus.load(), tmp_path / "out", format="brat", on_loss="sidecar")
    told = (tmp_path / "out" / "annotation.conf").read_text()
    assert "\n[events]\nentities\nsources\tentity?:entities\n" in told
    assert "engagement\tArg:cues, Value:acknowledge|distance|endorse|deny\n" in told
    assert all(f"\n{label}\tbgColor:" in (tmp_path / "out" / "visual.conf").read_text() for label in vocabulary().spans)
    assert read(tmp_path / "out", format="brat") == corpus.load()


def test_an_attribute_without_values_is_there_or_not() -> None:
    pair = LinkType("Of", (Role("Arg1", ("Cue",)), Role("Arg2", ("Cue",))))
    words = Vocabulary(("Cue",), (pair,), (AttributeType("Sure", ("Cue",)),))
    told = brat.configuration.annotation_conf(words)
    assert "\n[relations]\nOf\tArg1:Cue, Arg2:Cue\n" in told
    assert told.endswith("[attributes]\nSure\tArg:Cue\n")


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs brat's own examples beside the checkout")
def test_brats_own_examples_are_written_again_with_the_same_lines(tmp_path: Path) -> None:
    folders = [SHARED / "news", *(SHARED / "BioNLP-ST_2011").iterdir()]
    for folder in (one for one in folders if one.is_dir()):
        made = convert(folder, tmp_path / folder.name, source_format="brat", target_format="brat")
        assert (made.report.is_clean, made.losses) == (True, ())
        for file in folder.glob("*.ann"):
            again = (tmp_path / folder.name / file.name).read_bytes().decode().split("\n")
            before = file.read_bytes().decode().split("\n")
            assert sorted(map(canonical, again)) == sorted(map(canonical, before)), file.name


def canonical(line: str) -> str:
    """Leave out what brat itself writes one way or the other: blanks at the end."""
    return line.rstrip()
