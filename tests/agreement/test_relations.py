from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from corpus.agreement import agree
from corpus.agreement.relations import Triple, match_anywhere, match_exactly, match_overlapping
from tests.agreement.samples import news_of, span

if TYPE_CHECKING:
    from corpus.model import Corpus

TEXT = "She said it rained. They claimed, wrongly, that the ferry had sunk. Reportedly it had."
Words = tuple[str, str, str]


def triple(source: str, cue: str, content: str) -> Triple:
    return Triple.of(*([span(TEXT, words)] if words else [] for words in (source, cue, content)))


def news(*sets: list[Words]) -> Corpus:
    return news_of({"d": TEXT}, {name: {"d": layers(one)} for name, one in zip("abc", sets, strict=False)})


def layers(triples: list[Words]) -> dict[str, list[dict[str, object]]]:
    return {
        "sources": [{} for _ in triples],
        "cues": [{"span": cue} for _, cue, _ in triples],
        "attributions": [
            {
                "sources": [{"source_id": f"sources-{number}", "span": source}] if source else [{"source_id": "@unspecified"}],
                "cue_ids": [f"cues-{number}"],
                "content": content,
                "type": "assertion",
            }
            for number, (source, _, content) in enumerate(triples)
        ],
    }


SAID, CLAIMED = ("She", "said", "it rained"), ("They", "claimed", "that the ferry had sunk")


def test_equal_triples_match() -> None:
    assert match_exactly([triple(*SAID), triple(*CLAIMED)], [triple(*CLAIMED), triple(*SAID)]) == (2, 2, 2)


@pytest.mark.parametrize("other", [("They", "claimed", "the ferry had sunk"), ("They", "claimed, wrongly", CLAIMED[2])])
def test_an_argument_that_is_longer_is_not_equal_but_overlaps(other: Words) -> None:
    assert match_exactly([triple(*CLAIMED)], [triple(*other)]) == (0, 1, 1)
    assert match_overlapping([triple(*CLAIMED)], [triple(*other)]) == (1, 1, 1)


@pytest.mark.parametrize("other", [("She", *CLAIMED[1:]), ("", *CLAIMED[1:]), ("They", "wrongly", CLAIMED[2])])
def test_an_argument_elsewhere_or_missing_is_no_match_but_touches(other: Words) -> None:
    assert match_overlapping([triple(*CLAIMED)], [triple(*other)]) == (0, 1, 1)
    assert match_anywhere([triple(*CLAIMED)], [triple(*other)]) == (1, 1, 1, 1)


def test_an_argument_that_neither_has_is_the_same() -> None:
    implicit = triple("", "Reportedly", "it had")
    assert match_exactly([implicit], [implicit]) == match_overlapping([implicit], [implicit]) == (1, 1, 1)


def test_nothing_at_all_touches_nothing() -> None:
    assert match_anywhere([triple("", "", "")], [triple("", "", "")]) == (0, 1, 0, 1)


def test_f1_is_measured_on_whole_triples_and_on_each_argument() -> None:
    other = ("They", "claimed", "the ferry had sunk")
    found = agree(news([SAID, CLAIMED], [SAID, other]), sets=["a", "b"], layer="attributions")
    assert (found["f1_triple"].value, found["f1_triple_overlap"].value) == (0.5, 1)
    arguments = [found["f1_exact", argument].value for argument in ("source", "cue", "content")]
    assert arguments == [1, 1, 0.5]
    assert found["agr"].value == 1


def test_labels_are_compared_where_attributions_are_matched() -> None:
    found = agree(news([SAID, CLAIMED], [SAID]), sets=["a", "b"], layer="attributions")
    assert (found["percent", "type"].value, found["percent", "type"].items) == (1, 1)
    assert found["percent", "type"].left_out == {"annotations without a partner": 1}


def test_a_source_that_speaks_twice_is_named_once() -> None:
    twice = [SAID, ("She", "claimed", CLAIMED[2])]
    found = agree(news(twice, [SAID]), sets=["a", "b"], layer="attributions", measures=["f1_exact"])
    assert (found["f1_exact", "source"].value, found["f1_exact", "source"].items) == (1, 2)
