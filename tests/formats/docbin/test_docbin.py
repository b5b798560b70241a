from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

import pytest
import spacy
import srsly
from spacy.tokens import Doc, DocBin, Span, SpanGroup

import corpus
from corpus.errors import FileError
from corpus.formats import docbin, graph
from corpus.formats.docbin import reading
from corpus.formats.graph import Annotations, Graph, Link, Note
from corpus.formats.reports import ImportReport, Ledger
from corpus.formats.vocabularies import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

TEXT = "😀 Ana post-war says no."
SAYS = graph.Span("T1", "Cue", ((15, 19),))
SPLIT = graph.Span("T2", "Content", ((2, 5), (20, 22)))
WAR = graph.Span(3, "Thing", ((11, 14),))
ONE = Annotations(
    "ana", (SAYS, SPLIT, WAR), (Link("E1", "Said", "T1", (("Content", "T2"),)),), notes=(Note(9, "n", "E1", "\0x"),)
)
GRAPH = Graph("d", TEXT, (ONE,), {"title": "T"})


def written(path: Path, *graphs: Graph) -> Path:
    docbin.write(graphs, path / "d.spacy", Vocabulary())
    return path / "d.spacy"


def read(path: Path) -> tuple[list[Graph], ImportReport]:
    ledger = Ledger()
    return list(docbin.read(path, ledger)), ledger.report()


def docs(path: Path) -> list[Doc]:
    return list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))


def changed(path: Path, change: Callable[[Doc], object]) -> Path:
    (doc,) = docs(path)
    change(doc)
    DocBin(docs=[doc], store_user_data=True).to_disk(path)
    return path


def plain(one: Graph) -> Graph:
    """Take away the file."""
    parts = tuple(Annotations(some.annotator, *(getattr(some, kind) for kind in KINDS)) for some in one.annotations)
    return Graph(one.document_id, one.text, parts, one.fields)


KINDS = ("spans", "links", "attributes", "notes", "normalisations", "groups")


def test_everything_comes_back(tmp_path: Path) -> None:
    (found,), report = read(written(tmp_path, GRAPH))
    assert plain(found) == GRAPH
    assert report.kept == ONE.size


def test_spacy_shows_each_span_at_its_place_with_label_and_id(tmp_path: Path) -> None:
    (doc,) = docs(written(tmp_path, GRAPH))
    assert doc.text == TEXT
    assert [(span.text, span.label_, span.id_) for span in doc.spans["ana"]] == [
        ("says", "Cue", "T1"),
        ("Ana", "Content", "T2"),
        ("no", "Content", "T2"),
        ("war", "Thing", ""),
    ]


def test_spans_that_trigger_nothing_are_entities(tmp_path: Path) -> None:
    (doc,) = docs(written(tmp_path, GRAPH))
    assert [(ent.text, ent.label_) for ent in doc.ents] == [("war", "Thing")]


def test_of_our_own_labels_the_mentions_by_name_are_entities(tmp_path: Path) -> None:
    corpus.write(corpus.load(), tmp_path / "d.spacy", format="docbin", on_loss="report")
    (doc,) = docs(tmp_path / "d.spacy")
    assert ("Nicolás Maduro", "PER") in {(ent.text, ent.label_) for ent in doc.ents}
    assert {ent.label_ for ent in doc.ents} <= {
        "PER",
        "ORG",
        "GPE",
        "LOC",
        "FAC",
        "NORP",
        "VEH",
        "WEA",
        "PROD",
        "EVENT",
        "WORK",
        "MISC",
    }


@pytest.mark.parametrize("bounds", [((0, 2),), ((1, 5),), ((5, 6),), ((4, 23),), ((1, 2),)])
def test_spans_may_begin_and_end_with_a_blank(tmp_path: Path, bounds: graph.Fragments) -> None:
    given = Graph("d", TEXT, (Annotations("ana", (graph.Span("T1", "x", bounds),)),))
    path = written(tmp_path, given)
    assert plain(read(path)[0][0]) == given
    (doc,) = docs(path)
    (span,) = doc.spans["ana"]
    assert span.text == TEXT[slice(*bounds[0])].rstrip(" ") or span.text == TEXT[slice(*bounds[0])]


@pytest.mark.parametrize("text", ["", " \n ", "\r\n\x00\t"])
def test_texts_without_words_come_back(tmp_path: Path, text: str) -> None:
    given = Graph("d", text, (Annotations("ana"),))
    assert plain(read(written(tmp_path, given, GRAPH))[0][0]) == given


def test_a_language_that_spacy_does_not_know_is_tokenized_as_any(tmp_path: Path) -> None:
    given = Graph("d", TEXT, (ONE,), {"language": "zz"})
    assert plain(read(written(tmp_path, given))[0][0]) == given


def test_a_span_that_was_taken_away_since_is_gone_with_what_rests_on_it(tmp_path: Path) -> None:
    def take_away(doc: Doc) -> None:
        doc.spans["ana"] = SpanGroup(doc, spans=[span for span in doc.spans["ana"] if span.label_ != "Cue"])

    (found,), report = read(changed(written(tmp_path, GRAPH), take_away))
    (one,) = found.annotations
    assert [span.label for span in one.spans] == ["Content", "Thing"]
    assert (one.links, one.notes) == ((), ())
    assert [entry.code for entry in report.entries] == ["F401", "F107", "F107"]


def test_spans_groups_and_entities_that_are_new_are_taken(tmp_path: Path) -> None:
    def add(doc: Doc) -> None:
        doc.spans["ana"].append(Span(doc, 0, 1, label="Face"))
        doc.spans["ruler"] = [Span(doc, 1, 2, label="Name")]
        doc.set_ents([*doc.ents, Span(doc, 1, 2, label="PER")])

    (found,), report = read(changed(written(tmp_path, GRAPH), add))
    labels = {one.annotator: [span.label for span in one.spans] for one in found.annotations}
    assert labels == {"ana": ["Cue", "Content", "Thing", "Face"], "ruler": ["Name"], "ents": ["PER"]}
    assert {entry.code for entry in report.entries} == {"F401"}


@pytest.mark.parametrize(
    "enclosure", ["", "[]", "{}", '{"id": "d", "fields": {}, "annotations": [{"annotator": "a", "spans": [[1]]}]}']
)
def test_an_enclosure_that_does_not_fit_is_told_and_the_file_is_followed(tmp_path: Path, enclosure: str) -> None:
    def damage(doc: Doc) -> None:
        doc.user_data["reportedly"] = enclosure

    (found,), report = read(changed(written(tmp_path, GRAPH), damage))
    assert [span.label for span in found.annotations[0].spans] == ["Thing", "Cue", "Content", "Content", "Thing"]
    assert [entry.code for entry in report.entries] == ["F401"]


def theirs(path: Path, **options: Any) -> Path:
    nlp = spacy.blank("en")
    doc = nlp("😀 Ana lives in Rome.")
    doc.set_ents([Span(doc, 1, 2, label="PERSON", kb_id="Q1"), Span(doc, 4, 5, label="GPE")])
    doc.spans["sc"] = [Span(doc, 1, 3, label="Clause")]
    doc.spans["coref"] = [Span(doc, 1, 2), Span(doc, 4, 5, label="Place", span_id="p")]
    doc.cats = {"news": 1.0}
    DocBin(docs=[doc, nlp("Rain.")], **options).to_disk(path / "train.spacy")
    return path / "train.spacy"


def test_what_extensions_say_of_spans_are_attributes_and_the_rest_extras(tmp_path: Path) -> None:
    def say(doc: Doc) -> None:
        doc.ents = [Span(doc, 0, 1, label="PERSON")]
        doc.user_data.clear()
        said = {
            ("._.", "negex", 0, 3): True,
            ("._.", "sure", 0, 3): "no",
            ("._.", "pos", 4, None): "x",
            ("._.", "title", None, None): "T",
        }
        doc.user_data.update(said | {"mine": [float("nan")], "reportedly": "hm"})

    path = tmp_path / "d.spacy"
    DocBin(docs=[spacy.blank("en")("Ana says")]).to_disk(path)
    (found,), _ = read(changed(path, say))
    assert [(item.label, item.value) for item in found.annotations[0].attributes] == [("negex", "true"), ("sure", "no")]
    assert found.fields["extras"] == {"user_data": {"pos 4": "x", "title": "T", "mine": "(nan,)"}}


def test_spans_that_a_damaged_file_puts_outside_the_text_are_quarantined(tmp_path: Path) -> None:
    path = theirs(tmp_path)
    told = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    (doc, _) = docs(path)
    written = doc.spans.to_bytes().replace((19).to_bytes(4, "big"), (99).to_bytes(4, "big"))
    told["span_groups"][0] = written
    path.write_bytes(zlib.compress(srsly.msgpack_dumps(told)))
    (first, _), report = read(path)
    assert [entry.code for entry in report.entries] == ["F105"] * len(report.entries)
    assert report.entries
    assert all(span.fragments[0][1] <= len(first.text) for span in first.annotations[0].spans)


def test_documents_of_others_give_entities_and_spans_in_code_points(tmp_path: Path) -> None:
    (first, second), report = read(theirs(tmp_path))
    (one,) = first.annotations
    assert [(span.label, first.surface(span.fragments)) for span in one.spans] == [
        ("PERSON", "Ana"),
        ("GPE", "Rome"),
        ("Clause", "Ana lives"),
        ("coref", "Ana"),
        ("Place", "Rome"),
    ]
    assert [(item.label, item.entry) for item in one.normalisations] == [("kb_id", "Q1"), ("id", "p")]
    assert [group.label for group in one.groups] == ["coref"]
    assert first.fields == {"extras": {"cats": {"news": 1.0}}}
    assert (first.document_id, second.document_id) == ("train-1", "train-2")
    assert report.is_clean


def test_a_folder_of_files_is_read_and_schemes_of_entities_fit(tmp_path: Path) -> None:
    theirs(tmp_path)
    reports: list[ImportReport] = []
    news = corpus.read(tmp_path, format="docbin", scheme="ontonotes", report=reports.append)
    assert [(one.span.surface, one.entity and one.entity.type, one.entity and one.entity.link) for one in news.mentions] == [
        ("Ana", "PER", "Q1"),
        ("Rome", "GPE", None),
    ]
    assert {entry.code for entry in reports[0].entries} == {"F301"}


def test_blanks_that_the_file_does_not_know_are_told(tmp_path: Path) -> None:
    DocBin(docs=[Doc(spacy.blank("en").vocab, words=["a", "b"])]).to_disk(tmp_path / "d.spacy")
    (found,), _ = read(tmp_path)
    assert found.text == "a b "
    assert "text" in found.fields["extras"]  # type: ignore[operator]


@pytest.mark.parametrize("given", [b"", b"hm", zlib.compress(b"hm"), zlib.compress(srsly.msgpack_dumps({"attrs": []}))])
def test_what_is_no_docbin_is_refused(tmp_path: Path, given: bytes) -> None:
    (tmp_path / "d.spacy").write_bytes(given)
    with pytest.raises(FileError, match="expected a DocBin"):
        read(tmp_path / "d.spacy")


def test_a_folder_without_any_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="found none"):
        read(tmp_path)


def test_a_file_that_is_cut_off_is_refused(tmp_path: Path) -> None:
    path = written(tmp_path, GRAPH)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(FileError, match="expected a DocBin"):
        read(path)


def test_a_file_that_unpacks_to_a_huge_size_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "LARGEST", 2**20)
    (tmp_path / "d.spacy").write_bytes(zlib.compress(bytes(2**24)))
    with pytest.raises(FileError, match="unpacks to"):
        read(tmp_path / "d.spacy")


def repacked(path: Path, **changes: Any) -> None:
    message = srsly.msgpack_loads(zlib.decompress(path.read_bytes()))
    path.write_bytes(zlib.compress(srsly.msgpack_dumps({**message, **changes})))


def test_one_damaged_document_does_not_stop_the_others(tmp_path: Path) -> None:
    path = theirs(tmp_path)
    repacked(path, span_groups=[b"hm", b""])
    (found,), report = read(path)
    assert found.text == "Rain."
    assert [entry.code for entry in report.entries] == ["F102"]


@pytest.mark.parametrize(
    ("changes", "reason"), [({"cats": []}, "0 parts for 2 documents"), ({"strings": [1]}, "strings that are none")]
)
def test_parts_that_do_not_fit_each_other_are_refused(tmp_path: Path, changes: dict[str, Any], reason: str) -> None:
    path = theirs(tmp_path)
    repacked(path, **changes)
    with pytest.raises(FileError, match=reason):
        read(path)


def test_words_that_the_file_does_not_give_are_refused(tmp_path: Path) -> None:
    path = theirs(tmp_path)
    repacked(path, strings=[])
    found, report = read(path)
    assert not found
    assert [entry.code for entry in report.entries] == ["F102", "F102"]
