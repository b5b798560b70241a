"""Carrying, on the seed article: what a newsroom does to a text, and what becomes of the annotations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest

from corpus.anchoring import Alignment, carry
from corpus.errors import CorpusError, UnknownName
from corpus.model import AnnotationSet, Annotator, Corpus, CorpusMetadata, Document, Span
from corpus.model.columns import schema
from corpus.model.layers import LAYERS
from corpus.model.rows import table_of

if TYPE_CHECKING:
    from conftest import Edit

    from corpus.anchoring import CarriedDocument, ReviewItem
    from corpus.model.sets import Profile

SENTENCE = (
    "Experts, cited by TAG24, argue that even if targets are confirmed traffickers, the use of lethal force raises serious "
    "legal and ethical questions. "
)


def verdicts(document: CarriedDocument) -> Counter[str]:
    return Counter(one.verdict for one in document.carried)


def reviewed(document: CarriedDocument, layer: str) -> list[ReviewItem]:
    return [item for item in document.review if item.set_id == "gold" and item.layer == layer]


def words(document: CarriedDocument, layer: str, annotation_id: str) -> str:
    (row,) = (row for row in document.rows["gold", layer] if row["id"] == annotation_id)
    return " ".join(part["text"] for part in row["span"])


def test_a_typo_that_was_put_into_a_cue_makes_it_fuzzy_and_nothing_is_lost(edit: Edit) -> None:
    document = edit("not independently verified", "not independantly verified")
    (cue,) = [item for item in reviewed(document, "cues") if item.spans[0].path == "span"]
    assert (cue.verdict, words(document, "cues", cue.id)) == ("fuzzy", "not independantly verified")
    assert (cue.spans[0].old[0].text, cue.spans[0].old[0].left) == (
        "not independently verified",
        "erritory.” This claim, although ",
    )
    assert verdicts(document)["lost"] == 0


def test_with_a_sentence_goes_what_stood_in_it_and_what_hung_on_that(edit: Edit) -> None:
    document = edit(SENTENCE)
    lost = {(item.layer, item.id): item for item in document.review if item.set_id == "gold" and item.verdict == "lost"}
    claims = {annotation_id for layer, annotation_id in lost if layer == "claims"}
    commitments = [item for (layer, _), item in lost.items() if layer == "commitments"]
    assert claims
    assert commitments
    for item in commitments:
        assert item.annotation["claim_id"] in claims
        assert item.reasons[0] == f"claim_id pointed at claims/{item.annotation['claim_id']}, which is lost"
    mentions = [item.annotation["span"][0]["text"] for (layer, _), item in lost.items() if layer == "mentions"]
    assert mentions == ["Experts", "TAG24", "targets", "traffickers"]


def test_what_is_lost_stands_in_the_review_as_it_was(edit: Edit, news: Corpus) -> None:
    for item in edit(SENTENCE).review:
        record = news.set(item.set_id).layer(item.layer)["maduro-igla-s", item.id]
        assert type(record).model_validate(item.annotation) == record


def test_a_paragraph_that_was_moved_takes_its_annotations_along(edit: Edit, article: str) -> None:
    paragraphs = article.split("\n\n")
    paragraphs.insert(20, paragraphs.pop(12))
    document = edit(text="\n\n".join(paragraphs))
    assert verdicts(document)["lost"] == 0
    assert {item.layer for item in document.review} == {"sections"}
    (section,) = reviewed(document, "sections")
    assert section.reasons == ("span: what was in it stands elsewhere now",)
    assert len(section.spans[0].new) == 2


def test_straight_quotes_for_curly_ones_lose_nothing(edit: Edit) -> None:
    document = edit("’", "'")
    assert verdicts(document)["lost"] == 0
    assert words(document, "sections", "section-001") == (
        "Venezuela's Maduro Reveals 5,000 Russian Missiles Amid Rising US Military Tensions"
    )


def test_other_line_ends_move_all_but_what_holds_them(edit: Edit) -> None:
    document = edit("\n", "\r\n")
    assert verdicts(document)["lost"] == 0
    assert all("\n" in part.text for item in document.review for span in item.spans for part in span.new if part.text)


def test_a_blank_that_became_another_blank_makes_fuzzy_what_it_stands_in(edit: Edit) -> None:
    document = edit("4.5 million", "4.5\u00a0million")
    assert set(verdicts(document)) == {"exact", "fuzzy"}
    (quantity,) = reviewed(document, "quantities")
    assert words(document, "quantities", quantity.id) == "4.5\u00a0million"


def test_the_same_text_leaves_everything_exact(edit: Edit, article: str) -> None:
    document = edit(text=article)
    assert (set(verdicts(document)), document.review) == ({"exact"}, ())


def test_of_an_empty_text_only_what_has_no_place_is_left(edit: Edit) -> None:
    document = edit(text="")
    assert {layer for (_, layer), rows in document.rows.items() if rows} <= {"entities", "sources", "attributions", "stances"}
    assert not document.rows["gold", "attributions"]


def test_every_annotation_gets_one_verdict_and_what_is_not_lost_has_a_row(edit: Edit) -> None:
    document = edit(SENTENCE)
    kept = Counter((one.set_id, one.layer) for one in document.carried if one.verdict != "lost")
    assert {key: len(rows) for key, rows in document.rows.items() if rows} == dict(kept)
    assert len({one[:3] for one in document.carried}) == len(document.carried)


TEXT = "Ana said that it may rain in Caracas on Friday. Her brother, who lives there, did not agree with any of it."


def carried(
    text: str, *, profile: Profile = "import", aligned: list[tuple[int, int, int]], old: str | None = TEXT, **rows: Any
) -> CarriedDocument:
    """Carries annotations of a text to another along passages that are given."""
    mine = AnnotationSet(id="mine", role="raw", annotator=Annotator(name="me", kind="human"), profile=profile)
    records = {
        layer: table_of(layer, [LAYERS[layer].model_validate({"document_id": "d", **row}) for row in found])
        for layer, found in rows.items()
    }
    document = Document.of("d", TEXT).model_copy(update={"text": old})
    metadata = CorpusMetadata(name="mine", version="0.1.0", schema_version="1")
    return carry(Corpus(metadata, [document], [mine], {"mine": records}), "d", text, Alignment.of(aligned))


def at(*surfaces: str) -> list[dict[str, Any]]:
    return [part.model_dump() for part in Span.of(TEXT, *((TEXT.index(one), TEXT.index(one) + len(one)) for one in surfaces))]


def test_an_optional_span_that_is_lost_is_left_out_and_said() -> None:
    cue = {"id": "c", "span": at("may"), "scope": at("Her brother")}
    document = carried(TEXT[:47], aligned=[(0, 0, 47)], cues=[cue])
    (row,) = document.rows["mine", "cues"]
    assert (Span.model_validate(row["span"]), row["scope"]) == (Span.model_validate(at("may")), None)
    (item,) = document.review
    assert (item.verdict, item.reasons[0]) == ("fuzzy", "scope is lost: no place fits well enough")
    assert [part["text"] for part in item.annotation["scope"]] == ["Her brother"]


def test_a_span_that_the_profile_demands_takes_its_annotation_along() -> None:
    attribution = {"id": "a", "sources": [{"source_id": "@author"}], "cue_ids": [], "content": at("Her brother")}
    for profile, verdict in (("import", "fuzzy"), ("silver", "lost")):
        document = carried(TEXT[:47], aligned=[(0, 0, 47)], attributions=[attribution], profile=profile)
        assert document.carried[0].verdict == verdict


def test_a_target_without_its_span_is_none() -> None:
    stance = {"id": "s", "holder_id": "@author", "target": {"span": at("Her brother")}}
    assert carried(TEXT[:47], aligned=[(0, 0, 47)], stances=[stance]).carried[0].verdict == "lost"


def test_references_to_what_is_lost_are_taken_out_where_that_can_be_and_else_lose_too() -> None:
    document = carried(
        TEXT[:47],
        aligned=[(0, 0, 47)],
        cues=[{"id": "c1", "span": at("may")}, {"id": "c2", "span": at("did not")}],
        attributions=[{"id": "a", "sources": [{"source_id": "@author"}], "cue_ids": ["c1", "c2"]}],
        claims=[{"id": "q", "span": at("agree with any of it")}],
        commitments=[{"id": "m", "claim_id": "q", "source_id": "@author"}],
        stances=[{"id": "s", "holder_id": "@author", "target": {"claim_id": "q"}}],
    )
    verdict = {one.id: one.verdict for one in document.carried}
    assert verdict == {"c1": "exact", "c2": "lost", "a": "fuzzy", "q": "lost", "m": "lost", "s": "lost"}
    assert document.rows["mine", "attributions"][0]["cue_ids"] == ["c1"]
    reasons = {item.id: item.reasons for item in document.review}
    assert reasons["a"] == ("cue_ids.1 pointed at cues/c2, which is lost",)
    assert reasons["s"] == ("target.claim_id pointed at claims/q, which is lost",)


def test_places_of_one_source_that_are_both_lost_leave_it_once() -> None:
    sources = [{"source_id": "@author", "span": at("Her brother")}, {"source_id": "@author", "span": at("any of it")}]
    document = carried(TEXT[:47], aligned=[(0, 0, 47)], attributions=[{"id": "a", "sources": sources}])
    assert document.rows["mine", "attributions"][0]["sources"] == [{"source_id": "@author", "span": None}]


def test_an_interrupted_span_is_carried_in_all_its_parts_or_not_at_all() -> None:
    cue = {"id": "c", "span": at("may", "did not")}
    moved = carried(f"Well. {TEXT}", aligned=[(0, 6, len(TEXT))], cues=[cue])
    assert [part["start"] for part in moved.rows["mine", "cues"][0]["span"]] == [
        part["start"] + 6 for part in at("may", "did not")
    ]
    half = carried(TEXT[:47], aligned=[(0, 0, 47)], cues=[cue])
    assert half.carried[0].verdict == "lost"


def test_parts_that_changed_their_order_are_lost() -> None:
    document = carried(
        f"{TEXT[48:]} {TEXT[:47]}", aligned=[(0, 60, 47), (48, 0, 59)], cues=[{"id": "c", "span": at("may", "did not")}]
    )
    assert document.review[0].reasons == ("span is lost: its parts no longer stand in their order",)


def test_a_span_outside_every_section_is_lost_and_the_review_says_where_it_would_be() -> None:
    document = carried(
        f"Today it may. {TEXT[48:]}",
        aligned=[(17, 9, 3), (48, 14, 59)],
        sections=[{"id": "s", "span": at(TEXT[48:])}],
        cues=[{"id": "c", "span": at("did not")}],
        claims=[{"id": "q", "span": at("may")}],
    )
    assert {one.id: one.verdict for one in document.carried} == {"s": "moved", "c": "moved", "q": "lost"}
    (item,) = document.review
    assert item.reasons == ("span is lost: it does not lie inside one section of the new text",)
    assert item.spans[0].candidates[0].start == 9


def test_of_two_sections_that_would_overlap_the_surer_one_stays() -> None:
    document = carried(
        f"{TEXT[48:]}",
        aligned=[(48, 0, 59)],
        sections=[{"id": "s1", "span": at(TEXT[:47])}, {"id": "s2", "span": at(TEXT[48:])}],
    )
    assert {one.id: one.verdict for one in document.carried} == {"s1": "lost", "s2": "moved"}


def test_a_section_of_which_little_is_left_keeps_that() -> None:
    new = f"Something else was written in its place, and nobody knows by whom. {TEXT[9:47]} All is well."
    document = carried(
        new, aligned=[(9, 67, 38)], sections=[{"id": "s", "span": at(TEXT)}], cues=[{"id": "c", "span": at("may")}]
    )
    assert {one.id: one.verdict for one in document.carried} == {"s": "fuzzy", "c": "moved"}
    assert document.rows["mine", "sections"][0]["span"] == [{"start": 67, "end": 105, "text": TEXT[9:47]}]


def test_without_the_words_annotations_follow_the_known_passages_alone() -> None:
    def wordless(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [part | {"text": None} for part in found]

    mine = AnnotationSet(id="mine", role="raw", annotator=Annotator(name="me", kind="human"), profile="import")
    rows = [
        {"id": name, "document_id": "d", "span": wordless(at(surface))} for name, surface in (("c1", "may"), ("c2", "did not"))
    ]
    table = pa.Table.from_pylist(rows, schema=schema("cues"))
    document = Document.of("d", TEXT).model_copy(update={"text": None})
    news = Corpus(
        CorpusMetadata(name="mine", version="0.1.0", schema_version="1"), [document], [mine], {"mine": {"cues": table}}
    )
    found = carry(news, "d", "It may rain.", Alignment.of([(14, 0, 11)]))
    assert {one.id: one.verdict for one in found.carried} == {"c1": "moved", "c2": "lost"}
    assert found.rows["mine", "cues"][0]["span"] == [{"start": 3, "end": 6, "text": "may"}]
    assert found.review[0].spans[0].old[0].text is None


@pytest.mark.parametrize("block", [(0, 0, 9), (100, 3, 30), (0, 8, 30)])
def test_passages_that_are_not_in_the_texts_or_not_the_same_are_refused(block: tuple[int, int, int]) -> None:
    with pytest.raises(CorpusError, match="expected passages that are the same in both texts"):
        carried("It may rain in Caracas.", aligned=[block])


def test_a_document_that_is_not_there_is_refused(news: Corpus) -> None:
    with pytest.raises(UnknownName, match="no document 'nobody'"):
        carry(news, "nobody", "", Alignment.of([]))
