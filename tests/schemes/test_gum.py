from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import corpus
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Note, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.model import Corpus, Document, Entity, Mention
from corpus.model import Span as OurSpan
from corpus.model.rows import table_of
from corpus.schemes.assembly import assumed_metadata, assumed_set
from corpus.schemes.gum import decode, encode, vocabulary
from corpus.testing import differences

SHARED = Path(__file__).parents[3] / "shared" / "data" / "gum"
TEXT = "The old Ana did not say she may go."
ANA = Span(1, "person", ((0, 11),))
LEAST = Span(2, "minspan", ((8, 11),))
SHE = Span(3, "person", ((24, 27),))
SAID = Link(20, "attribution-negative", None, (("Source", 10), ("Cue", 11), ("Content", 12)))
ITEMS = (
    ANA,
    LEAST,
    SHE,
    Span(10, "Source", ((0, 11),)),
    Span(11, "Cue", ((20, 23),)),
    Span(12, "Content", ((24, 34),)),
    Link(21, "minspan", None, (("Arg1", 1), ("Arg2", 2))),
    SAID,
    Attribute(30, "GRP", 1, "7"),
    Attribute(31, "identity", 1, "Ana"),
    Attribute(32, "infstat", 1, "new"),
    Attribute(33, "GRP", 3, "7"),
    Attribute(34, "identity", 3, "Bob"),
    Note(35, "relation", 20, "attribution-negative:1->2:0:x"),
)


def decoded(*items: Span | Link | Attribute | Note | Group) -> tuple[Corpus, ImportReport]:
    kinds = [tuple(one for one in items if isinstance(one, kind)) for kind in (Span, Link, Attribute, Note)]
    groups = tuple(one for one in items if isinstance(one, Group))
    ledger = Ledger()
    ledger.take(len(items))
    return decode([Graph("d", TEXT, (Annotations("import", *kinds, (), groups),))], ledger), ledger.report()  # type: ignore[arg-type]


def test_groups_become_entities_with_their_mentions() -> None:
    news, report = decoded(*ITEMS)
    (entity,) = news.entities
    assert (entity.id, entity.type, entity.source_label, entity.extras) == ("entity-7", "PER", "person", {"identity": "Ana"})
    first, second = entity.mentions
    assert (first.span.surface, first.extent and first.extent.surface, first.extras) == (
        "Ana",
        "The old Ana",
        {"infstat": "new"},
    )
    assert (second.extent, second.extras) == (None, {"identity": "Bob"})
    assert report.is_clean


@pytest.mark.parametrize(
    ("native", "ours"),
    [
        ("person", "PER"),
        ("organization", "ORG"),
        ("place", "LOC"),
        ("event", "EVENT"),
        ("time", "MISC"),
        ("animal", "MISC"),
        ("plant", "MISC"),
        ("substance", "MISC"),
        ("object", "MISC"),
        ("abstract", "MISC"),
        ("deity", None),
    ],
)
def test_entities_have_the_types_of_the_schema(native: str, ours: str | None) -> None:
    news, report = decoded(Span(1, native, ((0, 11),)), Attribute(2, "GRP", 1, "7"))
    assert [(one.type, one.source_label) for one in news.entities] == [(ours, native)]
    ((graph, losses),) = encode(news)
    assert ([one.label for one in graph.annotations[0].spans], losses, report.is_clean) == ([native], [], True)


@pytest.mark.parametrize(
    ("ours", "native"),
    [
        ("PER", "person"),
        ("ORG", "organization"),
        ("GPE", "place"),
        ("LOC", "place"),
        ("FAC", "place"),
        ("NORP", "person"),
        ("VEH", "object"),
        ("WEA", "object"),
        ("PROD", "object"),
        ("EVENT", "event"),
        ("WORK", "abstract"),
        ("MISC", "abstract"),
    ],
)
def test_types_of_ours_become_types_of_gum(ours: str, native: str) -> None:
    news = corpus_of(["e"], type=ours)
    assert [one.label for graph, _ in encode(news) for one in graph.annotations[0].spans] == [native]


def test_a_type_that_was_changed_goes_out_and_the_label_that_it_came_with_is_lost() -> None:
    news = corpus_of(["entity-e"], type="ORG", source_label="person")
    ((graph, losses),) = encode(news)
    assert [one.label for one in graph.annotations[0].spans] == ["organization"]
    assert [(loss.layer, loss.field) for loss in losses] == [("entities", "source_label"), ("mentions", "source_label")]
    assert decode([graph], Ledger()).entities[0].type == "ORG"


def test_mentions_of_one_entity_keep_their_own_labels() -> None:
    other = Span(4, "object", ((20, 23),))
    news, _ = decoded(ANA, other, Attribute(30, "GRP", 1, "7"), Attribute(31, "GRP", 4, "7"))
    ((graph, losses),) = encode(news)
    assert ([one.label for one in graph.annotations[0].spans], losses) == (["person", "object"], [])


def test_entities_are_groups_of_their_own() -> None:
    news = corpus_of(["1", "entity-1", "entity-1-"], type="PER")
    ((graph, losses),) = encode(news)
    assert [item.value for item in graph.annotations[0].attributes] == ["1--", "1", "1-"]
    assert {loss.id for loss in losses if loss.layer == "entities" and loss.field is None} == {"1"}


def corpus_of(entities: list[str], **fields: Any) -> Corpus:
    """Make a corpus of entities with a mention each, one word after the other."""
    places = [(0, 3), (4, 7), (8, 11)]
    made = [Entity(id=own, document_id="d", **fields) for own in entities]
    mentions = [
        Mention(id=f"m-{number}", document_id="d", entity_id=own, span=OurSpan.of(TEXT, places[number]))
        for number, own in enumerate(entities)
    ]
    tables = {"ana": {"entities": table_of("entities", made), "mentions": table_of("mentions", mentions)}}
    return Corpus(assumed_metadata(), [Document.of("d", TEXT)], [assumed_set("ana")], tables)


def test_a_cue_that_stands_twice_is_named_once() -> None:
    cue = Span("c", "Cue", ((20, 23),))
    news, _ = decoded(cue, Link(3, "attribution-positive", None, (("Cue", "c"), ("Cue2", "c"))))
    assert (news.attributions[0].cue_ids, len(news.cues)) == (("c",), 1)


def test_attributions_have_source_cue_content_and_polarity() -> None:
    (said,) = decoded(*ITEMS)[0].attributions
    assert (said.polarity, said.source_label) == ("negative", "attribution-negative")
    assert said.content is not None
    assert (said.content.surface, said.cues[0].span.surface, said.voices[0].entity_id) == ("she may go", "say", "entity-7")
    assert said.extras == {"relation": "attribution-negative:1->2:0:x"}


def test_the_oldest_attributions_have_no_polarity_and_keep_their_label() -> None:
    news, report = decoded(Span(1, "Content", ((0, 3),)), Link(2, "attribution", None, (("Content", 1),)))
    (said,) = news.attributions
    assert (said.polarity, said.source_label) == (None, "attribution")
    ((graph, losses),) = encode(news)
    assert ([link.label for link in graph.annotations[0].links], losses) == (["attribution"], [])
    assert report.is_clean


def test_fields_of_corefud_are_kept_with_the_mention() -> None:
    news, report = decoded(ANA, Attribute(30, "GRP", 1, "7"), Attribute(31, "head", 1, "3"), Attribute(32, "other", 1, "x"))
    assert news.mentions[0].extras == {"head": "3", "other": "x"}
    assert report.is_clean


def test_out_and_in_again_is_the_same() -> None:
    news, _ = decoded(*ITEMS)
    ((graph, losses),) = encode(news)
    assert not losses
    assert not list(differences(news, decode([graph], Ledger())))


def test_one_source_that_is_named_twice_is_two() -> None:
    news, _ = decoded(
        Span(1, "Source", ((0, 3),)),
        Span(2, "Source", ((4, 7),)),
        Link(3, "attribution-positive", None, (("Source", 1), ("Source2", 2))),
    )
    assert len({one.source_id for one in news.attributions[0].sources or ()}) == 2
    assert decoded(Link(3, "attribution-positive"))[0].attributions[0].voices[0].id == "@unspecified"


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (Span(1, "person", ((0, 3),)), "F301"),
        (Link(1, "cause"), "F301"),
        (Group("coref", ()), "F301"),
        (Link(1, "attribution-positive", None, (("Who", 9),)), "F302"),
    ],
)
def test_what_has_no_place_is_refused(item: Span | Link | Group, code: str) -> None:
    assert [entry.code for entry in decoded(item)[1].entries] == [code]


def test_what_gum_cannot_say_of_our_corpus_is_listed() -> None:
    losses = [loss for _, some in encode(corpus.load()) for loss in some]
    assert {"commitments", "stances", "claims", "quantities"} <= {loss.layer for loss in losses}
    assert {"person", "place", "Cue"} <= set(vocabulary().spans)


@pytest.mark.slow
@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="needs the evaluation data beside the checkout")
def test_gum_comes_in_whole_and_goes_out_and_in_the_same(tmp_path: Path) -> None:
    news = corpus.read(SHARED / "dev", format="conllu", scheme="gum")
    assert corpus.write(news, tmp_path / "out", format="conllu", scheme="gum") == ()
    assert not list(differences(news, corpus.read(tmp_path / "out", format="conllu", scheme="gum")))
