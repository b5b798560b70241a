"""Reanchoring: a whole corpus taken to edited texts, and how it is written."""

from __future__ import annotations

import contextlib
import inspect
import io
import json
import re
from pathlib import Path

import pytest

import corpus
from corpus.anchoring import ReviewItem
from corpus.anchoring.places import THRESHOLD
from corpus.errors import CorpusError, FileError, UnknownName, UnsoundCorpus
from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Cue, Document, Span
from corpus.model.rows import table_of
from corpus.reanchoring import reanchor, write_reanchored

PAGE = Path(__file__).parents[1] / "docs" / "reanchoring.md"
TEXTS = {"a": "He reportedly said no.", "b": "It may rain in the north."}


def news(texts: dict[str, str] | None = None, *, surface: str | None = None) -> Corpus:
    texts = TEXTS if texts is None else texts
    mine = AnnotationSet(id="mine", role="raw", annotator=Annotator(name="me", kind="human"), profile="silver")
    spans = {"a": Span.of(TEXTS["a"], (3, 13)), "b": Span.of(TEXTS["b"], (3, 6))}
    if surface is not None:
        spans["b"] = Span.of(" " * 3 + surface, (3, 3 + len(surface)))
    cues = [Cue(id=f"cue-{name}", document_id=name, span=spans[name], type="epistemic") for name in texts]
    documents = [Document.of(name, text, language="en", extras={"page": 1}) for name, text in texts.items()]
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    return Corpus(metadata, documents, [mine], {"mine": {"cues": table_of("cues", cues)}})


def test_only_the_documents_that_were_edited_change() -> None:
    before = news()
    after = reanchor(before, {"b": "Today it may rain in the north."})
    assert after.corpus["a"].record == before["a"].record
    assert after.corpus["b"].record == Document.of("b", "Today it may rain in the north.", language="en", extras={"page": 1})
    assert [(cue.id, cue.span.start) for cue in after.corpus.cues] == [("cue-a", 3), ("cue-b", 9)]
    assert after.counts == {"cues": {"exact": 1, "moved": 1, "fuzzy": 0, "lost": 0}}


def test_the_corpus_that_was_given_stays_as_it_was() -> None:
    before = news()
    reanchor(before, {"a": ""})
    assert before == news()


def test_no_text_changes_nothing() -> None:
    assert reanchor(news(), {}).corpus == news()


def test_what_was_lost_is_in_the_review_and_not_in_the_corpus() -> None:
    after = reanchor(news(), {"a": "He said no."})
    assert [cue.id for cue in after.corpus.cues] == ["cue-b"]
    assert [(item.id, item.verdict, item.annotation["span"][0]["text"]) for item in after.review] == [
        ("cue-a", "lost", "reportedly")
    ]


def test_a_lower_threshold_keeps_more() -> None:
    text = {"a": "Yesterday, reportedlie, no."}
    assert reanchor(news(), text).counts["cues"]["lost"] == 1
    assert reanchor(news(), text, threshold=0.4).counts["cues"]["fuzzy"] == 1


def test_each_document_is_told() -> None:
    told: list[str] = []
    reanchor(news(), TEXTS, progress=told.append)
    assert told == ["a", "b"]


def test_texts_of_no_document_are_all_named() -> None:
    with pytest.raises(UnknownName, match="texts of no document: x, y; rename or remove"):
        reanchor(news(), {"a": "", "y": "", "x": ""})


@pytest.mark.parametrize("threshold", [-0.1, 1.1, float("nan")])
def test_a_threshold_that_is_no_share_is_refused(threshold: float) -> None:
    with pytest.raises(CorpusError, match="expected a threshold from 0 to 1"):
        reanchor(news(), {}, threshold=threshold)


def test_a_text_that_utf_8_cannot_hold_is_refused() -> None:
    with pytest.raises(CorpusError, match="expected a text for a that UTF-8 can hold, found a lone surrogate at 3"):
        reanchor(news(), {"a": "He \ud800"})


def test_a_document_without_its_text_cannot_be_compared() -> None:
    before = news()
    withheld = Corpus(
        before.metadata,
        [document.model_copy(update={"text": None}) for document in before.documents],
        before.sets,
        {"mine": {"cues": before.cues.table}},
    )
    with pytest.raises(CorpusError, match="expected the text of a in the corpus, found none"):
        reanchor(withheld, {"a": "He said no."})


def test_a_corpus_that_breaks_a_rule_is_refused() -> None:
    with pytest.raises(UnsoundCorpus, match="E101"):
        reanchor(news(surface="will"), {})


def test_a_corpus_and_its_review_are_written_beside_one_another(tmp_path: Path) -> None:
    after = reanchor(news(), {"a": "He said no."})
    write_reanchored(after, tmp_path / "out", tmp_path / "review.jsonl")
    assert corpus.load(tmp_path / "out") == after.corpus
    lines = (tmp_path / "review.jsonl").read_text(encoding="utf-8").splitlines()
    assert [ReviewItem.model_validate_json(line) for line in lines] == list(after.review)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "review.jsonl"]


def test_an_empty_folder_may_be_there(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    write_reanchored(reanchor(news(), {}), tmp_path / "out", tmp_path / "review.jsonl")
    assert (tmp_path / "review.jsonl").read_bytes() == b""
    assert corpus.load(tmp_path / "out") == news()


def test_places_that_are_taken_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    after = reanchor(news(), {})
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a").touch()
    (tmp_path / "file").touch()
    for out, review, message in (
        ("full", "r.jsonl", "expected nothing or an empty folder"),
        ("file", "r.jsonl", "expected nothing or an empty folder"),
        ("out", "file", "a review is never overwritten"),
        ("out", "out/r.jsonl", "expected a place outside"),
        ("no/out", "r.jsonl", "to write it into, found none"),
        ("out", "no/r.jsonl", "to write it into, found none"),
    ):
        with pytest.raises(FileError, match=message):
            write_reanchored(after, tmp_path / out, tmp_path / review)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "full"]


def test_no_review_is_left_where_the_folder_cannot_be_put_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied", "out")

    after = reanchor(news(), {})
    monkeypatch.setattr("pathlib.Path.rename", refuse)
    with pytest.raises(PermissionError):
        write_reanchored(after, tmp_path / "out", tmp_path / "review.jsonl")
    assert list(tmp_path.iterdir()) == []


def test_the_review_is_json_as_the_working_folder_has_it() -> None:
    (item,) = reanchor(news(), {"a": "He said no."}).review
    assert json.loads(item.model_dump_json(exclude_none=True))["annotation"] == {
        "id": "cue-a",
        "document_id": "a",
        "span": [{"start": 3, "end": 13, "text": "reportedly"}],
        "type": "epistemic",
    }


def test_the_command_has_the_threshold_of_the_library() -> None:
    from corpus.cli.reanchoring import reanchor as verb

    assert inspect.signature(verb).parameters["threshold"].default == THRESHOLD


def test_the_blocks_of_the_page_run() -> None:
    namespace: dict[str, object] = {}
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        for code in re.findall(r"^```python\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL):
            exec(compile(code, PAGE, "exec"), namespace)  # noqa: S102 - the page's own code
    assert printed.getvalue() == (
        "{'exact': 6, 'moved': 269, 'fuzzy': 0, 'lost': 0} 3\n['section-01', 'section-01', 'section-001']\n"
    )
