"""Texts come back to a corpus that withholds them: all that fit, verified, and a reason for each that does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, reject, settings

import corpus
from corpus.attaching import attach_texts, read_texts
from corpus.errors import CorpusError, FileError, ReleaseError, UnsoundCorpus
from corpus.files.folder import read_folder, write_folder
from corpus.model import LAYERS, Annotator, Corpus, Document
from corpus.model.columns import span_paths
from corpus.model.flattening import fragments
from corpus.release import build_release, withhold
from corpus.testing import corpora, differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from corpus.errors import Finding


@pytest.fixture(scope="module")
def news() -> Corpus:
    return corpus.load()


@pytest.fixture(scope="module")
def held(news: Corpus) -> Corpus:
    return withhold(news)


@pytest.fixture(scope="module")
def text(news: Corpus) -> str:
    return news.documents[0].text or ""


def files_of(original: Corpus) -> dict[str, bytes]:
    return {f"{number}.txt": (one.text or "").encode() for number, one in enumerate(original.documents)}


def surfaces(held: Corpus) -> Iterator[tuple[str, str, int, int, str | None]]:
    """Give every fragment of every set with its place, in an order that ids have no part in."""
    for record in held.sets:
        for layer in LAYERS:
            table = held.set(record.id).layer(layer).table
            for path in span_paths(layer):
                found = fragments(table, path)
                starts, ends = found.starts.tolist(), found.ends.tolist()
                places = zip(starts, ends, found.texts.to_pylist(), strict=True)
                yield from sorted((record.id, f"{layer}.{path}", *place) for place in places)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    return [found.code for found in findings]


def test_every_surface_of_the_article_comes_back(news: Corpus, held: Corpus, text: str) -> None:
    attached = attach_texts(held, {"any name": text.encode()})
    assert list(surfaces(attached.corpus)) == list(surfaces(news))
    assert attached.corpus.documents[0].text == text
    assert (attached.corpus.documents[0].length, attached.corpus.documents[0].passages) == (None, None)
    assert (attached.findings, attached.strangers) == ((), ())


def test_what_is_attached_has_no_error_and_is_withheld_as_before(held: Corpus, text: str) -> None:
    attached = attach_texts(held, {"a": text.encode()}).corpus
    assert corpus.check(attached, select=["E"]).findings == ()
    assert withhold(attached) == held


def test_attaching_does_not_change_the_corpus_that_it_was_given(news: Corpus, held: Corpus, text: str) -> None:
    attach_texts(held, {"a": text.encode()})
    assert held == withhold(news)


@pytest.mark.slow
def test_a_release_on_disk_is_joined_with_a_folder_of_texts(news: Corpus, text: str, tmp_path: Path) -> None:
    release = build_release(news, tmp_path / "dist", text="withheld")
    (tmp_path / "texts" / "deep").mkdir(parents=True)
    (tmp_path / "texts" / "deep" / "x.html").write_bytes(text.encode())
    (tmp_path / "texts" / ".hidden").write_bytes(b"\xff")
    assert list(surfaces(corpus.attach(corpus.load(release), tmp_path / "texts"))) == list(surfaces(news))


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=corpora(min_documents=1))
def test_any_corpus_comes_back_but_for_what_is_lost_for_good(drawn: Corpus) -> None:
    nobody = Annotator(name="zqx", kind="rule")
    sets = [record.model_copy(update={"annotator": nobody}) for record in drawn.sets]
    tables = {one.id: {layer: drawn.set(one.id).layer(layer).table for layer in LAYERS} for one in sets}
    original = Corpus(drawn.metadata, drawn.documents, sets, tables)
    try:
        held = withhold(original)
    except ReleaseError:
        reject()
    attached = attach_texts(held, files_of(original)).corpus
    assert sorted(one.text or "" for one in attached.documents) == sorted(one.text or "" for one in original.documents)
    assert list(surfaces(attached)) == list(surfaces(original))
    assert corpus.check(attached, select=["E1", "E2", "E3"]).findings == ()
    assert next(differences(held, withhold(attached)), None) is None
    assert kept_fields(attached) == kept_fields(original)


def kept_fields(held: Corpus) -> list[Any]:
    """Give the labels, numbers and flags of all annotations, in an order that ids have no part in."""
    lost = {"id", "document_id", "note", "extras", "name", "link", "cluster", "source_label", "unit", "timex"}
    rows = []
    for record in held.sets:
        for layer in LAYERS:
            table = held.set(record.id).layer(layer).table
            plain = [name for name in table.column_names if name not in lost and not name.endswith(("_id", "_ids"))]
            flat = [name for name in plain if not str(table.schema.field(name).type).startswith(("list", "struct"))]
            rows.append(sorted(map(repr, table.select(flat).to_pylist())))
    return rows


def two_documents() -> Corpus:
    from corpus.model import CorpusMetadata

    about = CorpusMetadata(name="n", version="1.0.0", schema_version="1")
    return withhold(Corpus(about, [Document.of("1", "It rained."), Document.of("2", "So what?", url="https://example.org/2")]))


def test_what_is_there_is_attached_and_what_is_missing_is_named_with_its_hash_and_where_it_was_found() -> None:
    attached = attach_texts(two_documents(), {"a.txt": b"It rained."})
    assert [one.text for one in attached.corpus.documents] == ["It rained.", None]
    assert attached.attached == ("1",)
    (finding,) = attached.findings
    assert (finding.code, finding.place.document_id) == ("T101", "2")
    assert two_documents().documents[1].sha256 in finding.message
    assert "https://example.org/2" in finding.message


def test_annotations_of_a_text_that_is_missing_keep_their_digests(news: Corpus, held: Corpus, text: str) -> None:
    other = two_documents().documents[0]
    tables = {one.id: {layer: held.set(one.id).layer(layer).table for layer in LAYERS} for one in held.sets}
    both = Corpus(held.metadata, [*held.documents, other], held.sets, tables)
    attached = attach_texts(both, {"a.txt": b"It rained."}).corpus
    assert list(surfaces(attached)) == list(surfaces(held))
    assert list(surfaces(attach_texts(attached, {"b.txt": text.encode()}).corpus)) == list(surfaces(news))


def test_the_texts_of_a_folder_are_attached(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"So what?")
    assert [one.text for one in corpus.attach(two_documents(), tmp_path).documents] == [None, "So what?"]


def test_what_is_missing_can_be_attached_later() -> None:
    first = attach_texts(two_documents(), {"a.txt": b"It rained."}).corpus
    assert [one.text for one in attach_texts(first, {"b.txt": b"So what?"}).corpus.documents] == ["It rained.", "So what?"]


def test_a_file_that_is_nearly_a_text_is_named_with_the_reason_why_it_is_not() -> None:
    found = attach_texts(two_documents(), {"a.txt": b"It rained.", "b.txt": b"\xef\xbb\xbfSo what?"})
    assert codes(found.findings) == ["T101", "T102"]
    assert "without the byte order mark it would be that text" in found.findings[1].message


def test_a_file_of_no_document_is_counted_and_nothing_else() -> None:
    files = {"a.txt": b"It rained.", "b.txt": b"So what?", "c.txt": b"Other.", "picture": b"\xff"}
    found = attach_texts(two_documents(), files)
    assert (found.findings, found.strangers) == ((), ("c.txt", "picture"))


def test_a_file_that_is_no_utf8_is_said_to_be_where_a_text_is_missing() -> None:
    found = attach_texts(two_documents(), {"a.txt": b"It rained.", "b.txt": "Sö".encode("latin-1")})
    assert codes(found.findings) == ["T101", "T103"]


def test_nothing_is_attached_where_nothing_fits() -> None:
    with pytest.raises(UnsoundCorpus, match="T101") as caught:
        attach_texts(two_documents(), {"2.txt": b"Something else."})
    assert codes(caught.value.findings) == ["T101", "T101", "T102"]


def test_a_corpus_with_all_its_texts_has_nothing_to_attach(news: Corpus) -> None:
    with pytest.raises(CorpusError, match="nothing to attach"):
        attach_texts(news, {})


def test_a_digest_that_is_not_that_of_the_text_is_refused_with_its_place(held: Corpus, text: str) -> None:
    tables = {one.id: {layer: held.set(one.id).layer(layer).table for layer in LAYERS} for one in held.sets}
    rows = tables["gold"]["cues"].to_pylist()
    rows[3]["span"][0]["digest"] = "0" * 32
    tables["gold"]["cues"] = type(tables["gold"]["cues"]).from_pylist(rows, schema=tables["gold"]["cues"].schema)
    with pytest.raises(UnsoundCorpus, match="expected digest") as caught:
        attach_texts(Corpus(held.metadata, held.documents, held.sets, tables), {"a": text.encode()})
    assert [(one.code, one.place.annotation_id) for one in caught.value.findings] == [("E101", rows[3]["id"])]


def test_one_file_will_do_and_a_path_that_is_not_there_will_not(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"It rained.")
    assert list(read_texts(tmp_path / "a.txt").values()) == [b"It rained."]
    with pytest.raises(FileError, match="no such path"):
        read_texts(tmp_path / "b.txt")


def test_a_withheld_corpus_in_a_folder_is_read_checked_and_written_as_it_is(held: Corpus, tmp_path: Path) -> None:
    write_folder(held, tmp_path / "a")
    assert read_folder(tmp_path / "a").findings == ()
    assert corpus.load(tmp_path / "a") == held
    assert corpus.check(tmp_path / "a", select=["E"]).findings == ()
    assert list((tmp_path / "a" / "texts").iterdir()) == []


@settings(deadline=None, suppress_health_check=list(HealthCheck), max_examples=25)
@given(drawn=corpora(min_documents=1))
def test_any_withheld_corpus_survives_a_folder(drawn: Corpus, tmp_path_factory: pytest.TempPathFactory) -> None:
    try:
        held = withhold(drawn)
    except ReleaseError:
        reject()
    folder = tmp_path_factory.mktemp("folder")
    write_folder(held, folder)
    assert next(differences(held, corpus.load(folder)), None) is None


def test_a_copy_with_other_line_ends_is_undone_where_that_is_asked_for(news: Corpus, held: Corpus, text: str) -> None:
    found = attach_texts(held, {"a.txt": text.replace("\n", "\r\n").encode()}, reanchor=True)
    assert found.corpus == attach_texts(held, {"a.txt": text.encode()}).corpus
    assert (codes(found.findings), found.review, found.counts) == (["T104"], (), {})
    assert list(surfaces(found.corpus)) == list(surfaces(news))


def test_to_an_edited_copy_annotations_are_carried_inside_unchanged_passages(held: Corpus, text: str) -> None:
    edited = "An editor's note.\n" + text.replace("openly weighing", "quietly weighing")
    found = attach_texts(held, {"a.txt": edited.encode()}, reanchor=True)
    assert codes(found.findings) == ["T105"]
    assert "18 of 19 passages are unchanged" in found.findings[0].message
    assert found.corpus.documents[0].text == edited
    assert corpus.check(found.corpus, select=["E"]).findings == ()
    lost = {(item.set_id, item.layer, item.id) for item in found.review if item.verdict == "lost"}
    before, after = (
        {(one.id, "cues", cue.id): cue for one in news.sets for cue in news.set(one.id).cues} for news in (held, found.corpus)
    )
    assert before.keys() - after.keys() == {key for key in lost if key[1] == "cues"}
    assert 0 < len(after) < len(before)
    assert all(cue.span.surface == edited[cue.span.start : cue.span.end] for cue in after.values() if len(cue.span) == 1)


def test_all_verdicts_of_an_edited_copy_add_up(held: Corpus, text: str) -> None:
    found = attach_texts(held, {"a.txt": text.replace("openly", "quietly").encode()}, reanchor=True)
    sizes = {layer: sum(len(held.set(one.id).layer(layer)) for one in held.sets) for layer in LAYERS}
    assert {layer: sum(counts.values()) for layer, counts in found.counts.items()} == sizes


def test_the_very_text_goes_before_another_version_of_it(held: Corpus, text: str) -> None:
    files = {"a.txt": text.replace("openly", "quietly").encode(), "b.txt": text.encode()}
    found = attach_texts(held, files, reanchor=True)
    assert (found.corpus.documents[0].text, found.findings) == (text, ())
    files = {"a.txt": text.replace("openly", "quietly").encode(), "b.txt": text.replace("\n", "\r\n").encode()}
    found = attach_texts(held, files, reanchor=True)
    assert (found.corpus.documents[0].text, codes(found.findings)) == (text, ["T104"])


def test_a_text_of_which_no_passage_stands_in_a_file_is_missing_still(held: Corpus) -> None:
    with pytest.raises(UnsoundCorpus, match="T101"):
        attach_texts(held, {f"{held.documents[0].id}.txt": b"Something else."}, reanchor=True)


def test_a_footer_in_common_does_not_make_a_text_another_edition() -> None:
    footer = "The newsroom may be reached by letter, by telephone and in the square. " * 4 + "\n"
    texts = [f"{name} {' '.join([word] * 60)}.\n" for name, word in (("One", "rain"), ("Two", "sun"), ("Three", "wind"))]
    original = withhold(Corpus(two_documents().metadata, [Document.of("1", "".join([*texts, footer]))]))
    other = "".join([*(text.upper() for text in texts), footer]).encode()
    with pytest.raises(UnsoundCorpus, match="1 of 4 passages"):
        attach_texts(original, {"other.txt": other}, reanchor=True)


def test_one_copy_with_other_line_ends_serves_two_documents_of_one_text() -> None:
    original = Corpus(two_documents().metadata, [Document.of("1", "It rained.\n"), Document.of("2", "It rained.\n")])
    found = attach_texts(withhold(original), {"a.txt": b"It rained.\r\n"}, reanchor=True)
    assert (found.attached, codes(found.findings)) == (("1", "2"), ["T104", "T104"])


def test_an_edited_copy_that_is_as_like_two_documents_is_taken_for_neither(text: str) -> None:
    longer = text + "One more paragraph stands in this edition. " * 8 + "\n"
    original = withhold(Corpus(two_documents().metadata, [Document.of("1", text), Document.of("2", text)]))
    with pytest.raises(UnsoundCorpus, match="T102"):
        attach_texts(original, {"a.txt": text.replace("openly", "quietly").encode()}, reanchor=True)
    editions = withhold(Corpus(two_documents().metadata, [Document.of("1", text), Document.of("2", longer)]))
    found = attach_texts(editions, {"1.txt": text.replace("openly", "quietly").encode()}, reanchor=True)
    assert (found.attached, codes(found.findings)) == (("1",), ["T101", "T105"])
