from __future__ import annotations

import json
import logging
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from corpus.agreement import agree
from corpus.agreement.gamma import FLATTERED, NONE_MARKS, ONE_MARKS, GammaSettings, Unit, gamma
from corpus.errors import CorpusError
from tests.agreement.samples import cues, news_of

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::DeprecationWarning")]
FIXTURES = Path(__file__).parents[3] / "shared" / "data" / "agreement" / "pygamma"
NAMES = ["fixture_01_two_annotators_simple", "fixture_04_three_annotators"]
TWO = [[Unit(1, 5, "a"), Unit(6, 10, "b")], [Unit(2, 6, "a"), Unit(7, 11, "b")]]


@pytest.fixture(autouse=True)
def _needs_the_extra() -> None:
    pytest.importorskip("pygamma_agreement", reason="the extra `gamma` is not installed")


def read(name: str) -> tuple[list[list[Unit]], dict[str, Any]]:
    fixture = json.loads((FIXTURES / f"{name}.json").read_bytes())
    annotators: dict[str, list[Unit]] = {}
    for unit in fixture["continuum"]:
        annotators.setdefault(unit["annotator"], []).append(Unit(unit["start"], unit["end"], unit["category"]))
    return list(annotators.values()), fixture


@pytest.mark.shared
@pytest.mark.skipif(not FIXTURES.exists(), reason="the figures of pygamma-agreement are not beside the checkout")
@pytest.mark.parametrize("name", NAMES)
def test_the_observed_disorder_is_that_of_another_run_and_gamma_lies_where_chance_lets_it(name: str) -> None:
    """The fixture's chance comes from 30 random continua of a generator whose state is not told, so gamma can only be near."""
    annotators, fixture = read(name)
    found = [gamma([annotators], settings=GammaSettings(seed=seed)) for seed in range(20)]
    (observed,) = found[0].settings["observed_disorder"]
    assert observed == pytest.approx(fixture["tier1"]["bestAlignmentDisorder"], abs=1e-6)
    assert 1 - observed / fixture["tier3"]["expectedDisorder"] == pytest.approx(fixture["tier3"]["gamma"], abs=1e-6)
    values = [one.value for one in found if one.value is not None]
    assert min(values) <= fixture["tier3"]["gamma"] <= max(values)


def test_the_same_seed_gives_the_same_figure() -> None:
    assert gamma([TWO]).value == gamma([TWO]).value


def test_the_seed_and_all_settings_stand_in_the_result() -> None:
    settings = gamma([TWO], settings=GammaSettings(samples=5, seed=3)).settings
    assert (settings["gamma_seed"], settings["gamma_samples"], settings["gamma_delta_empty"]) == (3, 5, 1.0)
    assert settings["pygamma-agreement"]


def test_the_generator_of_others_is_left_as_it_was() -> None:
    np.random.seed(1)  # noqa: NPY002 - the global one is what is tested
    before = np.random.get_state()[1].tolist()  # noqa: NPY002 - the same
    gamma([TWO])
    assert np.random.get_state()[1].tolist() == before  # noqa: NPY002 - the same


def test_logging_is_left_as_it_was() -> None:
    handlers, disabled = list(logging.getLogger().handlers), logging.root.manager.disable
    gamma([TWO])
    assert (logging.getLogger().handlers, logging.root.manager.disable) == (handlers, disabled)


def test_perfect_agreement_is_one() -> None:
    assert gamma([[TWO[0], TWO[0]]]).value == 1


def test_each_document_counts_the_same_and_those_without_units_are_counted() -> None:
    found = gamma([TWO, [TWO[0], TWO[0]], [TWO[0], []], [TWO[0], None]])
    alone = gamma([TWO]).value
    assert alone is not None
    assert found.value == pytest.approx((alone + 1) / 2)
    assert found.left_out == {ONE_MARKS: 2}


def test_only_the_units_and_documents_that_were_used_are_counted_and_a_note_says_that_this_flatters() -> None:
    found = gamma([TWO, [TWO[0], []], [[], []]])
    assert (found.value, found.items, found.documents) == (gamma([TWO]).value, 4, 1)
    assert (found.left_out, found.notes) == ({ONE_MARKS: 1, NONE_MARKS: 1}, (FLATTERED,))
    assert gamma([TWO]).notes == ()


def test_no_units_are_undefined() -> None:
    assert gamma([[[], []]]).value is None


def test_it_is_measured_when_it_is_asked_for() -> None:
    text = "It may rain, or it might not, they say."
    news = news_of({"d": text}, {"a": {"d": cues("may", "might")}, "b": {"d": cues("may", "say")}})
    assert "gamma" not in [one.measure for one in agree(news, sets=["a", "b"], layer="cues")]
    found = agree(news, sets=["a", "b"], layer="cues", measures=["gamma"])["gamma"]
    assert found.value is not None
    assert found.settings["gamma_seed"] == 0


def test_without_the_extra_a_sentence_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pygamma_agreement", None)
    with pytest.raises(CorpusError, match=r"pip install 'reportedly\[gamma\]'"):
        gamma([TWO])
