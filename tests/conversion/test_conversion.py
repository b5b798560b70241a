from __future__ import annotations

import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

import corpus
from corpus.conversion import FORMATS, SCHEMES, convert, read, write
from corpus.conversion.tables import WRITTEN_ONLY
from corpus.errors import CorpusError, FileError, IncompleteImport, LossyTarget, UnknownName, UnsoundCorpus
from corpus.formats.capabilities import Capabilities
from corpus.formats.graph import Graph
from corpus.model import Corpus, Cue, Document, Span
from corpus.model.rows import table_of
from corpus.schemes.assembly import assumed_metadata, assumed_set, document_of

if TYPE_CHECKING:
    from pathlib import Path

    from corpus.formats.reports import ImportReport


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_format_has_what_the_contract_asks_for(name: str) -> None:
    module = import_module(FORMATS[name])
    assert isinstance(module.CAPABILITIES, Capabilities)
    assert callable(getattr(module, "read", None)) != (name in WRITTEN_ONLY)
    assert callable(module.write)


@pytest.mark.parametrize("name", sorted(SCHEMES))
def test_every_scheme_has_what_the_contract_asks_for(name: str) -> None:
    module = import_module(SCHEMES[name])
    assert all(callable(function) for function in (module.decode, module.encode, module.vocabulary))


def test_what_cannot_be_taken_stops_an_import_that_nobody_watches(broken: Path) -> None:
    with pytest.raises(IncompleteImport, match=r"rain\.ann:3: F101 quarantined") as caught:
        read(broken, format="brat")
    assert caught.value.report.kept == 2
    assert "report=" in str(caught.value)


def test_with_a_report_the_rest_is_read(broken: Path) -> None:
    reports: list[ImportReport] = []
    assert len(read(broken, format="brat", report=reports.append).cues) == 1
    assert reports[0].summary() == "3 in: 2 kept (0 changed), 1 quarantined, 0 refused"


def test_our_own_folders_and_releases_are_read_too(tmp_path: Path) -> None:
    news = corpus.load()
    write(news, tmp_path / "folder", format="jsonl")
    assert read(tmp_path / "folder", format="jsonl") == news
    reports: list[ImportReport] = []
    folder = corpus.build_release(news, tmp_path)
    assert read(folder, format="release", report=reports.append).documents == news.documents
    assert (reports[0].is_clean, reports[0].taken > 1000) == (True, True)


@pytest.mark.parametrize(("form", "scheme"), [("word", None), ("brat", "mine")])
def test_a_name_that_is_none_is_told_with_those_there_are(ours: Path, form: str, scheme: str | None) -> None:
    with pytest.raises(UnknownName, match="there are"):
        read(ours, format=form, scheme=scheme)
    with pytest.raises(UnknownName, match="there are"):
        write(read(ours, format="brat"), ours.parent / "out", format=form, scheme=scheme)


def test_a_release_is_not_written(ours: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName):
        write(read(ours, format="brat"), tmp_path / "out", format="release")


def test_a_way_with_losses_that_is_none_is_told(ours: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="error, report, sidecar"):
        write(read(ours, format="brat"), tmp_path / "out", format="brat", on_loss="ignore")  # type: ignore[arg-type]  # no way


def test_a_lossy_target_is_not_written_and_lists_what_is_lost(tmp_path: Path) -> None:
    with pytest.raises(LossyTarget, match="nothing was written") as caught:
        write(corpus.load(), tmp_path / "out", format="brat")
    assert {loss.field for loss in caught.value.losses} >= {"title", "licence", "annotator"}
    assert list(tmp_path.iterdir()) == []


def test_on_report_the_rest_is_written_and_nothing_beside_it(tmp_path: Path) -> None:
    assert write(corpus.load(), tmp_path / "out", format="brat", on_loss="report")
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_with_a_sidecar_the_packaged_corpus_reads_back_as_it_was(tmp_path: Path) -> None:
    write(corpus.load(), tmp_path / "out", format="brat", on_loss="sidecar")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.sidecar.jsonl"]
    assert read(tmp_path / "out", format="brat") == corpus.load()


def test_what_was_edited_since_is_followed_where_the_sidecar_does_not_fit(tmp_path: Path) -> None:
    news = described()
    write(news, tmp_path / "out", format="brat", scheme="polnear", on_loss="sidecar")
    (lines,) = (tmp_path / "out").rglob("*.ann")
    lines.write_text("")
    reports: list[ImportReport] = []
    found = read(tmp_path / "out", format="brat", scheme="polnear", report=reports.append)
    assert found.documents == news.documents
    assert "F401" not in [entry.code for entry in reports[0].entries if entry.place.layer == "document"]


def test_a_sidecar_that_is_broken_is_an_error_with_its_line(ours: Path) -> None:
    ours.with_name("ours.sidecar.jsonl").write_text("{\n")
    with pytest.raises(FileError, match=r"sidecar\.jsonl:1"):
        read(ours, format="brat")
    ours.with_name("ours.sidecar.jsonl").write_text('{"kind": "set", "set": "x", "was": null, "now": {}}\n')
    with pytest.raises(FileError, match="makes no record"):
        read(ours, format="brat")


@pytest.mark.parametrize("taken", ["out", "out.sidecar.jsonl"])
def test_nothing_that_stands_there_is_overwritten(ours: Path, tmp_path: Path, taken: str) -> None:
    (tmp_path / taken).write_text("mine")
    with pytest.raises(FileError, match="Choose another"):
        write(read(ours, format="brat"), tmp_path / "out", format="brat")
    assert (tmp_path / taken).read_text() == "mine"


def test_an_empty_folder_may_stand_there(ours: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write(read(ours, format="brat"), tmp_path / "out", format="brat")
    assert read(tmp_path / "out", format="brat") == read(ours, format="brat")


def test_an_unsound_corpus_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(UnsoundCorpus):
        write(described(text="It must rain."), tmp_path / "out", format="brat")


def test_texts_that_are_withheld_cannot_be_written(tmp_path: Path) -> None:
    news = Corpus(assumed_metadata(), [Document.of("d", "It may rain.").model_copy(update={"text": None})])
    with pytest.raises(CorpusError, match="1 without"):
        write(news, tmp_path / "out", format="brat")


def test_between_formats_of_others_labels_pass_as_they_are(theirs: Path, tmp_path: Path) -> None:
    made = convert(theirs, tmp_path / "out", source_format="brat", target_format="brat")
    assert (made.is_clean, made.losses, made.sidecar) == (True, (), None)
    assert (tmp_path / "out" / "rain.ann").read_text() == (theirs / "rain.ann").read_text()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["rain.ann", "rain.txt"]


def test_a_conversion_says_what_came_in_and_what_is_lost(theirs: Path, tmp_path: Path) -> None:
    made = convert(theirs, tmp_path / "out", source_format="brat", target_format="jsonl")
    assert (made.report.kept, made.report.taken, made.is_clean) == (0, 2, False)


def test_between_formats_of_others_nothing_lost_needs_no_sidecar(theirs: Path, tmp_path: Path) -> None:
    made = convert(theirs, tmp_path / "out", source_format="brat", target_format="xmi", on_loss="sidecar")
    assert (made.is_clean, made.losses, made.sidecar) == (True, (), None)


def test_between_formats_of_others_a_sidecar_needs_a_scheme(theirs: Path, tmp_path: Path) -> None:
    (theirs / "rain.ann").write_text("T1\tPerson 0 2;3 6\tIt may\n")
    with pytest.raises(CorpusError, match=r"expected a scheme.*1 item .*interrupted spans.*reportedly.*on_loss 'report'"):
        convert(theirs, tmp_path / "out", source_format="brat", target_format="xmi", on_loss="sidecar")
    assert [path.name for path in tmp_path.iterdir()] == ["theirs"]


@pytest.mark.parametrize("scheme", [None, "reportedly"])
def test_between_formats_of_others_a_sidecar_of_the_source_goes_with_it(tmp_path: Path, scheme: str | None) -> None:
    news = corpus.load()
    write(news, tmp_path / "brat", format="brat", on_loss="sidecar")
    options: Any = {"scheme": scheme, "on_loss": "sidecar"}
    made = convert(tmp_path / "brat", tmp_path / "xmi", source_format="brat", target_format="xmi", **options)
    assert made.is_clean
    assert read(tmp_path / "xmi", format="xmi") == news


def test_between_formats_of_others_labels_that_a_scheme_knows_go_through_records_with_a_sidecar(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    (source / "d.txt").write_text("Ana says, with a sigh, no.")
    spans = "T1\tSource 0 3\tAna\nT2\tCue 4 8\tsays\nT3\tContent 10 14;23 25\twith no\nT4\tAttribution 4 8\tsays\n"
    (source / "d.ann").write_text(f"{spans}E1\tAttribution:T4 Source:T1 Cue:T2 Content:T3\n")
    options: Any = {"scheme": "polnear", "on_loss": "sidecar"}
    made = convert(source, tmp_path / "xmi", source_format="brat", target_format="xmi", **options)
    assert (made.is_clean, made.sidecar) == (True, tmp_path / "xmi.sidecar.jsonl")
    back = convert(tmp_path / "xmi", tmp_path / "back", source_format="xmi", target_format="brat", scheme="polnear")
    assert back.is_clean
    (written,) = (tmp_path / "back").rglob("*.ann")
    assert written.read_text() == (source / "d.ann").read_text()


def test_between_formats_of_others_what_is_written_only_takes_no_sidecar(theirs: Path, tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="stam, which is written only; write it on_loss='report'"):
        convert(theirs, tmp_path / "out", source_format="brat", target_format="stam", on_loss="sidecar")


def test_a_way_to_deal_with_losses_that_is_none_is_refused_between_formats_of_others(theirs: Path, tmp_path: Path) -> None:
    with pytest.raises(UnknownName, match="error, report, sidecar"):
        convert(theirs, tmp_path / "out", source_format="brat", target_format="xmi", on_loss="keep")  # type: ignore[arg-type]


def test_a_conversion_with_a_sidecar_is_clean(tmp_path: Path) -> None:
    write(corpus.load(), tmp_path / "in", format="jsonl")
    made = convert(tmp_path / "in", tmp_path / "out", source_format="jsonl", target_format="brat", on_loss="sidecar")
    assert made.is_clean
    assert made.sidecar == tmp_path / "out.sidecar.jsonl"


def test_a_conversion_that_would_lose_anything_stops(tmp_path: Path) -> None:
    write(corpus.load(), tmp_path / "in", format="jsonl")
    with pytest.raises(LossyTarget):
        convert(tmp_path / "in", tmp_path / "out", source_format="jsonl", target_format="brat")


def test_the_errors_survive_pickling(broken: Path, tmp_path: Path) -> None:
    import pickle

    for failing in (
        lambda: read(broken, format="brat"),
        lambda: write(corpus.load(), tmp_path / "out", format="brat"),
    ):
        with pytest.raises(CorpusError) as caught:
            failing()
        assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)  # noqa: S301 - our own


def described(text: str = "It may rain.") -> Corpus:
    document = Document.of("d", text, title="Rain")
    cue = Cue(id="cue-1", document_id="d", span=Span.of("It may rain.", (3, 6)), type="epistemic")
    tables: Any = {"ana": {"cues": table_of("cues", [cue])}}
    return Corpus(assumed_metadata(), [document], [assumed_set("ana")], tables)


def test_the_report_is_json(broken: Path) -> None:
    reports: list[ImportReport] = []
    read(broken, format="brat", report=reports.append)
    assert json.loads(reports[0].to_json())["quarantined"] == 1


def test_a_line_of_the_sidecar_that_no_longer_fits_is_told_and_the_file_is_followed(tmp_path: Path) -> None:
    news = Corpus(assumed_metadata(), described().documents, [assumed_set("ana").model_copy(update={"note": "mine"})])
    write(news, tmp_path / "out", format="brat", on_loss="sidecar")
    (tmp_path / "out" / "ana").rename(tmp_path / "out" / "bob")
    reports: list[ImportReport] = []
    found = read(tmp_path / "out", format="brat", report=reports.append)
    assert [record.id for record in found.sets] == ["bob"]
    (entry,) = reports[0].entries
    assert (entry.code, entry.place.set_id, entry.outcome) == ("F401", "ana", "changed")


def interrupted(path: Path) -> Corpus:
    """Write a cue whose scope CAS JSON can show and whose own span it cannot; give the corpus."""
    cue = Cue(id="cue-1", document_id="d", span=Span.of("It may rain.", (0, 2), (7, 11)), scope=Span.of("It may rain.", (3, 6)))
    tables: Any = {"ana": {"cues": table_of("cues", [cue])}}
    news = Corpus(assumed_metadata(), [Document.of("d", "It may rain.")], [assumed_set("ana")], tables)
    write(news, path, format="cas-json", on_loss="sidecar")
    return news


def test_what_a_file_only_shows_is_no_loss_where_the_sidecar_has_the_record(tmp_path: Path) -> None:
    news = interrupted(tmp_path / "out")
    reports: list[ImportReport] = []
    assert read(tmp_path / "out", format="cas-json", report=reports.append) == news
    assert (reports[0].summary(), reports[0].entries) == (
        "1 in: 1 kept (0 changed, 1 by the sidecar), 0 quarantined, 0 refused",
        (),
    )
    assert read(tmp_path / "out", format="cas-json") == news


def test_without_its_sidecar_it_is_refused(tmp_path: Path) -> None:
    interrupted(tmp_path / "out")
    (tmp_path / "out.sidecar.jsonl").unlink()
    with pytest.raises(IncompleteImport, match="F303 refused"):
        read(tmp_path / "out", format="cas-json")


def test_what_is_shown_and_was_moved_since_is_refused_and_the_record_stays_as_the_sidecar_has_it(tmp_path: Path) -> None:
    news = interrupted(tmp_path / "out")
    (file,) = (tmp_path / "out").rglob("d*.json")
    written = file.read_text()
    assert '"end": 6' in written
    file.write_text(written.replace('"end": 6', '"end": 7'))
    reports: list[ImportReport] = []
    assert read(tmp_path / "out", format="cas-json", report=reports.append) == news
    assert sorted((entry.code, entry.outcome) for entry in reports[0].entries) == [("F303", "refused"), ("F401", "changed")]


def test_a_sidecar_whose_record_no_longer_fits_takes_no_refusal_back(tmp_path: Path) -> None:
    interrupted(tmp_path / "out")
    sidecar = tmp_path / "out.sidecar.jsonl"
    sidecar.write_text(sidecar.read_text().replace('"was": null', '"was": {"id": "cue-1"}'))
    reports: list[ImportReport] = []
    read(tmp_path / "out", format="cas-json", report=reports.append)
    assert sorted((entry.code, entry.outcome) for entry in reports[0].entries) == [("F303", "refused"), ("F401", "changed")]


def test_a_set_without_annotations_beside_another_is_a_loss(tmp_path: Path) -> None:
    tables = {"ana": {"cues": described().set("ana").cues.table}}
    sets = [assumed_set("ana"), assumed_set("bob")]
    news = Corpus(assumed_metadata(), [Document.of("d", "It may rain.")], sets, tables)
    with pytest.raises(LossyTarget, match="bob: it has no annotations"):
        write(news, tmp_path / "out", format="brat")


def test_what_others_know_of_a_document_and_we_have_no_field_for_is_kept() -> None:
    made = document_of(Graph("d", "", fields={"title": "Rain", "id": "other", "extras": {"a": 1}, "url": 7}))
    assert (made.id, made.title, made.url, made.extras) == ("d", "Rain", None, {"a": 1, "id": "other", "url": 7})
