from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import corpus
from corpus.formats.graph import Annotations, Attribute, Graph, Group, Link, Note, Span
from corpus.formats.reports import ImportReport, Ledger
from corpus.schemes.gum import decode, encode, vocabulary
from corpus.testing import differences

if TYPE_CHECKING:
    from corpus.model import Corpus

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
