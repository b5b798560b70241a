"""Properties: whatever is done to a text outside its annotations they follow, and whatever is done inside all stays sound."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import corpus
from corpus.model import LAYERS, Corpus
from corpus.model.columns import span_paths
from corpus.testing import corpora, texts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from corpus.reanchoring import Reanchored

Bounds = tuple[int, int]
STRANGE = ("※", "龘", "※ ※※")
"""Text that no article of ours uses; none of it can be taken for an old word, and none of it is part of one."""
ARTICLES = corpora(min_documents=1, max_documents=1, min_sets=1, max_sets=2)


@dataclass(frozen=True)
class Edited:
    """An article before and after its text was edited."""

    before: Corpus
    edits: Sequence[Bounds]
    inserted: str

    @property
    def text(self) -> str:
        """The edited text."""
        old, reached, pieces = self.before.documents[0].text or "", 0, []
        for start, end in self.edits:
            pieces += [old[reached:start], self.inserted]
            reached = end
        return "".join([*pieces, old[reached:]])

    def expected(self, place: int) -> int:
        """Tell where a place stands in the edited text, behind all edits before it."""
        return place + sum(len(self.inserted) - (end - start) for start, end in self.edits if end <= place)

    def reanchored(self) -> Reanchored:
        return corpus.reanchor(self.before, {self.before.documents[0].id: self.text})


def fragments(news: Corpus) -> Iterator[tuple[tuple[str, str, str, str], dict[str, Any]]]:
    """Gives each fragment of each span with the annotation and field that it belongs to."""
    for record in news.sets:
        for layer in LAYERS:
            for row in news.set(record.id).layer(layer).table.to_pylist():
                for path in span_paths(layer):
                    for number, part in enumerate(_values(row, path.split("."))):
                        yield (record.id, layer, row["id"], f"{path}/{number}"), part


def _values(value: Any, steps: Sequence[str]) -> list[Any]:
    if value is None:
        return []
    if not steps:
        return list(value)
    if steps[0] == "item":
        return [found for item in value for found in _values(item, steps[1:])]
    return _values(value[steps[0]], steps[1:])


@st.composite
def insertions(draw: st.DrawFn) -> Edited:
    """Strange text put between annotations, at their edges too."""
    news, places = _free(draw)
    inserted = draw(st.sampled_from(STRANGE))
    chosen = sorted(draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True)))
    return Edited(news, [(place, place) for place in chosen], inserted)


@st.composite
def glued(draw: st.DrawFn) -> Edited:
    """Letters that no article of ours uses put at one place between annotations, mostly at the edge of a word."""
    news, places = _free(draw)
    place = draw(st.sampled_from(places))
    return Edited(news, [(place, place)], draw(st.sampled_from(["ʒ", "ʒʒʒʒʒʒ", " ʒʒ", "ʒʒ "])))


@st.composite
def replacements(draw: st.DrawFn) -> Edited:
    """Stretches between annotations taken out, or replaced by strange text."""
    news, places = _free(draw)
    cuts = sorted(draw(st.lists(st.sampled_from(places), min_size=2, max_size=6, unique=True)))
    bounds = [(part["start"], part["end"]) for _, part in fragments(news)]
    edits = [
        (start, end)
        for start, end in zip(cuts[::2], cuts[1::2], strict=False)
        if not any(low < end and start < high for low, high in bounds)
    ]
    return Edited(news, edits, draw(st.sampled_from(["", *STRANGE])))


@st.composite
def edits_anywhere(draw: st.DrawFn) -> Edited:
    """Stretches replaced wherever, by whatever."""
    news = draw(ARTICLES)
    size = len(news.documents[0].text or "")
    cuts = sorted(draw(st.lists(st.integers(0, size), max_size=6, unique=True)))
    return Edited(news, list(zip(cuts[::2], cuts[1::2], strict=False)), draw(texts()))


def _free(draw: st.DrawFn) -> tuple[Corpus, list[int]]:
    """Draws an article, and gives the places that are inside no fragment."""
    news = draw(ARTICLES)
    text = news.documents[0].text or ""
    assume(not set(text) & {"※", "龘", "ʒ"})
    bounds = [(part["start"], part["end"]) for _, part in fragments(news)]
    places = [place for place in range(len(text) + 1) if not any(low < place < high for low, high in bounds)]
    assume(len(places) > 1)
    return news, places


@given(insertions())
def test_strange_text_put_between_annotations_moves_each_exactly_as_far_as_it_should(edited: Edited) -> None:
    reanchored = edited.reanchored()
    after = dict(fragments(reanchored.corpus))
    for key, part in fragments(edited.before):
        start = edited.expected(part["start"])
        assert after[key] == part | {"start": start, "end": start + len(part["text"])}
    assert all(counts["fuzzy"] == counts["lost"] == 0 for counts in reanchored.counts.values())


@given(glued())
def test_letters_put_between_annotations_move_each_exactly_as_far_as_they_should_where_they_touch_words_too(
    edited: Edited,
) -> None:
    reanchored = edited.reanchored()
    after = dict(fragments(reanchored.corpus))
    for key, part in fragments(edited.before):
        assert (after[key]["start"], after[key]["text"]) == (edited.expected(part["start"]), part["text"])
    assert all(counts["fuzzy"] == counts["lost"] == 0 for counts in reanchored.counts.values())


@given(replacements())
def test_what_is_replaced_between_annotations_leaves_each_its_words(edited: Edited) -> None:
    after = dict(fragments(edited.reanchored().corpus))
    assert {key: part["text"] for key, part in after.items()} == {key: part["text"] for key, part in fragments(edited.before)}


@given(corpora(max_documents=2, max_sets=2))
def test_the_same_texts_give_the_same_corpus_and_nothing_to_review(news: Corpus) -> None:
    reanchored = corpus.reanchor(news, {document.id: document.text or "" for document in news.documents})
    assert reanchored.corpus == news
    assert reanchored.review == ()


@given(edits_anywhere())
def test_after_any_edit_all_rules_hold_that_held_before(edited: Edited) -> None:
    assert corpus.check(edited.reanchored().corpus, select=["E"]).findings == ()


@given(edits_anywhere())
def test_verdicts_add_up_to_the_annotations_and_the_lost_are_all_in_the_review(edited: Edited) -> None:
    reanchored = edited.reanchored()
    sizes = Counter({layer: sum(len(edited.before.set(one.id).layer(layer)) for one in edited.before.sets) for layer in LAYERS})
    assert {layer: sum(counts.values()) for layer, counts in reanchored.counts.items()} == {
        layer: size for layer, size in sizes.items() if size
    }
    kept = {
        (one.id, layer, row.id)
        for one in edited.before.sets
        for layer in LAYERS
        for row in reanchored.corpus.set(one.id).layer(layer)
    }
    every = {
        (one.id, layer, row.id)
        for one in edited.before.sets
        for layer in LAYERS
        for row in edited.before.set(one.id).layer(layer)
    }
    assert every - kept == {(item.set_id, item.layer, item.id) for item in reanchored.review if item.verdict == "lost"}


@given(edits_anywhere())
def test_what_has_no_review_has_all_its_words_and_references(edited: Edited) -> None:
    reanchored = edited.reanchored()
    reviewed = {(item.set_id, item.layer, item.id) for item in reanchored.review}
    before = {key: part["text"] for key, part in fragments(edited.before) if key[:3] not in reviewed}
    after = {key: part["text"] for key, part in fragments(reanchored.corpus) if key[:3] not in reviewed}
    assert before == after


@settings(max_examples=25)
@given(edits_anywhere())
def test_the_same_edit_gives_the_same_answer(edited: Edited) -> None:
    assert edited.reanchored() == edited.reanchored()


@pytest.mark.slow
@settings(max_examples=300)
@given(edits_anywhere())
def test_after_very_many_edits_all_rules_hold(edited: Edited) -> None:
    assert corpus.check(edited.reanchored().corpus, select=["E"]).findings == ()
