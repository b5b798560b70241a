"""PolNeAR's own files, where they are at hand, and the cases that they hold, made up."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pytest

import corpus
from corpus.conversion import convert, read, write
from corpus.formats.graph import Annotations, Graph, Group, Link, Normalisation, Note, Span
from corpus.formats.reports import Ledger
from corpus.model import Corpus as News
from corpus.model import Cue, Document
from corpus.model import Span as DocumentSpan
from corpus.model.attributions import Attribution
from corpus.model.rows import table_of
from corpus.model.sources import Source
from corpus.schemes.assembly import assumed_metadata, assumed_set
from corpus.schemes.polnear import decode, encode

if TYPE_CHECKING:
    from collections.abc import Callable

    from corpus.formats.reports import ImportReport
    from corpus.model import Annotation, Corpus

SHARED = Path(__file__).parents[3] / "shared" / "data" / "polnear"
needed = pytest.mark.skipif(not SHARED.is_dir(), reason="needs PolNeAR beside the checkout")


def real(test: Callable[..., None]) -> Callable[..., None]:
    """Mark a test that reads PolNeAR's own files."""
    return pytest.mark.slow(pytest.mark.shared(needed(test)))


TEXT = "Ana says no, and Bob may stay."
SPANS = (
    Span("T1", "Source", ((0, 3),)),
    Span("T2", "Cue", ((4, 8),)),
    Span("T3", "Content", ((9, 11),)),
    Span("T4", "Attribution", ((4, 8),)),
    Span("T5", "Content", ((17, 29),)),
    Span("T6", "Discuss", ((13, 16),)),
)
SAYING = Link("E1", "Attribution", "T4", (("Source", "T1"), ("Cue", "T2"), ("Content", "T3"), ("Content2", "T5")))


def graph(*links: Link, spans: tuple[Span, ...] = SPANS, **others: tuple[object, ...]) -> Graph:
    return Graph("d", TEXT, (Annotations("ana", spans, links, **others),))  # type: ignore[arg-type]  # items by kind


def decoded(*graphs: Graph) -> tuple[Corpus, ImportReport]:
    ledger = Ledger()
    ledger.take(sum(one.size for each in graphs for one in each.annotations))
    return decode(graphs, ledger), ledger.report()


def test_an_event_becomes_an_attribution_with_its_source_cue_and_content() -> None:
    news, report = decoded(graph(SAYING))
    (said,) = news.attributions
    assert (said.id, said.source_label, said.type) == ("E1", "Attribution", None)
    assert said.sources is not None
    assert (said.sources[0].source_id, str(said.sources[0].span)) == ("T1", "Ana")
    assert (said.cue_ids, str(said.content)) == (("T2",), "no Bob may stay")
    assert (news.cues[0].type, news.cues[0].source_label, str(news.cues[0].span)) == ("unspecified", "Cue", "says")
    assert report.is_clean


def test_what_belongs_to_no_event_is_kept_by_annotator() -> None:
    notes = (Note("#1", "AnnotatorNotes", "T6", "hm"),)
    ties = (Normalisation("N1", "Reference", "T1", "Wikidata:Q1", "Ana"),)
    given = graph(SAYING, notes=notes, normalisations=ties, groups=(Group("Equiv", ("T1", "T6")),))
    news, _ = decoded(given)
    extras = news["d"].record.extras
    assert extras is not None
    assert [one[0] for one in extras["polnear"]["ana"]] == ["Span", "Note", "Normalisation", "Group"]  # type: ignore[index, call-overload, union-attr]
    ((again, losses),) = encode(news)
    assert losses == []
    assert {one[:-1] for one in again.annotations[0].items()} == {one[:-1] for one in given.annotations[0].items()}


def test_no_source_becomes_the_unspecified_one() -> None:
    news, _ = decoded(graph(Link("E1", "Attribution-no-source", "T4", (("Cue", "T2"),))))
    said = news.attributions[0]
    assert (said.voices[0].id, said.source_label, said.content) == ("@unspecified", "Attribution-no-source", None)


def test_a_span_that_is_source_here_and_cue_there_is_two_records() -> None:
    other = Link("E2", "Attribution", "T4", (("Source", "T2"), ("Cue", "T1")))
    news, _ = decoded(graph(SAYING, other))
    assert sorted(source.id for source in news.sources) == ["T1", "T2-source"]
    assert sorted(cue.id for cue in news.cues) == ["T1-cue", "T2"]
    assert corpus.check(news, select=["E"]).findings == ()


def test_events_that_name_one_span_share_its_record() -> None:
    other = Link("E2", "Attribution", "T4", (("Source", "T1"), ("Cue", "T2")))
    news, _ = decoded(graph(SAYING, other))
    assert (len(news.sources), len(news.cues), len(news.attributions)) == (1, 1, 2)


def test_white_space_at_an_edge_is_taken_and_a_blank_cue_is_none() -> None:
    spans = (Span("T1", "Cue", ((3, 9),)), Span("T2", "Cue", ((3, 4),)), Span("T4", "Attribution", ((4, 8),)))
    news, report = decoded(graph(Link("E1", "Attribution", "T4", (("Cue", "T1"), ("Cue2", "T2"))), spans=spans))
    assert [str(cue.span) for cue in news.cues] == ["says"]
    assert [entry.code for entry in report.entries] == ["F203", "F203"]


def test_an_argument_that_stands_twice_in_one_role_is_kept_once() -> None:
    news, report = decoded(graph(Link("E1", "Attribution", "T4", (("Cue", "T2"), ("Cue2", "T2"), ("Content", "T3")))))
    assert news.attributions[0].cue_ids == ("T2",)
    assert [(entry.code, entry.outcome) for entry in report.entries] == [("F208", "changed")]
    assert corpus.check(news, select=["E"]).findings == ()


@pytest.mark.parametrize(
    "roles",
    [("Source", "Cue", "Content"), ("Cue", "Source", "Content2"), ("Content", "Cue", "Source"), ("Content", "Source"), ()],
)
def test_arguments_go_out_in_the_order_and_words_of_the_file(roles: tuple[str, ...]) -> None:
    targets = {"Source": "T1", "Cue": "T2", "Content": "T3", "Content2": "T3"}
    link = Link("E1", "Attribution", "T4", tuple((role, targets[role]) for role in roles))
    ((again, losses),) = encode(decoded(graph(link))[0])
    assert (again.annotations[0].links[0].arguments, losses) == (link.arguments, [])


def test_very_many_arguments_keep_their_order_as_well() -> None:
    spans = [*SPANS, *(Span(f"T{number}", "Content", ((number, number + 1),)) for number in (17, 18, 19, 20))]
    arguments = tuple((f"Content{number + 2}", f"T{17 + number % 4}") for number in range(4))
    link = Link(
        "E1", "Attribution", "T4", (("Cue", "T2"), *arguments, *(("Source", "T1"),), *(("Cue7", f"T{n}") for n in (3, 5)))
    )
    many = [link, *(Link(f"E{n}", "Attribution", "T4", (("Cue", "T2"), (f"Content{n}", "T3"))) for n in range(2, 80))]
    ((again, _),) = encode(decoded(graph(*many, spans=tuple(spans)))[0])
    assert {one.id: one.arguments for one in again.annotations[0].links} == {one.id: one.arguments for one in many}


def test_an_annotator_who_found_nothing_is_still_one() -> None:
    empty = Annotations("bob", (Span("T1", "Discuss", ((0, 3),)),))
    given = Graph("d", TEXT, (Annotations("ana", SPANS, (SAYING,)), empty, Annotations("eve")))
    ((again, losses),) = encode(decoded(given)[0])
    assert [one.annotator for one in again.annotations] == ["ana", "bob", "eve"]
    assert [len(one.spans) for one in again.annotations] == [6, 1, 0]
    assert losses == []


def test_what_else_is_known_of_a_document_stays_beside() -> None:
    given = Graph("d", TEXT, (Annotations("ana", SPANS, (SAYING,)),), {"extras": {"labelstudio": {"city": "Rome"}}})
    extras = decoded(given)[0]["d"].record.extras
    assert extras is not None
    assert set(extras) == {"labelstudio", "polnear"}


def changed(news: Corpus, **tables: list[dict[str, object]]) -> Corpus:
    """Give the corpus with other rows in some layers."""
    layers = {layer: pa.Table.from_pylist(rows, schema=news.layer(layer).table.schema) for layer, rows in tables.items()}
    kept = {layer: news.layer(layer).table for layer in ("sources", "cues", "attributions")}
    return News(news.metadata, news.documents, news.sets, {"ana": kept | layers})


def test_labels_that_say_otherwise_than_the_event_stay_as_they_are() -> None:
    spans = (*SPANS[1:5], Span("T1", "Content", ((0, 3),)))
    link = Link("E1", "Attribution-no-source", "T4", (("Content", "T3"), ("Cue", "T2"), ("Source", "T1")))
    ((again, losses),) = encode(decoded(graph(link, spans=spans))[0])
    assert (again.annotations[0].links[0].label, losses) == ("Attribution-no-source", [])
    assert {span.id: span.label for span in again.annotations[0].spans}["T1"] == "Content"


def test_an_event_that_has_a_source_now_is_called_so() -> None:
    news, _ = decoded(graph(Link("E1", "Attribution-no-source", "T4", (("Cue", "T2"),))))
    row = news.attributions.table.to_pylist()[0]
    ana = [{"start": 0, "end": 3, "text": "Ana", "digest": None}]
    source = {"id": "T6", "document_id": "d", "source_label": "Source"}
    edited = changed(news, sources=[source], attributions=[row | {"sources": [{"source_id": "T6", "span": ana}]}])
    ((again, losses),) = encode(edited)
    (link,) = again.annotations[0].links
    assert (link.label, [role for role, _ in link.arguments]) == ("Attribution", ["Cue", "Source"])
    ids = [span.id for span in again.annotations[0].spans]
    assert len(ids) == len(set(ids)), "T6 is the id of a span that belongs to no event"
    assert [(loss.id, loss.field) for loss in losses] == [("T6", "id")]


def test_the_id_of_a_new_source_that_goes_out_is_no_loss() -> None:
    news, _ = decoded(graph(SAYING))
    row = news.attributions.table.to_pylist()[0]
    mentions = [row["sources"][0] | {"source_id": "s1"}]
    ((again, losses),) = encode(
        changed(news, sources=[{"id": "s1", "document_id": "d"}], attributions=[row | {"sources": mentions}])
    )
    assert ("Source", "s1") in again.annotations[0].links[0].arguments
    assert losses == []


@pytest.mark.parametrize(
    "link",
    [
        Link("E1", "Saying", "T4", (("Cue", "T2"),)),
        Link("E1", "Attribution", None, (("Cue", "T2"),)),
        Link("E1", "Attribution", "T4", (("Addressee", "T2"),)),
        Link("E1", "Attribution", "T4", (("Cue", "E1"),)),
    ],
)
def test_what_is_no_event_of_polnear_is_refused(link: Link) -> None:
    news, report = decoded(graph(link))
    assert len(news.attributions) == 0
    assert [entry.code for entry in report.entries] == ["F301"]


def test_of_our_own_corpus_roots_remain_and_every_loss_is_told(tmp_path: Path) -> None:
    news = corpus.load()
    losses = write(news, tmp_path / "brat", format="brat", scheme="polnear", on_loss="report")
    found = read(tmp_path / "brat", format="brat", scheme="polnear").set("gold")
    roots = [one for one in news.attributions if one.parent_id is None]
    assert len(found.attributions) == len(roots)
    assert sorted(str(one.content) for one in found.attributions if one.content) != []
    lost = {(loss.layer, loss.id) for loss in losses if loss.set_id == "gold" and loss.field is None}
    assert lost >= {("attributions", one.id) for one in news.attributions if one.parent_id is not None}
    assert lost >= {("mentions", one.id) for one in news.mentions}


def lines_of(path: Path) -> tuple[dict[str, tuple[str, str]], list[tuple[str, str, tuple[str, ...]]]]:
    """Give the text-bound lines (fragments in order) and the events of a file."""
    spans, events = {}, []
    for line in path.read_bytes().decode().split("\n"):
        if found := re.match(r"(T\d+)\t(\S+) ([\d ;]+)\t", line):
            spans[found[1]] = (found[2], ";".join(sorted(found[3].split(";"), key=lambda pair: int(pair.split()[0]))))
        elif line.startswith("E"):
            own, (label, *arguments) = line.split("\t")[0], line.split("\t")[1].split()
            events.append((own, label, tuple(arguments)))
    return spans, sorted(events)


@pytest.fixture(scope="module")
def imported() -> tuple[Corpus, ImportReport]:
    reports: list[ImportReport] = []
    return read(SHARED, format="brat", scheme="polnear", report=reports.append), reports[0]


@real
def test_everything_arrives_and_three_torn_surfaces_are_mended(imported: tuple[Corpus, ImportReport]) -> None:
    _, report = imported
    codes = Counter(entry.code for entry in report.entries)
    assert (report.taken, report.kept, codes["F202"], codes["F201"]) == (123_597, 123_597, 3, 110)


@real
def test_it_holds_every_rule(imported: tuple[Corpus, ImportReport]) -> None:
    assert corpus.check(imported[0], select=["E"]).findings == ()


@real
def test_pairs_of_source_cue_and_content_are_as_many_out_as_in(imported: tuple[Corpus, ImportReport]) -> None:
    files = [path.read_bytes().decode() for path in SHARED.glob("*/attributions/*.ann")]
    events = [line.split("\t")[1].split()[1:] for file in files for line in file.split("\n") if re.match(r"E\d+\t", line)]
    roles = [Counter(argument.split(":")[0].rstrip("0123456789") for argument in event) for event in events]
    news, _ = imported
    said = [one for record in news.sets for one in news.set(record.id).attributions]
    assert len(said) == len(events)
    assert sum(len(one.cue_ids or ()) for one in said) == sum(one["Cue"] for one in roles)
    named = sum(mention.span is not None for one in said for mention in one.sources or ())
    assert named == sum(one["Source"] for one in roles)
    assert sum(one.content is not None for one in said) == sum(one["Content"] > 0 for one in roles)


@real
def test_out_again_the_files_have_the_same_content(tmp_path: Path) -> None:
    made = convert(SHARED / "dev", tmp_path / "ours", source_format="brat", target_format="jsonl", scheme="polnear")
    assert made.is_clean
    again = convert(tmp_path / "ours", tmp_path / "brat", source_format="jsonl", target_format="brat", scheme="polnear")
    assert again.losses == ()
    changed = {str(entry.place.file) for entry in made.report.entries if entry.code == "F203"}
    files = [path for path in (SHARED / "dev" / "attributions").glob("*.ann") if str(path) not in changed]
    assert len(files) > 80
    for file in files:
        article, annotator = file.stem.rsplit("_", 1)
        assert lines_of(tmp_path / "brat" / annotator / f"{article}.ann") == lines_of(file), file.name


def foreign(**fields: object) -> tuple[Graph, list[str | None]]:
    """Encode an attribution that did not come from PolNeAR; give its graph and what is lost of it."""
    document = Document.of("d", TEXT)
    source = Source(id="source-1", document_id="d")
    cue = Cue(id="cue-1", document_id="d", span=DocumentSpan.of(TEXT, (4, 8)), type="reportive")
    said = Attribution(id="attribution-1", document_id="d", **fields)  # type: ignore[arg-type]  # as each test has it
    records: dict[str, list[Annotation]] = {"sources": [source], "cues": [cue], "attributions": [said]}
    tables = {"ana": {layer: table_of(layer, some) for layer, some in records.items()}}
    ((graph, losses),) = encode(News(assumed_metadata(), [document], [assumed_set("ana")], tables))
    return graph, [loss.field for loss in losses if loss.id == "attribution-1"]


def test_source_and_cue_are_cut_out_of_a_content_that_holds_them() -> None:
    made, lost = foreign(sources=[{"source_id": "@unspecified"}], cue_ids=["cue-1"], content=DocumentSpan.of(TEXT, (0, 29)))
    assert made.annotations[0].spans[1].fragments == ((0, 3), (9, 29))
    assert made.annotations[0].links[0].label == "Attribution-no-source"
    assert lost == ["content", "id"]


def test_a_source_without_words_is_lost() -> None:
    made, lost = foreign(sources=[{"source_id": "source-1"}], cue_ids=["cue-1"], mode="direct")
    assert [role for role, _ in made.annotations[0].links[0].arguments] == ["Cue"]
    assert lost == ["sources", "id", "mode"]


def test_an_attribution_that_stands_nowhere_is_lost() -> None:
    made, lost = foreign(sources=[{"source_id": "@unspecified"}])
    assert (made.annotations[0].links, lost) == ((), [None])


def test_a_label_that_is_no_longer_polnears_is_lost() -> None:
    news, _ = decoded(graph(SAYING))
    table = news.cues.table.set_column(
        news.cues.table.schema.get_field_index("source_label"), "source_label", pa.array(["Hint"], pa.string())
    )
    tables = {"ana": {"cues": table, **{layer: news.layer(layer).table for layer in ("sources", "attributions")}}}
    ((_, losses),) = encode(News(news.metadata, news.documents, news.sets, tables))
    assert [(loss.id, loss.field) for loss in losses] == [("T2", "source_label")]
