"""Nothing of a text can be read from a release that withholds it, and all of it comes back to who has the text."""

from __future__ import annotations

import itertools
import json
import unicodedata
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

import corpus
from corpus.errors import ReleaseError
from corpus.model import LAYERS, AnnotationSet, Annotator, Corpus, CorpusMetadata, Document
from corpus.model.rows import table_of
from corpus.release import build_release
from corpus.release.editions import edition_of
from corpus.release.splits import split_documents
from corpus.release.withholding import withhold, withhold_words
from corpus.testing import corpora, differences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WHERE_TO_GET_IT = ("url", "publisher", "published", "language")
TEXT = "Nicolás Maduro said it may rain in Caracas.\nNicolás Maduro may be right.\n"


@pytest.fixture(scope="module")
def news() -> Corpus:
    return corpus.load()


def spans(*words: str) -> list[dict[str, Any]]:
    return [{"start": TEXT.index(one), "end": TEXT.index(one) + len(one), "text": one} for one in words]


def small(**fields: Any) -> Corpus:
    """Make a corpus in which everything that can spell words does."""
    rows = {
        "entities": [{"id": "maduro", "name": "Nicolás Maduro", "link": "Q1", "note": "the president"}],
        "mentions": [{"id": "m-maduro", "span": spans("Nicolás Maduro"), "entity_id": "maduro", "form": "NAM"}],
        "cues": [
            {"id": "said", "span": spans("said"), "source_label": "Rain in CARACAS!"},
            {"id": "cue-7", "span": spans("may"), "source_label": "modal", "extras": {"word": "may"}},
        ],
        "sources": [{"id": "Maduro", "entity_id": "maduro"}],
        "attributions": [
            {"id": "rain", "sources": [{"source_id": "Maduro"}, {"source_id": "@author"}], "cue_ids": ["said", "cue-7"]}
        ],
        "quantities": [{"id": "q", "span": spans("it"), "unit": "Nicolás Maduros", "counted_id": "m-maduro"}],
        "claims": [
            {"id": "claim-1", "span": spans("it may rain"), "cluster": "rain", "attribution_id": "rain"},
            {"id": "claim-2", "span": spans("Nicolás Maduro may"), "cluster": "right"},
            {"id": "claim-3", "span": spans("rain in Caracas"), "cluster": "rain"},
        ],
        "stances": [{"id": "stance-1", "holder_id": "Maduro", "target": {"text": "the weather"}}],
    }
    about = {"name": "n", "version": "1.0.0", "schema_version": "1", "splits": {"train": 0.5, "test": 0.5}}
    record = AnnotationSet(
        id="hand", role="raw", annotator=Annotator(name="a", kind="human"), profile="import", note="By hand."
    )
    text = {"title": "Rain in Caracas", "author": "Ana", "group": "rain", "rights": "All", "url": "https://example.org/rain"}
    documents = [
        Document.of("rain-in-caracas", TEXT, **text),
        Document.of("7", "It rained.", group="rain"),
        Document.of("sun", "The sun.", note="Hot."),
    ]
    layers = {
        layer: table_of(layer, [LAYERS[layer](document_id="rain-in-caracas", **row) for row in found])
        for layer, found in rows.items()
    }
    return Corpus(CorpusMetadata(**about), documents, [record.model_copy(update=fields)], {"hand": layers})


def rows_of(held: Corpus, layer: str) -> list[dict[str, Any]]:
    return held.set("hand").layer(layer).table.to_pylist()


def test_ids_that_spell_words_are_numbers_and_references_follow() -> None:
    held = withhold(small())
    (source,), (attribution,) = rows_of(held, "sources"), rows_of(held, "attributions")
    assert (source["id"], source["entity_id"], attribution["id"]) == ("source-1", "entity-1", "attribution-1")
    assert [one["source_id"] for one in attribution["sources"]] == ["source-1", "@author"]
    assert attribution["cue_ids"] == ["cue-1", "cue-7"]
    assert corpus.check(held, select=["E"]).findings == ()


def test_documents_are_called_after_their_text_unless_they_are_numbers() -> None:
    held = withhold(small())
    assert [one.id for one in held.documents] == sorted(
        ["7", *(f"document-{sha[:12]}" for sha in hashes("rain-in-caracas", "sun"))]
    )


def hashes(*ids: str) -> list[str]:
    return [one.sha256 for one in small().documents if one.id in ids]


def test_names_that_are_withheld_stay_equal_or_different() -> None:
    held = withhold(small())
    clusters = {row["id"]: row["cluster"] for row in rows_of(held, "claims")}
    assert clusters["claim-1"] == clusters["claim-3"] != clusters["claim-2"]
    assert set(clusters.values()) == {"cluster-1", "cluster-2"}
    assert rows_of(held, "stances")[0]["target"]["text"] == "target-1"
    groups = [one.group_id for one in held.documents]
    assert len(set(groups)) == 2
    assert groups.count(next(one for one in groups if one.startswith("group-"))) == 2


def test_words_are_gone_from_every_field_that_can_hold_them_and_the_rest_stays() -> None:
    made = withhold_words(small())
    document = next(one for one in made.corpus.documents if one.url)
    assert (document.title, document.author, document.text, document.rights) == (None, None, None, "All")
    assert document.length == len(TEXT)
    assert [(row["name"], row["link"], row["note"]) for row in rows_of(made.corpus, "entities")] == [(None, None, None)]
    assert [row["source_label"] for row in rows_of(made.corpus, "cues")] == [None, "modal"]
    assert {row["extras"] for row in rows_of(made.corpus, "cues")} == {None}
    assert made.corpus.set("hand").record.note == "By hand."
    assert made.dropped == {"source_label": 1}


def test_what_a_set_says_of_itself_is_left_out_where_it_quotes() -> None:
    maker = Annotator(name="a", kind="human", version="it may rain")
    made = withhold_words(small(note="See “it may RAIN”.", annotator=maker))
    record = made.corpus.set("hand").record
    assert (record.note, record.annotator.version) == (None, None)
    assert made.dropped == {"note": 1, "source_label": 1, "version": 1}


def test_a_set_whose_maker_is_named_in_a_text_is_refused() -> None:
    with pytest.raises(ReleaseError, match="the annotator's name in set hand, found 'nicolás maduro'"):
        withhold(small(annotator=Annotator(name="Nicolás Maduro", kind="human")))


def test_a_set_whose_id_is_a_name_of_a_text_is_refused() -> None:
    held = small()
    record = held.set("hand").record.model_copy(update={"id": "Maduro"})
    named = {"mentions": table_of("mentions", [one.model_copy(update={"span": one.span}) for one in held.set("hand").mentions])}
    entities = table_of("entities", [LAYERS["entities"](id="maduro", document_id="rain-in-caracas", name="Maduro")])
    with pytest.raises(ReleaseError, match="the id of a set"):
        withhold(Corpus(held.metadata, held.documents, [record], {"Maduro": {**named, "entities": entities}}))


def test_a_reference_to_nothing_is_refused_and_not_published() -> None:
    held = small()
    mention = held.set("hand").mentions[0].model_copy(update={"entity_id": "nobody-has-this-id"})
    with pytest.raises(ReleaseError, match="check the corpus first"):
        withhold(Corpus(held.metadata, held.documents, held.sets, {"hand": {"mentions": table_of("mentions", [mention])}}))


def test_surfaces_without_their_text_cannot_be_hidden_and_are_refused() -> None:
    held = small()
    bare = [one.model_copy(update={"text": None}) for one in held.documents]
    tables = {"hand": {layer: held.set("hand").layer(layer).table for layer in LAYERS}}
    with pytest.raises(ReleaseError, match="expected the text of rain-in-caracas"):
        withhold(Corpus(held.metadata, bare, held.sets, tables))


def test_withholding_twice_changes_nothing(news: Corpus) -> None:
    assert withhold(withhold(news)) == withhold(news)
    assert withhold(withhold(small())) == withhold(small())


def test_withholding_does_not_change_the_original() -> None:
    held = small()
    withhold(held)
    assert held == small()


@settings(deadline=None, max_examples=40)
@given(corpora(min_documents=1), st.dictionaries(st.sampled_from(["train", "dev", "test"]), st.integers(1, 9), min_size=1))
def test_each_document_keeps_its_split_and_its_company(news: Corpus, shares: dict[str, int]) -> None:
    splits = {name: share / sum(shares.values()) for name, share in shares.items()}
    whole = with_nameless_makers(news).with_metadata(splits=splits)
    try:
        made = withhold_words(whole)
    except ReleaseError:
        reject()  # the id of a set happens to be a name
    before, after = split_documents(whole), split_documents(made.corpus)
    assert {name: sorted(made.documents[one] for one in ids) for name, ids in before.items()} == after
    groups = {document.id: document.group_id for document in made.corpus.documents}
    for one, other in itertools.combinations(whole.documents, 2):
        is_together = groups[made.documents[one.id]] == groups[made.documents[other.id]]
        assert is_together == (one.group_id == other.group_id)


def test_an_edition_has_the_segmentation_of_every_document_under_its_new_name() -> None:
    held = small()
    after = edition_of(held.with_metadata(text_release="withheld"))
    assert set(after.segmentations) == set(withhold_words(held).documents.values())


def test_what_the_owner_says_of_the_corpus_stays_and_is_named() -> None:
    held = small().with_metadata(description="How it may rain in Caracas.", title="Weather")
    made = withhold_words(held)
    assert made.corpus.metadata.description == "How it may rain in Caracas."
    assert made.spoken == ("description",)


def published(release: Path) -> Iterator[str]:
    """Give every string of every table, of `sets.jsonl` and of the manifest, but for where a text can be had."""
    for path in release.glob("data/*/*.parquet"):
        with pq.ParquetFile(path) as file:
            yield from strings(file.read().to_pylist())
    yield from strings([json.loads(line) for line in (release / "sets.jsonl").read_bytes().split(b"\n") if line])
    yield from strings(json.loads((release / "manifest.json").read_bytes()))


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from (text for key, item in value.items() if key not in WHERE_TO_GET_IT for text in strings(item))
    elif isinstance(value, list):
        yield from itertools.chain.from_iterable(map(strings, value))


def secrets(original: Corpus) -> set[str]:
    """Give every surface of two words or more and every name of an entity, of all sets."""
    views = [original.set(record.id) for record in original.sets]
    found = {one["name"] for view in views for one in view.entities.table.to_pylist() if one["name"]}
    surfaces = {text for view in views for layer in LAYERS for text in surfaces_in(view.layer(layer).table.to_pylist())}
    return {one for one in found if spelled(one)} | {
        one for one in surfaces if len([part for part in one.split() if spelled(part)]) > 1
    }


def surfaces_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict) and {"start", "end", "text"} <= value.keys():
        yield value["text"]
    elif isinstance(value, dict | list):
        for item in value.values() if isinstance(value, dict) else value:
            yield from surfaces_in(item)


def spelled(text: str) -> bool:
    return any(character.isalnum() for character in text)


def leaks(original: Corpus, release: Path) -> list[tuple[str, str]]:
    hidden = secrets(original)
    return [(one, text) for text in set(published(release)) for one in hidden if stands_in(one, text)]


def stands_in(words: str, text: str) -> bool:
    """Tell whether words stand in a text, not as a part of other words."""
    place = text.find(words)
    while place >= 0:
        before, after = text[:place][-1:], text[place + len(words) :][:1]
        if not (is_of_word(before) and is_of_word(words[0])) and not (is_of_word(after) and is_of_word(words[-1])):
            return True
        place = text.find(words, place + 1)
    return False


def is_of_word(character: str) -> bool:
    return character == "_" or character.isalnum() or (bool(character) and unicodedata.category(character)[0] == "M")


def test_the_search_for_leaks_finds_what_an_ordinary_release_says(news: Corpus, tmp_path: Path) -> None:
    found = leaks(news, build_release(news, tmp_path))
    assert {one for one, _ in found} == secrets(news)


def test_nothing_of_the_article_can_be_read_from_its_withheld_release(news: Corpus, tmp_path: Path) -> None:
    release = build_release(news, tmp_path, text="withheld")
    assert leaks(news, release) == []
    assert len(secrets(news)) > 500


@pytest.mark.slow  # a build per example
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=corpora(min_documents=1, min_sets=1))
def test_nothing_of_any_text_can_be_read_from_its_withheld_release(
    drawn: Corpus, tmp_path_factory: pytest.TempPathFactory
) -> None:
    original = with_nameless_makers(drawn)
    try:
        release = build_release(original, tmp_path_factory.mktemp("dist"), text="withheld")
    except ReleaseError:
        reject()  # the id of a set happens to be a name
    assert leaks(original, release) == []
    assert corpus.check(release, select=["E"]).findings == ()


def with_nameless_makers(drawn: Corpus) -> Corpus:
    """Give the corpus with annotators whose names are no words of any text."""
    nobody = Annotator(name="zqx", kind="rule")
    sets = [record.model_copy(update={"annotator": nobody}) for record in drawn.sets]
    tables = {one.id: {layer: drawn.set(one.id).layer(layer).table for layer in LAYERS} for one in sets}
    return Corpus(drawn.metadata, drawn.documents, sets, tables).with_metadata(text_release="withheld")


@settings(deadline=None, suppress_health_check=list(HealthCheck))
@given(drawn=corpora(min_documents=1, min_sets=1))
def test_any_corpus_is_sound_without_its_texts_and_withholding_it_again_changes_nothing(drawn: Corpus) -> None:
    try:
        held = withhold(with_nameless_makers(drawn))
    except ReleaseError:
        reject()
    assert corpus.check(held, select=["E"]).findings == ()
    assert next(differences(held, withhold(held)), None) is None


@pytest.mark.parametrize("set_id", ["nicolas-maduro", "maduro-Nicolas.nicolas_maduro"])
def test_the_id_of_a_set_may_not_spell_a_name_without_its_capitals_and_accents(set_id: str) -> None:
    held = small()
    sets = [record.model_copy(update={"id": set_id}) for record in held.sets]
    tables = {set_id: {layer: held.set("hand").layer(layer).table for layer in LAYERS}}
    with pytest.raises(
        ReleaseError, match="expected no words of the withheld texts in the id of a set, found 'nicolas maduro'"
    ):
        withhold(Corpus(held.metadata, held.documents, sets, tables))
