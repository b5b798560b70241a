"""BIO views: what is tagged, who wins an overlap, and why what is left out is left out."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings

from corpus.model import Corpus, Cue, Entity, Mention, Span
from corpus.release.tasks import build_tasks, segment_corpus
from corpus.release.tasks.tagging import CUE_TAGGING, NER
from corpus.testing import corpora

if TYPE_CHECKING:
    from corpus.segmentation import Segmentation


def cue(number: int, kind: str | None, span: Span) -> Cue:
    """Make a cue of document `d`."""
    return Cue.model_validate({"id": f"cue-{number}", "document_id": "d", "span": span, "type": kind})


def decode(row: dict[str, Any]) -> list[tuple[str, list[tuple[int, int]]]]:
    """Read tags back: for each `B-` its type and the tokens' bounds; `I-` goes on with the last `B-` of its type."""
    found: list[tuple[str, list[tuple[int, int]]]] = []
    for start, token, tag in zip(row["token_starts"], row["tokens"], row["tags"], strict=True):
        position, _, kind = tag.partition("-")
        if position == "B":
            found.append((kind, []))
        if position != "O":
            latest = next(one for one in reversed(found) if one[0] == kind)
            latest[1].append((start, start + len(token)))
    return found


def test_a_cue_of_several_tokens_begins_with_b_and_goes_on_with_i(note: Any) -> None:
    text = note("It rained according to her.")
    made = CUE_TAGGING.make(text.article(cue(1, "reportive", text.span("according to"))))
    assert made.rows == [
        {
            "document_id": "d",
            "sentence": 0,
            "start": 0,
            "end": 27,
            "tokens": ["It", "rained", "according", "to", "her", "."],
            "token_starts": [0, 3, 10, 20, 23, 26],
            "tags": ["O", "O", "B-reportive", "I-reportive", "O", "O"],
            "cue_ids": ["cue-1"],
        }
    ]
    assert made.dropped == {}


def test_every_sentence_has_a_row_and_a_cue_stands_in_its_own(note: Any) -> None:
    text = note("It rained. It may stop.")
    made = CUE_TAGGING.make(text.article(cue(1, "epistemic", text.span("may"))))
    assert [(row["sentence"], row["cue_ids"]) for row in made.rows] == [(0, []), (1, ["cue-1"])]


def test_two_cues_side_by_side_stay_two(note: Any) -> None:
    text = note("It may perhaps rain.")
    made = CUE_TAGGING.make(text.article(cue(1, "epistemic", text.span("may")), cue(2, "epistemic", text.span("perhaps"))))
    assert made.rows[0]["tags"] == ["O", "B-epistemic", "B-epistemic", "O", "O"]


def test_the_outermost_of_overlapping_cues_wins_and_the_other_is_counted(note: Any) -> None:
    text = note("It is not independently verified.")
    inner, outer = cue(1, "negation", text.span("not")), cue(2, "verification", text.span("not independently verified"))
    made = CUE_TAGGING.make(text.article(inner, outer))
    assert made.rows[0]["cue_ids"] == ["cue-2"]
    assert made.dropped == {"overlap": 1}


def test_of_cues_over_the_same_words_the_first_id_wins(note: Any) -> None:
    text = note("It may rain.")
    made = CUE_TAGGING.make(text.article(cue(2, "doxastic", text.span("may")), cue(1, "epistemic", text.span("may"))))
    assert made.rows[0]["tags"][1] == "B-epistemic"
    assert made.dropped == {"overlap": 1}


def test_a_later_fragment_of_a_cue_goes_on_with_i(note: Any) -> None:
    text = note("Either it rains or it snows.")
    made = CUE_TAGGING.make(text.article(cue(1, "epistemic", text.span("Either", "or"))))
    assert made.rows[0]["tags"] == ["B-epistemic", "O", "O", "I-epistemic", "O", "O", "O"]


def test_a_cue_of_another_type_may_stand_in_a_gap(note: Any) -> None:
    text = note("Either it may rain or not.")
    made = CUE_TAGGING.make(
        text.article(cue(1, "conditional", text.span("Either", "or")), cue(2, "epistemic", text.span("may")))
    )
    assert made.rows[0]["tags"] == ["B-conditional", "O", "B-epistemic", "O", "I-conditional", "O", "O"]
    assert decode(made.rows[0]) == [("conditional", [(0, 6), (19, 21)]), ("epistemic", [(10, 13)])]


def test_a_cue_of_the_same_type_in_a_gap_counts_as_an_overlap(note: Any) -> None:
    text = note("Either it may rain or not.")
    made = CUE_TAGGING.make(text.article(cue(1, "epistemic", text.span("Either", "or")), cue(2, "epistemic", text.span("may"))))
    assert made.rows[0]["cue_ids"] == ["cue-1"]
    assert made.dropped == {"overlap": 1}


@pytest.mark.parametrize(
    ("kind", "surfaces", "reason"),
    [
        ("epistemic", ["stop. It"], "crosses a sentence"),
        ("epistemic", ["may", "snow"], "crosses a sentence"),
        ("epistemic", ["ma"], "not whole tokens"),
        ("epistemic", ["ay stop"], "not whole tokens"),
        ("epistemic", ["may", "st"], "not whole tokens"),
        (None, ["may"], "no type"),
    ],
)
def test_what_cannot_be_tagged_is_counted_with_its_reason(
    note: Any, kind: str | None, surfaces: list[str], reason: str
) -> None:
    text = note("It may stop. It might snow.")
    made = CUE_TAGGING.make(text.article(cue(1, kind, text.span(*surfaces))))
    assert made.dropped == {reason: 1}
    assert {tag for row in made.rows for tag in row["tags"]} == {"O"}


def test_names_are_tagged_with_the_type_of_their_entity(note: Any) -> None:
    text = note("Maduro spoke.")
    maduro = Entity(id="entity-1", document_id="d", type="PER")
    name = Mention(id="mention-1", document_id="d", entity_id="entity-1", span=text.span("Maduro"), form="NAM")
    made = NER.make(text.article(maduro, name))
    assert made.rows[0]["tags"] == ["B-PER", "O", "O"]
    assert made.rows[0]["mention_ids"] == ["mention-1"]


def test_only_names_are_tagged_and_the_rest_is_not_counted_as_dropped(note: Any) -> None:
    text = note("The president spoke.")
    man = Entity(id="entity-1", document_id="d", type="PER")
    noun = Mention(id="mention-1", document_id="d", entity_id="entity-1", span=text.span("president"), form="NOM")
    made = NER.make(text.article(man, noun))
    assert set(made.rows[0]["tags"]) == {"O"}
    assert made.dropped == {}


def test_a_name_without_an_entity_has_no_type(note: Any) -> None:
    text = note("Maduro spoke.")
    name = Mention(id="mention-1", document_id="d", span=text.span("Maduro"), form="NAM")
    assert NER.make(text.article(name)).dropped == {"no type": 1}


def test_tags_have_names_in_a_fixed_order() -> None:
    assert NER.labels["tags"][:5] == ("O", "B-PER", "I-PER", "B-ORG", "I-ORG")
    assert CUE_TAGGING.labels["tags"][-2:] == ("B-unspecified", "I-unspecified")


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(min_documents=1, min_sets=1, max_sets=1, max_records=4))
def test_tags_read_back_give_the_cues_that_the_view_names(news: Corpus) -> None:
    segmentations = segment_corpus(news)
    task = next(task for task in build_tasks(news, segmentations) if task.name == "cue_tagging")
    kept = 0
    for row in task.table.to_pylist():
        cues = [news.cues[row["document_id"], one] for one in row["cue_ids"]]
        kept += len(cues)
        assert decode(row) == [(one.type, covered(one.span, segmentations[row["document_id"]])) for one in cues]
    assert kept + sum(task.dropped.values()) == len(news.cues)


def covered(span: Span, segmentation: Segmentation) -> list[tuple[int, int]]:
    """Give the tokens inside a span's fragments."""
    inside = ([one for one in segmentation.tokens if part.start <= one[0] and one[1] <= part.end] for part in span)
    return list(itertools.chain(*inside))


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(corpora(min_documents=1, min_sets=1, max_sets=1, max_records=4))
def test_a_name_is_missing_only_for_a_reason(news: Corpus) -> None:
    segmentations = segment_corpus(news)
    task = next(task for task in build_tasks(news, segmentations) if task.name == "ner")
    names = {(one.document_id, one.id): one for one in news.mentions if one.form == "NAM"}
    kept = {(row["document_id"], one) for row in task.table.to_pylist() for one in row["mention_ids"]}
    for key in names.keys() - kept:
        others = [names[one].span for one in kept if one[0] == key[0]]
        assert is_untaggable(names[key], segmentations[key[0]]) or any(is_in_the_way(names[key].span, one) for one in others)


def is_untaggable(mention: Mention, segmentation: Segmentation) -> bool:
    """Tell by looking at all sentences and tokens whether tags can hold a mention at all."""
    span, entity = mention.span, mention.entity
    inside = any(start <= span.start and span.end <= end for start, end in segmentation.sentences)
    starts, ends = ({one[side] for one in segmentation.tokens} for side in (0, 1))
    whole = all(part.start in starts and part.end in ends for part in span)
    return entity is None or entity.type is None or not inside or not whole


def is_in_the_way(span: Span, other: Span) -> bool:
    """Tell whether two spans overlap, gaps included."""
    return span.start < other.end and other.start < span.end
