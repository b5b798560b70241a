"""From an annotation to its neighbours, without a join by the user."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from corpus.errors import UnknownName, UnsoundCorpus
from corpus.model import (
    LAYERS,
    AnnotationSet,
    Annotator,
    Attribution,
    Claim,
    Commitment,
    Corpus,
    CorpusMetadata,
    Cue,
    Document,
    Entity,
    Mention,
    Quantity,
    Source,
    Span,
    Stance,
)
from corpus.model.rows import table_of
from corpus.testing import annotated_documents

if TYPE_CHECKING:
    from corpus.model import AnnotatedDocument, Annotation

TEXT = "Maduro claims that it has over 5,000 missiles."
METADATA = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
RECORDS: dict[str, list[Annotation]] = {
    "entities": [Entity(id="e", document_id="d", type="PER")],
    "mentions": [Mention(id="m", document_id="d", entity_id="e", span=Span.of(TEXT, (0, 6)))],
    "quantities": [Quantity(id="q", document_id="d", span=Span.of(TEXT, (31, 36)), counted_id="m")],
    "cues": [
        Cue(id="c", document_id="d", span=Span.of(TEXT, (7, 13)), type="reportive"),
        Cue(id="o", document_id="d", span=Span.of(TEXT, (26, 30)), type="approximator"),
    ],
    "sources": [Source(id="s", document_id="d", entity_id="e")],
    "attributions": [
        Attribution(id="a", document_id="d", sources=[{"source_id": "s"}], cue_ids=["c"], content=Span.of(TEXT, (14, 45))),
        Attribution(id="b", document_id="d", sources=[{"source_id": "@unspecified"}], parent_id="a"),
    ],
    "claims": [Claim(id="k", document_id="d", span=Span.of(TEXT, (19, 45)), attribution_id="a", quantity_ids=["q"])],
    "commitments": [
        Commitment(id="1", document_id="d", claim_id="k", source_id="s", value="CT+", evidence_ids=["c"]),
        Commitment(id="2", document_id="d", claim_id="k", source_id="@author", value="Uu"),
    ],
    "stances": [
        Stance(id="3", document_id="d", holder_id="s", target={"entity_id": "e"}, attribution_id="a"),
        Stance(id="4", document_id="d", holder_id="@author", target={"claim_id": "k"}),
    ],
}
SET = AnnotationSet(id="one", role="raw", annotator=Annotator(name="she", kind="human"), profile="silver")


@pytest.fixture
def news() -> Corpus:
    tables = {layer: table_of(layer, records) for layer, records in RECORDS.items()}
    return Corpus(METADATA, [Document.of("d", TEXT), Document.of("empty", "")], [SET], {"one": tables})


def test_an_attribution_leads_to_its_voices_cues_parent_and_children(news: Corpus) -> None:
    outer, inner = (news.attributions["d", one] for one in "ab")
    assert [source.id for source in outer.voices] == ["s"]
    assert [cue.id for cue in outer.cues] == ["c"]
    assert outer.parent is None
    assert inner.parent == outer
    assert outer.children == (inner,)
    assert inner.cues == inner.children == ()
    assert outer.sources is not None
    assert outer.sources[0].source.entity == news.entities["d", "e"]


def test_a_claim_leads_to_its_attribution_quantities_and_commitments(news: Corpus) -> None:
    claim = news.claims["d", "k"]
    assert claim.attribution == news.attributions["d", "a"]
    assert [quantity.surface for quantity in (one.span for one in claim.quantities)] == ["5,000"]
    assert [(one.source.id, one.value) for one in claim.commitments] == [("s", "CT+"), ("@author", "Uu")]


def test_a_commitment_leads_to_its_claim_source_and_evidence(news: Corpus) -> None:
    commitment = news.commitments["d", "1"]
    assert commitment.claim == news.claims["d", "k"]
    assert commitment.source == news.sources["d", "s"]
    assert commitment.evidence == (news.cues["d", "c"],)
    assert news.commitments["d", "2"].evidence == ()


def test_entities_mentions_and_quantities_lead_to_one_another(news: Corpus) -> None:
    assert news.entities["d", "e"].mentions == (news.mentions["d", "m"],)
    assert news.mentions["d", "m"].entity == news.entities["d", "e"]
    assert news.quantities["d", "q"].counted == news.mentions["d", "m"]


def test_a_cue_leads_to_its_voice(news: Corpus) -> None:
    assert news.cues["d", "o"].voice == (news.sources["d", "s"],)
    assert [source.id for source in news.cues["d", "c"].voice] == ["@author"]


def test_a_stance_leads_to_its_holder_target_and_attribution(news: Corpus) -> None:
    towards, about = (news.stances["d", one] for one in "34")
    assert towards.holder == news.sources["d", "s"]
    assert towards.target.entity == news.entities["d", "e"]
    assert towards.attribution == news.attributions["d", "a"]
    assert (about.holder.anonymity, about.target.claim, about.target.entity) == ("author", news.claims["d", "k"], None)


def test_the_reserved_sources_exist_without_being_annotated(news: Corpus) -> None:
    assert news.attributions["d", "b"].voices == (Source.reserved("@unspecified", "d"),)
    assert news.attributions["d", "b"].voices[0].entity is None
    assert [source.id for source in news.sources] == ["s"]


def test_a_reference_to_nothing_is_named(news: Corpus) -> None:
    tables = {"mentions": table_of("mentions", [RECORDS["mentions"][0].model_copy(update={"entity_id": "x"})])}
    broken = Corpus(METADATA, news.documents, [SET], {"one": tables})
    with pytest.raises(UnknownName, match="no annotation 'x' of document 'd' in layer entities"):
        _ = broken.mentions[0].entity


def test_hedges_are_the_cues_that_hedge(news: Corpus) -> None:
    assert list(news.hedges) == list(news.cues)
    assert len(news["empty"].hedges) == 0


def test_a_document_has_its_part_of_each_layer(news: Corpus) -> None:
    assert list(news["d"].cues) == list(news.cues)
    assert all(len(news["empty"].layer(layer)) == 0 for layer in LAYERS)
    assert news["d"].text == TEXT
    with pytest.raises(UnknownName, match="no document 'x' in mine; it has d, empty"):
        news["x"]


def test_the_only_set_is_the_default_and_of_several_one_must_be_named(news: Corpus) -> None:
    other = SET.model_copy(update={"id": "two"})
    several = Corpus(METADATA, news.documents, [SET, other], {"one": {"cues": news.cues.table}})
    assert (news.default_set, several.default_set) == ("one", None)
    with pytest.raises(UnknownName, match=r"several sets \(one, two\) and no `default_set`"):
        _ = several.cues
    assert several.with_metadata(default_set="one").cues == news.cues
    assert len(several.set("two").cues) == 0
    with pytest.raises(UnknownName, match="no annotation set 'three'; the corpus has one, two"):
        several.set("three")


def test_a_corpus_without_sets_has_empty_layers(news: Corpus) -> None:
    bare = Corpus(METADATA, news.documents)
    assert [len(bare.layer(layer)) for layer in LAYERS] == [0] * len(LAYERS)
    assert len(bare.hedges) == 0
    with pytest.raises(UnknownName, match="no layer 'opinions'; the layers are sections"):
        bare.layer("opinions")


def test_a_corpus_is_equal_to_one_with_the_same_parts_alone(news: Corpus) -> None:
    again = Corpus(METADATA, reversed(news.documents), [SET], {"one": {layer: news.layer(layer).table for layer in LAYERS}})
    assert again == news
    assert again.with_metadata(version="0.2.0") != news
    assert Corpus(METADATA, news.documents, [SET]) != news
    assert news != "news"
    assert ("d" in news, "x" in news, len(news)) == (True, False, 2)


@given(annotated_documents())
def test_every_reference_leads_to_the_record_of_that_id(document: AnnotatedDocument) -> None:
    for attribution in document.attributions:
        assert tuple(cue.id for cue in attribution.cues) == (attribution.cue_ids or ())
        assert [source.id for source in attribution.voices] == [one.source_id for one in attribution.sources or ()]
    for claim in document.claims:
        assert [one.id for one in claim.commitments] == [one.id for one in document.commitments if one.claim_id == claim.id]
    for entity in document.entities:
        assert list(entity.mentions) == [one for one in document.mentions if one.entity_id == entity.id]


def test_two_documents_or_two_sets_of_one_id_are_refused() -> None:
    document = Document.of("d", TEXT)
    record = AnnotationSet(id="s", role="raw", annotator=Annotator(name="rules", kind="rule"), profile="import")
    with pytest.raises(UnsoundCorpus) as caught:
        Corpus(METADATA, [document, document], [record, record])
    assert [str(found.place) for found in caught.value.findings] == ["d", "s"]


def test_a_table_of_no_set_or_no_layer_is_refused() -> None:
    record = AnnotationSet(id="s", role="raw", annotator=Annotator(name="rules", kind="rule"), profile="import")
    cues = table_of("cues", RECORDS["cues"])
    for strangers in ({"t": {"cues": cues}}, {"s": {"cuez": cues}}):
        with pytest.raises(UnknownName):
            Corpus(METADATA, [Document.of("d", TEXT)], [record], strangers)


def test_a_table_of_another_layer_is_refused() -> None:
    record = AnnotationSet(id="s", role="raw", annotator=Annotator(name="rules", kind="rule"), profile="import")
    with pytest.raises(UnsoundCorpus, match="columns of layer cues"):
        Corpus(METADATA, [Document.of("d", TEXT)], [record], {"s": {"cues": table_of("sources", RECORDS["sources"])}})


def test_a_document_can_be_taken_with_another_set(news: Corpus) -> None:
    assert [cue.id for cue in news.document("d", news.sets[0].id).cues] == [cue.id for cue in news["d"].cues]
    with pytest.raises(UnknownName, match="no annotation set 'x'"):
        news.document("d", "x")


def test_a_corpus_that_was_pickled_still_finds_its_neighbours(news: Corpus) -> None:
    made = news.cues[0].voice
    again = pickle.loads(pickle.dumps(news))  # noqa: S301 - our own
    assert again == news
    assert again.cues[0].voice == made


def test_records_of_another_layer_make_no_table_of_this_one() -> None:
    with pytest.raises(TypeError, match="layer cues, found a Source"):
        table_of("cues", RECORDS["sources"])
    with pytest.raises(UnknownName, match="no layer 'cuez'"):
        table_of("cuez", [])
