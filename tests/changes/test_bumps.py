"""Each row of the table in docs/changes.md: what a change calls for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.changes import Changes, FieldChange, diff, is_enough, next_version
from corpus.changes.bumps import with_bump
from corpus.model import Corpus, Document
from tests.edits import TEXT, renumbered, small, span, tables_of, with_fields, with_rows, without_text

if TYPE_CHECKING:
    from corpus.changes import Bump

OLD = small()
SHARES = {"train": 0.5, "test": 0.5}


def with_document(news: Corpus, **fields: object) -> Corpus:
    """The same corpus with some fields of its document changed."""
    documents = [Document.model_validate(one.model_dump() | fields) for one in news.documents]
    return Corpus(news.metadata, documents, news.sets, tables_of(news))


def with_record(news: Corpus, **fields: object) -> Corpus:
    """The same corpus with some provenance of its set changed."""
    return Corpus(news.metadata, news.documents, [one.model_copy(update=fields) for one in news.sets], tables_of(news))


def with_set(news: Corpus, set_id: str, *, default_set: str | None = "hand") -> Corpus:
    """The same corpus with one more, empty set."""
    other = news.sets[0].model_copy(update={"id": set_id})
    return Corpus(news.with_metadata(default_set=default_set).metadata, news.documents, [*news.sets, other], tables_of(news))


def with_documents(news: Corpus, *documents: Document) -> Corpus:
    return Corpus(news.metadata, documents, news.sets, tables_of(news))


SUN = Document.of("sun", "The sun shines.")
MOVED = small(splits=SHARES)
GROUP = next(name for name in "abcdef" if diff(MOVED, with_document(MOVED, group=name)).bump == "major")

MAJOR: dict[str, tuple[Corpus, Corpus, str]] = {
    "a document removed": (with_documents(OLD, *OLD.documents, SUN), OLD, "document sun was removed"),
    "a text changed": (OLD, with_documents(OLD, Document.of("rain", TEXT + "!")), "document rain has another text"),
    "a document renamed": (
        with_documents(OLD, *OLD.documents, SUN),
        with_documents(OLD, *OLD.documents, Document.of("moon", "The sun shines.")),
        "document moon was renamed, it was sun",
    ),
    "a text withheld": (OLD, without_text(OLD), "document rain comes without its text"),
    "texts withheld by the corpus": (
        OLD,
        OLD.with_metadata(text_release="withheld"),
        "document rain comes without its text",
    ),
    "a document in another split by its group": (MOVED, with_document(MOVED, group=GROUP), "document rain is in another split"),
    "a document in another split by the shares": (
        OLD,
        OLD.with_metadata(splits={"test": 1.0}),
        "document rain is in another split: test, it was in train",
    ),
    "a set removed": (with_set(OLD, "more"), OLD.with_metadata(default_set="hand"), "set more was removed"),
    "a layer removed": (
        OLD,
        with_rows(OLD, "hand", "stances", lambda _: []),
        "layer stances of set hand was removed",
    ),
    "guidelines changed": (OLD, with_record(OLD, guidelines="2"), "guidelines of set hand were 1 and are 2"),
    "guidelines unsaid": (OLD, with_record(OLD, guidelines=None), "guidelines of set hand were 1 and are none"),
    "another default set": (
        with_set(OLD, "more"),
        with_set(OLD, "more", default_set="more"),
        "the default set was hand and is more",
    ),
    "no default set any more": (OLD, with_set(OLD, "more", default_set=None), "the default set was hand and is none"),
    "the corpus renamed": (OLD, OLD.with_metadata(name="yours"), "the corpus's name was mine and is yours"),
}
MINOR: dict[str, tuple[Corpus, Corpus, str]] = {
    "a document added": (OLD, with_documents(OLD, *OLD.documents, SUN), "document sun was added"),
    "a text included": (without_text(OLD), OLD, "document rain comes with its text"),
    "texts included by the corpus": (
        OLD.with_metadata(text_release="withheld"),
        OLD,
        "document rain comes with its text",
    ),
    "a set added": (OLD, with_set(OLD, "more"), "set more was added"),
    "a layer added": (with_rows(OLD, "hand", "stances", lambda _: []), OLD, "layer stances of set hand was added"),
    "an annotation added": (
        OLD,
        with_rows(OLD, "hand", "cues", lambda rows: [*rows, rows[0] | {"id": "cue-9", "span": span("not")}]),
        "set hand, cues: 1 added",
    ),
}
PATCH: dict[str, tuple[Corpus, Corpus, str]] = {
    "an annotation removed": (
        OLD,
        with_rows(OLD, "hand", "commitments", lambda rows: rows[:1]),
        "set hand, commitments: 1 removed",
    ),
    "relabelled": (OLD, with_fields(OLD, "cues", "cue-1", negated=True), "set hand, cues: 1 relabelled"),
    "re-spanned": (OLD, with_fields(OLD, "cues", "cue-2", span=span("may rain")), "set hand, cues: 1 re-spanned"),
    "re-linked": (OLD, with_fields(OLD, "stances", "stance-1", holder_id="@author"), "set hand, stances: 1 re-linked"),
    "renamed": (OLD, renumbered(OLD, layers=["cues"]), "set hand, cues: 3 renamed"),
    "remarked": (OLD, with_fields(OLD, "cues", "cue-1", note="why"), "set hand, cues: 1 remarked"),
    "metadata of a document": (OLD, with_document(OLD, title="Rain"), "document rain has other metadata: title"),
    "metadata of the corpus": (OLD, OLD.with_metadata(licence="MIT"), "metadata of the corpus changed: licence"),
    "the default set named": (OLD, OLD.with_metadata(default_set="hand"), "metadata of the corpus changed: default_set"),
    "shares that move nothing": (
        OLD,
        OLD.with_metadata(splits={"train": 1.0 - 1e-12, "test": 1e-12}),
        "metadata of the corpus changed: splits",
    ),
    "provenance": (OLD, with_record(OLD, note="By hand."), "provenance of set hand changed: note"),
}
ROWS = [
    *((what, "major", *row) for what, row in MAJOR.items()),
    *((what, "minor", *row) for what, row in MINOR.items()),
    *((what, "patch", *row) for what, row in PATCH.items()),
]


@pytest.mark.parametrize(("what", "bump", "old", "new", "reason"), ROWS, ids=[row[0] for row in ROWS])
def test_a_change_calls_for_its_bump_and_says_why(what: str, bump: Bump, old: Corpus, new: Corpus, reason: str) -> None:
    found = diff(old, new)
    assert found.bump == bump, what
    assert any(one.startswith(reason) for one in found.reasons), found.reasons


def test_another_version_of_the_schema_is_major() -> None:
    other = FieldChange(field="schema_version", old="1", new="2")
    found = with_bump(Changes(old_version="1.0.0", new_version="1.0.0", metadata=(other,)))
    assert (found.bump, found.reasons) == ("major", ("the corpus's schema_version was 1 and is 2",))


def test_the_greatest_bump_counts_and_only_its_reasons_are_given() -> None:
    both = with_documents(with_fields(OLD, "cues", "cue-1", negated=True), *OLD.documents, SUN)
    assert (diff(OLD, both).bump, diff(OLD, both).reasons) == ("minor", ("document sun was added",))


def test_guidelines_and_other_provenance_are_told_apart() -> None:
    found = diff(OLD, with_record(OLD, guidelines="2", note="By hand."))
    assert found.reasons == ("guidelines of set hand were 1 and are 2: its labels may mean something else",)
    assert [field.field for field in found.sets[0].fields] == ["guidelines", "note"]


def test_a_corpus_that_withheld_its_texts_and_still_does_has_no_change() -> None:
    withheld = OLD.with_metadata(text_release="withheld")
    assert diff(without_text(withheld), withheld).is_empty


@pytest.mark.parametrize(
    ("old", "bump", "needed"),
    [
        ("1.4.2", "major", "2.0.0"),
        ("1.4.2", "minor", "1.5.0"),
        ("1.4.2", "patch", "1.4.3"),
        ("1.4.2", "none", "1.4.2"),
        ("0.4.2", "major", "0.5.0"),
        ("0.4.2", "minor", "0.5.0"),
        ("0.4.2", "patch", "0.4.3"),
    ],
)
def test_the_least_version_after_another(old: str, bump: Bump, needed: str) -> None:
    assert next_version(old, bump) == needed


@pytest.mark.parametrize(
    ("version", "bump"), [("1.4.3", "none"), ("1.4.10", "patch"), ("1.5.0", "minor"), ("2.0.0", "minor"), ("10.0.0", "major")]
)
def test_a_version_is_enough_when_it_is_greater_by_what_the_changes_call_for(version: str, bump: Bump) -> None:
    assert is_enough(version, "1.4.2", bump)


@pytest.mark.parametrize(
    ("version", "bump"), [("1.4.2", "none"), ("1.4.1", "none"), ("1.4.3", "minor"), ("1.9.0", "major"), ("0.9.0", "major")]
)
def test_a_version_is_not_enough_where_it_is_the_same_or_smaller_or_falls_short(version: str, bump: Bump) -> None:
    assert not is_enough(version, "1.4.2", bump)
