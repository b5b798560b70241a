from __future__ import annotations

import pytest

import corpus
from corpus.agreement import Agreement, Resampling, agree
from corpus.agreement.bootstrap import ONE_DOCUMENT
from corpus.errors import Incomparable
from corpus.model import Corpus, Document
from tests.agreement.samples import cues, news_of

TEXTS = {f"d{number}": "It may rain, or it might not, they say." for number in range(12)}


def news(*documents: str) -> Corpus:
    """Give two sets that agree in the even documents and not quite in the odd ones."""
    first = {name: cues("may", "might", type="epistemic") for name in documents}
    second = {
        name: cues("may", "might" if int(name[1:]) % 2 else "say", type="epistemic" if int(name[1:]) % 3 else "booster")
        for name in documents
    }
    return news_of({name: TEXTS[name] for name in documents}, {"a": first, "b": second})


def test_the_front_door_leads_here() -> None:
    assert corpus.agree is agree


def test_every_estimate_says_what_it_is_of() -> None:
    found = agree(news(*TEXTS), sets=["a", "b"], layer="cues")
    assert isinstance(found, Agreement)
    assert {(one.layer, one.annotators, one.documents) for one in found} == {("cues", ("a", "b"), 12)}
    assert all((one.value is None) == (one.reason is not None) for one in found)


def test_an_interval_says_how_it_was_made() -> None:
    found = agree(news(*TEXTS), sets=["a", "b"], layer="cues", resampling=Resampling(resamples=200, seed=5))["f1_exact"]
    assert found.interval is not None
    assert found.interval_method == "percentile bootstrap over documents"
    assert found.settings == {"resamples": 200, "seed": 5, "confidence": 0.95}


def test_documents_with_nothing_to_compare_do_not_bear_on_the_figure() -> None:
    quiet = {name: {"quantities": [{"span": "rain"}]} for name in TEXTS}
    marked = {
        name: quiet | {f"d{number}": cues("may", words) for number in range(3)}
        for name, words in zip("ab", ("say", "might"), strict=True)
    }
    found = agree(news_of(TEXTS, marked), sets=["a", "b"], layer="cues", measures=["f1_exact"])["f1_exact"]
    assert (found.documents, found.documents_with_items) == (12, 3)
    assert agree(news_of(TEXTS, marked), sets=["a", "b"], layer="cues").to_objects()[0]["documents_with_items"] == 3


def test_one_document_has_no_interval_and_says_why() -> None:
    found = agree(news("d0"), sets=["a", "b"], layer="cues")["f1_exact"]
    assert (found.value, found.interval, found.interval_method) == (0.5, None, None)
    assert found.notes == (ONE_DOCUMENT,)


def test_copies_of_all_documents_change_no_figure() -> None:
    once, twice = (agree(news(*names), sets=["a", "b"], layer="cues") for names in (["d0", "d1"], ["d0", "d1", "d6", "d7"]))
    for one, other in zip(once, twice, strict=True):
        if not one.measure.startswith("alpha"):  # alpha's correction for small samples gets smaller
            assert (one.measure, one.value) == (other.measure, pytest.approx(one.value))


def test_a_set_compared_with_its_twin_agrees_perfectly() -> None:
    words = {name: cues("may", "might", type="epistemic") for name in TEXTS}
    twins = news_of(TEXTS, {"a": words, "b": words})
    found = agree(twins, sets=["a", "b"], layer="cues")
    assert [one.value for one in found if one.value is not None and one.value != pytest.approx(1)] == []


def without_text(made: Corpus, *names: str) -> Corpus:
    """Withhold the text of some documents."""
    documents = [one.model_copy(update={"text": None}) if one.id in names else one for one in made.documents]
    tables = {one.id: {"cues": made.set(one.id).cues.table} for one in made.sets}
    return Corpus(made.metadata, documents, made.sets, tables)


def test_without_a_text_only_what_needs_none_is_measured() -> None:
    found = agree(without_text(news(*TEXTS), *TEXTS), sets=["a", "b"], layer="cues")
    assert found["f1_exact"].value == agree(news(*TEXTS), sets=["a", "b"], layer="cues")["f1_exact"].value
    for measure in ("alpha_u", "alpha_tokens"):
        assert (found[measure].value, found[measure].left_out) == (None, {"documents without text": 12})
        assert found[measure].reason == "no document has a text"


@pytest.mark.parametrize("measure", ["alpha_u", "alpha_tokens"])
def test_a_document_without_text_does_not_change_what_is_laid_out_on_the_others(measure: str) -> None:
    some, all_of_them = news("d0", "d1"), without_text(news("d0", "d1", "d3"), "d3")
    one, other = (agree(made, sets=["a", "b"], layer="cues", measures=[measure])[measure] for made in (some, all_of_them))
    assert (one.value, one.items) == (other.value, other.items)
    assert other.left_out == {"documents without text": 1}


def test_tokens_of_the_caller_are_not_asked_for_a_text_that_is_not_there() -> None:
    def words(document: Document) -> list[tuple[int, int]]:
        assert document.text is not None
        return [(0, len(document.text))]

    found = agree(without_text(news("d0", "d1"), "d1"), sets=["a", "b"], layer="cues", measures=["alpha_tokens"], tokens=words)
    assert (found["alpha_tokens"].items, found["alpha_tokens"].left_out) == (1, {"documents without text": 1})


@pytest.mark.parametrize(
    ("measures", "named"),
    [(["f1_triple"], "f1_triple"), (["f1_exact", "alpha_ordinal", "f1_triple"], "alpha_ordinal, f1_triple")],
)
def test_measures_that_do_not_apply_are_refused_and_all_named(measures: list[str], named: str) -> None:
    with pytest.raises(Incomparable, match=rf"measures that apply to layer cues, .* nothing to compare for {named}$"):
        agree(news("d0"), sets=["a", "b"], layer="cues", measures=measures)


def test_no_measure_at_all_is_refused() -> None:
    with pytest.raises(Incomparable, match="expected at least one measure, found none"):
        agree(news("d0"), sets=["a", "b"], layer="cues", measures=[])


@pytest.mark.parametrize("measure", ["precision_exact", "recall_characters", "kappa"])
def test_a_measure_of_two_sets_is_refused_for_three(measure: str) -> None:
    three = news_of({"d": TEXTS["d0"]}, {name: {"d": cues("may")} for name in "abc"})
    with pytest.raises(Incomparable, match=f"{measure} compares two sets, found 3"):
        agree(three, sets=["a", "b", "c"], layer="cues", measures=[measure])


def test_fleiss_of_two_sets_is_measured_when_it_is_asked_for() -> None:
    found = agree(news("d0", "d1"), sets=["a", "b"], layer="cues", measures=["fleiss"])["fleiss", "type"]
    assert found.annotators == ("a", "b")


def test_a_set_with_nothing_of_the_layer_is_refused() -> None:
    silent = news_of({"d": TEXTS["d0"]}, {"a": {"d": cues("may")}, "b": {"d": {"sources": [{}]}}})
    with pytest.raises(Incomparable, match="annotations of layer cues in the common documents, found none in b"):
        agree(silent, sets=["a", "b"], layer="cues")


def test_layers_without_a_place_are_compared_by_their_partners() -> None:
    entities = {"entities": [{"type": "PER", "name": "Ana"}], "mentions": [{"entity_id": "entities-0", "span": "they"}]}
    found = agree(news_of({"d": TEXTS["d0"]}, {"a": {"d": entities}, "b": {"d": entities}}), sets=["a", "b"], layer="entities")
    assert found["f1_paired"].value == 1
    assert found["percent", "type"].value == 1
